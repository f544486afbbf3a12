"""Strange names: what is asked about that no food of the collection is called, so that nothing is known of it."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from ragfood.demands.describing import speaks_other
from ragfood.demands.things import things_said
from ragfood.retrieval import FoodIndex, Found
from ragfood.understanding.asking import Asking
from ragfood.understanding.inquiring import read_inquiry
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, terms, words

_SIDE_POOL = 8
"""Of how many foods one may be called as a side of a comparison is worded."""
_RARE = 0.02
"""Share of all foods that tell of a word at most, where it can be what is asked about: of "spicy" too many tell."""

_BENDING = frozenset(["tr", "pl", "ru", "uk", "nl"])
_LETTERS = re.compile("[ąćęłńśźżğışčřžěůőű]")
_NO_NAME = re.compile(
    "average|bar|big|bottle|bought|bowl|brand|can|cheap|cup|days|fresh|frozen|glass|gran|grandma|grandmother|grams?"
    "|handful|homemade|large|leftover|local|medium|mom|mum|normal|ordinary|piece|plain|portion|preserved|regular|restaurant"
    r"|single|double|whole|half|quarter|dozen|couple|pack|packet|pound|ounces?|oz|spoon\w*|tbsp|tsp"
    "|boiled|cooked|raw|fried|grilled|baked|steamed|roasted|dried|canned|tinned|smoked|serving|shop|slices?|small|store|stuff|supermarket|takeaway|tin|tub|typical|usual"
)
"""What a food is not called, though it stands beside its name."""

_DEFINES = re.compile(
    r"^(?:(?:so|hey|hi|hello|ok|okay|um|please|and) )*(?:what(?: the \w+)? (?:is|are|s|was|were)(?: in)?|whats(?: in)?|define|explain|tell me (?:about|what)|describe"
    r"|(?:do you know )?how (?:do|can|would|should|to)(?: (?:i|you|we|they|one))? (?:make|cook|bake|prepare)|recipe for|how is|how are) (?:(?:a|an|the|some) )?"
    r"(?!(?:for|in|on|about|to|of|it|this|that|there|your|my|his|her|our|up|so|not)\b)(?P<name>\w+(?: (?!(?:and|or|with|from|for|in|of|that|without|to|at|on|is|are|i|you)\b)\w+){0,2}?)"
    r"(?: (?:made|made (?:of|from|with)|please|exactly|actually|cooked|prepared|called|is|are|like|taste like|at home|from scratch))*$"
)
"""Who asks what something is, or how it is made, names it."""
_ALMOST = re.compile(r"\w{3,}(?:est|ing|ness)\b")
"""Not so of the healthiest and of cooking."""


class Searched(Protocol):
    """What is asked of an index."""

    def search(self, text: str, k: int) -> Found: ...

    def heard(self, word: str) -> tuple[int, int]: ...


def unheard_of(asking: Asking, index: FoodIndex) -> str:
    """A sentence where an amount, a diet or an allergen is asked of something that no food tells of, or what it is, or
    how it differs from something else, or whether something is fit that no food is called; else "".
    """
    if doubted := _doubted(asking, index):
        said = f"The collection holds nothing called “{doubted}”"
        counts = [*things_said(doubted.split(), safe=True)]
        left_out = [word for word in asking.demands.only_safety().words() if _is_told_by(word, counts)]
        meant = f", but it counts among what “{', '.join(left_out)}” leaves out." if left_out else ""
        return f"{said}{meant or ', so whether it is fit is not known here.'}"
    name, told = _unknown_sides(asking, index) or _strange(asking, index)
    if not name or (told and index.search(asking.text, 1).matches):
        return ""
    return _unknown(name)


def nothing_called(name: str, index: FoodIndex) -> str:
    """The same sentence where no food is called by a word of `name`, and few tell of it; else ""."""
    most = _RARE * len(index.corpus.foods)
    heard = [index.heard(index.repair(word)) for word in name.split()]
    named = not any(map(_NO_NAME.fullmatch, name.split()))
    return _unknown(name) if named and all(tell <= most and not called for tell, called in heard) else ""


def _unknown(name: str) -> str:
    return f"The collection holds nothing called “{name}”, so nothing is known of it here."


def _doubted(asking: Asking, index: FoodIndex) -> str:
    """What a question in English asks the fitness of, and no food is called though it is about food; else ""."""
    name = "" if speaks_other(asking.text) or not asking.demands.of_safety or asking.doubted else asking.unheard
    said = [word for word in name.split() if word in asking.topic.split() or any(things_said([word]))]
    heard = [index.heard(word) for word in said]
    rare = _RARE * len(index.corpus.foods)
    known = all(called or tell > rare for tell, called in heard) and not any(things_said(said, safe=True))
    return name if said and len(said) == len(name.split()) and not known else ""


def _is_told_by(word: str, counts: Sequence[str]) -> bool:
    """Whether what is left out as `word` is among the things that a name counts as."""
    return word in counts or word.removeprefix("no ") in counts


def called_so(text: str, index: Searched) -> list[str]:
    """The id of the nearest food that is called by all words of `text` which names have, if any is."""
    sought = {*terms(text)}
    sought = {each for each in sought if index.heard(each)[1]} or sought
    near = index.search(text, _SIDE_POOL).matches
    called = (match.food.id for match in near if any(sought <= {*terms(name)} for name in match.food.all_names))
    return [*islice(called, 1)]


def _unknown_sides(asking: Asking, index: FoodIndex) -> tuple[str, bool] | None:
    """The names of what is set against each other, where no food is called by any of them."""
    if len(asking.worded) < 2 or asking.sides or asking.named or asking.demands or speaks_other(asking.text):
        return None
    known = any(called_so(text, index) for text in asking.worded)
    return None if known else (", ".join(asking.worded), False)


def told_in_passing(asking: Asking, index: FoodIndex) -> Iterator[str]:
    """A sentence where it is asked of something that foods only tell of in passing, as of an ingredient."""
    name, told = _strange(asking, index)
    if told:
        yield f"The collection holds nothing called “{name}”."


def defines(text: str) -> bool:
    """Whether it is asked what something is, or how it is made."""
    return bool(_DEFINES.match(" ".join(words(fold(text)))))


def _abroad(text: str) -> bool:
    """Whether its words bend so that names are not told from others."""
    return bool(_LETTERS.search(text)) or bool((tongues := tongues_of(text)) and tongues <= _BENDING)


def _strange(asking: Asking, index: FoodIndex) -> tuple[str, bool]:
    """The name that no food has, and whether any food tells of it. Only of questions in English: of others not all
    words that merely ask are known.
    """
    if defined := _defined(asking, index):
        return defined
    known = asking.pointed or asking.sides or asking.worded or asking.demands
    if known or not asking.inquiry.of_amounts or speaks_other(asking.text) or _abroad(asking.text):
        return "", False
    names = (*(index.corpus.by_id[each].name for each in asking.named), *asking.groups)
    if any(not read_inquiry(name) for name in names):  # of "do oreos contain milk" the milk is not asked about
        return "", False
    subject = [word for word in asking.topic.split() if not (_NO_NAME.fullmatch(word) or read_inquiry(word))]
    heard = [index.heard(index.repair(word)) for word in subject]
    most = _RARE * len(index.corpus.foods)
    unheard = [word for word, (tell, called) in zip(subject, heard, strict=True) if not (tell or called)]
    if not subject or not (unheard or all(tell <= most and not called for tell, called in heard)):
        return "", False
    return " ".join(subject), any(tell for tell, _ in heard)


def _defined(asking: Asking, index: FoodIndex) -> tuple[str, bool] | None:
    """The same of what it is asked what it is; None where that is not asked, or a food is called so."""
    asked = _DEFINES.match(" ".join(words(fold(index.repair(asking.text)))))
    if not asked or asking.demands or asking.pointed or asking.sides or _ALMOST.search(asked["name"]):
        return None
    if any(index.corpus.by_id[each].type != "ingredient" for each in asking.named):
        return None
    name = asked["name"].split()
    heard = [index.heard(word) for word in name if terms(word)]
    most = _RARE * len(index.corpus.foods)
    if not any(tell <= most and not called for tell, called in heard):
        return None
    return " ".join(name), any(tell or called for tell, called in heard)
