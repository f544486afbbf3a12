"""Spans of days and the bars they are cut into."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheeting import SHEETS, sheet

from ragfood.accounts.digest import Hour
from ragfood.accounts.periods import PRESETS, Span, bar_of, span_of
from ragfood.accounts.series import bars, costs_by_day, month_so_far
from ragfood.accounts.sheets import sum_of

TODAY, EARLIEST = date(2026, 3, 1), date(2016, 2, 29)

SPANS = [
    ("today", date(2026, 3, 1), 1), ("7d", date(2026, 2, 23), 7), ("30d", date(2026, 1, 31), 30),
    ("month", date(2026, 3, 1), 1), ("last-month", date(2026, 2, 1), 28), ("year", date(2026, 1, 1), 60),
    ("all", EARLIEST, 3654), ("nonsense", date(2026, 3, 1), 1),
]  # fmt: skip


@pytest.mark.parametrize(("preset", "first", "days"), SPANS)
def test_presets_are_those_of_the_calendar(preset, first, days):
    span = span_of(preset, TODAY, EARLIEST)
    assert (span.first, span.days) == (first, days)


def test_own_dates_may_come_in_any_order_and_a_log_from_the_future_is_no_trouble():
    own = span_of("own", TODAY, EARLIEST, (date(2026, 2, 5), date(2026, 1, 5)))
    assert own == Span(date(2026, 1, 5), date(2026, 2, 5))
    assert span_of("all", TODAY, date(2026, 5, 1)) == Span(TODAY, TODAY)


def test_long_spans_have_coarser_bars():
    units = [Span(TODAY - timedelta(days=days - 1), TODAY).unit for days in (1, 2, 92, 93, 731, 732, 3653)]
    assert units == ["hour", "day", "day", "week", "week", "month", "month"]


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.sampled_from(["day", "week", "month"]))
def test_every_day_lies_in_its_bar_and_bars_meet(day, unit):
    first, after = bar_of(day, unit)
    assert first <= day < after
    assert bar_of(after, unit)[0] == after
    assert bar_of(after - timedelta(days=1), unit) == (first, after)


@given(st.lists(SHEETS, max_size=5), st.sampled_from(["day", "week", "month"]))
def test_bars_hold_all_that_the_sheets_do(rows, unit):
    whole, drawn = sum_of(rows), bars(rows, unit)
    assert sum((bar.cost for bar in drawn), Decimal(0)) == whole.cost
    assert sum(bar.input_tokens for bar in drawn) == whole.input_tokens
    assert sum(bar.ends.total() for bar in drawn) == whole.requests + whole.cached + whole.refused
    assert len({(bar.begin, bar.provider, bar.model) for bar in drawn}) == len(drawn)


@given(st.lists(SHEETS, max_size=5), st.dates(date(2026, 10, 1), date(2026, 11, 22)))
def test_a_span_and_the_rest_add_up(rows, day):
    before, after = Span(date(2026, 1, 1), day), Span(day + timedelta(days=1), date(2026, 12, 31))
    assert len(before.of(rows)) + len(after.of(rows)) == len(rows)


def test_a_single_day_is_drawn_by_the_hour_where_hours_are_known():
    known = sheet(cost=Decimal(3), hours={7: Hour(1, 0, Decimal(1)), 23: Hour(1, 0, Decimal(2))})
    early, late, whole = bars([known, sheet(model="old", cost=Decimal(5))], "hour")
    assert [(bar.begin.hour, bar.cost) for bar in (early, late)] == [(7, 1), (23, 2)]
    assert (whole.begin.hour, whole.end - whole.begin, whole.cost) == (0, timedelta(days=1), 5)


def test_the_month_adds_up_day_by_day():
    rows = [
        sheet(day=day, cost=Decimal(cost)) for day, cost in (("2026-11-01", 1), ("2026-11-03", 2), ("2026-10-09", 9))
    ]
    line = month_so_far(costs_by_day(rows), date(2026, 11, 4))
    assert [int(cost) for _, cost in line] == [1, 1, 3, 3]


def test_presets_are_all_understood():
    assert {span_of(preset, TODAY, EARLIEST, (TODAY, TODAY)).last for preset in PRESETS} == {TODAY, date(2026, 2, 28)}
