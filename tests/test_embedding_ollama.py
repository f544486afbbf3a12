import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from app_process import free_port
from fake_vendors import FakeOllama, Fault

from ragfood.embedding.ollama import OllamaEmbedder, open_ollama
from ragfood.errors import EmbeddingFailed
from ragfood.foods import load_foods

FOODS = load_foods(Path(__file__).with_name("few_foods.json")).foods
PASSAGES = [food.passage() for food in FOODS]


def quiet(done: int, total: int) -> None:
    pass


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


def embeds(fake: FakeOllama) -> list[list[str]]:
    return [request.body["input"] for request in fake.requests if request.path == "/api/embed"]


def test_ollama_is_asked_in_batches_and_answers_in_order(ollama: FakeOllama) -> None:
    embedder = open_ollama(ollama.url, "mxbai-embed-large")
    ollama.requests.clear()
    steps: list[tuple[int, int]] = []
    texts = [f"food number {number}" for number in range(70)]
    vectors = embedder.documents(texts, lambda done, total: steps.append((done, total)))
    assert [len(batch) for batch in embeds(ollama)] == [32, 32, 6]
    assert steps == [(0, 70), (32, 70), (64, 70), (70, 70)]
    assert vectors.shape == (70, 1024) == (70, embedder.dimension)
    single = OllamaEmbedder(ollama.url, "mxbai-embed-large").documents([texts[69]], quiet)
    np.testing.assert_allclose(vectors[69], single[0], rtol=1e-5)


def test_opening_loads_the_model_without_embedding_and_names_its_digest(ollama: FakeOllama) -> None:
    embedder = open_ollama(ollama.url, "MXBAI-embed-large")
    assert embedder.name == "ollama-mxbai-embed-large-abababababab"
    assert embeds(ollama) == [[]]


def test_only_questions_to_mxbai_get_its_prefix(ollama: FakeOllama) -> None:
    ollama.models.append("nomic-embed-text:latest")
    OllamaEmbedder(ollama.url, "mxbai-embed-large").query("dal")
    OllamaEmbedder(ollama.url, "mxbai-embed-large").documents(["dal"], quiet)
    OllamaEmbedder(ollama.url, "nomic-embed-text").query("dal")
    assert embeds(ollama) == [["Represent this sentence for searching relevant passages: dal"], ["dal"], ["dal"]]


@pytest.mark.parametrize("text", ["word " * 2000, "麻婆豆腐" * 500, "half \ud83c a character"])
def test_texts_are_cut_to_the_window_before_they_are_sent(ollama: FakeOllama, text: str) -> None:
    OllamaEmbedder(ollama.url, "mxbai-embed-large").documents([text], quiet)
    sent = embeds(ollama)[0][0]
    assert 400 <= len(sent) <= 2000 or sent == "half \ufffd a character"
    assert sent.isascii() or len(sent) * 1.2 <= 513


def test_one_bad_text_fails_alone_and_is_named(ollama: FakeOllama) -> None:
    ollama.bad_text = "Borscht"
    embedder = OllamaEmbedder(ollama.url, "mxbai-embed-large")
    with pytest.raises(EmbeddingFailed, match="Borscht"):
        embedder.documents(PASSAGES, quiet)


def test_a_batch_that_fails_once_is_made_text_by_text(ollama: FakeOllama) -> None:
    ollama.next(Fault(500, {"error": "json: unsupported value: NaN"}), on="embed")
    vectors = OllamaEmbedder(ollama.url, "mxbai-embed-large").documents(PASSAGES[:3], quiet)
    assert vectors.shape == (3, 1024) and [len(batch) for batch in embeds(ollama)] == [3, 1, 1, 1]


@pytest.mark.parametrize(
    "vectors",
    [[], [[0.1, 0.2], [0.3, 0.4]], [[]], [[0.0, 0.0]], [[math.nan, 1.0]], [["a", "b"]], [None], "no list"],
    ids=["none", "too many", "empty", "zero", "NaN", "words", "null", "text"],
)  # fmt: skip
def test_vectors_that_cannot_be_used_are_refused(ollama: FakeOllama, vectors: object) -> None:
    ollama.always(Fault(embeddings=vectors), on="embed")  # type: ignore[arg-type]
    with pytest.raises(EmbeddingFailed):
        OllamaEmbedder(ollama.url, "mxbai-embed-large").query("dal")


def test_a_vector_of_another_length_is_refused(ollama: FakeOllama) -> None:
    embedder = OllamaEmbedder(ollama.url, "mxbai-embed-large")
    embedder.query("dal")
    ollama.dimension = 768
    with pytest.raises(EmbeddingFailed, match="length"):
        embedder.query("dal")


@pytest.mark.parametrize("body", [None, "<html>not JSON</html>", {"error": "composed"}, []])
def test_other_answers_are_refused(ollama: FakeOllama, body: object) -> None:
    ollama.always(Fault(200, body), on="embed")
    with pytest.raises(EmbeddingFailed):
        OllamaEmbedder(ollama.url, "mxbai-embed-large").query("dal")


def test_a_server_that_is_down_a_cut_connection_and_a_missing_model_say_what_to_do(ollama: FakeOllama) -> None:
    with pytest.raises(EmbeddingFailed, match="ollama serve"):
        open_ollama(f"http://127.0.0.1:{free_port()}", "mxbai-embed-large")
    with pytest.raises(EmbeddingFailed, match="ollama pull nomic"):
        open_ollama(ollama.url, "nomic-embed-text")
    with pytest.raises(EmbeddingFailed, match="ollama pull gone"):
        OllamaEmbedder(ollama.url, "gone").query("dal")
    ollama.next(Fault(close=True), on="embed")
    with pytest.raises(EmbeddingFailed, match="ollama serve"):
        OllamaEmbedder(ollama.url, "mxbai-embed-large").query("dal")


def test_a_server_that_is_not_ollama_is_told_apart(ollama: FakeOllama) -> None:
    ollama.always(Fault(200, "<html>hello</html>"), on="tags")
    with pytest.raises(EmbeddingFailed, match="OLLAMA_HOST"):
        open_ollama(ollama.url, "mxbai-embed-large")
