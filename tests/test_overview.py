"""The month and today at a glance."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from decimal import Decimal

from bookkeeping import StoppedClock, call
from log_maker import TABLE, make
from sheeting import NOW, books, some_days

from ragfood.accounts import Accounts
from ragfood.accounts.overview import overview
from ragfood.ledger import Ledger


def seen(folder, now=NOW, model=""):
    clock = StoppedClock()
    clock.time = now
    ledger = Ledger(folder, clock, daily_limit=Decimal(1), monthly_limit=Decimal(10))
    return overview(Accounts(ledger, folder), ledger, TABLE, model, now)


def test_the_outlook_starts_from_what_the_ledger_says_is_spent(tmp_path):
    found = seen(some_days(tmp_path))
    assert found.month.spent == found.standing.spent_month > 0
    assert found.earliest.isoformat() == "2026-11-03"
    assert found.counted == 1
    assert found.reference == "openai/gpt-oss-20b"
    assert found.saved.total and found.saved.local_answers and found.saved.repeated_answers


def test_an_empty_log_has_nothing_ahead(tmp_path):
    found = seen(tmp_path)
    assert (found.month.expected, found.day.reached, found.saved.total, found.sheets) == (0, None, 0, [])
    assert found.earliest == NOW.date()


def test_today_goes_on_at_the_pace_of_the_last_hours(tmp_path):
    books(
        tmp_path,
        call("0.30", time=NOW.replace(hour=3)),
        call("0.10", time=NOW.replace(hour=15, minute=30)),
        call("0.15", time=NOW.replace(hour=17)),
    )
    found = seen(tmp_path)  # 0.25 in two and a half hours
    assert found.day.reached == NOW + timedelta(hours=4, minutes=30)


def test_a_log_without_hours_is_taken_to_have_run_since_midnight(tmp_path):
    make("four-keys", tmp_path, NOW)
    found = seen(tmp_path)
    assert found.day.expected == found.standing.spent_today / Decimal("17.5") * 24


def test_the_model_that_is_set_stands_for_what_was_not_paid(tmp_path):
    books(tmp_path, replace(call("0", provider="ollama", model="llama3.2"), time=NOW))
    found = seen(tmp_path, model="llama-3.1-8b-instant")
    assert (found.reference, found.saved.local) == ("llama-3.1-8b-instant", Decimal("0.000030"))


def test_spent_books_are_spent_to_the_cent(tmp_path):
    for share in (79, 100):
        make(f"spent-{share}", tmp_path / str(share), NOW.astimezone(UTC))
        assert seen(tmp_path / str(share)).standing.spent_today == Decimal(share) / 100
