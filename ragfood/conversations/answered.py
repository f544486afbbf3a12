"""What is known of answers without their texts: who wrote them, how they ended, whether people liked them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ragfood.conversations.gists import Gist, gist_of
from ragfood.conversations.rowsets import in_one_row, rows_of
from ragfood.stores import Store

_LISTED = """
SELECT number, entries.made AS made, liked FROM entries JOIN conversations ON conversation = id
{only} JOIN feedback ON entry = number
WHERE role = 'assistant' AND entries.made >= ? AND imported IS NULL
"""
_READ = in_one_row(
    "SELECT entry, empty, facts FROM gists WHERE entry IN (SELECT value FROM json_each(?))",
    "entry, empty, json(facts)",
)
_AT_ONCE = 2000
"""Answers that are read while the chats wait."""


class Answered(NamedTuple):
    """One answer. `provider` "" = nobody wrote it; `limited` = our own limit kept a provider from being asked."""

    made: datetime
    provider: str
    model: str
    total_s: float | None
    failed: bool
    interrupted: bool
    degraded: bool
    cached: bool
    limited: bool
    liked: bool | None


class AnsweredLog:
    """For any number of threads. What it has read it keeps, so that only new answers are read from the file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[int, datetime], Answered | None] = {}

    def since(self, moment: datetime, *, rated: bool = False) -> list[Answered]:
        """Every answer given here since `moment`, or those with a thumb, oldest first; times in the zone of
        `moment`. Raises StoreTrouble.
        """
        statement = in_one_row(_LISTED.format(only="" if rated else "LEFT"), "number, made, liked")
        with self._store.transaction() as connection:
            rows = rows_of(connection.execute(statement, (moment.timestamp(),)))
        rows.sort(key=lambda row: (row[1], row[0]))
        listed = [((number, datetime.fromtimestamp(made, moment.tzinfo)), liked) for number, made, liked in rows]
        unread = [key for key, _ in listed if key not in self._known]
        fresh: dict[tuple[int, datetime], Answered | None] = {}
        for begin in range(0, len(unread), _AT_ONCE):
            fresh |= self._read(unread[begin : begin + _AT_ONCE])
        found = [(fresh[key] if key in fresh else self._known.get(key), liked) for key, liked in listed]
        return [each if liked is None else each._replace(liked=bool(liked)) for each, liked in found if each]

    def _read(self, keys: Sequence[tuple[int, datetime]]) -> dict[tuple[int, datetime], Answered | None]:
        """None for an answer that was damaged. What can still be continued is not kept."""
        with self._store.transaction() as connection:
            rows = rows_of(connection.execute(_READ, (json.dumps([number for number, _ in keys]),)))
        known = {number: (bool(empty), gist_of(facts)) for number, empty, facts in rows}
        found = {}
        for key in keys:
            empty, gist = known.get(key[0], (False, None))
            found[key] = answered_of(key[1], empty, gist) if gist else None
            if gist is None or gist.ended:
                self._known[key] = found[key]
        return found


def answered_of(made: datetime, empty: bool, gist: Gist) -> Answered:
    """An answer that nobody has judged."""
    attempts = gist.attempts if isinstance(gist.attempts, list) else ()
    return Answered(
        made=made,
        provider=gist.provider or "",
        model=gist.model or "",
        total_s=gist.total_s,
        failed=bool(gist.trouble) and empty,
        interrupted=bool(gist.trouble) and not empty,
        degraded=bool(gist.degraded),
        cached=bool(gist.cached),
        limited=any(isinstance(each, dict) and each.get("reason") == "over_limit" for each in attempts),
        liked=None,
    )
