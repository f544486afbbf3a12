"""What the ledger's tests share: a clock that stands, a folder of books, and calls to put into them."""

from __future__ import annotations

import gc
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import Any

from ragfood.cancel import Cancel
from ragfood.ledger import CallRecord, Ledger
from ragfood.providers import Usage

MODEL = "openai/gpt-oss-20b"
DAY = "2026-11-22"
FOUR = {"requests": 7, "input_tokens": 2100, "output_tokens": 1050, "cost": 0.00021}
"""A day as the first version of the log wrote it."""


class StoppedClock:
    """Shows the time it is set to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()

    def wait(self, seconds: float, cancel: Cancel, bell: Event | None = None) -> bool:
        return cancel.wait(0)


class State:
    """A folder of books and its clock; any number of ledgers may be opened on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = StoppedClock()

    def ledger(self, daily: str = "1.00", monthly: str = "10.00", **more: Any) -> Ledger:
        return Ledger(self.folder, self.clock, daily_limit=Decimal(daily), monthly_limit=Decimal(monthly), **more)

    def log(self) -> dict[str, Any]:
        return exact((self.folder / "usage.json").read_text())

    def holds(self) -> dict[str, Any]:
        return exact((self.folder / "holds.json").read_text())

    def calls_path(self, month: str = DAY[:7]) -> Path:
        return self.folder / "calls" / f"{month}.jsonl"

    def lines(self, month: str = DAY[:7]) -> list[dict[str, Any]]:
        return [exact(line) for line in self.calls_path(month).read_text().splitlines()]

    def write_log(self, value: str | dict[str, Any]) -> None:
        self.folder.mkdir(exist_ok=True)
        (self.folder / "usage.json").write_text(value if isinstance(value, str) else json.dumps(value))

    def write_holds(self, text: str) -> None:
        (self.folder / "holds.json").write_text(text)


def exact(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def read_back(value: Any) -> Any:
    """As `value` is read from a file."""
    return exact(json.dumps(value))


def call(
    cost: str | Decimal | None = "0.00003",
    outcome: Any = "answered",
    tokens: tuple[int, int] = (300, 150),
    provider: str = "groq",
    model: str = MODEL,
    **more: Any,
) -> CallRecord:
    return CallRecord(provider, model, outcome, Usage(*tokens), None if cost is None else Decimal(cost), **more)


def spend(ledger: Ledger, cost: str, worst: str = "0.001") -> None:
    """One call, held and settled."""
    ledger.settle(ledger.hold("groq", MODEL, Decimal(worst)), call(cost))


def die(ledgers: list[Ledger]) -> None:
    """Let go of ledgers as a killed process does: without a word."""
    ledgers.clear()
    gc.collect()
