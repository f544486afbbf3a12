"""Ingredients: by which names one that is left out is found in a food."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ragfood.demands.ingredient_kinds import names_of, spoiled_by
from ragfood.foods import Food
from ragfood.words import fold, singular, words

_APART = r"[ \t-]+"
"""Between the words of a name, which stands in one line."""


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
    else_of = "|".join(map(_forms, sorted(spoiled_by(ingredient))))
    spoiled = rf"(?!{_APART}(?:{else_of})(?!\w))" if else_of else ""
    return re.compile(rf"(?<!\w)(?:{each})(?!\w){spoiled}")


class NamedBy(NamedTuple):
    """How the names of an ingredient are found in folded texts whose words are known, as `naming` finds them."""

    words: frozenset[str]
    """Each names it by itself."""
    together: tuple[tuple[frozenset[str], ...], ...]
    """For each name of several words the forms of each of its words, all of which must be there where it is named."""
    anywhere: bool
    """Whether there are names that may be a part of a longer word."""
    spoiled_by: frozenset[str]
    """Beside one of these a word may name something else."""


@lru_cache(maxsize=256)
def named_by(ingredient: str) -> NamedBy:
    """See NamedBy."""
    alone, together, anywhere = set[str](), list[tuple[frozenset[str], ...]](), False
    for name in _all_names(ingredient):
        said = words(name.replace("_", " "))
        if not (name.isascii() and said):
            anywhere = True
        elif said == [name]:
            alone |= _words_for(name)
        else:
            together.append((*(frozenset((each,)) for each in said[:-1]), _words_for(said[-1])))
    spoiled = frozenset[str]().union(*map(_words_for, spoiled_by(ingredient)))
    return NamedBy(frozenset(alone), tuple(together), anywhere, spoiled)


def _all_names(ingredient: str) -> list[str]:
    return [singular(fold(name)) for name in names_of(ingredient)]


def _words_for(word: str) -> frozenset[str]:
    """All that `_forms` finds for one ASCII word."""
    ends = ("ys", "ie", "ies") if word.endswith("y") else ("ves",) if word.endswith("f") else ()
    return frozenset((word, *(f"{word[:-1]}{end}" for end in ends), *([] if ends else (f"{word}s", f"{word}es"))))


def _forms(name: str) -> str:
    spaced = re.escape(name).replace(r"\ ", _APART).replace("_", _APART)
    if name.endswith("y"):
        return f"{spaced}|{spaced[:-1]}(?:ys|ies?)"
    return f"{spaced[:-1]}(?:f|ves)" if name.endswith("f") else f"{spaced}(?:e?s)?"
