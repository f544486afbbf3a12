"""What the same answers would have cost elsewhere: money saved by local and repeated answers, and what-if; pure.

All of it is an estimate: another model cuts texts into other tokens and writes answers of another length.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ragfood.accounts.sheets import Sheet, sum_of
from ragfood.models import ModelFacts, ModelTable
from ragfood.providers import Usage

HIDDEN_PER_VISIBLE = Decimal(1)
"""Reasoning tokens that are assumed for each visible one where a model reasons and no record of ours tells.
With low effort; without that measurements found up to twenty for a short answer."""


@dataclass(frozen=True)
class Savings:
    """US dollars; None where the price is not known."""

    local: Decimal | None
    local_answers: int
    repeated: Decimal | None
    repeated_answers: int

    @property
    def total(self) -> Decimal | None:
        return None if self.local is None or self.repeated is None else self.local + self.repeated


def savings(sheets: Iterable[Sheet], table: ModelTable, reference: str) -> Savings:
    """What local answers would have cost on the model `reference`, and repeated ones the first time:
    as much as a mean answer of their model in these sheets, at its price, or of all if it gave none.
    """
    rows = list(sheets)
    facts = table.facts(reference)
    local = [row for row in rows if row.provider == "ollama"]
    repeated, known = Decimal(0), True
    for model in {row.model for row in rows if row.cached}:
        mine = sum_of(row for row in rows if row.model == model)
        mean = mine if mine.answers else sum_of(rows)
        if not mean.answers:
            continue
        own = table.facts(model)
        worth = would_cost([mean], own if own.price else facts)
        known = known and worth is not None
        repeated += (worth or Decimal(0)) * mine.cached / mean.answers
    return Savings(
        would_cost(local, facts),
        sum(row.answers for row in local),
        repeated if known else None,
        sum(row.cached for row in rows),
    )


def would_cost(sheets: Iterable[Sheet], facts: ModelFacts, hidden: Decimal = HIDDEN_PER_VISIBLE) -> Decimal | None:
    """US dollars that the tokens of these sheets would have cost on a model; None when its price is unknown.

    Reasoning is taken out where the model does not reason, and `hidden` tokens are added for each visible
    one where it does and the sheet's model does not.
    """
    if facts.price is None:
        return None
    cost = Decimal(0)
    for row in sheets:
        visible = row.output_tokens - row.reasoning_tokens
        reasoning = Decimal(0)
        if facts.reasoning:
            reasoning = Decimal(row.reasoning_tokens) if row.model == facts.id else visible * hidden
        cost += facts.price.cost(Usage(row.input_tokens, visible)) + reasoning * facts.price.output / 1_000_000
    return cost


def hidden_per_visible(sheets: Iterable[Sheet], model: str) -> Decimal | None:
    """Reasoning tokens for each visible one in the records of `model`; None with fewer than 20 answers whose
    calls are counted."""
    mine = sum_of(row for row in sheets if row.model == model and row.total.count)
    visible = mine.output_tokens - mine.reasoning_tokens
    return Decimal(mine.reasoning_tokens) / visible if mine.answers >= 20 and visible > 0 else None
