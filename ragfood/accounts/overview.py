"""The month and today at a glance: spent, held, limits, where it is heading, what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from ragfood.accounts import Accounts
from ragfood.accounts.series import costs_by_day
from ragfood.accounts.sheets import Sheet, hours_of
from ragfood.accounts.worth import Savings, savings
from ragfood.forecast import DayOutlook, MonthOutlook, day_outlook, month_outlook
from ragfood.ledger import Ledger, Standing
from ragfood.models import ModelTable

_PACE_HOURS = 2
"""Whole hours before this one whose pace today is taken to go on with."""


@dataclass(frozen=True)
class Overview:
    now: datetime
    sheets: list[Sheet]
    """Of all days."""
    counted: float
    """Share of the calls that the sheets count, 0 to 1."""
    standing: Standing
    month: MonthOutlook
    day: DayOutlook
    saved: Savings
    """This month."""
    reference: str
    """The Groq model whose price stands for what is not paid."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def earliest(self) -> date:
        """The first day of the log; today when it is empty."""
        return date.fromisoformat(self.sheets[0].day) if self.sheets else self.today


def overview(accounts: Accounts, ledger: Ledger, table: ModelTable, model: str, now: datetime) -> Overview:
    """`model` is Groq's as set, "" for the first of the table that is served. Raises LedgerTrouble."""
    sheets, counted = accounts.sheets()
    standing = ledger.standing()
    reference = model or next(iter(table.candidates(now.date())), "")
    recent, since = pace_today(sheets, now)
    month = now.date().isoformat()[:7]
    return Overview(
        now,
        sheets,
        counted,
        standing,
        month_outlook(costs_by_day(sheets), now.date(), standing.monthly_limit),
        day_outlook(standing.spent_today, recent, since, now, standing.resets.day, standing.daily_limit),
        savings((row for row in sheets if row.day.startswith(month)), table, reference),
        reference,
    )


def pace_today(sheets: list[Sheet], now: datetime) -> tuple[Decimal, datetime]:
    """US dollars spent today since a while ago, and when that was: the beginning of the hour before the
    last, or midnight where hours are not known.
    """
    rows = [row for row in sheets if row.day == now.date().isoformat()]
    hours = hours_of(rows)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    first = max(now.hour - _PACE_HOURS, 0)
    if not hours:
        return sum((row.cost for row in rows), Decimal(0)), midnight
    recent = sum((hour.cost for number, hour in hours.items() if number >= first), Decimal(0))
    return recent, midnight + timedelta(hours=first)
