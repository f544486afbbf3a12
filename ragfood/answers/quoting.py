"""Quoting: the words of a passage that support the sentences which cite it, found by plain matching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ragfood.answers.citations import cited
from ragfood.words import replace_words, terms, terms_of

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?。！？](?:\s*[\[【]\d[^\]】\n]*[\]】])*(?=\s|$)|(?=\n|$))")
"""A citation behind the full stop belongs to the sentence before it."""


@lru_cache(maxsize=512)
def marked(passage: str, answer: str, number: int) -> tuple[tuple[str, bool], ...]:
    """`passage` in pieces, each with whether it supports a sentence of `answer` that cites `number`.

    Words match by their stems; those that only ask or bind are taken along between two that match.
    """
    said = {term for sentence in _sentences(answer) if number in cited(sentence) for term in terms(sentence)}
    return tuple(_joined(_pieces(passage, said))) if said else ((passage, False),)


def _sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def _pieces(passage: str, said: set[str]) -> Iterator[tuple[str, bool | None]]:
    """Words that match (True), words that say something else (False), and all that binds them (None)."""
    words: list[str] = []

    def keep(word: str) -> str:
        words.append(word)
        return "\0"

    between = replace_words(passage.replace("\0", " "), keep).split("\0")
    for gap, word in zip(between, [*words, ""], strict=True):
        if gap:
            yield gap, None if not re.search(r"[.!?:;]", gap) else False
        if word:
            known = terms_of(word)
            yield word, any(term in said for term in known) if known else None


def _joined(pieces: Iterator[tuple[str, bool | None]]) -> Iterator[tuple[str, bool]]:
    text, between, on = "", "", False
    for piece, matches in pieces:
        if matches is None and on:
            between += piece
        elif bool(matches) == on:
            text, between = text + between + piece, ""
        else:
            if text:
                yield text, on
            text, between, on = between + piece, "", bool(matches)
    if text:
        yield text, on
    if between:
        yield between, False
