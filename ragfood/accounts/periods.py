"""Spans of days that people look at, and the bars that a span is cut into; pure."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ragfood.accounts.sheets import Sheet

PRESETS = ("today", "7d", "30d", "month", "last-month", "year", "all", "own")
"""`month`, `last-month` and `year` are those of the calendar; `own` is what a person dated."""

Unit = Literal["hour", "day", "week", "month"]


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> Unit:
        """What a bar stands for, so that no chart has more than about a hundred unless it spans centuries."""
        if self.days == 1:
            return "hour"
        return "day" if self.days <= 92 else "week" if self.days <= 731 else "month"

    def of(self, sheets: Iterable[Sheet]) -> list[Sheet]:
        """The sheets of these days."""
        first, last = self.first.isoformat(), self.last.isoformat()
        return [row for row in sheets if first <= row.day <= last]


def span_of(preset: str, today: date, earliest: date, own: tuple[date, date] | None = None) -> Span:
    """The span of a preset; `earliest` is the first day of the log. Own dates may come in any order, and
    what is no preset is the month.
    """
    if preset == "own" and own:
        return Span(min(own), max(own))
    begins = {
        "today": today,
        "7d": today - timedelta(days=6),
        "30d": today - timedelta(days=29),
        "year": today.replace(month=1, day=1),
        "all": min(earliest, today),
    }
    if preset == "last-month":
        last = today.replace(day=1) - timedelta(days=1)
        return Span(last.replace(day=1), last)
    return Span(begins.get(preset, today.replace(day=1)), today)


def bar_of(day: date, unit: Unit) -> tuple[date, date]:
    """First day of the bar that `day` falls into, and first day of the next. Weeks begin on Monday."""
    if unit == "month":
        first = day.replace(day=1)
        return first, first + timedelta(days=calendar.monthrange(day.year, day.month)[1])
    first = day - timedelta(days=day.weekday()) if unit == "week" else day
    return first, first + timedelta(days=7 if unit == "week" else 1)
