"""Wholesome: what comes later where healthy food is asked for. How healthy a food is, is not stored; how it is made is."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from functools import lru_cache

from ragfood.foods import Food
from ragfood.words import fold, words

_HEALTHY = re.compile(
    r"\b(?:healthy|healthier|healthiest|healthful|nutritious|wholesome|good for (?:you|me|us)|gesund\w*|saludables?|san[oae]s?|sains?|saines?|salutar[ei]|saudave(?:l|is)|gezond\w*|zdrow\w*|saglikli|nyttig\w*|здоров\w+|полезн\w+)\b"
    r"|健康|ヘルシー|体にいい|건강|स्वस्थ|सेहतमंद|पौष्टिक|صحي"
)
_MADE = frozenset(("fried", "deep-fried", "cured"))
_TASTES = frozenset(("rich", "buttery", "fatty", "greasy"))
_HELD = re.compile(r"\b(?:bacon|sausages?|lard|chorizo|salami|pepperoni|shortening|condensed milk|fried dough)\b")


@lru_cache(maxsize=64)
def asks_for_health(text: str) -> bool:
    """Whether healthy food is asked for, in one of many languages."""
    return bool(_HEALTHY.search(" ".join(words(fold(text)))))


def is_rich(food: Food) -> bool:
    """Whether a food is fried, cured or rich, a sauce, or made with sausage, bacon or lard."""
    made = {fold(each).replace(" ", "-") for each in food.methods}
    tastes = {fold(each) for each in food.tastes}
    held = " . ".join(each for each in food.ingredients if "optional" not in each)
    return bool(made & _MADE or tastes & _TASTES or food.type == "condiment" or _HELD.search(fold(held)))
