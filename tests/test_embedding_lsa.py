import json
from pathlib import Path

import numpy as np
import pytest

from ragfood.embedding.lsa import Lsa
from ragfood.errors import EmbeddingFailed
from ragfood.foods import load_foods

FOODS = load_foods(Path(__file__).with_name("few_foods.json")).foods
PASSAGES = [food.passage() for food in FOODS]


def quiet(done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def lsa() -> Lsa:
    embedder = Lsa()
    embedder.documents(PASSAGES, quiet)
    return embedder


def nearest(embedder: Lsa, vectors: np.ndarray, question: str) -> str:
    return FOODS[int(np.argmax(vectors @ embedder.query(question)))].id


@pytest.mark.parametrize(
    ("question", "food"),
    [
        ("noodle soup from Vietnam", "pho"),
        ("fermented cabbage", "kimchi"),
        ("guacomole", "guacamole"),
        ("mousakka", "moussaka"),
        ("味噌汁", "miso-soup"),
    ],
)
def test_lsa_finds_the_likeness_of_words_and_misspelt_words(question: str, food: str) -> None:
    embedder = Lsa()
    assert nearest(embedder, embedder.documents(PASSAGES, quiet), question) == food


def test_lsa_rows_have_length_one_and_the_stated_dimension() -> None:
    embedder = Lsa()
    assert embedder.dimension == 0
    vectors = embedder.documents(PASSAGES, quiet)
    assert vectors.dtype == np.float32 and vectors.shape == (len(PASSAGES), embedder.dimension)
    assert embedder.dimension == len(PASSAGES) - 1
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_lsa_gives_the_same_vectors_for_the_same_texts() -> None:
    np.testing.assert_array_equal(Lsa().documents(PASSAGES, quiet), Lsa().documents(PASSAGES, quiet))


def test_the_length_of_an_lsa_query_is_how_much_of_it_is_known(lsa: Lsa) -> None:
    known, half, nothing = (
        float(np.linalg.norm(lsa.query(text))) for text in ("fermented cabbage", "fermented zyxwv", "☃☃")
    )
    assert 1 >= known > half > 0 == nothing
    assert half < 0.8 * float(np.linalg.norm(lsa.query("fermented")))
    assert not lsa.query("").any()


def test_a_saved_fit_answers_as_before(lsa: Lsa, tmp_path: Path) -> None:
    lsa.save(tmp_path)
    again = Lsa()
    again.load(tmp_path)
    assert again.dimension == lsa.dimension
    for question in ("noodle soup", "guacomole", "味噌汁"):
        np.testing.assert_array_equal(again.query(question), lsa.query(question))


@pytest.mark.parametrize("file", ["lsa.npz", "lsa.json"])
@pytest.mark.parametrize("damage", [b"", b"garbage", None])
def test_a_damaged_fit_is_refused(lsa: Lsa, tmp_path: Path, file: str, damage: bytes | None) -> None:
    lsa.save(tmp_path)
    (tmp_path / file).unlink() if damage is None else (tmp_path / file).write_bytes(damage)
    with pytest.raises(EmbeddingFailed):
        Lsa().load(tmp_path)


def test_parts_of_two_fits_are_refused(lsa: Lsa, tmp_path: Path) -> None:
    other = Lsa()
    other.documents(["another corpus", "of two texts"], quiet)
    other.save(tmp_path)
    features = (tmp_path / "lsa.json").read_text()
    lsa.save(tmp_path)
    (tmp_path / "lsa.json").write_text(features)
    with pytest.raises(EmbeddingFailed):
        Lsa().load(tmp_path)


def test_an_unfitted_lsa_refuses_questions() -> None:
    with pytest.raises(EmbeddingFailed):
        Lsa().query("rice")


@pytest.mark.parametrize("texts", [["rice"], ["麺"], ["rice", "rice"], ["rice and beans", "…"]])
def test_lsa_takes_the_smallest_corpora(texts: list[str]) -> None:
    embedder = Lsa()
    vectors = embedder.documents(texts, quiet)
    assert vectors.shape == (len(texts), 1) and np.isfinite(vectors).all()
    assert embedder.query(texts[0]).any()


def test_a_corpus_without_any_words_is_refused() -> None:
    with pytest.raises(EmbeddingFailed):
        Lsa().documents(["…", "?"], quiet)


def test_the_saved_fit_holds_no_pickle(lsa: Lsa, tmp_path: Path) -> None:
    lsa.save(tmp_path)
    with np.load(tmp_path / "lsa.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {"idf", "projection"}
    assert set(json.loads((tmp_path / "lsa.json").read_text())) == {"features", "unknown_idf"}
