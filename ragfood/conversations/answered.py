"""What is known of answers without their texts: who wrote them, how they ended, whether people liked them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ragfood.stores import Store

_LISTED = """
SELECT number, entries.made, liked FROM entries JOIN conversations ON conversation = id
{only} JOIN feedback ON entry = number
WHERE role = 'assistant' AND entries.made >= ? AND imported IS NULL
ORDER BY entries.made
"""
_READ = """
SELECT number, text = '', CASE WHEN json_valid(answer) AND json_type(answer) = 'object' THEN
    json_extract(answer, '$.provider', '$.model', '$.timings.total', '$.trouble', '$.degraded', '$.cached',
        '$.stopped', '$.cut', '$.attempts') END
FROM entries WHERE number IN (SELECT value FROM json_each(?))
"""
_AT_ONCE = 500
"""Answers that are read while the chats wait."""


@dataclass(frozen=True, slots=True)
class Answered:
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
        statement = _LISTED.format(only="" if rated else "LEFT")
        with self._store.transaction() as connection:
            rows = connection.execute(statement, (moment.timestamp(),)).fetchall()
        listed = [((number, datetime.fromtimestamp(made, moment.tzinfo)), liked) for number, made, liked in rows]
        unread = [key for key, _ in listed if key not in self._known]
        fresh: dict[tuple[int, datetime], Answered | None] = {}
        for begin in range(0, len(unread), _AT_ONCE):
            fresh |= self._read(unread[begin : begin + _AT_ONCE])
        found = [(fresh[key] if key in fresh else self._known.get(key), liked) for key, liked in listed]
        return [each if liked is None else replace(each, liked=bool(liked)) for each, liked in found if each]

    def _read(self, keys: Sequence[tuple[int, datetime]]) -> dict[tuple[int, datetime], Answered | None]:
        """None for an answer that was damaged. What can still be continued is not kept."""
        with self._store.transaction() as connection:
            rows = connection.execute(_READ, (json.dumps([number for number, _ in keys]),)).fetchall()
        facts = {number: (empty, picked) for number, empty, picked in rows}
        found = {}
        for key in keys:
            answer, ended = _answered(key[1], *facts.get(key[0], (False, None)))
            found[key] = answer
            if ended:
                self._known[key] = answer
        return found


def _answered(made: datetime, empty: int, picked: str | None) -> tuple[Answered | None, bool]:
    """An answer that nobody has judged, and whether it has ended for good."""
    if picked is None:
        return None, True
    provider, model, total_s, trouble, degraded, cached, stopped, cut, attempts = json.loads(picked)
    answer = Answered(
        made=made,
        provider=provider or "",
        model=model or "",
        total_s=total_s,
        failed=bool(trouble) and bool(empty),
        interrupted=bool(trouble) and not empty,
        degraded=bool(degraded),
        cached=bool(cached),
        limited=any(attempt.get("reason") == "over_limit" for attempt in attempts or ()),
        liked=None,
    )
    return answer, not (trouble or stopped or cut)
