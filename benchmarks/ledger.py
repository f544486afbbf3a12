"""How fast the ledger is: hold + settle one after another, from 50 threads, and reading, with a year of log.

Run: python -m benchmarks.ledger
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, timedelta
from decimal import Decimal
from pathlib import Path

from ragfood.clock import SystemClock
from ragfood.ledger import CallRecord, Ledger
from ragfood.ledger.atomic import to_json
from ragfood.providers import Usage

_CALL = CallRecord("groq", "openai/gpt-oss-20b", "answered", Usage(300, 150), Decimal("0.0000675"))


def main() -> None:
    for log_days in (0, 365):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            _write_log(Path(folder), log_days)
            ledger = Ledger(Path(folder), SystemClock(UTC), daily_limit=Decimal(1000), monthly_limit=Decimal(10000))
            print(f"log of {log_days} days before")
            _report("  hold + settle", _timed(300, lambda ledger=ledger: _pair(ledger)))
            _report("  standing, nothing changed", _timed(1000, ledger.standing))
            _report("  today, nothing changed", _timed(1000, ledger.today))
            _crowd(ledger, threads=50, each=20)


def _pair(ledger: Ledger) -> None:
    ledger.settle(ledger.hold("groq", _CALL.model, Decimal("0.001")), _CALL)


def _crowd(ledger: Ledger, threads: int, each: int) -> None:
    took: list[float] = []

    def ask() -> None:
        took.extend(_timed(each, lambda: _pair(ledger)))

    crowd = [threading.Thread(target=ask) for _ in range(threads)]
    begin = time.perf_counter()
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    print(
        f"  {threads} threads x {each}: {threads * each / (time.perf_counter() - begin):.0f} hold + settle per second"
    )
    _report("  of these", took)


def _timed(times: int, act: Callable[[], object]) -> list[float]:
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        took.append(time.perf_counter() - begin)
    return took


def _report(what: str, took: list[float]) -> None:
    cuts = statistics.quantiles(took, n=100)
    print(f"{what}: p50 {cuts[49] * 1000:.3f} ms, p95 {cuts[94] * 1000:.3f} ms, max {max(took) * 1000:.1f} ms")


def _write_log(folder: Path, days: int) -> None:
    sums = {"requests": 40, "input_tokens": 12000, "output_tokens": 6000, "cost": Decimal("0.0027"), "errors": 0}
    day = {**sums, "fallbacks": 0, "cached": 3, "by_model": {"groq/openai/gpt-oss-20b": sums, "ollama/llama3.2": sums}}
    first = date(2025, 1, 1)
    log = {(first + timedelta(days=number)).isoformat(): day for number in range(days)}
    if log:
        (folder / "usage.json").write_text(to_json(log))


if __name__ == "__main__":
    main()
