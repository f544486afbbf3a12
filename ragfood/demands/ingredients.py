"""Ingredients: by which names one that is left out is found in a food."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from ragfood.demands.ingredient_kinds import names_of
from ragfood.foods import Food
from ragfood.words import fold, singular, words


def told_of(food: Food) -> str:
    """All that is told of `food`, folded, in which an ingredient may be named."""
    return fold("\n".join((*food.all_names, *food.ingredients, food.text)))


def held_within(food: Food) -> str:
    """All that the compounds among the ingredients of `food` hold or may hold, folded."""
    return "\n".join(each.told for each in food.compounds)


def compound_with(ingredient: str, food: Food) -> tuple[str, bool] | None:
    """The compound of `food` that an ingredient is in, and whether it surely is, which goes first; None in none."""
    pattern = naming(ingredient)
    sure = ((each.name, True) for each in food.compounds if pattern.search(each.holds))
    perhaps = ((each.name, False) for each in food.compounds if pattern.search(each.may_hold))
    return next(chain(sure, perhaps), None)


@lru_cache(maxsize=256)
def naming(ingredient: str) -> re.Pattern[str]:
    """Finds `ingredient` by all its names, singular or plural, as whole words of a folded text."""
    each = "|".join(map(_forms, _all_names(ingredient)))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)")


@lru_cache(maxsize=256)
def first_words(ingredient: str) -> frozenset[str] | None:
    """The words, one of which stands wherever `ingredient` is named; None when that cannot be told."""
    found: set[str] = set()
    for name in _all_names(ingredient):
        if not name.isascii() or not (said := words(name)):
            return None
        first = said[0]
        found |= {first} if len(said) > 1 else {first, *(first + end for end in ("s", "es"))}
        if len(said) == 1 and first[-1] in "yf":
            found |= {first[:-1] + end for end in ("ys", "ie", "ies", "ves")}
    return frozenset(found)


def _all_names(ingredient: str) -> list[str]:
    return [singular(fold(name)) for name in names_of(ingredient)]


def _forms(name: str) -> str:
    spaced = re.escape(name).replace(r"\ ", r"[\s-]+").replace("_", r"[\s-]+")
    if name.endswith("y"):
        return f"{spaced}|{spaced[:-1]}(?:ys|ies?)"
    return f"{spaced[:-1]}(?:f|ves)" if name.endswith("f") else f"{spaced}(?:e?s)?"
