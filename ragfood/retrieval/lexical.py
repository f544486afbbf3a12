"""Lexical search: how well foods hold the words of a question (BM25), and how much of it they hold."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from ragfood.words import terms, terms_of, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1 = 1.5
B = 0.75
NAMES_WEIGHT = 0.3
"""How much the same search over names alone adds; 0.3 was the best of those measured."""

_LEAST_HELD = 3
_LEAST_COVERED = 0.4
"""Words of a question that one food holds, and their share of it by rarity, from which it is about food. Questions
about other things came to 0.58 with two words, and with three to less than 0.5.
"""


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
            held = self._entries(term)
            scores[self.rows[held]] += self.weights[held]
        return scores

    def holding(self, term: str) -> NDArray[np.int64]:
        """Rows of the texts that hold `term`."""
        return self.rows[self._entries(term)]

    def _entries(self, term: str) -> slice:
        number = self.vocabulary.get(term)
        return slice(0, 0) if number is None else slice(self.starts[number], self.starts[number + 1])


class Lexical:
    """Words of all foods, ready to be searched by any number of threads."""

    def __init__(self, passages: Sequence[str], names: Sequence[Sequence[str]], said: Sequence[str] = ()) -> None:
        """`passages`, `names` (all of a food) and what is `said` of it are of the same foods in the same order."""
        of_names = [[words(name) for name in each] for each in names]
        self._passages = _postings(words(passage) for passage in passages)
        self._said = _postings(words(each) for each in said or [""] * len(passages))
        self._names = _postings(chain.from_iterable(each) for each in of_names)
        self._titles: dict[tuple[str, ...], list[int]] = {}
        for row, each in enumerate(of_names):
            for title in {tuple(chain.from_iterable(map(terms_of, name))) for name in each} - {()}:
                self._titles.setdefault(title, []).append(row)
        self._longest: dict[str, int] = {}
        for title in self._titles:
            self._longest[title[0]] = max(len(title), self._longest.get(title[0], 0))

    @property
    def vocabulary(self) -> set[str]:
        """All terms of all passages."""
        return set(self._passages.vocabulary) | set(self._said.vocabulary)

    @property
    def titles(self) -> Collection[tuple[str, ...]]:
        """The terms of all names."""
        return self._titles.keys()

    def scores(self, query: str, *, said: bool = True) -> NDArray[np.float32]:
        """One score for each food, 0 where no word is shared; they compare within one query only.

        A food that is called by one of its whole names gains what the name weighs, times its share in the query:
        all in "how is kimchi made", little where the name is one ingredient among many. `said` says whether what
        people say of foods counts as well.
        """
        asked = terms(query)
        total: NDArray[np.float32] = self._passages.scores(asked) + NAMES_WEIGHT * self._names.scores(asked)
        if said:
            total += self._said.scores(asked)
        weights = [self._weight(term) for term in asked]
        for title in self._called(asked):
            mass = sum(weights[title])
            total[self._titles[tuple(asked[title])]] += mass * mass / sum(weights)
        return total

    def named(self, query: str) -> set[int]:
        """Rows of the foods that `query` calls by a whole name."""
        asked = terms(query)
        return {row for title in self._called(asked) for row in self._titles[tuple(asked[title])]}

    def heard(self, word: str) -> tuple[int, int]:
        """How many foods tell of `word`, and how many names have it."""
        asked = terms(word)
        tell = min((len(self._passages.holding(term)) for term in asked), default=0)
        return tell, min((len(self._names.holding(term)) for term in asked), default=0)

    def _called(self, asked: list[str]) -> Iterator[slice]:
        """Where whole names stand in a query, the longest first, none inside another."""
        longest = [self._longest.get(term, 0) for term in asked]  # of the names that begin with each term
        free = [True] * len(asked)
        for size in range(min(max(longest, default=0), len(asked)), 0, -1):
            for start in range(len(asked) - size + 1):
                part = slice(start, start + size)
                if longest[start] >= size and all(free[part]) and tuple(asked[part]) in self._titles:
                    free[part] = [False] * size
                    yield part

    def _weight(self, term: str) -> float:
        number = self._passages.vocabulary.get(term)
        return _rarity(self._passages.texts, 0) if number is None else float(self._passages.idf[number])

    def tells(self, query: str) -> bool:
        """Whether some food is told of by so much of `query` that it can hardly be about anything else."""
        return bool(len(self.telling(query)))

    def telling(self, query: str) -> Sequence[int]:
        """Rows of the foods that are told of by so much of `query`."""
        import numpy as np

        asked = {*terms(query)}
        if len(asked) < _LEAST_HELD:
            return ()
        held = np.zeros(self._passages.texts, dtype=np.int64)
        covered = np.zeros(self._passages.texts)
        total = 0.0
        for term in asked:
            rows = np.union1d(self._passages.holding(term), self._said.holding(term))
            weight = _rarity(self._passages.texts, len(rows))
            held[rows] += 1
            covered[rows] += weight
            total += weight
        found: list[int] = np.flatnonzero((held >= _LEAST_HELD) & (covered >= _LEAST_COVERED * total)).tolist()
        return found

    def coverage(self, query: str) -> NDArray[np.float32]:
        """For each food the share, 0 to 1, of what the query asks for that it holds: its terms weighed by how
        rare they are, a term that no food holds weighing most.
        """
        import numpy as np

        held = self._passages
        covered = np.zeros(held.texts, dtype=np.float32)
        total = 0.0
        for term in set(terms(query)):
            weight = self._weight(term)
            total += weight
            covered[held.holding(term)] += weight
        return covered / np.float32(total) if total else covered


def _rarity(texts: int, holding: int) -> float:
    return math.log(1 + (texts - holding + 0.5) / (holding + 0.5))


def _postings(texts: Iterable[Iterable[str]]) -> Postings:
    """Postings of texts that are cut into words."""
    import numpy as np

    numbered: defaultdict[str, int] = defaultdict(count().__next__)
    # A million words: the inner loop is left to map, and each different word is stemmed once.
    numbers = [list(map(numbered.__getitem__, text)) for text in texts]
    vocabulary: defaultdict[str, int] = defaultdict(count().__next__)
    terms_of_words = [[vocabulary[term] for term in terms_of(word)] for word in list(numbered)]
    per_word = np.array([len(each) for each in terms_of_words], dtype=np.int64)
    first_term = np.cumsum(per_word) - per_word

    word = np.fromiter(chain.from_iterable(numbers), dtype=np.int64)
    text = np.repeat(np.arange(len(numbers)), [len(each) for each in numbers])
    of_word = per_word[word]
    nth = np.arange(of_word.sum()) - np.repeat(np.cumsum(of_word) - of_word, of_word)
    flat = np.fromiter(chain.from_iterable(terms_of_words), dtype=np.int64)
    term, row = flat[np.repeat(first_term[word], of_word) + nth], np.repeat(text, of_word)
    return _weighed(dict(vocabulary), term, row, len(numbers))


def _weighed(vocabulary: dict[str, int], term: NDArray[np.int64], row: NDArray[np.int64], texts: int) -> Postings:
    """Postings from all occurrences: which `term` stands in which `row`."""
    import numpy as np

    lengths = np.bincount(row, minlength=texts)
    pairs, times = np.unique(term * texts + row, return_counts=True)
    terms_held, rows = np.divmod(pairs, texts)
    holding = np.bincount(terms_held, minlength=len(vocabulary))
    idf = np.log1p((texts - holding + 0.5) / (holding + 0.5))
    relative = lengths[rows] / max(1.0, float(lengths.mean()))
    weights = idf[terms_held] * times / (times + K1 * (1 - B + B * relative))
    starts = np.concatenate(([0], np.cumsum(holding)))
    return Postings(vocabulary, starts, rows, weights.astype(np.float32), idf.astype(np.float32), texts)
