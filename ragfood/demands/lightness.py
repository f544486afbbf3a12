"""Lightness: which foods are a light meal or a light sweet, told by how they are made and of what."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

from ragfood.foods import Food
from ragfood.words import fold

LIGHT = "taste:light"
"""The value of a food that is light; see `facets.values_of`."""

_HEAVY_MADE = frozenset(
    (
        "fried", "deep-fried", "pan-fried", "stir-fried", "baked", "braised", "stewed", "melted", "cured",
        "soaked-in-syrup", "griddled",
    )
)  # fmt: skip
_AS_IT_IS = frozenset(("raw", "marinated", "chilled"))
_MADE_LIGHT = frozenset(("grilled", "steamed", "poached", "raw"))
_NEVER = frozenset(("drink", "condiment", "bread", "stew"))
_HEAVY = re.compile(
    r"\b(?:cream|lard|bacon|sausages?|pork belly|ribs?|coconut milk|condensed milk|mayonnaise|dumplings?|meatballs?|lamb|mutton|beef|pork|goat|oxtail|tripe"
    r"|cheese|chorizo|shortening|suet|ghee|intestines?|cassava|cornmeal|yam|pasta|peanut paste|ground peanuts|hominy)\b"
)
"""Ingredients by which a dish that is not raw is none of the light ones."""
_HEAVY_TOLD = re.compile(
    r"\b(?:thick(?:ened|ly)?|hearty|heavy|heavily|fatty|stodgy|filling meal|dense|fried|layers? of)\b"
)
_TOLD_LIGHT = re.compile(
    r"\b(?:and|herbal and|,) light\b(?! sauce)|\blight (?:\w+ )?(?:dinner|lunch|meal|supper|broth|soup of|starter)\b"
    r"|\bclear,? [^.]{0,25}\b(?:broth|soup|chicken|beef|clouded)\b|\bfragrant clear or clouded\b"
)
_OF_WATER_OR_FIELD = re.compile(
    r"\b(?:fish|salmon|tuna|carp|mackerel|sardines?|trout|cod|bream|sea bass|snapper|shrimps?|prawns?|squid|octopus|scallops?|mussels|clams"
    r"|tofu|courgettes?|zucchini|asparagus|lettuce|rice paper|greens)\b"
)
_FRUIT = re.compile(r"\b(?:fruit|berry|berries|citrus|melon|grapes?|apples?|pears?|plums?|peach(?:es)?)\b")

_NUT = re.compile(r"\b(?:almonds?|coconut|chestnuts?)\b")


def is_light(food: Food) -> bool:
    """Whether `food` is surely light: salads, clear soups, grilled or steamed fish and vegetables, fresh rolls, fruit."""
    made = {fold(each).replace(" ", "-") for each in food.methods}
    tastes = {fold(each) for each in food.tastes}
    raw_fish = made <= _AS_IT_IS and bool(made)
    if food.type in _NEVER or made & _HEAVY_MADE or "creamy" in tastes or ("rich" in tastes and not raw_fish):
        return False
    if food.type == "ingredient":
        return _is_fruit(food, made, tastes)
    if food.type == "dessert":
        return bool(made & {"chilled", "frozen", "raw"}) and not _HEAVY.search(fold(" . ".join(food.ingredients)))
    return _is_light_meal(food, made)


def _is_light_meal(food: Food, made: set[str]) -> bool:
    held, told = fold(" . ".join(food.ingredients)), fold(food.text)
    if _TOLD_LIGHT.search(told):
        return True
    if food.type == "salad" or (made <= _AS_IT_IS and _OF_WATER_OR_FIELD.search(held)):
        return True
    if _HEAVY_TOLD.search(told) or _HEAVY.search(held):
        return False
    return food.type == "soup" or bool(made & _MADE_LIGHT and _OF_WATER_OR_FIELD.search(held))


def _is_fruit(food: Food, made: set[str], tastes: set[str]) -> bool:
    """Whether an ingredient is a fresh fruit that is eaten as it is."""
    first = fold(food.text).partition(". ")[0]
    return (
        made <= {"raw"}
        and bool(tastes & {"sweet"})
        and "dessert" in food.meals
        and bool(_FRUIT.search(first))
        and not _NUT.search(fold(food.name))
    )
