"""`doctor` and `index`: how things stand."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from ragfood.assembly import House
from ragfood.health import examine, worst

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
