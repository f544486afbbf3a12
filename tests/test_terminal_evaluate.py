"""`eval` as people and scripts run it: real processes, their output and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_terminal import run

GOOD = {"id": "pie", "kind": "fact", "set": "tuning", "question": "what is apple pie?", "relevant": {"apple-pie": 2}}
OTHER = {
    "id": "japan",
    "kind": "region",
    "set": "unseen",
    "question": "a soup from Japan",
    "any_of": [{"country": "Japan", "type": "soup"}],
}
ASTRAY = {"id": "lost", "kind": "semantic", "set": "tuning", "question": "apple pie", "relevant": {"pho": 2}}


def asked(folder: Path, *rows: dict[str, Any]) -> str:
    path = folder / "asked.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return str(path)


def test_figures_of_all_kinds_and_both_sets_are_printed_and_met_floors_succeed(tmp_path: Path) -> None:
    done = run(tmp_path, "eval", "--questions", asked(tmp_path, GOOD, OTHER), "--embedder", "lsa")
    assert done.returncode == 0, done.stderr + done.stdout
    header, fact, region, overall = [line.split() for line in done.stdout.splitlines()[1:5]]
    assert header == ["asked", "recall@5", "tuning", "unseen", "nDCG@10", "MRR", "violations", "p50", "ms", "p95", "ms"]
    assert fact[:5] == ["fact", "1", "1.000", "1.000", "–"] and region[:5] == ["region", "1", "1.000", "–", "1.000"]
    assert overall[:5] == ["all", "2", "1.000", "1.000", "1.000"]


def test_below_a_floor_it_fails_and_lists_what_came_instead(tmp_path: Path) -> None:
    done = run(tmp_path, "eval", "--questions", asked(tmp_path, GOOD, ASTRAY), "--embedder", "lsa", "--failures")
    assert done.returncode == 1
    assert "BELOW overall: recall@5 0.500 is below 0.95" in done.stdout and "BELOW semantic" in done.stdout
    assert "lost (tuning, recall 0.00): apple pie\n  expected: pho\n  came:     apple-pie" in done.stdout


def test_one_set_alone_can_be_asked(tmp_path: Path) -> None:
    words = ("eval", "--questions", asked(tmp_path, GOOD, OTHER), "--embedder", "lsa", "--json", "--set", "unseen")
    done = run(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)["embedders"]
    assert told["overall"]["questions"] == 1 and set(told["sets"]) == {"unseen"} and set(told["kinds"]) == {"region"}
    assert set(told["overall"]) == {"questions", "recall", "ndcg", "mrr", "violations", "p50_ms", "p95_ms"}


def test_an_embedder_that_is_not_here_is_said_to_be_absent(tmp_path: Path) -> None:
    done = run(tmp_path, "eval", "--questions", asked(tmp_path, GOOD), "--embedder", "minilm")
    assert done.returncode == 1 and "minilm: not here." in done.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [({"kind": "odd"}, "kind must be one of"), ({"relevant": {"no-such": 2}}, "there is no food 'no-such'")],
)
def test_unsound_questions_are_refused_with_every_problem(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    done = run(
        tmp_path, "eval", "--questions", asked(tmp_path, GOOD | {"id": "first"}, GOOD | change), "--embedder", "lsa"
    )
    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr and not done.stdout
