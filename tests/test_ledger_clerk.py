"""Books that another process keeps locked: who waits for them, how long, and what is written once they are free;
and notes of damage, which do not pile up.
"""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from pathlib import Path

import pytest
from asking import eventually
from bookkeeping import DAY, MODEL, State, call
from fake_vendors import FakeGroq, FakeOllama
from filelock import FileLock
from houses import ask, house

from ragfood.errors import CostUnrecordable
from ragfood.ledger import Ledger

WAIT_S = 1.5


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state")


@pytest.fixture
def ledger(state: State) -> Ledger:
    opened = state.ledger(lock_wait_s=WAIT_S)
    opened.record(call("0"))
    return opened


def kept(state: State) -> FileLock:
    return FileLock(state.folder / "ledger.lock", thread_local=False)


def took(work, *given) -> float:
    began = time.monotonic()
    work(*given)
    return time.monotonic() - began


def refused(ledger: Ledger) -> None:
    with pytest.raises(CostUnrecordable, match="locked"):
        ledger.hold("groq", MODEL, Decimal("0.001"))


def test_a_free_call_waits_briefly_and_is_written_once_the_lock_is_free(state: State, ledger: Ledger) -> None:
    with kept(state):
        assert took(ledger.record, call("0")) < 0.8
        assert "1 ended call(s) wait" in " ".join(ledger.warnings())
        assert state.log()[DAY]["requests"] == 1
    assert eventually(lambda: state.log()[DAY]["requests"] == 2)
    assert eventually(lambda: ledger.warnings() == [])


def test_money_is_waited_for_once_and_then_no_more(state: State, ledger: Ledger) -> None:
    with kept(state):
        assert WAIT_S - 0.2 < took(refused, ledger) < WAIT_S + 0.8
        assert took(ledger.record, call("0")) < 0.8
        assert took(refused, ledger) < 0.8
    ledger.hold("groq", MODEL, Decimal("0.001"))
    with kept(state):
        assert took(refused, ledger) > WAIT_S - 0.2, "what was free in between is waited for anew"


def test_a_lock_that_is_let_go_in_time_costs_nobody_the_money(state: State, ledger: Ledger) -> None:
    lock = kept(state)
    lock.acquire()
    threading.Timer(0.5, lock.release).start()
    held = ledger.hold("groq", MODEL, Decimal("0.001"))
    lock.acquire()
    threading.Timer(0.5, lock.release).start()
    ledger.settle(held, call("0.0005"))
    assert state.lines()[-1]["cost"] == Decimal("0.0005") and state.holds() == {}


def test_a_look_at_the_books_waits_for_nobody(state: State, ledger: Ledger) -> None:
    ledger.record(call("0.9"))
    with kept(state):
        assert took(ledger.alerts) < 0.5 and took(ledger.standing) < 0.5 and took(ledger.warnings) < 0.5


def test_ten_free_calls_at_once_wait_together(state: State, ledger: Ledger) -> None:
    with kept(state):
        crowd = [threading.Thread(target=ledger.record, args=(call("0"),)) for _ in range(10)]
        began = time.monotonic()
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert time.monotonic() - began < 1.3
    assert eventually(lambda: state.log()[DAY]["requests"] == 11)


def test_an_answer_of_ollama_is_not_held_up_by_locked_books(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama)
        ask(app, mode="ollama")
        with FileLock(app.settings.state_dir / "ledger.lock"):
            assert took(lambda: ask(app, "What is hummus?", "ollama")) < 2.0
            assert took(lambda: ask(app, "What is dal?", "offline")) < 1.0
        assert eventually(lambda: app.ledger.today().requests == 2)
        assert groq.chats == []


def damage(state: State) -> None:
    (state.folder / "usage.json").write_text("garbage")
    state.clock.time = state.clock.time.replace(second=state.clock.time.second + 1)


def test_of_damage_that_comes_again_only_the_newest_note_stays(state: State, ledger: Ledger) -> None:
    for _ in range(3):
        damage(state)
        ledger.record(call("0"))
    assert [note for note in ledger.warnings() if "usage.damaged-20261122T120003" in note] == ledger.warnings()
    (state.folder / "holds.json").write_text("garbage")
    ledger.record(call("0"))
    assert len(ledger.warnings()) == 2


def test_a_note_that_was_read_does_not_come_back_but_new_damage_is_told(state: State, ledger: Ledger) -> None:
    damage(state)
    ledger.record(call("0"))
    [note] = ledger.notes()
    ledger.dismiss(note)
    ledger.record(call("0"))
    assert ledger.warnings() == ledger.notes() == []
    damage(state)
    ledger.record(call("0"))
    assert len(ledger.notes()) == 1


def test_lines_that_cannot_be_read_are_told_once_with_the_newest_count(state: State, ledger: Ledger) -> None:
    for count in (1, 2):
        with state.calls_path().open("a") as file:
            file.write("garbage\n" * count)
        ledger.record(call("0"))
    assert [note[:9] for note in ledger.warnings()] == ["2 line(s)"]
    ledger.dismiss(ledger.notes()[0])
    assert ledger.warnings() == []


def test_trouble_that_lasts_cannot_be_dismissed(state: State, ledger: Ledger) -> None:
    with kept(state):
        ledger.record(call("0"))
        assert ledger.notes() == [] and ledger.warnings()


def test_a_ledger_that_only_reads_does_not_repeat_what_was_read_of_it(state: State, ledger: Ledger) -> None:
    with state.calls_path().open("a") as file:
        file.write("garbage\n")
    reader = state.ledger()
    [note] = reader.warnings()
    assert "1 line(s)" in note
    reader.dismiss(note)
    assert reader.warnings() == []
