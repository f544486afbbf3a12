"""Routing: asks providers in order until one begins to answer.

It knows circuits, retries and what each refusal asks for; it knows nothing of vendors' protocols.
After the first text there is no other provider any more: what was written stays, and the trouble is said.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from ragfood.answers import Answer, Attempt, AttemptOutcome
from ragfood.cancel import Cancel
from ragfood.circuit import Circuit, Visit
from ragfood.clock import Clock
from ragfood.errors import (
    Declined,
    EmptyAnswer,
    Interrupted,
    KeyRefused,
    ModelGone,
    NotConfigured,
    RagFoodError,
    RateLimited,
    RequestTooLarge,
    Stopped,
)
from ragfood.limits import Permit, Wait, over_limit
from ragfood.meter import Bill, Meter
from ragfood.prompt import Prompt
from ragfood.providers import Call, Piece, Provider

MOST_ATTEMPTS = 3
BACKOFF_S = (1.0, 2.0, 4.0)
SHORT_WAIT_S = 1.0
"""With another provider ready nobody waits longer than this for a second try."""
_UNTIL_THE_KEY_CHANGES_S = 365 * 86400.0


@dataclass(frozen=True)
class Trying:
    """A provider is being asked now; `note` says what is special about it."""

    provider: str
    model: str
    note: str = ""
    prompt: Prompt | None = None
    """What it is sent."""


@dataclass(frozen=True)
class Waiting:
    """Nothing can be asked for about `seconds`; `position` counts who goes before in our own queue, if it is that."""

    provider: str
    seconds: float
    why: str
    position: int | None = None


@dataclass(frozen=True)
class Replayed:
    """The answer was found among those already paid for."""

    answer: Answer


Step = Trying | Waiting | Attempt | Piece | Replayed


@dataclass(frozen=True)
class Request:
    """One question as the providers are asked it. `deadline` is on the clock's monotonic scale."""

    prompt: Prompt
    max_tokens: int
    temperature: float
    top_p: float
    deadline: float
    cancel: Cancel
    lookup: Callable[[str, str, Prompt], Answer | None] = lambda provider, model, prompt: None
    """Finds an answer already paid for, by provider, model and prompt."""
    model: str = ""
    """The model to ask for; "" = the provider's own choice."""
    once: bool = False
    """Whatever is wrong is told at once: no second try, no other model, no shorter prompt."""


@dataclass(frozen=True)
class Seat:
    """A provider and whether it may be asked."""

    provider: Provider
    circuit: Circuit


@dataclass
class _Try:
    """What has been tried of one provider for one question."""

    request: Request
    fallback: bool
    """Another provider failed before."""
    others: Sequence[str]
    """Models' providers that could be asked after this one."""
    model: str = ""
    note: str = ""
    attempts: int = 0
    mended: set[str] = field(default_factory=set)
    replayed: bool = False


