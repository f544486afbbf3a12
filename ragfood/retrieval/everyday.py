"""Everyday words: what people say who name no food, and the words by which foods are told of that they may mean."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ragfood.words import fold, terms_of, words

_TABLE = Path(__file__).resolve().parents[2] / "data" / "everyday.json"
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_REFUSING = re.compile(
    r"\b(?:no|not|without|nothing|never|isn t|don t|kein|keine|keinen|ohne|nicht|sin|sans|pas|senza|sem|nada|без|не)(?: \w+)?$"
)
MEANT_WEIGHT = 0.5
"""How much the words count that a question may mean, against its own; from 0.3 to 0.8 the questions hardly differ."""
_LEAST_SHARE = 0.25
"""Of a question's words, those that `Everyday.perhaps` and the kitchen share in."""
_LONGEST_TEXT = 60
"""Words; what is longer is no question but the text of a food, to which others are likened."""

_SOMETHING = re.compile(
    r"\b(?:something|anything|stuff (?:to|for|that)|things? (?:to|for)|the (?:thing|one|stuff|drink) (?:that|with|which|you|they|where)|etwas|was warmes|was nimmt man|algo|quelque chose|un truc"
    r"|what (?:can|could|should) (?:i|we|he|she|they) (?:even |still |possibly )?(?:eat|have|keep down|stomach|swallow|manage)|que faire|qualcosa|una cosa|alguma coisa|что нибудь|чего нибудь|bir sey)\b|もの|何か|なんか|什么|什麼|뭐|먹을|कुछ|شيء|شي "
)
_TO_DO = re.compile(
    r"\b(?:read|watch(?! (?:a|the|while|during))|wear|see|visit|play|listen|do|buy|say|write|learn|sing|lesen|sehen|anziehen|tragen|spielen|machen|leer|ver|hacer|jugar"
    r"|lire|voir|porter|jouer|leggere|vedere|guardare|fare|почитать|посмотреть|надеть)\b"
)


_WITH_A_COLD = re.compile(
    r"\b(for|with|have|has|having|got|caught|catching|fight|beat|cure|nursing) (?:a|an|my|his|her|the|this) (?:(?:bad|nasty|terrible|heavy|head|common) )?cold"
    r"(?=\s*(?:$|[?.!,;:]|(?:and|what|so|but|which|or|i|please|any|can|need|want|now|today|right|coming)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Everyday:
    """data/everyday.json, laid out to be looked up: phrases by their first stem."""

    surely: frozenset[str]
    """Stems of which one shows that a question is about food."""
    perhaps: frozenset[str]
    """Stems of which two show it."""
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    unspaced: Mapping[str, str]
    """Phrases in scripts without spaces."""
    unspaced_surely: Sequence[str]

    def of_food(self, text: str, kitchen: AbstractSet[str] = frozenset()) -> bool:
        """Whether the words of eating in `text` are enough to be about food: one that surely is, two that may be or
        are terms of the `kitchen`, or "something" for an occasion on which people eat.
        """
        plain = words(fold(text))
        said = {_stem(word) for word in plain}
        if not said.isdisjoint(self.surely) or (
            not text.isascii() and any(word in text for word in self.unspaced_surely)
        ):
            return True
        telling = said & self.perhaps | said & kitchen
        if len(telling) >= 2 and len(telling) >= _LEAST_SHARE * sum(bool(terms_of(word)) for word in said):
            return True
        line = " ".join(plain)
        return bool(_SOMETHING.search(line)) and not _TO_DO.search(line) and bool(meant_by(text))

    def meant(self, text: str) -> tuple[str, ...]:
        """The words that are searched for besides those of `text`, for each phrase that it holds and does not deny."""
        plain = words(fold(text))
        if len(plain) > _LONGEST_TEXT:
            return ()
        return tuple(dict.fromkeys((*self._spaced(plain), *self._within(text))))

    def _spaced(self, plain: Sequence[str]) -> Iterator[str]:
        said = tuple(map(_stem, plain))
        for at, first in enumerate(said):
            for phrase, means in self.phrases.get(first, ()):
                if said[at : at + len(phrase)] == phrase and not _REFUSING.search(" ".join(plain[:at])):
                    yield means

    def _within(self, text: str) -> Iterator[str]:
        if not text.isascii():
            yield from (means for phrase, means in self.unspaced.items() if phrase in text)


@lru_cache(maxsize=1)
def everyday() -> Everyday:
    """Read once."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    phrases: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    unspaced: dict[str, str] = {}
    for means, said in table["means"].items():
        for phrase in said.split():
            if _UNSPACED.search(phrase):
                unspaced[phrase.replace("_", " ")] = means
            else:
                stems = tuple(_stem(word) for word in phrase.split("_"))
                phrases[stems[0]].append((stems, means))
    surely, perhaps = table["surely"].split(), table["perhaps"].split()
    return Everyday(
        surely=frozenset(map(_stem, surely)),
        perhaps=frozenset(map(_stem, perhaps)),
        phrases=dict(phrases),
        unspaced=unspaced,
        unspaced_surely=tuple(word for word in surely if _UNSPACED.search(word)),
    )


@lru_cache(maxsize=256)  # a question is searched for several times, with other limits
def meant_by(text: str) -> tuple[str, ...]:
    """See `Everyday.meant`."""
    return everyday().meant(text)


def put_plainly(text: str) -> str:
    """`text` without what says something else than its words: who has a cold wants nothing cold."""
    return _WITH_A_COLD.sub(r"\1 the flu", text) if "cold" in text.lower() else text


def _stem(word: str) -> str:
    """The stem of a folded word; of one that only asks, itself."""
    return (*terms_of(word), word)[0]
