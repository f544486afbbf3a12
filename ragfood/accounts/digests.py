"""The digests of all days, kept in `digests/YYYY-MM.json` so that a million calls need not be read to open a page.

Derived from the calls and made anew when missing, damaged or not of these calls. A file says how many
bytes of the month's calls it counts; only what came after is read again.
"""

from __future__ import annotations

import json
import secrets
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ragfood.accounts.digest import Counting, Digest, digest_from_json, digest_to_json
from ragfood.errors import LedgerTrouble
from ragfood.ledger.atomic import Stamp, stamp_of
from ragfood.ledger.calls import calls_since

_VERSION = 1
_AT_ONCE = 1_500_000
"""Bytes of calls that are read while a page waits: about a tenth of a second."""
_EDGE = 200
"""Bytes at both ends of what is counted by which it is known again."""

Days = Mapping[str, Mapping[str, Digest]]
"""Day to `provider/model` to digest."""


@dataclass(frozen=True)
class _Month:
    days: Days = field(default_factory=dict)
    counted: int = 0
    """Bytes of the month's calls that are in `days`."""
    mark: int = 0
    """Checksum of the edges of what is counted."""
    written: int = -1
    """`counted` as it is on the disk."""


class Digests:
    """For any number of threads and processes: whoever finds calls uncounted counts them for all."""

    def __init__(self, folder: Path, count_apart: Callable[[Path], bool] | None = None) -> None:
        """`count_apart` has many calls counted elsewhere, and says whether they were."""
        self._folder = folder
        self._count_apart = count_apart
        self._calls = folder / "calls"
        self._kept = folder / "digests"
        self._months: dict[str, _Month] = {}
        self._stamps: dict[str, Stamp] = {}
        self._seen: dict[str, Stamp] = {}
        self._one = threading.Lock()
        self._thread: threading.Thread | None = None

    def look(self) -> float:
        """Count what is new, here when it is little, else in the background. Gives the share of all
        calls' bytes that is counted, 0 to 1. Raises LedgerTrouble.
        """
        try:
            waiting = self._waiting()
            if sum(waiting.values()) <= _AT_ONCE:
                for month in waiting:
                    self._catch_up(month)
            elif self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="digests", daemon=True)
                self._thread.start()
            return self._share()
        except OSError as fault:
            raise LedgerTrouble(
                f"The calls in {self._calls} cannot be read.", "Make the folder readable for this program."
            ) from fault

    def catch_up(self) -> None:
        """Count all that is not counted yet, and return when that is done. Raises OSError."""
        for month in self._waiting():
            self._catch_up(month)

    def days(self) -> dict[str, Mapping[str, Digest]]:
        """What is counted so far."""
        return {day: models for month in sorted(self._months) for day, models in self._months[month].days.items()}

    def state(self) -> object:
        """Changes whenever `days` does."""
        return tuple((month, kept.counted) for month, kept in sorted(self._months.items()))

    def _work(self) -> None:
        with suppress(OSError):
            # What was counted elsewhere and could not be kept is known only there.
            if self._count_apart and self._count_apart(self._folder) and sum(self._waiting().values()) <= _AT_ONCE:
                return
            self.catch_up()

    def _waiting(self) -> dict[str, int]:
        """Months with bytes that are not counted, newest first: what people look at comes first."""
        found = {}
        for path in sorted(self._calls.glob("????-??.jsonl"), reverse=True):
            month, stamp, known = path.stem, stamp_of(path), self._months.get(path.stem)
            size = path.stat().st_size
            if known is None or known.counted < size:
                known = self._newer(month, known)
            if self._stamps.get(month) != stamp or known is not self._months.get(month):
                if known is None or known.counted > size or known.mark != _mark(path, known.counted):
                    known = _Month()
                self._months[month] = known
                self._stamps[month] = stamp
            if uncounted := size - self._months[month].counted:
                found[month] = uncounted
        return found

    def _newer(self, month: str, known: _Month | None) -> _Month | None:
        """What another process has kept of the month since it was looked at, when that is more; else what is known."""
        stamp = stamp_of(self._kept / f"{month}.json")
        if stamp is None or self._seen.get(month) == stamp:
            return known
        self._seen[month] = stamp
        kept = self._read(month)
        return kept if kept and (known is None or kept.counted > known.counted) else known

    def _share(self) -> float:
        sizes = sum(stamp[1] for stamp in self._stamps.values() if stamp)
        return sum(kept.counted for kept in self._months.values()) / sizes if sizes else 1.0

    def _catch_up(self, month: str) -> None:
        with self._one:
            before = self._months[month]
            path = self._calls / f"{month}.jsonl"
            fresh: dict[str, dict[str, Counting]] = {}
            counted = before.counted
            for end, call in calls_since(path, before.counted):
                counted = end
                if call and call.day[:7] == month:
                    day = fresh.setdefault(call.day, {})
                    day.setdefault(f"{call.provider}/{call.model}", Counting()).take(call)
            days = {**before.days, **{day: _joined(before.days.get(day, {}), new) for day, new in fresh.items()}}
            after = _Month(days, counted, _mark(path, counted), before.written)
            # The newest month grows with every call, so it is written down now and then only.
            soon = month == max(self._stamps) and after.counted - after.written < _AT_ONCE / 10
            self._months[month] = after if soon else self._write(month, after)

    def _read(self, month: str) -> _Month | None:
        try:
            plain = json.loads((self._kept / f"{month}.json").read_text("utf-8"))
            if plain["version"] != _VERSION:
                return None
            days = {
                day: {key: digest_from_json(each) for key, each in models.items()}
                for day, models in plain["days"].items()
            }
            return _Month(days, int(plain["counted"]), int(plain["mark"]), int(plain["counted"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
            return None

    def _write(self, month: str, kept: _Month) -> _Month:
        """What cannot be written is counted again after the next start, and that is all."""
        days = {day: {key: digest_to_json(each) for key, each in models.items()} for day, models in kept.days.items()}
        plain = {"version": _VERSION, "counted": kept.counted, "mark": kept.mark, "days": days}
        with suppress(OSError):
            self._kept.mkdir(parents=True, exist_ok=True)
            temporary = self._kept / f"{month}.{secrets.token_hex(4)}.tmp"
            temporary.write_text(json.dumps(plain, separators=(",", ":")), "utf-8")
            temporary.replace(self._kept / f"{month}.json")
        return _Month(kept.days, kept.counted, kept.mark, kept.counted)


def _joined(before: Mapping[str, Digest], new: Mapping[str, Counting]) -> dict[str, Digest]:
    return {**before, **{key: before.get(key, Digest()) + counting.digest() for key, counting in new.items()}}


def _mark(path: Path, counted: int) -> int:
    with path.open("rb") as file:
        begin = file.read(min(_EDGE, counted))
        file.seek(max(counted - _EDGE, 0))
        return zlib.crc32(file.read(min(_EDGE, counted)), zlib.crc32(begin))
