"""Prompts: what was sent to the model that wrote an answer, for those who want to see all of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from ragfood.providers import Message


def keep_prompt(connection: sqlite3.Connection, entry: int, messages: Sequence[Message]) -> None:
    """Keep `messages` for the answer `entry`."""
    told = json.dumps([{"role": each.role, "content": each.content} for each in messages], ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO prompts VALUES (?, ?)", (entry, told))


def read_prompt(connection: sqlite3.Connection, entry: int) -> tuple[Message, ...]:
    """The messages that are kept for the answer `entry`, none if there are none."""
    row = connection.execute("SELECT messages FROM prompts WHERE entry = ?", (entry,)).fetchone()
    return tuple(Message(each["role"], each["content"]) for each in json.loads(row[0])) if row else ()
