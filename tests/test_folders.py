import json
import os
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from ragfood.errors import IndexTrouble
from ragfood.retrieval.collection import Content, FoodCollection, fill_collection
from ragfood.retrieval.folders import IndexFolder, Label, _digests, folder_name, make_folder, read_folder, tidy

FOODS = 60
IDS = [f"food-{number}" for number in range(FOODS)]
LABEL = Label(embedder="e/1", corpus="c" * 64, foods=FOODS, dimension=16, near=0.4)


def content() -> Content:
    vectors = np.random.default_rng(1).standard_normal((FOODS, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[7] = 0  # a food of which the embedder knows nothing
    return Content(IDS, [f"Food {number}" for number in range(FOODS)], ["A passage."] * FOODS, vectors)


def nothing(*_: object) -> None:
    pass


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    return make_folder(tmp_path, LABEL, content(), nothing, nothing)


def relist(path: Path) -> None:
    """Make the list fit the files again, as if they had been damaged before it was written."""
    told = json.loads((path / "index.json").read_text())
    told["files"] = _digests(path)
    (path / "index.json").write_text(json.dumps(told))


def test_a_folder_is_named_after_embedder_and_corpus(folder: IndexFolder) -> None:
    assert folder.path.name == folder_name("e/1", "c" * 64) == "e-1-cccccccccccc"


def test_what_was_made_is_read_back(folder: IndexFolder) -> None:
    again = read_folder(folder.path, "e/1", "c" * 64)
    assert again.label == LABEL
    np.testing.assert_array_equal(again.vectors, content().vectors)


def test_the_collection_finds_the_same_foods_as_an_exact_search(folder: IndexFolder) -> None:
    collection = folder.open_collection(IDS)
    for row in (0, 11, 59):
        found, distances = collection.nearest(folder.vectors[row], 10)
        cosines = folder.vectors @ folder.vectors[row]
        assert found == [IDS[each] for each in np.argsort(-cosines)[:10]]
        np.testing.assert_allclose(distances, np.sort(1 - cosines)[:10], atol=1e-5)
    collection.close()


def test_the_collection_holds_names_and_passages_for_whoever_looks_into_it(folder: IndexFolder) -> None:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder.path), settings=Settings(anonymized_telemetry=False))
    held = client.get_collection("foods", embedding_function=None).get(ids=["food-3"])
    client.close()
    assert held["metadatas"] == [{"name": "Food 3"}] and held["documents"] == ["A passage."]


def test_opening_and_searching_change_no_listed_file(folder: IndexFolder) -> None:
    before = _digests(folder.path)
    collection = folder.open_collection(IDS)
    collection.nearest(folder.vectors[0], 5)
    collection.close()
    assert _digests(folder.path) == before


def test_nothing_is_in_its_place_before_it_is_whole(tmp_path: Path) -> None:
    place = tmp_path / LABEL.folder_name
    make_folder(
        tmp_path, LABEL, content(), lambda making: nothing(place.exists() and pytest.fail("too early")), nothing
    )
    assert place.exists() and [each.name for each in tmp_path.iterdir()] == [place.name]


def test_a_failure_on_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(IndexTrouble, match="written"):
        make_folder(tmp_path, LABEL, content(), full, nothing)
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_loses_a_food_on_the_way_is_not_put_in_its_place(tmp_path: Path) -> None:
    import chromadb
    from chromadb.config import Settings

    def lose(done: int, total: int) -> None:
        if done == total:
            making = next(tmp_path.glob(".making-*"))
            client = chromadb.PersistentClient(str(making), settings=Settings(anonymized_telemetry=False))
            client.get_collection("foods", embedding_function=None).delete(ids=[IDS[5]])
            client.close()

    with pytest.raises(IndexTrouble, match="number of foods"):
        make_folder(tmp_path, LABEL, content(), nothing, lose)
    assert list(tmp_path.iterdir()) == []


def test_an_older_index_in_its_place_is_replaced(folder: IndexFolder) -> None:
    (folder.path / "note").write_text("old")
    make_folder(folder.path.parent, LABEL, content(), nothing, nothing)
    assert not (folder.path / "note").exists()
    assert [each.name for each in folder.path.parent.iterdir()] == [folder.path.name]


