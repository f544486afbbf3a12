"""Nutrients: what people call them, in which unit each is stored, and what is demanded of their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ragfood.alternation import any_found
from ragfood.demands.facets import table
from ragfood.foods import Food
from ragfood.words import fold

_NEVER = "(?!)"
OVERVIEW = ("kcal", "protein_g", "fat_g", "carbs_g", "fibre_g", "sugar_g", "sodium_mg")
"""What is shown of a food when no nutrient is asked for."""


@dataclass(frozen=True)
class Nutrient:
    key: str
    label: str
    unit: str

    def said(self, amount: float) -> str:
        """ "9 g protein", "116 kcal"; amounts as stored, per 100 g."""
        return f"{amount:,.4g} kcal" if self.key == "kcal" else f"{amount:,.4g} {self.unit} {self.label}"


@dataclass(frozen=True)
class Bound:
    """Least and most of a nutrient per 100 g, in its stored unit; `strict` leaves out the bound itself."""

    nutrient: str
    least: float | None = None
    most: float | None = None
    strict: bool = False

    @property
    def label(self) -> str:
        nutrient = nutrient_of(self.nutrient)
        if self.least is not None and self.most is not None:
            return f"{self.least:g} to {nutrient.said(self.most)}"
        if self.most is not None:
            return f"{'<' if self.strict else '≤'} {nutrient.said(self.most)}"
        return f"{'>' if self.strict else '≥'} {nutrient.said(self.least or 0)}"

    @property
    def key(self) -> str:
        ends = ("" if each is None else f"{each:g}" for each in (self.least, self.most))
        return f"bound:{self.nutrient}:{'-'.join(ends)}"

    def unmet_by(self, food: Food) -> str:
        """ "215 kcal, not ≤ 200 kcal", "kcal not known"; "" when it is met."""
        amount, nutrient = food.nutrition.get(self.nutrient), nutrient_of(self.nutrient)
        if amount is None:
            return f"{nutrient.label} not known"
        return "" if self.holds(amount) else f"{nutrient.said(amount)}, not {self.label}"

    def holds(self, amount: float) -> bool:
        above = self.least is None or amount > self.least or (amount == self.least and not self.strict)
        return above and (self.most is None or amount < self.most or (amount == self.most and not self.strict))


@dataclass(frozen=True)
class Order:
    """Foods by the amount of a nutrient, the most first or the least."""

    nutrient: str
    most_first: bool = True

    @property
    def label(self) -> str:
        return f"{nutrient_of(self.nutrient).label}, {'high to low' if self.most_first else 'low to high'}"


@lru_cache(maxsize=1)
def nutrients() -> Mapping[str, Nutrient]:
    """By key, in the order in which they are shown."""
    return MappingProxyType(
        {key: Nutrient(key, row["label"], row["unit"]) for key, row in table()["nutrients"].items()}
    )


def nutrient_of(key: str) -> Nutrient:
    if known := nutrients().get(key):
        return known
    name, _, unit = key.rpartition("_")
    return Nutrient(key, (name or key).replace("_", " "), "µg" if unit == "ug" else unit)


@lru_cache(maxsize=1)
def nutrient_words() -> Mapping[str, str]:
    """What nutrients are called, folded, to their keys."""
    return MappingProxyType(
        {fold(word.replace("_", " ")): key for key, row in table()["nutrients"].items() for word in row["words"]}
    )


@lru_cache(maxsize=1)
def said_otherwise() -> tuple[tuple[re.Pattern[str], Order], ...]:
    """Patterns that name an amount by themselves, with the order each asks for."""
    told = [(row["words"], Order(row["nutrient"], row["most_first"])) for row in table()["said_otherwise"]]
    return (*((re.compile(rf" (?:{words}) "), order) for words, order in told), *said_in_comparing())


@lru_cache(maxsize=1)
def any_said_otherwise() -> re.Pattern[str]:
    """Any of these patterns."""
    return any_found([pattern.pattern for pattern, _ in said_otherwise()])


@lru_cache(maxsize=1)
def said_in_comparing() -> tuple[tuple[re.Pattern[str], Order], ...]:
    """Patterns of adjectives that compare amounts, with the order each asks for: "plus gras", "fattier"."""
    compared = table()["comparatives"]
    return tuple(
        (
            re.compile(rf" (?:(?:{compared[how]}) (?:{words})|{compared['bent'][how].get(nutrient, _NEVER)}) "),
            Order(nutrient, how == "more"),
        )
        for nutrient, words in compared["nutrients"].items()
        for how in ("more", "less")
    )
