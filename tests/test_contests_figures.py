"""The figures of a comparison against Python's own statistics, and what is said of an answer without a judge."""

from __future__ import annotations

import math
import statistics
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.contests.quality import Quality, judge
from ragfood.contests.spread import LEAST_DECIDED, percentile, sign_test, spread
from ragfood.contests.trials import Comparison, Contestant, Question, Trial
from ragfood.contests.verdicts import costs, figures, shares, versus
from ragfood.providers import Usage

SECONDS = st.floats(0, 1e6, allow_nan=False)


@given(st.lists(SECONDS, min_size=2, max_size=40))
def test_a_spread_is_what_pythons_statistics_say(measured: list[float]) -> None:
    found = spread(measured)
    assert found is not None
    assert found.mean == pytest.approx(statistics.mean(measured), abs=1e-6)
    assert found.median == statistics.median(measured)
    assert (found.least, found.most) == (min(measured), max(measured))
    assert found.deviation == pytest.approx(statistics.stdev(measured), abs=1e-6)
    cuts = statistics.quantiles(measured, n=20, method="inclusive")
    assert found.p95 == pytest.approx(cuts[-1], abs=1e-6)


@given(st.lists(SECONDS, min_size=1), st.floats(0, 1))
def test_a_percentile_lies_within_what_was_measured(measured: list[float], share: float) -> None:
    ordered = sorted(measured)
    assert ordered[0] <= percentile(ordered, share) <= ordered[-1] * (1 + 1e-12) + 1e-12


def test_one_measurement_has_no_deviation_and_none_has_no_spread() -> None:
    one = spread([2.0])
    assert one is not None and one.deviation is None and one.p95 == 2.0
    assert spread([]) is None


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_symmetric_and_a_probability(wins: int, losses: int) -> None:
    assert sign_test(wins, losses) == sign_test(losses, wins)
    assert 0 < sign_test(wins, losses) <= 1


def test_the_sign_test_has_the_values_of_the_tables() -> None:
    assert sign_test(5, 0) == pytest.approx(0.0625)
    assert sign_test(6, 0) == pytest.approx(0.03125)
    assert sign_test(9, 1) == pytest.approx(22 / 1024)
    assert sign_test(8, 2) == pytest.approx(0.109375)
    assert sign_test(5, 5) == sign_test(0, 0) == 1.0
    assert sign_test(LEAST_DECIDED, 0) < 0.05 < sign_test(LEAST_DECIDED - 1, 0)
    assert sign_test(2000, 1000) > 0  # far beyond what a float's power of two holds


PASSAGES = (
    "<food number=1>\nname: Idli\ningredients: rice, urad dal\ntext: Steamed rice cakes from South India, 39 kcal.",
    "<food number=2>\nname: Pad Thai\ntext: Stir-fried rice noodles with egg and peanuts; 12.5 g protein.",
)


def test_what_the_cited_passages_hold_is_supported() -> None:
    told = judge("Idli are steamed rice cakes with 39 kcal [1].\n\nPad Thai is stir-fried rice noodles [2].", PASSAGES)
    assert (told.named, told.existing, told.claims, told.supported) == (2, 2, 2, 2)
    assert not told.refused and told.words == 15


@pytest.mark.parametrize(
    "sentence",
    [
        "Idli are steamed rice cakes with 93 kcal [1].",  # another number
        "Idli are steamed rice cakes from South India [2].",  # another passage
        "Idli originated with royal chefs of ancient Babylon centuries ago [1].",  # made up
        "Idli are steamed rice cakes from South India.",  # nothing cited at all
    ],
)
def test_what_they_do_not_hold_is_not(sentence: str) -> None:
    told = judge(sentence, PASSAGES)
    assert (told.claims, told.supported) == (1, 0)


def test_a_sentence_without_citation_rests_on_those_of_its_line() -> None:
    assert judge("Idli are steamed rice cakes. They come from South India, steamed [1].", PASSAGES).supported == 2


def test_greetings_and_lead_ins_claim_nothing_and_list_numbers_are_no_facts() -> None:
    told = judge("Here are some options:\n\n7. Idli: steamed rice cakes [1]\n\nEnjoy!", PASSAGES)
    assert (told.claims, told.supported) == (1, 1)


def test_citations_of_passages_that_do_not_exist_are_counted() -> None:
    told = judge("Idli are steamed rice cakes [1][9], with urad dal [1].", PASSAGES)
    assert (told.named, told.existing) == (3, 2)


@pytest.mark.parametrize(
    "text", ["The foods do not hold an answer to this.", "I’m sorry, I can’t find that here.", "No information on it."]
)
def test_a_refusal_is_known_and_claims_nothing(text: str) -> None:
    told = judge(text, PASSAGES)
    assert told.refused and told.claims == 0


