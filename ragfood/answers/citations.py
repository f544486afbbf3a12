"""Citations: the numbers in an answer that say which passage a sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ragfood.words import terms

_JOINED = r"\s*(?:[,;&–-]|and)\s*"
_GROUP = re.compile(
    r"(?P<gap>(?<![ \t])[ \t]*)"
    r"(?:(?P<twice>\[)?\[|【)\s*(?:(?:food|passage|source)s?\s*)?[#№]?"
    rf"(?P<numbers>\d{{1,3}}(?:{_JOINED}\d{{1,3}})*)"
    r"\s*(?:†[^\]】\n]{0,40})?(?:\](?(twice)\])|】)"
    r"""(?:\(\s*(?:[a-z][a-z\d+.-]*:|www\.|[#/.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\s*\))?""",
    re.IGNORECASE,
)
"""[1], [1, 2], [1-3], and what some models write instead: [[1]], 【1】, 【1†source】, [Food 1]. An address that
a model made up for a citation belongs to it: [1](https://…)."""

_ENDING = re.compile(r"[\s.,;:!?)…]|\Z")
_BETWEEN = re.compile(r"[ \t]*,?[ \t]*(?:[;&/]|and|or|und|oder|et|ou|y|o|e|и|или)?", re.IGNORECASE)
_MOST = 999


def keep_valid(text: str, passages: int) -> str:
    """`text` with each citation as [n] and without those of passages that do not exist, nor the "and" before them."""

    def bare(found: re.Match[str]) -> str:
        return found["gap"] + (_valid(found, passages) or f"({found['numbers']})")

    parts, end = [], 0
    for run in _runs(text):
        parts += [text[end : run[0].start()], _mended(run, passages)]
        end = run[-1].end()
    # What stood inside other brackets may leave a new citation behind where it is taken out.
    return _GROUP.sub(bare, "".join([*parts, text[end:]]))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """The citations of `text`, those together that only commas and words like "and" stand between."""
    run: list[re.Match[str]] = []
    for found in _GROUP.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), found.start()):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _mended(run: list[re.Match[str]], passages: int) -> str:
    kept = [(place, shown) for place, found in enumerate(run) if (shown := _valid(found, passages))]
    if not kept:
        return "" if _ENDING.match(run[-1].string, run[-1].end()) else run[0]["gap"]
    text = run[0]["gap"] + kept[0][1]
    for place, shown in kept[1:]:
        joined = len(run) - 1 if place == kept[-1][0] else place
        text += run[0].string[run[joined - 1].end() : run[joined].start()] + run[joined]["gap"] + shown
    return text


def _valid(found: re.Match[str], passages: int) -> str:
    numbers = dict.fromkeys(n for n in _numbers(found["numbers"], passages) if 1 <= n <= passages)
    return "".join(f"[{number}]" for number in numbers)


def cited(text: str) -> tuple[int, ...]:
    """The numbers cited in `text`, each once, in the order of their first use."""
    return tuple(dict.fromkeys(named(text)))


def named(text: str) -> list[int]:
    """Every number that `text` cites, as often as it does, whether or not there is such a passage."""
    return [n for found in _GROUP.finditer(text) for n in _numbers(found["numbers"], _MOST)]


def _numbers(listed: str, most: int) -> Iterator[int]:
    """The numbers of "1, 3–5", no range beyond `most`."""
    for part in re.split(r"\s*(?:[,;&]|and)\s*", listed, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        yield from range(ends[0], min(ends[-1], most) + 1) if ends[-1] > ends[0] else ends


_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "was",
        "and",
        "of",
        "in",
        "with",
        "it",
        "its",
        "to",
        "from",
        "for",
        "or",
        "that",
        "this",
        "has",
        "have",
        "by",
        "as",
        "on",
        "not",
        "no",
    ]
)
_SENTENCES = re.compile(r"[^\n]*?(?:[.!?…](?:[\"')*_]*)(?:\s*\[\d{1,3}\])*(?=\s|$)|(?=\n)|$)", re.MULTILINE)
_FIGURE = re.compile(
    r"(?<![\w.,\[])\d+(?:[.,]\d+)?(?= ?(?:k?cal\b|kilocalories|calories|kj\b|g\b|mg\b|µg\b|grams?\b|milligrams?\b))",
    re.I,
)
_RECKONED = re.compile(
    r"\b(?:than|difference|total|together|times|twice|half|about|roughly|around|approximately|per cent)\b|[%~≈]", re.I
)


def keep_supported(text: str, grounds: Sequence[str]) -> str:
    """`text` with the citations that their passages bear out; `grounds[n - 1]` is all that is known of passage n.

    A citation goes when its sentence is English and shares no word that says anything with the passage, or
    states amounts none of which the passage has. Sentences that are short, reckon with numbers or are in another
    language than the passages stay as they are.
    """
    return _SENTENCES.sub(lambda found: _checked(found[0], grounds), text)


def _checked(sentence: str, grounds: Sequence[str]) -> str:
    numbers = cited(sentence)
    bare = _GROUP.sub(" ", sentence)
    said = re.findall(r"[^\W\d_]+", bare.casefold())
    if not numbers or len(said) < 4 or sum(word in _ENGLISH for word in said) < 2:
        return sentence
    bad = {n for n in numbers if n <= len(grounds) and not _bears_out(bare, grounds[n - 1])}
    if not bad:
        return sentence

    def without_bad(found: re.Match[str]) -> str:
        kept = "".join(f"[{number}]" for number in cited(found[0]) if number not in bad)
        return f"{found['gap']}{kept}" if kept else ""

    return _GROUP.sub(without_bad, sentence)


def _bears_out(sentence: str, ground: str) -> bool:
    if _terms_of(ground).isdisjoint(terms(sentence)):
        return False
    stated = [float(figure.replace(",", ".")) for figure in _FIGURE.findall(sentence)]
    if not stated or _RECKONED.search(sentence):
        return True
    known = [float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", ground)]
    return any(abs(figure - each) <= max(0.5, 0.05 * each) for figure in stated for each in known)


@lru_cache(maxsize=256)  # every sentence that cites a passage is held against it, and people ask about the same foods
def _terms_of(ground: str) -> frozenset[str]:
    return frozenset(terms(ground))
