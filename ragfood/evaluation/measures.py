"""Measures of what a search returned against what it should have: recall, nDCG, reciprocal rank. Pure."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

RECALL_AT = 5
NDCG_AT = 10
_ANSWERS = 2


def recall(returned: Sequence[str], grades: Mapping[str, int], at: int = RECALL_AT) -> float:
    """The share of what answers (grade 2; grade 1 where nothing is graded higher) among the first `at`.

    Where more than `at` foods answer, any `at` of them are all that can be asked for: the denominator is
    min(`at`, how many answer).
    """
    best = min(_ANSWERS, max(grades.values()))
    answers = {id for id, grade in grades.items() if grade >= best}
    return len(answers.intersection(returned[:at])) / min(at, len(answers))


def sides_met(returned: Sequence[str], sides: Sequence[Collection[str]], at: int = RECALL_AT) -> float:
    """1 when each side of a comparison has a food among the first `at`, else 0: half a comparison is none."""
    return float(all(set(side).intersection(returned[:at]) for side in sides))


def ndcg(returned: Sequence[str], grades: Mapping[str, float], at: int = NDCG_AT) -> float:
    """Normalised discounted cumulative gain of the first `at`, with linear gain; 0 when nothing is relevant."""
    best = _discounted(sorted(grades.values(), reverse=True)[:at])
    return _discounted([grades.get(id, 0.0) for id in returned[:at]]) / best if best else 0.0


def reciprocal_rank(returned: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 over the place of the first relevant food, of any grade; 0 when there is none."""
    return next((1 / place for place, id in enumerate(returned, 1) if grades.get(id)), 0.0)


def percentile(values: Collection[float], share: float) -> float:
    """The value below which `share` (0 to 1) of all lie; 0 when there are none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def mean(values: Collection[float]) -> float | None:
    """None when there is nothing to take it of."""
    return sum(values) / len(values) if values else None


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))
