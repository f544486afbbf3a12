"""The daily log, `usage.json`: how it is read, caught up with the calls, repaired and written.

Each day says how far the month's calls are counted in it, so that whatever was appended after that,
by whomever, is counted exactly once when the books are next caught up. A day without that mark was
written by another version and is taken as it stands; before the first call is booked to it, its four
sums are set down as `carried` and the mark is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ragfood.ledger import atomic
from ragfood.ledger.calls import CallRecord, calls_file, calls_since
from ragfood.ledger.days import COUNTED, FOUR, Day, is_day, is_sound, recounted, with_call


@dataclass(frozen=True)
class Books:
    """What the daily log says. Never changed: every change is a new value."""

    days: Mapping[str, Day] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the file that are no days, kept as found."""
    ends: Mapping[str, int] = field(default_factory=dict)
    """Month to the bytes of its calls that are counted."""
    damaged: bool = False
    lost: tuple[str, ...] = ()
    """Days that a damaged file named and that could not be read."""
    notes: tuple[str, ...] = ()
    """What a person should know, a sentence each."""

    def cost(self, period: str) -> Decimal:
        """US dollars spent in a day or month."""
        return sum((day["cost"] for name, day in self.days.items() if name.startswith(period)), Decimal(0))

    def caught_up(self, folder: Path) -> tuple[Books, list[CallRecord]]:
        """These books with all calls counted that were not, and those calls. Raises OSError."""
        files = (path for path in (folder / "calls").glob("????-??.jsonl") if path.is_file())
        sizes = {path.stem: path.stat().st_size for path in files}
        books, found = self, list[CallRecord]()
        for month in sorted({*sizes, *self.ends}):
            size, end = sizes.get(month, 0), self.ends.get(month, 0)
            if size < end:
                books = books._shortened(month, size)
            elif size > end:
                books, calls = books._counting(month, calls_file(folder, month))
                found += calls
        return books, found

    def _counting(self, month: str, path: Path) -> tuple[Books, list[CallRecord]]:
        days, found, bad = dict(self.days), list[CallRecord](), 0
        begin = end = self.ends.get(month, 0)
        for end, record in calls_since(path, begin):
            if record is None or record.day[:7] != month:
                bad += 1
                continue
            found.append(record)
            day = days.get(record.day)
            if day is None or end > day.get(COUNTED, end):
                days[record.day] = {**with_call(day or {}, record), COUNTED: end}
        note = (f"{bad} line(s) of calls/{path.name} cannot be read and are not counted.",) if bad else ()
        return replace(
            self, days=days if found else self.days, ends={**self.ends, month: end}, notes=self.notes + note
        ), found

    def _shortened(self, month: str, size: int) -> Books:
        days = {
            name: {**day, COUNTED: size} if name[:7] == month and day.get(COUNTED, 0) > size else day
            for name, day in self.days.items()
        }
        note = f"calls/{month}.jsonl is shorter than what was counted of it; the daily log is kept as it is."
        return replace(self, days=days, ends={**self.ends, month: size}, notes=(*self.notes, note))

    def adopting(self, names: Iterable[str]) -> Books:
        """These books ready to count calls on days that another version wrote."""
        days = dict(self.days)
        for name in set(names):
            day = days.get(name)
            if day is not None and COUNTED not in day:
                mark = {COUNTED: self.ends.get(name[:7], 0)}
                days[name] = {**day, **mark, "carried": {key: day[key] for key in FOUR} | mark}
        return self if days == self.days else replace(self, days=days)

    def assuming(self, cost: Decimal, month: str) -> Books:
        """These books with every lost day of `month` that no call tells of taken at `cost`."""
        names = [name for name in self.lost if name.startswith(month) and name not in self.days]
        if not names:
            return self
        worst = {"requests": 0, "input_tokens": 0, "output_tokens": 0, "cost": cost, "assumed": True}
        note = f"What {', '.join(names)} cost is lost and taken as ${cost}; correct it in usage.json if you know."
        return replace(self, days={**self.days, **{name: dict(worst) for name in names}}, notes=(*self.notes, note))

    def rebuilt(self, folder: Path) -> Books:
        """The days summed anew from the calls. Days without calls keep their numbers, and so do days
        of another version that cost more than their calls. Raises OSError.
        """
        carried = {
            name: {**day["carried"], "carried": day["carried"], "by_model": {}}
            for name, day in self.days.items()
            if "carried" in day
        }
        fresh, _ = Books(carried).caught_up(folder)
        days = dict(self.days)
        for name, new in fresh.days.items():
            old = days.get(name, {})
            if COUNTED in old or old.get("cost", 0) <= new["cost"]:
                days[name] = recounted(old, new)
        return replace(self, days=days, ends=fresh.ends, notes=fresh.notes)


def load_books(path: Path) -> Books:
    """The books in `usage.json`, not caught up; what can be read of them when it is damaged. Raises OSError."""
    try:
        text = atomic.read_text(path)
        if text is None:
            return Books()
        whole = atomic.from_json(text)
        days = {name: day for name, day in whole.items() if is_day(name)}
        if not all(map(is_sound, days.values())):
            raise ValueError("a day holds something else than its sums")
        return Books(days, {name: value for name, value in whole.items() if name not in days}, _ends(days))
    except IsADirectoryError:
        return Books(damaged=True)
    except (ValueError, AttributeError):
        return _salvaged(path.read_bytes().decode("utf-8", errors="replace"))


def _salvaged(text: str) -> Books:
    """The days that can be read in a text that as a whole can't. The calls are then counted from their
    beginning, for the sake of the days between.
    """
    days: dict[str, Day] = {}
    lost: list[str] = []
    for found in re.finditer(r'"(\d{4}-\d\d-\d\d)"\s*:\s*', text):
        try:
            day, _ = atomic.DECODER.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            day = None
        if is_day(found[1]) and is_sound(day):
            days[found[1]] = day
        elif is_day(found[1]):
            lost.append(found[1])
    return Books(days, damaged=True, lost=tuple(lost))


def _ends(days: Mapping[str, Day]) -> dict[str, int]:
    ends: dict[str, int] = {}
    for name, day in days.items():
        ends[name[:7]] = max(ends.get(name[:7], 0), int(day.get(COUNTED, 0)))
    return ends


class UsageFile:
    """`usage.json`, a day on each line; written only when a day changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: atomic.Stamp = None
        self._written: Mapping[str, Day] | None = None
        self._lines: dict[str, tuple[Day, str]] = {}

    def changed(self) -> bool:
        """Whether somebody else has written since this was read or written here."""
        return atomic.stamp_of(self.path) != self._stamp

    def read(self) -> Books:
        """Raises OSError."""
        self._stamp = atomic.stamp_of(self.path)
        books = load_books(self.path)
        self._written = None if books.damaged else books.days
        return books

    def write(self, books: Books) -> None:
        """Raises OSError, and then the file is as it was."""
        if books.days is self._written:
            return
        entries = [f"{atomic.to_json(name)}: {atomic.to_json(value)}" for name, value in books.other.items()]
        entries += [self._line(name, day) for name, day in sorted(books.days.items())]
        atomic.replace(self.path, "{\n" + ",\n".join(entries) + "\n}\n")
        self._stamp = atomic.stamp_of(self.path)
        self._written = books.days

    def _line(self, name: str, day: Day) -> str:
        known = self._lines.get(name)
        if known is None or known[0] is not day:
            known = self._lines[name] = (day, f"{atomic.to_json(name)}: {atomic.to_json(day)}")
        return known[1]
