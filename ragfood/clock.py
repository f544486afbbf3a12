"""What time it is and how to wait: an argument everywhere, so that tests need no real time."""

from __future__ import annotations

import time
from datetime import datetime, tzinfo
from typing import Protocol

from ragfood.cancel import Cancel


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, with its time zone (the one that decides the day)."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that is never set back."""
        ...

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        """Wait until `seconds` have passed (False) or `cancel` is set (True)."""
        ...


class SystemClock:
    """The machine's own time, told in one stated zone."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(self._zone) if self._zone else datetime.now().astimezone()

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        return cancel.wait(seconds)
