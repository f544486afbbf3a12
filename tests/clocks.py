"""A clock that tests move by hand; it never takes real time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ragfood.cancel import Cancel

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class FakeClock:
    """Implements `ragfood.clock.Clock`. Set `time` to set the wall clock alone, back as well as forward."""

    def __init__(self, time: datetime = NOON) -> None:
        self.time = time
        self.waits: list[float] = []
        """The seconds of every wait that was not cut short."""
        self.on_wait: Callable[[Cancel], None] = lambda cancel: None
        """What happens while somebody waits."""
        self._elapsed = 1000.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._elapsed += seconds
            self.time += timedelta(seconds=seconds)

    def wait(self, seconds: float, cancel: Cancel, bell: threading.Event | None = None) -> bool:
        self.on_wait(cancel)
        if cancel.is_set() or (bell and bell.is_set()):
            return cancel.is_set()
        self.waits.append(seconds)
        self.advance(seconds)
        return False
