"""A comparison under way, in threads of its own. Pages and terminals only watch it; leaving it loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from ragfood.cancel import Cancel
from ragfood.contests.plan import Plan
from ragfood.contests.trials import Comparison, Trial


@dataclass(frozen=True)
class Growing:
    """What there is of one contestant's answer at this moment."""

    question: int
    round: int
    phase: str
    text: str = ""


@dataclass(frozen=True)
class Moment:
    """All there is of a comparison at one moment."""

    comparison: Comparison
    growing: Mapping[int, Growing]
    """By the number of the contestant."""
    trouble: str = ""
    """Why it cannot be kept on disk; "" while it can."""

    @property
    def over(self) -> bool:
        return self.comparison.ended is not None


@dataclass
class Contest:
    """Shared between the threads that ask and all who watch."""

    plan: Plan
    comparison: Comparison
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _growing: dict[int, Growing] = field(default_factory=dict)
    _cancels: set[Cancel] = field(default_factory=set)
    _trouble: str = ""
    _version: int = 0
    _stopping: bool = False

    def now(self) -> Moment:
        with self._changed:
            return Moment(self.comparison, MappingProxyType(dict(self._growing)), self._trouble)

    def moments(self, *, at_least_every_s: float = 1.0, pace_s: float = 0.0) -> Iterator[Moment]:
        """As it stands, then every later moment up to the end; quick changes are joined. Yields again after
        `at_least_every_s` without a change, and not more often than every `pace_s`.
        """
        seen = -1
        while True:
            with self._changed:
                self._changed.wait_for(lambda seen=seen: self._version != seen, at_least_every_s)  # type: ignore[misc]
                seen = self._version
            moment = self.now()
            yield moment
            if moment.over:
                return
            if pace_s:
                self.wait(pace_s)

    def wait(self, timeout_s: float | None = None) -> Comparison | None:
        """The finished comparison; None when it is not over within `timeout_s`."""
        with self._changed:
            self._changed.wait_for(lambda: self.comparison.ended is not None, timeout_s)
            return self.comparison if self.comparison.ended else None

    @property
    def stopping(self) -> bool:
        return self._stopping

    @property
    def under_way(self) -> bool:
        return self.comparison.ended is None

    def stop(self) -> None:
        """End it as it stands: running answers are cut off, and what was measured is kept."""
        for cancel in self._stop():
            cancel.set()

    def abandon(self) -> None:
        """As `stop`, because nobody waits for it any more."""
        for cancel in self._stop():
            cancel.abandon()

    def _stop(self) -> Sequence[Cancel]:
        with self._changed:
            self._stopping = True
            self._bump()
            return tuple(self._cancels)

    def cancel(self) -> Cancel:
        """One for each call, set when the whole is stopped: a cancel knows only one call's connection."""
        cancel = Cancel()
        with self._changed:
            self._cancels.add(cancel)
            if self._stopping:
                cancel.set()
        return cancel

    def show(self, contestant: int, growing: Growing) -> None:
        with self._changed:
            self._growing[contestant] = growing
            self._bump()

    def add(self, trial: Trial) -> None:
        with self._changed:
            self._growing.pop(trial.contestant, None)
            self.comparison = replace(self.comparison, trials=(*self.comparison.trials, trial))
            self._bump()

    def trouble(self, happened: str) -> None:
        with self._changed:
            self._trouble = happened
            self._bump()

    def ended(self, when: datetime) -> Comparison:
        """The comparison as it will be when it is over; nobody is told yet."""
        with self._changed:
            trials = tuple(sorted(self.comparison.trials, key=lambda t: (t.round, t.question, t.contestant)))
            return replace(self.comparison, ended=when, stopped=self._stopping, trials=trials)

    def end(self, comparison: Comparison) -> None:
        with self._changed:
            self._growing.clear()
            self._cancels.clear()
            self.comparison = comparison
            self._bump()

    def _bump(self) -> None:
        self._version += 1
        self._changed.notify_all()
