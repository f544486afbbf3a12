"""What time it is and how to wait: an argument everywhere, so that tests need no real time."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from threading import Event
from typing import Protocol
from zoneinfo import ZoneInfo

from ragfood.cancel import Cancel


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, with its time zone (the one that decides the day)."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that is never set back."""
        ...

    def wait(self, seconds: float, cancel: Cancel, bell: Event | None = None) -> bool:
        """Wait until `seconds` have passed or `bell` is set (False), or `cancel` is set (True)."""
        ...


class SystemClock:
    """The machine's own time, told in one stated zone."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(self._zone) if self._zone else datetime.now().astimezone()

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float, cancel: Cancel, bell: Event | None = None) -> bool:
        if bell is None:
            return cancel.wait(seconds)
        with cancel.ringing(bell):
            bell.wait(seconds)
        return cancel.is_set()


def machine_zone(environ: Mapping[str, str], link: Path = Path("/etc/localtime")) -> tzinfo | None:
    """The zone that this machine is set to, which knows of its summer time; None when it cannot be told, and
    only the present distance from UTC is known. `TZ` of `environ` wins over the system's `link`, as in C.
    """
    named = environ.get("TZ")
    if named is not None:
        return _zone(named.removeprefix(":") or "UTC")
    _, found, name = str(link.resolve()).partition("zoneinfo/")
    return (_zone(name) if found else None) or _zone(str(link))


def _zone(name: str) -> tzinfo | None:
    """The zone of a name such as Europe/Berlin, or of a file that describes one."""
    try:
        if not name.startswith("/"):
            return ZoneInfo(name)
        with Path(name).open("rb") as file:
            return ZoneInfo.from_file(file)
    except (OSError, ValueError, KeyError):
        return None
