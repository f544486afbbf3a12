"""The calls of a day and model in short: how they ended, how long they took, how each hour went; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ragfood.accounts.spread import Spread, class_of, merged
from ragfood.errors import Declined, Unwatched
from ragfood.ledger import CallRecord

ENDS = ("answered", "fallback", "cached", "stopped", "declined", "failed", "refused")
"""How a call ended. `fallback`: answered after another provider had declined. `failed`: broke off, or
nobody saw its end. `refused`: nobody was reached, which is no request."""


@dataclass(frozen=True)
class Hour:
    """One hour of one model: what worked, what the provider failed at, US dollars."""

    well: int = 0
    badly: int = 0
    cost: Decimal = Decimal(0)


@dataclass(frozen=True)
class Digest:
    """Of the calls of one day to one model."""

    ends: Mapping[str, int] = field(default_factory=dict)
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    first: Spread = Spread()
    """Seconds to the first token, of calls that were answered."""
    total: Spread = Spread()
    hours: Mapping[int, Hour] = field(default_factory=dict)
    """Hour of the day, 0 to 23, to how it went."""

    def __add__(self, other: Digest) -> Digest:
        return Digest(
            Counter(self.ends) + Counter(other.ends),
            self.cached_tokens + other.cached_tokens,
            self.reasoning_tokens + other.reasoning_tokens,
            merged([self.first, other.first]),
            merged([self.total, other.total]),
            added([self.hours, other.hours]),
        )


def added(days: Iterable[Mapping[int, Hour]]) -> dict[int, Hour]:
    """The same hours of all days as one."""
    sums: dict[int, list[Any]] = {}
    for day in days:
        for number, hour in day.items():
            parts = sums.setdefault(number, [0, 0, Decimal(0)])
            parts[0] += hour.well
            parts[1] += hour.badly
            parts[2] += hour.cost
    return {number: Hour(*parts) for number, parts in sorted(sums.items())}


class Counting:
    """Sums calls of one day and model one by one."""

    def __init__(self) -> None:
        self._ends = Counter[str]()
        self._cached_tokens = self._reasoning_tokens = 0
        self._first, self._total = Counter[int](), Counter[int]()
        self._hours: dict[int, list[Any]] = {}

    def take(self, call: CallRecord) -> None:
        end = end_of(call)
        self._ends[end] += 1
        self._cached_tokens += call.usage.cached_tokens
        self._reasoning_tokens += call.usage.reasoning_tokens
        if call.outcome == "answered":
            if call.first_token_s is not None:
                self._first[class_of(call.first_token_s)] += 1
            if call.total_s is not None:
                self._total[class_of(call.total_s)] += 1
        if call.time and end != "cached":
            hour = self._hours.setdefault(call.time.hour, [0, 0, Decimal(0)])
            hour[0] += end in ("answered", "fallback", "stopped")
            hour[1] += is_trouble(call)
            hour[2] += call.cost or 0

    def digest(self) -> Digest:
        return Digest(
            self._ends,
            self._cached_tokens,
            self._reasoning_tokens,
            Spread(self._first),
            Spread(self._total),
            {number: Hour(*parts) for number, parts in self._hours.items()},
        )


def end_of(call: CallRecord) -> str:
    """One of ENDS."""
    match call.outcome:
        case "answered":
            return "fallback" if call.fallback else "answered"
        case "abandoned" if call.reason == Unwatched.code:
            return "stopped"
        case "interrupted" | "abandoned":
            return "failed"
        case other:
            return str(other)


def is_trouble(call: CallRecord) -> bool:
    """Whether the provider failed at it, rather than our own limits or a person who left."""
    return call.outcome in ("declined", "interrupted", "refused") and call.reason not in _harmless()


@lru_cache(maxsize=1)
def _harmless() -> frozenset[str]:
    def family(kind: type[Declined]) -> Iterable[type[Declined]]:
        yield kind
        for child in kind.__subclasses__():
            yield from family(child)

    return frozenset(kind.code for kind in family(Declined) if not kind.trouble)


def digest_to_json(digest: Digest) -> dict[str, Any]:
    """Plain values that `digest_from_json` turns into an equal digest."""
    return {
        "ends": dict(digest.ends),
        "cached_tokens": digest.cached_tokens,
        "reasoning_tokens": digest.reasoning_tokens,
        "first": _classes(digest.first),
        "total": _classes(digest.total),
        "hours": {str(number): [hour.well, hour.badly, str(hour.cost)] for number, hour in digest.hours.items()},
    }


def digest_from_json(plain: Mapping[str, Any]) -> Digest:
    """Raises KeyError, TypeError, ValueError or ArithmeticError on anything else."""
    return Digest(
        {name: int(plain["ends"][name]) for name in ENDS if name in plain["ends"]},
        int(plain["cached_tokens"]),
        int(plain["reasoning_tokens"]),
        _spread(plain["first"]),
        _spread(plain["total"]),
        {int(number): Hour(int(w), int(b), Decimal(cost)) for number, (w, b, cost) in plain["hours"].items()},
    )


def _spread(plain: Mapping[str, int]) -> Spread:
    return Spread({int(number): int(count) for number, count in plain.items()})


def _classes(spread: Spread) -> dict[str, int]:
    return {str(number): count for number, count in sorted(spread.counts.items())}
