"""Browsing: the foods of a corpus that fit what a person looks for, in order. Knows no search and no page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ragfood.demands import Demands
from ragfood.foods import ALLERGENS, DIETS, Corpus, Food
from ragfood.words import fold, words


@dataclass(frozen=True)
class Wanted:
    """What the foods must be. Empty means that it does not matter."""

    words: str = ""
    """Each must begin a word of the name, an alias or a name in another language."""
    type: str = ""
    place: str = ""
    """A country or a region."""
    diets: tuple[str, ...] = ()
    free_of: tuple[str, ...] = ()
    """Allergens that the food is known to be free of; what may be there, or is not known, is not wanted."""
    with_nutrition: bool = False
    sort: str = ""
    """A nutrient, high to low, foods without it last; "" sorts by name."""


@dataclass(frozen=True)
class Choices:
    """What the foods of a corpus can be filtered and sorted by."""

    types: tuple[str, ...]
    places: tuple[str, ...]
    nutrients: tuple[str, ...]


def browse(corpus: Corpus, wanted: Wanted) -> list[Food]:
    """The foods that are wanted, in order."""
    demands = Demands(diets=wanted.diets, free_of=wanted.free_of)
    asked = words(fold(wanted.words))
    found = [
        food
        for food, names in zip(corpus.foods, _folded_names(corpus), strict=True)
        if all(f" {word}" in names for word in asked)
        and (not wanted.type or food.type == wanted.type)
        and (not wanted.place or wanted.place in (food.country, food.region))
        and (not wanted.with_nutrition or food.nutrition)
        and demands.met_by(food)
    ]
    return sorted(found, key=lambda food: (-food.nutrition.get(wanted.sort, -1.0), fold(food.name), food.id))


@lru_cache(maxsize=4)
def choices(corpus: Corpus) -> Choices:
    foods = corpus.foods
    return Choices(
        tuple(sorted({food.type for food in foods} - {""})),
        tuple(sorted({place for food in foods for place in (food.country, food.region)} - {""})),
        tuple(sorted({key for food in foods for key in food.nutrition})),
    )


def diet_states(food: Food) -> Iterator[tuple[str, str]]:
    """Every diet, and "yes", "no", "depends" or "unknown"."""
    return ((diet, food.diets.get(diet, "unknown")) for diet in DIETS)


def allergen_states(food: Food) -> Iterator[tuple[str, str]]:
    """Every allergen, and "contains", "may contain", "free" or "unknown"; what warns comes first."""
    rank = ("contains", "may contain", "unknown", "free")
    states = ((allergen, food.allergens.get(allergen, "unknown")) for allergen in ALLERGENS)
    return iter(sorted(states, key=lambda each: rank.index(each[1])))


def nutrient_name(key: str) -> tuple[str, str]:
    """Name and unit of a nutrition key: "sat_fat_g" is ("saturated fat", "g"), "kcal" is ("energy", "kcal")."""
    if key == "kcal":
        return "energy", "kcal"
    name, _, unit = key.rpartition("_")
    return _NUTRIENTS.get(name, name.replace("_", " ")), "µg" if unit == "ug" else unit


_NUTRIENTS = {
    "sat_fat": "saturated fat",
    "carbs": "carbohydrate",
    "vit_a_rae": "vitamin A (RAE)",
    "vit_c": "vitamin C",
    "vit_d": "vitamin D",
    "vit_b12": "vitamin B12",
}


@lru_cache(maxsize=4)
def _folded_names(corpus: Corpus) -> tuple[str, ...]:
    return tuple(f" {' '.join(words(fold(' '.join(food.all_names))))}" for food in corpus.foods)
