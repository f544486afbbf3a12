"""A comparison as a table and as JSON: a row for each trial, from which every figure can be recomputed."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import Any

from ragfood.contests.trials import Comparison, Trial
from ragfood.contests.verdicts import Figures, figures

_QUALITY = ("named", "existing", "claims", "supported", "refused", "words")
COLUMNS = (
    "comparison", "round", "question", "provider", "model", "outcome", "reason", "cold", "load_s", "waited_s",
    "first_token_s", "total_s", "tokens_per_s", "input_tokens", "output_tokens", "reasoning_tokens",
    "tokens_estimated", "cost_usd", "cut", "citations", "citations_existing", "sentences", "sentences_supported",
    "refused", "words",
)  # fmt: skip


def rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Keys are `COLUMNS`; None for what was not measured, rounds counted from 1, costs exact."""
    return [_row(comparison, trial) for trial in comparison.trials]


def _row(comparison: Comparison, trial: Trial) -> dict[str, Any]:
    who, usage, quality = comparison.contestants[trial.contestant], trial.usage, trial.quality
    values = (
        comparison.id, trial.round + 1, comparison.questions[trial.question].text, who.provider, who.model,
        trial.outcome, trial.reason, trial.cold, trial.load_s, _rounded(trial.waited_s),
        _rounded(trial.first_token_s), _rounded(trial.total_s), _rounded(trial.tokens_per_s),
        *((usage.input_tokens, usage.output_tokens, usage.reasoning_tokens, usage.estimated) if usage else [None] * 4),
        trial.cost, trial.cut, *((getattr(quality, name) for name in _QUALITY) if quality else [None] * 6),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def to_csv(comparison: Comparison) -> str:
    """With a header; a question that a spreadsheet would run as a formula is written with a leading '."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(comparison):
        cost = row["cost_usd"]
        told = {**row, "question": _inert(row["question"]), "model": _inert(row["model"])}
        writer.writerow({**told, "cost_usd": None if cost is None else f"{cost:f}"})
    return text.getvalue()


def _inert(text: str) -> str:
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") else text


def to_object(comparison: Comparison) -> dict[str, Any]:
    """All of it for JSON: the facts, the figures of each contestant, and every trial with its answer."""
    return {
        "id": comparison.id,
        "begun": comparison.begun.isoformat(),
        "ended": comparison.ended.isoformat() if comparison.ended else None,
        "stopped": comparison.stopped,
        "rounds": comparison.rounds,
        "max_tokens": comparison.max_tokens,
        "temperature": comparison.temperature,
        "questions": [
            {"question": q.text, "foods": [source.id for source in q.sources], "left_out": q.idle}
            for q in comparison.questions
        ],
        "contestants": [_contestant(each) for each in figures(comparison)],
        "trials": [
            {**row, "cost_usd": _number(row["cost_usd"]), "answer": trial.text}
            for row, trial in zip(rows(comparison), comparison.trials, strict=True)
        ],
    }


def _contestant(found: Figures) -> dict[str, Any]:
    plain = asdict(found)
    plain.pop("contestant")
    per_answer = found.cost_per_answer
    return {
        "provider": found.contestant.provider,
        "model": found.contestant.model,
        **plain,
        "errors": dict(found.errors),
        "cost": _number(found.cost),
        "cost_per_answer": _number(per_answer),
    }


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 4)
