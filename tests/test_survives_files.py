"""Files that are damaged, lost, in the way, locked or on a full disk: the answer comes, and no cent is forgotten."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from clocks import FakeClock
from fake_vendors import FakeGroq, FakeOllama
from filelock import FileLock
from houses import ask, house
from troubles import prove_books, prove_calm

from ragfood.assembly import House, assemble
from ragfood.health import examine
from ragfood.ledger import Ledger

DAY = "2026-11-22"
DAMAGE = {
    "truncated": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "not JSON": lambda text: "Ein Protokoll, aber kein JSON.",
    "a list": lambda text: "[]",
    "wrong types": lambda text: json.dumps({DAY: {"requests": "many", "cost": []}}),
    "negative cost": lambda text: json.dumps({DAY: {"requests": 1, "input_tokens": 1, "output_tokens": 1, "cost": -5}}),
    "NaN cost": lambda text: text.replace('"cost": 0', '"cost": NaN, "x": 0'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_daily_log_is_set_aside_rebuilt_and_told_while_answers_go_on(tmp_path: Path, damage) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq, clock=FakeClock(), RAGFOOD_CACHE_DAYS="0")
        first = ask(app)
        log = tmp_path / "state" / "usage.json"
        log.write_text(damage(log.read_text()))
        second = ask(app)
        assert second.provider == "groq" and first.cost and second.cost
        assert app.ledger.today().cost == first.cost + second.cost
        assert Decimal(str(json.loads(log.read_text())[DAY]["cost"])) == first.cost + second.cost
        assert list(log.parent.glob("usage.damaged-*"))
        assert any("set" in note or "kept as usage.damaged" in note for note in app.ledger.warnings())
        prove_calm(second)
        fresh = house(tmp_path, groq, clock=FakeClock(), RAGFOOD_CACHE_DAYS="0")
        prove_books(fresh, groq)


@pytest.mark.parametrize(
    "name", ["usage.json", "holds.json", "calls/2026-11.jsonl", "alerts.json", "limits.bin", "ragfood.log"]
)
def test_a_folder_in_the_place_of_a_file_stops_no_answer_and_loses_no_cost(tmp_path: Path, name: str) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq, clock=FakeClock(), RAGFOOD_CACHE_DAYS="0")
        first = ask(app)
        path = tmp_path / "state" / name
        path.unlink(missing_ok=True)
        path.mkdir()
        (path / "something").write_text("in it")
        second = ask(app)
        assert second.provider == "groq" and first.cost and second.cost
        assert app.ledger.today().cost == first.cost + second.cost
        assert app.ledger.standing().held == 0
        assert list((tmp_path / "state").rglob("something")), "nothing is thrown away"
        prove_calm(second)


def test_calls_in_whose_place_a_folder_was_found_are_told(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq, clock=FakeClock(), RAGFOOD_CACHE_DAYS="0")
        ask(app)
        path = tmp_path / "state" / "calls" / "2026-11.jsonl"
        path.unlink()
        path.mkdir()
        assert app.ledger.calls("2026-11") == []
        ask(app)
        assert path.is_file() and len(app.ledger.calls("2026-11")) == 1
        assert any("2026-11.damaged-" in note for note in app.ledger.warnings())


def test_a_log_with_the_four_first_keys_foreign_ones_and_a_day_to_come_goes_on(tmp_path: Path) -> None:
    four = {"requests": 7, "input_tokens": 2100, "output_tokens": 1050, "cost": 0.00021}
    log = tmp_path / "state" / "usage.json"
    log.parent.mkdir()
    log.write_text(json.dumps({DAY: {**four, "note": "mine"}, "2027-01-01": four, "version": 1}))
    with FakeGroq() as groq:
        app = house(tmp_path, groq, clock=FakeClock())
        answer = ask(app)
        told = json.loads(log.read_text(), parse_float=Decimal)
    assert answer.cost and told[DAY]["cost"] == Decimal("0.00021") + answer.cost
    assert (told[DAY]["requests"], told[DAY]["note"], told["version"]) == (8, "mine", 1)
    assert told["2027-01-01"]["requests"] == 7
    assert app.ledger.standing().spent_month == told[DAY]["cost"]


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing can be written in `folder`; for root, who may write everywhere, files stand in the way instead."""
    if os.geteuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    names = ["holds.json.tmp", "usage.json.tmp", ".probe"]
    for name in names:
        (folder / name).mkdir()
    yield
    for name in names:
        (folder / name).rmdir()


def books_of(app: House) -> tuple[str, str]:
    checks = examine(app.settings, app.groq, app.ollama, app.index, app.ledger, app.table)
    return next((check.state, check.remedy) for check in checks if check.name == "Usage log")


