"""Spelling: words of a question that no food knows, put right by the words that foods are described with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from ragfood.words import fold, replace_words, terms_of, words

_SHORTEST = 5
"""Letters; shorter words are too near to each other to be told apart."""
_LONG = 8
"""Letters from which two mistakes are forgiven."""


class Spelling:
    """The vocabulary of the foods, by first letter, since people rarely get that one wrong."""

    def __init__(self, texts: Iterable[str], known: Iterable[str]) -> None:
        """`texts` hold the words to repair to; `known` are further terms not to be touched."""
        counted = Counter(word for text in texts for word in words(text))
        self._known = {*known, *(term for word in counted for term in terms_of(word))}
        self._times: Counter[str] = Counter()
        for word, times in counted.items():
            if _is_plain(plain := fold(word)):
                self._times[plain] += times
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in self._times:
            self._by_letter[word[0]].append(word)

    def repair(self, text: str) -> str:
        """`text` with each unknown word replaced by the food word that was surely meant, if there is one."""
        return replace_words(text, lambda word: self._meant(fold(word)) or word)

    def _meant(self, word: str) -> str | None:
        if not _is_plain(word) or word in self._times or not terms_of(word) or self._known.issuperset(terms_of(word)):
            return None
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        most = 2 if len(word) >= _LONG else 1
        near = extract(word, self._by_letter[word[0]], scorer=OSA.distance, score_cutoff=most, limit=None)
        likely = [(distance, -self._times[food], food) for food, distance, _ in near if _slipped(word, food)]
        return min(likely)[2] if likely else None


def _is_plain(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isascii() and word.isalpha()


def _slipped(word: str, food: str) -> bool:
    """Whether `word` is more likely a slip of the hand than a word of its own: in short words one letter for
    another ("write", "white") makes another word; a missing, doubled or swapped one does not.
    """
    return len(word) >= _LONG - 1 or len(word) != len(food) or sorted(word) == sorted(food)
