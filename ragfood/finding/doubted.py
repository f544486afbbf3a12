"""Doubted: the foods of which a question asks whether they are fit, shown with a verdict whether or not they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragfood.demands import Demands, vocabulary_of
from ragfood.finding.choosing import Choosing
from ragfood.foods import Food
from ragfood.understanding.asking import Asking
from ragfood.understanding.fitness import (
    asks_for_version,
    asks_if_fit,
    asks_if_it_is_fit,
    asks_what_is_in,
    tells_of_need,
)
from ragfood.understanding.leaning import unspaced

_PARTS = ("ingredient", "condiment", "drink", "")
"""What is shown though somebody is allergic to it, where it is asked about: of dishes it is only told."""


def doubted_foods(question: str, asking: Asking, choosing: Choosing) -> list[str]:
    """The foods of which it is asked by name whether they are fit; or the one dish spoken of before, unless what
    somebody is allergic to is surely in it.
    """
    if asking.doubted:
        return shown_though_unfit(asking.doubted, choosing)
    of_it = asks_for_version(question) or (len(asking.pointed) == 1 and asks_if_it_is_fit(question))
    of_it = of_it and asking.text != question
    named = choosing.foods((asking.pointed or asking.named) if of_it else asking.named)
    dishes = [food.id for food in named if food.type not in ("ingredient", "")] or [food.id for food in named[:1]]
    if len(dishes) != 1 or (asking.pointed and not of_it) or not choosing.demands.of_safety:
        return []
    food = choosing.foods(dishes)[0]
    contains = _surely_in(food, choosing.demands)
    if contains and food.type == "ingredient" and unspaced(question):
        return []  # "エビアレルギー" names what somebody is allergic to, and asks of no prawns
    of_taste = asks_for_version(question) and not (asking.demands.diets or tells_of_need(asking.text))
    if contains and food.type != "ingredient" and not (asks_what_is_in(question) or of_taste):
        return []
    return dishes if of_it or asks_if_fit(question, vocabulary_of(choosing.corpus).names) else []


def shown_though_unfit(asked: Sequence[str], choosing: Choosing) -> list[str]:
    """Ids of those foods that are asked about by name which are shown whether or not they are fit."""
    foods = choosing.foods(asked)
    return [each.id for each in foods if each.type in _PARTS or not _surely_in(each, choosing.demands)]


def _surely_in(food: Food, demands: Demands) -> bool:
    return any(food.allergens.get(each) == "contains" for each in demands.free_of)


def warned_of(asking: Asking, demands: Demands, subjects: Sequence[Food], named: Sequence[Food]) -> Iterator[str]:
    """A sentence for each food that is asked about and not fit, and for each dish that is named."""
    asked = [food for food in named if food.type != "ingredient" or food.id in asking.doubted or asking.believers]
    for food in {food.id: food for food in (*subjects, *asked)}.values():
        yield from _verdict(food, demands)
        if asking.believers:
            said = [*_verdict(food, asking.believers)]
            yield from said or [f"{food.name} is known to meet “{', '.join(asking.believers.words())}”."]


def _verdict(food: Food, demands: Demands) -> Iterator[str]:
    reason = demands.unmet_by(food)
    if reason in {f"not {word}" for word in demands.words()}:
        yield f"{food.name} is {reason}."
    elif reason:
        meets = "is not known to meet" if reason.endswith("not known") else "does not meet"
        yield f"{food.name} {meets} “{', '.join(demands.words())}”: {reason}."
