"""Who waits for a model and who has been let in: places in a line, and permits that become calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from ragfood.cancel import Cancel
from ragfood.clock import Clock
from ragfood.limits.gauge import Gauge
from ragfood.limits.standing import Wait
from ragfood.models import ModelLimits
from ragfood.providers import RateHeaders

Change = Callable[[Gauge], None]
"""Something that happened, as it changes the count of what is used."""

_WEIGHT = 0.2
_FIRST_LOOKS_S, _OTHERS_LOOK_S = 0.25, 1.0


@dataclass
class Line:
    """Who waits for one model in this process, in the order they came."""

    model: str
    limits: ModelLimits
    places: list[Place] = field(default_factory=list)
    unwritten: list[Change] = field(default_factory=list)
    """What has happened and is not in the file yet."""
    call_s: float = 1.5
    """How long calls take of late."""
    used_share: float = 0.5
    """What they use of the tokens they are charged with."""

    def learn(self, call_s: float, used_share: float | None) -> None:
        """From a call that is over, for the waits to expect; None when its use is not known."""
        self.call_s += _WEIGHT * (call_s - self.call_s)
        if used_share is not None:
            self.used_share += _WEIGHT * (min(used_share, 1.0) - self.used_share)


class Door(Protocol):
    """What places and permits ask of the limiter."""

    def enter(self, place: Place) -> Permit | Wait: ...

    def leave(self, place: Place) -> None: ...

    def hear(self, permit: Permit, rate: RateHeaders) -> None: ...

    def end(self, permit: Permit, *changes: Change) -> None: ...


class Place:
    """One request's place in the line. Leaving the `with` gives it up, unless it has been entered."""

    def __init__(self, door: Door, line: Line, tokens: int, clock: Clock) -> None:
        self.line = line
        self.tokens = tokens
        self.came = clock.monotonic()
        self.position = len(line.places)
        self.stands = False
        """Whether other processes know of it and wait behind it."""
        self.woken = Event()
        """Set when something has changed for it in this process since it last tried."""
        self._door = door
        self._clock = clock

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def try_enter(self) -> Permit | Wait:
        """Go, or how long to wait. Raises RequestTooLarge when it can never go because the vendor's headers
        have lowered the limit meanwhile; ValueError after it was left or entered.
        """
        return self._door.enter(self)

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        """Wait until it makes sense to try again: at most `seconds`, and no longer than somebody else in this
        process takes to make room. The first in line looks around every quarter of a second in any case,
        since other processes make room as well. True when `cancel` is set.
        """
        if self.woken.is_set():
            return cancel.is_set()
        return self._clock.wait(min(seconds, _OTHERS_LOOK_S if self.position else _FIRST_LOOKS_S), cancel, self.woken)

    def leave(self) -> None:
        """Any number of times."""
        self._door.leave(self)


class Permit:
    """Leave to make one call. It ends with the first of `done`, `refused` and `unused`; leaving the `with`
    without any of them frees its slot and takes all its tokens as used.
    """

    def __init__(self, door: Door, line: Line, tokens: int, slot: int, since: float) -> None:
        self.line = line
        self.slot = slot
        self.since = since
        self.over = False
        self.used_share: float | None = None
        self._tokens = tokens
        self._door = door
        self._heard: RateHeaders | None = None

    def __enter__(self) -> Permit:
        return self

    def __exit__(self, *_: object) -> None:
        self._door.end(self)

    def hear(self, rate: RateHeaders) -> None:
        """What the reply's headers say, best told as soon as they are there."""
        self._heard = rate
        self._door.hear(self, rate)

    def done(self, tokens_used: int, rate: RateHeaders | None = None) -> None:
        """Answered, or broken off after its first text, with so many tokens of prompt and answer: the others
        are given back; what it took beyond its charge is charged as well. `rate` if it was not heard yet.
        """
        if rate is not None and rate is not self._heard:
            self.hear(rate)
        used = max(tokens_used, 0)
        self.used_share = used / max(self._tokens, 1)
        self._door.end(self, lambda gauge: gauge.settle(self._tokens, used, self.since), Gauge.went_well)

    def refused(self, retry_after: float | None, *, lasting: bool, rate: RateHeaders | None = None) -> None:
        """The vendor said 429: nobody goes for `retry_after` seconds; `lasting` for a limit per day."""

        def refuse(gauge: Gauge) -> None:
            # The vendor's count is without this request, so it is compared with ours without it.
            gauge.settle(self._tokens, 0, self.since)
            if rate is not None:
                gauge.hear(rate, gauge.at)
            gauge.was_refused(retry_after, lasting=lasting)

        self._door.end(self, refuse)

    def unused(self) -> None:
        """The vendor never saw the request: its tokens are given back."""
        self._door.end(self, lambda gauge: gauge.settle(self._tokens, 0, self.since))
