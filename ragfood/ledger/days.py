"""A day of the log: the sums of its calls, overall and by model, and what such sums may be; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ragfood.ledger.calls import CallRecord

Day = dict[str, Any]
"""As in JSON: the sums under their names, `by_model`, and whatever else another version put there."""

FOUR = ("requests", "input_tokens", "output_tokens", "cost")
"""What every day has had since the first version of the log."""

COUNTED = "counted_bytes"
"""How far the month's calls are counted in a day, in bytes; absent in days of another version."""

_COUNTS = (
    "requests", "answered", "errors", "fallbacks", "cached", "estimated", "unknown_cost", "input_tokens",
    "output_tokens",
)  # fmt: skip
_ALWAYS = (*FOUR, "errors", "fallbacks", "cached")
_OURS = {*_COUNTS, "cost", "by_model", COUNTED, "carried"}
_BOUND = 10**15


@dataclass(frozen=True)
class Totals:
    """Sums over the calls of a day, a month, a model, or since the start."""

    requests: int = 0
    """Calls that reached for a provider; repeated (`cached`) and refused ones are none."""
    answered: int = 0
    errors: int = 0
    fallbacks: int = 0
    cached: int = 0
    estimated: int = 0
    """Calls whose tokens are our estimate."""
    unknown_cost: int = 0
    """Calls whose cost is not known and so not part of `cost`."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal = Decimal(0)
    """US dollars, exact."""
    by_model: Mapping[str, Totals] = field(default_factory=dict)
    """`provider/model` to its own totals."""


def summed(entries: Iterable[Mapping[str, Any]]) -> Totals:
    """The totals of days, or of entries of `by_model`."""
    counts = dict.fromkeys(_COUNTS, 0)
    cost = Decimal(0)
    models: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        for name in _COUNTS:
            counts[name] += int(entry.get(name, 0))
        cost += entry.get("cost", 0)
        for key, part in entry.get("by_model", {}).items():
            models.setdefault(key, []).append(part)
    return Totals(**counts, cost=cost, by_model={key: summed(parts) for key, parts in models.items()})


def with_call(day: Day, record: CallRecord) -> Day:
    """A copy of `day` in which the call is counted; all else in it is kept."""
    by_model = dict(day.get("by_model", {}))
    key = f"{record.provider}/{record.model}"
    steps = _steps(record)
    by_model[key] = _stepped(by_model.get(key, {}), steps, FOUR)
    return {**_stepped(day, steps, _ALWAYS), "by_model": by_model}


def _steps(record: CallRecord) -> dict[str, int | Decimal]:
    asked = record.outcome not in ("cached", "refused")
    return {
        "requests": int(asked),
        "input_tokens": record.usage.input_tokens,
        "output_tokens": record.usage.output_tokens,
        "cost": Decimal(0) if record.cost is None else record.cost,
        "errors": int(record.outcome in ("declined", "interrupted")),
        "fallbacks": int(record.fallback),
        "cached": int(record.outcome == "cached"),
        "answered": int(record.outcome == "answered"),
        "estimated": int(record.usage.estimated),
        "unknown_cost": int(asked and record.cost is None),
    }


def _stepped(entry: Mapping[str, Any], steps: Mapping[str, int | Decimal], always: tuple[str, ...]) -> Day:
    taken = {name: entry.get(name, 0) + step for name, step in steps.items() if step or name in always}
    return {**entry, **taken}


def recounted(old: Day, new: Day) -> Day:
    """`new`, with the keys of `old` that are not ours."""
    models = {key: {**_foreign(old.get("by_model", {}).get(key, {})), **part} for key, part in new["by_model"].items()}
    return {**_foreign(old), **new, "by_model": models}


def _foreign(entry: Mapping[str, Any]) -> Day:
    return {name: value for name, value in entry.items() if name not in _OURS}


def is_day(name: str) -> bool:
    """Whether `name` is a date as the log writes it."""
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def is_sound(day: Any) -> bool:
    """Whether `day` has the four sums, and all its known numbers are ones that sums can be."""
    if not _has_sound_numbers(day) or any(name not in day for name in FOUR):
        return False
    parts = day.get("by_model", {})
    return isinstance(parts, dict) and all(map(_has_sound_numbers, [*parts.values(), day.get("carried", {})]))


def _has_sound_numbers(entry: Any) -> bool:
    if not isinstance(entry, dict) or not _is_amount(entry.get("cost", 0)):
        return False
    counts = [entry.get(name, 0) for name in (*_COUNTS, COUNTED)]
    return all(_is_amount(count) and count == int(count) for count in counts)


def _is_amount(value: Any) -> bool:
    return type(value) in (int, Decimal) and 0 <= value < _BOUND
