"""By ear: names of foods that are written as they sound, and whole names of which several words are misspelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from ragfood.words import fold, word_spans, words

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"ph", "f"),
        (r"s?ch|sh|tch", "S"),
        (r"gn", "n"),
        (r"ck|cc|kw|qu?", "k"),
        (r"c(?=[eiy])|z|ts|tz", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[jy]", "i"),
        (r"(?<!^)h", ""),
        (r"il+e?$|il(?=[ae])", "i"),
        (r"s$|e$", ""),
    )
)
_AS_K = re.compile("ch")
"""Italian and Greek write a hard "ch": "bruschetta"."""
_VOWELS = re.compile("(?<!^)[aeiou]+")
_FIRST = re.compile("^[aeiou]+")
_DARK = re.compile("o[ou]?|au|uo?")
_SHORTEST = 4
_SHORTEST_BARE = 6
"""Letters of the shortest word that is known again without its vowels."""
_APART = 0.45
"""Share of its letters in which a word may differ that sounds alike."""
_LEAST_SOUNDS = 3
"""Consonants that say enough of a name."""
_LONGEST_NAME = 4
_SHORTEST_NAME = 6
"""Letters of a whole name."""
_WRONG = 5
"""Letters of a whole name of which one may be wrong."""
_OF_WORD = 3
"""Letters of each of its words of which one may be wrong."""


class ByEar:
    """Of all names of a corpus."""

    def __init__(self, names: Iterable[str]) -> None:
        self._sounding: dict[str, set[str]] = defaultdict(set)
        self._whole: dict[tuple[int, str, int], list[str]] = defaultdict(list)
        self._holding: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        different = dict.fromkeys(tuple(words(fold(name))) for name in names)
        for word in {word for said in different for word in said}:
            for sound in _sounds(word, silent="t") if len(word) >= _SHORTEST and word.isascii() else ():
                self._sounding[sound].add(word)
        for said in different:
            name = " ".join(said)
            if 1 < len(said) <= _LONGEST_NAME and len(name) >= _SHORTEST_NAME and name.isascii():
                self._whole[len(said), name[0], len(name)].append(name)
                for at, word in enumerate(said):
                    self._holding[len(said), at, word].append(name)

    def word(self, word: str) -> str | None:
        """The word of a name that sounds as `word` does, the nearest in writing; None where none comes near."""
        from rapidfuzz.distance import OSA

        meant = {each for sound in _sounds(word) for each in self._sounding.get(sound, ())}
        near = [(OSA.distance(word, each), each) for each in meant]
        likely = [(apart, each) for apart, each in near if apart <= max(len(word), len(each)) * _APART]
        return min(likely)[1] if likely else None

    def whole(self, text: str, knows: Callable[[str], bool]) -> str:
        """`text` with each run of words that is nearly a name of as many, and holds one that nobody `knows`, put
        right. Words that are known are those of the name.
        """
        spans = [*word_spans(text)]
        said = [fold(text[start:end]) for start, end in spans]
        strange = {at for at, word in enumerate(said) if len(word) >= _OF_WORD and word.isascii() and not knows(word)}
        for first, size in _runs(len(said), strange):
            name = self._nearly(said[first : first + size], {at - first for at in strange})
            if name:
                before, behind = text[: spans[first][0]], text[spans[first + size - 1][1] :]
                return f"{self.whole(before, knows)}{name}{self.whole(behind, knows)}"
        return text

    def _nearly(self, said: Sequence[str], strange: set[int]) -> str | None:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        run = " ".join(said)
        most = len(run) // _WRONG
        known = min({*range(len(said))} - strange, default=None)
        if known is None:
            lengths = range(len(run) - most, len(run) + most + 1)
            names = [name for length in lengths for name in self._whole.get((len(said), run[0], length), ())]
        else:
            named = self._holding.get((len(said), known, said[known]), ())
            names = [name for name in named if name[0] == run[0]]
        for name, *_ in extract(run, names, scorer=OSA.distance, score_cutoff=most, limit=3):
            parts = zip(said, name.split(), strict=True)
            fits = (
                one == other or (at in strange and OSA.distance(one, other) <= max(1, len(other) // _OF_WORD))
                for at, (one, other) in enumerate(parts)
            )
            if all(fits):
                return str(name)
        return None


def _runs(count: int, strange: set[int]) -> Iterator[tuple[int, int]]:
    """Where a run of words with a strange one among them begins, and how many it has: the longest first."""
    for size in range(min(_LONGEST_NAME, count), 1, -1):
        for first in range(count - size + 1):
            if not strange.isdisjoint(range(first, first + size)):
                yield first, size


def _sounds(word: str, silent: str = "") -> set[str]:
    """How a folded word may sound: with its vowels, and if it has enough consonants without them; a letter `silent` at
    its end may not be heard.
    """
    found = set[str]()
    for each in {word, _AS_K.sub("k", word)}:
        for pattern, sound in _SOUNDS:
            each = pattern.sub(sound, each)
        found.add(f"{_DARK.sub('u', each)}:")
        bare = _VOWELS.sub("", _FIRST.sub("a", each))
        if len(word) >= _SHORTEST_BARE and len(bare.lstrip("a")) >= _LEAST_SOUNDS:
            found |= {bare, bare.removesuffix(silent)}
    return found
