"""One call to one provider, measured and paid for: held before, counted while it runs, settled on every path."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal

from ragfood.clock import Clock
from ragfood.errors import Declined, Interrupted, RateLimited, Stopped, Unwatched
from ragfood.ledger import CallRecord, Hold, Ledger, Outcome
from ragfood.limits import Limiter, Permit, Place
from ragfood.models import ModelTable
from ragfood.providers import Call, Piece, Provider, Usage
from ragfood.tokens import estimate_prompt, estimate_tokens


@dataclass
class Bill:
    """What a whole question has cost so far, over all its attempts."""

    usage: Usage | None = None
    """Of the last attempt that reached a model."""
    cost: Decimal | None = Decimal(0)
    """US dollars over all attempts; None once one of them has an unknown price."""
    cut: bool = False
    """The last answer reached its output cap."""


class Meter:
    """Makes calls and books them. `paid` names the providers that cost money and have limits."""

    def __init__(self, ledger: Ledger, limiter: Limiter, table: ModelTable, clock: Clock, paid: frozenset[str]) -> None:
        self._ledger = ledger
        self._limiter = limiter
        self._table = table
        self._clock = clock
        self._paid = paid

    def queue(self, provider: str, call: Call) -> Place | None:
        """A place in the line for `call`; None where there is no limit. Raises RequestTooLarge or OverLimit."""
        if provider not in self._paid:
            return None
        tokens = estimate_prompt(call.messages) + call.max_tokens
        return self._limiter.queue(call.model, self._table.facts(call.model).limits, tokens)

    def run(
        self, provider: Provider, call: Call, bill: Bill, *, permit: Permit | None = None, fallback: bool = False
    ) -> Iterator[Piece]:
        """The pieces of one call. Raises what the provider raises, and OverBudget, PriceUnknown or
        CostUnrecordable before anything is sent.
        """
        hold = self._hold(provider.name, call, permit)
        reading = _Reading(self._clock.monotonic())
        end = _End()
        try:
            with closing(_closable(provider.stream(call))) as pieces:
                for piece in pieces:
                    reading.take(piece, self._clock.monotonic())
                    if permit and piece.rate:
                        permit.hear(piece.rate)
                    yield piece
            end = _End("answered")
        except Stopped as stop:
            left = _End("abandoned", Unwatched()) if call.cancel.abandoned else _End("stopped")
            end = left if stop.sent else _End("refused", stop)
            raise
        except Interrupted as broken:
            end = _End("interrupted", broken)
            raise
        except Declined as no:
            end = _End("declined" if no.sent else "refused", no)
            raise
        finally:
            usage = reading.usage or (reading.estimate(call) if end.reached else Usage(0, 0))
            self._give_back(permit, end, usage)
            bill.cut = reading.finish == "length"
            bill.usage = usage
            self._settle(hold, self._record(provider.name, call, reading, end, usage, fallback), bill)

    def _hold(self, provider: str, call: Call, permit: Permit | None) -> Hold | None:
        if provider not in self._paid:
            return None
        price = self._table.facts(call.model).price
        worst = price.cost(Usage(estimate_prompt(call.messages), call.max_tokens)) if price else None
        try:
            return self._ledger.hold(provider, call.model, worst)
        except Declined:
            if permit:
                permit.unused()
            raise

    def _give_back(self, permit: Permit | None, end: _End, usage: Usage) -> None:
        if permit is None:
            return
        if isinstance(end.why, RateLimited):
            permit.refused(end.why.retry_after, lasting=end.why.lasting)
        elif end.reached:
            permit.done(usage.input_tokens + usage.output_tokens)
        else:
            permit.unused()

    def _record(
        self, provider: str, call: Call, reading: _Reading, end: _End, usage: Usage, fallback: bool
    ) -> CallRecord:
        return CallRecord(
            provider=provider,
            model=call.model,
            outcome=end.outcome,
            reason=end.why.code if end.why else "",
            usage=usage,
            cost=self._cost(provider, call.model, usage),
            first_token_s=reading.first_token_s,
            total_s=self._clock.monotonic() - reading.began,
            fallback=fallback,
        )

    def _settle(self, hold: Hold | None, record: CallRecord, bill: Bill) -> None:
        bill.cost = None if record.cost is None or bill.cost is None else bill.cost + record.cost
        if hold:
            self._ledger.settle(hold, record)
        elif record.provider != "offline":  # nobody was called
            self._ledger.record(record)

    def _cost(self, provider: str, model: str, usage: Usage) -> Decimal | None:
        if provider not in self._paid or not (usage.input_tokens or usage.output_tokens):
            return Decimal(0)
        price = self._table.facts(model).price
        return price.cost(usage) if price else None


@dataclass(frozen=True)
class _End:
    """How a call ended, as far as the books go. A call whose pieces nobody wanted any more is abandoned."""

    outcome: Outcome = "abandoned"
    why: Declined | Interrupted | Stopped | None = None

    @property
    def reached(self) -> bool:
        """Whether the vendor may have done work for it."""
        if isinstance(self.why, Declined):
            return self.why.reached
        return self.outcome != "refused"  # who stopped in time was never asked


@dataclass
class _Reading:
    """What was seen of one stream."""

    began: float
    usage: Usage | None = None
    finish: str | None = None
    first_token_s: float | None = None
    parts: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def take(self, piece: Piece, now: float) -> None:
        if piece.text:
            self.parts.append(piece.text)
            if self.first_token_s is None:
                self.first_token_s = now - self.began
        if piece.hidden:
            self.hidden.append(piece.hidden)
        self.usage = piece.usage or self.usage
        self.finish = piece.finish or self.finish

    def estimate(self, call: Call) -> Usage:
        """For a stream that said nothing of its usage: its prompt, and all text that came."""
        hidden = estimate_tokens("".join(self.hidden))
        written = estimate_tokens("".join(self.parts))
        return Usage(estimate_prompt(call.messages), written + hidden, reasoning_tokens=hidden, estimated=True)


def _closable(pieces: Iterator[Piece]) -> Generator[Piece, None, None]:
    """Closing this closes `pieces`, and with it the connection upstream."""
    yield from pieces
