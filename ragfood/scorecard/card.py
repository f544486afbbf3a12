"""The whole card at one moment, and what it advises: stay with Groq, watch, or roll back to Ollama."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import Literal

from ragfood.clock import Clock
from ragfood.contests.archive import Archive
from ragfood.contests.blind import between_providers
from ragfood.conversations import Conversations
from ragfood.forecast import month_end_cost
from ragfood.ledger import CallRecord, Ledger
from ragfood.scorecard import marks
from ragfood.scorecard.equality import equality
from ragfood.scorecard.marks import Mark
from ragfood.scorecard.window import RecentCalls

Advice = Literal["stay", "watch", "roll back"]

DAYS = 7
QUALITY_DAYS = 90
"""Votes and comparisons are rarer than calls, so they are counted for longer."""

_BY_CALLS = ("works", "response", "errors", "cost")
"""The criteria that normal use alone can settle."""


@dataclass(frozen=True)
class Card:
    at: datetime
    days: int
    criteria: tuple[Mark, ...]
    signs: tuple[Mark, ...]
    ollama_mean_s: float | None
    """Of Ollama's answers in the same days, to compare."""

    @property
    def advice(self) -> Advice:
        """Any sign: roll back. A criterion that is not met, or too little data to tell: watch. Otherwise stay;
        for the limits and the quality it is enough that nothing speaks against them.
        """
        if any(sign.verdict == "not met" for sign in self.signs):
            return "roll back"
        settled = all(mark.verdict == "met" for mark in self.criteria if mark.code in _BY_CALLS)
        against = any(mark.verdict == "not met" for mark in self.criteria)
        return "stay" if settled and not against else "watch"

    @property
    def reasons(self) -> tuple[Mark, ...]:
        """The marks that the advice rests on."""
        seen = tuple(sign for sign in self.signs if sign.verdict == "not met")
        unmet = tuple(mark for mark in self.criteria if mark.verdict == "not met")
        open_ = tuple(m for m in self.criteria if m.verdict == "not enough data" and m.code in _BY_CALLS)
        return seen or unmet or open_ or self.criteria


class Scorecard:
    """Reads what the app keeps in `folder` anyway. Constructing it opens nothing."""

    def __init__(
        self, ledger: Ledger, folder: Path, conversations: Conversations, archive: Archive, clock: Clock
    ) -> None:
        self._ledger = ledger
        self._calls = RecentCalls(folder)
        self._conversations = conversations
        self._archive = archive
        self._clock = clock

    def now(self, days: int = DAYS) -> Card:
        """Over the last `days` days. Raises LedgerTrouble or StoreTrouble when what it rests on cannot be read."""
        at = self._clock.now()
        begin, long_ago = at - timedelta(days=days), at - timedelta(days=QUALITY_DAYS)
        calls = self._calls.since(begin, at)
        groq = [call for call in calls if call.provider == "groq"]
        answers = self._conversations.answered_since(begin)
        rated = self._conversations.answered_since(long_ago, rated=True)
        days_of_log = self._ledger.days()
        forecast = month_end_cost({day: totals.cost for day, totals in days_of_log.items()}, at.date())
        month = {day: totals for day, totals in days_of_log.items() if day.startswith(f"{at:%Y-%m}")}
        tally = between_providers(self._archive.votes(since=long_ago), "groq", "ollama")
        return Card(
            at=at,
            days=days,
            criteria=(
                marks.works(answers, days),
                marks.response(groq, days, most=marks.MOST_MEAN_S),
                marks.errors(groq, days, most=marks.MOST_ERRORS),
                marks.cost(forecast, month, at.day, most=marks.MOST_MONTH_USD),
                marks.limits(groq, answers, days),
                equality(tally, rated, self._archive.qualities(long_ago), QUALITY_DAYS),
            ),
            signs=(
                marks.response(groq, days, most=marks.ROLL_BACK_MEAN_S, sign=True),
                marks.errors(groq, days, most=marks.ROLL_BACK_ERRORS, sign=True),
                marks.cost(forecast, month, at.day, most=marks.ROLL_BACK_MONTH_USD, sign=True),
            ),
            ollama_mean_s=_mean_s([call for call in calls if call.provider == "ollama"]),
        )


def _mean_s(calls: Sequence[CallRecord]) -> float | None:
    measured = [call.total_s for call in calls if call.outcome == "answered" and call.total_s is not None]
    return fmean(measured) if measured else None
