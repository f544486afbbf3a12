"""Compounds: what is inside of ingredients that are made of several things, such as kimchi, stock or garam masala."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from ragfood.words import fold, singular

_TABLE = Path(__file__).resolve().parents[1] / "data" / "compound_ingredients.json"
_OPTIONAL = "(optional)"
_APART = re.compile(r"[()]")
_OR = re.compile(r"\s+or\s+|/")
_JOINED = re.compile(r",|;|\s(?:with|of|in|from|and)\s|^with\s")
_STAPLES = ("ingredient", "condiment", "bread")
"""Types of foods that an ingredient of the same name means, before a dish: couscous is the grain."""
_PLAIN = frozenset({"water", "salt"})

_Parts = tuple[tuple[str, bool], ...]
"""Names, folded, each with whether it is surely there."""


class Made(Protocol):
    """A food, by what it is called and made of."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def type(self) -> str: ...
    @property
    def ingredients(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Compound:
    """One compound in an ingredient of a food; what it holds folded, a name a line."""

    ingredient: str
    """As the food tells it: "kimchi (optional)"."""
    name: str
    holds: str
    may_hold: str

    @property
    def told(self) -> str:
        return f"{self.holds}\n{self.may_hold}"


def compounds_within(foods: Iterable[Made]) -> Mapping[str, tuple[Compound, ...]]:
    """By each ingredient of `foods` that has compounds in it. What a compound holds is told by the food of its name,
    else by data/compound_ingredients.json; of what it holds again the same.
    """
    foods = tuple(foods)
    named = _by_names(foods)
    direct = cache(lambda key: _direct(key, named))
    within = cache(lambda key: _reached(key, direct))
    found: dict[str, tuple[Compound, ...]] = {}
    for ingredient in {each for food in foods for each in food.ingredients}:
        compounds = (_compound(ingredient, name, sure, *within(_key(name))) for name, sure in _pieces(ingredient))
        if kept := tuple(each for each in compounds if each.told.strip()):
            found[ingredient] = kept
    return found


def _compound(ingredient: str, name: str, sure: bool, holds: Sequence[str], may_hold: Sequence[str]) -> Compound:
    sure_of, perhaps = (holds, may_hold) if sure else ((), (*holds, *may_hold))
    return Compound(ingredient, name, "\n".join(sure_of), "\n".join(perhaps))


def _pieces(ingredient: str) -> Iterator[tuple[str, bool]]:
    """The names in an ingredient, each with whether it is surely there: "chicken or pork broth" is one of two."""
    sure = _OPTIONAL not in ingredient
    for part in _APART.split(ingredient.replace(_OPTIONAL, "")):
        choices = _OR.split(part)
        for choice in choices:
            yield from ((name, sure and len(choices) == 1) for each in _JOINED.split(choice) if (name := each.strip()))


def _reached(key: str, direct: Callable[[str], _Parts]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All that is surely and that is perhaps inside of what is called `key`, through all that is inside of it."""
    sure, every = {key: None}, {key: None}
    for found, only_sure in ((sure, True), (every, False)):
        ahead = [key]
        while ahead:
            parts = direct(singular(ahead.pop()))
            new = [name for name, certain in parts if name not in found and (certain or not only_sure)]
            found |= dict.fromkeys(new)
            ahead += new
    return tuple(sure)[1:], tuple(each for each in every if each not in sure)


def _direct(key: str, named: _Named) -> _Parts:
    """What is told of a compound: the food of that name goes before the table, and its whole name before its end."""
    food = named.by_name.get(key) or (named.by_alias.get(key) if key not in _compounds() else None)
    if food and _is_compound(food, key):
        one_sort = food.name.casefold().endswith(f" {key}")  # white bread of bread: another may hold less
        parts = (each for ingredient in food.ingredients for each in _pieces(ingredient))
        return tuple((fold(name), sure and not one_sort) for name, sure in parts)
    said = key.split()
    ends = (" ".join(said[start:]) for start in range(len(said)))
    return next((_compounds()[end] for end in ends if end in _compounds()), _of_any_sort().get(key, ()))


@dataclass(frozen=True)
class _Named:
    by_name: Mapping[str, Made]
    by_alias: Mapping[str, Made]


def _by_names(foods: Sequence[Made]) -> _Named:
    staples_last = sorted(foods, key=lambda food: food.type in _STAPLES)
    by_name = {_key(name): food for food in staples_last for name in (food.name, food.name.partition(",")[0])}
    by_alias = {_key(alias): food for food in staples_last if food.type in _STAPLES for alias in food.aliases}
    of_dishes = {key for key, food in by_name.items() if food.type not in _STAPLES and key in by_alias}
    return _Named({key: food for key, food in by_name.items() if key not in of_dishes}, by_alias)


def _is_compound(food: Made, key: str) -> bool:
    """Whether `food` is made of several things, and not of that which is called so: canned tuna of tuna."""
    several = len({_key(each) for each in food.ingredients} - _PLAIN) > 1
    return several and (food.type == "condiment" or not any(key in _key(each) for each in food.ingredients))


def _key(name: str) -> str:
    return singular(fold(name).strip())


@lru_cache(maxsize=1)
def _compounds() -> Mapping[str, _Parts]:
    return _rows("compounds")


@lru_cache(maxsize=1)
def _of_any_sort() -> Mapping[str, _Parts]:
    return _rows("any_of")


def _rows(section: str) -> Mapping[str, _Parts]:
    read = json.loads(_TABLE.read_text(encoding="utf-8"))[section]
    found: dict[str, _Parts] = {}
    for name, row in read.items():
        held = [(each, True) for each in row.get("holds", "").split()]
        held += [(each, False) for each in row.get("may_hold", "").split()]
        parts = tuple((fold(each.replace("_", " ")), sure) for each, sure in held)
        found |= {_key(each.replace("_", " ")): parts for each in (name, *row.get("also", "").split())}
    return found
