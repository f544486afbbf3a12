from pathlib import Path

import pytest

from ragfood.foods import load_foods
from ragfood.retrieval.relevance import about_food, field_texts
from ragfood.retrieval.spelling import Spelling

FOODS = load_foods(Path(__file__).with_name("few_foods.json")).foods


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling([*field_texts(FOODS), "white wine butter leather"], about_food())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("recipe for guacomole", "recipe for guacamole"),
        ("Tirimisu!", "tiramisu!"),
        ("falafal, hummous", "falafel, hummus"),
        ("sahkshuka", "shakshuka"),
        ("moussakka", "moussaka"),
        ("что такое тирамису и рецепт фалафеля", "что такое tiramisu и рецепт falafel"),
    ],
)
def test_a_misspelt_food_is_put_right_and_the_rest_stays(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.repair(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "write better weather",  # one letter from white, butter and leather
        "carbs and calories",
        "What is kimchi?",
        "Sushis",
        "pho",
        "blorptastic",
        "привет",
        "味噌汁 क्या",
        "",
    ],
)
def test_words_of_their_own_are_left_alone(spelling: Spelling, text: str) -> None:
    assert spelling.repair(text) == text


def test_of_two_words_that_are_as_near_the_more_common_is_meant() -> None:
    assert Spelling(["tomatos tomatos tomato"], []).repair("tomatox") == "tomatos"
    assert Spelling(["tomatos tomato tomato"], []).repair("tomatox") == "tomato"


def test_terms_that_are_known_are_not_touched() -> None:
    assert Spelling(["guacamole"], []).repair("guacamola") == "guacamole"
    assert Spelling(["guacamole"], ["guacamola"]).repair("guacamola") == "guacamola"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("penut alergy, glutten free", "peanut allergy, gluten free"),
        ("vegen or vegitarian", "vegan or vegetarian"),
        ("diary free, lactos intolerant", "dairy free, lactose intolerant"),
    ],
)
def test_words_of_diets_and_allergens_are_put_right(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.repair(typed) == meant


def test_in_short_words_one_vowel_for_another_is_a_slip_but_not_o_and_u() -> None:
    spelling = Spelling(["brunch gravy white"], [])
    assert spelling.repair("grevy") == "gravy"
    assert spelling.repair("branch write") == "branch write"


@pytest.mark.parametrize("text", ["I'm hungry", "for one person", "the truth", "a company with a smaller chance"])
def test_plain_words_that_sound_like_a_name_are_left_as_they_are(text: str) -> None:
    foods = load_foods(Path(__file__).parents[1] / "data" / "foods.json").foods
    names = [name for food in foods for name in food.all_names]
    assert Spelling(field_texts(foods), about_food(), names=names).repair(text) == text
