"""The corpus that is shipped contradicts itself nowhere, and a contradiction put into it is found."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus_rules import REGIONS, SHARED_NAMES, implied, problems

from ragfood.foods import load_foods

DATA = Path(__file__).resolve().parents[1] / "data"
FOODS: list[dict[str, Any]] = json.loads((DATA / "foods.json").read_text())
TAXONOMY = json.loads((DATA / "taxonomy.json").read_text())
BY_ID = {food["id"]: food for food in FOODS}


def test_the_shipped_corpus_contradicts_itself_nowhere() -> None:
    assert problems(FOODS, TAXONOMY) == []


def test_the_shipped_corpus_covers_the_world() -> None:
    assert len(load_foods(DATA / "foods.json").foods) == len(FOODS) >= 750
    assert len({food["country"] for food in FOODS if "country" in food}) >= 150
    assert {food["region"] for food in FOODS} == REGIONS


def test_at_least_250_base_ingredients_have_figures_with_their_source() -> None:
    assert sum("nutrition" in food for food in FOODS if food["type"] == "ingredient") >= 250
    assert sum("nutrition" in food for food in FOODS) >= 320


def test_one_row_of_figures_belongs_to_one_food() -> None:
    sources = [food["nutrition"]["source"] for food in FOODS if "nutrition" in food]
    assert len(sources) == len(set(sources))


def test_every_allowed_sharing_of_a_name_is_needed() -> None:
    foods = load_foods(DATA / "foods.json").foods
    owners = [name for food in foods for name in {name.casefold() for name in food.all_names}]
    assert [name for name in SHARED_NAMES if owners.count(name) < 2] == []


@pytest.mark.parametrize(
    ("ingredient", "found"),
    [
        ("coconut milk", set()),
        ("oyster mushrooms", set()),
        ("corn tortillas", set()),
        ("butternut squash", set()),
        ("nutmeg", set()),
        ("pine nuts", set()),
        ("cream cheese", {"milk"}),
        ("soy sauce", {"gluten", "soybeans"}),
        ("worcestershire sauce (optional)", {"fish"}),
        ("pork sausage", {"meat", "pork"}),
        ("duck egg", {"eggs"}),
        ("duck", {"meat"}),
        ("Parmesan", {"milk", "rennet"}),
        ("buckwheat noodles (with wheat flour)", {"gluten"}),
        ("gelatine", {"meat"}),
        ("honey", {"bee"}),
        ("hummus", {"sesame"}),
        ("black pudding", {"meat", "pork", "blood"}),
        ("pig's blood", {"meat", "blood"}),
        ("rabbit", {"meat", "rabbit"}),
        ("melting cheese", {"milk", "rennet"}),
        ("rennet", {"rennet"}),
    ],
)
def test_an_ingredient_is_known_by_its_words(ingredient: str, found: set[str]) -> None:
    assert implied(ingredient, TAXONOMY) == found


def test_a_longer_phrase_hides_its_words_before_a_shorter_one() -> None:
    taxonomy = {"allergens": {"milk": ["milk"]}, "animal": {}, "not": ["oat", "oat milk"], "not_but": {}}
    assert implied("oat milk", taxonomy) == set()


def _add(ingredient: str) -> Callable[[dict[str, Any]], None]:
    return lambda food: food["ingredients"].append(ingredient)


def _set(part: str, key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda food: food[part].__setitem__(key, value)


def _say(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda food: food.__setitem__(key, value)


BROKEN = [
    ("ratatouille", _add("fish sauce"), "called free of fish with fish sauce"),
    ("ratatouille", _add("fish sauce (optional)"), "called free of fish with fish sauce (optional)"),
    ("pasta-al-pomodoro", _add("egg"), "does not tell of eggs in egg"),
    ("hummus", lambda food: food["allergens"]["contains"].remove("sesame"), "does not tell of sesame in tahini"),
    (
        "hummus",
        lambda food: food["allergens"].update(contains=[], may_contain=["sesame"]),
        "does not tell of sesame in tahini",
    ),
    ("hummus", _set("allergens", "contains", ["sesame", "eggs"]), "called vegan with its allergens (eggs)"),
    ("hummus", _add("honey"), "called vegan with honey (bee)"),
    ("hummus", _set("allergens", "may_contain", ["milk"]), "called vegan with its allergens (milk)"),
    ("idli", _add("gelatin (optional)"), "called vegetarian with gelatin (optional) (meat)"),
    ("dal-makhani", _add("parmesan"), "called vegetarian with parmesan (rennet)"),
    ("greek-salad", _set("diets", "halal", "yes"), "called halal with feta (rennet)"),
    ("beef-liver-braised", _set("diets", "pescatarian", "yes"), "called pescatarian with beef liver (meat)"),
    ("ratatouille", _add("white wine"), "called halal with white wine (alcohol)"),
    ("sambal-oelek", _add("lard"), "called kosher with lard (pork)"),
    ("sambal-oelek", _add("dried shrimp (optional)"), "called kosher with dried shrimp (optional) (crustaceans)"),
    ("butter-chicken", _set("diets", "kosher", "yes"), "called kosher with meat and milk"),
    ("rabbit-roasted", _set("diets", "kosher", "yes"), "called kosher with rabbit (rabbit)"),
    ("hummus", _set("diets", "pescatarian", "depends"), "vegetarian yes but pescatarian depends"),
    ("hummus", _set("diets", "vegetarian", "depends"), "vegan yes but vegetarian depends"),
    ("greek-salad", _set("diets", "pescatarian", "no"), "vegetarian depends but pescatarian no"),
    ("apple-raw", _set("nutrition", "kcal", 5), "5 kcal, but its protein, fat and carbohydrate give 53"),
    ("apple-raw", _set("nutrition", "kcal", 140), "140 kcal, but its protein, fat and carbohydrate give 53"),
    ("orange-juice", _set("nutrition", "kcal", 130), "130 kcal, but its protein, fat and carbohydrate give 46"),
    ("black-coffee", _set("nutrition", "kcal", -3), "-3 kcal, but its protein, fat and carbohydrate give 1"),
    ("olive-oil", _set("nutrition", "kcal", 905), "905 kcal, but its protein, fat and carbohydrate give 900"),
    ("apple-raw", _set("nutrition", "protein_g", -1), "protein_g is -1"),
    ("apple-raw", _set("nutrition", "fibre_g", 20), "more fibre_g than carbs_g"),
    ("apple-raw", _set("nutrition", "sat_fat_g", 2), "more sat_fat_g than fat_g"),
    ("apple-raw", _set("nutrition", "kcal", 520), "520 kcal, but its protein, fat and carbohydrate give 53"),
    ("apple-raw", _set("nutrition", "carbs_g", 138.1), "carbs_g is 138.1"),
    ("apple-raw", _set("nutrition", "sugar_g", 20), "more sugar_g than carbs_g"),
    ("olive-oil", _set("nutrition", "protein_g", 20), "more than 100 g in 100 g"),
    ("apple-raw", _set("nutrition", "source", "common knowledge"), "nutrition without the number of its source"),
    ("apple-raw", lambda food: food.pop("nutrition"), "an ingredient without nutrition"),
    ("apple-raw", _set("names", "hi", "apple"), "apple is no name in hi"),
    ("apple-raw", _set("names", "ko", "りんご"), "りんご is no name in ko"),
    ("apple-raw", _set("names", "zh", "りんご"), "りんご is no name in zh"),
    ("apple-raw", _set("names", "zh", "林檎ジャム"), "林檎ジャム is no name in zh"),
    ("apple-raw", _set("names", "fr", "яблоко"), "яблоко is no name in fr"),
    ("apple-raw", _set("names", "it", "mela"), "mela is no name in it"),
    ("apple-raw", _say("text", "A fruit."), "a text of 2 words"),
    ("apple-raw", _say("text", "Apple. " * 91), "a text of 91 words"),
    ("apple-raw", lambda food: food.update(text=food["text"] + " <b>Good</b>."), "markup in the text: <"),
    ("apple-raw", lambda food: food.update(text=food["text"] + " And"), "a text without an end"),
    ("apple-raw", _say("region", "Tropics"), "no region Tropics"),
    ("apple-raw", _say("type", "fruit"), "no type fruit"),
    ("apple-raw", _say("id", "Apple raw"), "an id of other characters than a-z, 0-9 and -"),
]


@pytest.mark.parametrize(("id_", "break_", "problem"), BROKEN, ids=[problem for *_, problem in BROKEN])
def test_a_contradiction_is_found(id_: str, break_: Callable[[dict[str, Any]], None], problem: str) -> None:
    food = copy.deepcopy(BY_ID[id_])
    break_(food)
    assert f"{food['id']}: {problem}" in problems([food], TAXONOMY)


FLESH = "vegan vegetarian pescatarian"
EVERY = f"{FLESH} halal kosher"


@pytest.mark.parametrize(
    ("ingredient", "refused"),
    [
        ("chicken", {"meat": FLESH}),
        ("ham", {"meat": FLESH, "pork": EVERY}),
        ("blood", {"meat": FLESH, "blood": EVERY}),
        ("rabbit", {"meat": FLESH, "rabbit": "kosher"}),
        ("salmon", {"fish": "vegan vegetarian"}),
        ("shrimp", {"crustaceans": "vegan vegetarian kosher"}),
        ("squid", {"molluscs": "vegan vegetarian kosher"}),
        ("cheddar", {"milk": "vegan", "rennet": f"{FLESH} halal"}),
        ("butter", {"milk": "vegan"}),
        ("egg", {"eggs": "vegan"}),
        ("honey", {"bee": "vegan"}),
        ("rum", {"alcohol": "halal"}),
        ("olive oil", {}),
    ],
)
def test_one_ingredient_is_refused_by_these_diets_alone(ingredient: str, refused: dict[str, str]) -> None:
    food = copy.deepcopy(BY_ID["ratatouille"])
    assert set(food["diets"].values()) == {"yes"}
    food["ingredients"].append(ingredient)
    expected = {
        f"called {diet} with {ingredient} ({part})" for part, diets in refused.items() for diet in diets.split()
    }
    found = {line.removeprefix("ratatouille: ") for line in problems([food], TAXONOMY)}
    assert {line for line in found if line.endswith(")")} == expected


@pytest.mark.parametrize("diet", ["vegan", "vegetarian", "pescatarian", "halal", "kosher"])
@pytest.mark.parametrize("value", ["depends", "no", "unknown"])
def test_only_a_yes_is_held_against_the_ingredients(diet: str, value: str) -> None:
    food = copy.deepcopy(BY_ID["ratatouille"])
    food["ingredients"] += ["ham", "blood", "butter"]
    food["diets"][diet] = value
    assert not [line for line in problems([food], TAXONOMY) if f"called {diet} " in line]


@pytest.mark.parametrize(
    "name_it",
    [
        lambda pear, name: pear["aliases"].append(name),
        lambda pear, name: pear["names"].update(fr=name),
        lambda pear, name: pear.update(name=name),
    ],
    ids=["alias", "translation", "name"],
)
def test_a_name_of_two_foods_is_found(name_it: Callable[[dict[str, Any], str], None]) -> None:
    apple, pear = copy.deepcopy(BY_ID["apple-raw"]), copy.deepcopy(BY_ID["pear-raw"])
    name_it(pear, "Apples")
    assert problems([apple, pear], TAXONOMY) == ["apple-raw: apples names other foods too: apple-raw, pear-raw"]


def test_what_is_between_foods_is_found() -> None:
    apple, pear = copy.deepcopy(BY_ID["apple-raw"]), copy.deepcopy(BY_ID["pear-raw"])
    assert problems([apple, apple], TAXONOMY) == ["apple-raw: one id for 2 foods"]
    for fruit, region in ((apple, "Oceania"), (pear, "East Asia")):
        fruit.update(country="Fiji", region=region)
    assert problems([apple, pear], TAXONOMY) == ["Fiji: in East Asia and in Oceania"]
