"""Opinions: thumbs for answers with a reason, kept with what they are about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ragfood.answers import Answer, read_answer, whole_characters

if TYPE_CHECKING:
    from ragfood.clock import Clock
    from ragfood.stores import Store

REASONS = ("wrong", "unsafe", "off", "missing", "sources", "slow")
"""Why a thumb may be down: wrong, unsafe for a diet or allergy, not what was asked, something missing, other foods
than those meant, too slow."""

LONGEST_WORDS = 500


@dataclass(frozen=True)
class Opinion:
    """A thumb, with the question, the answer's foods (ids) and who wrote it."""

    entry: int
    liked: bool
    reason: str
    words: str
    question: str
    provider: str
    model: str
    sources: tuple[str, ...]
    made: float
    """Seconds since 1970."""


class Opinions:
    """Safe to share between threads and processes. Raises StoreTrouble when the file cannot be used."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rate(self, number: int, liked: bool | None, reason: str = "", words: str = "") -> None:
        """Keep a thumb for the answer `number`; None takes it back. Words beyond LONGEST_WORDS are cut."""
        with self._store.transaction() as connection:
            if liked is None:
                connection.execute("DELETE FROM feedback WHERE entry = ?", (number,))
                return
            row = connection.execute(
                "SELECT asked.text, said.answer FROM entries said LEFT JOIN entries asked ON asked.number = said.parent"
                " WHERE said.number = ?",
                (number,),
            ).fetchone()
            question, facts = row or ("", None)
            answer = read_answer(facts or "") or Answer("")
            said = whole_characters(words.strip())[:LONGEST_WORDS]
            connection.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(number, int(liked), self._clock.now().timestamp()),
                    *(reason if reason in REASONS and not liked else "", "" if liked else said),
                    *(question or "", answer.provider, answer.model),
                    json.dumps([source.id for source in answer.sources]),
                ),
            )

    def newest(self, most: int = 100) -> list[Opinion]:
        """The latest opinions of everybody, newest first."""
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT entry, liked, reason, words, question, provider, model, sources, made FROM feedback"
                " ORDER BY made DESC, entry DESC LIMIT ?",
                (most,),
            ).fetchall()
        return [_opinion(*row) for row in rows]


def _opinion(
    entry: int, liked: int, reason: str, words: str, question: str, provider: str, model: str, sources: str, made: float
) -> Opinion:
    return Opinion(entry, bool(liked), reason, words, question, provider, model, tuple(json.loads(sources)), made)
