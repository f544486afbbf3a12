"""Wished: a dish that is asked for right behind what is left out: "I'm allergic to eggs, pasta dish?"."""

from __future__ import annotations

from collections.abc import Mapping

from ragfood.demands.facets import Facets
from ragfood.demands.phrases import JOINERS
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.foods import Food
from ragfood.understanding.naming import Names
from ragfood.words import singular, words

_LONGEST = 4
"""Words of a wish that names no more than a dish."""
_PARTS = ("ingredient", "condiment", "drink", "snack", "")
_SORTS = ("dish", "type")
_GENERIC = frozenset(["dish", "dishes", "recipe", "recipes", "idea", "ideas", "meal", "meals", "rezept", "rezepte"])
_JOINERS = frozenset(JOINERS.split())


def wished_behind(sentence: str, names: Names, foods: Mapping[str, Food], facets: Facets) -> frozenset[str]:
    """The words of a dish, in the plural and in the singular, that a folded sentence names behind its last comma and
    nothing else; none where it names an ingredient or an allergen.
    """
    head, comma, tail = sentence.rpartition(",")
    said = words(tail)
    if not comma or not head.strip() or not 0 < len(said) <= _LONGEST or not _JOINERS.isdisjoint(said):
        return frozenset()
    if any(longest(said[at : at + LONGEST_NAME], safe=True, kinds=False)[0] for at in range(len(said))):
        return frozenset()
    food_types = (foods[each.ids[0]].type for each in names.mentions(tail) if each.ids[0] in foods)
    sorts = (facets.called[word].kind for word in said if word in facets.called)
    dish = any(each not in _PARTS for each in food_types) or any(each in _SORTS for each in sorts)
    if not dish and _GENERIC.isdisjoint(said):
        return frozenset()
    return frozenset((*said, *map(singular, said)))
