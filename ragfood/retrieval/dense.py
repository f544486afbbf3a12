"""Dense search: the vectors of all foods, and the collection in which the nearest are looked up."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ragfood.embedding import Embedder
from ragfood.errors import EmbeddingFailed, IndexTrouble
from ragfood.retrieval.collection import FoodCollection
from ragfood.retrieval.folders import IndexFolder
from ragfood.retrieval.ranking import best_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOG = logging.getLogger(__name__)
_FEW = 8
"""Of up to one in so many foods the vectors are gathered for their cosines; of more, all are multiplied."""
_NEAREST = 50
"""Asked of Chroma; among 10,000 foods 100 would take half as long again, and answers are the same."""


@dataclass(frozen=True)
class Meaning:
    """What an embedder makes of a question: a direction (length 1) and the share of it that was understood."""

    direction: NDArray[np.float32]
    share: float


class Dense:
    """Searches by vectors, for any number of threads: in Chroma when its collection is open, else exactly in
    memory, which gives the same foods.
    """

    def __init__(
        self, embedder: Embedder, folder: IndexFolder, rows: Mapping[str, int], unwritten: IndexTrouble | None = None
    ) -> None:
        """`rows` are the foods' ids in the order of the corpus, with their numbers. `unwritten` says why the
        folder is not on disk but only in memory.
        """
        self.embedder = embedder
        self.unwritten = unwritten
        self._folder = folder
        self._rows = rows
        self._collection: FoodCollection | None = None
        self._failed = False
        # One question is searched for several times, among different foods, and a model takes its time to read it.
        self._read = lru_cache(maxsize=256)(self._embedded)

    @property
    def dimension(self) -> int:
        return self._folder.label.dimension

    @property
    def near(self) -> float:
        """Cosine from which the vectors alone show that a food bears on a question."""
        return self._folder.label.near

    @property
    def lost(self) -> bool:
        """Whether the index on disk has gone or fails, and should be made anew."""
        return self.unwritten is None and (self._failed or not self._folder.path.exists())

    def open_collection(self) -> None:
        """Raises IndexTrouble when the collection does not find what was put into it."""
        if self.unwritten is None:
            self._collection = self._folder.open_collection(list(self._rows))

    def meaning(self, question: str) -> Meaning | None:
        """None when the embedder knows nothing of `question`. Raises EmbeddingFailed."""
        return self._read(question)

    def _embedded(self, question: str) -> Meaning | None:
        import numpy as np

        vector = self.embedder.query(question)
        if vector.shape != (self.dimension,) or not np.isfinite(vector).all():
            raise EmbeddingFailed(
                "The embedding model gives other vectors than it gave for the index.", "Rebuild the index."
            )
        length = float(np.linalg.norm(vector))
        return Meaning(vector / length, min(length, 1.0)) if length > 0 else None

    def nearest(self, direction: NDArray[np.float32], allowed: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Rows of the foods nearest to `direction`, in no particular order; only of `allowed` ones, if given."""
        import numpy as np

        if self._collection is not None and allowed is None:
            try:
                ids, _ = self._collection.nearest(direction, min(_NEAREST, len(self._rows)))
                return np.array([self._rows[each] for each in ids], dtype=np.int64)
            except (IndexTrouble, KeyError) as trouble:
                _LOG.warning("collection failed, searching in memory: %s", trouble)
                self._failed = True
        if allowed is None:
            return best_rows(self._everywhere(direction), _NEAREST)
        ((rows, cosines),) = self._among(direction, (allowed,))
        return rows[best_rows(cosines)]

    def best(self, direction: NDArray[np.float32], *sets: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The rows of each of `sets` that are nearest to `direction`, however far they are from it."""
        import numpy as np

        return np.concatenate([rows[best_rows(cosines + 1)] for rows, cosines in self._among(direction, sets)])

    def _among(
        self, direction: NDArray[np.float32], sets: Sequence[NDArray[np.bool_]]
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """The rows of each of `sets`, with their cosines."""
        import numpy as np

        everywhere: NDArray[np.float32] | None = None
        for among in sets:
            rows = np.flatnonzero(among)
            if len(rows) * _FEW <= len(among):
                yield rows, self.cosines(direction, rows)
                continue
            everywhere = self._everywhere(direction) if everywhere is None else everywhere
            yield rows, everywhere[rows]

    def similar(self, identity: str, most: int) -> list[tuple[int, float]]:
        """Rows of the foods nearest to the one with this id, with their cosines, nearest first, without itself."""
        own = self._rows[identity]
        cosines: NDArray[np.float32] = self._folder.vectors @ self._folder.vectors[own]
        rows = [row for row in best_rows(cosines, most + 1).tolist() if row != own]
        return [(row, float(cosines[row])) for row in sorted(rows, key=lambda row: (-cosines[row], row))[:most]]

    @property
    def built(self) -> float | None:
        """When the index was written, in seconds since 1970; None while it is in memory only."""
        try:
            return None if self.unwritten else self._folder.path.stat().st_mtime
        except OSError:
            return None

    def _everywhere(self, direction: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of every food."""
        found: NDArray[np.float32] = self._folder.vectors @ direction
        return found

    def cosines(self, direction: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self._folder.vectors[rows] @ direction
        return found

    def close(self) -> None:
        if self._collection is not None:
            self._collection.close()