def test_where_costs_cannot_be_written_groq_is_refused_free_providers_go_on_and_doctor_says_so(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama, FakeClock(), RAGFOOD_CACHE_DAYS="0")
        assert ask(app).provider == "groq"
        assert books_of(app)[0] == "ok"
        with read_only(tmp_path / "state"):
            answer = ask(app)
            assert answer.provider == "ollama" and answer.attempts[0].reason == "cost_unrecordable"
            assert "RAGFOOD_STATE_DIR" in answer.attempts[0].remedy
            prove_calm(answer)
            forced = ask(app, mode="groq")
            assert forced.failed and len(groq.chats) == 1
            prove_calm(forced)
            assert books_of(app) == ("bad", answer.attempts[0].remedy)
        assert ask(app).provider == "groq"
        assert books_of(app)[0] == "ok"
        prove_books(app, groq)


def test_a_file_in_the_place_of_the_whole_state_folder_costs_all_but_the_answer(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama, FakeClock())
        answer = ask(app)
        assert answer.provider == "ollama" and answer.sources[0].id == "pad-thai" and groq.chats == []
        assert len([notice for notice in answer.notices if "cannot be saved" in notice]) == 1
        prove_calm(answer)
        assert books_of(app)[0] == "bad"


def test_a_full_disk_refuses_what_costs_and_answers_for_free(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama, FakeClock(), RAGFOOD_CACHE_DAYS="0")
        ask(app)
        (tmp_path / "state" / "holds.json.tmp").symlink_to("/dev/full")
        answer = ask(app)
        assert answer.provider == "ollama" and "full" in answer.attempts[0].sentence
        assert "Make room" in answer.attempts[0].remedy
        prove_calm(answer)
        (tmp_path / "state" / "holds.json.tmp").unlink()
        assert ask(app).provider == "groq"
        prove_books(app, groq)


def test_a_ledger_that_a_live_process_keeps_locked_refuses_what_costs_and_answers_for_free(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock, RAGFOOD_CACHE_DAYS="0")
        hasty = Ledger(
            app.settings.state_dir, clock, daily_limit=Decimal(1), monthly_limit=Decimal(10), lock_wait_s=0.1
        )
        app = assemble(app.settings, replace(app, ledger=hasty), clock)
        ask(app)
        with FileLock(tmp_path / "state" / "ledger.lock"):
            answer = ask(app)
            assert answer.provider == "ollama" and "locked" in answer.attempts[0].sentence
            prove_calm(answer)
        assert ask(app).provider == "groq"
        prove_books(app, groq)


def spoil(path: Path, how: str) -> None:
    if how == "another version":
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version=99")
        connection.close()
    elif how == "garbage":
        path.write_bytes(b"not a database" * 100)
    else:
        data = path.read_bytes()
        path.write_bytes(data[:4096] + os.urandom(len(data) - 4096))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@pytest.mark.parametrize("how", ["garbage", "damage inside", "another version"])
def test_a_spoilt_cache_is_a_miss_and_made_anew(tmp_path: Path, how: str) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq, clock=FakeClock())
        assert ask(app).complete and ask(app).cached
        app.cache.close()
        spoil(tmp_path / "state" / "cache.sqlite", how)
        app = house(tmp_path, groq, clock=FakeClock())
        second = ask(app)
        assert second.complete and not second.cached and len(groq.chats) == 2
        ask(app)
        assert ask(app).cached
        prove_calm(second)
        prove_books(app, groq)


def test_a_chat_that_cannot_be_saved_is_answered_all_the_same_and_that_is_said(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        (tmp_path / "state").mkdir()
        (tmp_path / "state" / "chats.sqlite").mkdir()
        app = house(tmp_path, groq, clock=FakeClock())
        answer = ask(app)
        assert answer.complete and answer.provider == "groq"
        assert any("cannot be saved" in notice for notice in answer.notices)
        prove_calm(answer)
        prove_books(app, groq)


@pytest.mark.parametrize("how", ["deleted", "half deleted", "torn", "empty files"])
def test_a_spoilt_index_is_made_anew_and_never_silently_partial(tmp_path: Path, how: str) -> None:
    whole = house(tmp_path / "a", clock=FakeClock())
    expected = [match.food.id for match in whole.index.search("What is pad thai?", 5).matches]
    state = tmp_path / "b" / "state"
    house(tmp_path / "b", clock=FakeClock()).index.close()
    for folder in [path for path in (state / "index").iterdir() if path.is_dir()]:
        files = [path for path in folder.rglob("*") if path.is_file()]
        if how == "deleted":
            shutil.rmtree(folder)
            continue
        for path in files[: len(files) // 2 + 1]:
            if how == "half deleted":
                path.unlink()
            elif how == "torn":
                path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
            else:
                path.write_bytes(b"")
    app = house(tmp_path / "b", clock=FakeClock())
    answer = ask(app)
    assert answer.sources[0].id == "pad-thai"
    assert [match.food.id for match in app.index.search("What is pad thai?", 5).matches] == expected
    assert app.index.status().state == "ready"
    prove_calm(answer)
