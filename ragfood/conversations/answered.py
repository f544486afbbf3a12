"""What is known of answers without their texts: who wrote them, how they ended, whether people liked them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ragfood.stores import Store

_ANSWERED = """
SELECT made, json_extract(answer, '$.provider'), json_extract(answer, '$.model'),
    json_extract(answer, '$.timings.total'), text = '' AND json_extract(answer, '$.trouble') <> '',
    text <> '' AND json_extract(answer, '$.trouble') <> '', json_extract(answer, '$.degraded'),
    json_extract(answer, '$.cached'), instr(json_extract(answer, '$.attempts'), '"over_limit"') > 0, liked
FROM (SELECT entries.*, liked FROM entries JOIN conversations ON conversation = id LEFT JOIN feedback ON entry = number
      WHERE role = 'assistant' AND entries.made >= ? AND json_valid(answer) AND imported IS NULL
        AND (liked IS NOT NULL OR NOT ?))
ORDER BY made
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
    with store.transaction() as connection:
        rows = connection.execute(_ANSWERED, (moment.timestamp(), rated)).fetchall()
    return [_answered(row, moment) for row in rows]


def _answered(row: Sequence[Any], moment: datetime) -> Answered:
    made, provider, model, total_s, failed, interrupted, degraded, cached, limited, liked = row
    return Answered(
        made=datetime.fromtimestamp(made, moment.tzinfo),
        provider=provider or "",
        model=model or "",
        total_s=total_s,
        failed=bool(failed),
        interrupted=bool(interrupted),
        degraded=bool(degraded),
        cached=bool(cached),
        limited=bool(limited),
        liked=None if liked is None else bool(liked),
    )
