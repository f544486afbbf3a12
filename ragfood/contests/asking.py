"""One trial: one contestant is asked one question, through the same limits, budget and books as everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ragfood.answers import whole_characters
from ragfood.cancel import Cancel
from ragfood.chat import Taste
from ragfood.clock import Clock
from ragfood.contests.plan import Prepared
from ragfood.contests.quality import judge
from ragfood.contests.trials import COLD_FROM_S, Contestant, Trial, TrialOutcome
from ragfood.errors import Declined, Interrupted, RateLimited, Stopped
from ragfood.meter import Bill
from ragfood.providers import Piece
from ragfood.routing import Request, Router, Step, Trying, Waiting

LONGEST_WAIT_S = 600.0
"""Seconds that a trial may wait in line for a limit; nobody sits before a comparison as before a chat."""

_LASTING = {
    "not_configured", "key_refused", "forbidden", "ollama_down", "model_gone", "model_not_pulled", "over_budget",
    "price_unknown", "cost_unrecordable", "over_limit",
}  # fmt: skip
"""Codes of refusals that the next question would meet as well."""


@dataclass
class _Reading:
    """What was seen of one answer, on the clock's monotonic scale."""

    began: float
    asked: float | None = None
    first: float | None = None
    parts: list[str] = field(default_factory=list)
    load_s: float | None = None

    def take(self, step: Step, now: float) -> None:
        if isinstance(step, Trying):
            self.asked = now
        elif isinstance(step, Piece):
            if step.text:
                self.parts.append(step.text)
                self.first = now if self.first is None else self.first
            self.load_s = step.load_s if step.load_s is not None else self.load_s

    @property
    def text(self) -> str:
        return whole_characters("".join(self.parts))


def ask(
    router: Router,
    clock: Clock,
    taste: Taste,
    contestant: Contestant,
    prepared: Prepared,
    blank: Trial,
    cancel: Cancel,
    show: Callable[[str, str], None],
    *,
    first: bool,
) -> Trial:
    """`blank` filled in with what came of it; `show` is told the phase and the text so far. `first` = this
    contestant was not asked before. Raises nothing that a provider may raise.
    """
    assert prepared.prompt is not None, "a question without foods is asked of nobody"
    reading, bill = _Reading(clock.monotonic()), Bill()
    request = Request(
        prompt=prepared.prompt,
        max_tokens=taste.max_tokens,
        temperature=taste.temperature,
        top_p=taste.top_p,
        deadline=reading.began + LONGEST_WAIT_S,
        cancel=cancel,
        model=contestant.model,
        once=True,
    )
    end: Declined | Interrupted | Stopped | None = None
    try:
        for step in router.answer((contestant.provider,), request, bill):
            reading.take(step, clock.monotonic())
            show(_phase(step), reading.text)
    except (Declined, Interrupted, Stopped) as ended:
        end = ended
    return _filled(blank, prepared, reading, bill, end, clock.monotonic(), first=first)


def lasts(trial: Trial) -> bool:
    """Whether what kept it from answering would keep the next one as well."""
    return trial.outcome == "declined" and trial.reason in _LASTING


def skipped(blank: Trial, why: Trial) -> Trial:
    """A trial that is left out for what `why` met."""
    return replace(blank, outcome="skipped", reason=why.reason, sentence=why.sentence, remedy=why.remedy)


def _filled(
    blank: Trial,
    prepared: Prepared,
    reading: _Reading,
    bill: Bill,
    end: Declined | Interrupted | Stopped | None,
    now: float,
    *,
    first: bool,
) -> Trial:
    asked = reading.asked if reading.asked is not None else now
    told = reading.load_s is not None
    return replace(
        blank,
        outcome=_outcome(end),
        reason=_reason(end),
        sentence=end.happened if end else "",
        remedy=end.remedy if end else "",
        text=reading.text,
        cold=(reading.load_s or 0.0) >= COLD_FROM_S if told else first,
        load_s=reading.load_s,
        waited_s=asked - reading.began,
        first_token_s=None if reading.first is None else reading.first - asked,
        total_s=None if reading.asked is None else now - asked,
        usage=bill.usage,
        cost=bill.cost,
        cut=bill.cut,
        quality=None if end else judge(reading.text, prepared.passages),
    )


def _outcome(end: Declined | Interrupted | Stopped | None) -> TrialOutcome:
    if end is None:
        return "answered"
    if isinstance(end, Stopped):
        return "stopped"
    return "interrupted" if isinstance(end, Interrupted) else "declined"


def _reason(end: Declined | Interrupted | Stopped | None) -> str:
    lasting = isinstance(end, RateLimited) and end.lasting
    return "over_limit" if lasting else end.code if end else ""


def _phase(step: Step) -> str:
    if isinstance(step, Waiting):
        return f"waiting: {step.why}, about {max(round(step.seconds), 1)} s"
    if isinstance(step, Piece):
        return "loading" if step.loading else "writing"
    return "asked"
