"""Evaluation: labelled questions asked of an index through the app's own search, and how well it did."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from ragfood.evaluation import measures
from ragfood.evaluation.questions import KINDS, LabelledQuestion
from ragfood.finding import find
from ragfood.foods import Food
from ragfood.retrieval import FoodIndex
from ragfood.understanding.questions import asked_with
from ragfood.understanding.safety import called_for

LEAST_RECALL = 0.95
LEAST_RECALL_OF_KIND = 0.90
MOST_VIOLATIONS = 0
"""The floors: recall@5 over all questions and in every kind, and foods offered against a demand."""


@dataclass(frozen=True)
class Outcome:
    """What came of one question. `recall` (0 to 1) is None where all that counts is what may not come, `ndcg` and
    `reciprocal_rank` where no food is wanted.
    """

    question: LabelledQuestion
    expected: tuple[str, ...]
    """Ids of what would have answered, the best graded first."""
    returned: tuple[Food, ...]
    violating: tuple[Food, ...]
    notes: tuple[str, ...]
    """Topics of the safety notes that come first."""
    recall: float | None
    ndcg: float | None
    reciprocal_rank: float | None
    ms: float

    @property
    def failed(self) -> bool:
        return (self.recall is not None and self.recall < 1) or bool(self.violating)


@dataclass(frozen=True)
class Score:
    """Means over some questions; `violations` counts foods, latencies are milliseconds."""

    questions: int
    recall: float | None
    ndcg: float | None
    mrr: float | None
    violations: int
    p50_ms: float
    p95_ms: float


def evaluate(index: FoodIndex, questions: Sequence[LabelledQuestion]) -> list[Outcome]:
    """Ask all `questions`, one after another, after one that only warms up what the first has to load."""
    find(index, "What is for dinner?", (), measures.NDCG_AT)
    return [_ask(index, each) for each in questions]


def score(outcomes: Sequence[Outcome]) -> Score:
    taken = [each.ms for each in outcomes]
    return Score(
        questions=len(outcomes),
        recall=measures.mean([each.recall for each in outcomes if each.recall is not None]),
        ndcg=measures.mean([each.ndcg for each in outcomes if each.ndcg is not None]),
        mrr=measures.mean([each.reciprocal_rank for each in outcomes if each.reciprocal_rank is not None]),
        violations=sum(len(each.violating) for each in outcomes),
        p50_ms=measures.percentile(taken, 0.5),
        p95_ms=measures.percentile(taken, 0.95),
    )


def score_kinds(outcomes: Sequence[Outcome]) -> dict[str, Score]:
    """One score for each kind that was asked, in the order of KINDS."""
    asked = {kind: [each for each in outcomes if each.question.kind == kind] for kind in KINDS}
    return {kind: score(each) for kind, each in asked.items() if each}


def below_floors(outcomes: Sequence[Outcome]) -> list[str]:
    """Every floor that is not reached, in words; empty when all are."""
    overall = score(outcomes)
    missed = [f"{kind}: recall@5 {each.recall:.3f} is below {LEAST_RECALL_OF_KIND:.2f}"
              for kind, each in score_kinds(outcomes).items() if (each.recall or 0) < LEAST_RECALL_OF_KIND]  # fmt: skip
    if (overall.recall or 0) < LEAST_RECALL:
        missed.insert(0, f"overall: recall@5 {overall.recall or 0:.3f} is below {LEAST_RECALL:.2f}")
    if overall.violations > MOST_VIOLATIONS:
        missed.append(f"{overall.violations} foods are offered against a demand; {MOST_VIOLATIONS} may be")
    return missed


def _ask(index: FoodIndex, question: LabelledQuestion) -> Outcome:
    began = time.perf_counter()
    finding = find(index, question.question, question.history, measures.NDCG_AT)
    ms = (time.perf_counter() - began) * 1000
    returned = tuple(match.food for match in finding.found.matches)
    grades = question.grades(index.corpus)
    ids = [food.id for food in returned]
    notes = tuple(note.id for note in called_for(" ".join(asked_with(question.question, question.history))))
    return Outcome(
        question=question,
        expected=tuple(sorted(grades, key=lambda id: -grades[id])),
        returned=returned,
        violating=tuple(filter(question.violated_by, returned)),
        notes=notes,
        recall=_recall(question, ids, grades, notes),
        ndcg=measures.ndcg(ids, grades) if grades else None,
        reciprocal_rank=measures.reciprocal_rank(ids, grades) if grades else None,
        ms=ms,
    )


def _recall(
    question: LabelledQuestion, ids: Sequence[str], grades: dict[str, int], notes: Sequence[str]
) -> float | None:
    """1 where nothing should come and nothing did; 0 where a safety note is missing or uncalled for."""
    if (question.note not in notes) if question.note else notes:
        return 0.0
    if question.nothing:
        return float(not ids)
    if question.sides:
        return measures.sides_met(ids, question.sides)
    if grades:
        return measures.recall(ids, grades)
    return 1.0 if question.note else None
