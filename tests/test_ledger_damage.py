"""Logs, calls and holds that are damaged, lost or cannot be written."""

from __future__ import annotations

import json
import shutil
import threading
from decimal import Decimal

import pytest
from bookkeeping import DAY, FOUR, MODEL, State, call, read_back, spend
from filelock import FileLock

from ragfood.errors import CostUnrecordable, LedgerTrouble, OverBudget


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


DAMAGE = {
    "truncated": '{"2026-11-20": %(four)s, "2026-11-22": {"requests": 2, "inp',
    "empty": "",
    "not JSON": "<html>502</html>",
    "a list": '[{"2026-11-20": %(four)s}]',
    "wrong types": '{"2026-11-20": %(four)s, "2026-11-22": {"requests": "2", "input_tokens": [], '
    '"output_tokens": null, "cost": "much"}}',
    "negative cost": '{"2026-11-20": %(four)s, "2026-11-22": {"requests": 2, "input_tokens": 1, "output_tokens": 1, '
    '"cost": -5}}',
    "NaN cost": '{"2026-11-20": %(four)s, "2026-11-22": {"requests": 2, "input_tokens": 1, "output_tokens": 1, '
    '"cost": NaN}}',
    "boundless cost": '{"2026-11-20": %(four)s, "2026-11-22": {"requests": 2, "input_tokens": 1, "output_tokens": 1, '
    '"cost": 1e999999999}}',
    "a day that is none": '{"2026-11-20": %(four)s, "2026-11-22": 5}',
    "models that are none": '{"2026-11-20": %(four)s, "2026-11-22": {"requests": 2, "input_tokens": 1, '
    '"output_tokens": 1, "cost": 0, "by_model": {"x": {"cost": -1}}}}',
    "deep nesting": "[" * 100_000,
    "foreign bytes": b"\xff\xfe\x00{",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_log_is_set_aside_and_rebuilt_from_the_calls(state, damage):
    before = state.ledger()
    spend(before, "0.40", worst="0.40")
    spend(before, "0.50", worst="0.50")
    text = DAMAGE[damage]
    raw = text if isinstance(text, bytes) else (text.replace("%(four)s", json.dumps(FOUR))).encode()
    (state.folder / "usage.json").write_bytes(raw)

    for ledger in (before, state.ledger()):
        assert ledger.today().cost == Decimal("0.90")
        with pytest.raises(OverBudget):
            ledger.hold("groq", MODEL, Decimal("0.11"))
    [aside] = state.folder.glob("usage.damaged-*.json")
    assert aside.read_bytes() == raw
    assert aside.name in " ".join(before.warnings())
    assert state.log()[DAY]["cost"] == Decimal("0.90")
    kept = b"2026-11-20" in raw
    assert ("2026-11-20" in state.log()) == kept
    assert not kept or state.log()["2026-11-20"] == read_back(FOUR)


def test_a_folder_in_the_place_of_the_log_is_set_aside(state):
    spend(state.ledger(), "0.40", worst="0.40")
    (state.folder / "usage.json").unlink()
    (state.folder / "usage.json" / "inner").mkdir(parents=True)
    ledger = state.ledger()
    assert ledger.standing().spent_today == Decimal("0.40")
    spend(ledger, "0.10", worst="0.10")
    assert state.log()[DAY]["cost"] == Decimal("0.50")
    assert len([path for path in state.folder.glob("usage.damaged-*") if path.is_dir()]) == 1


def test_damage_twice_in_a_second_overwrites_nothing(state):
    ledger = state.ledger()
    for text in ("one", "two"):
        state.write_log(text)
        spend(ledger, "0.1", worst="0.1")
    assert {path.read_text() for path in state.folder.glob("usage.damaged-*")} == {"one", "two"}
    assert ledger.today().cost == Decimal("0.2")


def test_a_day_that_is_lost_is_taken_at_its_worst(state):
    state.write_log({"2026-10-01": {"cost": -1}, DAY: {**FOUR, "cost": "?"}})
    ledger = state.ledger()
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.000001"))
    assert ledger.today().cost == state.log()[DAY]["cost"] == 1
    assert list(ledger.days()) == [DAY]
    assert DAY in " ".join(ledger.warnings())
    assert state.ledger().standing().spent_month == 1


def test_a_damaged_list_of_holds_is_set_aside_and_our_own_are_kept(state):
    ledger = state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.9"))
    state.write_holds('{"a": {"worst_case": -1}}')
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.2"))
    assert list(state.holds()) == [hold.id]
    assert len(list(state.folder.glob("holds.damaged-*"))) == 1
    assert "holds.damaged" in " ".join(ledger.warnings())
    ledger.settle(hold, call("0.3"))
    assert (ledger.standing().held, ledger.standing().spent_today) == (0, Decimal("0.3"))


@pytest.mark.parametrize("torn", ['{"id": "x", "time": "2026-1', "\0" * 500, "garbage"])
def test_a_torn_last_line_is_taken_off_before_the_next_is_added(state, torn):
    spend(state.ledger(), "0.1", worst="0.1")
    with (state.folder / "calls" / "2026-11.jsonl").open("a") as file:
        file.write(torn)
    ledger = state.ledger()
    assert ledger.today().cost == Decimal("0.1")
    spend(ledger, "0.2", worst="0.2")
    assert [line["cost"] for line in state.lines()] == [Decimal("0.1"), Decimal("0.2")]
    assert ledger.today().cost == state.ledger().today().cost == Decimal("0.3")


def test_a_last_line_that_lacks_only_its_newline_is_kept(state):
    ledger = state.ledger()
    spend(ledger, "0.1", worst="0.1")
    path = state.folder / "calls" / "2026-11.jsonl"
    line = path.read_text().replace('"id": "', '"id": "z').replace('"hold": "', '"hold": "z')
    path.write_text(path.read_text() + line.rstrip("\n"))
    spend(ledger, "0.2", worst="0.2")
    assert len(state.lines()) == 3
    assert ledger.today().cost == state.ledger().today().cost == Decimal("0.4")


def test_a_line_that_cannot_be_read_is_told_and_hides_no_other(state):
    spend(state.ledger(), "0.1", worst="0.1")
    path = state.folder / "calls" / "2026-11.jsonl"
    path.write_text("garbage\n" + path.read_text() + '{"cost": -1}\n' + path.read_text().replace(DAY, "2026-12-01"))
    (state.folder / "usage.json").unlink()
    ledger = state.ledger()
    assert ledger.today().cost == Decimal("0.1")
    assert any("3 line(s)" in warning for warning in ledger.warnings())


def test_calls_that_were_removed_take_no_totals_with_them(state):
    ledger = state.ledger()
    for _ in range(3):
        spend(ledger, "0.1", worst="0.1")
    shutil.rmtree(state.folder / "calls")
    spend(ledger, "0.2", worst="0.2")
    assert ledger.today().cost == state.ledger().today().cost == Decimal("0.5")
    old = (state.folder / "usage.json").read_text()
    spend(state.ledger(), "0.2", worst="0.2")
    state.write_log(old)  # as after a kill between the call and the log
    assert state.ledger().today().cost == Decimal("0.7")
    assert any("shorter" in warning for warning in ledger.warnings())


def test_rebuilding_sums_the_calls_and_keeps_what_has_none(state):
    state.write_log({"2026-11-01": FOUR, DAY: FOUR})
    ledger = state.ledger()
    spend(ledger, "0.00003")
    right = state.log()
    assert ledger.rebuild() == []
    wrong = json.loads((state.folder / "usage.json").read_text())
    wrong[DAY]["cost"] = 0.9
    wrong[DAY]["requests"] = 1
    state.write_log(wrong)
    assert ledger.today().cost == Decimal("0.9")
    assert ledger.rebuild() == [DAY]
    assert state.log()["2026-11-01"] == read_back(FOUR)
    assert {key: state.log()[DAY][key] for key in FOUR} == {key: right[DAY][key] for key in FOUR}
    (state.folder / "usage.json").unlink()
    assert state.ledger().today().cost == Decimal("0.00003")


def test_temporary_files_of_the_killed_are_removed(state):
    state.folder.mkdir()
    for name in ("usage.json.tmp", "holds.json.tmp"):
        (state.folder / name).write_text("half of")
    spend(state.ledger(), "0.1", worst="0.1")
    assert list(state.folder.glob("*.tmp")) == []


def test_nothing_is_spent_that_cannot_be_written_down_and_free_calls_go_on(state):
    state.folder.write_text("in the way")
    ledger = state.ledger()
    with pytest.raises(CostUnrecordable, match="state"):
        ledger.hold("groq", MODEL, Decimal("0.001"))
    ledger.record(call("0", provider="ollama", model="llama3.2"))
    assert (ledger.tally().requests, ledger.today().requests) == (1, 0)
    assert "1 ended call(s)" in " ".join(ledger.warnings())
    state.folder.unlink()
    spend(ledger, "0.001")
    assert (ledger.today().requests, ledger.warnings()) == (2, [])


def test_a_settlement_that_cannot_be_written_keeps_the_hold_and_is_written_later(state):
    ledger = state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.5"))
    (state.folder / "calls").write_text("in the way")
    ledger.settle(hold, call("0.1"))
    assert ledger.standing().held == Decimal("0.5")
    with pytest.raises(CostUnrecordable):
        ledger.hold("groq", MODEL, Decimal("0.001"))
    assert ledger.warnings()
    (state.folder / "calls").unlink()
    ledger.record(call("0"))
    assert (ledger.standing().held, ledger.standing().spent_today) == (0, Decimal("0.1"))
    assert len(state.lines()) == 2
    assert ledger.warnings() == []


def test_a_hold_that_could_not_be_written_is_not_held(state):
    ledger = state.ledger()
    spend(ledger, "0")
    (state.folder / "holds.json.tmp").mkdir()
    with pytest.raises(CostUnrecordable):
        ledger.hold("groq", MODEL, Decimal("1.00"))
    (state.folder / "holds.json.tmp").rmdir()
    ledger.hold("groq", MODEL, Decimal("1.00"))


def test_a_log_that_cannot_be_written_is_caught_up_from_the_calls(state):
    ledger = state.ledger()
    spend(ledger, "0.1", worst="0.1")
    (state.folder / "usage.json.tmp").mkdir()
    spend(ledger, "0.2", worst="0.2")
    assert state.log()[DAY]["cost"] == Decimal("0.1")
    assert ledger.warnings()
    assert ledger.today().cost == Decimal("0.3")
    (state.folder / "usage.json.tmp").rmdir()
    spend(ledger, "0.1", worst="0.1")
    assert state.log()[DAY]["cost"] == state.ledger().today().cost == Decimal("0.4")
    assert len(state.lines()) == 3


def test_a_lock_that_another_keeps_refuses_all_who_wait_at_once(state):
    ledger = state.ledger(lock_wait_s=0.3)
    spend(ledger, "0")
    refused = []

    def ask():
        with pytest.raises(CostUnrecordable, match="locked"):
            ledger.hold("groq", MODEL, Decimal("0.001"))
        refused.append(1)

    with FileLock(state.folder / "ledger.lock"):
        crowd = [threading.Thread(target=ask) for _ in range(20)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join(60)
        ledger.record(call("0"))
        assert "locked" in " ".join(ledger.warnings())
        assert ledger.today().requests == 1
    assert len(refused) == 20
    spend(ledger, "0")
    assert ledger.today().requests == 3


def test_a_rebuild_that_cannot_be_made_says_why(state):
    spend(state.ledger(), "0")
    with FileLock(state.folder / "ledger.lock"), pytest.raises(LedgerTrouble, match="locked"):
        state.ledger(lock_wait_s=0.05).rebuild()
