"""Ingredients: by which names one that is left out is found in a food."""

from __future__ import annotations

import re
from functools import lru_cache

from ragfood.demands.ingredient_kinds import names_of
from ragfood.foods import Food
from ragfood.words import fold, words

_LEAVES = {"leaves": "leaf", "loaves": "loaf", "halves": "half"}


def told_of(food: Food) -> str:
    """All that is told of `food`, folded, in which an ingredient may be named."""
    return fold("\n".join((*food.all_names, *food.ingredients, food.text)))


def singular(phrase: str) -> str:
    """ "cherries" is "cherry", "leaves" is "leaf"."""
    if phrase.endswith(tuple(_LEAVES)):
        return next(phrase.removesuffix(many) + one for many, one in _LEAVES.items() if phrase.endswith(many))
    if phrase.endswith("ies") and len(phrase) > 4:
        return f"{phrase[:-3]}y"
    if phrase.endswith(("oes", "ches", "shes", "xes", "sses")):
        return phrase[:-2]
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "us", "is")) else phrase


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
