"""What the limiter costs a call, alone and beside another process, and whether two processes keep one limit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app_process import ROOT

from benchmarks.figures import Figure, median, percentile
from ragfood.clock import SystemClock
from ragfood.limits import Limiter, Permit
from ragfood.models import ModelLimits
from ragfood.providers import RateHeaders

ROUNDS = 5000
PER_MINUTE = 100
_AMPLE = ModelLimits(10**9, 10**9, 10**9, 10**9)
_HEARD = RateHeaders(10**9, 10**9 - 10, 1.0, 10**9, 10**9 - 10, 1.0)


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "limits.bin"
        limiter = Limiter(file, SystemClock(), burst=10**9)
        alone = _timed(limiter, heard=False)
        note = f"p99 {percentile(alone, 0.99) * 1e6:.0f} µs"
        yield Figure("queue + enter + done, nobody else there", median(alone) * 1e6, "µs", 50, note=note)
        heard = _timed(limiter, heard=True)
        yield Figure("the same with the reply's headers", median(heard) * 1e6, "µs", 60)
        with _process("work", str(file)):
            beside = _timed(limiter, heard=False)
        note = f"p99 {percentile(beside, 0.99) * 1e3:.1f} ms"
        yield Figure("the same beside a process that does nothing else", median(beside) * 1e6, "µs", 500, note=note)
    yield _let_through()


def _timed(limiter: Limiter, *, heard: bool) -> list[float]:
    """Seconds of every call that was let in at its first try."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        with limiter.queue("m", _AMPLE, 2000) as place:
            permit = place.try_enter()
        if isinstance(permit, Permit):
            if heard:
                permit.hear(_HEARD)
            permit.done(700)
            took.append(time.perf_counter() - began)
    return took


def _let_through() -> Figure:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        file = str(Path(folder) / "limits.bin")
        racers = [stack.enter_context(_process("race", file, str(PER_MINUTE))) for _ in range(2)]
        for racer in racers:
            print(file=racer.stdin, flush=True)
        went = [int(racer.communicate()[0]) for racer in racers]
    note = f"{' + '.join(map(str, went))} of {PER_MINUTE} a minute"
    return Figure(
        "calls that two processes let through beyond one limit", sum(went) - PER_MINUTE, "calls", 0, note=note
    )


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(ROOT / "tests" / "limit_processes.py"), *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()
