"""Public sets: a stand-in in BEIR's form is read, indexed and measured for real; broken ones are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.public_sets import KNOWN, SetInvalid, measure, read_set

DOCUMENTS = {
    "d1": ("Vitamin C and colds", "Daily ascorbic acid shortened colds in marathon runners."),
    "d2": ("Dietary fibre", "Whole grains and legumes lowered blood pressure over twelve weeks."),
    "d3": ("Coffee and sleep", "Caffeine six hours before bed reduced total sleep."),
    "d4": ("", "Fish oil supplements did not change the rate of heart attacks."),
}
QUERIES = {"q1": "does caffeine harm sleep", "q2": "fish oil heart attacks", "q3": "never judged"}


def stand_in(folder: Path, qrels: str = "query-id\tcorpus-id\tscore\nq1\td3\t1\nq2\td4\t2\nq2\td1\t0\n") -> Path:
    (folder / "qrels").mkdir(parents=True)
    corpus = [json.dumps({"_id": id, "title": title, "text": text}) for id, (title, text) in DOCUMENTS.items()]
    queries = [json.dumps({"_id": id, "text": text, "metadata": {}}) for id, text in QUERIES.items()]
    (folder / "corpus.jsonl").write_text("\n".join(corpus) + "\n", encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(queries), encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_a_set_is_read_with_its_judged_questions_only(tmp_path: Path) -> None:
    public = read_set(stand_in(tmp_path / "tiny"))
    assert public.name == "tiny" and len(public.rows) == 4 and public.rows[3]["name"] == "d4"
    assert public.queries == {"q1": QUERIES["q1"], "q2": QUERIES["q2"]}
    assert public.grades == {"q1": {"d3": 1.0}, "q2": {"d4": 2.0, "d1": 0.0}}


def test_qrels_of_trec_are_read_as_well(tmp_path: Path) -> None:
    assert read_set(stand_in(tmp_path / "tiny", "q1 0 d3 1\n".replace(" ", "\t"))).grades == {"q1": {"d3": 1.0}}


def test_a_set_is_measured_by_the_real_search_against_its_known_figure(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("RAGFOOD_BEIR", str(stand_in(tmp_path / "nfcorpus")))
    (figure,) = measure()
    assert figure.value == 1 and figure.met and figure.target == KNOWN["nfcorpus"]
    assert figure.note == "4 documents, 2 questions"


def test_without_a_folder_nothing_is_measured() -> None:
    assert list(measure()) == []


@pytest.mark.parametrize("broken", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_set_that_lacks_a_file_is_refused(tmp_path: Path, broken: str) -> None:
    folder = stand_in(tmp_path / "tiny")
    (folder / broken).unlink()
    with pytest.raises(SetInvalid):
        read_set(folder)


def test_a_set_with_strange_rows_is_refused(tmp_path: Path) -> None:
    corpora = ("{", "[]", '{"_id": "d1"}')
    broken = [*(("corpus.jsonl", each) for each in corpora), *(("qrels/test.tsv", each) for each in ("q9\td1\t1", ""))]
    for number, (file, content) in enumerate(broken):
        folder = stand_in(tmp_path / str(number))
        (folder / file).write_text(content, encoding="utf-8")
        with pytest.raises(SetInvalid):
            read_set(folder)
