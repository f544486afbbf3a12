"""Chats on disk: what was asked and answered, under an unguessable id, and what people thought of it."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ragfood.answers import Answer, answer_to_json, read_answer
from ragfood.clock import Clock
from ragfood.providers import Message
from ragfood.stores import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, made REAL NOT NULL, changed REAL NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL REFERENCES conversations (id),
    role TEXT NOT NULL, text TEXT NOT NULL, answer TEXT, made REAL NOT NULL);
CREATE INDEX IF NOT EXISTS entries_by_conversation ON entries (conversation, number);
CREATE TABLE IF NOT EXISTS feedback (
    entry INTEGER PRIMARY KEY REFERENCES entries (number), liked INTEGER NOT NULL, made REAL NOT NULL);
"""
_TITLE_CHARACTERS = 60


@dataclass(frozen=True)
class Entry:
    """One question, or one answer with its facts. `liked` is None until somebody says."""

    number: int
    role: Literal["user", "assistant"]
    text: str
    answer: Answer | None = None
    liked: bool | None = None


@dataclass(frozen=True)
class Title:
    conversation: str
    title: str


def new_conversation_id() -> str:
    """128 random bits: whoever has the id may read the chat, so it cannot be guessed."""
    return secrets.token_urlsafe(16)


class Conversations:
    """Safe to share between threads and processes. Raises StoreTrouble when the file cannot be used."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._store = Store(path, _SCHEMA)
        self._clock = clock

    def add_question(self, conversation: str, text: str) -> int:
        """Write a question down; the first one names the conversation. Returns its number."""
        now = self._clock.now().timestamp()
        title = _title(text)
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, ?)", (conversation, title, now, now)
            )
            return _add(connection, conversation, "user", text, None, now)

    def add_answer(self, conversation: str, answer: Answer) -> int:
        """Write an answer down after its question. Returns its number."""
        facts, now = json.dumps(answer_to_json(answer)), self._clock.now().timestamp()
        with self._store.transaction() as connection:
            return _add(connection, conversation, "assistant", answer.text, facts, now)

    def entries(self, conversation: str) -> list[Entry]:
        """All of a conversation, oldest first; empty for an id that nobody has used."""
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT number, role, text, answer, liked FROM entries LEFT JOIN feedback ON entry = number"
                " WHERE conversation = ? ORDER BY number",
                (conversation,),
            ).fetchall()
        return [
            Entry(number, role, text, read_answer(answer or ""), None if liked is None else bool(liked))
            for number, role, text, answer, liked in rows
        ]

    def titles(self, conversations: Sequence[str]) -> list[Title]:
        """The titles of those of `conversations` that exist, in the order given. Nobody is told of others' chats."""
        marks = ",".join("?" * len(conversations))
        with self._store.transaction() as connection:
            rows = connection.execute(
                f"SELECT id, title FROM conversations WHERE id IN ({marks})", tuple(conversations)
            ).fetchall()
        known = dict(rows)
        return [Title(each, known[each]) for each in conversations if each in known]

    def rate(self, number: int, liked: bool | None) -> None:
        """Keep a thumb for an answer; None takes it back."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM feedback WHERE entry = ?", (number,))
            if liked is not None:
                values = (number, int(liked), self._clock.now().timestamp())
                connection.execute("INSERT INTO feedback VALUES (?, ?, ?)", values)

    def close(self) -> None:
        self._store.close()


def _add(
    connection: sqlite3.Connection, conversation: str, role: str, text: str, answer: str | None, now: float
) -> int:
    number = connection.execute(
        "INSERT INTO entries (conversation, role, text, answer, made) VALUES (?, ?, ?, ?, ?)",
        (conversation, role, text, answer, now),
    ).lastrowid
    connection.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, conversation))
    return int(number or 0)


def history_of(entries: list[Entry]) -> tuple[Message, ...]:
    """What was said so far, as a model is told it; answers without a text are left out."""
    return tuple(Message(entry.role, entry.text) for entry in entries if entry.text)


def _title(question: str) -> str:
    """The beginning of a question, cut between words where its script has spaces."""
    whole = " ".join(question.split())
    if len(whole) <= _TITLE_CHARACTERS:
        return whole
    cut = whole[:_TITLE_CHARACTERS]
    return cut[: max(cut.rfind(" "), _TITLE_CHARACTERS // 2)].rstrip() + "…" if " " in cut else cut + "…"
