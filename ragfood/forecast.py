"""Where the month's and the day's cost are heading: from what the last days and hours have cost."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

_LOOKS_BACK_DAYS = 7
_VARIES_OVER_DAYS = 28
_BAND = Decimal("1.28")
"""Standard deviations on both sides that hold four of five outcomes."""


@dataclass(frozen=True)
class Ahead:
    """The month's cost at the end of a day to come; US dollars."""

    day: date
    expected: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class MonthOutlook:
    """`low` and `high` hold four of five outcomes if days go on varying as they did in the last four weeks."""

    spent: Decimal
    expected: Decimal
    low: Decimal
    high: Decimal
    path: tuple[Ahead, ...]
    """The days left after today."""
    reached: date | None
    """The day on which the limit will be used up at the expected pace; today when it is."""
    reached_early: date | None
    """The same at the band's upper edge."""


@dataclass(frozen=True)
class DayOutlook:
    """Where today is heading at the pace of the last hours."""

    expected: Decimal
    """US dollars at the end of the day."""
    reached: datetime | None
    """When the limit will be used up; None if not before the day ends."""


def month_end_cost(cost_by_day: Mapping[str, Decimal], today: date) -> Decimal:
    """US dollars that this month will have cost at its end, if every day left costs what a day of the last
    week did on average: `spent + mean of the last 7 days x days left after today`. Days are `YYYY-MM-DD`.

    The week begins with the first day ever booked if that is later, so that a new log is not diluted.
    """
    return _spent(cost_by_day, today) + _mean(_last(cost_by_day, today, _LOOKS_BACK_DAYS)) * _days_left(today)


def month_outlook(cost_by_day: Mapping[str, Decimal], today: date, limit: Decimal) -> MonthOutlook:
    """As `month_end_cost`, with the band around it and the day when `limit` (US dollars) is reached."""
    spent, pace = _spent(cost_by_day, today), _mean(_last(cost_by_day, today, _LOOKS_BACK_DAYS))
    path = tuple(
        _ahead(today, number, spent, pace, _last(cost_by_day, today, _VARIES_OVER_DAYS))
        for number in range(1, _days_left(today) + 1)
    )
    end = path[-1] if path else Ahead(today, spent, spent, spent)
    return MonthOutlook(
        spent,
        end.expected,
        end.low,
        end.high,
        path,
        reached=today if spent >= limit else _reached([(each.day, each.expected) for each in path], limit),
        reached_early=today if spent >= limit else _reached([(each.day, each.high) for each in path], limit),
    )


def day_outlook(
    spent: Decimal, recent: Decimal, since: datetime, now: datetime, reset: datetime, limit: Decimal
) -> DayOutlook:
    """Where today's cost is heading: `spent` so far, `recent` of it since `since`. All US dollars; the day
    ends at `reset`.
    """
    if spent >= limit:
        return DayOutlook(spent, now)
    elapsed = Decimal(max((now - since).total_seconds(), 60))
    pace = recent / elapsed
    left = Decimal(max((reset - now).total_seconds(), 0))
    seconds = (limit - spent) / pace if pace else left + 1
    return DayOutlook(spent + pace * left, now + timedelta(seconds=float(seconds)) if seconds <= left else None)


def _ahead(today: date, number: int, spent: Decimal, pace: Decimal, days: list[Decimal]) -> Ahead:
    """The uncertainty is that of each day to come and that of the mean itself."""
    spread = _deviation(days)
    width = _BAND * spread * (Decimal(number) + Decimal(number * number) / max(len(days), 1)).sqrt()
    more = pace * number
    day = today + timedelta(days=number)
    return Ahead(day, spent + more, spent + max(Decimal(0), more - width), spent + more + width)


def _deviation(days: list[Decimal]) -> Decimal:
    """Of a single day nothing is known, so it is taken to vary by as much as it cost."""
    mean = _mean(days)
    if len(days) < 2:
        return mean
    return (sum(((day - mean) ** 2 for day in days), Decimal(0)) / (len(days) - 1)).sqrt()


def _reached(costs: list[tuple[date, Decimal]], limit: Decimal) -> date | None:
    return next((day for day, cost in costs if cost >= limit), None)


def _spent(cost_by_day: Mapping[str, Decimal], today: date) -> Decimal:
    this_month = today.strftime("%Y-%m")
    return sum((cost for day, cost in cost_by_day.items() if day.startswith(this_month)), Decimal(0))


def _last(cost_by_day: Mapping[str, Decimal], today: date, days: int) -> list[Decimal]:
    back = [(today - timedelta(days=number)).isoformat() for number in range(days)]
    first = min(cost_by_day, default=today.isoformat())
    return [cost_by_day.get(day, Decimal(0)) for day in back if day >= first]


def _mean(costs: list[Decimal]) -> Decimal:
    return sum(costs, Decimal(0)) / max(len(costs), 1)


def _days_left(today: date) -> int:
    return calendar.monthrange(today.year, today.month)[1] - today.day
