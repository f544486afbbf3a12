"""Processes for the limiter's tests.

race FILE LIMIT     starts on a line from stdin; asks until the minute is full; prints how many were let in
hold FILE COUNT     goes in COUNT times, says so, and stays until it is killed
work FILE           makes one call after another until it is killed
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from ragfood.clock import SystemClock
from ragfood.limits import Limiter, Permit, Wait
from ragfood.models import ModelLimits


def open_limiter(file: str) -> Limiter:
    return Limiter(Path(file), SystemClock(), concurrent=100, in_flight=50, burst=1000)


def race(file: str, limit: str) -> None:
    limiter, limits, went = open_limiter(file), ModelLimits(requests_per_minute=int(limit)), []

    def ask() -> None:
        while True:
            with limiter.queue("m", limits, 0) as place:
                step = place.try_enter()
            if isinstance(step, Permit):
                went.append(step)
                step.done(0)
            elif step.why == "requests per minute" and step.position == 0:
                return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    print("ready", flush=True)
    sys.stdin.readline()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(went))


def hold(file: str, count: str) -> None:
    limiter = open_limiter(file)
    for _ in range(int(count)):
        assert not isinstance(limiter.queue("m", ModelLimits(), 0).try_enter(), Wait)
    print("in", flush=True)
    sys.stdin.readline()


def work(file: str) -> None:
    limiter, limits = open_limiter(file), ModelLimits(requests_per_minute=10**9)
    print("at work", flush=True)
    while True:
        with limiter.queue("m", limits, 0) as place:
            step = place.try_enter()
        if isinstance(step, Permit):
            step.done(0)


if __name__ == "__main__":
    {"race": race, "hold": hold, "work": work}[sys.argv[1]](*sys.argv[2:])
