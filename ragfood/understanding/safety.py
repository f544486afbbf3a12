"""Safety: short notes that come before an answer where a question speaks of danger, whoever writes the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ragfood.words import fold

_TABLE = Path(__file__).resolve().parents[2] / "data" / "safety.json"
_MOST = 2
"""Notes shown at once; the first in the list matter most."""


@dataclass(frozen=True)
class Note:
    """A note of data/safety.json; a question calls for it by a pattern of `any`, unless one of `unless` is there."""

    id: str
    note: str
    any: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    urgent: bool = False
    """Whether what it speaks of may be a matter of minutes, so that no food is to be read before it is done."""

    def called_for(self, plain: str) -> bool:
        return any(each.search(plain) for each in self.any) and not any(each.search(plain) for each in self.unless)


def safety_note(question: str) -> str:
    """What must be said before `question` is answered, in paragraphs; "" for most questions."""
    return "\n\n".join(note.note for note in called_for(question))


def urgent(question: str) -> bool:
    """Whether `question` itself may be asked in an emergency."""
    return any(note.urgent for note in called_for(question))


@lru_cache(maxsize=64)  # a question is looked at before its answer and while foods are found
def called_for(question: str) -> Sequence[Note]:
    """The notes that `question` calls for, the gravest first, at most two."""
    plain = " ".join(re.sub(r"['’`,.;:!?¿¡()\"«»\-–—/]+", " ", fold(question)).split())
    return tuple(note for note in _notes() if note.called_for(plain))[:_MOST]


@lru_cache(maxsize=1)
def _notes() -> tuple[Note, ...]:
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))["notes"]
    return tuple(
        Note(row["id"], row["note"], _compiled(row["any"]), _compiled(row["unless"]), row.get("urgent", False))
        for row in rows
    )


def _compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(fold(each) if not each.isascii() else each) for each in patterns)