class Router:
    """Shared by all questions; keeps nothing of any of them."""

    def __init__(
        self,
        seats: Mapping[str, Seat],
        meter: Meter,
        clock: Clock,
        *,
        likely: Callable[[str], bool] = lambda provider: True,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.seats = seats
        self._meter = meter
        self._clock = clock
        self._likely = likely
        self._jitter = jitter

    def answer(self, order: Sequence[str], request: Request, bill: Bill) -> Iterator[Step]:
        """Steps up to the end of one answer, whose last is an `Attempt` (or `Replayed`).

        Raises the last provider's Declined when nobody answers, Interrupted when the answer breaks off,
        Stopped when `request.cancel` is set. With one provider in `order` its circuit is not asked.
        """
        fallen = False
        for position, name in enumerate(order):
            others = [other for other in order[position + 1 :] if other != "offline"]
            self._another_is_ready(others)  # begins to look, so that it is known when it matters
            attempt = _Try(request, fallback=fallen, others=others, model=request.model)
            try:
                yield from self._ask(name, attempt, bill, forced=len(order) == 1)
                return
            except Declined as no:
                if name == order[-1]:
                    raise
                # Who has no key has chosen the next provider; that is no fall.
                fallen = fallen or not isinstance(no, NotConfigured)

    def _another_is_ready(self, others: Sequence[str]) -> bool:
        return any(self._likely(other) for other in others)

    def _ask(self, name: str, attempt: _Try, bill: Bill, *, forced: bool) -> Iterator[Step]:
        seat = self.seats[name]
        began = self._clock.monotonic()
        try:
            visit = seat.circuit.enter(forced=forced)
        except Declined as resting:
            yield self._attempt(name, attempt, "declined", began, resting)
            raise
        with visit:
            yield from self._until_it_answers(seat, attempt, visit, bill)

    def _until_it_answers(self, seat: Seat, attempt: _Try, visit: Visit, bill: Bill) -> Iterator[Step]:
        name, answered = seat.provider.name, False
        while not answered:
            began = self._clock.monotonic()
            try:
                yield from self._once(seat.provider, attempt, bill)
                answered = True
            except Declined as no:
                yield self._attempt(name, attempt, "declined", began, no)
                yield from self._mend_or_give_up(name, attempt, visit, no)
            except (Interrupted, Stopped) as end:
                outcome: AttemptOutcome = "stopped" if isinstance(end, Stopped) else "interrupted"
                if isinstance(end, Interrupted):
                    visit.failed(end.happened, remedy=end.remedy)
                yield self._attempt(name, attempt, outcome, began, end)
                raise
        if not attempt.replayed:
            visit.succeeded()
            yield self._attempt(name, attempt, "answered", began)

    def _once(self, provider: Provider, attempt: _Try, bill: Bill) -> Iterator[Step]:
        request = attempt.request
        attempt.model = attempt.model or provider.ready(request.cancel)
        hit = None if attempt.fallback else request.lookup(provider.name, attempt.model, request.prompt)
        if hit is not None:
            attempt.replayed = True
            yield Replayed(hit)
            return
        call = Call(
            model=attempt.model,
            messages=request.prompt.messages,
            max_tokens=request.max_tokens,
            temperature=request.temperature,
            top_p=request.top_p,
            cancel=request.cancel,
            foods=request.prompt.foods,
            plain=request.prompt.plain,
        )
        permit = yield from self._admit(provider.name, call, attempt)
        yield Trying(provider.name, attempt.model, attempt.note, request.prompt)
        attempt.attempts += 1
        with permit or nullcontext():
            yield from self._meter.run(provider, call, bill, permit=permit, fallback=attempt.fallback)

    def _admit(self, name: str, call: Call, attempt: _Try) -> Generator[Waiting, None, Permit | None]:
        """Wait in line where there are limits. Raises OverLimit when that would take too long."""
        place = self._meter.queue(name, call)
        if place is None:
            return None
        with place:
            while isinstance(told := place.try_enter(), Wait):
                left = attempt.request.deadline - self._clock.monotonic()
                if told.lasting or told.seconds > (
                    min(left, SHORT_WAIT_S) if self._another_is_ready(attempt.others) else left
                ):
                    raise over_limit(call.model, told)
                yield Waiting(name, told.seconds, told.why, told.position)
                if place.wait(told.seconds, call.cancel):
                    raise Stopped
            return told

    def _mend_or_give_up(self, name: str, attempt: _Try, visit: Visit, no: Declined) -> Iterator[Step]:
        """Change what the refusal asks for, or wait for a second try; otherwise raise it."""
        if attempt.request.cancel.is_set():
            raise Stopped
        once = attempt.request.once
        if not once and type(no).__name__ not in attempt.mended and self._mend(attempt, no):
            attempt.mended.add(type(no).__name__)
            return
        wait = None if once else self._wait_before_retry(name, attempt, no)
        if wait is None:
            _tell_circuit(visit, no)
            raise no
        yield Waiting(name, wait, no.happened)
        if self._clock.wait(wait, attempt.request.cancel):
            raise Stopped

    def _mend(self, attempt: _Try, no: Declined) -> bool:
        """Whether the request could be changed so that asking again makes sense at once."""
        if isinstance(no, ModelGone) and no.successor:
            attempt.note = f"{attempt.model} is no longer served; its successor {no.successor} is asked instead."
            attempt.model = no.successor
            return True
        if isinstance(no, RequestTooLarge) and (shorter := attempt.request.prompt.shorter()):
            attempt.request = replace(attempt.request, prompt=shorter)
            attempt.note = "The question was too large for the model, so it is asked with fewer passages."
            return True
        if isinstance(no, EmptyAnswer):
            more = attempt.request.max_tokens * (2 if no.cut else 1)
            attempt.request = replace(attempt.request, max_tokens=more)
            attempt.note = "The model wrote nothing, so it is asked once more."
            return True
        return False

    def _wait_before_retry(self, name: str, attempt: _Try, no: Declined) -> float | None:
        """Seconds to wait before another try of the same provider; None when there should be none."""
        if not no.transient or attempt.attempts == 0:
            return None
        quick = self._another_is_ready(attempt.others)
        # In an outage a second try is worth it once, not at every question until the circuit opens.
        most = (1 if self.seats[name].circuit.failing else 2) if quick else MOST_ATTEMPTS
        if attempt.attempts >= most:
            return None
        backoff = BACKOFF_S[attempt.attempts - 1] * (0.75 + 0.5 * self._jitter())
        wait = min(backoff, SHORT_WAIT_S) if quick else backoff
        if no.retry_after is not None:
            wait = max(no.retry_after, 0.0) if quick else max(no.retry_after, wait)
        left = attempt.request.deadline - self._clock.monotonic()
        return wait if wait < left and (not quick or wait <= SHORT_WAIT_S) else None

    def _attempt(
        self, name: str, attempt: _Try, outcome: AttemptOutcome, began: float, why: RagFoodError | None = None
    ) -> Attempt:
        return Attempt(
            provider=name,
            model=attempt.model,
            outcome=outcome,
            reason=why.code if why else "",
            sentence=why.happened if why else attempt.note,
            remedy=why.remedy if why else "",
            seconds=self._clock.monotonic() - began,
        )


def _tell_circuit(visit: Visit, no: Declined) -> None:
    """What a final refusal shows of the provider; a refusal that is no trouble of its own shows nothing."""
    if isinstance(no, KeyRefused):
        visit.failed(no.happened, rest_s=_UNTIL_THE_KEY_CHANGES_S, remedy=no.remedy)
    elif isinstance(no, RateLimited) and no.retry_after and no.retry_after > SHORT_WAIT_S:
        visit.failed(no.happened, rest_s=no.retry_after, remedy=no.remedy)
    elif no.trouble:
        visit.failed(no.happened, remedy=no.remedy)
