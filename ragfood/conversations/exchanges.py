"""What was asked and answered over all chats, without the texts of the answers; read from the file once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ragfood.conversations.rowsets import in_one_row, rows_of

if TYPE_CHECKING:
    from ragfood.stores import Store

_LISTED = in_one_row(
    """
SELECT said.number, said.made, liked, reason FROM entries said JOIN conversations ON id = said.conversation
LEFT JOIN feedback ON entry = said.number
WHERE said.role = 'assistant' AND said.made >= ? AND said.parent IS NOT NULL AND deleted IS NULL AND imported IS NULL
ORDER BY said.made DESC LIMIT ?
""",
    ("number", "made", "liked", "reason"),
)
READ = in_one_row(
    """
SELECT said.number, said.made, said.parent, asked.text AS question, said.text, provider, model, trouble, ended,
    understood, sources
FROM entries said JOIN entries asked ON asked.number = said.parent JOIN gists ON gists.entry = said.number
WHERE said.number IN (SELECT value FROM json_each(?))
""",
    (
        *("number", "made", "parent", "question", "text", "provider", "model", "trouble", "ended"),
        *("json(understood)", "json(sources)"),
    ),
)
"""What `exchange_of` takes, of the answers whose numbers are given as a list of JSON."""
_CITED = re.compile(r"\[(\d{1,3})\]")
"""The one form that citations have in kept answers."""
_AT_ONCE = 2000
"""Answers that are read while the chats wait."""


class Exchange(NamedTuple):
    """A question and one answer to it. `made` is in seconds since 1970; `liked` is None where nobody said."""

    number: int
    made: float
    question: str
    provider: str = ""
    model: str = ""
    foods: tuple[str, ...] = ()
    """Ids of the foods that the answer cites; where it cites none, of the nearest. Empty when none was found."""
    demands: tuple[str, ...] = ()
    """What was understood that foods must be, by label."""
    trouble: bool = False
    liked: bool | None = None
    reason: str = ""
    """Why a thumb is down, as people chose it."""
    ended: bool = True
    """Nobody can continue the answer any more."""
    asked: int = 0
    """The number of the question, which several answers may have."""


class Exchanges:
    """For any number of threads. What it has read it keeps, so that only new answers are read from the file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[int, float], Exchange | None] = {}

    def since(self, moment: float, most: int) -> list[Exchange]:
        """The newest `most` since `moment`, whoever asked, deleted and imported chats left out, oldest first.

        Raises StoreTrouble.
        """
        with self._store.transaction() as connection:
            listed = rows_of(connection.execute(_LISTED, (moment, most)))
        unread = [number for number, made, *_ in listed if (number, made) not in self._known]
        fresh: dict[tuple[int, float], Exchange | None] = {}
        for begin in range(0, len(unread), _AT_ONCE):
            fresh |= self._read(unread[begin : begin + _AT_ONCE])
        self._known |= {key: each for key, each in fresh.items() if each is None or each.ended}
        found = []
        for number, made, liked, reason in sorted(listed, key=lambda row: (row[1], row[0])):
            exchange = fresh.get((number, made)) or self._known.get((number, made))
            if exchange:
                found.append(exchange if liked is None else exchange._replace(liked=bool(liked), reason=reason))
        return found

    def text_of(self, number: int) -> str:
        """The text of one answer; "" when it is gone. Raises StoreTrouble."""
        with self._store.transaction() as connection:
            row = connection.execute("SELECT text FROM entries WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def _read(self, numbers: list[int]) -> dict[tuple[int, float], Exchange | None]:
        """None for an answer that another version wrote; one that was damaged is not there."""
        with self._store.transaction() as connection:
            rows = rows_of(connection.execute(READ, (json.dumps(numbers),)))
        return {(row[0], row[1]): exchange_of(*row) for row in rows}


def exchange_of(
    number: int,
    made: float,
    asked: int,
    question: str,
    text: str,
    provider: str,
    model: str,
    trouble: int,
    ended: int,
    understood: list[Any],
    sources: list[Any],
) -> Exchange | None:
    """What is known of an exchange that nobody has judged, from the `text` of its answer and its gist; None when its
    chips are none."""
    ids = [str(source) for source in sources if source is not None]
    places = dict.fromkeys(map(int, _CITED.findall(text))) if ids else ()
    foods = tuple([ids[place - 1] for place in places if 1 <= place <= len(ids)] or ids[:1])
    try:
        demands = tuple([str(chip["label"]) for chip in understood[0]]) if understood[0] else ()
    except (TypeError, KeyError):
        return None
    return Exchange(
        number, made, question, provider, model, foods, demands, bool(trouble), None, "", bool(ended), asked
    )
