"""Questions that wait for the end of an answer, kept so that none is lost when its turn never comes."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ragfood.ledger.holds import Life
    from ragfood.stores import Store


@dataclass(frozen=True)
class Unasked:
    """A question that was never put to anybody; `id` is that of the turn that waited."""

    id: str
    text: str


class Queued:
    """Each belongs to the process in whose line it waits. Raises StoreTrouble when the file cannot be used."""

    def __init__(self, store: Store, life: Life) -> None:
        self._store = store
        self._life = life

    def add(self, id: str, conversation: str, text: str) -> None:
        """Write down that the turn `id` waits to ask `text`."""
        with self._store.transaction() as connection:
            self._life.begin()
            values = (id, conversation, text, self._life.name)
            connection.execute(
                "INSERT OR REPLACE INTO queued (id, conversation, text, owner) VALUES (?, ?, ?, ?)", values
            )

    def forget(self, id: str) -> None:
        """It was asked, or is not wanted any more."""
        with self._store.transaction() as connection:
            forget_queued(connection, id)

    def left(self, conversation: str, waiting: Collection[str]) -> Sequence[Unasked]:
        """Those of a chat that nobody will ask, oldest first: they are not among the turns that are `waiting` in this
        process, and wait in no other that lives.
        """
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT id, text, owner FROM queued WHERE conversation = ? ORDER BY number", (conversation,)
            ).fetchall()
        return [Unasked(id, text) for id, text, owner in rows if id not in waiting and not self._elsewhere(owner)]

    def _elsewhere(self, owner: str) -> bool:
        return bool(owner != self._life.name and self._life.lives(owner))


def forget_queued(connection: sqlite3.Connection, id: str) -> None:
    connection.execute("DELETE FROM queued WHERE id = ?", (id,))