@pytest.mark.parametrize(("embedder", "corpus"), [("e/2", "c" * 64), ("e/1", "c" * 12 + "d" * 52)])
def test_an_index_of_another_embedder_or_corpus_is_refused(folder: IndexFolder, embedder: str, corpus: str) -> None:
    with pytest.raises(IndexTrouble, match="another"):
        read_folder(folder.path, embedder, corpus)


def test_a_single_flipped_bit_in_a_vector_file_is_noticed(folder: IndexFolder) -> None:
    path = next(folder.path.rglob("data_level0.bin"))
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(IndexTrouble, match="changed"):
        read_folder(folder.path, "e/1", "c" * 64)


def test_a_damaged_database_is_noticed(folder: IndexFolder) -> None:
    path = folder.path / "chroma.sqlite3"
    with sqlite3.connect(path) as database:
        page = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'embedding_metadata'").fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    damaged = bytearray(path.read_bytes())
    damaged[(page - 1) * size + 8 : (page - 1) * size + 40] = b"\x5a" * 32
    path.write_bytes(damaged)
    with pytest.raises(IndexTrouble, match="database is damaged"):
        read_folder(folder.path, "e/1", "c" * 64)


def test_lost_vectors_are_noticed_though_count_and_list_are_right(folder: IndexFolder) -> None:
    for each in folder.path.iterdir():
        if each.is_dir():
            shutil.rmtree(each)
    relist(folder.path)
    with pytest.raises(IndexTrouble):
        read_folder(folder.path, "e/1", "c" * 64).open_collection(IDS)


def test_exchanged_vectors_are_noticed(folder: IndexFolder) -> None:
    np.save(folder.path / "vectors.npy", np.roll(folder.vectors, 1, axis=0))
    relist(folder.path)
    with pytest.raises(IndexTrouble, match="find"):
        read_folder(folder.path, "e/1", "c" * 64).open_collection(IDS)


@pytest.mark.parametrize("vectors", [np.zeros((FOODS, 15), np.float32), np.full((FOODS, 16), np.nan, np.float32)])
def test_vectors_of_another_shape_or_without_numbers_are_refused(folder: IndexFolder, vectors: np.ndarray) -> None:
    np.save(folder.path / "vectors.npy", vectors)
    relist(folder.path)
    with pytest.raises(IndexTrouble, match="vectors"):
        read_folder(folder.path, "e/1", "c" * 64)


def test_a_collection_of_another_space_or_label_is_refused(tmp_path: Path, folder: IndexFolder) -> None:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(tmp_path / "l2"), settings=Settings(anonymized_telemetry=False))
    client.create_collection("foods", metadata={"a": 1}).add(ids=IDS, embeddings=content().vectors)
    client.close()
    for path, metadata in ((tmp_path / "l2", {"a": 1}), (folder.path, {"a": 1})):
        collection = FoodCollection(path)
        with pytest.raises(IndexTrouble, match="something else"):
            collection.check(metadata, IDS, content().vectors)
        collection.close()


def test_a_folder_without_a_collection_and_a_closed_collection_are_trouble(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(IndexTrouble):
        FoodCollection(tmp_path / "empty")
    fill_collection(tmp_path / "full", {"a": 1}, content(), nothing)
    collection = FoodCollection(tmp_path / "full")
    collection.close()
    with pytest.raises(IndexTrouble, match="closed"):
        collection.nearest(content().vectors[0], 3)


def test_closing_leaves_no_client_behind(folder: IndexFolder) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    folder.open_collection(IDS).close()
    assert not [path for path in SharedSystemClient._identifier_to_system if path.startswith(str(folder.path.parent))]


def test_tidying_keeps_the_newest_and_what_is_in_use(tmp_path: Path) -> None:
    for age, name in enumerate(["used", "a", "b", "c", ".making-x"]):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1000 + age, 1000 + age))
    (tmp_path / ".lock").touch()
    tidy(tmp_path, tmp_path / "used")
    assert {each.name for each in tmp_path.iterdir()} == {"used", "b", "c", ".lock"}
