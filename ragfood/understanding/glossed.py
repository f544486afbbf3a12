"""Glossed: a question in a language with a script of its own, word for word in English (data/glosses.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ragfood.foods import Corpus
from ragfood.providers import Message
from ragfood.words import fold, word_spans

_TABLE = Path(__file__).resolve().parents[2] / "data" / "glosses.json"
_LONGEST = 4
"""Words of the longest phrase."""
_MOST_PREFIXES = 3
_SHORTEST = 2
"""Letters that prefixes leave of a word."""
_ALLERGIC_TO = re.compile(r"\b(allerg\w*|intoleran\w*)(?: to)? (?:for|in)\b")
"""What stands before the thing that somebody is allergic to is said otherwise in English."""
_JOINS = re.compile(r"(?<=\w)[\"'׳״’](?=\w)")
"""Signs that stand inside of a word and part none."""


@dataclass(frozen=True)
class Gloss:
    """What the folded words and phrases of one language mean, and the letters that may be written before them."""

    letters: re.Pattern[str]
    prefixes: Mapping[str, str]
    words: Mapping[str, str]


def glossed(text: str) -> str:
    """`text` with the words of such a language in English, where they are known; all else as it is."""
    gloss = None if text.isascii() else next((each for each in _glosses() if each.letters.search(text)), None)
    if not gloss:
        return text
    text = _JOINS.sub("", text)
    spans = [*word_spans(text)]
    said = [fold(text[start:end]) for start, end in spans]
    found, at = [], 0
    while at < len(said):
        size, meant = _meant(said, at, gloss)
        if size:
            found.append((spans[at][0], spans[at + size - 1][1], meant))
        at += size or 1
    for start, end, meant in reversed(found):
        text = f"{text[:start]}{meant}{text[end:]}"
    return _ALLERGIC_TO.sub(lambda found: " ".join((found[1], "to")), text)


def in_english(question: str, history: Sequence[Message], corpus: Corpus) -> tuple[str, Sequence[Message]]:
    """A question and what was asked before it, `glossed`; as they are where `corpus` tells of foods in their script."""
    asked = [glossed(each.content) if each.role == "user" else each.content for each in history]
    if tells_in_own_script(corpus):
        return question, history
    same = all(text is each.content for text, each in zip(asked, history, strict=True))
    told = history if same else [replace(each, content=text) for text, each in zip(asked, history, strict=True)]
    return glossed(question), told


@lru_cache(maxsize=4)
def tells_in_own_script(corpus: Corpus) -> bool:
    """Whether foods of `corpus` are told of in such a language, so that questions are best left in it."""
    return any(
        each.letters.search(food.text) for food in corpus.foods if not food.text.isascii() for each in _glosses()
    )


def _meant(said: Sequence[str], at: int, gloss: Gloss) -> tuple[int, str]:
    """How many words from `at` on mean something, and what; the longest phrase, with the fewest prefixes before it."""
    for size in range(min(_LONGEST, len(said) - at), 0, -1):
        phrase, before = " ".join(said[at : at + size]), list[str]()
        for _ in range(_MOST_PREFIXES + 1):
            if meant := gloss.words.get(phrase):
                return size, " ".join(filter(None, (*before, meant)))
            if phrase[:1] not in gloss.prefixes or len(phrase.partition(" ")[0]) <= _SHORTEST:
                break
            before.append(gloss.prefixes[phrase[0]])
            phrase = phrase[1:]
    return 0, ""


@lru_cache(maxsize=1)
def _glosses() -> Sequence[Gloss]:
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return [
        Gloss(re.compile(f"[{row['letters']}]"), row["prefixes"], _by_word(row["words"]))
        for row in table.values()
        if isinstance(row, dict)
    ]


def _by_word(rows: Mapping[str, str]) -> Mapping[str, str]:
    return {
        _JOINS.sub("", fold(phrase)).replace("_", " "): meant
        for meant, listed in rows.items()
        for phrase in listed.split()
    }
