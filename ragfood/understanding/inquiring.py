"""Inquiring: which facts a question asks of the foods it names: a diet, an allergen, a nutrient, where it is from."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ragfood.alternation import any_found
from ragfood.demands.nutrients import any_said_otherwise, nutrient_words, said_in_comparing
from ragfood.demands.phrases import diets_said, faiths
from ragfood.demands.signs import I_AM
from ragfood.demands.things import LONGEST_NAME, longest, things_said
from ragfood.foods import ALLERGENS, DIETS
from ragfood.understanding.signals import fold_pattern
from ragfood.understanding.talk import table
from ragfood.words import fold, sought_as, words

_HELD = re.compile(
    r" (?:free|without|allerg\w*|intoleran\w*|safe|traces?|any|hidden|sin|sans|ohne|senza|sem|frei|enthalt\w*|contien\w*|contient) | (?:is|are) there "
)
"""Who asks for a number of an egg does not ask whether eggs are in it, unless they say so."""


_WHICH_HOLD = re.compile(
    r"^ (?:(?:so|and|ok|please|can you|could you|hi|hey|but|,) )*(?:which|what|list|name|show me|tell me|are there any|give me|welche\w*|was fur|que|cuales|quels?|quelles?|quali|quais) (?!(?:of|one|ones|is|are|s|can|could|should|do|does|would|to|if|es|son|ist|kann|puedo|est|sont) )"
    r"(?:\w+ ){0,6}?(?:contains?|containing|have|has|hold|enthalten|enthalt|haben|contienen|llevan|tienen|contiennent|ont|contengono|hanno|contem|tem|levam) (?!no |to |not |kein)"
)
"""Who asks which foods hold something, and not whether one does."""
_REFUSES = re.compile(
    r" (?:no|not|without|free|never|safe|ok|avoid|allerg\w*|intoler\w*|sin|ohne|kein\w*|sans|senza|sem|frei) "
)


@dataclass(frozen=True)
class Inquiry:
    """Facts asked, by the names of DIETS and ALLERGENS, keys of nutrients, and aspects such as "origin"."""

    diets: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    nutrients: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()

    @property
    def of_amounts(self) -> bool:
        """Whether it asks what is in foods, which can be asked of others as well by naming them alone."""
        return bool(self.diets or self.allergens or self.nutrients)

    def __bool__(self) -> bool:
        return bool(self.diets or self.allergens or self.nutrients or self.aspects)


@lru_cache(maxsize=256)  # several things of a question hang on what it asks
def read_inquiry(text: str) -> Inquiry:
    """What `text` asks of foods, whether or not it asks of any."""
    plain = I_AM.sub("yo ", f" {' '.join(words(fold(text)))} ").strip()
    said = {*diets_said(f" {plain} "), *things_said(plain.split())}
    said |= {each for word in plain.split() for each in faiths().get(word, ())}
    free = {"gluten": "gluten-free", "milk": "dairy-free"}
    diets = tuple(
        each
        for each in DIETS
        if each in said or any(each == name and key in said and "free" in plain for key, name in free.items())
    )
    padded = f" {plain} "
    named = _any_nutrient().search(padded)
    asked = [key for called, key in _called_nutrients() if called in padded] if named else []
    if any_said_otherwise().search(padded):
        asked += [order.nutrient for pattern, order in said_in_comparing() if pattern.search(padded)]
    aspects = tuple(name for name, pattern in _patterns().items() if pattern.search(plain))
    contained = padded.partition(" contain")[2].split()
    held = not asked or _HELD.search(padded) or any(True for _ in things_said(contained))
    allergens = tuple(each for each in ALLERGENS if each in said) if held else ()
    return Inquiry(diets, allergens, tuple(dict.fromkeys(asked)), aspects)


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """What asks for each aspect, in every language (data/talk.json)."""
    told = table()["aspects"].items()
    return {name: any_found([*map(fold_pattern, languages.values())]) for name, languages in told}


@lru_cache(maxsize=1)
def _called_nutrients() -> tuple[tuple[str, str], ...]:
    return tuple((sought_as(called), key) for called, key in nutrient_words().items())


@lru_cache(maxsize=1)
def _any_nutrient() -> re.Pattern[str]:
    return any_found([re.escape(called) for called, _ in _called_nutrients()])


def asked_to_hold(text: str) -> tuple[tuple[str, ...], ...]:
    """The allergens of which it is asked what foods hold them, for each thing that is named: "sauces with sesame"."""
    plain = f" {' '.join(words(fold(text)))} "
    found = None if _REFUSES.search(plain) else _WHICH_HOLD.search(plain)
    said, at, held = plain[found.end() :].split() if found else [], 0, list[tuple[str, ...]]()
    while at < len(said):
        size, meaning = longest(said[at : at + LONGEST_NAME], safe=False, kinds=False)
        if things := tuple(each for each in meaning if each in ALLERGENS):
            held.append(things)
        at += size or 1
    return tuple(held)
