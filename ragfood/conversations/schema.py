"""The tables of chats.sqlite, and how files of earlier versions are brought up to date."""

from __future__ import annotations

import sqlite3

from ragfood.conversations import gists
from ragfood.conversations.folding import folded

VERSION = 3

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, made REAL NOT NULL, changed REAL NOT NULL,
    visitor TEXT NOT NULL DEFAULT '', pinned INTEGER NOT NULL DEFAULT 0, deleted REAL, imported REAL, shown INTEGER);
CREATE INDEX IF NOT EXISTS conversations_by_visitor ON conversations (visitor, changed);
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL REFERENCES conversations (id),
    role TEXT NOT NULL, text TEXT NOT NULL, answer TEXT, made REAL NOT NULL, parent INTEGER);
CREATE INDEX IF NOT EXISTS entries_by_conversation ON entries (conversation, number);
CREATE INDEX IF NOT EXISTS entries_by_time ON entries (role, made, conversation, parent);
CREATE TABLE IF NOT EXISTS feedback (
    entry INTEGER PRIMARY KEY REFERENCES entries (number), liked INTEGER NOT NULL, made REAL NOT NULL,
    reason TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '', question TEXT NOT NULL DEFAULT '',
    provider TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '', sources TEXT NOT NULL DEFAULT '[]');
CREATE TABLE IF NOT EXISTS drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, question INTEGER NOT NULL,
    continues INTEGER, owner TEXT NOT NULL, answer TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS drafts_by_conversation ON drafts (conversation);
CREATE TABLE IF NOT EXISTS queued (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, conversation TEXT NOT NULL, text TEXT NOT NULL,
    owner TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS prompts (entry INTEGER PRIMARY KEY REFERENCES entries (number), messages TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS standing (visitor TEXT PRIMARY KEY, keys TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (folded, tokenize = 'trigram');
{gists.SCHEMA}"""
"""An entry's `parent` is what it follows, so that a chat is a tree; `shown` is the last entry of the branch on
the page. `texts` holds the folded text of the entry with the same number."""

_FROM_1 = (
    "ALTER TABLE conversations ADD COLUMN visitor TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE conversations ADD COLUMN deleted REAL",
    "ALTER TABLE conversations ADD COLUMN imported REAL",
    "ALTER TABLE conversations ADD COLUMN shown INTEGER",
    "ALTER TABLE entries ADD COLUMN parent INTEGER",
    "ALTER TABLE feedback ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN question TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN provider TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN model TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE feedback ADD COLUMN sources TEXT NOT NULL DEFAULT '[]'",
    "CREATE VIRTUAL TABLE texts USING fts5 (folded, tokenize = 'trigram')",
)


def _from_1(connection: sqlite3.Connection) -> None:
    """Chats were lines: an answer after an answer was another one to the same question."""
    for statement in _FROM_1:
        connection.execute(statement)
    last: dict[str, int] = {}
    asked: dict[str, int] = {}
    rows = connection.execute("SELECT number, conversation, role, text FROM entries ORDER BY number").fetchall()
    for number, conversation, role, text in rows:
        parent = last.get(conversation) if role == "user" else asked.get(conversation)
        connection.execute("UPDATE entries SET parent = ? WHERE number = ?", (parent, number))
        connection.execute("INSERT INTO texts (rowid, folded) VALUES (?, ?)", (number, folded(text)))
        last[conversation] = number
        if role == "user":
            asked[conversation] = number
    shown = [(number, conversation) for conversation, number in last.items()]
    connection.executemany("UPDATE conversations SET shown = ? WHERE id = ?", shown)


def _from_2(connection: sqlite3.Connection) -> None:
    """Answers had no gists. They are made before the triggers, which the schema adds."""
    connection.execute(gists.TABLE)
    connection.execute(gists.CATCH_UP)


UPGRADES = {1: _from_1, 2: _from_2}
