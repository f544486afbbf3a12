"""The Chroma collection inside an index: filled once, then only searched. Nothing else imports Chroma for searching."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ragfood.errors import IndexTrouble

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_T = TypeVar("_T")
_NAME = "foods"
_BATCH = 500
_PROBES = 8
_SAME = 1e-3
"""Cosine distance below which two vectors are one and the same."""


@dataclass(frozen=True)
class Content:
    """What an index is made from, one entry for each food in the same order. Vectors have length 1, or 0 for a
    food of which the embedder knows nothing.
    """

    ids: Sequence[str]
    names: Sequence[str]
    passages: Sequence[str]
    vectors: NDArray[np.float32]


class FoodCollection:
    """An open collection. Vectors always come from outside: Chroma's own embedding function would go online."""

    def __init__(self, path: Path) -> None:
        """Raises IndexTrouble when there is no collection in the folder `path`."""
        self._lock = threading.Lock()
        self._client = _client(path)
        try:
            self._collection = _translated(lambda: self._client.get_collection(_NAME, embedding_function=None))
        except IndexTrouble:
            self.close()
            raise

    def nearest(self, vector: NDArray[np.float32], most: int) -> tuple[list[str], list[float]]:
        """Ids of the nearest foods and their cosine distances (0 = same direction). Raises IndexTrouble."""
        with self._lock:  # so that it is not closed under a query
            if self._collection is None:
                raise _trouble("it was closed")
            found = _translated(
                lambda: self._collection.query(query_embeddings=vector[None, :], n_results=most, include=["distances"])
            )
        return found["ids"][0], found["distances"][0]

    def check(self, metadata: Mapping[str, Any], ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Find known vectors spread over the whole collection; a count alone would not notice lost ones.

        Raises IndexTrouble when they are not found, or the collection was made for something else.
        """
        space = (self._collection.configuration_json.get("hnsw") or {}).get("space")
        if space != "cosine" or self._collection.metadata != metadata:
            raise _trouble("it was made for something else")
        if _translated(self._collection.count) != len(ids):
            raise _trouble("it holds another number of foods")
        for row in range(0, len(ids), max(1, len(ids) // _PROBES)):
            if not vectors[row].any():
                continue
            found, distances = self.nearest(vectors[row], min(3, len(ids)))
            if not found or distances[0] > _SAME or (ids[row] not in found and distances[-1] > _SAME):
                raise _trouble("it does not find what was put into it")

    def close(self) -> None:
        """Let go of all files; a client of the same folder may then be opened anew, or the folder renamed."""
        with self._lock:
            self._collection = None
            self._client.close()


def fill_collection(
    path: Path, metadata: Mapping[str, Any], content: Content, progress: Callable[[int, int], None]
) -> None:
    """Make a collection of `content` in the folder `path`. Raises IndexTrouble."""
    foods = len(content.ids)
    # With a sync threshold above the number of foods they would not be in the files that are loaded at opening.
    hnsw = {"space": "cosine", "ef_construction": 100, "ef_search": 100, "sync_threshold": min(1000, foods)}
    client = _client(path)
    try:
        collection = _translated(
            lambda: client.create_collection(
                _NAME, configuration={"hnsw": hnsw}, metadata=dict(metadata), embedding_function=None
            )
        )
        for start in range(0, foods, _BATCH):
            progress(start, foods)
            _add(collection, content, slice(start, start + _BATCH))
        progress(foods, foods)
    finally:
        client.close()


def _add(collection: Any, content: Content, part: slice) -> None:
    _translated(
        lambda: collection.add(
            ids=list(content.ids[part]),
            embeddings=content.vectors[part],
            documents=list(content.passages[part]),
            metadatas=[{"name": name} for name in content.names[part]],
        )
    )


def _client(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return _translated(lambda: chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False)))


def _translated(step: Callable[[], _T]) -> _T:
    from chromadb.errors import ChromaError

    try:
        return step()
    except (ChromaError, ValueError, RuntimeError, OSError) as wrong:
        raise _trouble(f"Chroma reports {type(wrong).__name__}") from wrong


def _trouble(reason: str) -> IndexTrouble:
    return IndexTrouble(f"The search index cannot be used: {reason}.", "It is rebuilt by itself.")
