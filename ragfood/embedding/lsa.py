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
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragfood.errors import EmbeddingFailed
from ragfood.words import fold, terms_of, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DIMENSIONS = 384
_LETTERS = (3, 4)
_LETTERS_WEIGHT = 0.4
"""Of letter runs against stems; best of 0.2, 0.3 and 0.4 on questions with spelling mistakes."""


@dataclass(frozen=True)
class _Fit:
    """What a fit has learned: for feature number f, `idf[f]` and row f of `projection`."""

    numbers: Mapping[str, int]
    idf: NDArray[np.float32]
    projection: NDArray[np.float16]
    unknown_idf: float


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
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.feature_extraction.text import TfidfTransformer

        progress(0, len(texts))
        table, tfidf = DictVectorizer(dtype=np.float32), TfidfTransformer()
        weighed = tfidf.fit_transform(table.fit_transform(_without_rare([_features(text) for text in texts])))
        projection = _projection(weighed)
        numbers = {feature: number for number, feature in enumerate(table.feature_names_)}
        self._fit = _Fit(numbers, tfidf.idf_.astype(np.float32), projection, 1 + math.log(1 + len(texts)))
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
        known: dict[int, float] = {}
        squares = 0.0
        for feature, weight in _features(text).items():
            number = fit.numbers.get(feature)
            value = weight * (fit.unknown_idf if number is None else float(fit.idf[number]))
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


def _features(text: str) -> dict[str, float]:
    """Feature to its weight before idf: 1 + ln(how often), letter runs weighing less."""
    stems: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for word in words(text):
        if not (found := terms_of(word)):
            continue
        stems.update(found)
        plain = fold(word)
        if plain.isascii():
            letters.update(_runs(f" {plain} "))
    weights = {term: 1 + math.log(times) for term, times in stems.items()}
    # The tilde keeps letter runs apart from stems that look the same.
    weights.update({f"~{run}": _LETTERS_WEIGHT * (1 + math.log(times)) for run, times in letters.items()})
    return weights


def _runs(word: str) -> list[str]:
    return [word[at : at + size] for size in _LETTERS for at in range(len(word) - size + 1)]


def _without_rare(counted: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """The features of each text, less the rarest of all: those of a large corpus would fill the memory."""
    holding = Counter(feature for each in counted for feature in each)
    least_stem, least_run = 1 + len(counted) // 2000, min(len(counted), 2 + len(counted) // 1000)
    kept = {f for f, times in holding.items() if times >= (least_run if f[0] == "~" else least_stem)}
    if not kept:
        raise EmbeddingFailed("The corpus holds no words that a search could use.", "Check the texts of its foods.")
    return [{feature: weight for feature, weight in each.items() if feature in kept} for each in counted]


def _projection(weighed: Any) -> NDArray[np.float16]:
    """From features to dimensions, fitted on a sparse matrix with one row for each text."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD

    if weighed.shape[1] == 1:
        return np.ones((1, 1), dtype=np.float16)
    dimensions = max(1, min(_DIMENSIONS, *(size - 1 for size in weighed.shape)))
    with np.errstate(invalid="ignore"):  # texts that are all the same have no variance to explain
        svd = TruncatedSVD(dimensions, n_iter=2, random_state=0).fit(weighed)
    projection: NDArray[np.float16] = svd.components_.T.astype(np.float16)
    return projection


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths == 0, 1, lengths)).astype(np.float32)
