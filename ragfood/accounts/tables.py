"""The sheets as a table of plain texts, from which every figure of the costs page can be computed again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ragfood.accounts.sheets import Sheet
from ragfood.accounts.spread import Spread, seconds_of

COLUMNS = {
    "day": "YYYY-MM-DD in the zone of the log",
    "provider": "who was asked; unknown where the log does not say",
    "model": "which model",
    "requests": "calls that reached for the provider: answered + fallback + stopped + declined + failed + unrecorded",
    "answered": "answered at first asking",
    "fallback": "answered after another provider had declined",
    "cached": "repeated from answers already paid for; no requests",
    "stopped": "stopped by a person, or the page was closed",
    "declined": "asked, and nothing came",
    "failed": "broke off, or nobody saw the end",
    "refused": "nobody was reached; no requests",
    "unrecorded": "requests whose end the log does not say",
    "input_tokens": "",
    "output_tokens": "reasoning included",
    "cached_tokens": "of the input, those that the vendor had cached",
    "reasoning_tokens": "of the output, those that nobody sees",
    "cost_usd": "exact, without calls of unknown cost",
    "unknown_cost": "calls whose cost is not known",
    "estimated": "calls whose tokens are estimated",
    "first_token_s": "seconds to the first token of answered calls, as seconds*count",
    "total_s": "seconds to the end of answered calls, as seconds*count",
    "hours": "hour of the day:what worked/what the provider failed at/cost",
}
"""Column to what it holds."""

_PLAIN = (
    "requests", "answered", "fallback", "cached", "stopped", "declined", "failed", "refused", "unrecorded",
    "input_tokens", "output_tokens", "cached_tokens", "reasoning_tokens",
)  # fmt: skip


def write_csv(sheets: Iterable[Sheet]) -> str:
    """A line for each sheet under the names of COLUMNS."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(_row(sheet) for sheet in sheets)
    return text.getvalue()


def _row(sheet: Sheet) -> list[str]:
    hours = " ".join(f"{at}:{hour.well}/{hour.badly}/{hour.cost:f}" for at, hour in sorted(sheet.hours.items()))
    return [
        sheet.day,
        harmless(sheet.provider),
        harmless(sheet.model),
        *(str(getattr(sheet, name)) for name in _PLAIN),
        f"{sheet.cost:f}",
        str(sheet.unknown_cost),
        str(sheet.estimated),
        _spread(sheet.first),
        _spread(sheet.total),
        hours,
    ]


def harmless(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _spread(spread: Spread) -> str:
    return " ".join(f"{seconds_of(number):g}*{count}" for number, count in sorted(spread.counts.items()))
