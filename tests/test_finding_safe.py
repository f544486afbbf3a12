"""Finding what is safe: what holds an allergen, whether one food is fit, what is to be avoided, and groups of which
nothing is fit.
"""

from __future__ import annotations

import pytest
from test_talk import found, ids, labels

from ragfood.assembly import House
from ragfood.demands import read_demands
from ragfood.understanding.inquiring import asked_to_hold

HOLDING = {
    "which breads contain milk": ("milk",),
    "what dishes contain sesame": ("sesame",),
    "which desserts have nuts": ("nuts", "peanuts"),
}


@pytest.mark.parametrize(("question", "allergens"), HOLDING.items())
def test_who_asks_what_holds_an_allergen_is_shown_what_does(
    app: House, question: str, allergens: tuple[str, ...]
) -> None:
    foods = [match.food for match in found(app, question).found.matches]
    assert len(foods) > 3
    assert all("contains" in [food.allergens.get(each) for each in allergens] for food in foods)


@pytest.mark.parametrize(
    "question",
    [
        "which of these has sesame in it: hummus or tzatziki?",
        "which cakes have no nuts",
        "is there milk in naan",
        "which soups are safe with a milk allergy",
        "what is in pesto",
    ],
)
def test_other_questions_ask_for_nothing_that_holds_it(question: str) -> None:
    assert asked_to_hold(question) == ()


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        ("im lactose intolerant is goat cheese ok", "Goat cheese, soft does not meet “dairy-free”: contains milk."),
        ("I have an egg allergy, can I eat mayonnaise?", "Mayonnaise does not meet “no eggs”: contains eggs."),
        ("I'm allergic to milk. Is ghee safe?", "Ghee does not meet “dairy-free”: contains milk."),
        ("vegan: is honey ok", "Honey is not vegan."),
    ],
)
def test_an_ingredient_that_is_asked_about_is_told_of(app: House, question: str, warning: str) -> None:
    assert warning in found(app, question).warnings


@pytest.mark.parametrize(
    ("question", "food"),
    [
        ("mustard allergy, confirmed by the doctor. anything indian i may eat or drink?", "mustard-seed-ground"),
        ("snacks for the school lunchbox, no nuts and no peanuts allowed", "peanuts-roasted"),
        ("sesame allergy, any Lebanese food I can order?", "sesame-seeds"),
    ],
)
def test_an_allergen_itself_is_not_asked_about(app: House, question: str, food: str) -> None:
    assert food not in ids(found(app, question))


def test_a_group_of_which_nothing_is_fit_is_not_passed_over(app: House) -> None:
    finding = found(app, "what cheese is lactose free?")
    assert not finding.found.matches and "hardly any lactose" in finding.nothing_fits
    fruit = found(app, "what fruit can I eat with a kiwi allergy").found.matches
    assert labels(found(app, "what fruit can I eat with a kiwi allergy")) == {"no kiwi"} and fruit


def test_what_is_to_be_avoided_is_told(app: House) -> None:
    finding = found(app, "what should i avoid at a japanese place with a fish allergy")
    assert labels(finding) == {"no fish", "from Japan"}
    assert any(each.startswith(("Sashimi", "Sushi")) for each in finding.told)


CHIPS = {
    "no soy no gluten noodles": {"gluten-free", "no soybeans", "noodles"},
    "no pork, french main course": {"no pork", "from France", "for dinner"},
    "something sweet for a class party": {"sweet", "for dessert"},
    "Was kann ich zum Geburtstag backen": {"for dessert"},
    "alpha gal syndrome, what can i eat": {"dairy-free", "no red meat"},
    "allergic to mustard what can i put on my burger": {"no mustard", "condiment"},
    "im allergic to shellfish whats a safe seafood": {"no crustaceans", "no molluscs"},
    "something from Peru / and Chile?": {"from Chile"},
    "something from Peru / what about Turkey?": {"from Turkey"},
    "Low iron. What should I eat?": {"iron, high to low"},
    "High cholesterol! Any dinner ideas?": {"for dinner", "cholesterol, low to high"},
    "High protein. Dinner": {"for dinner", "protein, high to low"},
    "i have diabetes what can i eat": {"carbohydrates, low to high", "fibre, high to low"},
    "no french beans, french food": {"no french bean", "from France"},
}


@pytest.mark.parametrize(("talk", "chips"), CHIPS.items())
def test_what_is_demanded(app: House, talk: str, chips: set[str]) -> None:
    assert labels(found(app, talk)) == chips


def test_kidney_friendly_food_is_no_kidney_beans(app: House) -> None:
    assert "red-kidney-beans-cooked" not in ids(found(app, "kidney friendly lunch, low potassium"))


def test_spanish_speakers_are_no_soybeans(app: House) -> None:
    talk = "soy intolerante a la lactosa / un desayuno / y algo dulce"
    assert "soybeans-cooked" not in ids(found(app, talk)) and "dairy-free" in labels(found(app, talk))


def test_an_allergy_told_in_strange_grammar_leaves_out_all_that_it_names() -> None:
    assert {"peanuts", "nuts"} <= {*read_demands("allergy here, nuts and eggs the worst").free_of}
