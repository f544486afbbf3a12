"""Who has a page open, and what is ended once nobody has: an answer is paid for because somebody waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from ragfood.clock import Clock

_MOST_VIEWERS = 500
"""Sessions that are remembered although they may have ended."""


@dataclass(frozen=True)
class Viewer:
    """One tab of a browser: whose it is, the ids of what it shows, and whether it is still there."""

    visitor: str
    shows: frozenset[str]
    connected: Callable[[], bool]


@dataclass(frozen=True)
class Work:
    """What costs money while it is `under_way`, begun on a page by `visitor` and shown under the id `shown`."""

    visitor: str
    shown: str
    under_way: Callable[[], bool]
    abandon: Callable[[], None]


class Audience:
    """Shared by all visitors of a process. A thread looks while something is under way, and ends when nothing is."""

    def __init__(self, clock: Clock, every_s: float = 0.1) -> None:
        self._clock = clock
        self._every_s = every_s
        self._lock = threading.Lock()
        self._viewers: dict[str, Viewer] = {}
        self._works: dict[Work, tuple[float, float]] = {}
        """When each was last watched, and for how many seconds nobody need watch it."""
        self._thread: threading.Thread | None = None

    def attend(self, session: str, viewer: Viewer) -> None:
        """Note what the tab `session` shows now."""
        with self._lock:
            self._viewers[session] = viewer
            if len(self._viewers) > _MOST_VIEWERS:
                self._viewers = {key: each for key, each in self._viewers.items() if each.connected()}

    def keep(self, work: Work, patience_s: float) -> None:
        """Abandon `work` once no tab of its visitor, and none that shows it, was there for `patience_s`."""
        with self._lock:
            self._works[work] = (self._clock.monotonic(), patience_s)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="audience", daemon=True)
                self._thread.start()

    def look(self) -> None:
        """Look once who is there, and abandon what nobody waited for longer than it may be left alone."""
        left = []
        with self._lock:
            now = self._clock.monotonic()
            there = [viewer for viewer in self._viewers.values() if viewer.connected()] if self._works else []
            for work, (seen, patience_s) in list(self._works.items()):
                if not work.under_way():
                    del self._works[work]
                elif any(_waits_for(work, viewer) for viewer in there):
                    self._works[work] = (now, patience_s)
                elif now - seen >= patience_s:
                    del self._works[work]
                    left.append(work)
        for work in left:
            work.abandon()

    def _watch(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._every_s)
            self.look()
            with self._lock:
                if not self._works:
                    self._thread = None
                    return


def _waits_for(work: Work, viewer: Viewer) -> bool:
    return viewer.visitor == work.visitor or work.shown in viewer.shows
