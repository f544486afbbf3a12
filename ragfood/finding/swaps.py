"""Swaps: what could stand in for the ingredients that keep a dish from meeting diets and allergens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path

from ragfood.demands import Demands
from ragfood.demands.ingredients import naming
from ragfood.finding.pantry import pantry_of
from ragfood.foods import Corpus, Food
from ragfood.importing.implied import implied
from ragfood.understanding.understood import DishSwaps, Swap
from ragfood.words import fold

_FILE = Path(__file__).resolve().parents[2] / "data" / "swaps.json"
_OPTIONAL = " (optional)"
_FISH = frozenset({"fish", "crustaceans", "molluscs"})
_RULED_OUT: Mapping[str, frozenset[str]] = {
    "vegan": _FISH | {"milk", "eggs", "meat", "bee"},
    "vegetarian": _FISH | {"meat"},
    "pescatarian": frozenset({"meat"}),
    "halal": frozenset({"pork", "alcohol"}),
    "gluten-free": frozenset({"gluten"}),
    "dairy-free": frozenset({"milk"}),
}
"""Diet to the allergens and kinds of animal that an ingredient of it may not imply. Kosher is more than that."""


_MOST_DISHES = 2


def swaps_among(foods: Iterable[Food], demands: Demands, corpus: Corpus) -> tuple[DishSwaps, ...]:
    """Swaps for the first few of `foods` that are what is wanted but do not meet `demands`, and would with them."""
    if not demands.of_safety:
        return ()
    lacking = pantry_of(corpus).lacking(demands)
    wanted = (food for food in foods if food.type != "ingredient" and not lacking(food.id))
    found = (swaps for food in wanted if (swaps := swaps_for(food, demands, corpus)))
    return tuple(islice(found, _MOST_DISHES))


def swaps_for(food: Food, demands: Demands, corpus: Corpus) -> DishSwaps | None:
    """Swaps after which the ingredients of `food` would meet `demands`; None when it takes more than swaps.

    What is not known of a dish cannot be mended: only what its ingredients explain is.
    """
    offending = [each for each in food.ingredients if _offends(each, food, demands)]
    if not 0 < len(offending) < len(food.ingredients) or not _explained(food, demands, offending):
        return None
    swaps = [_swap(each.removesuffix(_OPTIONAL), demands, corpus) for each in offending]
    found = tuple(each for each in swaps if each is not None)
    return DishSwaps(food.id, food.name, found) if len(found) == len(swaps) else None


def stored_swap(name: str) -> tuple[tuple[str, ...], str] | None:
    """Ids of the foods that cooks take in the place of what is called `name`, the nearest first, and how."""
    return _table().get(name.casefold())


def _offends(ingredient: str, food: Food, demands: Demands) -> bool:
    """Whether an ingredient of `food` breaks a demand, by its name or by what is inside of it."""
    kinds = _kinds(ingredient)
    if kinds & set(demands.free_of) or any(kinds & _RULED_OUT.get(diet, frozenset()) for diet in demands.diets):
        return True
    told = "\n".join((fold(ingredient), *(each.told for each in food.compounds if each.ingredient == ingredient)))
    return any(naming(name).search(told) for name in demands.without_ingredients)


def _kinds(ingredient: str) -> frozenset[str]:
    told = implied(ingredient.removesuffix(_OPTIONAL))
    return told.allergens | told.animals


def _explained(food: Food, demands: Demands, offending: list[str]) -> bool:
    """Whether all that is known to be wrong with `food` comes from the `offending` ingredients, and nothing is
    unknown.
    """
    kinds = frozenset[str]().union(*map(_kinds, offending))
    if demands.unwanted or demands.bounds:
        return False
    for allergen in demands.free_of:
        state = food.allergens.get(allergen)
        if state != "free" and not (state == "contains" and allergen in kinds):
            return False
    return all(_diet_explained(food, diet, kinds) for diet in demands.diets)


def _diet_explained(food: Food, diet: str, kinds: frozenset[str]) -> bool:
    """Milk, eggs, fish that a dish holds without an ingredient that says so would still be there after the swaps."""
    if food.diets.get(diet) == "yes":
        return True
    ruled_out = _RULED_OUT.get(diet, frozenset())
    held = {each for each in ruled_out if food.allergens.get(each) in ("contains", "may contain")}
    return bool(kinds & ruled_out) and held <= kinds


def _swap(ingredient: str, demands: Demands, corpus: Corpus) -> Swap | None:
    found = _table().get(ingredient.casefold())
    if found is None:
        return None
    uses, how = found
    known = (corpus.by_id.get(each) for each in uses)
    fit = tuple((food.id, food.name) for food in known if food and demands.only_safety().met_by(food))
    return Swap(ingredient, fit[:2], how) if fit else None


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[tuple[str, ...], str]]:
    told = json.loads(_FILE.read_text(encoding="utf-8"))["swaps"]
    return {name: (tuple(each["use"]), each["how"]) for each in told for name in each["for"]}
