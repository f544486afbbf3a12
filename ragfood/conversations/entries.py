"""Entries: one question or one answer of a chat, and how they are written and read inside a transaction."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from ragfood.answers import Answer, answer_to_json, read_answer
from ragfood.conversations.folding import folded
from ragfood.conversations.tree import Node, Role, nodes_of, path_to, versions
from ragfood.providers import Message


@dataclass(frozen=True)
class Entry:
    """One question, or one answer with its facts. `liked` is None until somebody says."""

    number: int
    role: Role
    text: str
    answer: Answer | None = None
    liked: bool | None = None
    reason: str = ""
    """Why a thumb is down, one of `opinions.REASONS`."""
    versions: tuple[int, ...] = ()
    """All that stand in this place, oldest first, itself among them."""
    made: float = 0.0
    """When, in seconds since 1970."""


def new_conversation_id() -> str:
    """128 random bits: whoever has the id may read the chat, so it cannot be guessed."""
    return secrets.token_urlsafe(16)


def history_of(entries: Sequence[Entry]) -> tuple[Message, ...]:
    """What was said so far, as a model is told it; answers without a text are left out."""
    return tuple(Message(entry.role, entry.text, _foods(entry)) for entry in entries if entry.text)


def _foods(entry: Entry) -> tuple[str, ...]:
    return tuple(source.id for source in entry.answer.sources) if entry.answer else ()


def facts_of(answer: Answer) -> str:
    """An answer as it is kept."""
    return json.dumps(answer_to_json(answer))


def add_entry(
    connection: sqlite3.Connection,
    conversation: str,
    role: Role,
    text: str,
    *,
    parent: int | None,
    made: float,
    facts: str | None = None,
) -> int:
    """Write an entry where searches find it. Returns its number."""
    number = connection.execute(
        "INSERT INTO entries (conversation, role, text, answer, made, parent) VALUES (?, ?, ?, ?, ?, ?)",
        (conversation, role, text, facts, made, parent),
    ).lastrowid
    connection.execute("INSERT INTO texts (rowid, folded) VALUES (?, ?)", (number, folded(text)))
    return int(number or 0)


def change_answer(connection: sqlite3.Connection, number: int, answer: Answer) -> None:
    """Put `answer` in the place of the one that `number` holds."""
    values = (answer.text, facts_of(answer), number)
    connection.execute("UPDATE entries SET text = ?, answer = ? WHERE number = ?", values)
    connection.execute("UPDATE texts SET folded = ? WHERE rowid = ?", (folded(answer.text), number))


def show(connection: sqlite3.Connection, conversation: str, number: int, now: float) -> None:
    """Let the branch that ends with `number` be the one on the page."""
    values = (number, now, conversation)
    connection.execute("UPDATE conversations SET shown = ?, changed = ? WHERE id = ?", values)


def nodes(connection: sqlite3.Connection, conversation: str) -> dict[int, Node]:
    """The tree of a chat, without its texts."""
    statement = "SELECT number, parent, role FROM entries WHERE conversation = ?"
    return nodes_of(connection.execute(statement, (conversation,)).fetchall())


def shown(connection: sqlite3.Connection, conversation: str) -> int | None:
    """The last entry of the branch on the page; None for an empty chat."""
    row = connection.execute("SELECT shown FROM conversations WHERE id = ?", (conversation,)).fetchone()
    return row[0] if row else None


def is_wordless(connection: sqlite3.Connection, number: int | None, *, after: int | None) -> bool:
    """Whether the entry `number` is an answer to the question `after` that failed before its first word."""
    statement = "SELECT 1 FROM entries WHERE number = ? AND parent = ? AND role = 'assistant' AND text = ''"
    return connection.execute(statement, (number, after)).fetchone() is not None


def entries_to(connection: sqlite3.Connection, conversation: str, last: int | None) -> list[Entry]:
    """The branch that ends with `last`, oldest first."""
    tree = nodes(connection, conversation)
    path, beside = path_to(tree, last), versions(tree)
    rows = connection.execute(
        "SELECT number, role, text, answer, liked, reason, entries.made FROM entries"
        " LEFT JOIN feedback ON entry = number WHERE conversation = ?",
        (conversation,),
    )
    found = {row[0]: row for row in rows}
    return [_entry(found[number], beside[number]) for number in path]


def _entry(row: tuple[int, Role, str, str | None, int | None, str | None, float], beside: tuple[int, ...]) -> Entry:
    number, role, text, facts, liked, reason, made = row
    answer = read_answer(facts) if facts else None
    return Entry(number, role, text, answer, None if liked is None else bool(liked), reason or "", beside, made)


def is_of(connection: sqlite3.Connection, number: int, conversation: str) -> bool:
    """Whether the entry `number` is one of `conversation`."""
    found = connection.execute("SELECT 1 FROM entries WHERE number = ? AND conversation = ?", (number, conversation))
    return found.fetchone() is not None
