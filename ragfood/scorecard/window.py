"""The calls of the last days, read from the call files once and then only what is new."""

from __future__ import annotations

import threading
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ragfood.errors import LedgerTrouble
from ragfood.ledger import CallRecord
from ragfood.ledger.calls import calls_file, calls_since, read_call

MOST_DAYS = 92


_MARGIN = timedelta(days=1)
"""A call is written when it has ended, so lines may be out of order by as long as a call takes."""


@dataclass
class _Month:
    """What has been read of one file, from the calls that began at `begin` on, up to the byte `end`."""

    inode: int = 0
    begin: datetime | None = None
    end: int = 0
    calls: list[CallRecord] = field(default_factory=list)


class RecentCalls:
    """For any number of threads. Keeps the months of the last window that was asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._months: dict[str, _Month] = {}

    def since(self, begin: datetime, now: datetime) -> list[CallRecord]:
        """Every call that began between `begin` and `now`, by the time it began. Raises LedgerTrouble."""
        wanted = _months(begin, now)
        with self._lock:
            self._months = {name: self._months.get(name) or _Month() for name in wanted}
            for name, month in self._months.items():
                self._read_on(calls_file(self._folder, name), month, begin)
            found = [call for month in self._months.values() for call in month.calls]
        inside = [call for call in found if call.time and begin <= call.time <= now]
        return sorted(inside, key=lambda call: call.time or begin)

    def _read_on(self, path: Path, month: _Month, begin: datetime) -> None:
        try:
            state = path.stat()
            known = month.begin is not None and month.begin <= begin
            if state.st_ino != month.inode or state.st_size < month.end or not known:
                month.inode, month.begin, month.calls = state.st_ino, begin, []
                month.end = _first_since(path, begin - _MARGIN)
            for end, call in calls_since(path, month.end):
                month.end = end
                if call:
                    month.calls.append(call)
        except FileNotFoundError:
            month.begin, month.end, month.calls = None, 0, []
        except OSError as wrong:
            raise LedgerTrouble(
                f"The calls of {path.stem} cannot be read ({type(wrong).__name__}).",
                "Give this user the right to read the state folder.",
            ) from wrong


def _first_since(path: Path, moment: datetime) -> int:
    """The byte of a line before which all calls began before `moment`: a month holds many, and parsing is slow."""
    lines = path.read_bytes().splitlines(keepends=True)

    def is_earlier(line: bytes) -> bool:
        call = read_call(line)
        return call is not None and call.time is not None and call.time < moment

    # A line that holds no call counts as late, which may read more than is needed and never less.
    first = bisect_left(lines, True, key=lambda line: not is_earlier(line))
    return sum(map(len, lines[:first]))


def _months(begin: datetime, now: datetime) -> list[str]:
    """`YYYY-MM` from that of `begin` to that of `now`."""
    first, last = begin.year * 12 + begin.month - 1, now.year * 12 + now.month - 1
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
