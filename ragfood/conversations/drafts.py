"""Drafts: answers that are being written, kept so that a crash leaves them interrupted and not lost."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from ragfood.answers import Answer, read_answer
from ragfood.conversations.entries import add_entry, change_answer, facts_of, show, shown

if TYPE_CHECKING:
    from ragfood.clock import Clock
    from ragfood.ledger.holds import Life
    from ragfood.stores import Store

BROKEN_OFF = "The app was closed while this answer was being written."
_REMEDY = "Continue it, or ask again."


class Drafts:
    """Each belongs to the process that writes it; only those of processes that are gone are ever taken up."""

    def __init__(self, store: Store, clock: Clock, life: Life) -> None:
        self._store = store
        self._clock = clock
        self._life = life

    def begin(
        self, connection: sqlite3.Connection, conversation: str, question: int, continues: int | None = None
    ) -> int:
        """Note that an answer is under way, one that `continues` another if that is given. Returns the draft's id."""
        self._life.begin()
        values = (conversation, question, continues, self._life.name, facts_of(as_broken_off(Answer(""))))
        made = connection.execute(
            "INSERT INTO drafts (conversation, question, continues, owner, answer) VALUES (?, ?, ?, ?, ?)", values
        )
        return int(made.lastrowid or 0)

    def save(self, written: dict[int, Answer]) -> None:
        """Keep what there is of the answers, by draft. Raises StoreTrouble."""
        rows = [(facts_of(as_broken_off(answer)), draft) for draft, answer in written.items()]
        with self._store.transaction() as connection:
            connection.executemany("UPDATE drafts SET answer = ? WHERE id = ?", rows)

    def elsewhere(self, conversation: str) -> Answer | None:
        """What another living process has written of an answer in this chat, if it is writing one."""
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT answer FROM drafts WHERE conversation = ? AND owner != ? ORDER BY id DESC",
                (conversation, self._life.name),
            ).fetchall()
        return read_answer(rows[0][0]) if rows else None

    def recover(self, conversation: str) -> int:
        """Make answers, marked as interrupted, of what dead processes left in this chat. Returns how many.

        Raises StoreTrouble.
        """
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT id, question, continues, owner, answer FROM drafts WHERE conversation = ?", (conversation,)
            ).fetchall()
            left = [row for row in rows if not self._life.lives(row[3])]
            return sum(self._take_up(connection, conversation, *row) for row in left)

    def _take_up(
        self,
        connection: sqlite3.Connection,
        conversation: str,
        draft: int,
        question: int,
        continues: int | None,
        owner: str,
        facts: str,
    ) -> bool:
        if not close_draft(connection, draft):
            return False  # another process was quicker
        answer, now = read_answer(facts) or as_broken_off(Answer("")), self._clock.now().timestamp()
        if continues is not None:
            if answer.text:
                change_answer(connection, continues, answer)
            return True
        number = add_entry(
            connection, conversation, "assistant", answer.text, parent=question, made=now, facts=facts_of(answer)
        )
        if shown(connection, conversation) == question:
            show(connection, conversation, number, now)
        return True


def close_draft(connection: sqlite3.Connection, draft: int | None) -> bool:
    """Forget a draft; False when it was forgotten before."""
    return draft is not None and connection.execute("DELETE FROM drafts WHERE id = ?", (draft,)).rowcount > 0


def as_broken_off(answer: Answer) -> Answer:
    """What is told of an answer if nothing comes after this."""
    return replace(answer, interrupted=bool(answer.text), trouble=BROKEN_OFF, remedy=_REMEDY)
