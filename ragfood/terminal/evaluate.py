"""`eval`: how well the search answers questions with known answers, for each embedder there is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ragfood.assembly import DATA, House
from ragfood.evaluation import Outcome, Score, below_floors, evaluate, score, score_kinds
from ragfood.evaluation.questions import SETS, LabelledQuestion, check_against, load_questions
from ragfood.retrieval import FoodIndex

EMBEDDERS = ("lsa", "minilm", "ollama")
QUESTIONS = DATA / "questions.json"

_SHOWN_FOODS = 6


@dataclass(frozen=True)
class _Run:
    """What came of all questions with one embedder; `absent` says why it could not be tried."""

    embedder: str
    outcomes: Sequence[Outcome] = ()
    absent: str = ""


def evaluate_search(
    house: House, path: Path, embedders: Sequence[str], wanted: str, *, as_json: bool, failures: bool
) -> int:
    """Print the figures; 1 when a floor is missed or no embedder could be tried. `wanted` is a set or "all".

    Raises QuestionsInvalid.
    """
    questions = [each for each in load_questions(path) if wanted in ("all", each.set)]
    check_against(questions, house.index.corpus)
    runs = [_run(house, embedder, questions) for embedder in embedders]
    missed = {run.embedder: below_floors(run.outcomes) for run in runs if not run.absent}
    if as_json:
        print(json.dumps({"met": not any(missed.values()), "embedders": [_told(each) for each in runs]}, indent=1))
    else:
        for run in runs:
            _print(run, failures=failures)
            print("".join(f"BELOW {each}\n" for each in missed.get(run.embedder, [])))
    return 1 if any(missed.values()) or not missed else 0


def _run(house: House, embedder: str, questions: Sequence[LabelledQuestion]) -> _Run:
    with closing(FoodIndex(replace(house.settings, embedder=embedder), house.clock)) as index:
        index.prepare()
        status = index.status()
        if status.state != "ready":
            return _Run(embedder, absent=status.sentence)
        return _Run(status.embedder, evaluate(index, questions))


def _told(run: _Run) -> dict[str, Any]:
    if run.absent:
        return {"embedder": run.embedder, "absent": run.absent}
    return {
        "embedder": run.embedder,
        "below": below_floors(run.outcomes),
        "overall": asdict(score(run.outcomes)),
        "sets": {name: asdict(score(each)) for name, each in _by_set(run.outcomes).items()},
        "kinds": {
            kind: asdict(each) | {"sets": {name: asdict(one) for name, one in _sets_of(kind, run.outcomes).items()}}
            for kind, each in score_kinds(run.outcomes).items()
        },
        "failures": [_failure(each) for each in run.outcomes if each.failed],
    }


def _print(run: _Run, *, failures: bool) -> None:
    if run.absent:
        print(f"{run.embedder}: not here. {run.absent}\n")
        return
    print(run.embedder)
    print(f"{'':14} {'asked':>5} {'recall@5':>9} {'tuning':>7} {'unseen':>7} {'nDCG@10':>8} {'MRR':>6}"
          f" {'violations':>10} {'p50 ms':>7} {'p95 ms':>7}")  # fmt: skip
    for kind, each in score_kinds(run.outcomes).items():
        _print_row(kind, each, _sets_of(kind, run.outcomes))
    _print_row("all", score(run.outcomes), {name: score(each) for name, each in _by_set(run.outcomes).items()})
    for outcome in run.outcomes if failures else ():
        if outcome.failed:
            _print_failure(_failure(outcome))


def _print_row(name: str, each: Score, sets: dict[str, Score]) -> None:
    of_sets = " ".join(_figure(sets[one].recall if one in sets else None, 7) for one in SETS)
    print(f"{name:14} {each.questions:5} {_figure(each.recall, 9)} {of_sets} {_figure(each.ndcg, 8)}"
          f" {_figure(each.mrr, 6)} {each.violations:10} {each.p50_ms:7.1f} {each.p95_ms:7.1f}")  # fmt: skip


def _figure(value: float | None, width: int) -> str:
    return f"{'–' if value is None else f'{value:.3f}':>{width}}"


def _by_set(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    sets = {name: [each for each in outcomes if each.question.set == name] for name in SETS}
    return {name: each for name, each in sets.items() if each}


def _sets_of(kind: str, outcomes: Sequence[Outcome]) -> dict[str, Score]:
    return {name: score(each) for name, each in _by_set([o for o in outcomes if o.question.kind == kind]).items()}


def _failure(outcome: Outcome) -> dict[str, Any]:
    asked = outcome.question
    return {
        "id": asked.id,
        "set": asked.set,
        "question": asked.question,
        "after": [message.content for message in asked.history if message.role == "user"],
        "recall": outcome.recall,
        "expected": list(outcome.expected),
        "note_expected": asked.note,
        "notes": list(outcome.notes),
        "came": [food.id for food in outcome.returned],
        "violating": [food.id for food in outcome.violating],
    }


def _print_failure(failure: dict[str, Any]) -> None:
    recall = "" if failure["recall"] is None else f", recall {failure['recall']:.2f}"
    print(f"\n{failure['id']} ({failure['set']}{recall}): {' / '.join([*failure['after'], failure['question']])}")
    if failure["notes"] != [failure["note_expected"]] and (failure["notes"] or failure["note_expected"]):
        print(f"  safety: {', '.join(failure['notes']) or 'none'}, expected: {failure['note_expected'] or 'none'}")
    print(f"  expected: {_some(failure['expected']) or 'nothing'}\n  came:     {_some(failure['came']) or 'nothing'}")
    if failure["violating"]:
        print(f"  against what was demanded: {', '.join(failure['violating'])}")


def _some(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _SHOWN_FOODS} more" if len(ids) > _SHOWN_FOODS else ""
    return ", ".join(ids[:_SHOWN_FOODS]) + more
