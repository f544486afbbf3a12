"""A measured figure beside its target."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`met` is False when `value` is beyond `target`, in the direction that `at_least` says."""

    name: str
    value: float
    unit: str
    target: float
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target

    def line(self) -> str:
        sign = "≥" if self.at_least else "≤"
        mark = "ok  " if self.met else "MISS"
        note = f"   ({self.note})" if self.note else ""
        return f"{mark} {self.name}: {self.value:.3g} {self.unit} (target {sign} {self.target:g}){note}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of all lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
