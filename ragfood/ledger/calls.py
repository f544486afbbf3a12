"""Every call on record: one line each in `calls/YYYY-MM.jsonl`, by the month it began; never a question's text."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from ragfood.ledger.atomic import from_json, sync_folder, to_json, write_all
from ragfood.providers import Usage

_AT_ONCE = 1000
"""Lines that are read as one."""

Outcome = Literal["answered", "stopped", "interrupted", "declined", "abandoned", "cached", "refused"]
"""`declined`: the provider was asked and gave nothing. `refused`: our own limit, budget or circuit kept
it from being asked, or no connection came about, which is neither a request nor an error. `abandoned`:
nobody saw its end."""


@dataclass(frozen=True)
class CallRecord:
    """What became of one call. The ledger fills in `id`, `time` and `hold`."""

    provider: str
    model: str
    outcome: Outcome
    usage: Usage
    cost: Decimal | None
    """US dollars, exact; None = unknown, which is never counted as nothing spent."""
    reason: str = ""
    """Why it ended so, as the code of an error; never a vendor's text."""
    first_token_s: float | None = None
    total_s: float | None = None
    fallback: bool = False
    """It was asked because another provider had declined."""
    time: datetime | None = None
    """When it began, with its zone: the date in that zone is the day it is booked to. None = now."""
    id: str = ""
    hold: str | None = None

    def __post_init__(self) -> None:
        for figure in (self.usage.input_tokens, self.usage.output_tokens, self.cost, self.first_token_s, self.total_s):
            if figure is not None and not (math.isfinite(figure) and figure >= 0):
                raise ValueError("a call cannot have a negative or boundless count, cost or time")

    @property
    def day(self) -> str:
        """`YYYY-MM-DD`; empty before the ledger has booked it."""
        return self.time.date().isoformat() if self.time else ""


def call_line(record: CallRecord) -> str:
    """The record as one line of JSON, with its newline."""
    usage = record.usage
    entry = {
        "id": record.id,
        "time": record.time.isoformat() if record.time else None,
        "day": record.day,
        "provider": record.provider,
        "model": record.model,
        "outcome": record.outcome,
        "reason": record.reason,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cached_tokens": usage.cached_tokens,
        "reasoning_tokens": usage.reasoning_tokens,
        "estimated": usage.estimated,
        "cost": record.cost,
        "first_token_s": record.first_token_s,
        "total_s": record.total_s,
        "fallback": record.fallback,
        "hold": record.hold,
    }
    return to_json(entry) + "\n"


def read_call(line: bytes) -> CallRecord | None:
    """The record in a line; None when the line is torn or holds anything else."""
    try:
        return _call(from_json(line.decode()))
    except ValueError:
        return None


def _call(entry: Any) -> CallRecord | None:
    """The record in what a line holds; None when that is anything else."""
    try:
        return CallRecord(
            provider=entry["provider"],
            model=entry["model"],
            outcome=entry["outcome"],
            usage=_usage(entry),
            cost=None if entry["cost"] is None else Decimal(entry["cost"]),
            reason=entry["reason"],
            first_token_s=_seconds(entry["first_token_s"]),
            total_s=_seconds(entry["total_s"]),
            fallback=bool(entry["fallback"]),
            time=datetime.fromisoformat(entry["time"]),
            id=entry["id"],
            hold=entry["hold"],
        )
    except (ValueError, TypeError, KeyError, ArithmeticError):
        return None


def _read_calls(lines: Sequence[bytes]) -> list[CallRecord | None]:
    """As `read_call` of each line, in three quarters of the time where none is torn."""
    try:
        entries = from_json(f"[{b','.join(lines).decode()}]")
    except ValueError:
        entries = []
    # Two torn lines may look like one, and one like two.
    return list(map(_call, entries)) if len(entries) == len(lines) else list(map(read_call, lines))


def _usage(entry: dict[str, Any]) -> Usage:
    return Usage(
        input_tokens=int(entry["input_tokens"]),
        output_tokens=int(entry["output_tokens"]),
        cached_tokens=int(entry["cached_tokens"]),
        reasoning_tokens=int(entry["reasoning_tokens"]),
        estimated=bool(entry["estimated"]),
    )


def _seconds(value: Decimal | int | None) -> float | None:
    return None if value is None else float(value)


def calls_file(folder: Path, month: str) -> Path:
    return folder / "calls" / f"{month}.jsonl"


def append_calls(folder: Path, month: str, records: Iterable[CallRecord]) -> None:
    """Add a line for each record, safe on the disk when this returns. Raises OSError, and then the
    file ends where it ended.
    """
    path = calls_file(folder, month)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b", buffering=0) as file:
        size = _mend(file.fileno())
        try:
            write_all(file.fileno(), "".join(map(call_line, records)).encode())
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.ftruncate(file.fileno(), size)
            raise
    if size == 0:
        sync_folder(path.parent)


def _mend(descriptor: int) -> int:
    """See to it that the file ends with a whole line; gives its size in bytes.

    A line that lacks nothing but its newline gets it; anything else after the last newline was never
    acknowledged to anybody, and would swallow the next line if it stayed.
    """
    size = os.lseek(descriptor, 0, os.SEEK_END)
    os.lseek(descriptor, max(size - 1, 0), os.SEEK_SET)
    if os.read(descriptor, 1) in (b"", b"\n"):
        return size
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        whole = file.read()
    begin = whole.rfind(b"\n") + 1
    if read_call(whole[begin:]):
        write_all(descriptor, b"\n")
        return size + 1
    os.ftruncate(descriptor, begin)
    return begin


def calls_since(path: Path, begin: int) -> Iterator[tuple[int, CallRecord | None]]:
    """Every whole line after the byte `begin`, with the byte where it ends; None for a line that
    holds no call. A last line without newline is not given. Raises OSError.
    """
    with path.open("rb") as file:
        file.seek(begin)
        data = file.read()
    end, lines = begin, data[: data.rfind(b"\n") + 1].splitlines(keepends=True)
    for first in range(0, len(lines), _AT_ONCE):
        chunk = lines[first : first + _AT_ONCE]
        for line, call in zip(chunk, _read_calls(chunk), strict=True):
            end += len(line)
            yield end, call
