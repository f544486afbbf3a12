"""What so many questions a day would cost on a model, and which limit would stop them first; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ragfood.accounts.sheets import Sheet, sum_of
from ragfood.models import ModelFacts, ModelLimits
from ragfood.providers import Usage

MONTH_DAYS = 30
VOLUMES = (10, 100, 1000, 10000)
"""Questions a day."""

LimitName = Literal[
    "requests_per_minute", "tokens_per_minute", "requests_per_day", "tokens_per_day", "daily_budget", "monthly_budget"
]


@dataclass(frozen=True)
class Question:
    """Tokens of one question with its answer; `output_tokens` are those that are read."""

    input_tokens: int = 300
    output_tokens: int = 150


TYPICAL = Question()
"""The figure that the product's monthly costs rest on."""


@dataclass(frozen=True)
class Ceiling:
    """A limit, and the most questions a day that it lets through."""

    name: LimitName
    limit: Decimal
    questions: Decimal


@dataclass(frozen=True)
class Estimate:
    """US dollars are None when the price is unknown."""

    model: str
    questions: int
    """A day."""
    usage: Usage
    """Of one question, reasoning included in its output."""
    per_question: Decimal | None
    per_day: Decimal | None
    per_month: Decimal | None
    """Of 30 days."""
    ceilings: tuple[Ceiling, ...]
    """What would stop it, what stops first at the head."""

    @property
    def binding(self) -> Ceiling | None:
        """The limit that stops these questions first; None when all pass."""
        first = self.ceilings[0] if self.ceilings else None
        return first if first and first.questions < self.questions else None


def estimate(
    question: Question,
    questions: int,
    facts: ModelFacts,
    *,
    daily: Decimal,
    monthly: Decimal,
    hidden: Decimal = Decimal(1),
    hours: int = 24,
) -> Estimate:
    """Cost and limits of so many questions a day that come evenly over `hours` of it. `daily` and
    `monthly` are budgets in US dollars; `hidden` reasoning tokens are written for each visible one
    where the model reasons.
    """
    reasoning = round(question.output_tokens * hidden) if facts.reasoning else 0
    usage = Usage(question.input_tokens, question.output_tokens + reasoning, reasoning_tokens=reasoning)
    cost = facts.price.cost(usage) if facts.price else None
    ceilings = [*_vendor_ceilings(facts.limits, usage, hours), *_budget_ceilings(cost, daily, monthly)]
    return Estimate(
        facts.id,
        questions,
        usage,
        cost,
        None if cost is None else cost * questions,
        None if cost is None else cost * questions * MONTH_DAYS,
        tuple(sorted(ceilings, key=lambda each: each.questions)),
    )


def local_estimate(question: Question, questions: int, model: str) -> Estimate:
    """The same on this machine: free, and only its speed is a limit."""
    usage = Usage(question.input_tokens, question.output_tokens)
    return Estimate(model, questions, usage, Decimal(0), Decimal(0), Decimal(0), ())


def mean_question(sheets: Iterable[Sheet]) -> Question | None:
    """The log's own mean over all answers of models, reasoning left out; None without an answer."""
    whole = sum_of(row for row in sheets if row.provider != "offline")
    if not whole.answers:
        return None
    visible = whole.output_tokens - whole.reasoning_tokens
    return Question(round(whole.input_tokens / whole.answers), round(visible / whole.answers))


def _vendor_ceilings(limits: ModelLimits, usage: Usage, hours: int) -> list[Ceiling]:
    tokens = max(usage.input_tokens + usage.output_tokens, 1)
    minutes = hours * 60
    allowed: list[tuple[LimitName, int | None, int, int]] = [
        ("requests_per_day", limits.requests_per_day, 1, 1),
        ("tokens_per_day", limits.tokens_per_day, 1, tokens),
        ("requests_per_minute", limits.requests_per_minute, minutes, 1),
        ("tokens_per_minute", limits.tokens_per_minute, minutes, tokens),
    ]
    return [
        Ceiling(name, Decimal(limit), Decimal(limit * times) / each)
        for name, limit, times, each in allowed
        if limit is not None
    ]


def _budget_ceilings(cost: Decimal | None, daily: Decimal, monthly: Decimal) -> list[Ceiling]:
    if not cost:
        return []
    return [
        Ceiling("daily_budget", daily, daily / cost),
        Ceiling("monthly_budget", monthly, monthly / MONTH_DAYS / cost),
    ]
