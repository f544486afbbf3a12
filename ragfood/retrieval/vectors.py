"""Vectors kept by embedder and content of the text: an index is made from them without embedding again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragfood.errors import StoreTrouble
from ragfood.stores import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    embedder TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (embedder, text)) WITHOUT ROWID;
"""
_ASKED_AT_ONCE = 500
_LENGTH_TOLERANCE = 1e-3


def text_hash(text: str) -> str:
    """SHA-256 (hex) of a text: two texts that are the same share a vector."""
    return hashlib.sha256(text.encode()).hexdigest()


class VectorStore:
    """A SQLite file in WAL mode, for any number of threads and processes.

    A row that is no vector of length 1 counts as absent. What is lost is only embedded again, so a damaged
    file is moved to `<name>.damaged-<n>` and begun anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = Store(path, _SCHEMA)

    def get(self, embedder: str, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors that are kept, by the texts' hashes (`texts` are hashes too). Raises StoreTrouble."""
        found: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(texts), _ASKED_AT_ONCE):
            asked = texts[start : start + _ASKED_AT_ONCE]
            for text, blob in self._run(partial(_select, embedder=embedder, texts=asked)):
                if (vector := _read(blob)) is not None:
                    found[text] = vector
        return _of_one_length(found)

    def put(self, embedder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Keep `vectors`, by the hashes of their texts. Raises StoreTrouble."""
        rows = [(embedder, text, vector.astype("<f4").tobytes()) for text, vector in vectors.items()]
        self._run(lambda connection: connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows))

    def _run(self, statement: Callable[[sqlite3.Connection], Any]) -> Any:
        """Run in a transaction; once more, in a new file, when this one turned out to be damaged."""
        before = self._store.set_aside
        try:
            with self._store.transaction() as connection:
                return statement(connection)
        except StoreTrouble:
            if self._store.set_aside == before:
                raise
        with self._store.transaction() as connection:
            return statement(connection)

    def close(self) -> None:
        self._store.close()


def _select(connection: sqlite3.Connection, embedder: str, texts: Sequence[str]) -> list[tuple[str, object]]:
    marks = ",".join("?" * len(texts))
    select = f"SELECT text, vector FROM vectors WHERE embedder = ? AND text IN ({marks})"
    return connection.execute(select, (embedder, *texts)).fetchall()


def _read(blob: object) -> NDArray[np.float32] | None:
    import numpy as np

    if not isinstance(blob, bytes) or not blob or len(blob) % 4:
        return None
    vector: NDArray[np.float32] = np.frombuffer(blob, dtype="<f4")
    length = float(np.linalg.norm(vector))
    return vector if abs(length - 1) < _LENGTH_TOLERANCE else None


def _of_one_length(found: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """Only the vectors of the most common dimension: a single other one is damage."""
    if not found:
        return found
    dimension, _ = Counter(len(vector) for vector in found.values()).most_common(1)[0]
    return {text: vector for text, vector in found.items() if len(vector) == dimension}
