"""Food: one entry of the corpus, and how a corpus file is read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

ALLERGENS = (
    "gluten", "crustaceans", "eggs", "fish", "peanuts", "soybeans", "milk", "nuts", "celery", "mustard", "sesame",
    "sulphites", "lupin", "molluscs",
)  # fmt: skip
"""The 14 of Regulation (EU) No 1169/2011, Annex II, by their short names."""

DIETS = ("vegan", "vegetarian", "pescatarian", "halal", "kosher", "gluten-free", "dairy-free")


@dataclass(frozen=True)
class Food:
    """One food or dish. What is not known is absent, never guessed."""

    id: str
    name: str
    text: str
    type: str = ""
    country: str = ""
    region: str = ""
    cuisine: str = ""
    ingredients: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    tastes: tuple[str, ...] = ()
    meals: tuple[str, ...] = ()
    diets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Diet to "yes", "no" or "depends"; an absent diet is unknown."""
    allergens: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Allergen to "contains", "may contain" or "free"; an absent allergen is unknown, which is not safe."""
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Language code to the name in it."""
    nutrition: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Per 100 g, by keys such as kcal, protein_g, fat_g, carbs_g, fibre_g, sugar_g, sodium_mg."""
    nutrition_source: str = ""

    def raw(self) -> dict[str, Any]:  # replaced below by the reader's counterpart
        raise NotImplementedError
