"""Naming: which foods of a corpus a text calls by their names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ragfood.foods import Corpus, Food
from ragfood.words import fold, terms_of, words

_LONGEST = 8
"""Words of the longest name that is looked for; characters in scripts without spaces are half as long."""
_UNSPACED = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")

_KATAKANA = re.compile("[ァ-ヺー]+")
_SHORT = 2
"""Characters of a name that may stand inside of any word."""

_Key = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A name in a text, from word `start` to before word `end`; the foods it may mean, the likeliest first."""

    start: int
    end: int
    ids: tuple[str, ...]


class Names:
    """All names of a corpus; of "Lentils, cooked" what stands before the comma as well."""

    def __init__(self, foods: Sequence[Food]) -> None:
        self._spaced: dict[_Key, tuple[str, ...]] = {}
        # A question is looked through for names by all that reads it.
        self._mentions = lru_cache(maxsize=256)(self._read)
        self._longest: dict[str, int] = {}  # of the names that begin with a stem
        self._unspaced: dict[str, tuple[str, ...]] = {}
        ranked: dict[_Key, list[tuple[int, int, str]]] = {}
        for row, food in enumerate(foods):
            for rank, name in _called(food):
                plain = fold(name)
                if _UNSPACED.fullmatch(plain):
                    self._unspaced.setdefault(plain, ())
                    self._unspaced[plain] += (food.id,)
                elif key := tuple(map(_stem, words(plain))):
                    ranked.setdefault(key, []).append((rank, row, food.id))
        for key, listed in ranked.items():
            self._spaced[key] = tuple(dict.fromkeys(food_id for _, _, food_id in sorted(listed)))
            self._longest[key[0]] = min(_LONGEST, max(len(key), self._longest.get(key[0], 0)))

    def mentions(self, text: str) -> list[Mention]:
        """Names in `text` in their order, the longest at each place; those in scripts without spaces come last,
        with the number of the word that holds them.
        """
        return [*self._mentions(text)]

    def _read(self, text: str) -> tuple[Mention, ...]:
        said = words(fold(text))
        return (*self._of_words(said), *self._inside(said))

    def _of_words(self, said: list[str]) -> Iterator[Mention]:
        stems, at = [_stem(word) for word in said], 0
        while at < len(stems):
            for end in range(min(len(stems), at + self._longest.get(stems[at], 0)), at, -1):
                if (ids := self._spaced.get(tuple(stems[at:end]))) and any(map(terms_of, said[at:end])):
                    yield Mention(at, end, ids)
                    at = end
                    break
            else:
                at += 1

    def _inside(self, said: list[str]) -> Iterator[Mention]:
        for number, word in enumerate(said):
            for run in _UNSPACED.finditer(word) if not word.isascii() else ():
                yield from (Mention(number, number + 1, ids) for ids in self._within(run[0]))

    def _within(self, run: str) -> Iterator[tuple[str, ...]]:
        at = 0
        while at < len(run):
            for end in range(min(len(run), at + 2 * _LONGEST), at + 1, -1):
                if (ids := self._unspaced.get(run[at:end])) and not _inside_sounds(run, at, end):
                    yield ids
                    at = end - 1
                    break
            at += 1


@lru_cache(maxsize=4)
def names_of(corpus: Corpus) -> Names:
    """Made once for each corpus."""
    return Names(corpus.foods)


def _inside_sounds(run: str, start: int, end: int) -> bool:
    """Whether a short name is spelt by sounds and stands inside of a longer word: the ghee of アレルギー."""
    short = end - start <= _SHORT and bool(_KATAKANA.fullmatch(run[start:end]))
    return short and bool(_KATAKANA.match(run[end : end + 1]) or _KATAKANA.match(run[max(0, start - 1) : start]))


def _called(food: Food) -> Iterator[tuple[int, str]]:
    """Names with how surely each means this food, 0 most: the name, an alias, the first part of a name."""
    yield 0, food.name
    yield from ((1, name) for name in food.all_names[1:])
    head, comma, _ = food.name.partition(",")
    if comma:
        yield 2, head


def _stem(word: str) -> str:
    return next(iter(terms_of(word)), word)
