"""What compounds hold: kimchi, stock and sauces hide nothing that is left out of foods."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from indexes import ALL_FOODS

from ragfood.compounds import compounds_within
from ragfood.demands.reading import read_demands
from ragfood.demands.vocabulary import vocabulary_of
from ragfood.finding.pantry import pantry_of
from ragfood.finding.swaps import swaps_for
from ragfood.foods import Corpus, Food, food_row, load_foods, read_foods

FOODS = load_foods(ALL_FOODS)
TABLE = json.loads((Path(ALL_FOODS).with_name("compound_ingredients.json")).read_text("utf-8"))


def corpus(*ingredients: str) -> Corpus:
    kimchi = Food("kimchi", "Kimchi", "Cabbage.", type="condiment", ingredients=("cabbage", "garlic", "fish sauce"))
    rice = Food("rice", "Rice", "Grain.", type="ingredient", ingredients=("rice",))
    return Corpus((kimchi, rice, Food("bowl", "Bowl", "A bowl.", type="dish", ingredients=("rice", *ingredients))))


def why_not(question: str, *ingredients: str) -> str:
    return read_demands(question).unmet_by(corpus(*ingredients).by_id["bowl"])


HIDDEN = {
    ("no garlic", "kimchi"): "holds garlic in its kimchi",
    ("sin ajo", "radish or kimchi"): "may hold garlic in its kimchi",
    ("I'm allergic to garlic", "kimchi (optional)"): "may hold garlic in its kimchi",
    ("no anchovy", "kimchi (with radish)"): "holds anchovy in its kimchi",
    ("no tamarind", "Worcestershire sauce"): "holds tamarind in its Worcestershire sauce",
    ("ohne Zwiebeln", "chicken stock"): "may hold onion in its chicken stock",
    ("no shallots", "green curry paste"): "holds shallot in its green curry paste",
    ("no garlic", "smoked sausages"): "may hold garlic in its smoked sausages",
    ("没有大蒜", "chorizo"): "holds garlic in its chorizo",
    ("no cardamom", "garam masala"): "holds cardamom in its garam masala",
    ("no lemon", "spicy mayonnaise"): "may hold lemon in its spicy mayonnaise",
    ("no garlic", "rice crackers"): "",
    ("no garlic", "flying fish"): "",
}


@pytest.mark.parametrize(("question", "ingredient"), HIDDEN)
def test_what_is_left_out_is_found_in_compounds(question: str, ingredient: str) -> None:
    assert why_not(question, ingredient) == HIDDEN[question, ingredient]


def test_a_food_goes_before_the_table_and_its_own_name_before_what_is_inside() -> None:
    assert not why_not("no chilli", "kimchi")  # that of this corpus has none
    assert why_not("no garlic", "kimchi", "garlic") == "names garlic"


def test_a_food_that_tells_nothing_of_itself_leaves_it_to_the_table() -> None:
    foods = Corpus((Food("kimchi", "Kimchi", ""), Food("bowl", "Bowl", "", type="dish", ingredients=("kimchi",))))
    assert read_demands("no garlic").unmet_by(foods.by_id["bowl"]) == "holds garlic in its kimchi"


def test_circles_end_and_nothing_holds_itself() -> None:
    paste, sauce = (Food(a, a, "", "x", "condiment", ingredients=(b, "leek")) for a, b in (("A", "B"), ("B", "A")))
    assert {each.holds for held in compounds_within((paste, sauce)).values() for each in held} == {"b\nleek", "a\nleek"}


def test_a_dish_and_a_grain_of_one_name_are_told_apart() -> None:
    couscous = [food for food in FOODS.foods if "couscous" in food.ingredients]
    assert couscous and all(each.name != "couscous" for food in couscous for each in food.compounds)


def test_the_foods_at_hand_are_the_same_by_the_pantry_and_one_by_one() -> None:
    pantry = pantry_of(FOODS)
    for question in ("no garlic", "no anchovy", "no pork", "no corn", "allergic to coconut and shallots"):
        demands = read_demands(question, vocabulary_of(FOODS))
        assert pantry.meeting(demands) == {food.id for food in FOODS.foods if demands.met_by(food)}


def test_every_ready_made_ingredient_of_the_foods_is_told_of() -> None:
    made = ("sauce", "paste", "stock", "broth", "masala", "sausage", "sausages", "powder", "jam", "dressing", "cube")
    simple = ("garlic powder", "onion powder", "milk powder", "cocoa powder", "chilli powder", "baking powder")
    simple += ("soybean powder", "rice powder", "mango powder", "tomato paste", "peanut paste", "sesame paste")
    told = {each.ingredient for food in FOODS.foods for each in food.compounds}
    parts = {each for food in FOODS.foods for each in food.ingredients}
    plain = {each: each.partition("(")[0].strip() for each in parts}
    assert not {each for each, name in plain.items() if name.endswith(made) and not name.endswith(simple)} - told


def test_no_compound_is_told_of_twice_or_in_the_plural() -> None:
    names = [
        name
        for section in ("compounds", "any_of")
        for key, row in TABLE[section].items()
        for name in (key.replace(" ", "_"), *row.get("also", "").split())
    ]
    assert len(names) == len(set(names))


def test_a_swap_mends_no_dish_whose_compound_still_holds_what_is_left_out() -> None:
    bowl = Food("bowl", "Bowl", "A bowl.", type="dish", ingredients=("rice", "chicken", "kimchi"))
    foods = Corpus((*FOODS.foods, bowl))
    mended = {said: swaps_for(foods.by_id["bowl"], read_demands(said), foods) for said in ("no chicken", "no garlic")}
    assert mended["no chicken"] and not mended["no garlic"]
    assert not swaps_for(foods.by_id["bowl"], read_demands("no chicken and no garlic"), foods)


def test_what_one_sort_holds_another_only_may() -> None:
    loaf = Food("white", "White bread", "", type="bread", ingredients=("flour", "sugar"), aliases=("bread",))
    dishes = (Food(name, name, "", type="dish", ingredients=(name,)) for name in ("bread", "white bread"))
    said = [read_demands("no sugar").unmet_by(food) for food in Corpus((loaf, *dishes)).foods[1:]]
    assert said == ["may hold sugar in its bread", "holds sugar in its white bread"]


def test_what_is_inside_is_not_stored_and_changes_no_hash() -> None:
    rows = [{"id": "bowl", "text": "A bowl.", "ingredients": ["kimchi"]}]
    read = read_foods(rows)
    assert read.foods[0].compounds and "compounds" not in food_row(read.foods[0])
    assert read.hash == Corpus((replace(read.foods[0], compounds=()),)).hash


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("no garlic", {"laksa", "massaman-curry", "bibimbap", "ramen", "gado-gado", "mole-poblano", "moussaka"}),
        ("allergic to shallots", {"laksa", "massaman-curry", "pad-thai", "gado-gado", "green-curry"}),
        ("no anchovy", {"kimchi-jjigae", "caesar-salad", "tteokbokki", "green-curry", "pad-thai"}),
        ("no onion", {"hot-and-sour-soup", "mole-poblano", "dholl-puri", "shepherds-pie", "french-onion-soup"}),
        ("no alcohol", {"tiramisu", "dan-dan-noodles", "ramen", "mushroom-risotto"}),
        ("no chilli", {"bunny-chow", "fish-amok", "chicken-tikka-masala", "japanese-curry", "zigni"}),
    ],
)
def test_dishes_known_for_a_thing_are_not_offered_without_it(question: str, never: set[str]) -> None:
    offered = pantry_of(FOODS).meeting(read_demands(question, vocabulary_of(FOODS)))
    assert offered and not offered & never
