"""Relevance: whether a question asks about food at all, so that nothing is shown beside one that does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ragfood.foods import Food
from ragfood.words import fold, terms, terms_of, words

OFF_TOPIC = (
    "Who won the football match last night?", "Write a program that sorts a list of numbers.",
    "How do I reset the password of my account?", "What is the tallest building in the world?",
    "Explain the theory of relativity.", "My car does not start in the morning.", "Tell me a joke about lawyers.",
    "When was the first computer built?", "How do I file my taxes?", "Which film won the most awards?",
    "Translate this sentence into Latin.", "What is the fastest train in the world?",
)  # fmt: skip
"""Questions that no food bears on: how near an embedder finds them to the foods tells what nearness means with it."""

_LEAST_SHARE = 1 / 3
_LEAST_PLACES = 0.6

_SPEAKING_OF_FOOD = """
    dish dishes eat eaten eating eats food foods meal meals recipe recipes restaurant
    comida comidas plato platos receta recetas aliment aliments nourriture plat plats recette recettes
    essen gericht gerichte rezept rezepte speise speisen खाना व्यंजन طعام طبق أكل أكلات
"""
"""Any of these words makes a question one about food, whatever else it asks."""

_ABOUT_FOOD = """
    allergen allergic allergy appetizer bake beverage boil calorie calories carb carbohydrate carbohydrates carbs cheap
    chewy cholesterol cook cooked cooking creamy crispy crunchy cuisine dairy delicious diabetic diet dietary energy fat
    fats fattening fibre fiber filling fluffy fry gluten grill halal healthy hungry ingredient ingredients intolerance
    intolerant iron juicy kcal keto kilojoule kitchen kosher lactose lean mineral minerals nutrient nutrients nutrition
    nutritious pescatarian pregnancy pregnant protein proteins roast salt saturated seafood serving shellfish sodium
    sticky sugar sugars sugary taste tastes tasty tender unsaturated vegan vegetarian vitamin vitamins
"""
"""What people say of food though no field of a food says it."""


class Relevance:
    """Knows which words are about food: those that name foods, what is in them, how they are made, how they taste
    and when they are eaten; and which words are places, which foods share with everything else.
    """

    def __init__(self, foods: Sequence[Food], titles: Collection[tuple[str, ...]]) -> None:
        """`titles` are the terms of all names of foods."""
        self._titles = titles
        self._places = _terms_of_all(f"{food.country} {food.region} {food.cuisine}" for food in foods)
        kitchen = _terms_of_all(" ".join(_fields(food)) for food in foods)
        self._kitchen = (kitchen | about_food()) - self._places
        self._plain = frozenset(fold(_SPEAKING_OF_FOOD).split())

    def asks_about_food(self, question: str) -> bool:
        """Whether the words of `question` alone show that it is about food.

        They do when it says "food", "eat" or the like, or is nothing but the name of one; when at least two of
        its words are food words, or at least a third of them; or when next to nothing but a place is asked for
        ("Thai", but not "the capital of Thailand"): at least 0.6 of the words. In scripts without spaces pairs of
        characters count as words.
        What passes by accident speaks of food in passing ("the price of Apple").
        """
        if tuple(terms(question)) in self._titles or any(fold(word) in self._plain for word in words(question)):
            return True
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
    different = {word for text in texts for word in words(text)}
    return {term for word in different for term in terms_of(word)}
