"""A process whose calls file cannot grow by a whole line: what it sees, as JSON."""

from __future__ import annotations

import json
import resource
import sys
from datetime import UTC
from decimal import Decimal
from pathlib import Path

from ledger_processes import COST, WORST

from ragfood.clock import SystemClock
from ragfood.errors import Declined
from ragfood.ledger import CallRecord, Ledger
from ragfood.providers import Usage

PAID = CallRecord("groq", "m", "answered", Usage(3, 2), COST)
FREE = CallRecord("ollama", "m", "answered", Usage(3, 2), Decimal(0))


def main(folder: Path) -> None:
    ledger = Ledger(folder, SystemClock(UTC), daily_limit=Decimal(1), monthly_limit=Decimal(1))
    for _ in range(3):
        ledger.settle(ledger.hold("groq", "m", WORST), PAID)
    hold = ledger.hold("groq", "m", WORST)
    [path] = (folder / "calls").iterdir()
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100, most))
    ledger.settle(hold, PAID)
    ledger.record(FREE)
    seen = {
        "whole lines while full": path.read_bytes().count(b"\n") == 3 and path.read_bytes().endswith(b"\n"),
        "still held": ledger.standing().held == WORST,
        "refused": _refusal(ledger),
        "warned": "full" in " ".join(ledger.warnings()),
    }
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    ledger.settle(ledger.hold("groq", "m", WORST), CallRecord("groq", "m", "declined", Usage(0, 0), Decimal(0)))
    standing = ledger.standing()
    seen["calls after"] = ledger.today().requests - 1
    seen["spent after"] = str(standing.spent_today)
    seen["held after"] = str(standing.held)
    seen["warned after"] = bool(ledger.warnings())
    print(json.dumps(seen))


def _refusal(ledger: Ledger) -> str:
    try:
        ledger.hold("groq", "m", WORST)
    except Declined as no:
        return no.code
    return ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
