"""An allergy that was told once holds for the rest of the talk, until it is taken back."""

from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.finding import Finding, find
from ragfood.providers import Message

PARTNER = "My partner is allergic to peanuts and sesame. What can I cook tonight?"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("telling"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def talk(app: House, *questions: str) -> Finding:
    """What is found for the last question, after the others were asked and answered."""
    history: list[Message] = []
    for question in questions[:-1]:
        shown = tuple(match.food.id for match in find(app.index, question, history, 5).found.matches)
        history += [Message("user", question), Message("assistant", "As shown [1].", foods=shown)]
    return find(app.index, questions[-1], history, 5)


@pytest.mark.parametrize(
    ("told", "asked", "held"),
    [
        (PARTNER, "What about a soup?", {"no peanuts", "no sesame"}),
        (PARTNER, "Thai curry", {"no peanuts", "no sesame"}),
        ("I have a peanut allergy", "Spring rolls", {"no peanuts"}),
        ("My daughter has coeliac disease", "italian dinner", {"gluten-free"}),
        ("dishes for someone with a sesame allergy", "Lebanese food", {"no sesame"}),
        ("Ich bin allergisch gegen Erdnüsse", "Was ist Pad Thai?", {"no peanuts"}),
        ("soy alérgico al maní", "comida tailandesa", {"no peanuts"}),
        ("I'm vegan. Breakfast?", "Spicy Asian food", {"vegan"}),
        ("I'm allergic to milk. A vegan dessert?", "Spicy Asian food", {"vegan", "dairy-free"}),
        ("A vegan dessert please", "ramen recipe", set()),
        ("my friend is vegan, dinner for us", "What is ceviche?", set()),
        ("Which allergens are in pad thai?", "tell me about satay", set()),
        ("What foods cause allergies?", "pad thai", set()),
        ("I am not allergic to anything", "pad thai", set()),
    ],
)
def test_what_was_demanded_holds_and_a_wish_for_one_meal_ends_with_a_dish_of_its_own(
    app: House, told: str, asked: str, held: set[str]
) -> None:
    finding = talk(app, told, asked)
    assert set(finding.demands.words()) == held
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches if not finding.warnings)


def test_it_holds_through_other_questions_and_a_dish_that_breaks_it_is_told(app: House) -> None:
    finding = talk(app, PARTNER, "foods from Ethiopia", "Was ist ein Wiener Schnitzel?", "is pad thai safe?")
    assert {chip.key for chip in finding.understood} >= {"free-of:peanuts", "free-of:sesame"}
    assert finding.warnings == ("Pad Thai does not meet “no peanuts, no sesame”: contains peanuts.",)


def test_what_is_taken_back_holds_no_more(app: House) -> None:
    assert talk(app, PARTNER, "actually she is not allergic to sesame", "hummus").demands.words() == ("no peanuts",)
    assert talk(app, PARTNER, "nobody is allergic after all", "hummus").demands.words() == ()


def test_a_chip_that_is_taken_away_is_left_out_of_what_was_told(app: House) -> None:
    history = [Message("user", PARTNER), Message("assistant", "Something [1].", foods=("ramen",))]
    finding = find(app.index, "Thai curry", history, 5, dropped=("free-of:sesame",))
    assert finding.demands.words() == ("no peanuts",)
