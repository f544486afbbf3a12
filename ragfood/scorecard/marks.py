"""What one criterion says: its figure, the least data it needs, its verdict and what it rests on; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean
from typing import Any, Literal

from ragfood.conversations.answered import Answered
from ragfood.ledger import CallRecord, Totals

Verdict = Literal["met", "not met", "not enough data"]
Unit = Literal["share", "seconds", "usd", "quality"]

LEAST_CALLS = 20
"""Calls, or questions, below which a share or a mean says nothing yet."""

MOST_MEAN_S, ROLL_BACK_MEAN_S = 3.0, 5.0
MOST_ERRORS, ROLL_BACK_ERRORS = 0.05, 0.20
MOST_MONTH_USD, ROLL_BACK_MONTH_USD = Decimal(10), Decimal(50)
_SHOWN = 500
"""Rows of evidence that are handed out."""

MOST_LIMITED = 0.01
"""Share of the attempts at Groq that may meet a limit before it counts as trouble in normal use."""


@dataclass(frozen=True)
class Mark:
    """One criterion, or (`sign`) one sign to roll back, for which "met" means that it is not seen.

    `counted` calls or answers stand behind it, of `needed` at least; `evidence` are the latest of them, or those
    that speak against it, oldest first.
    """

    code: str
    unit: Unit
    value: float | Decimal | None
    target: float | Decimal
    counted: int
    needed: int
    days: int
    sign: bool = False
    met: bool = False
    evidence: tuple[dict[str, Any], ...] = ()

    @property
    def verdict(self) -> Verdict:
        if self.value is None or self.counted < self.needed:
            return "not enough data"
        return "met" if self.met else "not met"


def works(answers: Sequence[Answered], days: int) -> Mark:
    """All queries work: the share of questions that ended without any answer, which must be none."""
    failed = [each for each in answers if each.failed]
    share = len(failed) / len(answers) if answers else None
    rows = tuple(map(answer_row, (failed or answers)[-_SHOWN:]))
    return Mark("works", "share", share, 0.0, len(answers), LEAST_CALLS, days, met=not failed, evidence=rows)


def response(calls: Sequence[CallRecord], days: int, *, most: float, sign: bool = False) -> Mark:
    """Mean seconds of Groq's complete answers."""
    answered = [call for call in calls if call.outcome == "answered" and call.total_s is not None]
    mean = fmean(call.total_s or 0.0 for call in answered) if answered else None
    met = mean is not None and (mean <= most if sign else mean < most)
    code, rows = "slow" if sign else "response", tuple(map(call_row, answered[-_SHOWN:]))
    return Mark(code, "seconds", mean, most, len(answered), LEAST_CALLS, days, sign, met, rows)


def errors(calls: Sequence[CallRecord], days: int, *, most: float, sign: bool = False) -> Mark:
    """The share of Groq's calls that were declined or broke off, as the ledger counts errors."""
    asked = [call for call in calls if call.outcome not in ("cached", "refused")]
    wrong = [call for call in asked if call.outcome in ("declined", "interrupted")]
    share = len(wrong) / len(asked) if asked else None
    met = share is not None and (share <= most if sign else share < most)
    code, rows = "failing" if sign else "errors", tuple(map(call_row, (wrong or asked)[-_SHOWN:]))
    return Mark(code, "share", share, most, len(asked), LEAST_CALLS, days, sign, met, rows)


def cost(forecast: Decimal, month: Mapping[str, Totals], days: int, *, most: Decimal, sign: bool = False) -> Mark:
    """What the month will have cost at its end, in US dollars; `month` are its days so far."""
    met = forecast <= most if sign else forecast < most
    rows = tuple(
        {"day": day, "requests": each.requests, "cost_usd": each.cost, "unknown_cost": each.unknown_cost}
        for day, each in month.items()
    )
    counted = sum(each.requests > 0 for each in month.values())
    return Mark("dear" if sign else "cost", "usd", forecast, most, counted, 1, days, sign, met, rows)


def limits(calls: Sequence[CallRecord], answers: Sequence[Answered], days: int) -> Mark:
    """The share of attempts at Groq that met a limit, the vendor's or our own."""
    asked = [call for call in calls if call.outcome not in ("cached", "refused")]
    refused = [call for call in asked if call.reason == "rate_limited"]
    held_back = [each for each in answers if each.limited]
    tried, limited = len(asked) + len(held_back), len(refused) + len(held_back)
    share = limited / tried if tried else None
    against = (*map(call_row, refused), *map(answer_row, held_back))
    rows = against[-_SHOWN:] or tuple(map(call_row, asked[-_SHOWN:]))
    met = share is not None and share <= MOST_LIMITED
    return Mark("limits", "share", share, MOST_LIMITED, tried, LEAST_CALLS, days, met=met, evidence=rows)


def call_row(call: CallRecord) -> dict[str, Any]:
    """One call as people read it."""
    return {
        "time": call.time,
        "provider": call.provider,
        "model": call.model,
        "outcome": call.outcome,
        "reason": call.reason,
        "total_s": call.total_s,
        "cost_usd": call.cost,
    }


def answer_row(answer: Answered) -> dict[str, Any]:
    """One answered question in the same columns."""
    ended = "failed" if answer.failed else "interrupted" if answer.interrupted else "answered"
    return {
        "time": answer.made,
        "provider": answer.provider,
        "model": answer.model,
        "outcome": "read back" if answer.degraded and not answer.failed else ended,
        "reason": "over_limit" if answer.limited else "",
        "total_s": answer.total_s,
        "cost_usd": None,
    }
