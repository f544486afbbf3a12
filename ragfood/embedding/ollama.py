"""Ollama's vectors, through /api/embed: sent in batches, cut to the model's window, checked one by one."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ragfood.errors import EmbeddingFailed
from ragfood.providers.ollama import full_name
from ragfood.providers.wire import is_loopback, sendable
from ragfood.tokens import estimate_tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 32
_WINDOW = 512
"""Tokens that mxbai-embed-large reads; Ollama drops the rest of a text without a word, or refuses it."""

_LIST_S, _QUERY_S, _DOCUMENTS_S, _CONNECT_S = 2.0, 3.0, 120.0, 2.0
_KEEP_ALIVE = "30m"
_MXBAI_PREFIX = "Represent this sentence for searching relevant passages: "
"""What the makers of mxbai-embed-large want before questions, and only there."""


class _Refused(Exception):
    """Ollama answered, but not with the vectors; another cut of the texts may work."""


class OllamaEmbedder:
    """An Embedder. Its name holds the model and, as far as Ollama tells it, the digest of the weights."""

    def __init__(self, url: str, model: str, digest: str = "") -> None:
        self._url = url
        self._model = model
        self._dimension = 0
        self.name = "-".join(part for part in ("ollama", model, digest[:12]) if part)

    @property
    def dimension(self) -> int:
        return self._dimension

    def load(self) -> None:
        """Have the model in memory, so that the first question does not wait for it. Raises EmbeddingFailed."""
        try:
            self._post([], _DOCUMENTS_S)
        except _Refused as refused:
            raise self._failed(str(refused)) from refused

    def documents(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> NDArray[np.float32]:
        """See Embedder. A batch that is refused is sent text by text; the error names the one that fails alone."""
        import numpy as np

        rows: list[list[float]] = []
        for start in range(0, len(texts), _BATCH):
            progress(start, len(texts))
            batch = [_cut(text) for text in texts[start : start + _BATCH]]
            try:
                rows += self._vectors(batch, _DOCUMENTS_S)
            except _Refused:
                rows += [self._single(text, _DOCUMENTS_S) for text in batch]
        progress(len(texts), len(texts))
        return _unit(np.asarray(rows, dtype=np.float32).reshape(len(rows), self._dimension))

    def query(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        prefix = _MXBAI_PREFIX if "mxbai" in self._model.lower() else ""
        row = self._single(_cut(prefix + text), _QUERY_S)
        vector: NDArray[np.float32] = _unit(np.asarray([row], dtype=np.float32))[0]
        return vector

    def _single(self, text: str, timeout_s: float) -> list[float]:
        try:
            return self._vectors([text], timeout_s)[0]
        except _Refused as refused:
            opening = text.removeprefix(_MXBAI_PREFIX).partition("\n")[0][:60]
            raise self._failed(f"{refused}, for the text “{opening}”") from refused

    def _vectors(self, batch: Sequence[str], timeout_s: float) -> list[list[float]]:
        """One checked vector for each text. Raises _Refused, or EmbeddingFailed when Ollama cannot be reached."""
        rows = self._post(batch, timeout_s).get("embeddings")
        if not isinstance(rows, list) or len(rows) != len(batch):
            raise _Refused("another number of vectors came than texts were sent")
        expected = self._dimension or (len(rows[0]) if isinstance(rows[0], list) else 0)
        for row in rows:
            if not isinstance(row, list) or len(row) != expected or not expected:
                raise _Refused("a vector has another length than the others")
            if not all(isinstance(value, int | float) and math.isfinite(value) for value in row) or not any(row):
                raise _Refused("a vector is empty or holds something that is no number")
        self._dimension = expected
        return rows

    def _post(self, batch: Sequence[str], timeout_s: float) -> dict[str, Any]:
        body = {"model": self._model, "input": list(batch), "truncate": True, "keep_alive": _KEEP_ALIVE}
        status, reply = _ask("POST", f"{self._url}/api/embed", timeout_s, body)
        if status == 404:
            raise _not_pulled(self._model)
        if status != 200 or not isinstance(reply, dict):
            raise _Refused(f"Ollama answered with status {status}")
        return reply

    def _failed(self, reason: str) -> EmbeddingFailed:
        return EmbeddingFailed(
            f"Ollama could not turn a text into a vector: {reason}.",
            "See what `ollama serve` prints, or set RAGFOOD_EMBEDDER=lsa to do without Ollama.",
        )


def open_ollama(url: str, model: str) -> OllamaEmbedder:
    """The embedder for `model` at `url`, its model loaded. Raises EmbeddingFailed when Ollama is down or has no
    such model.
    """
    status, reply = _ask("GET", f"{url}/api/tags", _LIST_S)
    models = reply.get("models") if isinstance(reply, dict) else None
    if status != 200 or not isinstance(models, list):
        raise EmbeddingFailed("What answers at Ollama's address is not Ollama.", "Check OLLAMA_HOST.")
    for each in models:
        if isinstance(each, dict) and full_name(str(each.get("name"))) == full_name(model):
            embedder = OllamaEmbedder(url, full_name(model).removesuffix(":latest"), str(each.get("digest") or ""))
            embedder.load()
            return embedder
    raise _not_pulled(model)


def _ask(method: str, url: str, timeout_s: float, body: dict[str, Any] | None = None) -> tuple[int, Any]:
    """Status and parsed body (None when it is no JSON) of one request. Raises EmbeddingFailed without a reply."""
    import requests

    try:
        with requests.Session() as session:
            session.trust_env = not is_loopback(url)
            reply = session.request(method, url, json=body, timeout=(min(_CONNECT_S, timeout_s), timeout_s))
            try:
                return reply.status_code, reply.json()
            except ValueError:
                return reply.status_code, None
    except (requests.RequestException, UnicodeError) as unreachable:
        raise EmbeddingFailed(
            "Ollama does not answer, so no vectors can be made.", "Start it with `ollama serve`."
        ) from unreachable


def _not_pulled(model: str) -> EmbeddingFailed:
    return EmbeddingFailed(f"Ollama does not have the model {model}.", f"ollama pull {model}")


def _cut(text: str) -> str:
    """The beginning of `text` that surely fits the window."""
    whole = sendable(text)
    while (tokens := estimate_tokens(whole)) > _WINDOW:
        whole = whole[: min(len(whole) - 1, len(whole) * _WINDOW // tokens)]
    return whole


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    scaled: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled
