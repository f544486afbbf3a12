"""MiniLM: the all-MiniLM-L6-v2 that Chroma brings along. Used only when its files are here; fetched by
`python -m ragfood.embedding.minilm` and never while a question waits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragfood.errors import EmbeddingFailed
from ragfood.providers.wire import sendable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILES = ("config.json", "model.onnx", "special_tokens_map.json", "tokenizer_config.json", "tokenizer.json", "vocab.txt")
_BATCH = 32
_FETCH = "Fetch them once with `make model` (80 MB), or set RAGFOOD_MINILM_DIR to the folder that has them."


def chroma_folder() -> Path:
    """Where Chroma keeps the files that it downloads."""
    return Path.home() / ".cache" / "chroma" / "onnx_models" / "all-MiniLM-L6-v2" / "onnx"


class MiniLm:
    """An Embedder over Chroma's ONNX class. Reads 256 tokens of a text, as the model was trained to."""

    name = "minilm-l6-v2"

    def __init__(self, model: Callable[[list[str]], Any]) -> None:
        self._model = model
        self._dimension = len(self._vectors(["food"])[0])

    @property
    def dimension(self) -> int:
        return self._dimension

    def documents(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> NDArray[np.float32]:
        import numpy as np

        rows: list[NDArray[np.float32]] = []
        for start in range(0, len(texts), _BATCH):
            progress(start, len(texts))
            rows.append(self._vectors(texts[start : start + _BATCH]))
        progress(len(texts), len(texts))
        return np.concatenate(rows) if rows else np.zeros((0, self._dimension), dtype=np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._vectors([text])[0]
        return vector

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        try:
            # One at a time, each as long as it is: of one length they would all be as long as the longest.
            rows = np.asarray([self._model([sendable(text)])[0] for text in texts], dtype=np.float32)
        except _failures() as wrong:
            raise EmbeddingFailed(f"MiniLM could not make vectors ({type(wrong).__name__}).", _FETCH) from wrong
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise EmbeddingFailed("MiniLM made vectors that cannot be used.", _FETCH)
        return rows


def open_minilm(folder: str = "") -> MiniLm:
    """MiniLM from the files in `folder`, or from where Chroma keeps them when it is "".

    Raises EmbeddingFailed when a file is missing or unusable.
    """
    place = Path(folder).expanduser() if folder else chroma_folder()
    missing = [name for name in FILES if not (place / name).is_file()]
    if missing:
        raise EmbeddingFailed(f"The MiniLM files are not in {place} ({missing[0]} is missing).", _FETCH)
    try:
        json.loads((place / "tokenizer.json").read_bytes())  # the tokenizer's own complaint has no class of its own
    except (OSError, ValueError) as damaged:
        raise EmbeddingFailed(f"The MiniLM files in {place} are damaged.", _FETCH) from damaged
    return MiniLm(_local_model(place))


def fetch_minilm() -> Path:
    """Download the files the way Chroma does it, checked by their SHA-256. Returns their folder.

    Raises EmbeddingFailed when there is no connection or what came is not what it should be.
    """
    import httpx
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    try:
        ONNXMiniLM_L6_V2()._download_model_if_not_exists()
    except (httpx.HTTPError, OSError, ValueError, EOFError) as failed:
        raise EmbeddingFailed(
            f"The MiniLM files could not be fetched ({type(failed).__name__}).",
            "Check the connection and the room on the disk, then try again; without them the app uses LSA.",
        ) from failed
    open_minilm()
    return chroma_folder()


def _local_model(place: Path) -> Callable[[list[str]], Any]:
    """Chroma's class on the files in `place`, with its own download cut off. Raises EmbeddingFailed."""
    from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

    class Local(ONNXMiniLM_L6_V2):
        DOWNLOAD_PATH = place.parent
        EXTRACTED_FOLDER_NAME = place.name

        @cached_property
        def tokenizer(self) -> Any:
            """Chroma's fills every text up to 256 tokens, with which ten words take as long as two hundred."""
            tokenizer = super().tokenizer
            tokenizer.no_padding()
            return tokenizer

        def _download_model_if_not_exists(self) -> None:
            if not (place / "model.onnx").is_file():
                raise FileNotFoundError(place / "model.onnx")

    return Local(preferred_providers=["CPUExecutionProvider"])


def _failures() -> tuple[type[Exception], ...]:
    """What onnxruntime and Chroma's class raise over damaged files or texts that the model cannot take."""
    from onnxruntime.capi import onnxruntime_pybind11_state as onnx

    return (
        OSError, ValueError, RuntimeError, onnx.Fail, onnx.InvalidArgument, onnx.InvalidGraph, onnx.InvalidProtobuf,
        onnx.NoSuchFile, onnx.NotImplemented, onnx.RuntimeException,
    )  # fmt: skip


def main() -> int:
    """Fetch the files; 0 when they are there and work."""
    try:
        sys.stdout.write(f"MiniLM is ready in {fetch_minilm()}.\n")
    except EmbeddingFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
