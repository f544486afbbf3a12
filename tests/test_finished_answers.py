"""A finished answer: what counts as whole, and how it comes back from JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.answers import (
    Answer,
    Attempt,
    Source,
    Timings,
    answer_from_json,
    answer_to_json,
    whole_characters,
)
from ragfood.providers import Usage

WORDS = st.text(max_size=20)
SECONDS = st.none() | st.floats(0, 1e6)
COUNTS = st.integers(0, 10**9)
ANSWERS = st.builds(
    Answer,
    text=st.text(alphabet=st.characters(exclude_categories=()), max_size=40),
    provider=WORDS,
    model=WORDS,
    degraded=st.booleans(),
    interrupted=st.booleans(),
    stopped=st.booleans(),
    cached=st.booleans(),
    cut=st.booleans(),
    searched_for=WORDS,
    sources=st.lists(st.builds(Source, WORDS, WORDS, WORDS, st.floats(0, 1)), max_size=2).map(tuple),
    usage=st.none() | st.builds(Usage, COUNTS, COUNTS, COUNTS, COUNTS, st.booleans()),
    cost=st.none() | st.decimals(0, 10**6, allow_nan=False),
    timings=st.builds(Timings, SECONDS, SECONDS, SECONDS),
    attempts=st.lists(
        st.builds(Attempt, WORDS, WORDS, st.sampled_from(["answered", "declined"]), WORDS, WORDS, WORDS, st.floats(0)),
        max_size=2,
    ).map(tuple),
    notices=st.lists(WORDS, max_size=2).map(tuple),
    trouble=WORDS,
    remedy=WORDS,
)  # fmt: skip


@given(ANSWERS)
def test_an_answer_comes_back_from_json_as_it_was(answer: Answer) -> None:
    back = answer_from_json(json.loads(json.dumps(answer_to_json(answer))))
    assert back == answer
    assert (type(back.cost), type(back.usage), type(back.sources)) == (
        type(answer.cost),
        type(answer.usage),
        type(answer.sources),
    )


@given(ANSWERS)
def test_an_answer_can_always_be_written_to_a_file(answer: Answer) -> None:
    answer.text.encode()


def test_money_keeps_every_digit() -> None:
    cost = Decimal("0.000000049999999999")
    assert answer_from_json(json.loads(json.dumps(answer_to_json(Answer("Pho.", cost=cost))))).cost == cost


def test_an_answer_of_another_version_keeps_what_is_known() -> None:
    assert answer_from_json({"text": "Pho.", "mood": "calm"}) == Answer("Pho.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(JSON | st.dictionaries(st.sampled_from(list(Answer.__dataclass_fields__)), JSON))
def test_whatever_else_is_read_is_an_answer_or_a_plain_error(plain: Any) -> None:
    try:
        answer = answer_from_json(plain)
    except (TypeError, ValueError, ArithmeticError):
        return
    assert isinstance(answer.text, str)
    assert answer.cost is None or answer.cost.is_finite()


@pytest.mark.parametrize("cost", ["NaN", "Infinity", "free", [], {}])
def test_a_cost_that_is_no_amount_is_refused(cost: object) -> None:
    with pytest.raises((TypeError, ValueError, ArithmeticError)):
        answer_from_json({"text": "Pho.", "cost": cost})


WHOLE = Answer("Pho.", provider="groq", model="m")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: replace(answer, degraded=True),
        lambda answer: replace(answer, interrupted=True),
        lambda answer: replace(answer, stopped=True),
        lambda answer: replace(answer, cut=True),
        lambda answer: replace(answer, trouble="It broke off."),
    ],
)
def test_only_what_a_model_wrote_to_its_end_is_complete(spoil: Callable[[Answer], Answer]) -> None:
    assert WHOLE.complete
    assert replace(WHOLE, cached=True, notices=("Something.",)).complete
    assert not spoil(WHOLE).complete


def test_failed_means_trouble_and_nothing_written() -> None:
    assert Answer("", trouble="Nobody could answer.").failed
    assert not Answer("A beginning", trouble="It broke off.").failed
    assert not Answer("").failed


def test_halves_of_characters_are_joined_or_replaced() -> None:
    assert whole_characters("soup \ud83c\udf5c") == "soup 🍜"
    assert whole_characters("soup \ud83c") == "soup \ufffd"
    assert whole_characters("\ufeffसूप 🍜") == "\ufeffसूप 🍜"
    assert Answer("soup \ud83c").text == "soup \ufffd"
