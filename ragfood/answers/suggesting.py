"""Suggesting: what could be asked next, made of what the foods of an answer are known to be. Asks no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from ragfood.answers import Answer
from ragfood.answers.citations import cited
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
    """At most three questions that the collection can answer, and that `question`, with what it refers back to,
    did not ask already.
    """
    numbers = cited(answer.text) or (1,)
    known = [foods.get(answer.sources[n - 1].id) for n in numbers if n <= len(answer.sources)]
    shown = [food for food in known if food]
    if not shown or answer.failed:
        return ()
    asked = fold(f"{answer.searched_for} {question}")
    held = {chip.key for chip in answer.understood}
    possible = (each for each in _possible(shown) if not (each.kind == "vegan" and "diet:vegan" in held))
    return tuple(islice((each for each in possible if not _was_asked(each, asked)), _MOST))


def _possible(shown: list[Food]) -> Iterator[Suggestion]:
    main = shown[0]
    dish = main.type != "ingredient"
    numbered = [food for food in shown if "protein_g" in food.nutrition]
    if dish and main.diets.get("vegan") == "no":
        yield Suggestion("vegan instead", (_short(main),))
    elif dish and main.diets.get("vegan"):
        yield Suggestion("vegan", (_short(main),))
    if len(numbered) > 1 and numbered[0] is main:
        yield Suggestion("protein", (_short(numbered[0]), _short(numbered[1])))
    if main.allergens:
        yield Suggestion("allergens", (_short(main),))
    if main.country:
        yield Suggestion("place", (main.country,))
    if dish and main.methods:
        yield Suggestion("made", (_short(main),))


def _short(food: Food) -> str:
    """What people call it: of an ingredient not how it was weighed, as in "Lentils, cooked"."""
    return food.name.partition(",")[0].lower() if food.type == "ingredient" else food.name


_SIGNS: Mapping[Kind, tuple[str, ...]] = {
    "made": ("made", "make", "cook", "prepare", "recipe"),
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
