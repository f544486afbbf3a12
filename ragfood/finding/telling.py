"""Telling: what is said of foods that were looked for and are few, or not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from ragfood.demands import Demands
from ragfood.demands.facets import values_of
from ragfood.foods import Food

_LACTOSE = (
    "Lactose-free is taken here as free of milk: hard cheeses that ripened for months hold hardly any lactose, but the "
    "collection does not tell how much is in which."
)
_OF_LACTOSE = re.compile("lact[oó]s|laktos|laktoz|latt[oó]s|लैक्टोज|乳糖|유당|락토|ラクト|лактоз|لاكتوز", re.I)
_MOST_UNFIT = 3
_NEAREST = 3


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
    reasons = ((food.name, reason) for food in foods if (reason := demands.unmet_by(food)))
    yield from (f"{name} does not meet “{words}”: {reason}." for name, reason in islice(reasons, _MOST_UNFIT))


def none_fit(demands: Demands, foods: Sequence[Food], named: Collection[str] = (), text: str = "") -> str:
    """Of `foods`, which bear on a question and are not fit, the nearest and what is wrong with each: those first whose
    ids are `named`, then those of the sort that is wanted, and what is only not known before what is known to be wrong.
    Where a `text` asks for no lactose, it is told that no milk is meant.
    """

    def distance(food: Food) -> tuple[bool, int, int]:
        return food.id not in named, len(demands.lacking(values_of(food))), _wrong(demands.unmet_by(food))

    of_sort = sorted(foods, key=distance)
    nearest = "\n".join(f"- **{food.name}**: {demands.unmet_by(food)}" for food in of_sort[:_NEAREST])
    lactose = "milk" in demands.free_of and _OF_LACTOSE.search(text)
    return (
        f"Nothing in the collection that bears on this is known to meet: {', '.join(demands.words())}.\n\n"
        f"The nearest, and what is wrong with each:\n\n{nearest}" + (f"\n\n{_LACTOSE}" if lactose else "")
    )


def _wrong(reason: str) -> int:
    if reason.endswith("not known"):
        return 0
    return 1 if reason.startswith(("may contain", "may hold")) or reason.endswith("only in some versions") else 2
