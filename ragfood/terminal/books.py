"""`usage`: what was asked and what it cost, against the limits; as words, JSON or CSV."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from dataclasses import asdict
from typing import Any

from ragfood.assembly import House
from ragfood.errors import RateLimited
from ragfood.forecast import MonthOutlook, month_outlook
from ragfood.ledger import Period, Standing, Totals
from ragfood.limits import LimitStatus
from ragfood.money import dollars
from ragfood.terminal.show import complain, counted

_COUNTS = ("requests", "answered", "errors", "fallbacks", "cached", "estimated", "unknown_cost")
_ENDS = {
    "answered": "answered",
    "stopped": "stopped",
    "interrupted": "broken off",
    "declined": "declined",
    "abandoned": "abandoned",
    "refused": "kept back by a limit, a budget or a lost connection",
    "cached": "cached",
}
"""What is said of each outcome of a call."""
_TOKENS = ("input_tokens", "output_tokens")


def usage(house: House, month: str, *, as_json: bool, as_csv: bool) -> int:
    """The month (`YYYY-MM`; "" = this one) by day and by model, what is held, the limits and the forecast."""
    today = house.clock.now().date()
    shown = month or today.strftime("%Y-%m")
    days = {day: totals for day, totals in house.ledger.days().items() if day.startswith(shown)}
    if as_csv:
        _write_csv(days)
    elif as_json:
        print(json.dumps(_object(house, shown, days), ensure_ascii=False))
    else:
        _write_words(house, shown, days)
    return 0


def rebuild(house: House) -> int:
    """Sum the daily log anew from the calls."""
    changed = house.ledger.rebuild()
    told = f"{counted(len(changed), 'day')} changed: {', '.join(changed)}" if changed else "no day changed"
    complain(f"The daily log was summed anew from the calls; {told}.")
    return 0


def _object(house: House, month: str, days: dict[str, Totals]) -> dict[str, Any]:
    standing = house.ledger.standing()
    return {
        "today": _plain(house.ledger.today()),
        "month": {"name": month, **_plain(house.ledger.month(month)), "ends": _ends(house, month)},
        "limits": [asdict(each) for each in _limits(house)],
        "days": {day: _plain(totals) for day, totals in days.items()},
        "spent_today_usd": float(standing.spent_today),
        "daily_limit_chosen": _chosen(house, "day"),
        "monthly_limit_chosen": _chosen(house, "month"),
        "daily_limit_usd": float(standing.daily_limit),
        "spent_month_usd": float(standing.spent_month),
        "monthly_limit_usd": float(standing.monthly_limit),
        "held_usd": float(standing.held),
        **_ahead(_outlook(house)),
        "day_resets": standing.resets.day.isoformat(),
        "month_resets": standing.resets.month.isoformat(),
        "warnings": house.ledger.warnings(),
    }


def _chosen(house: House, period: Period) -> str | None:
    """When a person chose the limit in the running app; None when it is that of the settings."""
    chosen = house.ledger.choices()[period].chosen
    return chosen.isoformat() if chosen else None


def _plain(totals: Totals) -> dict[str, Any]:
    plain = {name: getattr(totals, name) for name in (*_COUNTS, *_TOKENS)}
    by_model = {key: _plain(part) for key, part in totals.by_model.items()}
    return {**plain, "cost": float(totals.cost), **({"by_model": by_model} if by_model else {})}


def _write_csv(days: dict[str, Totals]) -> None:
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["day", "provider", "model", *_COUNTS, *_TOKENS, "cost_usd"])
    for day, totals in days.items():
        for key, part in totals.by_model.items() or [("/", totals)]:
            provider, _, model = key.partition("/")
            counts = [getattr(part, name) for name in (*_COUNTS, *_TOKENS)]
            rows.writerow([day, provider, model, *counts, f"{part.cost:f}"])


def _write_words(house: House, month: str, days: dict[str, Totals]) -> None:
    standing = house.ledger.standing()
    _write_standing(standing)
    for choice in house.ledger.choices().values():
        if choice.chosen:
            print(
                f"The limit per {choice.period} was chosen on the Costs page on {choice.chosen:%Y-%m-%d %H:%M};"
                f" the settings say {dollars(choice.environment)}."
            )
    _write_outlook(_outlook(house), standing)
    _write_limits(_limits(house))
    total = house.ledger.month(month)
    print(f"\n{month}: {_line(total)}")
    _write_ends(_ends(house, month))
    for day, totals in days.items():
        print(f"  {day}  {_line(totals)}")
    for key, part in sorted(total.by_model.items()):
        print(f"  {key}  {_line(part)}")
    if total.unknown_cost:
        print(f"  {counted(total.unknown_cost, 'call')} of unknown cost, which is in none of these sums.")
    for warning in house.ledger.warnings():
        print(f"Warning: {warning}")


def _write_standing(standing: Standing) -> None:
    today = dollars(standing.spent_today, limit=standing.daily_limit)
    month = dollars(standing.spent_month, limit=standing.monthly_limit)
    print(
        f"Today: {today} of {dollars(standing.daily_limit)}, held {dollars(standing.held)}"
        f" (starts anew {standing.resets.day:%Y-%m-%d %H:%M %Z})."
    )
    print(f"This month: {month} of {dollars(standing.monthly_limit)} (starts anew {standing.resets.month:%Y-%m-%d}).")


def _line(totals: Totals) -> str:
    return (
        f"{counted(totals.requests, 'request')}, {totals.answered:,} answered, {counted(totals.errors, 'error')},"
        f" {counted(totals.fallbacks, 'fallback')}, {totals.cached:,} cached,"
        f" {counted(totals.input_tokens, 'token')} in, {totals.output_tokens:,} out, {dollars(totals.cost)}"
    )


def _ends(house: House, month: str) -> dict[str, int]:
    """How the month's calls on record ended, those that met a limit of the vendor's counted once more."""
    calls = house.ledger.calls(month)
    ends = Counter[str](call.outcome for call in calls)
    limited = sum(call.reason == RateLimited.code for call in calls)
    return {**{end: ends[end] for end in _ENDS if ends[end]}, **({RateLimited.code: limited} if limited else {})}


def _write_ends(ends: dict[str, int]) -> None:
    if ends:
        told = ", ".join(f"{number:,} {_ENDS.get(end, 'of them rate limited')}" for end, number in ends.items())
        print(f"  Calls on record: {told}.")


def _limits(house: House) -> list[LimitStatus]:
    """Where the limits of the models stand that were asked this month and have any."""
    asked = [key.partition("/") for key in house.ledger.month().by_model]
    models = sorted(model for provider, _, model in asked if provider == "groq")
    return [house.limiter.status(model, house.table.facts(model).limits) for model in models]


def _write_limits(found: list[LimitStatus]) -> None:
    for each in found:
        parts = [f"{each.rate_per_minute:,.0f} of {each.requests_per_minute:,} requests a minute let through"]
        for left, most, what in (
            (each.tokens_left, each.tokens_per_minute, "tokens left of this minute"),
            (each.requests_left_today, each.requests_per_day, "requests left of this day"),
            (each.tokens_left_today, each.tokens_per_day, "tokens left of this day"),
        ):
            parts += [] if left is None or most is None else [f"{left:,} of {most:,} {what}"]
        parts += [f"nothing for {math.ceil(each.pause_s)} s, as Groq asked"] if each.pause_s else []
        print(f"Limits of {each.model}: {', '.join(parts)}.")


def _outlook(house: House) -> MonthOutlook:
    costs = {day: totals.cost for day, totals in house.ledger.days().items()}
    return month_outlook(costs, house.clock.now().date(), house.ledger.standing().monthly_limit)


def _ahead(out: MonthOutlook) -> dict[str, Any]:
    return {
        "month_end_forecast_usd": round(float(out.expected), 9),
        "month_end_low_usd": round(float(out.low), 9),
        "month_end_high_usd": round(float(out.high), 9),
        "monthly_limit_reached": out.reached.isoformat() if out.reached else None,
    }


def _write_outlook(out: MonthOutlook, standing: Standing) -> None:
    print(
        f"At the pace of the last week this month ends at {dollars(out.expected)}"
        f" (likely {dollars(out.low)} to {dollars(out.high)})."
    )
    if out.reached:
        print(
            f"The monthly limit of {dollars(standing.monthly_limit)} is reached on {out.reached}; then Groq is no"
            " longer asked, and in auto mode answers move to Ollama."
        )
