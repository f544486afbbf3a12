"""What answers would have cost elsewhere, and what was saved."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_maker import TABLE
from sheeting import SHEETS, sheet

from ragfood.accounts.spread import Spread
from ragfood.accounts.worth import hidden_per_visible, savings, would_cost

SMALL, LARGE, OLD = "openai/gpt-oss-20b", "openai/gpt-oss-120b", "llama-3.1-8b-instant"
LOCAL = sheet("ollama", "llama3.2", answered=10, input_tokens=3000, output_tokens=1500)


def test_local_answers_are_priced_as_if_the_cloud_had_given_them():
    assert would_cost([LOCAL], TABLE.facts(OLD)) == Decimal("0.00030")


def test_a_model_that_reasons_writes_more_than_is_read():
    plain = (3000 * Decimal("0.075") + 1500 * Decimal("0.30")) / 1_000_000
    assert would_cost([LOCAL], TABLE.facts(SMALL), Decimal(0)) == plain
    assert would_cost([LOCAL], TABLE.facts(SMALL), Decimal(2)) == plain + 3000 * Decimal("0.30") / 1_000_000


def test_reasoning_is_left_out_where_a_model_does_not_reason_and_kept_where_it_did():
    reasoned = sheet(model=SMALL, answered=1, input_tokens=1000, output_tokens=300, reasoning_tokens=100)
    assert would_cost([reasoned], TABLE.facts(OLD)) == (1000 * Decimal("0.05") + 200 * Decimal("0.10")) / 1_000_000
    assert would_cost([reasoned], TABLE.facts(SMALL)) == (1000 * Decimal("0.075") + 300 * Decimal("0.30")) / 1_000_000


def test_an_unknown_price_is_no_zero():
    assert would_cost([LOCAL], TABLE.facts("allam-2-7b")) is None
    saved = savings([LOCAL], TABLE, "allam-2-7b")
    assert (saved.local, saved.total, saved.local_answers) == (None, None, 10)


def test_a_repeated_answer_saves_what_a_mean_answer_of_its_model_costs():
    rows = [sheet(model=OLD, answered=4, cached=2, input_tokens=1200, output_tokens=600)]
    saved = savings(rows, TABLE, SMALL)
    assert (saved.repeated, saved.repeated_answers) == (Decimal("0.00006"), 2)
    assert (saved.local, saved.total) == (0, Decimal("0.00006"))


def test_repeats_of_a_model_that_gave_no_answer_here_are_worth_the_mean_of_all():
    saved = savings([LOCAL, sheet(model=OLD, cached=10)], TABLE, SMALL)
    assert saved.repeated == Decimal("0.00030")


def test_repeats_without_any_answer_are_worth_nothing_that_could_be_told():
    assert savings([sheet(model=OLD, cached=3)], TABLE, SMALL).repeated == 0
    assert savings([], TABLE, SMALL).total == 0


def test_the_own_share_of_reasoning_counts_once_there_are_enough_answers():
    twenty = sheet(model=SMALL, answered=20, output_tokens=300, reasoning_tokens=100, total=Spread({1: 20}))
    assert hidden_per_visible([twenty], SMALL) == Decimal("0.5")
    assert hidden_per_visible([twenty], LARGE) is None
    few = sheet(model=SMALL, answered=19, output_tokens=300, reasoning_tokens=100, total=Spread({1: 19}))
    assert hidden_per_visible([few], SMALL) is None


def test_answers_whose_calls_are_not_counted_do_not_say_that_nothing_was_reasoned():
    assert hidden_per_visible([sheet(model=SMALL, answered=50, output_tokens=300)], SMALL) is None


@pytest.mark.parametrize("model", [OLD, SMALL])
@given(rows=st.lists(SHEETS, max_size=8))
def test_the_worth_of_the_parts_is_that_of_the_whole(model, rows):
    facts = TABLE.facts(model)
    assert would_cost(rows, facts) == sum((would_cost([row], facts) for row in rows), Decimal(0))
