"""Versions: foods that keep a diet only in some versions. They are not offered, but told of where little else fits, or
nothing with what was asked for: who cooks can choose the version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ragfood.demands import Demands
from ragfood.finding.pantry import Pantry
from ragfood.foods import Food
from ragfood.understanding.asking import Asking

_FEW = 4
"""Foods that fit, from which on nobody need go and ask for a version."""
_NAMED = 4


def in_some_versions(
    pantry: Pantry, demands: Demands, asking: Asking, near: Iterable[Food], fit: Sequence[Food]
) -> Iterator[str]:
    """At most one sentence, which names the first of `near` that break no demand but a diet, and that only in some
    versions. When enough of those that `fit` have all that is wanted, only such as hold a word that none of these
    holds, or an ingredient that none is made with: of a halal lamb dish, those with lamb.
    """
    if not demands.diets:
        return
    lacks = pantry.lacking(demands)
    enough = sum(not lacks(food.id) for food in fit) >= _FEW
    others = replace(demands, diets=())
    perhaps = [food for food in near if food.type != "ingredient" and _perhaps(food, demands.diets)]
    perhaps = [food for food in perhaps if others.met_by(food)]
    matters = perhaps and (enough or any(facet.kind == "occasion" for facet in demands.wanted))
    missed = _missed(pantry, asking, fit) if matters else frozenset[str]()
    named: list[str] = []
    for food in perhaps:
        asked = food.id in missed
        if enough and not asked:
            continue
        lacking = [facet for facet in lacks(food.id) if not (asked and facet.kind == "occasion")]
        if not lacking:
            named.append(food.name)
    if named:
        diets = ", ".join(demands.diets)
        yield f"Some versions of these are {diets}, so ask how they are made: {', '.join(named[:_NAMED])}."


def _missed(pantry: Pantry, asking: Asking, fit: Sequence[Food]) -> frozenset[str]:
    """Foods that hold a word of what is asked for, or are made with what is named, as none of those that `fit` does."""
    sought = (*map(pantry.holdings.of, asking.topic.split()), pantry.parts.made_with(asking.made_with))
    return frozenset[str]().union(*(ids for ids in sought if ids.isdisjoint(food.id for food in fit)))


def _perhaps(food: Food, diets: Iterable[str]) -> bool:
    states = {food.diets.get(each) for each in diets}
    return "depends" in states and states <= {"yes", "depends"}
