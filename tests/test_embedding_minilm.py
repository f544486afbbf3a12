from pathlib import Path

import numpy as np
import pytest
from app_process import free_port
from tiny_minilm import make_minilm

from ragfood.embedding.minilm import FILES, chroma_folder, fetch_minilm, main, open_minilm
from ragfood.errors import EmbeddingFailed


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
