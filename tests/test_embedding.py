import json
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from app_process import free_port
from fake_vendors import FakeOllama, Fault

from ragfood.embedding import Embedder, choose_embedder
from ragfood.embedding.lsa import Lsa
from ragfood.embedding.minilm import FILES, MiniLm, chroma_folder, fetch_minilm, main, open_minilm
from ragfood.embedding.ollama import OllamaEmbedder, open_ollama
from ragfood.errors import EmbeddingFailed
from ragfood.foods import load_foods
from ragfood.settings import Settings

FOODS = load_foods(Path(__file__).with_name("few_foods.json")).foods
PASSAGES = [food.passage() for food in FOODS]


def quiet(done: int, total: int) -> None:
    pass


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


@pytest.fixture(scope="module")
def lsa() -> Lsa:
    embedder = Lsa()
    embedder.documents(PASSAGES, quiet)
    return embedder


def embeds(fake: FakeOllama) -> list[list[str]]:
    return [request.body["input"] for request in fake.requests if request.path == "/api/embed"]


# LSA


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


# Ollama


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


# MiniLM, with a tiny model in place of the real one


def make_minilm(folder: Path) -> Path:
    """Files like MiniLM's: the hidden state of a token is its row of a fixed table, 8 wide."""
    from onnx import TensorProto, helper, numpy_helper, save
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    place = folder / "onnx"
    place.mkdir(parents=True)
    names = ["[PAD]", "[UNK]", *["rice", "noodle", "soup", "cabbage", "fermented", "hot", "cold", "sweet"]]
    tokenizer = Tokenizer(WordLevel({name: number for number, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(place / "tokenizer.json"))
    table = np.random.default_rng(0).standard_normal((len(names), 8)).astype(np.float32)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", 8])
    gather = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    graph = helper.make_graph([gather], "tiny", inputs, [output], [numpy_helper.from_array(table, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    save(model, str(place / "model.onnx"))
    for name in FILES:
        if not (place / name).exists():
            (place / name).write_text("{}")
    return place


def test_minilm_runs_chromas_class_on_local_files(tmp_path: Path) -> None:
    embedder = open_minilm(str(make_minilm(tmp_path)))
    assert embedder.dimension == 8
    steps: list[int] = []
    texts = ["rice"] * 33 + ["fermented cabbage"]
    vectors = embedder.documents(texts, lambda done, total: steps.append(done))
    assert vectors.shape == (34, 8) and vectors.dtype == np.float32 and steps == [0, 32, 34]
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    assert int(np.argmax(vectors @ embedder.query("fermented cabbage"))) == 33
    assert np.isfinite(embedder.query("half \ud83c a character")).all()


def test_minilm_without_its_files_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingFailed, match="make model"):
        open_minilm(str(tmp_path))


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_minilm_with_damaged_files_is_refused(tmp_path: Path, file: str) -> None:
    place = make_minilm(tmp_path)
    (place / file).write_bytes(b"garbage")
    with pytest.raises(EmbeddingFailed):
        open_minilm(str(place))


def test_minilm_never_downloads_when_its_files_go_away(tmp_path: Path) -> None:
    place = make_minilm(tmp_path)
    embedder = open_minilm(str(place))
    (place / "model.onnx").unlink()
    with pytest.raises(EmbeddingFailed):
        embedder.query("rice")


def test_minilm_is_looked_for_where_chroma_puts_it_and_all_its_files_are_known() -> None:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2 as Chromas

    assert chroma_folder() == Chromas.DOWNLOAD_PATH / Chromas.EXTRACTED_FOLDER_NAME
    source = Path(__import__(Chromas.__module__, fromlist=["x"]).__file__).read_text()
    assert all(f'"{name}"' in source for name in FILES)


def test_fetching_without_a_connection_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2 as Chromas

    monkeypatch.setattr(Chromas, "DOWNLOAD_PATH", tmp_path / "cache")
    monkeypatch.setattr(Chromas, "MODEL_DOWNLOAD_URL", f"http://127.0.0.1:{free_port()}/onnx.tar.gz")
    with pytest.raises(EmbeddingFailed, match="connection"):
        fetch_minilm()
    assert main() == 1 and "connection" in capsys.readouterr().err


# Choice


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


def test_the_saved_fit_holds_no_pickle(lsa: Lsa, tmp_path: Path) -> None:
    lsa.save(tmp_path)
    with np.load(tmp_path / "lsa.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {"idf", "projection"}
    assert set(json.loads((tmp_path / "lsa.json").read_text())) == {"features", "unknown_idf"}
