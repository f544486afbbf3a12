"""Rules over a corpus: which foods a question means when nobody can list them by name. Exact, over data alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ragfood.foods import ALLERGENS, DIETS, Food
from ragfood.words import fold

_UNKNOWN = "unknown"
_FIELDS: Mapping[str, Callable[[Food], tuple[str, ...]]] = {
    "ids": lambda food: (food.id,),
    "type": lambda food: (food.type,),
    "country": lambda food: (food.country,),
    "region": lambda food: (food.region,),
    "cuisine": lambda food: (food.cuisine,),
    "methods": lambda food: food.methods,
    "tastes": lambda food: food.tastes,
    "meals": lambda food: food.meals,
}
_PROSE: Mapping[str, Callable[[Food], str]] = {
    "ingredients": lambda food: "\n".join(food.ingredients),
    "words": lambda food: food.passage(),
}
_STATES = {"diets": DIETS, "allergens": ALLERGENS}
_BOUNDS = {"at_least", "at_most"}

Test = Callable[[Food], bool]


@dataclass(frozen=True)
class Rule:
    """Holds for a food when all of its conditions do. `grade` is 2 for what answers, 1 for what only helps."""

    conditions: tuple[Test, ...]
    grade: int = 2

    def fits(self, food: Food) -> bool:
        return all(condition(food) for condition in self.conditions)


def read_rule(row: Any) -> Rule:
    """A rule from its JSON: `{"region": ["West Africa"], "type": "stew", "diets": {"vegan": "yes"}}`.

    A condition is a value, a list of which one must hold, or `{"not": …}` of either. `ids`, `type`, `country`,
    `region`, `cuisine`, `methods`, `tastes` and `meals` compare whole values; `ingredients` and `words` (of the whole
    passage) find whole words, singular or plural; `diets` and `allergens` compare states, "unknown" being one;
    `nutrition` bounds figures per 100 g with `at_least` and `at_most`, and what has no figure does not fit.

    Raises ValueError that says what is wrong.
    """
    if not isinstance(row, dict) or not row.keys() - {"grade"}:
        raise ValueError("a rule must be an object with at least one condition")
    grade = row.get("grade", 2)
    if grade not in (1, 2):
        raise ValueError(f"grade must be 1 or 2, not {grade!r}")
    return Rule(tuple(test for key, given in row.items() if key != "grade" for test in _tests(key, given)), grade)


def _tests(key: str, given: Any) -> Iterator[Test]:
    if key in _FIELDS:
        yield _valued(key, given)
    elif key in _PROSE:
        yield _worded(key, given)
    elif key in _STATES:
        for name, wanted in _object(key, given).items():
            if name not in _STATES[key]:
                raise ValueError(f"{key} has no {name!r}")
            yield _stated(key, name, wanted)
    elif key == "nutrition":
        for nutrient, bounds in _object(key, given).items():
            yield _bounded(nutrient, bounds)
    else:
        raise ValueError(f"there is no condition {key!r}")


def _valued(key: str, given: Any) -> Test:
    values, wanted = _wanted(key, given)
    read = _FIELDS[key]
    return lambda food: wanted == any(value in values for value in read(food))


def _worded(key: str, given: Any) -> Test:
    values, wanted = _wanted(key, given)
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(fold(value)) for value in values)})(?:e?s)?\b")
    read = _PROSE[key]
    return lambda food: wanted == bool(pattern.search(fold(read(food))))


def _stated(key: str, name: str, given: Any) -> Test:
    values, wanted = _wanted(f"{key}.{name}", given)
    return lambda food: wanted == (getattr(food, key).get(name, _UNKNOWN) in values)


def _bounded(nutrient: str, bounds: Any) -> Test:
    bounds = _object(nutrient, bounds)
    if not bounds or bounds.keys() - _BOUNDS or not all(isinstance(each, int | float) for each in bounds.values()):
        raise ValueError(f"{nutrient} needs at_least or at_most, in numbers")
    least, most = bounds.get("at_least", 0), bounds.get("at_most", float("inf"))
    return lambda food: nutrient in food.nutrition and least <= food.nutrition[nutrient] <= most


def _wanted(key: str, given: Any) -> tuple[frozenset[str], bool]:
    """The values, and whether one of them must be there (True) or none may (False)."""
    wanted = not (isinstance(given, dict) and given.keys() == {"not"})
    values = given if wanted else given["not"]
    listed = [values] if isinstance(values, str) else values
    if not isinstance(listed, list) or not listed or not all(isinstance(each, str) and each for each in listed):
        raise ValueError(f'{key} must be a word, a list of words, or {{"not": …}}')
    return frozenset(listed), wanted


def _object(key: str, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict) or not given:
        raise ValueError(f"{key} must be an object that is not empty")
    return given
