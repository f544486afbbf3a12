"""Holds of those who died are booked once: by their call where it was written down, else at their worst."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from bookkeeping import DAY, FOUR, MODEL, State, call, die, spend


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


@pytest.fixture
def crash(state):
    """Settle a call of $0.10 held at $0.50, and put the files back to how a kill would have left them."""

    def run(*lost):
        ledgers = [state.ledger()]
        hold = ledgers[0].hold("groq", MODEL, Decimal("0.50"))
        spend(ledgers[0], "0.01", worst="0.01")
        before = {
            name: (state.folder / name).read_bytes() for name in ("usage.json", "holds.json", "calls/2026-11.jsonl")
        }
        ledgers[0].settle(hold, call("0.10"))
        for name in lost:
            (state.folder / name).write_bytes(before[name])
        die(ledgers)
        return hold

    return run


@pytest.mark.parametrize("lost", [(), ("usage.json",), ("usage.json", "holds.json")])
def test_a_call_that_was_written_down_is_booked_once(state, crash, lost):
    crash(*lost)
    for ledger in (state.ledger(), state.ledger()):
        assert (ledger.standing().spent_today, ledger.standing().held) == (Decimal("0.11"), 0)
        spend(ledger, "0")
        assert (ledger.standing().spent_today, ledger.standing().held) == (Decimal("0.11"), 0)
    assert [line["outcome"] for line in state.lines()] == ["answered"] * 4


def test_a_call_that_was_not_written_down_is_booked_at_its_worst(state, crash):
    hold = crash("usage.json", "holds.json", "calls/2026-11.jsonl")
    ledger = state.ledger()
    spend(ledger, "0")
    assert (ledger.standing().spent_today, ledger.standing().held) == (Decimal("0.51"), 0)
    [abandoned] = [line for line in state.lines() if line["outcome"] == "abandoned"]
    assert (abandoned["hold"], abandoned["cost"], abandoned["estimated"]) == (hold.id, Decimal("0.50"), True)
    spend(state.ledger(), "0")
    assert state.ledger().today().cost == Decimal("0.51")


def test_a_day_of_another_version_is_marked_before_a_call_is_added_to_it(state):
    """Otherwise a kill right after the call would leave it uncounted, as one the day had already."""
    state.write_log({DAY: FOUR})
    ledgers = [state.ledger()]
    hold = ledgers[0].hold("groq", MODEL, Decimal("0.5"))
    (state.folder / "usage.json.tmp").mkdir()
    ledgers[0].settle(hold, call("0.1"))
    die(ledgers)
    (state.folder / "usage.json.tmp").rmdir()
    ledger = state.ledger()
    ledger.record(call("0"))
    assert ledger.today().cost in (Decimal("0.10021"), Decimal("0.50021"))


def test_holds_of_the_living_are_kept_however_old(state):
    ledger, other = state.ledger(), state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.5"))
    state.clock.time += timedelta(hours=11)
    spend(other, "0")
    assert other.standing().held == Decimal("0.5")
    ledger.settle(hold, call("0.1"))
    assert other.today().cost == Decimal("0.1")


def test_a_dead_hold_is_booked_as_soon_as_somebody_looks(state):
    ledgers, witness = [state.ledger()], state.ledger()
    ledgers[0].hold("groq", MODEL, Decimal("0.5"))
    assert (witness.standing().held, witness.standing().spent_today) == (Decimal("0.5"), 0)
    die(ledgers)
    assert (witness.standing().held, witness.standing().spent_today) == (0, Decimal("0.5"))
    assert state.holds() == {}


def test_a_dead_hold_of_yesterday_is_booked_to_yesterday(state):
    ledgers = [state.ledger()]
    ledgers[0].hold("groq", MODEL, Decimal("0.5"))
    die(ledgers)
    state.clock.time += timedelta(days=1)
    ledger = state.ledger()
    spend(ledger, "1.00", worst="1.00")
    assert {day: totals.cost for day, totals in ledger.days().items()} == {DAY: Decimal("0.5"), "2026-11-23": 1}


def test_a_dead_hold_of_unknown_price_stays_unknown(state):
    ledgers = [state.ledger(allow_unknown_price=True)]
    ledgers[0].hold("groq", "mystery", None)
    die(ledgers)
    ledger = state.ledger()
    ledger.record(call("0"))
    assert (ledger.today().cost, ledger.today().unknown_cost) == (0, 1)
