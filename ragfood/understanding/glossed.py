"""Glossed: a question in a language that is read in no other way, word for word in English (data/glosses.json)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ragfood.demands import vocabulary_of
from ragfood.foods import Corpus
from ragfood.providers import Message
from ragfood.understanding.lexicon import lexicon
from ragfood.understanding.naming import Names
from ragfood.words import fold, word_spans, words

_TABLE = Path(__file__).resolve().parents[2] / "data" / "glosses.json"
_LONGEST = 4
"""Words of the longest phrase."""
_MOST_PREFIXES = 3
_SHORTEST = 2
"""Letters that prefixes leave of a word."""
_TELL = 2
"""Words that tell a language."""
_FEW = 3
"""Words of which one is enough."""
_SAMPLE = 50
"""Foods by which the language of a corpus is told that has no script of its own."""
_NO_SYLLABLE_BEFORE = "(?<![\u0e40-\u0e44])"
_WHOLE_SYLLABLE = "(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
"""A Thai word neither begins behind a vowel that is written before its consonant, nor ends before one of its own."""
_ALLERGIC_TO = re.compile(r"\b(allerg\w*|intoleran\w*)(?: to)? (?:for|in)\b")
"""What stands before the thing that somebody is allergic to is said otherwise in English."""
_JOINS = re.compile(r"(?<=\w)[\"'׳״’](?=\w)")
"""Signs that stand inside of a word and part none."""


@dataclass(frozen=True)
class Gloss:
    """What the words and phrases of one language mean, and the letters that may be written before them."""

    letters: re.Pattern[str] | None
    """What tells it; else the words `telling` do."""
    unless: re.Pattern[str] | None
    telling: frozenset[str]
    unspaced: re.Pattern[str] | None
    """Finds its words in texts that have no spaces between them, the longest first."""
    prefixes: Mapping[str, str]
    endings: Sequence[str]
    """What may be written behind a word, the longest first."""
    words: Mapping[str, str]
    toneless: Mapping[str, str]
    """Where accents make other words: the same without them, as far as they then mean one thing."""
    key: Callable[[str], str]


@lru_cache(maxsize=256)  # a question is read for danger and for foods, and again with each that follows it
def glossed(text: str, names: Names | None = None) -> str:
    """`text` with the words of such a language in English, where they are known; all else as it is, and so are `names`
    of several words.
    """
    gloss = gloss_of(text)
    if not gloss:
        return text
    if gloss.unspaced:
        meant = gloss.unspaced.sub(lambda found: f" {gloss.words[found[0]]} ", unicodedata.normalize("NFC", text))
        return _allergic_to(" ".join(meant.split()))
    text = _JOINS.sub("", text)
    spans = [*word_spans(text)]
    words_of = gloss.toneless if text.isascii() else gloss.words
    key = fold if text.isascii() else gloss.key
    said = [key(text[start:end]) for start, end in spans]
    kept = {each.start: each.end - each.start for each in names.mentions(text)} if names else {}
    found, at = list[tuple[int, int, str]](), 0
    while at < len(said):
        size, meaning = _meant(said, at, words_of, gloss)
        if kept.get(at, 1) > max(size, 1):
            at += kept[at]
            continue
        if size:
            found.append((spans[at][0], spans[at + size - 1][1], meaning))
        at += size or 1
    for start, end, meaning in reversed(found):
        text = f"{text[:start]}{meaning}{text[end:]}"
    return _allergic_to(text)


def _allergic_to(text: str) -> str:
    return _ALLERGIC_TO.sub(lambda found: " ".join((found[1], "to")), text)


def gloss_of(text: str) -> Gloss | None:
    """The language of `text`, if it is one of data/glosses.json: by its letters, else by words that only it has."""
    if not text.isascii():
        for each in _glosses():
            if each.letters and each.letters.search(text) and not (each.unless and each.unless.search(text)):
                return each
    said = {word for each in words(text) for word in (unicodedata.normalize("NFC", each.casefold()), fold(each))}
    known = _telling()
    told = Counter(number for word in said for number in known.get(word, ()))
    if not told:
        return None
    (number, times), *_ = told.most_common(1)
    elsewhere = Counter(code for word in said for code in lexicon().telling.get(word, ()))
    enough = times >= _TELL or len(said) <= _FEW
    return _glosses()[number] if enough and times > max(elsewhere.values(), default=0) else None


def in_english(question: str, history: Sequence[Message], corpus: Corpus) -> tuple[str, Sequence[Message]]:
    """A question and what was asked before it, `glossed`; as they are where `corpus` is told in their language."""
    if tells_in_own_language(corpus):
        return question, history
    names = vocabulary_of(corpus).names
    asked = [glossed(each.content, names) if each.role == "user" else each.content for each in history]
    same = all(text is each.content for text, each in zip(asked, history, strict=True))
    told = history if same else [replace(each, content=text) for text, each in zip(asked, history, strict=True)]
    return glossed(question, names), told


@lru_cache(maxsize=4)
def tells_in_own_language(corpus: Corpus) -> bool:
    """Whether foods of `corpus` are told of in such a language, so that questions are best left in it."""
    told = (food.text for food in corpus.foods if not food.text.isascii())
    scripts = [each.letters for each in _glosses() if each.letters]
    if any(letters.search(text) for text in told for letters in scripts):
        return True
    some = [gloss_of(food.text) for food in corpus.foods[:_SAMPLE]]
    return sum(each is not None for each in some) > len(some) / 2


def _meant(said: Sequence[str], at: int, known: Mapping[str, str], gloss: Gloss) -> tuple[int, str]:
    """How many words from `at` on mean something, and what; the longest phrase, with the fewest prefixes before it."""
    for size in range(min(_LONGEST, len(said) - at), 0, -1):
        phrase, before = " ".join(said[at : at + size]), list[str]()
        for _ in range(_MOST_PREFIXES + 1):
            if meant := known.get(phrase):
                return size, " ".join(filter(None, (*before, meant)))
            if phrase[:1] not in gloss.prefixes or len(phrase.partition(" ")[0]) <= _SHORTEST:
                break
            before.append(gloss.prefixes[phrase[0]])
            phrase = phrase[1:]
    stems = (said[at].removesuffix(end) for end in gloss.endings if said[at].endswith(end))
    meant = next((known[stem] for stem in stems if len(stem) > _SHORTEST and stem in known), "")
    return int(bool(meant)), meant


@lru_cache(maxsize=1)
def _glosses() -> Sequence[Gloss]:
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return [_gloss(row) for row in table.values() if isinstance(row, dict)]


@lru_cache(maxsize=1)
def _telling() -> Mapping[str, Sequence[int]]:
    """The places among the glosses of those that a word tells."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(_glosses()):
        for word in each.telling:
            found[word].append(number)
    return found


