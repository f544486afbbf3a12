"""Processes for the ledger's tests: they race for the last of a budget, or are killed at any moment.

race FOLDER LIMIT WORST THREADS     starts on a line from stdin; prints how many calls passed
kills FOLDER KILLS SEED             prints what the killed had been told was written, as JSON
keep FOLDER                         takes the ledger's lock, says so, and keeps it
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from filelock import FileLock

from ragfood.clock import SystemClock
from ragfood.errors import OverBudget
from ragfood.ledger import CallRecord, Ledger
from ragfood.providers import Usage

WORST, COST = Decimal("0.001"), Decimal("0.0003")
AT_ONCE = 4


def open_ledger(folder: str, limit: str = "1000") -> Ledger:
    return Ledger(Path(folder), SystemClock(UTC), daily_limit=Decimal(limit), monthly_limit=Decimal(limit))


def race(folder: str, limit: str, worst: str, threads: str) -> None:
    ledger, passed = open_ledger(folder, limit), []

    def ask() -> None:
        with contextlib.suppress(OverBudget):
            while True:
                hold = ledger.hold("groq", "m", Decimal(worst))
                passed.append(hold)
                ledger.settle(hold, CallRecord("groq", "m", "answered", Usage(1, 1), Decimal(worst)))

    crowd = [threading.Thread(target=ask) for _ in range(int(threads))]
    print("ready", flush=True)
    sys.stdin.readline()
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    print(len(passed))


def kills(folder: str, number: str, seed: str) -> None:
    chance, told, least = random.Random(seed), [], Decimal(0)
    for _ in range(0, int(number), AT_ONCE):
        victims = [_victim(folder) for _ in range(AT_ONCE)]
        for _, pipe in victims:
            pipe.readline()
        for process, _ in victims:
            time.sleep(chance.uniform(0, 0.03))
            os.kill(process, signal.SIGKILL)
        for process, pipe in victims:
            told += pipe.read().split("\n")[:-1]
            pipe.close()
            os.waitpid(process, 0)
        least = COST * sum(line.startswith("settled") for line in told)
        log = Path(folder) / "usage.json"
        assert json.loads(log.read_text()) if log.exists() else least == 0
        spent = sum((day.cost for day in open_ledger(folder).days().values()), Decimal(0))
        assert spent >= least, f"{spent} is less than the {least} of settled calls"
    print(json.dumps(told))


def points(folder: str) -> None:
    told: list[list[str]] = []
    while not told or told[-1][-1:] != ["done"]:
        _, pipe = _forked(lambda out: _spend_until(len(told), f"{folder}/{len(told)}", out))
        told.append(pipe.read().split("\n")[:-1])
        pipe.close()
        os.wait()
    print(json.dumps(told))


def _victim(folder: str) -> tuple[int, TextIO]:
    def live(out: int) -> None:
        ledger = open_ledger(folder)
        os.write(out, b"begun\n")
        for _ in range(2):
            threading.Thread(target=_spend, args=(ledger, out, 10**6), daemon=True).start()
        signal.pause()

    return _forked(live)


def _forked(live: Callable[[int], None]) -> tuple[int, TextIO]:
    ours, theirs = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ours)
        live(theirs)
        os._exit(0)
    os.close(theirs)
    return process, os.fdopen(ours)


def _spend_until(point: int, folder: str, out: int) -> None:
    left = itertools.count(point, -1)

    def hook(event: str, _: object) -> None:
        if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "fcntl.flock") and not next(left):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    _spend(open_ledger(folder), out, 2)
    os.write(out, b"done\n")


def _spend(ledger: Ledger, out: int, times: int) -> None:
    for _ in range(times):
        hold = ledger.hold("groq", "m", WORST)
        os.write(out, f"held {hold.id}\n".encode())
        ledger.settle(hold, CallRecord("groq", "m", "answered", Usage(3, 2), COST))
        os.write(out, f"settled {hold.id}\n".encode())
        ledger.record(CallRecord("ollama", "m", "answered", Usage(3, 2), Decimal(0)))
        os.write(out, b"recorded\n")


def keep(folder: str) -> None:
    with FileLock(Path(folder) / "ledger.lock"):
        print("kept", flush=True)
        signal.pause()


if __name__ == "__main__":
    {"race": race, "kills": kills, "points": points, "keep": keep}[sys.argv[1]](*sys.argv[2:])
