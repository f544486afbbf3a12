"""`doctor`, `usage` and `index`: how things stand."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from ragfood.assembly import House
from ragfood.health import examine, worst
from ragfood.terminal.show import money

_MARKS = {"ok": "ok    ", "better": "note  ", "bad": "BAD   "}


def doctor(house: House, *, as_json: bool) -> int:
    """Every check with its remedy; 1 when something keeps the app from working as it is set up."""
    checks = examine(house.settings, house.groq, house.ollama, house.index, house.ledger, house.table)
    if as_json:
        print(json.dumps({"ok": not worst(checks), "checks": [asdict(check) for check in checks]}, ensure_ascii=False))
    else:
        for check in checks:
            print(f"{_MARKS[check.state]}{check.name}: {check.sentence}")
            if check.remedy and check.state != "ok":
                print(f"        {check.remedy}")
    return 1 if worst(checks) else 0


def usage(house: House, *, as_json: bool) -> int:
    """What today and this month have cost, against their limits."""
    standing, today = house.ledger.standing(), house.ledger.today()
    if as_json:
        plain = {
            "today": {
                "requests": today.requests,
                "input_tokens": today.input_tokens,
                "output_tokens": today.output_tokens,
                "cost": float(today.cost),
            },
            "spent_today_usd": float(standing.spent_today),
            "daily_limit_usd": float(standing.daily_limit),
            "spent_month_usd": float(standing.spent_month),
            "monthly_limit_usd": float(standing.monthly_limit),
            "held_usd": float(standing.held),
            "day_resets": standing.resets.day.isoformat(),
            "month_resets": standing.resets.month.isoformat(),
            "warnings": list(house.ledger.warnings()),
        }
        print(json.dumps(plain, ensure_ascii=False))
        return 0
    print(
        f"Today: {today.requests} requests, {today.input_tokens:,} tokens in and {today.output_tokens:,} out,"
        f" {money(today.cost)} of {money(standing.daily_limit)} (starts anew {standing.resets.day:%Y-%m-%d %H:%M %Z})."
    )
    print(
        f"This month: {money(standing.spent_month)} of {money(standing.monthly_limit)}. Held: {money(standing.held)}."
    )
    for warning in house.ledger.warnings():
        print(f"Warning: {warning}")
    return 0


def index(house: House, *, rebuild: bool) -> int:
    """Make the search index ready, with progress on standard error."""

    def progress(done: int, total: int, what: str) -> None:
        if sys.stderr.isatty():
            print(f"\r{what}: {done} of {total}   ", end="", file=sys.stderr, flush=True)

    house.index.prepare(progress=progress, rebuild=rebuild)
    status = house.index.status()
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(status.sentence)
    return 0
