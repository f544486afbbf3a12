from collections.abc import Iterator
from pathlib import Path

import pytest
from app_process import free_port
from fake_vendors import FakeOllama, Fault
from tiny_minilm import make_minilm

from ragfood.embedding import Embedder, choose_embedder
from ragfood.embedding.lsa import Lsa
from ragfood.embedding.minilm import MiniLm
from ragfood.embedding.ollama import OllamaEmbedder
from ragfood.errors import EmbeddingFailed
from ragfood.settings import Settings


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


def settings(tmp_path: Path, embedder: str, ollama: FakeOllama | None = None, minilm: Path | None = None) -> Settings:
    return Settings(
        embedder=embedder,
        ollama_host=ollama.url if ollama else f"http://127.0.0.1:{free_port()}",
        minilm_dir=str(minilm or tmp_path / "none"),
    )


def kind(chosen: Embedder) -> str:
    return type(chosen).__name__


def test_auto_takes_the_best_that_is_at_hand(tmp_path: Path, ollama: FakeOllama) -> None:
    minilm = make_minilm(tmp_path)
    assert kind(choose_embedder(settings(tmp_path, "auto", ollama, minilm))) == OllamaEmbedder.__name__
    ollama.models.remove("mxbai-embed-large:latest")
    assert kind(choose_embedder(settings(tmp_path, "auto", ollama, minilm))) == MiniLm.__name__
    assert kind(choose_embedder(settings(tmp_path, "auto", ollama))) == Lsa.__name__
    (minilm / "model.onnx").write_bytes(b"garbage")
    assert kind(choose_embedder(settings(tmp_path, "auto", None, minilm))) == Lsa.__name__


def test_auto_passes_over_an_ollama_that_cannot_load_the_model(tmp_path: Path, ollama: FakeOllama) -> None:
    ollama.always(Fault(500, {"error": "model requires more system memory"}), on="embed")
    assert kind(choose_embedder(settings(tmp_path, "auto", ollama))) == Lsa.__name__


@pytest.mark.parametrize("name", ["ollama", "minilm"])
def test_nothing_takes_the_place_of_an_embedder_that_was_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(EmbeddingFailed):
        choose_embedder(settings(tmp_path, name))


def test_a_named_embedder_is_taken_though_a_better_one_is_there(tmp_path: Path, ollama: FakeOllama) -> None:
    minilm = make_minilm(tmp_path)
    assert kind(choose_embedder(settings(tmp_path, "lsa", ollama, minilm))) == Lsa.__name__
    assert kind(choose_embedder(settings(tmp_path, "minilm", ollama, minilm))) == MiniLm.__name__
