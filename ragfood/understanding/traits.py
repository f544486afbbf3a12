"""Traits: which of the foods shown before is "the French one", "the one with noodles", "the chicken one"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ragfood.demands import Facet, Vocabulary
from ragfood.demands.facets import values_of
from ragfood.demands.wanting import Said, facets_said, facets_unspaced
from ragfood.foods import Food
from ragfood.understanding.talk import plain
from ragfood.words import fold, terms

_ONE = re.compile(
    r" (?:the|that|your|el|la|los|las|das|die|der|le|les|il) (?P<what>(?:(?!one |ones |first |second |third |fourth |fifth |last |other |same |only |best |right |previous |next |and |or |is |are |for |with |in |of |to |on )[^ ]+ ){1,3})(?:one|ones|dish|option|recipe|version|suggestion|idea) "
    r"| (?:the|that) (?:one|ones|dish|option) (?:with|from|of|made (?:with|of|from)|containing|that (?:has|is|contains|comes from)|in) (?:the |a |an |some |lots of )?(?P<with>(?:(?!is |are |does |do |can |how |what |and |has |sounds? |looks? )[^ ]+ ?){1,3})"
    r"| which (?:one|ones|of (?:them|these|those)) (?:is|are|comes?|has|have|contains?) (?P<which>(?:from |in |made (?:in|with) |with )?(?:[^ ]+ ){1,3})$"
    r"| (?:el|la|los|las) (?:de|con|del) (?P<spanish>(?:[^ ]+ ){1,2})| (?:der|die|das) (?:aus|mit|von) (?P<german>(?:[^ ]+ ){1,2})| (?:celui|celle|ceux|celles) (?:de|du|d|avec|des|aux?) (?P<french>(?:[^ ]+ ){1,2})"
)


def trait_in(question: str) -> str:
    """The words by which `question` points at one of the foods shown: "french"; "" when it does not."""
    found = _ONE.search(plain(question))
    return next((each.strip() for each in found.groupdict().values() if each), "") if found else ""


def pointed_by_trait(trait: str, shown: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ids of those of `shown` that the words of `trait` tell apart from the others; empty when they fit none or all."""
    foods = [vocabulary.foods[each] for each in shown if each in vocabulary.foods]
    if not trait or not foods:
        return ()
    facets = {said.facet for said in _facets(trait, vocabulary)}
    asked = set(terms(trait))
    for having in (
        [food.id for food in foods if facets and all(facet.of(values_of(food)) for facet in facets)],
        [food.id for food in foods if asked and asked <= _named(food)],
        [food.id for food in foods if asked and asked <= {*_named(food), *terms(" ".join(food.ingredients))}],
    ):
        if having and (len(having) < len(foods) or len(foods) == 1):
            return tuple(having)
    return ()


def facets_in(trait: str, vocabulary: Vocabulary) -> frozenset[Facet]:
    """What the words of a trait would want if they did not point."""
    return frozenset(said.facet for said in _facets(trait, vocabulary))


def _facets(trait: str, vocabulary: Vocabulary) -> Iterator[Said]:
    clause = f" {fold(trait)} "
    yield from facets_said(clause, vocabulary.facets, vocabulary.names)
    yield from facets_unspaced(clause, vocabulary.facets)


def _named(food: Food) -> set[str]:
    return set(terms(" ".join((*food.all_names, food.type))))
