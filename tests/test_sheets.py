"""Sheets: of any log, and adding up whichever way they are cut."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bookkeeping import FOUR, call
from hypothesis import given
from hypothesis import strategies as st
from sheeting import NOW, SHEETS, accounts_of, books, sheet, some_days

from ragfood.accounts.digest import added
from ragfood.accounts.sheets import UNKNOWN, grouped, hours_of, sheets_of, sum_of, times_of
from ragfood.accounts.spread import merged
from ragfood.ledger import Totals
from ragfood.ledger.days import summed

CUTS = (
    lambda row: row.provider,
    lambda row: row.model,
    lambda row: row.day,
    lambda row: row.day[:7],
    lambda row: row.provider + row.model,
)


@given(st.lists(SHEETS, max_size=6), st.sampled_from(CUTS))
def test_the_parts_of_any_cut_add_up_to_the_whole(rows, cut):
    parts = [sum_of(group) for group in grouped(rows, cut).values()]
    assert sum_of(parts) == sum_of(rows)
    assert sum_of(parts).requests == sum(row.requests for row in rows)
    assert sum_of(parts).cost == sum((row.cost for row in rows), Decimal(0))
    groups = grouped(rows, cut).values()
    assert merged(times_of(group)[1] for group in groups) == times_of(rows)[1]
    assert merged(times_of(group)[0] for group in groups) == times_of(rows)[0]
    assert added(hours_of(group) for group in groups) == hours_of(rows)


@given(st.lists(SHEETS, max_size=8))
def test_requests_and_answers_are_made_of_the_ends(rows):
    whole = sum_of(rows)
    assert whole.requests - whole.answers == whole.stopped + whole.declined + whole.failed
    assert (whole.cost_per_answer is None) == (whole.answers == 0)


def test_a_log_of_four_keys_is_taken_whole_from_an_unknown_provider():
    [row] = sheets_of({"2026-11-22": summed([{**FOUR, "cost": Decimal("0.00021")}])}, {})
    assert (row.provider, row.requests, row.unrecorded, row.answers) == (UNKNOWN, 7, 7, 7)
    assert (row.input_tokens, row.output_tokens, row.cost) == (2100, 1050, Decimal("0.00021"))


def test_what_a_day_holds_beyond_its_models_is_not_lost():
    part = Totals(requests=3, answered=3, input_tokens=10, cost=Decimal("0.2"))
    day = Totals(requests=5, answered=4, input_tokens=15, cost=Decimal("0.5"), by_model={"groq/m": part})
    named, rest = sheets_of({"2026-11-22": day}, {})
    assert (named.provider, named.model, named.cost) == ("groq", "m", Decimal("0.2"))
    assert (rest.provider, rest.requests, rest.answered, rest.input_tokens, rest.cost) == (
        UNKNOWN, 2, 1, 5, Decimal("0.3")
    )  # fmt: skip


def test_money_and_tokens_of_the_log_and_of_the_sheets_are_the_same(tmp_path):
    accounts = accounts_of(some_days(tmp_path))
    rows, share = accounts.sheets()
    days = accounts._ledger.days()
    assert share == 1
    assert {row.day for row in rows} == days.keys()
    for day, totals in days.items():
        mine = sum_of(row for row in rows if row.day == day)
        assert (mine.requests, mine.cost, mine.input_tokens, mine.output_tokens, mine.cached) == (
            totals.requests, totals.cost, totals.input_tokens, totals.output_tokens, totals.cached
        )  # fmt: skip
        assert mine.unrecorded == 0
        assert mine.declined + mine.failed == totals.errors


def test_calls_tell_how_they_ended(tmp_path):
    at = {"time": NOW}
    books(
        tmp_path,
        call(**at, total_s=1.0, first_token_s=0.25),
        call(**at, fallback=True),
        call(**at, outcome="stopped"),
        call(**at, outcome="declined", reason="timed_out"),
        call(**at, outcome="interrupted", reason="interrupted"),
        call(**at, outcome="abandoned"),
        call("0", "cached", (0, 0), **at),
        call("0", "refused", (0, 0), reason="unreachable", **at),
    )
    [row] = accounts_of(tmp_path).sheets()[0]
    assert (row.answered, row.fallback, row.stopped, row.declined, row.failed) == (1, 1, 1, 1, 2)
    assert (row.cached, row.refused, row.unrecorded, row.requests) == (1, 1, 0, 6)
    assert (row.hours[17].well, row.hours[17].badly, row.hours[17].cost) == (3, 3, row.cost)


def test_days_whose_calls_are_gone_keep_what_the_log_says(tmp_path):
    some_days(tmp_path, 3)
    whole = sum_of(accounts_of(tmp_path).sheets()[0])
    (tmp_path / "calls" / "2026-11.jsonl").unlink()
    left = sum_of(accounts_of(tmp_path).sheets()[0])
    assert (left.cost, left.requests, left.cached) == (whole.cost, whole.requests, whole.cached)
    assert left.failed == whole.failed + whole.declined
    assert not times_of(accounts_of(tmp_path).sheets()[0])[1].count


def test_sheets_are_made_anew_when_the_books_change(tmp_path):
    accounts = accounts_of(some_days(tmp_path, 2))
    before, _ = accounts.sheets()
    assert accounts.sheets()[0] is before
    accounts._ledger.record(call("0", provider="ollama", model="other", time=NOW))
    assert [row for row in accounts.sheets()[0] if row.model == "other"]


def test_a_sum_bears_the_name_it_is_given():
    assert sum_of([sheet(answered=2)], provider="groq") == replace(sheet(answered=2), day="", model="")
