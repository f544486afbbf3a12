"""Rows: what one row of a corpus file may hold, read with every fault named. Knows no files and no foods.

data/foods.schema.json says the same for people and tools; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

ALLERGENS = (
    "gluten", "crustaceans", "eggs", "fish", "peanuts", "soybeans", "milk", "nuts", "celery", "mustard", "sesame",
    "sulphites", "lupin", "molluscs",
)  # fmt: skip
"""The 14 of Regulation (EU) No 1169/2011, Annex II, by their short names."""

DIETS = ("vegan", "vegetarian", "pescatarian", "halal", "kosher", "gluten-free", "dairy-free")

_WORDS = ("type", "country", "region", "cuisine")
LISTS = ("ingredients", "methods", "tastes", "meals", "aliases")
_DIET_VALUES = ("yes", "no", "depends", "unknown")
_ALLERGEN_LISTS = MappingProxyType({"contains": "contains", "may_contain": "may contain", "free": "free"})
FREE_FROM = MappingProxyType({"gluten-free": "gluten", "dairy-free": "milk"})
"""Diets that follow from an allergen."""
_DIET_OF_ALLERGEN = MappingProxyType({"contains": "no", "may contain": "depends", "free": "yes"})

MOST = MappingProxyType({"kcal": 902.0, "_g": 100.0, "_mg": 40_000.0, "_ug": 1_000_000.0})
"""Per 100 g. Pure fat has 902 kcal, the most in USDA SR Legacy; salt, with 38,758 mg of sodium, has the most
milligrams of anything there; the micrograms leave room for concentrates."""

_SENTENCE = re.compile(r"^(?:(?:an?|the)\s+)?(\S.{0,58}?)\s+(?:is|are)\s", re.IGNORECASE)


def read_row(row: Any) -> tuple[dict[str, Any], list[str]]:
    """The fields of a Food by name, and what is wrong with `row`; the fields count only when nothing is.

    Keys that are not known are ignored; a key that is null counts as absent.
    """
    if not isinstance(row, dict):
        return {}, ["it must be an object"]
    given = {key: value for key, value in row.items() if value is not None}
    wrong: list[str] = []
    values: dict[str, Any] = {
        "id": _identity(given.get("id"), wrong),
        "text": _text(given.get("text", ""), "text", wrong),
        **{key: _text(given[key], key, wrong, empty=True) for key in _WORDS if key in given},
        **{key: _texts(given[key], key, wrong) for key in LISTS if key in given},
    }
    name = _text(given["name"], "name", wrong) if "name" in given else name_from(values["text"], values["id"])
    allergens = _allergens(given.get("allergens", {}), wrong)
    nutrition, source = _nutrition(given.get("nutrition", {}), wrong)
    values |= {
        "name": name,
        "names": MappingProxyType(_names(given.get("names", {}), wrong)),
        "allergens": MappingProxyType(allergens),
        "diets": MappingProxyType(_diets(given.get("diets", {}), allergens, wrong)),
        "nutrition": MappingProxyType(nutrition),
        "nutrition_source": source,
    }
    return values, wrong


def _identity(raw: Any, wrong: list[str]) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer():  # 1.0 is an integer to JSON Schema
        return str(int(raw))
    return _text("" if raw is None else raw, "id", wrong)


def _text(raw: Any, key: str, wrong: list[str], empty: bool = False) -> str:
    if not isinstance(raw, str):
        wrong.append(f"{key} must be text")
        return ""
    text = raw.strip()
    if not text and not empty:
        wrong.append(f"{key} is missing or empty")
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        wrong.append(f"{key} holds half a character (a lone surrogate)")
    return text


def _texts(raw: Any, key: str, wrong: list[str]) -> tuple[str, ...]:
    if not isinstance(raw, list):
        wrong.append(f"{key} must be a list of texts")
        return ()
    return tuple(_text(each, f"an entry of {key}", wrong) for each in raw)


def _object(raw: Any, key: str, wrong: list[str]) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        wrong.append(f"{key} must be an object")
        return {}
    return raw


def _names(raw: Any, wrong: list[str]) -> dict[str, str]:
    return {code: _text(name, f"names.{code}", wrong) for code, name in _object(raw, "names", wrong).items()}


def _allergens(raw: Any, wrong: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, listed in _object(raw, "allergens", wrong).items():
        if key not in _ALLERGEN_LISTS:
            wrong.append(f'allergens holds "{key}"; it may hold {_or(_ALLERGEN_LISTS)}')
            continue
        for allergen in _texts(listed, f"allergens.{key}", wrong):
            if allergen not in ALLERGENS:
                wrong.append(f'allergens.{key} holds "{allergen}", which is none of the 14')
            elif found.setdefault(allergen, _ALLERGEN_LISTS[key]) != _ALLERGEN_LISTS[key]:
                wrong.append(f"allergens has {allergen} in two lists")
    return found


def _diets(raw: Any, allergens: Mapping[str, str], wrong: list[str]) -> dict[str, str]:
    """What is given, and for gluten and milk what the allergens say where nothing is given."""
    found = {
        diet: _DIET_OF_ALLERGEN[allergens[allergen]] for diet, allergen in FREE_FROM.items() if allergen in allergens
    }
    for diet, value in _object(raw, "diets", wrong).items():
        if diet not in DIETS:
            wrong.append(f'diets holds "{diet}"; it may hold {_or(DIETS)}')
        elif value not in _DIET_VALUES:
            wrong.append(f"diets.{diet} must be {_or(_DIET_VALUES)}")
        else:
            found[diet] = value
    return {diet: value for diet, value in found.items() if value != "unknown"}


def _nutrition(raw: Any, wrong: list[str]) -> tuple[dict[str, float], str]:
    figures: dict[str, float] = {}
    source = ""
    for key, value in _object(raw, "nutrition", wrong).items():
        if key == "source":
            source = _text(value, "nutrition.source", wrong, empty=True)
            continue
        most = MOST.get(key if key == "kcal" else f"_{key.rpartition('_')[2]}")
        if most is None or value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            wrong.append(f"nutrition.{key} must be a number")
        elif not 0 <= value <= most:
            wrong.append(f"nutrition.{key} is {str(value)[:20]}; per 100 g it is from 0 to {most:g}")
        else:
            figures[key] = float(value)
    return figures, source


def name_from(text: str, identity: str) -> str:
    """What stands before the first "is" or "are" of a text, else the id made readable."""
    if found := _SENTENCE.match(text):
        name = found[1].strip(" ,;:")
        return name[:1].upper() + name[1:]
    words = identity.replace("-", " ").replace("_", " ").strip()
    return f"Food {words}" if words.isdigit() else words[:1].upper() + words[1:]


def _or(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"
