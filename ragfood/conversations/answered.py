"""What is known of answers without their texts: who wrote them, how they ended, whether people liked them."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from ragfood.conversations.rowsets import in_one_row, rows_of
from ragfood.stores import Store

_LISTED = """
SELECT entries.made AS made, gists.provider AS provider, gists.model AS model, total_s, trouble AND empty AS failed,
    trouble AND NOT empty AS interrupted, degraded, cached, limited, liked
FROM entries JOIN conversations ON conversation = id JOIN gists ON gists.entry = number
{only} JOIN feedback ON feedback.entry = number
WHERE role = 'assistant' AND entries.made >= ? AND imported IS NULL
"""


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
    """For any number of threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def since(self, moment: datetime, *, rated: bool = False) -> list[Answered]:
        """Every answer given here since `moment`, or those with a thumb, oldest first; times in the zone of
        `moment`. Raises StoreTrouble.
        """
        statement = in_one_row(_LISTED.format(only="" if rated else "LEFT"), Answered._fields)
        with self._store.transaction() as connection:
            rows = rows_of(connection.execute(statement, (moment.timestamp(),)))
        rows.sort(key=itemgetter(0))
        return [_answered(datetime.fromtimestamp(made, moment.tzinfo), *row) for made, *row in rows]


def _answered(made: datetime, provider: str, model: str, total_s: float | None, *said: int | None) -> Answered:
    *facts, liked = said
    failed, interrupted, degraded, cached, limited = map(bool, facts)
    judged = None if liked is None else bool(liked)
    return Answered(made, provider, model, total_s, failed, interrupted, degraded, cached, limited, judged)
