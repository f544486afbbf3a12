"""For children: whether a text speaks of children who eat, for whom nothing alcoholic is meant."""

from __future__ import annotations

import re
from functools import lru_cache

from ragfood.demands.facets import Facet
from ragfood.demands.ingredient_kinds import names_of
from ragfood.demands.phrases import any_of, people
from ragfood.demands.things import things_said
from ragfood.words import words

_ALCOHOL = "alcohol"
ALCOHOLIC = Facet("dish", "alcoholic", frozenset({"dish:alcoholic"}))
"""What nobody told to leave out, so that it is no matter of safety and never bars an answer."""


def without_alcohol(text: str) -> bool:
    """Whether a folded sentence is of children and names no drink of adults besides: "beer for us, juice for kids"."""
    text = " ".join(words(text))
    if not (_children().search(text) or (not text.isascii() and _children_unspaced().search(text))):
        return False
    named = {*things_said(text.split(), kinds=True)}
    return not (_grown().search(text) or named.intersection(names_of(_ALCOHOL)))


@lru_cache(maxsize=1)
def _children() -> re.Pattern[str]:
    return _whole("children")


@lru_cache(maxsize=1)
def _grown() -> re.Pattern[str]:
    """Of who was a child once, or has none about."""
    return _whole("grown")


@lru_cache(maxsize=1)
def _children_unspaced() -> re.Pattern[str]:
    return re.compile(any_of(people("children_unspaced")))


def _whole(kind: str) -> re.Pattern[str]:
    said = any_of(each.replace("_", " ") for each in people(kind))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)")
