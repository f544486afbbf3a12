"""Swaps: only for what the ingredients of a dish explain, and only by foods that meet every demand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from test_talk import found as talked

from ragfood.assembly import DATA, House
from ragfood.demands import Demands
from ragfood.finding import find
from ragfood.finding.swaps import swaps_among, swaps_for
from ragfood.foods import ALLERGENS, DIETS, Corpus, Food, load_foods
from ragfood.understanding.understood import DishSwaps, dish_swaps_from_json, dish_swaps_to_json

CORPUS = load_foods(DATA / "foods.json")
NO_PEANUTS = Demands(free_of=("peanuts",))
DEMANDS = [
    *(Demands(free_of=(each,)) for each in ALLERGENS),
    *(Demands(diets=(each,)) for each in DIETS),
    Demands(("vegan",), ("peanuts", "nuts")),
    Demands(("vegetarian",), ("gluten", "milk", "eggs")),
]


def of(demands: Demands, food: Food | str, corpus: Corpus = CORPUS) -> DishSwaps | None:
    return swaps_for(corpus.by_id[food] if isinstance(food, str) else food, demands, corpus)


@pytest.mark.parametrize("demands", DEMANDS, ids=lambda demands: " ".join(demands.words()))
def test_no_swap_offers_a_food_that_breaks_the_demands(demands: Demands) -> None:
    for dish in filter(None, (of(demands, food) for food in CORPUS.foods)):
        assert dish.swaps and not demands.met_by(CORPUS.by_id[dish.id])
        for swap in dish.swaps:
            assert swap.instead, dish
            assert all(demands.met_by(CORPUS.by_id[id]) for id, _ in swap.instead), dish


@pytest.mark.parametrize("demands", DEMANDS, ids=lambda demands: " ".join(demands.words()))
def test_what_is_unknown_of_a_dish_is_never_mended(demands: Demands) -> None:
    for food in CORPUS.foods:
        unknown = [each for each in demands.free_of if each not in food.allergens]
        unknown += [each for each in demands.diets if each not in food.diets]
        assert not (unknown and of(demands, food)), food.id


def test_what_may_be_in_a_dish_is_not_mended() -> None:
    dish = CORPUS.by_id["pad-thai"]
    for state in ("may contain", "unknown"):
        assert of(NO_PEANUTS, replace(dish, allergens={**dish.allergens, "peanuts": state})) is None
    assert of(NO_PEANUTS, replace(dish, allergens={})) is None


def test_peanuts_are_swapped_for_what_is_known_to_be_without_them() -> None:
    dish = of(NO_PEANUTS, "pad-thai")
    assert dish and dish.name == "Pad Thai"
    assert [(swap.ingredient, [name for _, name in swap.instead]) for swap in dish.swaps] == [
        ("peanuts", ["Chickpeas, cooked"])
    ]


def test_every_ingredient_that_offends_must_have_a_swap() -> None:
    dish = CORPUS.by_id["pad-thai"]
    strange = replace(dish, ingredients=(*dish.ingredients, "peanut brittle"))
    assert of(NO_PEANUTS, strange) is None


def test_an_allergen_that_no_ingredient_explains_is_not_mended() -> None:
    dish = CORPUS.by_id["pad-thai"]
    silent = replace(dish, ingredients=tuple(each for each in dish.ingredients if each != "peanuts"))
    assert of(NO_PEANUTS, silent) is None


@pytest.mark.parametrize("state", ["contains", "may contain"])
def test_milk_without_an_ingredient_that_says_so_keeps_a_dish_from_being_made_vegan(state: str) -> None:
    vegan, dish = Demands(diets=("vegan",)), CORPUS.by_id["pho"]
    assert of(vegan, dish)
    assert of(vegan, replace(dish, allergens={**dish.allergens, "milk": state})) is None


def test_a_dish_of_nothing_but_what_offends_has_no_swap() -> None:
    milk = Food("a", "A", "Milk.", type="drink", ingredients=("milk",), allergens={"milk": "contains"})
    assert of(Demands(free_of=("milk",)), milk) is None


def test_kosher_takes_more_than_swaps_and_bounds_are_not_met_by_any() -> None:
    assert not any(of(Demands(diets=("kosher",)), food) for food in CORPUS.foods)


def test_ingredients_themselves_are_not_mended_and_few_dishes_are_told() -> None:
    told = swaps_among(CORPUS.foods, NO_PEANUTS, CORPUS)
    assert 0 < len(told) <= 2
    assert all(CORPUS.by_id[dish.id].type != "ingredient" for dish in told)
    assert swaps_among(CORPUS.foods, Demands(), CORPUS) == ()


def test_swaps_are_the_same_after_they_were_kept() -> None:
    dish = of(NO_PEANUTS, "pad-thai")
    assert dish and dish_swaps_from_json(json.loads(json.dumps(dish_swaps_to_json(dish)))) == dish


def test_the_table_names_only_foods_of_the_collection_each_ingredient_once_and_no_ingredient_for_itself() -> None:
    rows = json.loads((DATA / "swaps.json").read_text(encoding="utf-8"))["swaps"]
    names = [name for row in rows for name in row["for"]]
    assert len(names) == len(set(names)) and all(name == name.casefold() for name in names)
    assert {id for row in rows for id in row["use"]} <= set(CORPUS.by_id) and all(row["how"] for row in rows)


@pytest.mark.parametrize(
    ("question", "standing", "mended"),
    [
        ("Is satay safe for me?", NO_PEANUTS, ["satay"]),
        ("can I eat kung pao chicken? I'm allergic to peanuts", Demands(), ["kung-pao-chicken"]),
        ("which has more protein, lentils or chickpeas", NO_PEANUTS, []),
        ("Is pho vegan?", NO_PEANUTS, []),
    ],
)
def test_of_a_question_about_a_dish_only_that_dish_is_mended(
    app: House, question: str, standing: Demands, mended: list[str]
) -> None:
    finding = find(app.index, question, (), 5, standing=standing)
    found = swaps_among(finding.mendable, finding.demands, app.index.corpus)
    assert [dish.id for dish in found] == mended


def test_a_dish_of_another_place_is_not_mended_for_a_question_that_wants_one(app: House) -> None:
    finding = find(app.index, "halal street food from Turkey", (), 5)
    found = swaps_among(finding.mendable, finding.demands, app.index.corpus)
    assert all(app.index.corpus.by_id[dish.id].country == "Turkey" for dish in found)


LACKING = {
    "I have no yogurt, what instead?": "yogurt",
    "i have no milk, what instead?": "milk",
    "out of cream, what can i use?": "cream",
    "we ran out of butter, what now?": "butter",
    "no eggs in the house, what can I use instead?": "eggs",
    "is honey vegan? / what can i use instead?": "honey",
    "I have no milk / what can I use instead?": "milk",
    "Ich habe keine Milch, was kann ich stattdessen nehmen?": "milk",
    "no tengo mantequilla, ¿qué uso?": "butter",
    "je n'ai plus de crème, que mettre à la place?": "cream",
    "non ho burro, cosa posso usare?": "butter",
}


@pytest.mark.parametrize(("talk", "name"), LACKING.items())
def test_who_has_run_out_of_something_is_told_what_cooks_take_in_its_place(app: House, talk: str, name: str) -> None:
    assert talked(app, talk).told[0].startswith(f"Cooks use these in the place of {name}: ")


@pytest.mark.parametrize(
    "question",
    ["no nuts, what soup?", "I have no oven, what can I use?", "no fish please, something else instead", "no meat"],
)
def test_who_only_leaves_something_out_is_told_of_no_swap(app: House, question: str) -> None:
    assert not any(said.startswith("Cooks use") for said in talked(app, question).told)


def test_no_swap_is_told_in_an_emergency(app: House) -> None:
    finding = talked(app, "my throat is swelling and I have no milk, what can I use instead?")
    assert not any(said.startswith("Cooks use") for said in finding.told)
