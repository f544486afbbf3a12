"""Spelling: words of a question that no food knows, put right by the words that foods are described with."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from ragfood.demands.facets import plain_facets
from ragfood.demands.facets import table as facets_table
from ragfood.retrieval.by_ear import ByEar
from ragfood.retrieval.cyrillic import by_sound, is_cyrillic, meant
from ragfood.understanding.lexicon import lexicon
from ragfood.understanding.talk import listed
from ragfood.understanding.vernacular import in_english, tongues_of, without_endings
from ragfood.words import fold, replace_words, terms_of, words

_TABLE = Path(__file__).resolve().parents[2] / "data" / "misspelt.json"
_SHORTEST = 5
"""Letters; shorter words are too near to each other to be told apart."""
_SAFE = 7
"""Letters from which no slip makes another word: "wheat" may become "what", "without" nothing else."""
_FEW = 3
"""Words of a question that is mostly a name, whatever language they tell."""
_VOWELS = frozenset("aeiy")
"""Those that are taken for one another by ear; not "o" and "u", which make other words ("branch", "brunch")."""
_LONG = 8
"""Letters from which two mistakes are forgiven."""


class Spelling:
    """The vocabulary of the foods, by first letter, since people rarely get that one wrong."""

    def __init__(
        self,
        texts: Sequence[str],
        known: Container[str],
        titles: Container[tuple[str, ...]] = frozenset(),
        names: Sequence[str] = (),
    ) -> None:
        """`texts` hold the words to repair to. Words whose terms are all `known` are put right in no case; `titles`
        are the terms of all `names` of foods.
        """
        self._names = names
        self._texts = texts
        self._known = known
        self._titles = titles
        # One question is repaired for each search that is made for it.
        self.repair = lru_cache(maxsize=256)(self._repaired)

    @cached_property
    def _times(self) -> Counter[str]:
        """How often each food word is written; counted when the first unknown word is met."""
        times: Counter[str] = Counter()
        for word, written in Counter(word for text in self._texts for word in words(text)).items():
            if _is_plain(plain := fold(word)):
                times[plain] += written
        return times

    @cached_property
    def _by_letter(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._times:
            found[word[0]].append(word)
        return found

    def _repaired(self, text: str) -> str:
        """`text` with everyday words of other languages in English, and each unknown word replaced by the food word
        that was surely meant, if there is one.
        """
        tongues = tongues_of(text)
        if not tongues - {"en"} or len(words(text)) <= _FEW:
            text = self._by_ear.whole(text, self._known_somehow)
        text = in_english(text, self._knows, self._is_name)
        return replace_words(text, lambda word: self._right(fold(word), tongues) or word)

    def _right(self, word: str, tongues: frozenset[str]) -> str | None:
        if word in plain_facets().called or word in lexicon().telling or word in listed("no_slips"):
            return None
        return misspelt().get(word) or self._bent(word, tongues) or self._meant(word, english=not tongues - {"en"})

    def _bent(self, word: str, tongues: frozenset[str]) -> str | None:
        """The name of a food that an unknown word is with an ending of one of `tongues`."""
        stems = without_endings(word, tongues)
        return next((stem for stem in stems if self._is_name([stem]) and not self._knows(word)), None)

    def _is_name(self, said: Sequence[str]) -> bool:
        if len(said) > 1 and " ".join(said) in plain_facets().called:
            return True  # the coffee of "café da manhã" is breakfast
        found = [terms_of(word) for word in said]
        whole = bool(found[0] and found[-1])  # "el pan" is no name for all that "pan" may be one
        return whole and tuple(term for each in found for term in each) in self._titles

    @cached_property
    def _by_ear(self) -> ByEar:
        return ByEar(self._names)

    def _known_somehow(self, word: str) -> bool:
        return word in plain_facets().called or word in lexicon().telling or self._knows(word)

    @cached_property
    def _by_sound(self) -> Mapping[str, list[tuple[str, str]]]:
        return by_sound(self._times)

    @cached_property
    def _terms(self) -> set[str]:
        return {term for word in self._times for term in terms_of(word)}

    def _knows(self, word: str) -> bool:
        return all(term in self._known or term in self._terms for term in terms_of(word))

    def _meant(self, word: str, *, english: bool) -> str | None:
        if is_cyrillic(word):
            return None if self._knows(word) else meant(word, self._by_sound)
        if not _is_plain(word) or word in listed("idle") or self._knows(word):
            return None
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        most = 2 if len(word) >= _LONG else 1
        near = extract(word, self._by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=None)
        likely = [(distance, -self._times[food], food) for food, distance, _ in near if _slipped(word, food)]
        if likely and min(likely)[0] == 1:
            return min(likely)[2]
        if sounding := self._by_ear.word(word) if english else None:
            return sounding
        # In another language what is two letters away is more often a word of its own, unless it is a whole name.
        return next((food for *_, food in sorted(likely) if english or self._is_name([food])), None)


def _lands() -> Iterator[str]:
    """What places are called in English, in one word."""
    yield from (name for row in facets_table()["places"] if _is_plain(name := fold(row["name"])))


@lru_cache(maxsize=1)
def misspelt() -> Mapping[str, str]:
    """What is meant by the misspelt words of data/misspelt.json, and by slips in the long words that stand there."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    table.pop("about")
    listed = {wrong: right for right, wrongs in table.items() for wrong in wrongs.split()}
    rights = [right for right in (*_lands(), *table) if len(right) >= _SAFE]
    slips = {wrong: right for right in rights for wrong in _slips(right)}
    return {**{wrong: right for wrong, right in slips.items() if wrong not in table}, **listed}


def _slips(word: str) -> Iterator[str]:
    """`word` with one letter left out or two swapped; not at its ends, where other words differ ("Italia")."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1 :]
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _is_plain(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isascii() and word.isalpha()


def _slipped(word: str, food: str) -> bool:
    """Whether `word` is more likely a slip than a word of its own: in short words one consonant for another
    ("write", "white") makes another word; a missing, doubled or swapped letter does not, nor one vowel for another,
    which are often spelt by ear ("vegen").
    """
    if len(word) >= _LONG - 1 or len(word) != len(food) or sorted(word) == sorted(food):
        return True
    return all(one == other or {one, other} <= _VOWELS for one, other in zip(word, food, strict=True))