def test_a_caveat_beside_an_answer_is_no_refusal() -> None:
    assert not judge("Idli are steamed rice cakes [1]. The foods do not mention salt.", PASSAGES).refused


@given(st.text(max_size=400))
def test_any_text_can_be_judged(text: str) -> None:
    told = judge(text, PASSAGES)
    assert 0 <= told.existing <= told.named and 0 <= told.supported <= told.claims


GROQ, OLLAMA = Contestant("groq", "fast"), Contestant("ollama", "local")


def trial(contestant: int, total: float, question: int = 0, **more: object) -> Trial:
    given = {"usage": Usage(100, 60, reasoning_tokens=10), "cost": Decimal("0.0003"), "first_token_s": total / 2}
    if contestant:
        given["cost"] = Decimal(0)
    return Trial(question, 0, contestant, "answered", total_s=total, **{**given, **more})  # type: ignore[arg-type]


def comparison(*trials: Trial) -> Comparison:
    asked = tuple(Question(f"question {n}") for n in range(5))
    return Comparison("run", datetime(2026, 11, 22, tzinfo=UTC), (GROQ, OLLAMA), asked, trials=trials)


def test_cold_starts_are_left_out_of_warm_figures_and_told_apart() -> None:
    found = figures(comparison(trial(1, 9.0, cold=True, load_s=8.0), trial(1, 2.0, 1), trial(1, 4.0, 2)))[1]
    assert found.warm and found.total and found.total.mean == 3.0 and found.total.count == 2
    assert found.cold_s == (9.0,) and found.load_s == 8.0


def test_where_only_cold_starts_were_measured_they_are_what_there_is() -> None:
    found = figures(comparison(trial(0, 1.0, cold=True)))[0]
    assert not found.warm and found.total and found.total.mean == 1.0


def test_failures_are_counted_by_kind_and_skipped_or_stopped_ones_are_no_failures() -> None:
    found = figures(
        comparison(
            trial(0, 1.0),
            Trial(1, 0, 0, "declined", "rate_limited"),
            Trial(2, 0, 0, "interrupted", "interrupted", cost=Decimal("0.0001")),
            Trial(3, 0, 0, "skipped", "over_budget"),
            Trial(4, 0, 0, "stopped", "stopped"),
        )
    )[0]
    assert found.errors == {"rate_limited": 1, "interrupted": 1}
    assert (found.asked, found.answered, found.skipped) == (3, 1, 1)
    assert found.cost == Decimal("0.0004")


def test_an_unknown_cost_is_unknown_in_all_that_follows() -> None:
    found = figures(comparison(trial(0, 1.0, cost=None), trial(0, 1.0, 1), trial(1, 2.0)))
    assert found[0].cost is None and found[0].cost_per_answer is None
    assert versus(found)[0].cheaper is None and versus(found)[0].difference is None


def test_speed_counts_visible_tokens_after_the_first() -> None:
    assert trial(0, 2.0).tokens_per_s == pytest.approx(50.0)
    assert trial(0, 2.0, first_token_s=2.0).tokens_per_s is None


def test_who_is_faster_and_who_is_cheaper() -> None:
    pair = versus(figures(comparison(trial(0, 1.0), trial(1, 8.0))))[0]
    assert pair.better.contestant == GROQ and pair.times == pytest.approx(8.0)
    assert pair.cheaper == OLLAMA and pair.times_cheaper is None and pair.difference == Decimal("0.0003")
    dear = versus(figures(comparison(trial(0, 1.0), trial(1, 8.0, cost=Decimal("0.0009")))))[0]
    assert dear.cheaper == GROQ and dear.times_cheaper == pytest.approx(3.0)


def test_shares_are_over_all_sentences_not_means_of_means() -> None:
    found = shares([Quality(4, 2, 10, 9, False, 50), Quality(1, 1, 0, 0, True, 10)])
    assert found and found.citations_exist == pytest.approx(0.6) and found.supported == pytest.approx(0.9)
    assert found.refused == 0.5 and math.isclose(found.words, 30)
    assert shares([]) is None


def test_money_of_a_comparison_has_the_same_decimals_throughout_and_differences_that_fit() -> None:
    asked = comparison(trial(0, 1.0, cost=Decimal("0.00041234")), trial(1, 2.0, cost=Decimal("0.000075")))
    money = costs(figures(asked))
    assert money.an_answer == ("$0.000412", "$0.000075") and money.apart == ("$0.000337",)
    silent = costs(figures(comparison(trial(0, 1.0), Trial(1, 0, 1, "declined", "rate_limited"))))
    assert silent.an_answer == ("$0.00030", "–") and silent.apart == ()
