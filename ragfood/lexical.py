"""Lexical search: how well foods hold the words of a question (BM25), and how much of it they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ragfood.words import terms, terms_of, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1 = 1.5
B = 0.75
NAMES_WEIGHT = 0.3
"""How much the same search over names alone adds; 0.3 was the best of those measured."""


@dataclass(frozen=True)
class Postings:
    """Which texts hold which term: for term `t`, `rows[starts[t]:starts[t + 1]]` and their BM25 `weights`."""

    vocabulary: dict[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]
    idf: NDArray[np.float32]
    texts: int

    def scores(self, query: Iterable[str]) -> NDArray[np.float32]:
        """BM25 of every text (Lucene's form); a term that is asked twice counts twice."""
        import numpy as np

        scores = np.zeros(self.texts, dtype=np.float32)
        for term in query:
            if (number := self.vocabulary.get(term)) is not None:
                held = slice(self.starts[number], self.starts[number + 1])
                scores[self.rows[held]] += self.weights[held]
        return scores


class Lexical:
    """Words of all foods, ready to be searched by any number of threads."""

    def __init__(self, passages: Sequence[str], names: Sequence[str]) -> None:
        """`passages` and `names` are of the same foods in the same order."""
        self._passages = _postings(passages)
        self._names = _postings(names)

    @property
    def vocabulary(self) -> set[str]:
        """All terms of all passages."""
        return set(self._passages.vocabulary)

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score for each food, 0 where no word is shared; they compare within one query only."""
        asked = terms(query)
        total: NDArray[np.float32] = self._passages.scores(asked) + NAMES_WEIGHT * self._names.scores(asked)
        return total

    def coverage(self, query: str) -> NDArray[np.float32]:
        """For each food the share, 0 to 1, of what the query asks for that it holds: its terms weighed by how
        rare they are, a term that no food holds weighing most.
        """
        import numpy as np

        held = self._passages
        asked = set(terms(query))
        covered = np.zeros(held.texts, dtype=np.float32)
        total = 0.0
        for term in asked:
            if (number := held.vocabulary.get(term)) is None:
                total += _idf(held.texts, 0)
                continue
            total += float(held.idf[number])
            covered[held.rows[held.starts[number] : held.starts[number + 1]]] += held.idf[number]
        return covered / np.float32(total) if total else covered


def _idf(texts: int, holding: int) -> float:
    import math

    return math.log(1 + (texts - holding + 0.5) / (holding + 0.5))


def _postings(texts: Sequence[str]) -> Postings:
    import numpy as np

    vocabulary: dict[str, int] = {}
    known: dict[str, list[int]] = {}
    flat: list[int] = []
    lengths = np.zeros(len(texts), dtype=np.int64)
    for row, text in enumerate(texts):
        before = len(flat)
        for word in words(text):
            if (numbers_of := known.get(word)) is None:
                numbers_of = known[word] = [vocabulary.setdefault(t, len(vocabulary)) for t in terms_of(word)]
            flat += numbers_of
        lengths[row] = len(flat) - before
    pairs = np.asarray(flat, dtype=np.int64) * len(texts) + np.repeat(np.arange(len(texts)), lengths)
    pairs, times = np.unique(pairs, return_counts=True)
    numbers, rows = np.divmod(pairs, len(texts))
    holding = np.bincount(numbers, minlength=len(vocabulary))
    idf = np.log1p((len(texts) - holding + 0.5) / (holding + 0.5))
    relative = lengths[rows] / max(1.0, float(lengths.mean()))
    weights = idf[numbers] * times / (times + K1 * (1 - B + B * relative))
    starts = np.concatenate(([0], np.cumsum(holding)))
    return Postings(vocabulary, starts, rows, weights.astype(np.float32), idf.astype(np.float32), len(texts))
