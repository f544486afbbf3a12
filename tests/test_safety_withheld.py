"""What a safety note warns of is not offered beside it, and is told of where it is asked about."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.finding import find
from ragfood.understanding.safety import withheld


def offered(app: House, question: str) -> set[str]:
    return {match.food.id for match in find(app.index, question, (), 10).found.matches}


@pytest.mark.parametrize(
    "question",
    [
        "something iron-rich for a pregnant woman, no raw fish",
        "I'm pregnant, what Japanese food can I eat?",
        "cheese for a pregnant friend",
        "Ich bin schwanger: was esse ich zum Nachtisch?",
        "estoy embarazada, ideas para la cena",
        "party food, and my wife is pregnant",
    ],
)
def test_what_a_note_warns_of_is_not_offered_beside_it(app: House, question: str) -> None:
    assert withheld(question) and offered(app, question)
    assert not offered(app, question) & withheld(question)


@pytest.mark.parametrize(
    ("question", "dish"), [("is sushi safe in pregnancy?", "sushi"), ("can pregnant women eat tiramisu?", "tiramisu")]
)
def test_what_is_asked_about_is_told_of_with_the_note(app: House, question: str, dish: str) -> None:
    assert dish in offered(app, question) and dish in withheld(question)


def test_without_a_note_nothing_is_withheld(app: House) -> None:
    assert withheld("raw fish from Japan") == frozenset()
    assert {"sushi", "sashimi"} <= offered(app, "raw fish from Japan")


def test_all_that_is_withheld_is_in_the_collection(app: House) -> None:
    asked = ("pregnant dinner", "wine while pregnant", "honey for a baby", "whole nuts for my toddler?")
    assert all(withheld(each) for each in asked)
    assert frozenset().union(*map(withheld, asked)) <= set(app.index.corpus.by_id)
