from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ragfood.errors import EmbeddingFailed
from ragfood.retrieval.collection import Content
from ragfood.retrieval.dense import Dense
from ragfood.retrieval.folders import IndexFolder, Label, make_folder

FOODS = 150
ROWS = {f"food-{number}": number for number in range(FOODS)}


class Given:
    """An embedder that answers every question with a given vector."""

    name = "given"
    dimension = 8

    def __init__(self, *vector: float) -> None:
        self.vector = np.array(vector, dtype=np.float32)
        self.asked: list[str] = []

    def documents(self, texts: Sequence[str], progress: object) -> np.ndarray:
        raise NotImplementedError

    def query(self, text: str) -> np.ndarray:
        self.asked.append(text)
        return self.vector


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    vectors = np.random.default_rng(2).standard_normal((FOODS, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"Food {number}" for number in range(FOODS)]
    label = Label("given", "c" * 64, FOODS, 8, 0.4)
    return make_folder(tmp_path, label, Content(list(ROWS), texts, texts, vectors), lambda _: None, lambda *_: None)


def direction() -> np.ndarray:
    return np.eye(8, dtype=np.float32)[3]


def test_collection_and_memory_find_the_same_foods(folder: IndexFolder) -> None:
    dense = Dense(Given(), folder, ROWS)
    in_memory = set(dense.nearest(direction()))
    dense.open_collection()
    assert {row for row in dense.nearest(direction()) if folder.vectors[row, 3] > 0} == in_memory
    assert not dense.lost
    dense.close()


def test_a_collection_that_fails_is_told_and_memory_takes_its_place(folder: IndexFolder) -> None:
    dense = Dense(Given(), folder, ROWS)
    expected = set(dense.nearest(direction()))
    dense.open_collection()
    dense.close()
    assert set(dense.nearest(direction())) == expected and dense.lost


def test_only_allowed_foods_are_near(folder: IndexFolder) -> None:
    dense = Dense(Given(), folder, ROWS)
    dense.open_collection()
    allowed = np.arange(FOODS) < 20
    found = dense.nearest(direction(), allowed)
    assert len(found) and set(found) == {row for row in range(20) if folder.vectors[row, 3] > 0}
    dense.close()


@pytest.mark.parametrize("few", [1, 5, 18])
def test_the_best_of_some_foods_are_all_of_them_however_few_or_far(folder: IndexFolder, few: int) -> None:
    dense = Dense(Given(), folder, ROWS)
    chosen = np.zeros(FOODS, dtype=bool)
    chosen[np.argsort(folder.vectors[:, 3])[:few]] = True
    assert set(dense.best(direction(), chosen)) == set(np.flatnonzero(chosen))


def test_of_two_sets_of_foods_the_best_of_both_are_found(folder: IndexFolder) -> None:
    dense = Dense(Given(), folder, ROWS)
    few, all_of_them = np.arange(FOODS) < 3, np.ones(FOODS, dtype=bool)
    nearest = np.argsort(-folder.vectors[:, 3])[:100]
    assert set(dense.best(direction(), few, all_of_them)) == {0, 1, 2, *nearest}


def test_a_question_has_a_direction_and_a_share_that_was_understood(folder: IndexFolder) -> None:
    meaning = Dense(Given(0, 0, 0, 0.5, 0, 0, 0, 0), folder, ROWS).meaning("q")
    assert meaning is not None and meaning.share == pytest.approx(0.5)
    np.testing.assert_allclose(meaning.direction, direction())
    assert Dense(Given(*[0] * 8), folder, ROWS).meaning("q") is None


@pytest.mark.parametrize("vector", [[1.0], [float("nan")] * 8, [float("inf")] + [0.0] * 7])
def test_a_vector_that_does_not_fit_the_index_is_refused(folder: IndexFolder, vector: list[float]) -> None:
    with pytest.raises(EmbeddingFailed):
        Dense(Given(*vector), folder, ROWS).meaning("q")


def test_the_embedder_reads_a_question_once_but_again_after_it_failed(folder: IndexFolder) -> None:
    embedder = Given(*[1.0] * 7)
    dense = Dense(embedder, folder, ROWS)
    for _ in range(2):
        with pytest.raises(EmbeddingFailed):
            dense.meaning("hummus")
    embedder.vector = direction()
    assert dense.meaning("hummus") is dense.meaning("hummus")
    dense.meaning("falafel")
    assert embedder.asked == ["hummus", "hummus", "hummus", "falafel"]
