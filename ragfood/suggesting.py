"""Suggesting: what could be asked next, made of what the foods of an answer are known to be. Asks no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from ragfood.answers import Answer
from ragfood.citations import cited
from ragfood.foods import Food
from ragfood.words import fold

Kind = Literal["made", "vegan", "allergens", "protein", "place", "vegan instead"]
_MOST = 3


@dataclass(frozen=True)
class Suggestion:
    """A question of one kind about one or two foods, or a place."""

    kind: Kind
    about: tuple[str, ...]


def suggestions(answer: Answer, question: str, foods: Mapping[str, Food]) -> tuple[Suggestion, ...]:
    """At most three questions that the collection can answer, and that `question` did not ask already."""
    numbers = cited(answer.text) or (1,)
    known = [foods.get(answer.sources[n - 1].id) for n in numbers if n <= len(answer.sources)]
    shown = [food for food in known if food]
    if not shown or answer.failed:
        return ()
    asked = fold(question)
    return tuple(islice((each for each in _possible(shown) if not _was_asked(each, asked)), _MOST))


def _possible(shown: list[Food]) -> Iterator[Suggestion]:
    main = shown[0]
    numbered = [food for food in shown if "protein_g" in food.nutrition]
    if main.diets.get("vegan") == "no":
        yield Suggestion("vegan instead", (main.name,))
    elif main.diets.get("vegan"):
        yield Suggestion("vegan", (main.name,))
    if len(numbered) > 1:
        yield Suggestion("protein", (numbered[0].name, numbered[1].name))
    if main.allergens:
        yield Suggestion("allergens", (main.name,))
    if main.country:
        yield Suggestion("place", (main.country,))
    if main.methods:
        yield Suggestion("made", (main.name,))


_SIGNS: Mapping[Kind, tuple[str, ...]] = {
    "made": ("made", "cook", "prepare", "recipe"),
    "vegan": ("vegan",),
    "vegan instead": ("vegan",),
    "allergens": ("allerg", "contain"),
    "protein": ("protein",),
    "place": ("else",),
}


def _was_asked(suggestion: Suggestion, asked: str) -> bool:
    if suggestion.kind == "place":
        return fold(suggestion.about[0]) in asked
    return any(sign in asked for sign in _SIGNS[suggestion.kind])
