"""The gist of an answer: what figures need to know of it, without its text and its passages. SQLite keeps one beside
each answer, whoever writes it, so that twenty thousand are read in a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

_MOST_SOURCES = 20
"""Foods that an answer may rest on, as `top_k` allows."""
_PATHS = (
    "provider", "model", "understood", "attempts", "timings.total", "trouble", "interrupted", "stopped", "cut",
    "degraded", "cached", *(f"sources[{at}].id" for at in range(_MOST_SOURCES)),
)  # fmt: skip
_PICKED = f"""CASE WHEN json_valid({{answer}}) AND json_type({{answer}}) = 'object'
    THEN json_extract({{answer}}, {", ".join(f"'$.{path}'" for path in _PATHS)}) END"""
PICKED = _PICKED.format(answer="answer")
"""What a gist keeps of the column `answer`; NULL of one that is damaged."""

_PUT = f"""INSERT OR REPLACE INTO gists SELECT new.number, new.text = '', {_PICKED.format(answer="new.answer")}"""
TABLE = "CREATE TABLE IF NOT EXISTS gists (entry INTEGER PRIMARY KEY, empty INTEGER NOT NULL, facts TEXT);"
SCHEMA = f"""
{TABLE}
CREATE TRIGGER IF NOT EXISTS gist_made AFTER INSERT ON entries WHEN new.role = 'assistant' BEGIN {_PUT}; END;
CREATE TRIGGER IF NOT EXISTS gist_changed AFTER UPDATE OF text, answer ON entries WHEN new.role = 'assistant'
    BEGIN {_PUT}; END;
CREATE TRIGGER IF NOT EXISTS gist_gone AFTER DELETE ON entries BEGIN DELETE FROM gists WHERE entry = old.number; END;
"""
CATCH_UP = f"INSERT INTO gists SELECT number, text = '', {PICKED} FROM entries WHERE role = 'assistant'"
"""For answers from before there were gists."""


class Gist(NamedTuple):
    """Values as they stand in the answer; whether they are what they should be is for the reader to see."""

    provider: Any
    model: Any
    understood: Any
    attempts: Any
    total_s: Any
    trouble: Any
    interrupted: Any
    stopped: Any
    cut: Any
    degraded: Any
    cached: Any
    sources: Sequence[Any]

    @property
    def ended(self) -> bool:
        """Nobody can continue the answer any more."""
        return not (self.trouble or self.interrupted or self.stopped or self.cut)


def gist_of(facts: Sequence[Any] | None) -> Gist | None:
    """What a column `facts` holds, read; None for an answer that was damaged."""
    named = len(Gist._fields) - 1
    return Gist(*facts[:named], facts[named:]) if facts else None
