"""LSA: vectors fitted on the corpus itself (tf-idf, then a truncated SVD). No download, no server.

Features are word stems and, for spelling mistakes and word families, runs of 3 and 4 letters.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragfood.errors import EmbeddingFailed
from ragfood.words import fold, terms_of, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DIMENSIONS = 384
_LETTERS = (3, 4)
_EXACT_UP_TO = 1500
"""Texts; below it all products of two texts cost less than a random subspace."""
_NOTHING = 1e-3
"""A singular value below it is rounding."""
_LETTERS_WEIGHT = 0.4
"""Of letter runs against stems; best of 0.2, 0.3 and 0.4 on questions with spelling mistakes."""


@dataclass(frozen=True)
class _Fit:
    """What a fit has learned: for feature number f, `idf[f]` and row f of `projection`."""

    numbers: Mapping[str, int]
    idf: NDArray[np.float32]
    projection: NDArray[np.float16]
    unknown_idf: float

    @cached_property
    def weights(self) -> list[float]:
        """What each feature weighs that stands in a text once, as plain numbers, which are read one by one."""
        return [_weight(feature) * idf for feature, idf in zip(self.numbers, self.idf.tolist(), strict=True)]


class Lsa:
    """An Embedder that learns from all documents at once: `documents` fits it anew, `query` uses the last fit."""

    name = "lsa-1"

    def __init__(self) -> None:
        self._fit: _Fit | None = None

    @property
    def dimension(self) -> int:
        return self._fit.projection.shape[1] if self._fit else 0

    def documents(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> NDArray[np.float32]:
        """Fit on `texts` and return their vectors. The same texts give the same fit."""
        import numpy as np

        progress(0, len(texts))
        counts, features = _counted(texts)
        kept = np.flatnonzero(np.bincount(counts.indices, minlength=len(features)) >= _least(features, len(texts)))
        weighed = counts[:, kept]
        idf = 1 + np.log((1 + len(texts)) / (1 + np.bincount(weighed.indices, minlength=len(kept))))
        weights = np.array([_weight(features[at]) for at in kept])
        weighed.data = (1 + np.log(weighed.data)) * (idf * weights)[weighed.indices]
        lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        weighed.data /= np.repeat(np.where(lengths == 0, 1, lengths), np.diff(weighed.indptr))
        weighed = weighed.astype(np.float32)
        projection = _projection(weighed)
        numbers = {features[at]: number for number, at in enumerate(kept)}
        self._fit = _Fit(numbers, idf.astype(np.float32), projection, 1 + math.log(1 + len(texts)))
        progress(len(texts), len(texts))
        return _unit(weighed @ projection.astype(np.float32))

    def query(self, text: str) -> NDArray[np.float32]:
        """See Embedder. Words and letter runs that no food has count as not understood. All zeros when
        nothing is known.
        """
        import numpy as np

        fit = self._fit
        if fit is None:
            raise EmbeddingFailed("The embedded vectors are not fitted yet.", "Wait until the index is ready.")
        weights = fit.weights
        known: dict[int, float] = {}
        squares = 0.0
        for feature, times in Counter(_features(text)).items():
            number = fit.numbers.get(feature)
            value = _weight(feature) * fit.unknown_idf if number is None else weights[number]
            if times > 1:
                value *= 1 + math.log(times)
            squares += value * value
            if number is not None:
                known[number] = value
        if not known:
            return np.zeros(self.dimension, dtype=np.float32)
        values = np.fromiter(known.values(), dtype=np.float32) / np.float32(math.sqrt(squares))
        vector: NDArray[np.float32] = values @ fit.projection[list(known)].astype(np.float32)
        return vector

    def save(self, folder: Path) -> None:
        """Write the fit to `lsa.npz` and `lsa.json` in `folder`."""
        import numpy as np

        if self._fit is None:
            raise EmbeddingFailed("The embedded vectors are not fitted yet.", "Build the index first.")
        np.savez(folder / "lsa.npz", idf=self._fit.idf, projection=self._fit.projection)
        told = {"features": list(self._fit.numbers), "unknown_idf": self._fit.unknown_idf}
        (folder / "lsa.json").write_text(json.dumps(told), encoding="utf-8")

    def load(self, folder: Path) -> None:
        """Take over the fit that was saved in `folder`. Raises EmbeddingFailed when it is not whole."""
        import numpy as np

        try:
            told = json.loads((folder / "lsa.json").read_text(encoding="utf-8"))
            with np.load(folder / "lsa.npz", allow_pickle=False) as arrays:
                idf, projection = arrays["idf"], arrays["projection"]
            numbers = {feature: number for number, feature in enumerate(told["features"])}
            if not len(numbers) == len(idf) == len(projection) or projection.ndim != 2:
                raise ValueError("the parts do not fit together")
            self._fit = _Fit(numbers, idf, projection, float(told["unknown_idf"]))
        except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as damaged:
            raise EmbeddingFailed(
                f"The embedded vectors cannot be read ({type(damaged).__name__}).", "The index will be rebuilt."
            ) from damaged


def _features(text: str) -> list[str]:
    return [feature for word in words(text) for feature in _features_of(word)]


@lru_cache(maxsize=65536)
def _features_of(word: str) -> tuple[str, ...]:
    """The stems of a word and, after a tilde that keeps them apart, its runs of letters."""
    stems = terms_of(word)
    plain = f" {fold(word)} "
    if not stems or not plain.isascii():
        return stems
    runs = (plain[at : at + size] for size in _LETTERS for at in range(len(plain) - size + 1))
    return (*stems, *(f"~{run}" for run in runs))


def _weight(feature: str) -> float:
    return _LETTERS_WEIGHT if feature.startswith("~") else 1.0


def _counted(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """How often each feature is in each text, as a sparse matrix with a row for each text, and the features, sorted.

    Raises EmbeddingFailed when there are none.
    """
    import numpy as np
    from scipy import sparse

    counted = [Counter(_features(text)) for text in texts]
    features = sorted(set().union(*counted))
    if not features:
        raise EmbeddingFailed("The corpus holds no words to search for.", "Check its texts.")
    numbers = {feature: number for number, feature in enumerate(features)}
    columns = np.fromiter((numbers[feature] for each in counted for feature in each), dtype=np.int32)
    times = np.fromiter((times for each in counted for times in each.values()), dtype=np.float64)
    ends = np.cumsum([0, *map(len, counted)])
    return sparse.csr_matrix((times, columns, ends), shape=(len(texts), len(features))), features


def _least(features: Sequence[str], texts: int) -> NDArray[np.int64]:
    """In how many texts each feature must be found: the rarest of a large corpus would fill the memory."""
    import numpy as np

    runs = np.array([feature.startswith("~") for feature in features])
    return np.where(runs, min(texts, 2 + texts // 1000), 1 + texts // 2000)


def _projection(weighed: Any) -> NDArray[np.float16]:
    """From features to dimensions, fitted on a sparse matrix with one row for each text: its first right singular
    vectors. Exact for a small corpus, for a large one those of a random subspace that was multiplied twice (Halko,
    Martinsson and Tropp 2011).
    """
    import numpy as np

    if weighed.shape[1] == 1:
        return np.ones((1, 1), dtype=np.float16)
    dimensions = max(1, min(_DIMENSIONS, *(size - 1 for size in weighed.shape)))
    if weighed.shape[0] <= _EXACT_UP_TO:
        squares, left = np.linalg.eigh((weighed @ weighed.T).toarray())
        right = weighed.T @ left[:, ::-1][:, :dimensions]
        lengths = np.sqrt(np.maximum(squares[::-1][:dimensions], 0))
    else:
        basis = np.random.RandomState(0).normal(size=(weighed.shape[0], dimensions + 10)).astype(np.float32)
        for _ in range(3):
            basis, _ = np.linalg.qr(weighed @ (weighed.T @ basis))
        wide = weighed.T @ basis
        squares, turn = np.linalg.eigh(wide.T @ wide)
        right = (wide @ turn[:, ::-1])[:, :dimensions]
        lengths = np.sqrt(np.maximum(squares[::-1][:dimensions], 0))
    projection: NDArray[np.float16] = (right / np.where(lengths < _NOTHING, np.inf, lengths)).astype(np.float16)
    return projection


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)
