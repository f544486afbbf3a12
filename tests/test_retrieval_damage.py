"""Indexes that were damaged, deleted or exchanged are made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from clocks import FakeClock
from indexes import lay_index
from searching import ROWS, Open, ids, rows_file, until

from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings


def damage_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"garbage" * 5000)


def damage_vectors_of_chroma(folder: Path) -> None:
    next(folder.rglob("data_level0.bin")).write_bytes(b"\xff" * 20000)


def delete_segments(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir():
            shutil.rmtree(each)


def cut_vectors(folder: Path) -> None:
    (folder / "vectors.npy").write_bytes((folder / "vectors.npy").read_bytes()[:-400])


def delete_list(folder: Path) -> None:
    (folder / "index.json").unlink()


def garble_list(folder: Path) -> None:
    (folder / "index.json").write_text("{}")


def damage_fit(folder: Path) -> None:
    (folder / "lsa.npz").write_bytes(b"PK")


def empty_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


DAMAGES = [
    damage_database, damage_vectors_of_chroma, delete_segments, cut_vectors, delete_list, garble_list, damage_fit,
    empty_folder, shutil.rmtree,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(
    opened: Open, settings: Settings, whole: FoodIndex, damage: Callable[[Path], None]
) -> None:
    lay_index(settings.state_dir)
    expected = ids(whole.search("noodle soup", 5))
    folder = settings.state_dir / "index" / f"lsa-1-{whole.corpus.hash[:12]}"
    damage(folder)
    index = opened()
    index.prepare()
    assert index.status().state == "ready" and "memory" not in index.status().sentence
    assert ids(index.search("noodle soup", 5)) == expected and (folder / "index.json").exists()


def test_an_index_of_another_corpus_under_this_name_is_not_used(
    opened: Open, settings: Settings, tmp_path: Path
) -> None:
    other = opened(foods=rows_file(tmp_path / "foods.json", list(reversed(ROWS))))
    other.prepare()
    other.close()
    mine = opened()
    root = settings.state_dir / "index"
    (root / f"lsa-1-{other.corpus.hash[:12]}").rename(root / f"lsa-1-{mine.corpus.hash[:12]}")
    mine.prepare()
    assert ids(mine.search("fermented cabbage", 1)) == ["kimchi"]


def test_an_index_deleted_under_a_running_search_comes_back(opened: Open, settings: Settings) -> None:
    clock = FakeClock()
    index = opened(clock)
    index.prepare()
    expected = ids(index.search("noodle soup", 5))
    folder = settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}"
    shutil.rmtree(settings.state_dir / "index")
    clock.advance(31)
    found = index.search("noodle soup", 5)
    assert ids(found) == expected and not found.lexical_only
    until(folder.exists)
    until(lambda: ids(index.search("noodle soup", 5)) == expected)
