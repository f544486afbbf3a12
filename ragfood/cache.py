"""Answers already paid for: found again by everything that decided them, bounded in size and age."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from ragfood.answers import Answer, answer_to_json, read_answer
from ragfood.clock import Clock
from ragfood.errors import StoreTrouble
from ragfood.providers import Message
from ragfood.stores import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, answer TEXT NOT NULL, size INTEGER NOT NULL, made REAL NOT NULL, used REAL NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_use ON answers (used);
CREATE TABLE IF NOT EXISTS tally (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True)
class CacheTally:
    """Since the cache was made; `saved` is what the repeated answers cost when they were first given (USD)."""

    hits: int
    misses: int
    saved: Decimal
    kept: int


def answer_key(
    provider: str,
    model: str,
    messages: Sequence[Message],
    corpus: str,
    max_tokens: int,
    temperature: float,
    top_p: float,
) -> str:
    """A digest of everything that decides an answer."""
    parts = [provider, model, corpus, max_tokens, temperature, top_p, [(m.role, m.content) for m in messages]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


class AnswerCache:
    """Finished answers in SQLite as JSON. A file that cannot be used is a miss, never an error."""

    def __init__(self, path: Path, clock: Clock, *, max_bytes: int, max_age_s: float) -> None:
        self._store = Store(path, _SCHEMA)
        self._clock = clock
        self._max_bytes = max_bytes
        self._max_age_s = max_age_s

    def get(self, key: str) -> Answer | None:
        """The answer kept under `key`, marked as cached and free of cost; None when there is none."""
        if not self._max_age_s:
            return None
        now = self._clock.now().timestamp()
        try:
            with self._store.transaction() as connection:
                row = connection.execute(
                    "SELECT answer FROM answers WHERE key = ? AND made > ?", (key, now - self._max_age_s)
                ).fetchone()
                kept = read_answer(row[0]) if row else None
                _count(connection, "misses" if kept is None else "hits", Decimal(1))
                if kept is not None:
                    connection.execute("UPDATE answers SET used = ? WHERE key = ?", (now, key))
                    _count(connection, "saved", kept.cost or Decimal(0))
        except StoreTrouble:
            return None
        return None if kept is None else replace(kept, cached=True, cost=Decimal(0))

    def put(self, key: str, answer: Answer) -> None:
        """Keep `answer` if a model wrote all of it at the first attempt; anything less is not kept."""
        if not self._max_age_s or not answer.complete or answer.cached or answer.fell or not answer.text:
            return
        text = json.dumps(answer_to_json(answer), ensure_ascii=False)
        size, now = len(text.encode()), self._clock.now().timestamp()
        try:
            with self._store.transaction() as connection:
                connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", (key, text, size, now, now))
                self._shrink(connection, now)
        except StoreTrouble:
            return

    def forget(self) -> None:
        """Let go of all kept answers; what they saved stays counted. Raises StoreTrouble."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM answers")

    def tally(self) -> CacheTally:
        try:
            with self._store.transaction() as connection:
                found = dict(connection.execute("SELECT name, value FROM tally").fetchall())
                kept = connection.execute("SELECT count(*) FROM answers").fetchone()[0]
        except StoreTrouble:
            found, kept = {}, 0
        return CacheTally(int(found.get("hits", 0)), int(found.get("misses", 0)), Decimal(found.get("saved", 0)), kept)

    def close(self) -> None:
        self._store.close()

    def _shrink(self, connection: sqlite3.Connection, now: float) -> None:
        connection.execute("DELETE FROM answers WHERE made <= ?", (now - self._max_age_s,))
        total = connection.execute("SELECT coalesce(sum(size), 0) FROM answers").fetchone()[0]
        for key, size in connection.execute("SELECT key, size FROM answers ORDER BY used, made").fetchall():
            if total <= self._max_bytes:
                return
            connection.execute("DELETE FROM answers WHERE key = ?", (key,))
            total -= size


def _count(connection: sqlite3.Connection, name: str, more: Decimal) -> None:
    # Writing first takes the file's lock, so that no other process counts between reading and writing.
    connection.execute("INSERT OR IGNORE INTO tally VALUES (?, '0')", (name,))
    (value,) = connection.execute("SELECT value FROM tally WHERE name = ?", (name,)).fetchone()
    connection.execute("UPDATE tally SET value = ? WHERE name = ?", (str(Decimal(value) + more), name))
