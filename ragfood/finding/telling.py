"""Telling: what is said of foods that were looked for and are few, or not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ragfood.demands import Demands
from ragfood.foods import Food

_MOST_UNFIT = 3


def few_fit(demands: Demands, full: int, *, known: bool, others: bool) -> str:
    """That only `full` foods have all that is wanted; where there are none, whether some are `known` that are not fit,
    and `others` are shown.
    """
    wanted = ", ".join(facet.wanted for facet in demands.wanted)
    count = {0: "No food fits", 1: "Only one food fits"}.get(full, f"Only {full} foods fit")
    said = f"{count} “{wanted}”."
    if known:
        said = f"No food “{wanted}” is known to be fit for: {', '.join(demands.words())}."
    return f"{said} The others come near." if others else said


def why_unfit(demands: Demands, foods: Sequence[Food]) -> Iterable[str]:
    """Of the first of `foods`, which are not fit, a sentence each on why."""
    words = ", ".join(demands.words())
    for food in foods[:_MOST_UNFIT]:
        yield f"{food.name} does not meet “{words}”: {demands.unmet_by(food)}."
