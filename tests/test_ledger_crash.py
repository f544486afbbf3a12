import json
import os
import signal
import subprocess
import sys
from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pytest
from ledger_processes import COST, WORST

from ragfood.clock import SystemClock
from ragfood.ledger import CallRecord, Ledger
from ragfood.providers import Usage

ROOT = Path(__file__).parents[1]
FREE = CallRecord("ollama", "m", "answered", Usage(3, 2), Decimal(0))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def start():
    running = []

    def run(*arguments, script="tests/ledger_processes.py"):
        command = [sys.executable, script, *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        running.append(subprocess.Popen(command, cwd=ROOT, env=environment, **pipes))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


def open_ledger(folder, limit="1000"):
    return Ledger(folder, SystemClock(UTC), daily_limit=Decimal(limit), monthly_limit=Decimal(limit))


def lines_told(told, word):
    return [line.split()[-1] for line in told if line.startswith(word)]


def prove_books(folder, told, kills):
    """Whatever anybody was told was written is there once, and the sums are those of the calls."""
    ledger = open_ledger(folder)
    ledger.record(FREE)
    days = ledger.days()
    calls = [call for month in sorted({day[:7] for day in days}) for call in ledger.calls(month)]
    paid = {call.hold: call for call in calls if call.hold}
    free = [call for call in calls if not call.hold]

    assert len(paid) + len(free) == len({call.id for call in calls}) == len(calls)
    assert set(lines_told(told, "held")) <= set(paid)
    assert all(paid[hold].outcome == "answered" for hold in lines_told(told, "settled"))
    assert {(call.outcome, call.cost) for call in paid.values()} <= {("answered", COST), ("abandoned", WORST)}
    assert len(lines_told(told, "recorded")) < len(free) <= len(lines_told(told, "recorded")) + 1 + kills
    assert sum(day.cost for day in days.values()) == sum(call.cost for call in calls)
    assert sum(day.requests for day in days.values()) == len(calls)
    assert ledger.standing().held == 0
    assert ledger.warnings() == []
    assert list(folder.rglob("*.tmp")) == []


def test_no_kill_loses_or_doubles_a_call(folder, start):
    """240 kills, four processes of two threads at a time, at random moments of hold, settle and record."""
    killer = start("kills", folder, 240, 7)
    told = json.loads(killer.communicate(timeout=60)[0])
    assert killer.returncode == 0
    assert len(lines_told(told, "settled")) > 20
    prove_books(folder, told, kills=480)


def test_no_access_to_a_file_is_a_bad_moment_for_a_kill(folder, start):
    killer = start("points", folder)
    told = json.loads(killer.communicate(timeout=60)[0])
    assert len(told) > 50
    for point, each in enumerate(told):
        prove_books(folder / str(point), each, kills=1)


def test_two_processes_of_25_threads_spend_the_budget_and_no_more(folder, start):
    racers = [start("race", folder, "0.1005", "0.001", 25) for _ in range(2)]
    for racer in racers:
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    passed = [int(racer.communicate(timeout=60)[0]) for racer in racers]
    assert sum(passed) == 100
    assert sum(day.cost for day in open_ledger(folder).days().values()) == Decimal("0.1")


def test_the_lock_of_a_dead_process_holds_nobody_up(folder, start):
    open_ledger(folder).record(FREE)
    keeper = start("keep", folder)
    assert keeper.stdout.readline() == "kept\n"
    os.kill(keeper.pid, signal.SIGKILL)
    ledger = open_ledger(folder)
    ledger.settle(ledger.hold("groq", "m", WORST), FREE)
    assert sum(day.requests for day in ledger.days().values()) == 2


def test_a_full_disk_tears_no_line_and_refuses_what_costs(folder, start):
    """The limit on file sizes cuts the line short just as a full disk does."""
    full = start(folder, script="tests/ledger_full_disk.py")
    assert json.loads(full.communicate(timeout=30)[0]) == {
        "whole lines while full": True,
        "still held": True,
        "refused": "cost_unrecordable",
        "warned": True,
        "calls after": 5,
        "spent after": "0.0012",
        "held after": "0",
        "warned after": False,
    }
