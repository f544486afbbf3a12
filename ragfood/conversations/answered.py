"""What is known of answers without their texts: who wrote them, how they ended, whether people liked them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ragfood.stores import Store

_ANSWERED = """
SELECT entries.made, text = '', liked,
    json_extract(answer, '$.provider', '$.model', '$.timings.total', '$.trouble',
        '$.degraded', '$.cached', '$.attempts')
FROM entries JOIN conversations ON conversation = id {only} JOIN feedback ON entry = number
WHERE role = 'assistant' AND entries.made >= ? AND json_valid(answer) AND imported IS NULL
ORDER BY entries.made
"""


@dataclass(frozen=True)
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


def answered_since(store: Store, moment: datetime, *, rated: bool = False) -> list[Answered]:
    """Every answer given here since `moment`, or those with a thumb, oldest first. Raises StoreTrouble."""
    statement = _ANSWERED.format(only="" if rated else "LEFT")
    with store.transaction() as connection:
        rows = connection.execute(statement, (moment.timestamp(),)).fetchall()
    return [_answered(row, moment) for row in rows]


def _answered(row: Sequence[Any], moment: datetime) -> Answered:
    made, empty, liked, facts = row
    provider, model, total_s, trouble, degraded, cached, attempts = json.loads(facts)
    return Answered(
        made=datetime.fromtimestamp(made, moment.tzinfo),
        provider=provider or "",
        model=model or "",
        total_s=total_s,
        failed=bool(trouble) and bool(empty),
        interrupted=bool(trouble) and not empty,
        degraded=bool(degraded),
        cached=bool(cached),
        limited=any(attempt.get("reason") == "over_limit" for attempt in attempts or ()),
        liked=None if liked is None else bool(liked),
    )
