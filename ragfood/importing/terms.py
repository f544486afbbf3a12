"""The terms of foreign files: which of our keys, nutrients, diets and allergens a foreign word stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ragfood.settings import SHIPPED_FOODS
from ragfood.words import fold


@dataclass(frozen=True)
class Terms:
    """The tables of data/import_keys.json, turned round: from a foreign word to ours."""

    fields: Mapping[str, tuple[str, int]]
    """Bare key to our field and to its rank among the keys of that field; 0 goes first."""
    containers: frozenset[str]
    nutrients: Mapping[str, str]
    diets: Mapping[str, str]
    allergens: Mapping[str, str]


@lru_cache(maxsize=1)
def terms() -> Terms:
    tables = json.loads(SHIPPED_FOODS.with_name("import_keys.json").read_text(encoding="utf-8"))
    return Terms(
        MappingProxyType(
            {key: (field, rank) for field, keys in tables["fields"].items() for rank, key in enumerate(keys)}
        ),
        frozenset(tables["containers"]),
        _turned(tables["nutrients"]),
        _turned(tables["diets"]),
        _turned(tables["allergens"]),
    )


def _turned(table: Mapping[str, list[str]]) -> Mapping[str, str]:
    return MappingProxyType({word: ours for ours, words in table.items() for word in words})


@lru_cache(maxsize=4096)
def bare(key: str) -> str:
    """A key without case, accents and signs: "recipeIngredient" and "Recipe-Ingredient" are "recipe_ingredient"."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", "_", key[:200])
    return re.sub(r"[\W_]+", "_", fold(parted)).strip("_")


def spaced(words: str) -> str:
    """Words without case, accents and signs, with single spaces between."""
    return bare(words).replace("_", " ")
