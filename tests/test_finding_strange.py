"""What no food of the collection is called: said so, rather than answered from something else."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.finding import find


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("is vegemite vegan?", "vegemite"),
        ("are gummy bears gluten free", "gummy bears"),
        ("do oreos contain milk", "oreos"),
        ("how much sugar is in a bottle of fanta", "fanta"),
        ("is coca cola halal", "coca cola"),
        ("¿la nutella tiene leche?", "nutella"),
    ],
)
def test_of_what_no_food_tells_nothing_is_shown_and_no_model_is_asked(app: House, question: str, name: str) -> None:
    finding = find(app.index, question, (), 5)
    assert finding.nothing_fits == f"The collection holds nothing called “{name}”, so nothing is known of it here."
    assert not finding.found.matches


@pytest.mark.parametrize(("question", "name"), [("does worcestershire sauce have fish in it", "worcestershire")])
def test_what_is_only_told_of_in_passing_is_said_to_be_no_food_of_its_own(app: House, question: str, name: str) -> None:
    finding = find(app.index, question, (), 5)
    assert f"The collection holds nothing called “{name}”." in finding.told and finding.found.matches


@pytest.mark.parametrize(
    "question",
    [
        "does butter contain milk",
        "is honey vegan",
        "is homemade hummus vegan",
        "is grandma's soup vegan",
        "does spicy food have calories",
        "how much protein do I need per day",
        "is this vegan",
        "Enthält Falafel Gluten?",
        "what is vegan",
        "is the soup of the day gluten free",
    ],
)
def test_foods_that_are_there_and_questions_of_none_are_no_strange_names(app: House, question: str) -> None:
    finding = find(app.index, question, (), 5)
    assert "holds nothing called" not in " ".join((finding.nothing_fits, *finding.told))
