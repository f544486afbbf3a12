"""Limits that people choose while the app runs: who follows them, since when, and until when."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from bookkeeping import MODEL, State, call, spend

from ragfood.errors import LedgerTrouble, OverBudget


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


def limits(ledger):
    return str(ledger.standing().daily_limit), str(ledger.standing().monthly_limit)


def test_a_chosen_limit_holds_at_once_in_every_ledger_of_the_folder(state):
    one, other = state.ledger(), state.ledger()
    assert limits(other) == ("1.00", "10.00")
    one.choose({"day": Decimal("0.50"), "month": Decimal("3")})
    assert limits(one) == limits(other) == limits(state.ledger()) == ("0.50", "3")
    with pytest.raises(OverBudget, match=r"\$0.50 for today"):
        other.hold("groq", MODEL, Decimal("0.51"))


def test_it_says_where_each_limit_comes_from(state):
    ledger = state.ledger()
    ledger.choose({"day": Decimal("2")})
    day, month = ledger.choices()["day"], ledger.choices()["month"]
    assert (day.limit, day.environment, day.chosen) == (2, Decimal("1.00"), state.clock.time)
    assert (month.limit, month.chosen) == (Decimal("10.00"), None)


def test_a_choice_is_taken_back_by_choosing_nothing(state):
    ledger = state.ledger()
    ledger.choose({"day": Decimal("2"), "month": Decimal("20")})
    ledger.choose({})
    assert limits(ledger) == limits(state.ledger()) == ("1.00", "10.00")


def test_a_later_change_of_the_environment_wins(state):
    state.ledger().choose({"day": Decimal("5"), "month": Decimal("50")})
    assert limits(state.ledger(daily="0.20")) == ("0.20", "50")
    assert limits(state.ledger()) == ("5", "50")


def test_money_in_flight_stays_held_and_is_settled_under_the_new_limit(state):
    ledger = state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.60"))
    ledger.choose({"day": Decimal("0.70")})
    assert ledger.standing().held == Decimal("0.60")
    with pytest.raises(OverBudget):
        state.ledger().hold("groq", MODEL, Decimal("0.11"))
    ledger.settle(hold, call("0.10"))
    assert (ledger.standing().held, ledger.standing().spent_today) == (0, Decimal("0.10"))


def test_raising_a_limit_that_was_used_up_opens_the_way_again(state):
    ledger = state.ledger()
    spend(ledger, "0.95", worst="0.95")
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.10"))
    assert ledger.standing().alert == 100
    ledger.choose({"day": Decimal("4")})
    assert ledger.standing().alert == 0
    ledger.hold("groq", MODEL, Decimal("0.10"))


def test_alerts_are_told_anew_under_another_limit(state):
    ledger = state.ledger()
    spend(ledger, "0.85", worst="0.85")
    assert [alert.level for alert in ledger.alerts()] == [50, 80]
    ledger.choose({"day": Decimal("1.70")})
    assert [alert.level for alert in ledger.alerts()] == [50]


DAMAGED = ["", "{", "[]", '{"day": 3}', '{"day": {"limit": "x"}}', '{"day": {"limit": -1, "over": 1.00, "chosen": ""}}']


@pytest.mark.parametrize("text", DAMAGED)
def test_a_file_that_says_nothing_leaves_the_settings_limits(state, text):
    state.folder.mkdir()
    (state.folder / "budgets.json").write_text(text)
    assert limits(state.ledger()) == ("1.00", "10.00")


def test_a_choice_that_cannot_be_written_is_told_and_changes_nothing(state):
    ledger = state.ledger()
    (state.folder / "budgets.json.tmp").mkdir(parents=True)
    with pytest.raises(LedgerTrouble):
        ledger.choose({"day": Decimal("2")})
    assert limits(ledger) == ("1.00", "10.00")


def test_a_limit_of_nothing_stops_all_that_costs_until_it_is_raised(state):
    ledger = state.ledger()
    ledger.choose({"day": Decimal("0")})
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.00001"))
    state.clock.time += timedelta(minutes=1)
    ledger.choose({})
    ledger.hold("groq", MODEL, Decimal("0.00001"))
