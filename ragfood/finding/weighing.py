"""Weighing: what a food loses of its fused score, from 0 to 1, when it is not quite what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from ragfood.demands import Facet
from ragfood.demands.facets import PARTY

LACK = MappingProxyType(
    {"place": 0.6, "type": 0.4, "dish": 0.4, "meal": 0.4, "occasion": 0.3, "taste": 0.25, "method": 0.25}
)
"""For a wanted facet that it lacks; places are told of every food, tastes are not."""
_SORTS = ("meal", "type", "dish")
_LACK_NAMED = MappingProxyType({PARTY: 0.2, "light": 0.7, "drink": 0.7, "dessert": 0.8})
"""The same of a party, at which anything may be eaten, of what is light, and of a drink or a dessert, in whose place
no stew will do.
"""
ENOUGH = 3
"""Foods that have all that is wanted, from which on others are not offered beside them."""
AROUND = 0.18
"""What a food gains that is from around the place."""
RAW = 0.6
"""For an ingredient where a dish may be meant."""
RAW_MEAL = 0.6
"""The same where a meal is asked for."""
BESIDE_MEAL = 0.4
"""More, for what is eaten beside a meal and is none by itself: mustard, a raw turnip."""
BESIDE_SORT = 0.4
"""For a sauce or a drink where a sort of dish is asked for."""
BREAD_MEAL = 0.3
"""For a bread where a main meal is asked for."""
SWEET_SNACK = 0.25
"""For a dessert where a snack is asked for and nothing sweet."""
DRINK_SWEET = 0.2
"""For a drink where something sweet is asked for."""
DRINK_MEAL = 0.7
"""For a drink where something to eat is meant."""
BESIDE_PLACE = 0.3
"""For a sauce or a drink where food of a place, or cooked in some way, is asked for and nothing else is said of it."""
NOT_OF_GROUP = 0.3
"""For a dish with none of the group of ingredients that is named: no fish where smoked fish is asked for."""
WITHOUT_PART = 0.5
"""For a dish without the ingredient that it shall be made with."""
LITTLE_OF_GROUP = 0.15
"""For a dish with some of it beside what it is mainly made of."""
MAIN_MEALS = ("lunch", "dinner")
OF_ANY_SORT = ("dish", "soup", "stew", "street-food", "grill", "ingredient")
"""Types that say nothing of what sort of dish a food is, so that one is no stand-in for another."""
CLOSE = 0.8
"""The fused score from which a food stays that only lacks a taste or a way of cooking."""
NEAR = 0.3
"""The fused score from which a food is shown that does not have all that is wanted."""
RICH = 1.0
"""For what is fried, cured or rich, where healthy food is asked for."""
PART = 0.3
"""What a food loses that a description names as a part of what it describes."""
LACK_DESCRIBED = 0.15
"""The same where one dish is described in detail."""
WELL_PLACED = 0.33
"""The share of all foods with a number among which a dish is as good an answer as a bare ingredient."""
OTHER_SORT = 0.1
"""What a food loses that is eaten at a meal of which there is a sort of its own, such as desserts."""


def lack(facet: Facet) -> float:
    return _LACK_NAMED.get(facet.name, LACK[facet.kind])


def majors_of(wanted: Sequence[Facet]) -> Iterator[tuple[Facet, ...]]:
    """Of what is wanted of a place, all but tastes, ways of cooking and parties, and then the place alone: Georgian
    food for a feast is Georgian food first. Nothing where no place is told.
    """
    minor = ("taste", "method", "occasion")
    major = tuple(each for each in wanted if each.kind not in minor and each.name != PARTY)
    places = tuple(each for each in major if each.kind == "place")
    if places:
        yield major
        yield places


def needed(wanted: Sequence[Facet]) -> tuple[Facet, ...]:
    """Of what is wanted, all but a party where a meal or a sort is told: at one anything may be eaten."""
    told = any(each.kind in _SORTS and each.name != PARTY for each in wanted)
    return tuple(each for each in wanted if not (told and each.name == PARTY))


def types_of(wanted: Iterable[Facet]) -> frozenset[str]:
    """The types of food that are for a meal and nothing else: desserts are, what is also eaten for dessert less."""
    values = (value for facet in wanted if facet.kind == "meal" for value in facet.values)
    return frozenset(value.removeprefix("type:") for value in values if value.startswith("type:"))


def of_sweets(wanted: Iterable[Facet]) -> bool:
    """Whether something sweet is wanted and not said of which sort: neither ketchup nor sweet potatoes."""
    facets = [each for each in wanted if each.kind not in ("method", "place", "occasion")]
    return any(each.name == "sweet" for each in facets) and all(each.kind == "taste" for each in facets)
