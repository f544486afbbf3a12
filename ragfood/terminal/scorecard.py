"""`scorecard`: every success criterion and roll-back sign of the migration, and the switch that acts on it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ragfood.assembly import House
from ragfood.money import dollars
from ragfood.preference import Preferred
from ragfood.scorecard.card import Card
from ragfood.scorecard.marks import Mark

_NAMES = {
    "works": "all questions are answered",
    "response": "mean response of Groq",
    "errors": "error rate of Groq",
    "cost": "cost of this month (forecast)",
    "limits": "attempts that met a rate limit",
    "quality": "answers at least as good as Ollama's",
    "slow": "roll-back sign: mean response",
    "failing": "roll-back sign: error rate",
    "dear": "roll-back sign: cost of this month",
}
_ADVICE = {
    "stay": "Stay with Groq.",
    "watch": "Keep watching.",
    "roll back": "Roll back: python -m ragfood scorecard --roll-back",
}


def scorecard(house: House, days: int, *, as_json: bool) -> int:
    """0 unless the advice is to roll back, then 1."""
    card = house.scorecard.now(days)
    if as_json:
        print(json.dumps(card_object(card, house.preference.current()), ensure_ascii=False, default=str))
    else:
        _print(card, house.preference.current())
    return int(card.advice == "roll back")


def roll_back(house: House) -> int:
    """Ollama alone answers from now on, in every session of the running app."""
    house.preference.choose("ollama")
    print("From now on only Ollama answers, in every session. Undo it with: python -m ragfood scorecard --undo")
    print("To make it permanent put RAGFOOD_PROVIDER=ollama into .env.")
    return 0


def undo(house: House) -> int:
    house.preference.clear()
    print(f"Everybody may choose again; the setting is RAGFOOD_PROVIDER={house.settings.provider}.")
    return 0


def card_object(card: Card, preferred: Preferred | None) -> dict[str, Any]:
    """The JSON of the card."""
    return {
        "at": card.at.isoformat(),
        "days": card.days,
        "advice": card.advice,
        "reasons": [mark.code for mark in card.reasons],
        "criteria": [_object(mark) for mark in card.criteria],
        "signs": [_object(mark) for mark in card.signs],
        "ollama_mean_s": card.ollama_mean_s,
        "rolled_back_since": preferred.since.isoformat() if preferred else None,
    }


def _object(mark: Mark) -> dict[str, Any]:
    value = float(mark.value) if mark.value is not None else None
    return {
        "code": mark.code,
        "name": _NAMES[mark.code],
        "verdict": mark.verdict,
        "value": value,
        "unit": mark.unit,
        "target": float(mark.target),
        "counted": mark.counted,
        "needed": mark.needed,
        "days": mark.days,
        "evidence": [{k: float(v) if isinstance(v, Decimal) else v for k, v in row.items()} for row in mark.evidence],
    }


def _print(card: Card, preferred: Preferred | None) -> None:
    print(f"The last {_days(card.days)}, as of {card.at:%Y-%m-%d %H:%M %Z}")
    for mark in (*card.criteria, *card.signs):
        seen = {"met": "not seen", "not met": "SEEN"}.get(mark.verdict, mark.verdict) if mark.sign else mark.verdict
        print(f"  {seen:<16} {_NAMES[mark.code]}: {_figure(mark)}")
    print(_ADVICE[card.advice])
    if card.reasons:
        print(f"  because of: {', '.join(_NAMES[mark.code] for mark in card.reasons)}")
    if preferred:
        print(
            f"  Rolled back: only {preferred.provider.capitalize()} answers since {preferred.since:%Y-%m-%d %H:%M %Z}."
        )


def _figure(mark: Mark) -> str:
    counts = f"{mark.counted} of {mark.needed} needed" if mark.counted < mark.needed else f"{mark.counted} counted"
    return f"{_value(mark)} ({counts}, {_days(mark.days)})"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _value(mark: Mark) -> str:
    if mark.unit == "quality":
        told = [f"{row['measure']} {row['verdict']}" for row in mark.evidence]
        return "; ".join(told)
    bound = "at most" if mark.sign or mark.code in ("limits", "works") else "below"
    return f"{_told(mark, mark.value)}, {bound} {_told(mark, mark.target)}"


def _told(mark: Mark, value: float | Decimal | None) -> str:
    if value is None:
        return "nothing yet"
    if isinstance(value, Decimal):
        return dollars(value)
    return f"{value:.2f} s" if mark.unit == "seconds" else f"{value:.1%}"
