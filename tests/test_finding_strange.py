"""What no food of the collection is called: said so, rather than answered from something else."""

from __future__ import annotations

import pytest
from test_talk import found as talked

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


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("what is a cronut", "cronut"),
        ("whats haggis", "haggis"),
        ("so what is dukkah", "dukkah"),
        ("how do I make kombucha at home", "kombucha"),
        ("difference between baking soda and baking powder", "baking soda, baking powder"),
    ],
)
def test_what_is_asked_to_be_explained_and_is_not_there_is_said_to_be_unknown(
    app: House, question: str, name: str
) -> None:
    finding = find(app.index, question, (), 5)
    assert finding.nothing_fits == f"The collection holds nothing called “{name}”, so nothing is known of it here."


@pytest.mark.parametrize(
    ("question", "name", "shown"),
    [
        ("what is a Scotch egg", "scotch egg", "egg-hard-boiled"),
        ("what is guanciale", "guanciale", "spaghetti-alla-carbonara"),
    ],
)
def test_what_is_only_told_of_is_shown_with_what_it_is_not(app: House, question: str, name: str, shown: str) -> None:
    finding = find(app.index, question, (), 10)
    assert f"The collection holds nothing called “{name}”." in finding.told
    assert shown in [match.food.id for match in finding.found.matches]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("what is bulgogi", "bulgogi"),
        ("whats in a ceasar sallad", "caesar-salad"),
        ("what are chickpeas", "chickpeas-cooked"),
        ("what is the healthiest oil", ""),
        ("what is a spicy fish soup", ""),
        ("can't decide between rendang and massaman for saturday. which is milder?", "massaman-curry"),
    ],
)
def test_what_is_there_is_no_strange_name_however_it_is_asked_about(app: House, question: str, shown: str) -> None:
    finding = find(app.index, question, (), 5)
    assert "holds nothing called" not in " ".join((finding.nothing_fits, *finding.told))
    assert finding.found.matches and shown in ["", *(match.food.id for match in finding.found.matches)]


@pytest.mark.parametrize("turn", ["and a bagel?", "and in a donut?", "what about marmite?"])
def test_a_follow_up_that_turns_to_what_no_food_is_called_says_so(app: House, turn: str) -> None:
    assert "holds nothing called" in talked(app, f"how many calories in a croissant? / {turn}").aside


@pytest.mark.parametrize("turn", ["and fat?", "and an apple?", "and gnocchi?", "and for breakfast?", "and in total?"])
def test_one_that_turns_to_a_food_or_to_no_food_at_all_does_not(app: House, turn: str) -> None:
    assert talked(app, f"how many calories in a croissant? / {turn}").found.matches
