"""Rebuilding: an index made anew in a thread of its own, and how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rebuild:
    """Begun when it is made. Whoever shows it looks at `what`, `share` and `done` now and then."""

    def __init__(self, prepare: Callable[[Callable[[int, int, str], None]], None]) -> None:
        """`prepare` makes the index and calls what it is given with (done, total, what)."""
        self.what = ""
        self.share = 0.0
        self._prepare = prepare
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Whether it was done within `seconds`."""
        self._thread.join(seconds)
        return self.done

    def _run(self) -> None:
        self._prepare(self._progress)

    def _progress(self, done: int, total: int, what: str) -> None:
        self.what, self.share = what, min(1.0, done / total) if total else 0.0
