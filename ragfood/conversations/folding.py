"""Texts as a search compares them, and where what was found stands in the text as it was written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ragfood.words import fold

_BEFORE = 40
_SNIPPET = 140
_MOST_TERMS = 12
_LONGEST_WISH = 200


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = fold(chr(code))
        return self[code]


_FOLDS = _Folds()


@dataclass(frozen=True)
class Part:
    """A part of a snippet; `hit` when it is what was searched for."""

    text: str
    hit: bool = False


def folded(text: str) -> str:
    """`text` in lower case and without accents, each character by itself."""
    return text.translate(_FOLDS)


def search_terms(wanted: str) -> tuple[str, ...]:
    """What every text that is found holds: the folded parts of `wanted` between spaces, a dozen at most."""
    seen = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in wanted[:_LONGEST_WISH])
    return tuple(dict.fromkeys(folded(seen).split()))[:_MOST_TERMS]


def holds(text: str, terms: tuple[str, ...]) -> bool:
    plain = folded(text)
    return all(term in plain for term in terms)


def snippet(text: str, terms: tuple[str, ...]) -> tuple[Part, ...]:
    """About 140 characters around the first of `terms` in `text`, as it is written, each hit marked."""
    plain, places = _with_places(text)
    spans = sorted(span for term in terms for span in _spans(plain, places, term))
    start = _word_start(text, max(0, (spans[0][0] if spans else 0) - _BEFORE))
    end = min(len(text), start + _SNIPPET)
    parts, at = [Part("…")] if start else [], start
    for first, last in spans:
        if first < at or last > end:
            continue
        parts += [Part(_line(text[at:first])), Part(_line(text[first:last]), hit=True)]
        at = last
    parts.append(Part(_line(text[at:end]) + ("…" if end < len(text) else "")))
    return tuple(part for part in parts if part.text)


def _with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters, and its end, the place in `text` that it comes from."""
    pieces = [_FOLDS[ord(character)] for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece] + [len(text)]


def _spans(plain: str, places: list[int], term: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = plain.find(term)
    while at >= 0 and len(spans) < 100:
        # Up to the next letter, so that the accents after the last one are taken along.
        spans.append((places[at], max(places[at + len(term)], places[at + len(term) - 1] + 1)))
        at = plain.find(term, at + len(term))
    return spans


def _word_start(text: str, at: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at, at + _BEFORE // 2)
    return space + 1 if space >= 0 else at


def _line(text: str) -> str:
    squeezed = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{squeezed}{' ' if squeezed and text[-1:].isspace() else ''}"
