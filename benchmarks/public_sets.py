"""Search quality on public sets in BEIR's form, against what was measured for them: BM25 + LSA, over any corpus.

A set is a folder with corpus.jsonl ({"_id", "title", "text"}), queries.jsonl ({"_id", "text"}) and qrels (a .tsv of
query-id, corpus-id, score; test.tsv in `qrels/` as BEIR ships it, or qrels.tsv). Folders are named by RAGFOOD_BEIR,
apart by the path separator, or as arguments of `python -m benchmarks.public_sets FOLDER…`. None: nothing is measured.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from ragfood.errors import RagFoodError
from ragfood.evaluation.measures import NDCG_AT, ndcg
from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings

VARIABLE = "RAGFOOD_BEIR"

KNOWN = {"nfcorpus": 0.36, "scifact": 0.668}
"""Least nDCG@10 of BM25 + LSA with convex fusion, by the folder's name; measured on the test questions of each set."""


class SetInvalid(RagFoodError):
    code = "public_set"


@dataclass(frozen=True)
class PublicSet:
    """A corpus as rows of foods, questions by id, and for each question the grades of documents by id."""

    name: str
    rows: list[dict[str, str]]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, float]]


def read_set(folder: Path) -> PublicSet:
    """The set in `folder`, its questions limited to those that are judged. Raises SetInvalid."""
    rows = [
        {
            "id": _text(row, "_id"),
            "name": str(row.get("title") or _text(row, "_id")),
            "text": _text(row, "text", "title"),
        }
        for row in _lines(folder / "corpus.jsonl")
    ]
    told = {_text(row, "_id"): _text(row, "text") for row in _lines(folder / "queries.jsonl")}
    grades = _judged(_qrels(folder))
    if unknown := grades.keys() - told.keys():
        raise SetInvalid(f"{folder} judges {len(unknown)} questions it does not hold.", "Use qrels of the same set.")
    if not rows or not grades:
        raise SetInvalid(f"{folder} holds no documents or no judged questions.", "Unpack the set anew.")
    return PublicSet(folder.name, rows, {id: told[id] for id in grades}, grades)


def quality(public: PublicSet, state: Path) -> float:
    """Mean nDCG@10 of the app's search with its embedded vectors, over all judged questions.

    Questions of public sets are not about food, so those that the relevance floor turns away count as 0.
    """
    foods = state / "foods.json"
    foods.write_text(json.dumps(public.rows), encoding="utf-8")
    index = FoodIndex(Settings(foods=foods, state_dir=state, embedder="lsa"))
    try:
        index.prepare()
        gains = [
            ndcg([match.food.id for match in index.search(text, NDCG_AT).matches], public.grades[id])
            for id, text in public.queries.items()
        ]
    finally:
        index.close()
    return sum(gains) / len(gains)


def measure(folders: Sequence[Path] | None = None) -> Iterator[Figure]:
    """nDCG@10 of each set; without a known figure the target is 0."""
    given = os.environ.get(VARIABLE, "")
    for folder in [Path(each) for each in given.split(os.pathsep) if each] if folders is None else folders:
        public = read_set(folder)
        with tempfile.TemporaryDirectory() as state:
            reached = quality(public, Path(state))
        note = f"{len(public.rows):,} documents, {len(public.queries):,} questions"
        target = KNOWN.get(public.name.lower(), 0.0)
        yield Figure(f"nDCG@10 on {public.name}", reached, "", target, at_least=True, note=note)


def main() -> int:
    """1 when a set falls short of its figure or cannot be read."""
    missed = 0
    try:
        for figure in measure([Path(each) for each in sys.argv[1:]] or None):
            print(figure.line(), flush=True)
            missed += not figure.met
    except RagFoodError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return int(missed > 0)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise SetInvalid(f"{path}, line {number}: not an object.", "Unpack the set anew.")
                    yield row
    except (OSError, ValueError) as unreadable:
        raise SetInvalid(
            f"{path} cannot be read ({type(unreadable).__name__}).", "Unpack the set anew."
        ) from unreadable


def _text(row: Mapping[str, Any], *keys: str) -> str:
    for key in keys:
        if isinstance(row.get(key), str) and row[key].strip():
            return str(row[key])
    raise SetInvalid(f"A row of the set has no {keys[0]}: {str(dict(row))[:80]}", "Unpack the set anew.")


def _qrels(folder: Path) -> Path:
    for name in ("qrels/test.tsv", "qrels.tsv", "test.tsv"):
        if (folder / name).exists():
            return folder / name
    raise SetInvalid(f"{folder} has no qrels/test.tsv and no qrels.tsv.", "Unpack the set anew.")


def _judged(path: Path) -> dict[str, dict[str, float]]:
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t"):
            if len(row) >= 3 and row[-1].lstrip("-").isdigit():  # a header has no number
                grades[row[0]][row[-2]] = float(row[-1])
    return {id: judged for id, judged in grades.items() if any(grade > 0 for grade in judged.values())}


if __name__ == "__main__":
    sys.exit(main())
