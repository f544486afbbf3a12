"""Limits as Groq keeps them: by the minute and the day, dripping back continuously."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one model may be asked for: requests and tokens a minute and a day; None = no limit."""

    rpm: int | None = None
    rpd: int | None = None
    tpm: int | None = None
    tpd: int | None = None


@dataclass
class Bucket:
    """A limit that drips back continuously, as Groq's do."""

    limit: int
    window_s: float
    used: float = 0.0
    at: float = 0.0

    def drip(self, now: float) -> None:
        self.used = max(0.0, self.used - (now - self.at) * self.limit / self.window_s)
        self.at = now

    def wait_for(self, amount: float) -> float:
        return max(0.0, self.used + amount - self.limit) * self.window_s / self.limit

    @property
    def reset_s(self) -> float:
        return self.used * self.window_s / self.limit


def duration(seconds: float) -> str:
    """As Go writes it: 585ms, 7.66s, 1m26.4s, 1h31m0s."""
    if seconds < 1:
        return f"{math.ceil(seconds * 1000)}ms"
    hours, rest = divmod(round(seconds, 2), 3600)
    minutes, rest = divmod(rest, 60)
    return (f"{hours:.0f}h" if hours else "") + (f"{minutes:.0f}m" if hours or minutes else "") + f"{rest:.6g}s"
