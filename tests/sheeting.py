"""What the tests of the accounts share: sheets of any kind, and books with calls to read them from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st
from log_maker import write_books, write_days

from ragfood.accounts import Accounts
from ragfood.accounts.digest import Hour
from ragfood.accounts.sheets import Sheet
from ragfood.accounts.spread import Spread
from ragfood.clock import SystemClock
from ragfood.ledger import CallRecord, Ledger

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)

_COUNT = st.integers(0, 50)
SPREADS = st.builds(Spread, st.dictionaries(st.integers(0, 300), st.integers(1, 9), max_size=4))
HOURS = st.dictionaries(st.integers(0, 23), st.builds(Hour, _COUNT, _COUNT, st.decimals(0, 3, places=6)), max_size=3)
SHEETS = st.builds(
    Sheet,
    day=st.dates(date(2026, 10, 1), date(2026, 11, 22)).map(date.isoformat),
    provider=st.sampled_from(["groq", "ollama", "unknown"]),
    model=st.sampled_from(["openai/gpt-oss-20b", "openai/gpt-oss-120b", "llama3.2", ""]),
    answered=_COUNT, fallback=_COUNT, cached=_COUNT, stopped=_COUNT, declined=_COUNT, failed=_COUNT, refused=_COUNT,
    unrecorded=_COUNT, input_tokens=_COUNT, output_tokens=st.integers(50, 99), cached_tokens=_COUNT,
    reasoning_tokens=_COUNT, cost=st.decimals(0, 9, places=9), unknown_cost=_COUNT, estimated=_COUNT,
    first=SPREADS, total=SPREADS, hours=HOURS,
)  # fmt: skip


def sheet(
    provider: str = "groq", model: str = "openai/gpt-oss-20b", day: str = "2026-11-22", **figures: object
) -> Sheet:
    return Sheet(day=day, provider=provider, model=model, **figures)  # type: ignore[arg-type]


def ledger_of(folder: Path) -> Ledger:
    return Ledger(folder, SystemClock(UTC), daily_limit=Decimal(1), monthly_limit=Decimal(10))


def accounts_of(folder: Path) -> Accounts:
    return Accounts(ledger_of(folder), folder)


def some_days(folder: Path, days: int = 20, each: int = 30) -> Path:
    write_days(folder, NOW, days, each)
    return folder


def books(folder: Path, *calls: CallRecord) -> Path:
    write_books(folder, calls)
    return folder
