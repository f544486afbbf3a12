import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from ragfood.errors import StoreTrouble
from ragfood.retrieval.vectors import VectorStore, text_hash

ROOT = Path(__file__).resolve().parents[1]


def unit(*values: float) -> np.ndarray:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    return VectorStore(tmp_path / "state" / "vectors.sqlite")


def test_vectors_come_back_exactly_and_only_for_their_embedder(store: VectorStore) -> None:
    kept = {text_hash("dal"): unit(1, 2, 3), text_hash("naan"): unit(3, 2, 1)}
    store.put("ollama-a", kept)
    found = store.get("ollama-a", [*kept, text_hash("missing")])
    assert set(found) == set(kept) and all((found[text] == kept[text]).all() for text in kept)
    assert store.get("ollama-b", list(kept)) == {}


def test_a_vector_is_replaced_and_many_are_read_at_once(store: VectorStore) -> None:
    texts = [text_hash(str(number)) for number in range(1700)]
    store.put("e", {text: unit(1, number) for number, text in enumerate(texts)})
    store.put("e", {texts[3]: unit(0, -1)})
    found = store.get("e", texts)
    assert len(found) == 1700 and (found[texts[3]] == unit(0, -1)).all() and (found[texts[9]] == unit(1, 9)).all()


def test_rows_that_are_no_vectors_count_as_absent(store: VectorStore, tmp_path: Path) -> None:
    import sqlite3

    store.put("e", {"good": unit(1, 2), "also good": unit(2, 1)})
    store.close()
    bad = {
        "odd": b"12345",
        "empty": b"",
        "text": "1 2",
        "zero": np.zeros(2, "<f4").tobytes(),
        "long": np.array([3, 4], "<f4").tobytes(),
        "nan": np.array([np.nan, 1], "<f4").tobytes(),
        "other dimension": np.array([1], "<f4").tobytes(),
    }
    with sqlite3.connect(tmp_path / "state" / "vectors.sqlite") as connection:
        connection.executemany("INSERT INTO vectors VALUES ('e', ?, ?)", bad.items())
    connection.close()
    assert set(store.get("e", ["good", "also good", *bad])) == {"good", "also good"}


@pytest.mark.parametrize("where", [0, 5000])
def test_a_damaged_file_is_set_aside_and_begun_anew(store: VectorStore, tmp_path: Path, where: int) -> None:
    path = tmp_path / "state" / "vectors.sqlite"
    texts = [text_hash(str(number)) for number in range(2000)]
    store.put("e", {text: unit(1, number) for number, text in enumerate(texts)})
    store.close()
    content = bytearray(path.read_bytes())
    content[where : len(content) - 100] = b"\x5a" * (len(content) - 100 - where)
    path.write_bytes(content)
    assert store.get("e", texts) == {}
    store.put("e", {"new": unit(1, 1)})
    assert set(store.get("e", ["new"])) == {"new"}
    assert path.with_name("vectors.sqlite.damaged-1").stat().st_size == len(content)


def test_a_folder_in_the_way_is_trouble_and_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").mkdir()
    with pytest.raises(StoreTrouble):
        VectorStore(tmp_path / "vectors.sqlite").get("e", ["x"])
    assert (tmp_path / "vectors.sqlite").is_dir()


def test_threads_share_a_store(store: VectorStore) -> None:
    def work(number: int) -> None:
        for each in range(20):
            store.put("e", {f"{number}-{each}": unit(number + 1, each)})
            assert len(store.get("e", [f"{number}-{each}"])) == 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.get("e", [f"{number}-{each}" for number in range(4) for each in range(20)])) == 80


def test_processes_share_a_file(store: VectorStore, tmp_path: Path) -> None:
    code = (
        "import sys, numpy, pathlib\nfrom ragfood.retrieval.vectors import VectorStore\n"
        "store = VectorStore(pathlib.Path(sys.argv[1]))\n"
        "for n in range(30): store.put('e', {f'{sys.argv[2]}-{n}': numpy.array([1, 0], 'f4')})\n"
    )
    path = tmp_path / "state" / "vectors.sqlite"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), name], cwd=ROOT) for name in "ab"]
    assert [each.wait(30) for each in running] == [0, 0]
    assert len(store.get("e", [f"{name}-{n}" for name in "ab" for n in range(30)])) == 60
