"""Limits: how much may be asked of each model in a minute and a day, and who goes next.

    limits.bin       what is used, one record for each model, shared by all processes of a machine
    limits.bin.1 …   locked while a call is under way, one for each that may be at once

The limiter lets nobody wait by itself: it says how long, so that the caller can show it, be cancelled
and keep its deadline. The wall clock has no part in it.
"""

from __future__ import annotations

import threading
from pathlib import Path

from ragfood.clock import Clock
from ragfood.limits.gauge import Delay, Gauge
from ragfood.limits.line import Change, Line, Permit, Place
from ragfood.limits.locked import Slots
from ragfood.limits.slate import Slate
from ragfood.limits.standing import LimitStatus, Wait, over_limit, too_large, too_many_waiting
from ragfood.models import ModelLimits
from ragfood.providers import RateHeaders

__all__ = ["LimitStatus", "Limiter", "Permit", "Place", "Wait", "over_limit"]

_SOON_S = 0.05
_NOW_S = 1e-6
"""A wait that is over but for rounding."""


class Limiter:
    """For any number of threads and processes. Constructing it creates nothing; the first try makes its files.

    `concurrent` calls may be under way at once on this machine, `in_flight` of them in this process,
    over all models; `burst` requests may go at once where a minute's limit would spread them.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        concurrent: int = 5,
        in_flight: int = 3,
        burst: int = 5,
        most_waiting: int = 100,
    ) -> None:
        self._clock = clock
        self._in_flight = in_flight
        self._burst = burst
        self._most_waiting = most_waiting
        self._slate = Slate(path)
        self._slots = Slots(path, concurrent)
        self._lock = threading.Lock()
        self._lines: dict[str, Line] = {}
        self._under_way = 0

    def queue(self, model: str, limits: ModelLimits, tokens: int) -> Place:
        """A place in the line for `model`, for one request of at most `tokens`, prompt and answer together.

        Raises RequestTooLarge when it can never go, OverLimit when too many wait already.
        """
        with self._lock:
            line = self._lines.get(model) or self._lines.setdefault(model, Line(model, limits))
            line.limits = limits
            if tokens > (limits.tokens_per_minute or 0):
                self._check_size(line, tokens)
            waiting = sum(len(each.places) for each in self._lines.values())
            if waiting >= self._most_waiting:
                raise too_many_waiting(waiting, waiting * line.call_s / self._in_flight)
            place = Place(self, line, tokens, self._clock)
            line.places.append(place)
            return place

    def status(self, model: str, limits: ModelLimits | None = None) -> LimitStatus:
        """Where `model` stands; `limits` are needed only if nothing was queued for it yet."""
        with self._lock:
            line = self._lines.get(model) or Line(model, limits or ModelLimits())
            gauge = self._look(line)
            return LimitStatus(
                model=model,
                rate_per_minute=gauge.rate,
                requests_per_minute=gauge.requests_per_minute,
                tokens_left=_left(gauge.tokens_per_minute, gauge.tokens),
                tokens_per_minute=_whole(gauge.tokens_per_minute),
                requests_left_today=_left(gauge.requests_per_day, gauge.requests_today),
                requests_per_day=_whole(gauge.requests_per_day),
                tokens_left_today=_left(gauge.tokens_per_day, gauge.tokens_today),
                tokens_per_day=_whole(gauge.tokens_per_day),
                pause_s=max(gauge.paused_until - gauge.at, 0.0),
                waiting=len(line.places),
                in_flight=self._slots.taken(),
                shared=not self._slate.alone,
            )

    def enter(self, place: Place) -> Permit | Wait:
        """For `Place.try_enter`."""
        with self._lock:
            place.woken.clear()
            line = place.line
            place.position = line.places.index(place)
            if not self._slate.lock():
                return Wait(place.position, _SOON_S, "another program holds the count of what is used")
            try:
                return self._enter(line, place)
            finally:
                self._slate.unlock()

    def leave(self, place: Place) -> None:
        """For `Place.leave`."""
        with self._lock:
            if place in place.line.places:
                place.line.places.remove(place)
                if place.stands:
                    self._note(place.line, lambda gauge: gauge.step_aside(place.came))
                self._wake()

    def hear(self, permit: Permit, rate: RateHeaders) -> None:
        """For `Permit.hear`. Counts in this process at once, and is written with what comes next."""
        moment = self._clock.monotonic()
        with self._lock:
            permit.line.unwritten.append(lambda gauge: gauge.hear(rate, moment))

    def end(self, permit: Permit, *changes: Change) -> None:
        """For `Permit`: the call is over, which is told once."""
        with self._lock:
            if permit.over:
                return
            permit.over = True
            self._under_way -= 1
            self._slots.give_back(permit.slot)
            permit.line.learn(self._clock.monotonic() - permit.since, permit.used_share)
            self._note(permit.line, *changes)
            self._wake()

    def _enter(self, line: Line, place: Place) -> Permit | Wait:
        gauge = self._gauge(line)
        if place.tokens > gauge.largest:
            raise too_large(line.model, place.tokens, gauge.largest)
        before = gauge.others_before(place.came, own=line.places[0].came)
        position = place.position + before
        delay = self._delay(line, place, gauge, before)
        free = delay.seconds <= _NOW_S and (position == 0 or (before == 0 and _room_for_all(line, place, gauge)))
        slot = self._slots.take() if free else None
        if slot is not None:
            return self._let_in(line, place, gauge, slot)
        if place.position == 0:
            self._stand(place, gauge)
            self._write(line, gauge)
        if position == 0 and delay.seconds <= _NOW_S:
            delay = Delay(line.call_s / 2, "calls at once")
        return Wait(position, max(delay.seconds, _SOON_S if position else 0.0), delay.why, delay.lasting)

    def _delay(self, line: Line, place: Place, gauge: Gauge, before: int) -> Delay:
        ahead = before * place.tokens
        if place.position:
            ahead += sum(each.tokens for each in line.places[: place.position])
        delay = gauge.delay(place.position + before + 1, place.tokens + ahead * line.used_share)
        short = self._under_way + place.position + 1 - self._in_flight
        free_in = line.call_s * short / self._in_flight
        return delay if free_in <= delay.seconds else Delay(free_in, "calls at once", delay.lasting)

    def _let_in(self, line: Line, place: Place, gauge: Gauge, slot: int) -> Permit:
        self._under_way += 1
        line.places.remove(place)
        gauge.take(place.tokens)
        gauge.step_aside(place.came)
        if line.places:
            self._stand(line.places[0], gauge)
        self._write(line, gauge)
        self._wake()
        return Permit(self, line, place.tokens, slot, gauge.at)

    def _stand(self, place: Place, gauge: Gauge) -> None:
        """Other processes wait behind the first of this one, but not while this one has enough under way."""
        place.stands = self._under_way < self._in_flight
        if place.stands:
            gauge.stand(place.came)
        else:
            gauge.step_aside(place.came)

    def _check_size(self, line: Line, tokens: int) -> None:
        largest = self._look(line).largest
        if tokens > largest:
            raise too_large(line.model, tokens, largest)

    def _look(self, line: Line) -> Gauge:
        if self._slate.blank() or not self._slate.lock():
            record = self._slate.remembered(line.model)
            return Gauge.read(record, line.limits, self._burst, self._clock.monotonic())
        try:
            return self._gauge(line)
        finally:
            self._slate.unlock()

    def _note(self, line: Line, *changes: Change) -> None:
        line.unwritten += changes
        if line.unwritten and self._slate.lock():
            try:
                self._write(line, self._gauge(line))
            finally:
                self._slate.unlock()

    def _gauge(self, line: Line) -> Gauge:
        gauge = Gauge.read(self._slate.read(line.model), line.limits, self._burst, self._clock.monotonic())
        for change in line.unwritten:
            change(gauge)
        return gauge

    def _write(self, line: Line, gauge: Gauge) -> None:
        self._slate.write(line.model, gauge.packed())
        line.unwritten.clear()

    def _wake(self) -> None:
        for line in self._lines.values():
            for position, place in enumerate(line.places):
                place.position = position
                if position == 0:
                    place.woken.set()


def _room_for_all(line: Line, place: Place, gauge: Gauge) -> bool:
    """Whether those before `place` could all go as well: then nobody is overtaken and nobody needs to wait."""
    tokens = sum(each.tokens for each in line.places[: place.position + 1])
    return gauge.delay(place.position + 1, tokens).seconds <= _NOW_S


def _whole(limit: float | None) -> int | None:
    return int(limit) if limit else None


def _left(limit: float | None, used: float) -> int | None:
    return max(int(limit - used), 0) if limit else None
