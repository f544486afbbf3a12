"""What was understood is kept with an answer, and older answers without it can still be read."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from ragfood.answers import Answer, answer_from_json, answer_to_json, read_answer
from ragfood.understanding.understood import (
    Chip,
    Column,
    Comparison,
    Hidden,
    Row,
    comparison_from_json,
    comparison_to_json,
)

COMPARISON = Comparison(
    "ranking",
    (Column("protein_g", "protein", "g"),),
    (Row("dal", "Dal", (9.02,), "USDA 16070"), Row("pho", "Pho", (None,))),
    ("protein_g",),
)
ANSWER = Answer(
    "Dal [1].",
    cost=Decimal(0),
    safety="Call 112.",
    understood=(Chip("diet:vegan", "vegan"),),
    hidden=(Hidden("contains milk", 3),),
    comparison=COMPARISON,
)


def test_an_answer_comes_back_as_it_was_written() -> None:
    assert read_answer(json.dumps(answer_to_json(ANSWER))) == ANSWER


def test_an_older_answer_has_nothing_of_it() -> None:
    old = answer_to_json(Answer("Dal."))
    for key in ("safety", "understood", "hidden", "comparison"):
        del old[key]
    assert answer_from_json(old) == Answer("Dal.")


@pytest.mark.parametrize("damage", [{"rows": 3}, {"rows": [{"id": "x"}]}, {"columns": []}, {"rows": None}])
def test_a_damaged_comparison_makes_the_answer_unreadable(damage: dict[str, object]) -> None:
    plain = answer_to_json(ANSWER) | {"comparison": comparison_to_json(COMPARISON) | damage}
    assert read_answer(json.dumps(plain)) is None


def test_a_comparison_is_made_of_plain_values() -> None:
    assert comparison_from_json(json.loads(json.dumps(comparison_to_json(COMPARISON)))) == COMPARISON
