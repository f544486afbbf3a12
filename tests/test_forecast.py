"""Where the month and the day are heading."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ragfood.forecast import day_outlook, month_end_cost, month_outlook

TODAY = date(2026, 11, 20)


def daily(cost: str, first: int = 1, last: int = 20) -> dict[str, Decimal]:
    return {f"2026-11-{day:02d}": Decimal(cost) for day in range(first, last + 1)}


def test_every_day_left_costs_what_a_day_of_the_last_week_did() -> None:
    assert month_end_cost(daily("0.10"), TODAY) == Decimal("3.00")


def test_a_log_that_began_yesterday_is_not_diluted_by_days_before_it() -> None:
    days = {"2026-11-19": Decimal("0.20"), "2026-11-20": Decimal("0.40")}
    assert month_end_cost(days, TODAY) == Decimal("3.60")


def test_other_months_are_not_counted_as_spent_and_days_without_calls_cost_nothing() -> None:
    days = {"2026-10-30": Decimal(7), "2026-11-01": Decimal(0)}
    assert month_end_cost(days, TODAY) == 0
    assert month_end_cost({}, TODAY) == 0


def test_days_that_never_vary_leave_no_doubt() -> None:
    out = month_outlook(daily("0.10"), TODAY, Decimal("10"))
    assert (out.spent, out.low, out.expected, out.high) == (Decimal("2.00"), *[Decimal("3.00")] * 3)
    assert [each.day.day for each in out.path] == list(range(21, 31))
    assert (out.reached, out.reached_early) == (None, None)


def test_the_day_is_told_on_which_the_limit_is_reached() -> None:
    assert month_outlook(daily("0.10"), TODAY, Decimal("2.40")).reached == date(2026, 11, 24)
    assert month_outlook(daily("0.10"), TODAY, Decimal("2.00")).reached == TODAY
    assert month_outlook(daily("0.10"), TODAY, Decimal("3.01")).reached is None


def test_days_that_vary_widen_the_band_and_it_may_reach_the_limit_where_the_mean_does_not() -> None:
    days = {f"2026-11-{day:02d}": Decimal("0.02") if day % 2 else Decimal("0.18") for day in range(1, 21)}
    out = month_outlook(days, TODAY, Decimal("3.40"))
    assert out.low < out.expected < out.high
    assert out.reached is None and out.reached_early is not None


def test_the_first_day_of_a_log_may_go_either_way() -> None:
    out = month_outlook({"2026-11-20": Decimal("0.10")}, TODAY, Decimal("10"))
    assert out.low == out.spent == Decimal("0.10")
    assert out.high > out.expected == Decimal("1.10")


def test_the_last_day_of_the_month_has_nothing_ahead() -> None:
    out = month_outlook({"2026-11-30": Decimal("1")}, date(2026, 11, 30), Decimal("10"))
    assert (out.path, out.low, out.expected, out.high) == ((), 1, 1, 1)


COSTS = st.dictionaries(
    st.dates(date(2026, 9, 1), date(2026, 11, 30)).map(date.isoformat),
    st.decimals(0, 5, places=6),
    max_size=40,
)


@given(COSTS, st.dates(date(2026, 11, 1), date(2026, 11, 30)), st.decimals(0, 50, places=2))
def test_the_band_holds_the_forecast_never_shrinks_and_never_takes_money_back(costs, today, limit) -> None:
    known = {day: cost for day, cost in costs.items() if day <= today.isoformat()}
    out = month_outlook(known, today, limit)
    assert out.spent <= out.low <= out.expected <= out.high
    assert out.expected == month_end_cost(known, today) or not out.path
    widths = [each.high - each.expected for each in out.path]
    assert widths == sorted(widths)
    if out.reached and out.reached_early:
        assert out.reached_early <= out.reached


NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MIDNIGHT = NOON + timedelta(hours=12)


def test_the_hour_is_told_at_which_the_day_reaches_its_limit() -> None:
    out = day_outlook(Decimal("0.60"), Decimal("0.20"), NOON - timedelta(hours=2), NOON, MIDNIGHT, Decimal("1.00"))
    assert out.reached == NOON + timedelta(hours=4)
    assert out.expected == Decimal("1.80")


def test_a_day_that_stays_below_ends_where_its_pace_leads() -> None:
    out = day_outlook(Decimal("0.10"), Decimal("0.02"), NOON - timedelta(hours=2), NOON, MIDNIGHT, Decimal("1.00"))
    assert (out.reached, out.expected) == (None, Decimal("0.22"))


def test_a_day_without_cost_goes_nowhere_and_a_full_one_is_full_now() -> None:
    assert day_outlook(Decimal(0), Decimal(0), NOON, NOON, MIDNIGHT, Decimal(1)).reached is None
    assert day_outlook(Decimal(1), Decimal(0), NOON, NOON, MIDNIGHT, Decimal(1)).reached == NOON
