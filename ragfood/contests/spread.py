"""What a set of measurements amounts to, and whether a majority of votes could be chance; pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Spread:
    """Of `count` measurements, one at least, in their own unit."""

    count: int
    mean: float
    median: float
    least: float
    most: float
    deviation: float | None
    """Standard deviation of a sample (n - 1); None for a single measurement."""
    p95: float


def spread(measured: Collection[float]) -> Spread | None:
    """None when nothing was measured."""
    if not measured:
        return None
    return Spread(
        count=len(measured),
        mean=statistics.fmean(measured),
        median=statistics.median(measured),
        least=min(measured),
        most=max(measured),
        deviation=statistics.stdev(measured) if len(measured) > 1 else None,
        p95=percentile(sorted(measured), 0.95),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `ordered` lie, in a straight line between the two nearest,
    as numpy's default has it.
    """
    place = (len(ordered) - 1) * share
    below, above = math.floor(place), math.ceil(place)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


LEAST_DECIDED = 6
"""Votes: with fewer, not even a unanimous result is below 5 % by chance (2 x 0.5^5 = 6.3 %)."""


def sign_test(wins: int, losses: int) -> float:
    """The chance of a result at least as lopsided if both were equally good: the exact two-sided sign test,
    `min(1, 2 x sum of C(n, k) / 2^n for k from 0 to the smaller count)`; those undecided are left out.
    """
    decided, fewer = wins + losses, min(wins, losses)
    as_lopsided: int = sum(math.comb(decided, k) for k in range(fewer + 1))
    return min(1.0, float(Fraction(2 * as_lopsided, 2**decided)))
