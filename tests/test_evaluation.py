"""Evaluation: measures on cases worked out by hand, and a run over a small real index."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from ragfood.evaluation import Outcome, below_floors, evaluate, score, score_kinds
from ragfood.evaluation.measures import mean, ndcg, percentile, recall, reciprocal_rank, sides_met
from ragfood.evaluation.questions import LabelledQuestion, load_questions
from ragfood.evaluation.rules import read_rule
from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings

FEW_FOODS = Path(__file__).with_name("few_foods.json")


def test_recall_counts_what_answers_among_the_first_five() -> None:
    assert recall(["a", "x", "b"], {"a": 2, "b": 2, "c": 1}) == 1
    assert recall(["a", "x", "c"], {"a": 2, "b": 2, "c": 1}) == 0.5
    assert recall(["v", "w", "x", "y", "z", "a"], {"a": 2}) == 0
    assert recall(["a"], {"a": 1}) == 1  # where nothing answers, what helps is all there is


def test_recall_of_more_answers_than_places_asks_for_full_places_only() -> None:
    many = {str(number): 2 for number in range(40)}
    assert recall(["0", "1", "2", "3", "4"], many) == 1
    assert recall(["0", "1", "x", "3", "4"], many) == 0.8


def test_half_a_comparison_is_none() -> None:
    assert sides_met(["a", "b"], [{"a"}, {"b", "c"}]) == 1
    assert sides_met(["a", "x"], [{"a"}, {"b", "c"}]) == 0
    assert sides_met(["a", "x", "x", "x", "x", "b"], [{"a"}, {"b"}]) == 0


def test_ndcg_has_linear_gain_and_is_one_for_the_best_order() -> None:
    grades = {"a": 2, "b": 1}
    assert ndcg(["a", "b"], grades) == 1
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert ndcg(["x"], grades) == 0 and ndcg([], {}) == 0
    assert ndcg(["x"] * 10 + ["a"], grades) == 0


def test_reciprocal_rank_percentile_and_mean() -> None:
    assert reciprocal_rank(["x", "a"], {"a": 1}) == 0.5 and reciprocal_rank(["x"], {"a": 1}) == 0
    assert percentile([3, 1, 2, 4], 0.5) == 3 and percentile([1, 2], 0.95) == 2 and percentile([], 0.5) == 0
    assert mean([]) is None and mean([1, 0]) == 0.5


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FoodIndex]:
    state = tmp_path_factory.mktemp("state")
    opened = FoodIndex(Settings(foods=FEW_FOODS, state_dir=state, embedder="lsa"))
    opened.prepare()
    yield opened
    opened.close()


def asked(question: str, kind: str = "fact", **labels: object) -> LabelledQuestion:
    return LabelledQuestion(id=question, kind=kind, set="tuning", question=question, **labels)  # type: ignore[arg-type]


def one(index: FoodIndex, question: LabelledQuestion) -> Outcome:
    (outcome,) = evaluate(index, [question])
    return outcome


def test_a_question_that_is_answered_scores_in_full(index: FoodIndex) -> None:
    outcome = one(index, asked("what is apple pie?", relevant={"apple-pie": 2}))
    assert (outcome.recall, outcome.ndcg, outcome.reciprocal_rank) == (1, 1, 1) and not outcome.failed
    assert outcome.ms > 0 and outcome.expected == ("apple-pie",)


def test_what_is_offered_against_a_demand_is_a_violation_even_where_recall_is_full(index: FoodIndex) -> None:
    contains_milk = read_rule({"allergens": {"milk": {"not": "free"}}})
    outcome = one(index, asked("apple pie", relevant={"apple-pie": 2}, never=(contains_milk,)))
    assert outcome.recall == 1 and "apple-pie" in [food.id for food in outcome.violating] and outcome.failed
    assert any("offered against a demand" in each for each in below_floors([outcome]))


def test_where_nothing_may_come_anything_is_a_failure(index: FoodIndex) -> None:
    assert one(index, asked("who painted the ceiling?", nothing=True)).recall == 1
    outcome = one(index, asked("apple pie", nothing=True))
    assert outcome.recall == 0 and outcome.ndcg is None


def test_only_what_may_not_come_counts_where_nothing_is_expected(index: FoodIndex) -> None:
    outcome = one(index, asked("apple pie", never=(read_rule({"ids": "pho"}),)))
    assert outcome.recall is None and not outcome.failed
    assert score([outcome]).recall is None


def test_a_safety_note_that_is_missing_fails_the_question(index: FoodIndex) -> None:
    outcome = one(index, asked("what is apple pie?", relevant={"apple-pie": 2}, note="no such topic"))
    assert outcome.recall == 0 and outcome.failed


def test_a_safety_note_counts_where_it_is_called_for_and_only_there(index: FoodIndex) -> None:
    throat = "my throat is swelling after eating apple pie"
    assert one(index, asked(throat, "safety", note="anaphylaxis")).recall == 1
    uncalled = one(index, asked(throat, relevant={"apple-pie": 2}))
    assert uncalled.recall == 0 and "anaphylaxis" in uncalled.notes


def test_a_follow_up_is_asked_with_the_foods_of_the_answers_before(tmp_path: Path, index: FoodIndex) -> None:
    row = {
        "id": "second", "kind": "follow-up", "set": "tuning", "question": "what is in the second one?",
        "relevant": {"ramen": 2},
        "history": [
            {"role": "user", "content": "two soups please"},
            {"role": "assistant", "content": "1. Pho [1] 2. Ramen [2]", "sources": ["pho", "ramen"]},
        ],
    }  # fmt: skip
    (tmp_path / "asked.json").write_text(json.dumps([row]), encoding="utf-8")
    assert one(index, load_questions(tmp_path / "asked.json")[0]).reciprocal_rank == 1


def test_floors_hold_for_all_and_for_every_kind(index: FoodIndex) -> None:
    good = evaluate(index, [asked("what is apple pie?", relevant={"apple-pie": 2})] * 20)
    bad = evaluate(index, [asked("who painted the ceiling?", "region", relevant={"apple-pie": 2})])
    assert below_floors(good) == []
    assert [each.split(":")[0] for each in below_floors([*good, *bad])] == ["region"]
    assert [each.split(":")[0] for each in below_floors([*good, *bad, *bad])] == ["overall", "region"]
    assert [*score_kinds([*bad, *good])] == ["fact", "region"]
