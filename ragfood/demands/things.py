"""Things: what words name that can be left out, allergens, diets, kinds of ingredients and any other ingredient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ragfood.demands import phrases as said
from ragfood.demands.conditions import LEAST
from ragfood.demands.ingredient_kinds import called
from ragfood.demands.nutrients import nutrient_words
from ragfood.demands.phrases import members, polarity, species, things
from ragfood.understanding.lexicon import english_names
from ragfood.words import singular, terms_of

LONGEST_NAME = 3
"""Words of the longest name that is looked for."""

_WISHES = (
    "wants",
    "want",
    "love",
    "need",
    "prefer",
    "wanted",
    "loves",
    "likes",
    "needs",
    "craves",
    "fancies",
    "prefers",
    "visits",
    "arrives",
    "asks",
    "said",
)
_NOT_NAMES = frozenset((*said.JOINERS.split(), *said.NO_FOOD.split(), *_WISHES))
_DISHES = frozenset(said.DISHES.split())
_SORTS = frozenset({"dishes", "dumplings", "fruit", "pan", "vegetable", "vegetables"})
"""What names too much to be left out by a foreign word for it."""
_PARTS_OF = frozenset({
    "milk", "oil", "juice", "flour", "paste", "vinegar", "water", "syrup", "powder", "starch", "butter", "cream",
    "stock", "broth", "leaves", "leaf", "peel", "zest"
})  # fmt: skip
"""What makes of a kind of ingredient one thing of it: "no coconut milk" leaves coconut be."""

_FROM = re.compile("(?<=..)[dt][ae]n$")
"""Turkish says "from" at the end of a word."""
_CYRILLIC = re.compile("[\u0400-\u04ff]+$")
_CASES = re.compile("(?<=..)(?:ами|ями|еи|ою|ею|[аяоеі]м|[ая]х|[оеі]в|[аяуюыиіеоь])$")
"""Endings of nouns, and of no adjectives: "сырая" is no cheese."""
_SHORTEST_STEM = 3


def things_said(words: Sequence[str], *, safe: bool = False, kinds: bool = False) -> Iterator[str]:
    """Allergens and diets that the words of a text name, demanded or not; and `kinds` of other ingredients. Where it
    is `safe`, a part of an allergen means all of it.
    """
    at = 0
    while at < len(words):
        size, meaning = longest(words[at : at + LONGEST_NAME], safe, kinds)
        yield from meaning
        at += size or 1


def longest(ahead: Sequence[str], safe: bool, kinds: bool = True) -> tuple[int, tuple[str, ...]]:
    """How many of the words ahead name a thing, the most first, and what they mean."""
    return _longest(tuple(ahead), safe, kinds) if ahead and _begins_name(ahead[0]) else (0, ())


@lru_cache(maxsize=8192)
def _begins_name(word: str) -> bool:
    """Whether some name begins with a word, or with what it is a form of."""
    return not _beginnings().isdisjoint(_forms(word))


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    return frozenset(name.partition("_")[0] for name in (*things(), *members(), *species(), *called()))


@lru_cache(maxsize=4096)
def _longest(ahead: tuple[str, ...], safe: bool, kinds: bool) -> tuple[int, tuple[str, ...]]:
    for size in range(len(ahead), 0, -1):
        if meaning := means("_".join(ahead[:size]), safe):
            return size, meaning
        if kinds and kind_of(ahead[:size]) and polarity("ailing").isdisjoint(ahead[size : size + 1]):
            if size < len(ahead) and ahead[size] in _PARTS_OF:
                return size + 1, (" ".join((*ahead[:size], singular(ahead[size]))),)
            return size, meant_by(ahead[:size], safe)
    return 0, ()


def any_name_in(ahead: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """The name of any ingredient, up to a word that only asks or that is no food."""
    for size in (2, 1):
        if nutrient_words().get(" ".join(ahead[:size])) in LEAST:
            return size, ()  # no ingredient: who avoids potassium wants the least of it
    taken: list[str] = []
    for word in ahead:
        if word in polarity("ailing"):
            return 0, ()  # "avoid garlic, kidney disease" tells why
        scrap = word.isdigit() or (len(word) == 1 and word.isascii())
        ends = word in _NOT_NAMES or word in polarity("persons") or scrap or not terms_of(word)
        if ends or (taken and word in _DISHES):
            break
        taken.append(word)
    return len(taken), (" ".join((*taken[:-1], singular(taken[-1]))),) if taken else ()


def food_in(ahead: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """The English name of a food that was put there for its name in another language: "zonder bacon"."""
    for size in range(len(ahead), 0, -1):
        if _singular_names() & {" ".join(ahead[:size]), name := _in_singular(ahead[:size])}:
            return size, (name,)
    return 0, ()


@lru_cache(maxsize=1)
def _singular_names() -> frozenset[str]:
    return frozenset(
        _in_singular(name.split()) for name in english_names() if (_DISHES | _SORTS).isdisjoint(name.split())
    )


def _in_singular(named: Sequence[str]) -> str:
    return " ".join((*named[:-1], singular(named[-1])))


def meant_by(named: Sequence[str], safe: bool) -> tuple[str, ...]:
    """The kind of ingredient that these words name, or the allergen that it belongs to where it is `safe`."""
    kind = kind_of(named)
    own = (kind,) if kind else ()
    return members().get(kind.replace(" ", "_"), own) if safe else own


def kind_of(named: Sequence[str]) -> str:
    """The kind of ingredient that these words name; "" when they name none."""
    return next((called()[form] for form in _forms("_".join(named)) if form in called()), "")


@lru_cache(maxsize=8192)
def means(phrase: str, safe: bool) -> tuple[str, ...]:
    """The allergens and diets that `phrase` names, words joined by underscores."""
    for form in _forms(phrase):
        if form in things():
            return things()[form]
        if form in members():
            return members()[form] if safe else (form.replace("_", " "),)
        if safe and form in species():
            return species()[form]
    return ()


@lru_cache(maxsize=16384)
def _forms(phrase: str) -> tuple[str, ...]:
    if phrase.isascii():
        bare = _FROM.sub("", phrase)
        return (phrase, singular(phrase), *((bare, bare.removesuffix("n")) if bare != phrase else ()))
    bare = "_".join(word.removeprefix("و").removeprefix("ال") for word in phrase.split("_"))
    return phrase, bare, _by_stem().get(_stem(phrase), phrase)


def _stem(word: str) -> str:
    return _CASES.sub("", word)


@lru_cache(maxsize=1)
def _by_stem() -> Mapping[str, str]:
    """Known Cyrillic words by their stems: in every case a thing is the same thing."""
    known = (*things(), *members(), *called())
    return {_stem(word): word for word in known if _CYRILLIC.match(word) and len(_stem(word)) >= _SHORTEST_STEM}
