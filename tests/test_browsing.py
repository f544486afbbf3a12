"""Foods looked through: filters are exact, unknown never counts as safe, and ten thousand are quick."""

from __future__ import annotations

import time

from houses import FEW_FOODS

from benchmarks.retrieval import synthetic_foods
from ragfood.browsing import Wanted, allergen_states, browse, choices, diet_states, nutrient_name
from ragfood.foods import load_foods, read_foods

CORPUS = read_foods(
    [
        {"id": "a", "name": "Ábc stew", "text": "A.", "type": "stew", "country": "Chad", "nutrition": {"protein_g": 3},
         "allergens": {"free": ["nuts", "milk"]}, "diets": {"vegan": "yes"}},
        {"id": "b", "name": "Bean-soup", "text": "B.", "region": "Chad", "aliases": ["Purée d'abc"],
         "allergens": {"may_contain": ["nuts"]}, "diets": {"vegan": "depends"}, "nutrition": {"protein_g": 9}},
        {"id": "c", "name": "Cake", "text": "C.", "names": {"ja": "ケーキ"}},
    ]
)  # fmt: skip


def ids(wanted: Wanted) -> list[str]:
    return [food.id for food in browse(CORPUS, wanted)]


def test_filters() -> None:
    assert ids(Wanted()) == ["a", "b", "c"]
    assert ids(Wanted(words="ABC")) == ["a", "b"]
    assert ids(Wanted(words="soup be")) == ["b"]
    assert ids(Wanted(words="ケー")) == ["c"]
    assert ids(Wanted(type="stew")) == ["a"]
    assert ids(Wanted(place="Chad")) == ["a", "b"]
    assert ids(Wanted(with_nutrition=True, sort="protein_g")) == ["b", "a"]
    assert ids(Wanted(sort="protein_g")) == ["b", "a", "c"]


def test_only_what_is_known_to_be_fit_is_shown() -> None:
    assert ids(Wanted(diets=("vegan",))) == ["a"]
    assert ids(Wanted(free_of=("nuts",))) == ["a"]
    assert ids(Wanted(free_of=("nuts", "eggs"))) == []
    assert ids(Wanted(diets=("dairy-free",))) == ["a"]


def test_every_state_is_told_with_what_warns_first() -> None:
    food = CORPUS.by_id["b"]
    assert dict(diet_states(food))["vegan"] == "depends" and dict(diet_states(food))["halal"] == "unknown"
    states = list(allergen_states(load_foods(FEW_FOODS).by_id["apple-pie"]))
    assert [state for _, state in states] == sorted(
        (state for _, state in states), key=["contains", "may contain", "unknown", "free"].index
    )
    assert len(states) == 14


def test_choices_and_names() -> None:
    assert choices(CORPUS).places == ("Chad",) and choices(CORPUS).nutrients == ("protein_g",)
    assert nutrient_name("sat_fat_g") == ("saturated fat", "g") and nutrient_name("folate_ug") == ("folate", "µg")


def test_ten_thousand_foods_are_filtered_quickly() -> None:
    corpus = read_foods(synthetic_foods(10_000))
    browse(corpus, Wanted(words="x"))
    began = time.process_time()
    browse(corpus, Wanted(words="s", free_of=("peanuts",), sort="kcal"))
    assert time.process_time() - began < 0.3
