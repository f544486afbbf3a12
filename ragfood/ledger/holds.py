"""Money in flight: what calls under way may cost at worst, and whether the process that asked still lives.

`holds.json` is replaced as a whole. Each ledger that holds money keeps a file of its own locked in
`alive/` for as long as it lives. The system lets go of that lock however the process ends, also in
another container and also before a dead process is reaped, where its number would still be found.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragfood.ledger.atomic import Stamp, from_json, read_text, replace, stamp_of, to_json
from ragfood.ledger.calls import CallRecord
from ragfood.providers import Usage

if TYPE_CHECKING:
    from filelock import BaseFileLock


@dataclass(frozen=True)
class Hold:
    """Money set apart for one call, until what became of it is settled."""

    id: str
    provider: str
    model: str
    worst_case: Decimal | None
    """US dollars; None when the price is unknown and the person allows that."""
    time: datetime
    """When the call began: its date is the day the call is booked to."""
    owner: str
    """The ledger that holds it, as it is called in `alive/`."""

    @property
    def amount(self) -> Decimal:
        return self.worst_case or Decimal(0)

    @property
    def day(self) -> str:
        return self.time.date().isoformat()

    def abandoned(self) -> CallRecord:
        """What is booked when its process died: the worst case, or an unknown cost."""
        return CallRecord(
            provider=self.provider,
            model=self.model,
            outcome="abandoned",
            usage=Usage(0, 0, estimated=True),
            cost=self.worst_case,
            reason="process_ended",
            time=self.time,
            id=self.id,
            hold=self.id,
        )


def read_holds(path: Path) -> dict[str, Hold] | None:
    """The holds in `holds.json` by id, none when there is no such file; None when it holds something
    else. Raises OSError.
    """
    try:
        text = read_text(path)
        entries: dict[str, Any] = {} if text is None else from_json(text)
        return {key: _hold(key, entry) for key, entry in entries.items()}
    except (IsADirectoryError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        return None


def _hold(key: str, entry: dict[str, Any]) -> Hold:
    worst_case = None if entry["worst_case"] is None else Decimal(entry["worst_case"])
    if worst_case is not None and not worst_case >= 0:
        raise ValueError("a hold cannot be negative")
    time = datetime.fromisoformat(entry["time"])
    return Hold(key, str(entry["provider"]), str(entry["model"]), worst_case, time, str(entry["owner"]))


class HoldsFile:
    """`holds.json`, read anew only when somebody else wrote it; for one thread at a time, under the ledger's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: Stamp = None
        self._known: dict[str, Hold] | None = None
        """What the file holds; None when that is not known, or cannot be read."""
        self._texts: dict[str, tuple[Hold, str]] = {}

    def read(self) -> dict[str, Hold] | None:
        """As `read_holds`."""
        stamp = stamp_of(self.path)
        if self._known is None or stamp != self._stamp:
            self._stamp, self._known = stamp, read_holds(self.path)
        return None if self._known is None else dict(self._known)

    def write(self, holds: Mapping[str, Hold]) -> None:
        """Raises OSError, and then the file is as it was."""
        if holds == self._known:
            return
        self._texts = {key: self._text(key, hold) for key, hold in holds.items()}
        replace(self.path, "{" + ", ".join(text for _, text in self._texts.values()) + "}")
        self._stamp, self._known = stamp_of(self.path), dict(holds)

    def _text(self, key: str, hold: Hold) -> tuple[Hold, str]:
        known = self._texts.get(key)
        return known if known and known[0] is hold else (hold, f"{to_json(key)}: {to_json(_entry(hold))}")


def _entry(hold: Hold) -> dict[str, Any]:
    return {
        "provider": hold.provider,
        "model": hold.model,
        "worst_case": hold.worst_case,
        "time": hold.time.isoformat(),
        "owner": hold.owner,
    }


class Life:
    """The proof, for other processes, that this ledger is alive; and whether others are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "alive"
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock: BaseFileLock | None = None

    def begin(self) -> None:
        """Show that this ledger lives, if it does not yet. Raises OSError."""
        from filelock import FileLock

        path = self._path(self.name)
        if self._lock is None or not path.exists():
            lock = FileLock(path, timeout=0, thread_local=False)
            lock.acquire()
            self._lock = lock

    def lives(self, owner: str) -> bool:
        """Whether the ledger called `owner` still exists. Forgets a dead one. Raises OSError."""
        from filelock import FileLock, Timeout

        if owner == self.name:
            return True
        path = self._path(owner)
        if not path.exists():
            return False
        probe = FileLock(path, timeout=0)
        try:
            probe.acquire()
        except Timeout:
            return True
        probe.release()
        path.unlink(missing_ok=True)
        return False

    def forget_dead(self) -> None:
        """Remove what dead ledgers left. Raises OSError."""
        for path in self._folder.glob("*.lock"):
            self.lives(path.stem)

    def _path(self, owner: str) -> Path:
        return self._folder / f"{Path(owner).name}.lock"
