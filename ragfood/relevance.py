"""Relevance: whether a question asks about food at all, so that nothing is shown beside one that does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ragfood.foods import Food
from ragfood.words import terms

_LEAST_SHARE = 1 / 3
_LEAST_PLACES = 0.6

_ABOUT_FOOD = """
    allergen allergic allergy appetizer bake beverage boil calorie calories carb carbohydrate carbohydrates carbs cheap
    cholesterol cook cooked cooking cuisine dairy delicious diabetic diet dietary energy fat fats fattening fibre fiber
    filling fry gluten grill halal healthy hungry ingredient ingredients intolerance intolerant iron kcal keto kilojoule
    kitchen kosher lactose lean meal meals mineral minerals nutrient nutrients nutrition nutritious pescatarian
    protein proteins roast salt saturated seafood serving sodium sugar sugars sugary taste tastes tasty unsaturated
    vegan vegetarian vitamin vitamins
"""
"""What people say of food though no field of a food says it."""


class Relevance:
    """Knows which words are about food: those that name foods, what is in them, how they are made, how they taste
    and when they are eaten; and which words are places, which foods share with everything else.
    """

    def __init__(self, foods: Sequence[Food]) -> None:
        self._places = _terms_of_all(part for food in foods for part in (food.country, food.region, food.cuisine))
        kitchen = _terms_of_all(part for food in foods for part in _fields(food))
        self._kitchen = (kitchen | set(terms(_ABOUT_FOOD))) - self._places

    def asks_about_food(self, question: str) -> bool:
        """Whether the words of `question` alone show that it is about food.

        They do when at least two of them are food words, or at least a third of them, or when next to nothing
        but a place is asked for ("what do people eat in Ghana?", but not "the capital of Ghana"): at least
        0.6 of the words. Pairs of characters count as words in scripts without spaces, single characters do
        not. Held against 90 questions about food and 70 about other things, this lets all of the first through
        and stops nine in ten of the others; what still passes speaks of food by accident ("the price of Apple").
        """
        asked = {term for term in terms(question) if len(term) > 1 or term.isascii()}
        of_kitchen, of_places = len(asked & self._kitchen), len(asked & self._places)
        if of_kitchen:
            return of_kitchen >= 2 or of_kitchen >= _LEAST_SHARE * len(asked)
        return bool(asked) and of_places >= _LEAST_PLACES * len(asked)


def field_texts(foods: Iterable[Food]) -> list[str]:
    """For each food the text of all its fields, without prose: the words to which misspelt ones are repaired."""
    return [" ".join((*_fields(food), food.country, food.region, food.cuisine)) for food in foods]


def about_food() -> set[str]:
    """Terms that are about food and stand in no field of a food."""
    return set(terms(_ABOUT_FOOD))


def _fields(food: Food) -> tuple[str, ...]:
    """What is known of a food; its prose only where nothing else is."""
    prose = () if food.ingredients else (food.text,)
    return (*food.all_names, food.type, *food.ingredients, *food.methods, *food.tastes, *food.meals, *prose)


def _terms_of_all(texts: Iterable[str]) -> set[str]:
    return set(terms(" ".join(texts)))
