"""Books to look at: `python tests/log_maker.py KIND FOLDER` writes a state folder as a run would have left it.

KIND: four-keys, day, year, ten-years, damaged, spent-79, spent-80, spent-99, spent-100.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from ragfood.ledger import CallRecord, Outcome
from ragfood.ledger.atomic import to_json
from ragfood.ledger.calls import call_line, calls_file
from ragfood.ledger.days import COUNTED, Day, with_call
from ragfood.models import load_models
from ragfood.providers import Usage

TABLE = load_models(Path(__file__).resolve().parents[1] / "data" / "models.json")
_SMALL, _LARGE = "openai/gpt-oss-20b", "openai/gpt-oss-120b"
_BUSY = (0, 0, 0, 0, 0, 1, 2, 5, 6, 4, 4, 7, 9, 7, 4, 3, 5, 8, 9, 7, 4, 2, 1, 0)
"""How the questions of a day are spread over its hours."""


def calls_of(day: date, number: int, chance: random.Random, until: datetime | None = None) -> Iterator[CallRecord]:
    """About `number` questions of a day with their ends: a bad hour now and then, some repeats, some stops."""
    bad = chance.choice(range(7, 21)) if chance.random() < 0.2 else None
    times = sorted(
        datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), UTC)
        for hour in chance.choices(range(24), _BUSY, k=number)
    )
    for at in times:
        if until is None or at <= until:
            yield from _question(at, bad == at.hour, chance)


def _question(at: datetime, bad: bool, chance: random.Random) -> Iterator[CallRecord]:
    model = _LARGE if chance.random() < 0.15 else _SMALL
    lot = chance.random()
    if lot < 0.12:
        yield _call(at, "groq", model, "cached", 0, 0, chance, total=0.02)
    elif bad and lot < 0.8:
        yield _call(at, "groq", model, "declined", 1200, 0, chance, reason="server_fault")
        yield _call(at, "ollama", "llama3.2", "answered", 1250, 160, chance, fallback=True)
    elif lot < 0.22:
        yield _call(at, "ollama", "llama3.2", "answered", 1250, 160, chance)
    else:
        outcome: Outcome = "stopped" if lot > 0.98 else "interrupted" if lot > 0.975 else "answered"
        yield _call(at, "groq", model, outcome, 1300, 260, chance)


def _call(
    at: datetime,
    provider: str,
    model: str,
    outcome: Outcome,
    tokens_in: int,
    tokens_out: int,
    chance: random.Random,
    **more: Any,
) -> CallRecord:
    spread = chance.lognormvariate(0, 0.25)
    usage = Usage(int(tokens_in * spread), int(tokens_out * spread))
    if provider == "groq" and usage.output_tokens:
        usage = replace(usage, reasoning_tokens=usage.output_tokens // 3)
    price = TABLE.facts(model).price if provider == "groq" else None
    slow = 1.0 if provider == "groq" else 9.0
    total = more.pop("total", slow * 0.9 * chance.lognormvariate(0, 0.35))
    first = total * 0.3 if outcome == "answered" else None
    ident = f"{chance.getrandbits(64):016x}"
    cost = price.cost(usage) if price else Decimal(0)
    return CallRecord(
        provider, model, outcome, usage, cost, first_token_s=first, total_s=total, time=at, id=ident, **more
    )


def write_books(folder: Path, calls: Iterable[CallRecord]) -> None:
    """The calls and the daily log that counts them."""
    months: dict[str, list[str]] = {}
    days: dict[str, Day] = {}
    for call in calls:
        months.setdefault(call.day[:7], []).append(call_line(call))
        days[call.day] = with_call(days.get(call.day, {}), call)
    (folder / "calls").mkdir(parents=True, exist_ok=True)
    for month, lines in months.items():
        calls_file(folder, month).write_text("".join(lines))
    marked = {name: {**day, COUNTED: calls_file(folder, name[:7]).stat().st_size} for name, day in days.items()}
    _write_log(folder, marked)


def _write_log(folder: Path, days: dict[str, Day]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{to_json(name)}: {to_json(day)}" for name, day in sorted(days.items())]
    (folder / "usage.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


def write_days(folder: Path, now: datetime, days: int, each: int, seed: int = 7) -> None:
    """Books of the last `days` days, growing to `each` questions a day, quieter at weekends."""
    chance = random.Random(seed)

    def calls() -> Iterator[CallRecord]:
        for back in reversed(range(days)):
            day = now.date() - timedelta(days=back)
            grown = 0.4 + 0.6 * (1 - back / max(days, 1))
            quiet = 0.55 if day.weekday() >= 5 else 1.0
            number = round(each * grown * quiet * chance.lognormvariate(0, 0.2))
            yield from calls_of(day, number, chance, until=now)

    write_books(folder, calls())


def write_four_keys(folder: Path, now: datetime, days: int) -> None:
    """As the first version of the log wrote it."""
    log: dict[str, Day] = {}
    for back in range(days):
        number = round(400 * (1.2 + math.sin(back / 3)))
        name = (now.date() - timedelta(days=back)).isoformat()
        cost = Decimal(number) * Decimal("0.00003")
        log[name] = {"requests": number, "input_tokens": 300 * number, "output_tokens": 150 * number, "cost": cost}
    _write_log(folder, log)


def write_spent(folder: Path, now: datetime, share: int) -> None:
    """Books in which `share` per cent of a dollar were spent today."""
    chance = random.Random(share)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    times = [midnight + (now - midnight) * number / 200 for number in range(200)]
    calls = [_call(at, "groq", chance.choice((_SMALL, _LARGE)), "answered", 1300, 260, chance) for at in times]
    factor = Decimal(share) / 100 / sum((call.cost or Decimal(0) for call in calls), Decimal(0))
    scaled = [replace(call, cost=round((call.cost or Decimal(0)) * factor, 9)) for call in calls]
    rest = Decimal(share) / 100 - sum((call.cost or Decimal(0) for call in scaled[1:]), Decimal(0))
    write_books(folder, [replace(scaled[0], cost=rest), *scaled[1:]])


def write_many(folder: Path, last: date, months: int, each: int) -> None:
    """`each` calls in every one of `months` months: one month's calls, set down for all of them."""
    chance = random.Random(1)
    calls: list[CallRecord] = []
    while len(calls) < each:
        for day in range(1, 29):
            calls += calls_of(date(2024, 1, day), 4 * each // 112, chance)
    model_days: dict[str, Day] = {}
    for call in calls[:each]:
        model_days[call.day] = with_call(model_days.get(call.day, {}), call)
    lines = "".join(map(call_line, sorted(calls[:each], key=lambda call: str(call.time))))
    (folder / "calls").mkdir(parents=True)
    log: dict[str, Day] = {}
    for back in range(months):
        year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
        name = f"{year:04d}-{month + 1:02d}"
        calls_file(folder, name).write_text(lines.replace('"2024-01-', f'"{name}-'))
        size = calls_file(folder, name).stat().st_size
        log |= {name + day[7:]: {**sums, COUNTED: size} for day, sums in model_days.items()}
    _write_log(folder, log)


def write_damaged(folder: Path, now: datetime) -> None:
    """A log cut off in the middle of a day, and a torn line among the calls."""
    write_days(folder, now, 40, 60)
    log = folder / "usage.json"
    log.write_text(log.read_text()[:-700])
    with calls_file(folder, now.strftime("%Y-%m")).open("a") as file:
        file.write('{"time": "2026-\n')


def make(kind: str, folder: Path, now: datetime) -> None:
    """One of the kinds above."""
    name, _, share = kind.partition("-")
    if name == "spent":
        write_spent(folder, now, int(share))
    elif kind == "four-keys":
        write_four_keys(folder, now, 45)
    elif kind == "damaged":
        write_damaged(folder, now)
    else:
        days, each = {"day": (1, 120), "year": (365, 120), "ten-years": (3653, 8)}[kind]
        write_days(folder, now, days, each)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]), datetime.now(UTC))
