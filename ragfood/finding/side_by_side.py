"""Stored numbers of foods, side by side: the columns that were asked about, or an overview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ragfood.demands import OVERVIEW, nutrient_of
from ragfood.foods import Food
from ragfood.understanding.understood import Column, Comparison, Row


def side_by_side(
    foods: Sequence[Food], asked: Sequence[str], kind: Literal["comparison", "ranking"] = "comparison"
) -> Comparison | None:
    """The numbers of `foods` per 100 g, those `asked` first; None when nothing was asked for
    and nothing is stored."""
    more = OVERVIEW if kind == "comparison" else ()
    keys = list(dict.fromkeys((*asked, *more)))
    stored = [key for key in keys if any(key in food.nutrition for food in foods)]
    kept = [key for key in keys if key in stored or key in asked]
    if not kept:
        return None
    nutrients = [nutrient_of(key) for key in kept]
    rows = tuple(
        Row(food.id, food.name, tuple(food.nutrition.get(key) for key in kept), food.nutrition_source) for food in foods
    )
    return Comparison(kind, tuple(Column(each.key, each.label, each.unit) for each in nutrients), rows, tuple(asked))
