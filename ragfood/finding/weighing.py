"""Weighing: what a food loses of its fused score, from 0 to 1, when it is not quite what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from ragfood.demands import Facet

LACK = MappingProxyType(
    {"place": 0.6, "type": 0.4, "dish": 0.4, "meal": 0.4, "occasion": 0.3, "taste": 0.25, "method": 0.25}
)
"""For a wanted facet that it lacks; places are told of every food, tastes are not."""
_LACK_NAMED = MappingProxyType({"celebration": 0.2, "drink": 0.7, "dessert": 0.8})
"""The same of a party, at which anything may be eaten, and of what no dinner will do in the place of."""
RAW = 0.6
"""For an ingredient where a dish may be meant."""
RAW_MEAL = 0.6
"""The same where a meal is asked for."""
BESIDE_MEAL = 0.4
"""More, for what is eaten beside a meal and is none by itself: mustard, a raw turnip."""
DRINK_MEAL = 0.2
"""For a drink where something to eat is meant."""
NOT_OF_GROUP = 0.3
"""For a dish with none of the group of ingredients that is named: no fish where smoked fish is asked for."""
LITTLE_OF_GROUP = 0.15
"""For a dish with some of it beside what it is mainly made of."""
MAIN_MEALS = ("lunch", "dinner")
OF_ANY_SORT = ("dish", "soup", "stew", "street-food", "grill", "ingredient")
"""Types that say nothing of what sort of dish a food is, so that one is no stand-in for another."""
CLOSE = 0.8
"""The fused score from which a food stays that only lacks a taste or a way of cooking."""
NEAR = 0.3
"""The fused score from which a food is shown that does not have all that is wanted."""
PART = 0.3
"""What a food loses that a description names as a part of what it describes."""
LACK_DESCRIBED = 0.15
"""The same where one dish is described in detail."""
OTHER_SORT = 0.1
"""What a food loses that is eaten at a meal of which there is a sort of its own, such as desserts."""


def lack(facet: Facet) -> float:
    return _LACK_NAMED.get(facet.name, LACK[facet.kind])


def majors_of(wanted: Iterable[Facet]) -> Iterator[tuple[Facet, ...]]:
    """Of what is wanted of a place, all but tastes, ways of cooking and parties, and then the place alone: Georgian
    food for a feast is Georgian food first. Nothing where no place is told.
    """
    minor = ("taste", "method", "occasion")
    major = tuple(each for each in wanted if each.kind not in minor and each.name != "celebration")
    if places := tuple(each for each in major if each.kind == "place"):
        yield major
        yield places


def types_of(wanted: Iterable[Facet]) -> frozenset[str]:
    """The types of food that are for a meal and nothing else: desserts are, what is also eaten for dessert less."""
    values = (value for facet in wanted if facet.kind == "meal" for value in facet.values)
    return frozenset(value.removeprefix("type:") for value in values if value.startswith("type:"))


def of_sweets(wanted: Iterable[Facet]) -> bool:
    """Whether something sweet is wanted and not said of which sort: neither ketchup nor sweet potatoes."""
    facets = [each for each in wanted if each.kind not in ("method", "place", "occasion")]
    return any(each.name == "sweet" for each in facets) and all(each.kind == "taste" for each in facets)
