"""Safety: short notes that come before an answer where a question speaks of danger, whoever writes the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ragfood.alternation import any_found
from ragfood.demands.phrases import any_of
from ragfood.understanding.glossed import glossed
from ragfood.understanding.lasting import of_others, taken_back
from ragfood.understanding.signals import Signals, fold_pattern
from ragfood.words import fold

_TABLE = Path(__file__).resolve().parents[2] / "data" / "safety.json"
_MOST = 2
"""Notes shown at once; the first in the list matter most."""


@dataclass(frozen=True)
class Note:
    """A note of data/safety.json; a question calls for it by a pattern of `any`, or by words of all groups of a row of
    `together`, unless a pattern of `unless` is there.
    """

    id: str
    note: str
    any: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    together: tuple[frozenset[str], ...] = ()
    urgent: bool = False
    """Whether what it speaks of may be a matter of minutes, so that no food is to be read before it is done."""
    withholds: frozenset[str] = frozenset()
    """Ids of foods that it warns of: they are not offered beside it, though told of when they are asked about."""
    suits: frozenset[str] = frozenset()
    """Ids of foods that it names as fit, for who asks what may be eaten."""
    stands: frozenset[str] = frozenset()
    """Signals of a body or an age that does not change while people talk: told once, it holds for all they ask."""

    def called_for(self, plain: str, signals: frozenset[str]) -> bool:
        """Whether the folded words `plain`, in which there are `signals`, call for it."""
        called = any(row <= signals for row in self.together) or any(each.search(plain) for each in self.any)
        return called and not any(each.search(plain) for each in self.unless)


def safety_note(question: str, before: Sequence[str] = (), talk: Sequence[str] = ()) -> str:
    """What must be said before `question` is answered, in paragraphs; "" for most questions. `before` are those that it
    refers back to: what stands above already for them is said again only where the question itself calls for it, it
    may be a matter of minutes, or foods are withheld for it, be it for what was told long ago in the `talk`.
    """
    said, own = called_for(" ".join(before)), called_for(question)
    called = called_for(" ".join((*before, question)))
    due = [each for each in called if each not in said or each in own or each.urgent or each.withholds]
    return "\n\n".join(dict.fromkeys([each.note for each in (*due, *_standing(tuple(talk)))][:_MOST]))


def urgent(question: str) -> bool:
    """Whether `question` itself may be asked in an emergency."""
    return any(note.urgent for note in called_for(question))


def withheld(question: str, talk: Sequence[str] = ()) -> frozenset[str]:
    """Ids of the foods that the notes on `question` warn of, and those on what was told of people in the `talk`."""
    return frozenset().union(*(note.withholds for note in (*called_for(question), *_standing(tuple(talk)))))


@lru_cache(maxsize=64)
def _standing(talk: tuple[str, ...]) -> Sequence[Note]:
    """The notes on what was told of people in the questions of a `talk` and not taken back: "I'm pregnant"."""
    told: dict[str, bool] = {}
    for text in talk:
        if told and taken_back(text).of_others:
            told = {name: others for name, others in told.items() if not others}
        if own := _own_signals(text):
            sure = own & _signals().in_text(_denied().sub(" ", f" {_signs(text)[0]} "))
            told = {name: others for name, others in told.items() if name not in own}
            told |= dict.fromkeys(sure, of_others(text))
    return tuple(note for note in _notes() if not note.stands.isdisjoint(told))


def _own_signals(text: str) -> frozenset[str]:
    """What stands of what `text` tells of the one who asks or of theirs, and not of people in general."""
    said = _signs(text)[0]
    if said.isascii() and _table_of("own").isdisjoint(said.split()):
        return frozenset()
    return _standing_signs() & _signs(text)[1]


@lru_cache(maxsize=1)
def _denied() -> re.Pattern[str]:
    """What a text denies, with the words that deny it: "not pregnant any more"."""
    return re.compile(f" (?:{any_of(_table_of('own_not'))})(?: \\S+){{1,3}}")


@lru_cache(maxsize=1)
def _standing_signs() -> frozenset[str]:
    return frozenset().union(*(note.stands for note in _notes()))


@lru_cache(maxsize=256)  # a question is read for its notes, and for what it tells of people
def _signs(text: str) -> tuple[str, frozenset[str]]:
    """What `_plain` makes of a text, and which signals are in it."""
    plain = _plain(text)
    return plain, _signals().in_text(_phrases("not_whole").sub(" ", plain))


def _plain(text: str) -> str:
    """Folded words with single spaces between, with what is told of it in English behind."""
    english = glossed(text)
    said = text if english == text else f"{text} {english}"
    plain = " ".join(re.sub(r"['’`,.;:!?¿¡()\"«»\-–—/]+", " ", fold(said)).split())
    return _phrases("set_phrases").sub(" ", plain)


@lru_cache(maxsize=1)
def never_offered() -> frozenset[str]:
    """Ids of the foods that are poisonous as they are: told of where they are asked about, and offered to nobody."""
    return frozenset(_table()["never_offered"].split())


@lru_cache(maxsize=64)  # a question is looked at before its answer and while foods are found
def called_for(question: str) -> Sequence[Note]:
    """The notes that `question` calls for, the gravest first, at most two."""
    plain, signals = _signs(question)
    if not (_any_pattern().search(plain) or _any_together(signals)):
        return ()
    called = {note.note: note for note in reversed(_notes()) if note.called_for(plain, signals)}
    return tuple(reversed(called.values()))[:_MOST]


@lru_cache(maxsize=1)
def _any_pattern() -> re.Pattern[str]:
    """All patterns that call for some note."""
    return any_found([fold_pattern(each) for row in _table()["notes"] for each in row["any"]])


@lru_cache(maxsize=1024)
def _any_together(signals: frozenset[str]) -> bool:
    """Whether the signals that are found call for some note."""
    return any(row <= signals for note in _notes() for row in note.together)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def _notes() -> tuple[Note, ...]:
    return tuple(
        Note(
            row["id"],
            row["note"],
            _compiled(row["any"]),
            _compiled(row["unless"]),
            tuple(map(frozenset, row.get("together", ()))),
            row.get("urgent", False),
            frozenset(row.get("withholds", "").split()),
            frozenset(row.get("suits", "").split()),
            frozenset(row.get("stands", "").split()),
        )
        for row in _table()["notes"]
    )


@lru_cache(maxsize=4)
def _table_of(name: str) -> frozenset[str]:
    """The folded words of a list of the table."""
    return frozenset(fold(_table()[name]).split())


@lru_cache(maxsize=1)
def _signals() -> Signals:
    return Signals.of(_table()["groups"], _table()["patterns"])


@lru_cache(maxsize=4)
def _phrases(name: str) -> re.Pattern[str]:
    """What is no danger though its words are: baby spinach; peanut butter where a child could choke on nuts."""
    listed = any_of(each.replace("_", " ") for each in _table()[name].split())
    return re.compile(rf"\b(?:{listed})\b")


def _compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(fold_pattern(each)) for each in patterns)
