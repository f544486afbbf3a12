"""`estimate`: what so many questions a day would cost on a model, and which limit stops them first."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ragfood.accounts.estimate import MONTH_DAYS, TYPICAL, VOLUMES, Ceiling, Estimate, estimate
from ragfood.accounts.worth import HIDDEN_PER_VISIBLE
from ragfood.assembly import House
from ragfood.money import cents, dollars
from ragfood.terminal.show import complain


def estimates(house: House, questions: int | None, model: str, *, as_json: bool) -> int:
    """The typical question, so often a day (None = 10 to 10,000), on `model` ("" = the one that is asked)."""
    today = house.clock.now().date()
    wanted = model or house.settings.groq_model.strip() or next(iter(house.table.candidates(today)), "")
    facts, standing = house.table.facts(wanted), house.ledger.standing()
    found = [
        estimate(
            TYPICAL,
            number,
            facts,
            daily=standing.daily_limit,
            monthly=standing.monthly_limit,
            hidden=HIDDEN_PER_VISIBLE,
        )
        for number in ([questions] if questions else VOLUMES)
    ]
    if as_json:
        print(json.dumps([_object(each) for each in found], ensure_ascii=False))
    else:
        _write(found)
    if facts.price is None:
        complain(f"The price of {wanted} is not known.", "Add it to data/models.json to see what it costs.")
    return 0


def _write(found: list[Estimate]) -> None:
    first = found[0]
    reasoning = f", {first.usage.reasoning_tokens} of them reasoning" if first.usage.reasoning_tokens else ""
    cost = "its price is unknown" if first.per_question is None else f"{dollars(first.per_question)} a question"
    tokens = f"{first.usage.input_tokens} tokens in, {first.usage.output_tokens} out"
    print(f"{first.model}: {tokens}{reasoning}; {cost}; a month has {MONTH_DAYS} days.")
    for each in found if first.per_question is not None else []:
        stopped = f", stopped first by {_limit(each.binding)}" if each.binding else ""
        print(f"  {each.questions:>10,} a day: {dollars(each.per_day)} a day, {cents(each.per_month)} a month{stopped}")


def _limit(ceiling: Ceiling) -> str:
    figure = dollars(ceiling.limit) if ceiling.name.endswith("budget") else f"{int(ceiling.limit):,}"
    return f"{ceiling.name.replace('_', ' ')} ({figure}) above {int(ceiling.questions):,} questions a day"


def _object(each: Estimate) -> dict[str, Any]:
    return {
        "model": each.model,
        "questions_per_day": each.questions,
        "input_tokens": each.usage.input_tokens,
        "output_tokens": each.usage.output_tokens,
        "reasoning_tokens": each.usage.reasoning_tokens,
        "per_question_usd": _number(each.per_question),
        "per_day_usd": _number(each.per_day),
        "per_month_usd": _number(each.per_month),
        "binding": each.binding.name if each.binding else None,
        "most_questions_per_day": {ceiling.name: int(ceiling.questions) for ceiling in each.ceilings},
    }


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
