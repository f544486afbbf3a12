"""Polarity: what is named within reach of a word that refuses, whatever the grammar around it. Only ever adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile

from ragfood.demands.phrases import FILLERS, JOINERS, NO_FOOD, OF, any_of, polarity
from ragfood.foods import ALLERGENS, DIETS
from ragfood.words import singular, terms_of

Named = Callable[[Sequence[str]], tuple[int, tuple[str, ...]]]
"""Of the words ahead: how many of them name something that can be left out, and what that is."""

ARTICLES = frozenset(["a", "an", "some", "un", "una", "une", "ein", "eine", "einen", "um", "uma", "een"])
"""Articles that begin something else after a comma."""
_REACH = 3
"""Over how many words that say something a refusal reaches to the first thing that it refuses."""
_LONGEST_NAME = 3
_OF_ABSENCE = re.compile("free$|frei|less$|allerg|alerj|intol|all?ergi|unvertrag|аллерг|tolerant")
_LISTED = frozenset((*FILLERS.split(), *JOINERS.split(), "both", "either", "nor", "neither", "no", "from", "of"))
_OF = frozenset(OF.split())
_I_AM_NOT = re.compile(r" no soy (?=(?:muy|un|una|fan|vegan|vegetarian|alergic|intolerant|celiac)\w* )")
"""The Spanish "I am not", which is spelled as the bean."""


def refused(clause: str, named: Named) -> Iterator[str]:
    """What a clause of folded words refuses: "can have neither eggs nor milk", "eggs, never". A refusal reaches over
    words till one ends it, such as "but", and over a comma only to what is listed on.
    """
    said = _vain().sub(" but ", _I_AM_NOT.sub(" but ", clause)).split()
    yield from _ahead(said, named)
    yield from _behind(said, named)


def _ahead(said: Sequence[str], named: Named) -> Iterator[str]:
    at = reach = since = 0
    found = listed = False
    while at < len(said):
        word = said[at]
        size, meaning = _one(said, at, named) if reach else (0, ())
        if size and found and begins_wish(said[since:], at - since, size, meaning):
            reach = size = 0
        if size:
            if not _taken_back(said, at + size, listed):
                yield from meaning
            found, listed, reach, at = True, False, _REACH, at + size
            continue
        if _refuses(said, at, reach):
            doubled = reach and not found and word in polarity("double")
            reach = 0 if doubled or _is_harmless(said, at + 1) else _REACH
            found = listed = False
            since = at
        elif reach:
            reach = _left_of(reach, word, found, listed)
            listed = listed or word == ","
        at += 1


def _left_of(reach: int, word: str, found: bool, listed: bool) -> int:
    """How far a refusal still reaches behind `word`, which names nothing."""
    if word in _LISTED:
        return 0 if found and word in _OF else reach
    if listed or (found and word in polarity("passing")):
        return 0
    if word in polarity("ending") and (found or word not in polarity("wishing")):
        return 0
    return reach - bool(terms_of(word))


def _behind(said: Sequence[str], named: Named) -> Iterator[str]:
    """What stands before a refusal that ends its part between commas: "Fisch mag ich nicht", "prawns, never"."""
    before: Sequence[str] = ()
    for part in " ".join(said).replace(" but ", " , ").split(" , "):
        here = part.split()
        closed = len(here)
        while closed and here[closed - 1] in polarity("closing"):
            closed -= 1
        last = closed - 1
        if last >= 0 and here[last] in polarity("final") and (here[last] != "t" or _refuses(here, last, 0)):
            things = [*_all(here[:last], named)]
            yield from things or (_all(before, named) if len(here) <= _LONGEST_NAME + 1 else ())
        before = here if any(True for _ in _all(here, named)) and len(here) <= _LONGEST_NAME else ()


def _all(said: Sequence[str], named: Named) -> Iterator[str]:
    at = 0
    while at < len(said):
        size, meaning = _one(said, at, named)
        if not welcome(said, at + size):
            yield from meaning
        at += size or 1


def _one(said: Sequence[str], at: int, named: Named) -> tuple[int, tuple[str, ...]]:
    """What is named at a place; "coconut milk" is no milk, nor "peanut butter" butter."""
    apart = said[at] in polarity("compounds") and not polarity("compound_ends").isdisjoint(said[at + 1 : at + 2])
    return (2, named(said[at : at + 1])[1]) if apart else named(said[at : at + _LONGEST_NAME])


def _refuses(said: Sequence[str], at: int, reach: int) -> bool:
    word = said[at]
    if word == "t":
        return at > 0 and said[at - 1] in polarity("contracted")
    if word in polarity("paired"):
        return not polarity("pairing").isdisjoint(said[:at])
    if word in polarity("with_of"):
        return said[at + 1 : at + 2] in (["of"], ["from"])
    return word in polarity("refusing") or (not reach and word in polarity("either_way"))


def _is_harmless(said: Sequence[str], at: int) -> bool:
    """Whether what is refused first is no food: "no oven", "not too spicy", "can't decide"; but of "no sugar or eggs"
    the latter is.
    """
    while at < len(said) and (said[at] in _LISTED or said[at] in polarity("owning")):
        at += 1
    return at < len(said) and said[at] in _harmless() and said[at + 1 : at + 2] not in (["or"], ["nor"])


def _taken_back(said: Sequence[str], at: int, listed: bool) -> bool:
    """Whether what stands before is not refused after all: "not gluten free", "no nut allergies"."""
    behind = "".join(said[at : at + 1])
    return welcome(said, at) or bool(_OF_ABSENCE.match(behind)) or (listed and behind == "instead")


def welcome(said: Sequence[str], at: int) -> bool:
    """Whether it is told right behind a thing that it is wanted: "no meat, fish is fine"."""
    behind = said[at : at + 2]
    return "," not in behind[:1] and not polarity("welcome").isdisjoint(behind)


def begins_wish(said: Sequence[str], at: int, size: int, meaning: Sequence[str], *, safe: bool = False) -> bool:
    """Whether what is named at a place begins a dish that is wanted, behind a comma of what is left out: of "no cheese,
    chicken dinner" the chicken. Where that is not clear it does not: "no nuts, milk drink", "no beef, lamb dishes".
    """
    article = said[at - 1] in ARTICLES
    served = _served(said[at + size :])
    if said[at - 1 - article : at - article] != [","] or not served:
        return False
    first = list(said[:at]).count(",") == 1
    listed_too = not polarity("mains").isdisjoint(map(singular, said[:at]))
    if article or (safe and not set(meaning).isdisjoint(ALLERGENS)):
        return article
    if not polarity("mains").isdisjoint(meaning):
        return not listed_too or (first and not served.endswith("s"))
    return first and {*ALLERGENS, *DIETS, *polarity("shunned")}.isdisjoint(meaning)


def _served(behind: Sequence[str]) -> str:
    """The sort of a dish or the meal with which words go on: "breast dinner", "stew"; "" where they do not."""
    behind = list(dropwhile(lambda word: word in polarity("cuts") - polarity("served"), behind))
    return behind[0] if behind and behind[0] in polarity("served") else ""


@lru_cache(maxsize=1)
def _harmless() -> frozenset[str]:
    return (polarity("harmless") | frozenset(NO_FOOD.split())) - polarity("no_end")


@lru_cache(maxsize=1)
def _vain() -> re.Pattern[str]:
    return re.compile(f" (?:{any_of(each.replace('_', ' ') for each in polarity('vain'))})(?= )")
