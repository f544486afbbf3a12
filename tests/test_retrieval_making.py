"""How an index is made and made again: in the background, no oftener than needed, with whichever embedder is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from app_process import ROOT, free_port
from clocks import FakeClock
from fake_vendors import FakeOllama, Fault
from indexes import FEW_FOODS
from searching import ROWS, Open, files, ids, ready, rows_file, texts_sent

from ragfood.settings import Settings


@pytest.fixture
def ollama(ollama: FakeOllama) -> FakeOllama:
    ollama.dimension = 64
    return ollama


def test_the_first_search_goes_by_words_and_loads_nothing_heavy(settings: Settings) -> None:
    code = (
        "import sys, pathlib\n"
        "from ragfood.retrieval import FoodIndex\nfrom ragfood.settings import Settings\n"
        "index = FoodIndex(Settings(foods=pathlib.Path(sys.argv[1])))\n"
        "index.open_in_background = lambda: None\n"
        "found = index.search('fermented cabbage', 1)\n"
        "assert found.matches[0].food.id == 'kimchi' and found.lexical_only and found.matches[0].dense is None\n"
        "assert not {'chromadb', 'scipy', 'requests', 'groq'} & set(sys.modules), sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(FEW_FOODS)], cwd=ROOT, check=True)


def test_searches_go_by_words_until_the_index_is_there(opened: Open, ollama: FakeOllama) -> None:
    ollama.cold_load_s = 0.5
    index = opened(embedder="ollama", ollama_host=ollama.url)
    found = index.search("fermented cabbage", 2)
    assert ids(found)[0] == "kimchi" and found.lexical_only and "being prepared" in found.notice
    assert found.matches[0].score == pytest.approx(1) and index.status().state == "building"
    assert not ready(index).search("fermented cabbage", 2).lexical_only


def test_progress_is_told(opened: Open) -> None:
    told: list[tuple[int, int, str]] = []
    index = opened()
    index.prepare(lambda done, total, what: told.append((done, total, what)))
    assert {what for _, _, what in told} >= {"Embedding the foods", "Building the index"}
    assert told[-1][:2] == (len(ROWS), len(ROWS))
    status = index.status()
    assert (status.state, status.foods, status.progress) == ("ready", len(ROWS), 1.0)
    assert status.embedder == "lsa-1" and status.dimension == len(ROWS) - 1 and str(len(ROWS)) in status.sentence


def test_an_unchanged_restart_writes_nothing(opened: Open, settings: Settings) -> None:
    first = opened()
    first.prepare()
    expected = ids(first.search("noodle soup", 5))
    first.close()
    before = files(settings.state_dir)
    again = opened()
    again.prepare()
    assert ids(again.search("noodle soup", 5)) == expected and files(settings.state_dir) == before


def test_a_restart_with_ollama_embeds_nothing_and_a_changed_food_only_itself(
    opened: Open, ollama: FakeOllama, tmp_path: Path
) -> None:
    chosen = {"embedder": "ollama", "ollama_host": ollama.url}
    opened(**chosen).prepare()
    assert len(texts_sent(ollama)) == len(ROWS)
    ollama.requests.clear()
    opened(**chosen).prepare()
    assert texts_sent(ollama) == []
    changed = [{**ROWS[0], "text": "Another text."}, *ROWS[1:]]
    index = opened(**chosen, foods=rows_file(tmp_path / "foods.json", changed))
    index.prepare()
    assert len(texts_sent(ollama)) == 1 and "Another text." in texts_sent(ollama)[0]
    assert index.status().state == "ready" and ids(index.search("kimchi", 1)) == ["kimchi"]


def test_foods_with_the_same_text_share_a_vector(opened: Open, ollama: FakeOllama, tmp_path: Path) -> None:
    rows = [{"id": number, "text": "A mango is a fruit."} for number in range(3)]
    index = opened(embedder="ollama", ollama_host=ollama.url, foods=rows_file(tmp_path / "foods.json", rows))
    index.prepare()
    assert len(texts_sent(ollama)) == 1 and index.status().state == "ready"


def test_vectors_that_were_made_are_kept_when_the_rest_fails(opened: Open, ollama: FakeOllama, tmp_path: Path) -> None:
    rows = [{"id": number, "text": f"Mango number {number}."} for number in range(100)]
    chosen = {"embedder": "ollama", "ollama_host": ollama.url, "foods": rows_file(tmp_path / "foods.json", rows)}
    ollama.bad_text = "Mango number 80."
    failed = opened(**chosen)
    failed.prepare()
    assert failed.status().state == "lexical only" and "Food 80" in failed.search("mango", 1).notice
    ollama.bad_text = ""
    ollama.requests.clear()
    opened(**chosen).prepare()
    assert len(texts_sent(ollama)) == 36


def test_ollama_dying_leaves_words_and_its_return_is_noticed(opened: Open, ollama: FakeOllama) -> None:
    clock = FakeClock()
    index = opened(clock, embedder="ollama", ollama_host=ollama.url)
    index.prepare()
    ollama.always(Fault(close=True), on="embed")
    for _ in range(3):
        found = index.search("fermented cabbage", 2)
        assert ids(found)[0] == "kimchi" and found.lexical_only and "by words alone" in found.notice
    failures = len([request for request in ollama.requests if request.path == "/api/embed"])
    ollama.heal()
    assert index.search("fermented cabbage", 2).lexical_only
    assert len([request for request in ollama.requests if request.path == "/api/embed"]) == failures
    assert index.status().state == "lexical only"
    clock.advance(6)
    assert not index.search("fermented cabbage", 2).lexical_only
    assert index.status().state == "ready"


@pytest.mark.parametrize("vector", [[0.6, 0.8], [float("nan")] * 64, []])
def test_a_questions_vector_that_does_not_fit_leaves_words(
    opened: Open, ollama: FakeOllama, vector: list[float]
) -> None:
    index = opened(FakeClock(), embedder="ollama", ollama_host=ollama.url)
    index.prepare()
    ollama.always(Fault(embeddings=[vector]), on="embed")
    found = index.search("fermented cabbage", 2)
    assert ids(found)[0] == "kimchi" and found.lexical_only


def test_a_named_embedder_that_is_not_there_is_waited_for(opened: Open, settings: Settings) -> None:
    clock, port = FakeClock(), free_port()
    index = opened(clock, embedder="ollama", ollama_host=f"http://127.0.0.1:{port}")
    index.prepare()
    assert index.status().state == "lexical only" and "ollama serve" in index.search("kimchi", 1).notice
    with FakeOllama(port):
        index.search("kimchi", 1)
        assert index.status().state == "lexical only"
        clock.advance(31)
        index.search("kimchi", 1)
        ready(index)
        assert not index.search("kimchi", 1).lexical_only


def test_auto_uses_lsa_when_ollama_cannot_embed_the_foods(opened: Open, ollama: FakeOllama) -> None:
    ollama.bad_text = "Kimchi"
    index = opened(embedder="auto", ollama_host=ollama.url, minilm_dir="none")
    index.prepare()
    assert index.status().embedder == "lsa-1" and not index.search("kimchi", 1).lexical_only


def test_indexes_of_two_embedders_stay_apart(opened: Open, ollama: FakeOllama, settings: Settings) -> None:
    opened().prepare()
    opened(embedder="ollama", ollama_host=ollama.url).prepare()
    names = sorted(each.name for each in (settings.state_dir / "index").iterdir() if each.is_dir())
    assert [name.rpartition("-")[0] for name in names] == ["lsa-1", "ollama-mxbai-embed-large-abababababab"]


def test_only_the_newest_indexes_are_kept(opened: Open, settings: Settings, tmp_path: Path) -> None:
    kept = []
    for number in range(5):
        index = opened(foods=rows_file(tmp_path / "foods.json", ROWS[: 5 + number]))
        index.prepare()
        kept.append(f"lsa-1-{index.corpus.hash[:12]}")
    assert {each.name for each in (settings.state_dir / "index").iterdir() if each.is_dir()} == set(kept[-3:])
