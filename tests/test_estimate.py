"""What so many questions cost, and what stops them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_maker import TABLE
from sheeting import sheet

from ragfood.accounts.estimate import TYPICAL, Question, estimate, local_estimate, mean_question
from ragfood.models import ModelFacts, ModelLimits, Price
from ragfood.money import cents, dollars

FOUNDING = TABLE.facts("llama-3.1-8b-instant")
BUDGETS = {"daily": Decimal("1.00"), "monthly": Decimal("10.00")}


@pytest.mark.parametrize(("questions", "month"), [(10, "$0.01"), (100, "$0.09"), (1000, "$0.90"), (10000, "$9.00")])
def test_the_founding_figures_come_out_to_the_cent(questions, month):
    found = estimate(TYPICAL, questions, FOUNDING, **BUDGETS)
    assert cents(found.per_month) == month
    assert dollars(found.per_question) == "$0.000030"
    assert found.per_day == found.per_question * questions


def test_reasoning_is_part_of_the_cost_where_the_model_reasons():
    found = estimate(TYPICAL, 1, TABLE.facts("openai/gpt-oss-20b"), **BUDGETS, hidden=Decimal(2))
    assert (found.usage.output_tokens, found.usage.reasoning_tokens) == (450, 300)
    assert found.per_question == Decimal("0.0001575")
    assert estimate(TYPICAL, 1, FOUNDING, **BUDGETS, hidden=Decimal(2)).usage.reasoning_tokens == 0


LIMITS = [
    (ModelLimits(requests_per_minute=2), 24, "requests_per_minute", 2880),
    (ModelLimits(requests_per_minute=2), 1, "requests_per_minute", 120),
    (ModelLimits(requests_per_day=1000), 24, "requests_per_day", 1000),
    (ModelLimits(tokens_per_day=45_000), 24, "tokens_per_day", 100),
    (ModelLimits(tokens_per_minute=4500), 2, "tokens_per_minute", 1200),
]


@pytest.mark.parametrize(("limits", "hours", "name", "questions"), LIMITS)
def test_the_limit_that_binds_first_is_named_with_what_it_lets_through(limits, hours, name, questions):
    facts = ModelFacts("m", price=FOUNDING.price, limits=limits)
    for asked, binding in ((questions, None), (questions + 1, name)):
        found = estimate(TYPICAL, asked, facts, **BUDGETS, hours=hours)
        assert (found.binding.name if found.binding else None) == binding
        assert (found.ceilings[0].name, found.ceilings[0].questions) == (name, questions)


def test_budgets_bind_like_any_limit():
    facts = ModelFacts("m", price=FOUNDING.price)
    day = estimate(TYPICAL, 100_000, facts, daily=Decimal("0.03"), monthly=Decimal(10))
    assert (day.binding.name, day.binding.questions) == ("daily_budget", 1000)
    month = estimate(TYPICAL, 100_000, facts, **BUDGETS)
    assert (month.binding.name, int(month.binding.questions)) == ("monthly_budget", 11111)
    none = estimate(TYPICAL, 1, facts, daily=Decimal(0), monthly=Decimal(0))
    assert none.binding.questions == 0


def test_an_unknown_price_leaves_the_cost_unknown_and_the_vendors_limits_known():
    facts = ModelFacts("m", limits=ModelLimits(requests_per_day=10))
    found = estimate(TYPICAL, 11, facts, **BUDGETS)
    assert (found.per_question, found.per_day, found.per_month) == (None, None, None)
    assert found.binding.name == "requests_per_day"


def test_local_answers_are_free_and_without_limits():
    found = local_estimate(TYPICAL, 10_000, "llama3.2")
    assert (found.per_month, found.binding) == (0, None)


def test_the_mean_question_is_that_of_all_answers_without_their_reasoning():
    rows = [sheet(answered=1, input_tokens=1000, output_tokens=300, reasoning_tokens=100), sheet("offline", answered=9)]
    rows.append(sheet("ollama", "l", fallback=1, input_tokens=500, output_tokens=100))
    assert mean_question(rows) == Question(750, 150)
    assert mean_question([]) is None


@given(st.integers(0, 10**5), st.integers(1, 10**5), st.integers(1, 10**6), st.integers(1, 24))
def test_ceilings_are_in_order_and_more_questions_never_cost_less(tokens_in, tokens_out, number, hours):
    facts = TABLE.facts("openai/gpt-oss-120b")
    one, more = (
        estimate(Question(tokens_in, tokens_out), n, facts, **BUDGETS, hours=hours) for n in (number, number + 1)
    )
    assert [each.questions for each in one.ceilings] == sorted(each.questions for each in one.ceilings)
    assert more.per_month > one.per_month
    assert len(one.ceilings) == 6


def test_a_model_that_costs_nothing_is_held_by_no_budget():
    free = ModelFacts("m", price=Price(Decimal(0), Decimal(0)))
    assert estimate(TYPICAL, 10**6, free, **BUDGETS).ceilings == ()
