"""What diets, allergens, nutrients and their states are called on the pages, in the language of the session.

The words of a language are kept by its code: the sidebar shows all of them in every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ragfood.browsing import nutrient_name
from ragfood.ui.wording import language, t, told
from ragfood.understanding.understood import Chip


def diet(name: str) -> str:
    return _diets(language()).get(name, name)


@cache
def _diets(code: str) -> Mapping[str, str]:
    return {
        "vegan": t("vegan"),
        "vegetarian": t("vegetarian"),
        "pescatarian": t("pescatarian"),
        "halal": t("halal"),
        "kosher": t("kosher"),
        "gluten-free": t("gluten-free"),
        "dairy-free": t("dairy-free"),
    }


def allergen(name: str) -> str:
    """One of the 14 by the short form of what Regulation (EU) No 1169/2011, Annex II, calls it in each language."""
    return _allergens(language()).get(name, name)


@cache
def _allergens(code: str) -> Mapping[str, str]:
    return {
        "gluten": t("gluten"),
        "crustaceans": t("crustaceans"),
        "eggs": t("eggs"),
        "fish": t("fish"),
        "peanuts": t("peanuts"),
        "soybeans": t("soybeans"),
        "milk": t("milk"),
        "nuts": t("nuts"),
        "celery": t("celery"),
        "mustard": t("mustard"),
        "sesame": t("sesame"),
        "sulphites": t("sulphites"),
        "lupin": t("lupin"),
        "molluscs": t("molluscs"),
    }


def state(name: str) -> str:
    """Whether a food is fit for a diet, or what is known of an allergen in it."""
    return _states(language()).get(name, name)


@cache
def _states(code: str) -> Mapping[str, str]:
    return {
        "yes": t("yes"),
        "no": t("no"),
        "depends": t("depends"),
        "contains": t("contains"),
        "may contain": t("may contain"),
        "free": t("free of it"),
        "unknown": t("unknown"),
    }


def cuisine(name: str) -> str:
    """What the kitchen of a country or people is called; a name that is not known stays."""
    said = told(name)
    return said[:1].upper() + said[1:]


def nutrient(key: str) -> str:
    """The name of a nutrition key such as "sat_fat_g"."""
    return nutrient_called(nutrient_name(key)[0])


def nutrient_called(name: str) -> str:
    """`name`, as the code has it, in the language of the session."""
    words = {
        "energy": t("energy"),
        "protein": t("protein"),
        "fat": t("fat"),
        "saturated fat": t("saturated fat"),
        "carbohydrate": t("carbohydrate"),
        "carbohydrates": t("carbohydrates"),
        "sugar": t("sugar"),
        "fibre": t("fibre"),
        "calcium": t("calcium"),
        "cholesterol": t("cholesterol"),
        "folate": t("folate"),
        "iron": t("iron"),
        "magnesium": t("magnesium"),
        "potassium": t("potassium"),
        "sodium": t("sodium"),
        "zinc": t("zinc"),
        "vitamin A (RAE)": t("vitamin A (RAE)"),
        "vitamin B12": t("vitamin B12"),
        "vitamin C": t("vitamin C"),
        "vitamin D": t("vitamin D"),
    }
    return words.get(name) or told(name)


def demanded(chip: Chip) -> str:
    """What a chip says; the names of ingredients and places in it stay as they were understood."""
    kind, _, name = chip.key.partition(":")
    if kind == "diet":
        return diet(name)
    if chip.label in ("gluten-free", "dairy-free"):
        return diet(chip.label)
    if kind == "free-of":
        return t("no {what}", what=allergen(name))
    if kind == "without":
        return t("no {what}", what=name)
    return told(chip.label)
