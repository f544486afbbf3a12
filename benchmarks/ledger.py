"""How fast the ledger is: hold + settle one after another, from 50 threads, and reading, with a year of log."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.figures import Figure, median, percentile
from ragfood.clock import SystemClock
from ragfood.ledger import CallRecord, Ledger
from ragfood.ledger.atomic import to_json
from ragfood.providers import Usage

_CALL = CallRecord("groq", "openai/gpt-oss-20b", "answered", Usage(300, 150), Decimal("0.0000675"))


def measure() -> Iterator[Figure]:
    for log_days in (0, 365):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            _write_log(Path(folder), log_days)
            ledger = Ledger(Path(folder), SystemClock(UTC), daily_limit=Decimal(1000), monthly_limit=Decimal(10000))
            pairs = [1000 * took for took in _timed(300, lambda ledger=ledger: _pair(ledger))]
            about = f"with fsync, log of {log_days} days before"
            yield Figure("hold + settle, p50", median(pairs), "ms", 3, note=about)
            yield Figure("hold + settle, p95", percentile(pairs, 0.95), "ms", 15, note=about)
            reads = [1000 * took for took in _timed(1000, ledger.standing)]
            yield Figure("standing, nothing changed, p95", percentile(reads, 0.95), "ms", 1, note=about)
            yield Figure("hold + settle from 50 threads", _crowd(ledger, threads=50, each=20), "/s", 250, at_least=True)


def _pair(ledger: Ledger) -> None:
    ledger.settle(ledger.hold("groq", _CALL.model, Decimal("0.001")), _CALL)


def _crowd(ledger: Ledger, threads: int, each: int) -> float:
    """Pairs of hold and settle per second."""
    crowd = [threading.Thread(target=_timed, args=(each, lambda: _pair(ledger))) for _ in range(threads)]
    begin = time.perf_counter()
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return threads * each / (time.perf_counter() - begin)


def _timed(times: int, act: Callable[[], object]) -> list[float]:
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        act()
        took.append(time.perf_counter() - begin)
    return took


def _write_log(folder: Path, days: int) -> None:
    sums = {"requests": 40, "input_tokens": 12000, "output_tokens": 6000, "cost": Decimal("0.0027"), "errors": 0}
    day = {**sums, "fallbacks": 0, "cached": 3, "by_model": {"groq/openai/gpt-oss-20b": sums, "ollama/llama3.2": sums}}
    first = date(2025, 1, 1)
    log = {(first + timedelta(days=number)).isoformat(): day for number in range(days)}
    if log:
        (folder / "usage.json").write_text(to_json(log))
