"""Searches, builders and processes beside each other, and those that die or are closed meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from app_process import ROOT, free_port
from clocks import FakeClock
from fake_vendors import FakeOllama, Fault
from filelock import FileLock
from indexes import FEW_FOODS
from searching import ROWS, Open, ids, ready, rows_file, texts_sent, until

from ragfood.settings import Settings


@pytest.fixture
def ollama(ollama: FakeOllama) -> FakeOllama:
    ollama.dimension = 64
    return ollama


def test_what_a_dead_builder_left_is_cleared_away(opened: Open, settings: Settings) -> None:
    left = settings.state_dir / "index" / ".making-dead"
    left.mkdir(parents=True)
    (left / "chroma.sqlite3").write_bytes(b"half")
    opened().prepare()
    assert not left.exists()


def test_a_builder_that_is_killed_leaves_nothing_in_the_way(opened: Open, settings: Settings) -> None:
    code = (
        "import os, signal, sys, pathlib\n"
        "from ragfood.retrieval import FoodIndex\nfrom ragfood.settings import Settings\n"
        "def die(done, total, what):\n"
        "    if what == 'Building the index' and done == total: os.kill(os.getpid(), signal.SIGKILL)\n"
        "FoodIndex(Settings(foods=pathlib.Path(sys.argv[1]), state_dir=pathlib.Path(sys.argv[2]),\n"
        "                   embedder='lsa')).prepare(die)\n"
    )
    arguments = [sys.executable, "-c", code, str(FEW_FOODS), str(settings.state_dir)]
    assert subprocess.run(arguments, cwd=ROOT).returncode == -9
    assert [each.name[:8] for each in (settings.state_dir / "index").iterdir() if each.is_dir()] == [".making-"]
    index = opened()
    index.prepare()
    assert ids(index.search("fermented cabbage", 1)) == ["kimchi"] and index.status().state == "ready"
    assert len([each for each in (settings.state_dir / "index").iterdir() if each.is_dir()]) == 1


def test_preparing_tries_again_at_once_what_failed_before(opened: Open) -> None:
    port = free_port()
    index = opened(FakeClock(), embedder="ollama", ollama_host=f"http://127.0.0.1:{port}")
    index.prepare()
    assert index.status().state == "lexical only"
    with FakeOllama(port):
        index.prepare()
        assert index.status().state == "ready"


def test_a_rebuild_is_made_though_the_index_is_whole(opened: Open, settings: Settings) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    index = opened()
    index.prepare()
    made = (settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}" / "index.json").stat().st_ino
    index.prepare(rebuild=True)
    folder = settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}"
    assert (folder / "index.json").stat().st_ino != made
    assert ids(index.search("fermented cabbage", 1)) == ["kimchi"]
    index.close()
    assert str(folder) not in SharedSystemClient._identifier_to_system  # the first one was let go of


def test_where_nothing_can_be_written_the_index_is_kept_in_memory(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    index = opened(state_dir=tmp_path / "file")
    index.prepare()
    found = index.search("fermented cabbage", 1)
    assert ids(found) == ["kimchi"] and not found.lexical_only and "memory" in index.status().sentence


def test_many_threads_search_while_the_index_is_rebuilt(opened: Open) -> None:
    index = opened()
    index.prepare()
    expected = ids(index.search("noodle soup", 5))
    wrong: list[object] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            found = index.search("noodle soup", 5)
            if ids(found) != expected or found.lexical_only:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        index.prepare(rebuild=True)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong


def test_two_processes_share_one_state_folder_and_embed_once(settings: Settings, ollama: FakeOllama) -> None:
    code = (
        "import sys, pathlib\n"
        "from ragfood.retrieval import FoodIndex\nfrom ragfood.settings import Settings\n"
        "index = FoodIndex(Settings(foods=pathlib.Path(sys.argv[1]), state_dir=pathlib.Path(sys.argv[2]),\n"
        "                           embedder='ollama', ollama_host=sys.argv[3]))\n"
        "index.prepare()\n"
        "found = index.search('fermented cabbage', 2)\n"
        "print(index.status().state, found.lexical_only, found.matches[0].food.id)\n"
        "index.close()\n"
    )
    arguments = [sys.executable, "-c", code, str(FEW_FOODS), str(settings.state_dir), ollama.url]
    running = [subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [each.communicate(timeout=60)[0].strip() for each in running] == ["ready False kimchi"] * 2
    assert len(texts_sent(ollama)) == len(ROWS)


def test_while_another_process_builds_this_one_says_so_and_goes_on_by_itself(opened: Open, settings: Settings) -> None:
    root = settings.state_dir / "index"
    root.mkdir(parents=True)
    with FileLock(root / ".lock", is_singleton=False):
        index = opened()
        index.open_in_background()
        until(lambda: index.status().state == "waiting for another process")
        found = index.search("fermented cabbage", 1)
        assert ids(found) == ["kimchi"] and found.lexical_only and "Another process" in found.notice
    assert not ready(index).search("fermented cabbage", 1).lexical_only


def test_closing_ends_a_preparation_that_waits(opened: Open, settings: Settings) -> None:
    root = settings.state_dir / "index"
    root.mkdir(parents=True)
    with FileLock(root / ".lock", is_singleton=False):
        index = opened()
        index.open_in_background()
        until(lambda: index.status().state == "waiting for another process")
        began = time.monotonic()
        index.close()
        assert time.monotonic() - began < 5
    assert ids(index.search("fermented cabbage", 1)) == ["kimchi"]


def test_closing_ends_a_preparation_that_works(opened: Open, ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.always(Fault(silence_s=0.1), on="embed")
    rows = [{"id": number, "text": f"Mango number {number}."} for number in range(2000)]
    index = opened(embedder="ollama", ollama_host=ollama.url, foods=rows_file(tmp_path / "foods.json", rows))
    index.open_in_background()
    until(lambda: index.status().progress > 0)
    index.close()
    assert 0 < len(texts_sent(ollama)) < 1000
