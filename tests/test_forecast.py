"""Where the month is heading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ragfood.forecast import month_end_cost


def test_every_day_left_costs_what_a_day_of_the_last_week_did() -> None:
    days = {f"2026-11-{day:02d}": Decimal("0.10") for day in range(1, 21)}
    assert month_end_cost(days, date(2026, 11, 20)) == Decimal("3.00")


def test_a_log_that_began_yesterday_is_not_diluted_by_days_before_it() -> None:
    days = {"2026-11-19": Decimal("0.20"), "2026-11-20": Decimal("0.40")}
    assert month_end_cost(days, date(2026, 11, 20)) == Decimal("3.60")


def test_other_months_are_not_counted_as_spent_and_days_without_calls_cost_nothing() -> None:
    days = {"2026-10-30": Decimal(7), "2026-11-01": Decimal(0)}
    assert month_end_cost(days, date(2026, 11, 20)) == 0
    assert month_end_cost({}, date(2026, 11, 20)) == 0
