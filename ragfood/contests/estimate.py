"""What a comparison may cost and how long it may take, before a cent is spent; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from ragfood.contests.plan import Plan
from ragfood.contests.trials import Contestant
from ragfood.ledger import Allowance, CallRecord, Standing
from ragfood.models import ModelTable
from ragfood.providers import Usage

TYPICAL_OUTPUT = 150
"""Tokens of the mission's typical answer, where a model has no answers of its own on record yet."""

EXPECTED_S = {"groq": (0.5, 2.0), "ollama": (5.0, 10.0)}
"""Seconds of a response that the mission expects of each provider."""

_ENOUGH = 5
"""Answers on record from which a model's own mean is taken."""


@dataclass(frozen=True)
class Share:
    """One contestant's part. Costs are US dollars, None when the price is unknown."""

    contestant: Contestant
    calls: int
    worst: Decimal | None
    """If every answer is as long as it may be."""
    likely: Decimal | None
    output_tokens: int
    """Of a likely answer."""
    measured: bool
    """The likely figures are the means of this model's own answers on record."""
    seconds: float
    """For all its calls, limits included."""


@dataclass(frozen=True)
class Estimate:
    shares: tuple[Share, ...]

    @property
    def worst(self) -> Decimal | None:
        return _sum(share.worst for share in self.shares)

    @property
    def likely(self) -> Decimal | None:
        return _sum(share.likely for share in self.shares)

    @property
    def free(self) -> bool:
        return self.worst == 0

    @property
    def seconds(self) -> float:
        """Groq's models are asked at the same time, Ollama's one after another."""
        local = sum(share.seconds for share in self.shares if share.contestant.provider == "ollama")
        return max([local, *(share.seconds for share in self.shares if share.contestant.provider != "ollama")])


def tight(expected: Estimate, standing: Standing) -> Allowance | None:
    """The budget that has no room for the worst case; calls that do not fit any more will be refused."""
    if expected.free:
        return None
    return next((each for each in (standing.day, standing.month) if not each.fits(expected.worst)), None)


def left(allowance: Allowance) -> Decimal:
    """US dollars that may still be held."""
    return max(allowance.limit - allowance.spent - allowance.held, Decimal(0))


def estimate(plan: Plan, table: ModelTable, calls: Iterable[CallRecord] = ()) -> Estimate:
    """From the prompts' tokens and the output cap; likely lengths and times from the answers in `calls`."""
    answered = [call for call in calls if call.outcome == "answered"]
    return Estimate(tuple(_share(plan, table, each, answered) for each in plan.contestants))


def _share(plan: Plan, table: ModelTable, contestant: Contestant, answered: list[CallRecord]) -> Share:
    own = [call for call in answered if (call.provider, call.model) == (contestant.provider, contestant.model)]
    measured = len(own) >= _ENOUGH
    output = round(fmean(call.usage.output_tokens for call in own)) if measured else TYPICAL_OUTPUT
    prompts = [each.prompt.tokens for each in plan.asked if each.prompt] * plan.rounds
    each_s = fmean(call.total_s or 0.0 for call in own) if measured else fmean(EXPECTED_S[contestant.provider])
    paid = contestant.provider == "groq"
    return Share(
        contestant=contestant,
        calls=len(prompts),
        worst=_cost(table, contestant.model, prompts, plan.taste.max_tokens) if paid else Decimal(0),
        likely=_cost(table, contestant.model, prompts, output) if paid else Decimal(0),
        output_tokens=output,
        measured=measured,
        seconds=max(each_s * len(prompts), _limited_s(table, contestant.model, prompts, output) if paid else 0.0),
    )


def _cost(table: ModelTable, model: str, prompts: list[int], output: int) -> Decimal | None:
    price = table.facts(model).price
    return sum((price.cost(Usage(tokens, output)) for tokens in prompts), Decimal(0)) if price else None


def _limited_s(table: ModelTable, model: str, prompts: list[int], output: int) -> float:
    """Seconds that the limits per minute stretch the calls to; the first minute's allowance is there at once."""
    limits = table.facts(model).limits
    tokens = (sum(prompts) + output * len(prompts)) / (limits.tokens_per_minute or float("inf"))
    requests = len(prompts) / (limits.requests_per_minute or float("inf"))
    return max(max(tokens, requests) - 1.0, 0.0) * 60


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = list(amounts)
    return None if None in known else sum((amount for amount in known if amount is not None), Decimal(0))
