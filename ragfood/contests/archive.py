"""Comparisons and votes on disk, under ids that nobody can guess."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ragfood.clock import Clock
from ragfood.contests.blind import Vote
from ragfood.contests.quality import Quality
from ragfood.contests.trials import (
    Comparison,
    Trial,
    comparison_from_json,
    comparison_to_json,
    trial_from_json,
    trial_to_json,
)
from ragfood.stores import Store

_SCHEMA = """
CREATE TABLE IF NOT EXISTS comparisons (id TEXT PRIMARY KEY, begun REAL NOT NULL, ended REAL, facts TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trials (
    comparison TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
    question INTEGER NOT NULL, round INTEGER NOT NULL, contestant INTEGER NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (comparison, question, round, contestant));
CREATE TABLE IF NOT EXISTS votes (
    comparison TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
    question INTEGER NOT NULL, round INTEGER NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
    preferred TEXT NOT NULL, blind INTEGER NOT NULL, voter TEXT NOT NULL, made REAL NOT NULL,
    PRIMARY KEY (comparison, question, round, first, second, voter));
"""


@dataclass(frozen=True)
class Heading:
    """One comparison in the list of past ones."""

    id: str
    begun: datetime
    finished: bool
    title: str
    questions: int
    answered: int


class Archive:
    """Safe to share between threads and processes. Raises StoreTrouble when the file cannot be used."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._store = Store(path, _SCHEMA)
        self._clock = clock

    def keep(self, comparison: Comparison) -> None:
        """Write a comparison's facts down, over those of before; its trials are kept one by one."""
        facts = json.dumps(comparison_to_json(comparison))
        ended = comparison.ended.timestamp() if comparison.ended else None
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT INTO comparisons VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, facts = excluded.facts",
                (comparison.id, comparison.begun.timestamp(), ended, facts),
            )

    def keep_trials(self, comparison: str, trials: Iterable[Trial]) -> None:
        rows = [(comparison, t.question, t.round, t.contestant, json.dumps(trial_to_json(t))) for t in trials]
        with self._store.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO trials VALUES (?, ?, ?, ?, ?)", rows)

    def open(self, comparison: str) -> Comparison | None:
        """None for an id that nobody has used, or that another version wrote."""
        with self._store.transaction() as connection:
            found = connection.execute("SELECT facts FROM comparisons WHERE id = ?", (comparison,)).fetchone()
            rows = connection.execute(
                "SELECT facts FROM trials WHERE comparison = ? ORDER BY round, question, contestant", (comparison,)
            ).fetchall()
        return _read(found[0], [row[0] for row in rows]) if found else None

    def recent(self, most: int = 50) -> list[Heading]:
        """The latest comparisons, newest first."""
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT comparisons.facts, COUNT(trials.facts) FROM comparisons"
                " LEFT JOIN trials ON comparison = id AND json_extract(trials.facts, '$.outcome') = 'answered'"
                " GROUP BY id ORDER BY begun DESC, id LIMIT ?",
                (most,),
            ).fetchall()
        read = [(_read(facts, []), answered) for facts, answered in rows]
        return [
            Heading(c.id, c.begun, c.ended is not None, c.title, len(c.questions), answered)
            for c, answered in read
            if c
        ]

    def qualities(self, since: datetime) -> list[tuple[str, Quality]]:
        """The provider and the quality of every answer in comparisons that began at `since` or later."""
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT json_extract(comparisons.facts, '$.contestants[' || contestant || '].provider'),"
                " json_extract(trials.facts, '$.quality') FROM comparisons JOIN trials ON comparison = id"
                " WHERE begun >= ? AND json_extract(trials.facts, '$.quality') IS NOT NULL",
                (since.timestamp(),),
            ).fetchall()
        return [(provider, Quality(**json.loads(quality))) for provider, quality in rows]

    def delete(self, comparison: str) -> None:
        """Forget a comparison with its answers and its votes."""
        with self._store.transaction() as connection:
            connection.execute("DELETE FROM comparisons WHERE id = ?", (comparison,))

    def vote(self, vote: Vote) -> None:
        """Keep a vote; the first of a voter on a pair of answers counts. Nothing for a comparison not kept."""
        row = (vote.comparison, vote.question, vote.round, vote.first, vote.second, vote.preferred, vote.blind)
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO votes SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?"
                " WHERE EXISTS (SELECT 1 FROM comparisons WHERE id = ?)",
                (*row, vote.voter, self._clock.now().timestamp(), vote.comparison),
            )

    def votes(self, comparison: str = "", since: datetime | None = None) -> list[Vote]:
        """All votes, or those of one comparison; from `since` on."""
        begin = since.timestamp() if since else 0.0
        with self._store.transaction() as connection:
            rows = connection.execute(
                "SELECT comparison, question, round, first, second, preferred, blind, voter FROM votes"
                " WHERE (? = '' OR comparison = ?) AND made >= ? ORDER BY made",
                (comparison, comparison, begin),
            ).fetchall()
        return [
            Vote(comparison, question, number, first, second, preferred, bool(blind), voter)
            for comparison, question, number, first, second, preferred, blind, voter in rows
        ]

    def close(self) -> None:
        self._store.close()


def _read(facts: str, trials: list[str]) -> Comparison | None:
    try:
        return comparison_from_json(json.loads(facts), tuple(trial_from_json(json.loads(each)) for each in trials))
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None
