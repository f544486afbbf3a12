"""Whether there is money for another call: limits per day and month, alerts, when they start anew; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from ragfood.errors import OverBudget
from ragfood.ledger.books import Books
from ragfood.ledger.holds import Hold
from ragfood.money import dollars

LEVELS = (50, 80, 100)
"""Per cent of a limit at which a person is told."""

_VARIABLES = {"day": "RAGFOOD_DAILY_BUDGET_USD", "month": "RAGFOOD_MONTHLY_BUDGET_USD"}


class Resets(NamedTuple):
    """When the next day and the next month begin, in the zone that decides the day."""

    day: datetime
    month: datetime


@dataclass(frozen=True)
class Allowance:
    """What may be spent in one day or month, and what of it is gone; US dollars."""

    period: Literal["day", "month"]
    name: str
    """`YYYY-MM-DD` or `YYYY-MM`."""
    limit: Decimal
    spent: Decimal
    held: Decimal
    """For calls under way, at their worst case."""
    reset: datetime
    full: bool
    """A call was refused because too much is spent already."""

    @property
    def level(self) -> int:
        """The highest of 50, 80 and 100 per cent that is spent; 0 below, 100 also when `full`."""
        if self.full:
            return LEVELS[-1]
        return max((level for level in LEVELS if self.spent * 100 >= self.limit * level), default=0)

    def fits(self, worst_case: Decimal | None, *, held: bool = True) -> bool:
        """Whether there is room; a call of unknown price (None) fits while anything is left."""
        taken = self.spent + (self.held if held else 0)
        return taken < self.limit if worst_case is None else taken + worst_case <= self.limit


@dataclass(frozen=True)
class Standing:
    """Where the budgets stand at one moment."""

    day: Allowance
    month: Allowance

    @property
    def spent_today(self) -> Decimal:
        return self.day.spent

    @property
    def held(self) -> Decimal:
        """Held for calls that began today and are under way."""
        return self.day.held

    @property
    def daily_limit(self) -> Decimal:
        return self.day.limit

    @property
    def spent_month(self) -> Decimal:
        return self.month.spent

    @property
    def monthly_limit(self) -> Decimal:
        return self.month.limit

    @property
    def resets(self) -> Resets:
        return Resets(self.day.reset, self.month.reset)

    @property
    def alert(self) -> int:
        """The highest of 50, 80 and 100 per cent that the day or the month has reached; 0 for none."""
        return max(self.day.level, self.month.level)


@dataclass(frozen=True)
class Alert:
    """A limit of which `level` per cent (50, 80 or 100) are spent."""

    period: Literal["day", "month"]
    name: str
    level: int
    spent: Decimal
    limit: Decimal


@dataclass(frozen=True)
class Budget:
    """What may be spent in a day and in a month, in US dollars."""

    daily: Decimal
    monthly: Decimal

    def standing(self, books: Books, holds: Collection[Hold], full: Collection[str], now: datetime) -> Standing:
        """`full` names the days and months for which a call was refused because of what is spent."""

        def allowance(period: Literal["day", "month"], name: str, limit: Decimal, reset: datetime) -> Allowance:
            held = sum((hold.amount for hold in holds if hold.day.startswith(name)), Decimal(0))
            return Allowance(period, name, limit, books.cost(name), held, reset, name in full)

        today, reset = now.date().isoformat(), resets(now)
        return Standing(
            allowance("day", today, self.daily, reset.day),
            allowance("month", today[:7], self.monthly, reset.month),
        )


def over_budget(allowance: Allowance, worst_case: Decimal | None, now: datetime) -> OverBudget:
    """What a person is told when a call does not fit; asks to come back when the period is over."""
    period = "today" if allowance.period == "day" else "this month"
    price = "its price is unknown" if worst_case is None else f"it may cost {dollars(worst_case)}"
    return OverBudget(
        f"The budget of {dollars(allowance.limit)} for {period} has no room for this call: "
        f"{dollars(allowance.spent, limit=allowance.limit)} spent, {dollars(allowance.held)} held for calls under way, "
        f"and {price}.",
        f"Raise it on the Costs page or in {_VARIABLES[allowance.period]}, or wait until "
        f"{allowance.reset:%Y-%m-%d %H:%M}; in auto mode Ollama goes on answering for free.",
        retry_after=max(0.0, (allowance.reset.astimezone(UTC) - now.astimezone(UTC)).total_seconds()),
    )


def alerts_of(standing: Standing) -> list[Alert]:
    """Every level that the day or the month has reached by spending."""
    return [
        Alert(each.period, each.name, level, each.spent, each.limit)
        for each in (standing.day, standing.month)
        for level in LEVELS
        if each.spent and level <= each.level
    ]


def resets(now: datetime) -> Resets:
    """The next day and the next month after `now`, in its zone, whatever the clocks do in between."""
    tomorrow = now.date() + timedelta(days=1)
    next_month = (now.date().replace(day=1) + timedelta(days=31)).replace(day=1)
    return Resets(_midnight(tomorrow, now), _midnight(next_month, now))


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
