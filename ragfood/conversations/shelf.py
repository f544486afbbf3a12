"""Shelf: the chats of one visitor: listed, searched, named, pinned, deleted and brought back."""

from __future__ import annotations

import re
import secrets
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ragfood.answers import whole_characters
from ragfood.conversations.folding import Part, holds, search_terms, snippet

if TYPE_CHECKING:
    from ragfood.clock import Clock
    from ragfood.stores import Store

LONGEST_TITLE = 100
KEPT_DELETED_S = 7 * 86400.0
"""How long a deleted chat can be brought back."""

_ROWS_LOOKED_AT = 300
_TRIGRAM = 3


@dataclass(frozen=True)
class Listed:
    """A chat on the shelf. Times are seconds since 1970."""

    conversation: str
    title: str
    changed: float
    pinned: bool = False
    mine: bool = True
    deleted: bool = False
    imported: float | None = None


@dataclass(frozen=True)
class Hit:
    """A chat that a search found, and where: `entry` is None when only its title was found."""

    conversation: str
    title: str
    entry: int | None
    snippet: tuple[Part, ...]


def new_visitor_id() -> str:
    """128 random bits that only the visitor's browser and this server know."""
    return secrets.token_urlsafe(16)


def is_visitor_id(given: object) -> bool:
    """Whether `given` looks like an id of ours; what a browser sends is anybody's."""
    return isinstance(given, str) and bool(re.fullmatch(r"[A-Za-z0-9_-]{22}", given))


class Shelf:
    """Only the visitor that a chat belongs to can list or change it; all else leaves it as it is.

    Raises StoreTrouble when the file cannot be used.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def chats(self, visitor: str, most: int = 500) -> list[Listed]:
        """The visitor's chats, pinned ones first, then by their last change, newest first."""
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT id, title, changed, pinned FROM conversations WHERE visitor = ? AND visitor != ''"
                " AND deleted IS NULL ORDER BY pinned DESC, changed DESC LIMIT ?",
                (visitor, most),
            ).fetchall()
        return [Listed(conversation, title, changed, bool(pinned)) for conversation, title, changed, pinned in rows]

    def look(self, conversation: str, visitor: str) -> Listed | None:
        """One chat as `visitor` sees it, also another's or a deleted one; None for an id that nobody has used."""
        with self._store.transaction() as connection:
            row = connection.execute(
                "SELECT title, changed, pinned, visitor, deleted, imported FROM conversations WHERE id = ?",
                (conversation,),
            ).fetchone()
        if row is None:
            return None
        title, changed, pinned, owner, deleted, imported = row
        return Listed(conversation, title, changed, bool(pinned), owner == visitor, deleted is not None, imported)

    def rename(self, visitor: str, conversation: str, title: str) -> None:
        """Give a chat another title; an empty one changes nothing."""
        clean = tidy_title(title)
        if clean:
            self._change(visitor, conversation, "title = ?", clean)

    def pin(self, visitor: str, conversation: str, pinned: bool) -> None:
        self._change(visitor, conversation, "pinned = ?", int(pinned))

    def delete(self, visitor: str, conversation: str) -> None:
        """Take a chat off the shelf; `restore` brings it back within KEPT_DELETED_S, then it is gone for good."""
        now = self._clock.now().timestamp()
        self._change(visitor, conversation, "deleted = ?", now)
        with self._store.transaction() as connection:
            _purge(connection, now - KEPT_DELETED_S)

    def restore(self, visitor: str, conversation: str) -> None:
        self._change(visitor, conversation, "deleted = ?", None)

    def adopt(self, provisional: str, visitor: str) -> None:
        """Give `visitor` the chats of an id that was made before the browser told its own."""
        with self._store.transaction() as connection:
            connection.execute("UPDATE conversations SET visitor = ? WHERE visitor = ?", (visitor, provisional))
            connection.execute("UPDATE OR IGNORE standing SET visitor = ? WHERE visitor = ?", (visitor, provisional))

    def claim(self, visitor: str, conversation: str) -> None:
        """Put a chat that belongs to nobody, from before chats had owners, on the shelf of who opens it."""
        self._change("", conversation, "visitor = ?", visitor)

    def search(self, visitor: str, wanted: str, most: int = 20) -> list[Hit]:
        """The visitor's chats with a text or title that holds every word of `wanted`, newest first, each once."""
        terms = search_terms(wanted)
        if not terms:
            return []
        hits = {chat.conversation: _titled(chat, terms) for chat in self.chats(visitor) if holds(chat.title, terms)}
        for number, conversation, title, text in self._rows(visitor, terms):
            if len(hits) < most if conversation not in hits else hits[conversation].entry is None:
                hits[conversation] = Hit(conversation, title, number, snippet(text, terms))
        return list(hits.values())[:most]

    def _rows(self, visitor: str, terms: tuple[str, ...]) -> list[tuple[int, str, str, str]]:
        """Entries by number, newest first. Terms too short for the index are looked for one text after the other."""
        indexed = [term for term in terms if len(term) >= _TRIGRAM]
        short = [term for term in terms if len(term) < _TRIGRAM]
        where = ["visitor = ?", "visitor != ''", "deleted IS NULL", *["instr(folded, ?) > 0"] * len(short)]
        values = [visitor, *short]
        if indexed:
            where.append("texts MATCH ?")
            values.append(" AND ".join('"' + term.replace('"', '""') + '"' for term in indexed))
        with self._store.transaction() as connection:
            return connection.execute(
                "SELECT entries.number, conversation, title, entries.text FROM texts"
                " JOIN entries ON entries.number = texts.rowid JOIN conversations ON id = conversation"
                f" WHERE {' AND '.join(where)} ORDER BY entries.number DESC LIMIT {_ROWS_LOOKED_AT}",
                values,
            ).fetchall()

    def _change(self, visitor: str, conversation: str, what: str, value: object) -> None:
        with self._store.transaction() as connection:
            statement = f"UPDATE conversations SET {what} WHERE id = ? AND visitor = ?"
            connection.execute(statement, (value, conversation, visitor))


def tidy_title(text: str) -> str:
    """`text` as a title: one line, whole characters, at most LONGEST_TITLE of them."""
    shown = "".join(c if c.isprintable() else " " for c in whole_characters(text))
    return " ".join(shown.split())[:LONGEST_TITLE].rstrip()


def _titled(chat: Listed, terms: tuple[str, ...]) -> Hit:
    return Hit(chat.conversation, chat.title, None, snippet(chat.title, terms))


def _purge(connection: sqlite3.Connection, before: float) -> None:
    gone = "(SELECT id FROM conversations WHERE deleted < ?)"
    of_gone = f"(SELECT number FROM entries WHERE conversation IN {gone})"
    for statement in (
        f"DELETE FROM feedback WHERE entry IN {of_gone}",
        f"DELETE FROM prompts WHERE entry IN {of_gone}",
        f"DELETE FROM texts WHERE rowid IN {of_gone}",
        f"DELETE FROM drafts WHERE conversation IN {gone}",
        f"DELETE FROM queued WHERE conversation IN {gone}",
        f"DELETE FROM entries WHERE conversation IN {gone}",
        "DELETE FROM conversations WHERE deleted < ?",
    ):
        connection.execute(statement, (before,))
