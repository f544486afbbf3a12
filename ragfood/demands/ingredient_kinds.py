"""Kinds of ingredients beyond the allergens (data/ingredient_kinds.json): what calls them, and what is of a kind."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ragfood.words import fold

_TABLE = Path(__file__).resolve().parents[2] / "data" / "ingredient_kinds.json"
_AMBIGUOUS = frozenset({
    "cream", "date", "fig", "game", "lime", "mint", "oil", "orange", "pulse", "seed", "squash", "tea", "turkey"
})  # fmt: skip
"""Kinds whose names mean other things as well: they are left out only where a "no" stands right before them."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@lru_cache(maxsize=1024)
def names_of(ingredient: str) -> tuple[str, ...]:
    """All that names `ingredient` in a food: itself, and all that is of its kind. "Poultry" is chicken as well, and so
    chicken stock. Sausages and gelatine count as pork, to be safe: what they are made of is seldom said.
    """
    found = {ingredient: None}
    ahead = [ingredient]
    while ahead:
        new = [name for name in _names().get(ahead.pop(), ()) if name not in found]
        found |= dict.fromkeys(new)
        ahead += new
    return tuple(found)


@lru_cache(maxsize=1024)
def spoiled_by(ingredient: str) -> frozenset[str]:
    """The words that make something else of a name of `ingredient` that they stand behind: the "oil" of vegetables."""
    return frozenset(_table()["kinds"].get(ingredient, {}).get("but", "").split())


@lru_cache(maxsize=1)
def called_in() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """By each folded word that means a kind in some languages only, by their codes how it is written and the kind."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for kind, row in _table()["kinds"].items():
        for code, listed in row.get("words_in", {}).items():
            for word in listed.split():
                found.setdefault(fold(word), {})[code] = (word, kind)
    return MappingProxyType(found)


def called() -> Mapping[str, str]:
    """The kind that each folded word means, of languages with spaces between their words; an underscore for a space."""
    return _called(False)


def called_unspaced() -> Mapping[str, str]:
    """The same in Chinese, Japanese and Korean."""
    return _called(True)


@lru_cache(maxsize=1)
def untold() -> frozenset[str]:
    """What no food tells of, such as histamine: no food is known to be without it."""
    return frozenset(_table()["untold"])


@lru_cache(maxsize=1)
def told_of() -> frozenset[str]:
    """What is an ingredient of some kind or a kind itself: a list of ingredients tells of it."""
    return frozenset(name for kind, names in _names().items() for name in (kind, *names))


@lru_cache(maxsize=2)
def _called(unspaced: bool) -> Mapping[str, str]:
    table = _table()
    rows = {kind: row["words"] for kind, row in table["kinds"].items()} | table["untold"]
    words = ((fold(word), kind) for kind, listed in rows.items() for word in (*listed.split(), *_itself(kind)))
    return MappingProxyType({word: kind for word, kind in words if bool(_UNSPACED.search(word)) == unspaced})


def _itself(kind: str) -> tuple[str, ...]:
    return () if kind in _AMBIGUOUS else (kind.replace(" ", "_"),)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    kinds = _table()["kinds"]
    return {kind: tuple(name.replace("_", " ") for name in row["names"].split()) for kind, row in kinds.items()}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return read
