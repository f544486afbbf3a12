"""What a person should know of damage in the ledger's files: the newest of each kind, until somebody has read it."""

from __future__ import annotations

import logging
from collections.abc import Iterable

_LOG = logging.getLogger(__name__)


class Notes:
    """One sentence for each kind of damage; the operator's log keeps them all."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._read: set[str] = set()

    def tell(self, sentence: str, kind: str = "") -> None:
        """Note what has just been found; it takes the place of an older note of its kind."""
        _LOG.warning("%s", sentence)
        self._read.discard(sentence)
        self._told[kind or _kind(sentence)] = sentence

    def with_others(self, sentences: Iterable[str]) -> list[str]:
        """All notes that nobody has read yet, and those of `sentences` that are news, in the order they were found."""
        others = {_kind(each): each for each in sentences if each not in self._read}
        return list((dict(self._told) | others).values())

    def dismiss(self, sentence: str) -> None:
        """Somebody has read it: it is not shown again until it is found anew."""
        self._read.add(sentence)
        self._told = {kind: each for kind, each in self._told.items() if each != sentence}


def _kind(sentence: str) -> str:
    """What stays the same of it when more of the same is counted."""
    return sentence.lstrip("0123456789")
