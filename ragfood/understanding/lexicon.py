"""Lexicon: everyday words for foods in several languages (data/vernacular.json), laid out to be looked up."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ragfood.words import fold

_TABLE = Path(__file__).resolve().parents[2] / "data" / "vernacular.json"
HEAD = 3
"""Letters by which stems are found."""
_KANA = "ァ-ヺー"

Meanings = Mapping[str, str]
"""English names by the codes of the languages that say so."""


@dataclass(frozen=True)
class Lexicon:
    """`telling` are the languages that a word tells, `said` and `stems` what words and beginnings of words mean."""

    telling: Mapping[str, tuple[str, ...]]
    said: Mapping[str, Meanings]
    stems: Mapping[str, Sequence[tuple[str, Meanings]]]
    endings: Mapping[str, Sequence[str]]
    passing: Mapping[str, frozenset[str]]
    heads: Mapping[str, Sequence[tuple[str, str]]]
    """How words of a language may end that are made of two, and the English of the end, the longest first."""
    unspaced: Mapping[str, str]
    """English names by words of Chinese, Japanese and Korean."""
    unspaced_words: re.Pattern[str]
    """Finds these, the longest first."""


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read once."""
    table: Mapping[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    telling: dict[str, list[str]] = defaultdict(list)
    for code, listed in table["telling"].items():
        for word in dict.fromkeys(fold(listed).split()):
            telling[word].append(code)
    said, stems = _meanings(table["words"])
    by_head: dict[str, list[tuple[str, Meanings]]] = defaultdict(list)
    for stem, meanings in sorted(stems.items(), key=lambda each: -len(each[0])):
        by_head[stem[:HEAD]].append((stem, meanings))
    return Lexicon(
        telling={word: tuple(codes) for word, codes in telling.items()},
        said=said,
        stems=by_head,
        endings={
            code: sorted(fold(listed).split(), key=len, reverse=True) for code, listed in table["endings"].items()
        },
        passing={code: frozenset(fold(listed).split()) for code, listed in table["passing"].items()},
        heads={code: _heads(rows) for code, rows in table["heads"].items()},
        unspaced=(
            unspaced := {fold(word): name for name, listed in table["unspaced"].items() for word in listed.split()}
        ),
        unspaced_words=_any_whole(sorted(unspaced, key=len, reverse=True)),
    )


@lru_cache(maxsize=1)
def english_names() -> frozenset[str]:
    """What the foods are called in English that have everyday words in other languages."""
    table: Mapping[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return frozenset((*table["words"], *table["unspaced"]))


def _any_whole(found: Sequence[str]) -> re.Pattern[str]:
    """Looks at no place where none begins: many texts hold few characters that do."""
    beginnings = "".join({word[0] for word in found})
    return re.compile(f"(?=[{beginnings}])(?:{'|'.join(map(_whole, found))})")


def _whole(word: str) -> str:
    """A pattern for a word without spaces around: one that is spelt by sounds is none inside of a longer one."""
    if re.fullmatch(f"[{_KANA}]+", word):
        return f"(?<![{_KANA}]){word}(?![{_KANA}])"
    return f"(?<![ぁ-ゖ가-힣]){word}" if re.match("[ぁ-ゖ가-힣]", word) else word


def _meanings(rows: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """What whole phrases mean, and what those mean of which only the beginning is told."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    stems: dict[str, dict[str, str]] = defaultdict(dict)
    for name, codes in rows.items():
        for code, listed in codes.items():
            for phrase in fold(listed).split():
                plain = phrase.replace("_", " ")
                (stems if plain.endswith("*") else said)[plain.rstrip("*")].setdefault(code, name)
    return said, stems


def _heads(rows: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [(end, name) for name, listed in rows.items() for end in fold(listed).split()]
    return sorted(found, key=lambda each: -len(each[0]))
