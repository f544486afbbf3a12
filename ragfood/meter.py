"""One call to one provider, measured and paid for: held before, counted while it runs, settled on every path."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal

from ragfood.clock import Clock
from ragfood.errors import Declined, Interrupted, Stopped
from ragfood.ledger import CallRecord, Hold, Ledger, Outcome
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
    """Makes calls and books them. `paid` names the providers that cost money."""

    def __init__(self, ledger: Ledger, table: ModelTable, clock: Clock, paid: frozenset[str]) -> None:
        self._ledger = ledger
        self._table = table
        self._clock = clock
        self._paid = paid

    def run(self, provider: Provider, call: Call, bill: Bill, *, fallback: bool) -> Iterator[Piece]:
        """The pieces of one call. Raises what the provider raises, and OverBudget, PriceUnknown or
        CostUnrecordable before anything is sent.
        """
        hold = self._hold(provider.name, call)
        reading = _Reading(self._clock.monotonic())
        outcome: Outcome = "abandoned"
        reason, reached = "", True
        try:
            with closing(_closable(provider.stream(call))) as pieces:
                for piece in pieces:
                    reading.take(piece, self._clock.monotonic())
                    yield piece
            outcome = "answered"
        except Stopped:
            outcome = "stopped"
            raise
        except Interrupted as broken:
            outcome, reason = "interrupted", broken.code
            raise
        except Declined as no:
            outcome, reason, reached = "declined", no.code, no.reached
            raise
        finally:
            bill.cut = reading.finish == "length"
            usage = reading.usage or (reading.estimate(call) if reached else Usage(0, 0))
            self._settle(provider.name, call, hold, usage, bill, reading, outcome, reason, fallback)

    def _hold(self, provider: str, call: Call) -> Hold | None:
        if provider not in self._paid:
            return None
        price = self._table.facts(call.model).price
        worst = price.cost(Usage(estimate_prompt(call.messages), call.max_tokens)) if price else None
        return self._ledger.hold(provider, call.model, worst)

    def _settle(
        self,
        provider: str,
        call: Call,
        hold: Hold | None,
        usage: Usage,
        bill: Bill,
        reading: _Reading,
        outcome: Outcome,
        reason: str,
        fallback: bool,
    ) -> None:
        cost = self._cost(provider, call.model, usage)
        bill.usage = usage
        bill.cost = None if cost is None or bill.cost is None else bill.cost + cost
        record = CallRecord(
            provider=provider,
            model=call.model,
            outcome=outcome,
            reason=reason,
            usage=usage,
            cost=cost,
            first_token_s=reading.first_token_s,
            total_s=self._clock.monotonic() - reading.began,
            fallback=fallback,
        )
        if hold:
            self._ledger.settle(hold, record)
        elif provider != "offline":  # nobody was called
            self._ledger.record(record)

    def _cost(self, provider: str, model: str, usage: Usage) -> Decimal | None:
        if provider not in self._paid or not (usage.input_tokens or usage.output_tokens):
            return Decimal(0)
        price = self._table.facts(model).price
        return price.cost(usage) if price else None


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
