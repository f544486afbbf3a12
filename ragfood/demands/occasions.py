"""Occasions: feasts and fasts such as Ramadan and Thanksgiving, and which foods are eaten at them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ragfood.foods import Food
from ragfood.words import fold

_ANY_KIND = "*"


def occasions_of(food: Food, told: str, places: Collection[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The occasions of `rows` at which `food` is eaten: one is named in `told`, its folded text; its name is that of a
    food that belongs to one; or it is from where one is kept, and of a kind that is served then.
    """
    kinds = {_ANY_KIND, food.type, *food.meals} - {""}
    name = f" {fold(food.name)} "
    for row in rows:
        kept_there = food.type not in ("ingredient", "condiment") and not kinds.isdisjoint(row.get("kinds", ()))
        there = kept_there and not set(row["places"]).isdisjoint(places)
        if there or _named(row.get("foods", ""), name) or _named(row.get("told", ""), told):
            yield fold(row["name"])


def _named(listed: str, text: str) -> bool:
    return bool(listed) and bool(_pattern(listed).search(text))


@lru_cache(maxsize=64)
def _pattern(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed})(?:e?s)?\b")