def _gloss(row: Mapping[str, Any]) -> Gloss:
    key = _toned if row.get("toned") or row.get("unspaced") else fold
    known = _by_word(row["words"], key)
    plain: dict[str, set[str]] = defaultdict(set)
    for phrase, meant in known.items():
        plain[fold(phrase)].add(meant)
    listed = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    return Gloss(
        letters=re.compile(f"[{row['letters']}]") if "letters" in row else None,
        unless=re.compile(f"[{row['unless']}]") if "unless" in row else None,
        telling=frozenset(map(key, row.get("telling", "").split())),
        unspaced=re.compile(f"{_NO_SYLLABLE_BEFORE}(?:{listed}){_WHOLE_SYLLABLE}") if row.get("unspaced") else None,
        prefixes=row["prefixes"],
        endings=sorted(map(key, row.get("endings", "").split()), key=len, reverse=True),
        words=known,
        toneless={phrase: next(iter(meanings)) for phrase, meanings in plain.items() if len(meanings) == 1},
        key=key,
    )


def _toned(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _by_word(rows: Mapping[str, str], key: Callable[[str], str]) -> Mapping[str, str]:
    return {
        _JOINS.sub("", key(phrase)).replace("_", " "): meant
        for meant, listed in rows.items()
        for phrase in listed.split()
    }
