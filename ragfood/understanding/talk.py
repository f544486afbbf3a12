"""Talk: the table of how people go on talking (data/talk.json), its patterns compiled once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ragfood.alternation import grouped
from ragfood.demands.phrases import any_of, diet_words, kin
from ragfood.words import fold, words

_TABLE = Path(__file__).resolve().parents[2] / "data" / "talk.json"
_CLAUSE = re.compile(r"\s[-–—]+\s|[,;:،、，；()]")
_SENTENCE = re.compile(r"[^.!?;\n。？！؟।]+[.!?;\n。？！؟।]*")


@lru_cache(maxsize=1)
def table() -> Mapping[str, Any]:
    """data/talk.json, read once."""
    read: Mapping[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=32)
def listed(key: str) -> frozenset[str]:
    """The folded words of a list of the table."""
    return frozenset(fold(table()[key]).split())


@lru_cache(maxsize=32)
def pattern(key: str) -> re.Pattern[str]:
    """Any of the patterns of the table under `key`, over what `plain` makes of a text."""
    told = table()[key]
    return grouped("|".join(f"(?:{_filled(each)})" for each in ([told] if isinstance(told, str) else told)))


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Folded words with single spaces between and around them."""
    return f" {' '.join(words(fold(text)))} "


def sentences(text: str) -> list[str]:
    """The sentences of `text`, with their ends."""
    return _SENTENCE.findall(text)


def clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of `text` as `plain` makes them, each with whether it asks: the last of a sentence with a "?"."""
    for sentence in sentences(text):
        parts = [each for each in _CLAUSE.split(sentence) if each.strip()]
        for number, part in enumerate(parts, 1):
            yield plain(part), number == len(parts) and sentence.rstrip().endswith(("?", "？", "؟"))


def _filled(told: str) -> str:
    diets = any_of(diet_words()).replace("_", " ")
    filled = told.replace("{diet}", diets).replace("{kin}", any_of(kin()))
    return re.sub(r"[^\x00-\x7f]+", lambda other: fold(other[0]), filled)
