"""Half read: an allergy told in words that are not understood, which must not be passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ragfood.demands import Demands, signs
from ragfood.understanding.glossed import gloss_of
from ragfood.understanding.talk import clauses, listed, plain
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, words

NOT_READ = (
    "An allergy is spoken of, and what it is to was not understood, so nothing is offered. Say it in English or in "
    "other words, or choose it in the sidebar."
)
HALF_READ = (
    "Not all that was said of an allergy may have been understood. Check what is left out, and add the rest in English "
    "or in the sidebar."
)
_ALLERGIC = re.compile(r" all?erg(?:ic|isch\w*|ico|ica|icos|icas|iques?|isk\w*|ii|ik) ")
Heard = Callable[[str], tuple[int, int]]
"""How many foods tell of a word, and how many names have it."""
_OF_ALLERGY = re.compile("all?erg|intol")
_BEFORE_NAMES = frozenset(
    ("to", "against", "gegen", "auf", "a", "al", "la", "los", "las", "aux", "au", "the", "my", "all")
)
_CHECKED = 3
"""Letters of the shortest word that may name what somebody is allergic to."""


def half_read(question: str, english: str, demands: Demands, heard: Heard) -> str:
    """What is to be said of `question`, of which `english` and `demands` were read: NOT_READ, HALF_READ or ""."""
    if _tells_unread(question, demands, heard):
        return NOT_READ
    return HALF_READ if demands.of_things and _tells_half(question, english, heard) else ""


def _tells_unread(question: str, demands: Demands, heard: Heard) -> bool:
    """Whether `question` tells of an allergy, and nothing that was read of it is left out. In English who only speaks
    of allergies may mean hay fever, not so who is allergic to something.
    """
    told = plain(question)
    if signs.NO_ALLERGY.search(told):
        return False
    if demands.of_safety:
        left_out = " ".join(demands.without_ingredients).split()
        strange = not (demands.diets or demands.free_of or any(any(heard(word)) for word in left_out))
        return strange and gloss_of(question) is not None
    if (allergic := _ALLERGIC.search(told)) and _of_no_food(told[allergic.end() :]):
        return False
    if allergic or _in_no_language(question):
        return True
    return "en" not in tongues_of(question) and bool(signs.OF_ALLERGY.search(told))


def _of_no_food(told: str) -> bool:
    """Whether the words behind "allergic" begin with something that is no food: "to cats, dinner"."""
    named = next((word for word in told.split() if word not in _BEFORE_NAMES), "")
    return named in listed("no_allergen")


def _tells_half(question: str, english: str, heard: Heard) -> bool:
    """Whether something beside what was understood may have been told of an allergy: `question` is in a language that
    is not read, or is read word for word in `english`, and a word beside the allergy stayed as it was that no food
    tells of.
    """
    if _in_no_language(question):
        return True
    if not gloss_of(question):
        return False
    own = {*words(fold(question))}
    beside = (
        clause.split() for clause, _ in clauses(english) if signs.OF_ALLERGY.search(clause) or "allergic" in clause
    )
    left = (word for each in beside for word in each if word in own and len(word) >= _CHECKED)
    return any(not any(heard(word)) for word in left if word not in listed("idle") and not _OF_ALLERGY.match(word))


def _in_no_language(question: str) -> bool:
    """Whether `question` speaks of an allergy in a language that is not read."""
    said = {*words(fold(question))}
    return not said.isdisjoint(listed("allergy_unread")) or bool(_unread_inside().search(question))


@lru_cache(maxsize=1)
def _unread_inside() -> re.Pattern[str]:
    """Words of scripts whose letters join or bend."""
    return re.compile("|".join(map(re.escape, sorted(listed("allergy_unread_inside")))))
