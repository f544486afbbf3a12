"""What a span came to, bar by bar: by hour, day, week or month; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from ragfood.accounts.digest import ENDS
from ragfood.accounts.periods import Unit, bar_of
from ragfood.accounts.sheets import Sheet, sum_of

ALL_ENDS = (*ENDS, "unrecorded")


@dataclass(frozen=True)
class Bar:
    """One model from `begin` to `end`, wall-clock time without a zone."""

    begin: datetime
    end: datetime
    provider: str
    model: str
    cost: Decimal
    """US dollars."""
    input_tokens: int = 0
    output_tokens: int = 0
    ends: Counter[str] | None = None
    """One of ALL_ENDS to how many calls ended so."""


def bars(sheets: Iterable[Sheet], unit: Unit) -> list[Bar]:
    """A bar for each model and hour, day, week or month that has calls. By the hour only costs are known,
    and a day whose hours are not known is one bar.
    """
    if unit == "hour":
        return [bar for row in sheets for bar in (_hours(row) or _days([row], "day"))]
    return _days(sheets, unit)


def _hours(row: Sheet) -> list[Bar]:
    midnight = datetime.combine(date.fromisoformat(row.day), time())
    return [
        Bar(midnight + timedelta(hours=at), midnight + timedelta(hours=at + 1), row.provider, row.model, hour.cost)
        for at, hour in row.hours.items()
    ]


def joined(sheets: Iterable[Sheet], unit: Unit) -> list[Sheet]:
    """A sheet for each model and day, week or month that has calls, under its first day; as in `sum_of`,
    without times and hours.
    """
    begins: dict[str, str] = {}
    groups: dict[tuple[str, str, str], list[Sheet]] = {}
    for row in sheets:
        if row.day not in begins:
            begins[row.day] = bar_of(date.fromisoformat(row.day), unit)[0].isoformat()
        groups.setdefault((begins[row.day], row.provider, row.model), []).append(row)
    return [
        sum_of(rows, day=day, provider=provider, model=model) for (day, provider, model), rows in sorted(groups.items())
    ]


def _days(sheets: Iterable[Sheet], unit: Unit) -> list[Bar]:
    return [_bar(row, unit) for row in joined(sheets, unit)]


def _bar(row: Sheet, unit: Unit) -> Bar:
    begin, end = bar_of(date.fromisoformat(row.day), unit)
    return Bar(
        datetime.combine(begin, time()),
        datetime.combine(end, time()),
        row.provider,
        row.model,
        row.cost,
        row.input_tokens,
        row.output_tokens,
        Counter({each: getattr(row, each) for each in ALL_ENDS}),
    )


def costs_by_day(sheets: Iterable[Sheet]) -> dict[str, Decimal]:
    """Day (`YYYY-MM-DD`) to US dollars, in order."""
    costs: dict[str, Decimal] = {}
    for row in sheets:
        costs[row.day] = costs.get(row.day, Decimal(0)) + row.cost
    return dict(sorted(costs.items()))


def month_so_far(costs: dict[str, Decimal], today: date) -> list[tuple[date, Decimal]]:
    """Every day of this month until today with what the month had cost at its end."""
    total, found = Decimal(0), []
    for number in range(1, today.day + 1):
        day = today.replace(day=number)
        total += costs.get(day.isoformat(), Decimal(0))
        found.append((day, total))
    return found
