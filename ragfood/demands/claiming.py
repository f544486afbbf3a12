"""Claiming: what is said to be so of a food that is named, and is no demand: "honey is vegan, isn't it"."""

from __future__ import annotations

import re
from functools import lru_cache

from ragfood.demands.phrases import any_of, diet_words
from ragfood.understanding.naming import Names
from ragfood.words import fold, words

_MUST = re.compile(
    r"\b(?:must|should|need|needs|has to|have to|make sure|please|for (?:me|us|my|our)|that|which|who|if"
    r"|al?l?erg\w*|alerj\w*|intol\w*|coeliac|celiac)\b"
)
"""Words by which who says so wants it so, speaks of some foods only, or must be sure of it."""
_IS = "is|are|isn.?t|aren.?t|es|son|est|sont|ist|sind|sono|sao"
_LONGEST = 4
"""Words of the longest name of which something is claimed."""


def claims_cut(folded: str, names: Names) -> str:
    """A folded sentence without what it claims of foods by their names; of people and of meals it claims nothing."""
    found = [] if _MUST.search(folded) else [*_claim().finditer(folded)]
    for claim in reversed([each for each in found if _of_food(folded[: each.start()], names)]):
        folded = f"{folded[: claim.start()]} {folded[claim.end() :]}"
    return folded


def claims(text: str, names: Names) -> bool:
    """Whether `text` claims something of a food."""
    folded = fold(text)
    return claims_cut(folded, names) != folded


def _of_food(before: str, names: Names) -> bool:
    """Whether the words before "is" end with the name of a food."""
    said = words(before)[-_LONGEST:]
    return any(mention.end == len(said) for mention in names.mentions(" ".join(said)))


@lru_cache(maxsize=1)
def _claim() -> re.Pattern[str]:
    diets = any_of(diet_words()).replace("_", " ")
    surely = "(?:(?:really|always|actually|totally|naturally|of course) )?"
    return re.compile(rf"\b(?:{_IS}) {surely}(?:{diets}|\w+[ -](?:and \w+[ -])?free)\b")
