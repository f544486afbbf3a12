"""Joining: what is amended in a few words of an allergy told before: "I'm allergic to milk", then "and to eggs"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ragfood.demands import Demands, Vocabulary, read_demands
from ragfood.demands.phrases import kin, polarity
from ragfood.demands.signs import I_AM
from ragfood.demands.slips import spelled_right
from ragfood.demands.things import things_said
from ragfood.demands.wanting import NEEDS_FROM
from ragfood.foods import ALLERGENS, DIETS
from ragfood.providers import Message
from ragfood.understanding.amending import Amended, amended
from ragfood.understanding.correcting import meant_instead
from ragfood.understanding.lasting import of_others, of_people, taken_back
from ragfood.understanding.talk import pattern, plain, sentences
from ragfood.words import fold, words

_MOST_PARTS = 3
"""Sentences of a message of which some may only amend."""
_ASKS = re.compile("[?？؟]")
_SEA = ("fish", "crustaceans", "molluscs")
_WITHOUT: Mapping[str, frozenset[str]] = {"vegan": frozenset({"milk", "eggs", *_SEA}), "vegetarian": frozenset(_SEA)}
"""Allergens that a diet leaves out."""
_BARE_PLACE = re.compile(
    rf"\W*(?:(?:and|or|y|und|et|e|ok|then|now|what about|how about|wie ware|que tal)\W+)*(?:{'|'.join(NEEDS_FROM)})\W*"
)
"""A country that is called like a food, and is one where a country was asked for before: "food from Peru", "and Chile?"."""
_MAKES = re.compile(
    r" (?:make|cook|bake|prepare|do|use up|hacer|cocinar|faire|cuisiner|machen|kochen|backen|fare|cucinare|fazer|cozinhar) (?:\w+ ){0,2}?(?:with|from|out of|con|avec|mit|aus|com) | (?:mit|aus) (?:\w+ ){1,3}(?:machen|kochen|backen) "
)


def joined(question: str, history: Sequence[Message], vocabulary: Vocabulary) -> tuple[str, tuple[Message, ...]]:
    """The question and the talk before it, where what was added to an allergy or an exclusion is said whole, and the
    words for an allergy are put right.
    """
    question, told, talk = _as_meant(question), list[str](), list[Message]()
    for message in history:
        if message.role == "user":
            told.append(_whole(_as_meant(message.content), told, vocabulary))
            message = replace(message, content=told[-1])
        talk.append(message)
    return _whole(question, told, vocabulary), tuple(talk)


def _whole(text: str, told: Sequence[str], vocabulary: Vocabulary) -> str:
    """`text`, or those of its sentences that only amend what was `told`, said whole."""
    if not told:
        return text
    if _BARE_PLACE.fullmatch(fold(text).strip()) and any(
        each.kind == "place" for each in read_demands(told[-1], vocabulary).wanted
    ):
        return f"and from {words(fold(text))[-1]}?"
    if whole := _corrected(text, told, vocabulary) or _said_whole(text, told, vocabulary):
        return whole
    parts = sentences(text)
    wholes = [_said_whole(part, told, vocabulary) for part in parts] if 1 < len(parts) <= _MOST_PARTS else []
    return " ".join(whole or part.strip() for whole, part in zip(wholes, parts, strict=True)) if any(wholes) else text


def _said_whole(text: str, told: Sequence[str], vocabulary: Vocabulary) -> str:
    """`text` said whole where it only amends what was `told`; else ""."""
    amends = amended(text, vocabulary)
    if not amends or (_ASKS.search(text) and not amends.bound):
        return ""
    if not amends.clear and not {*amends.things}.isdisjoint(taken_back(text).named.free_of):
        return ""  # "my egg allergy is gone now"
    for before, demanded in _standing(told if amends.at_length else told[-1:], amends.things, vocabulary):
        somebody = of_others(before) or not kin().isdisjoint(words(fold(text)))
        whole = _fine_again(amends) + _sentence(amends.things, before, somebody=somebody)
        return whole if _is_of(amends, before, demanded) else ""
    return ""


def _standing(told: Sequence[str], things: Collection[str], vocabulary: Vocabulary) -> Iterator[tuple[str, Demands]]:
    """The last of what was `told` that demands to leave something out, unless foods with something were asked for
    since.
    """
    for before in reversed(told):
        demanded = read_demands(before, vocabulary)
        if demanded.of_things or _beyond_diet(demanded.diets, things, told_of_people=of_people(before)):
            yield before, demanded
            return
        if any(True for _ in things_said(words(fold(before)), kinds=True)):
            return


def _is_of(amends: Amended, before: str, demanded: Demands) -> bool:
    """Whether what is amended is what was told `before`, and no wish."""
    held = {*demanded.free_of, *demanded.without_ingredients}
    if not {*amends.refused} <= held and "meant" not in amends.parts:
        return False
    if not amends.joins and not held & {*amends.things, *amends.in_place_of, *amends.refused}:
        return False
    wished = bool(demanded.wanted) or bool(_ASKS.search(before))
    refused = {*ALLERGENS, *polarity("shunned")}
    return amends.surely or not (wished and (refused.isdisjoint(amends.things) or _MAKES.search(plain(before))))


def _beyond_diet(diets: Collection[str], things: Collection[str], *, told_of_people: bool) -> bool:
    """Whether things are left out as well by somebody who keeps a diet: allergens, or what the diet leaves out already,
    which is no wish: "I'm vegan", then "and eggs too".
    """
    without = frozenset[str]().union(*(_WITHOUT.get(diet, ()) for diet in diets))
    return bool(diets) and (not without.isdisjoint(things) or (told_of_people and not {*ALLERGENS}.isdisjoint(things)))


def _corrected(text: str, told: Sequence[str], vocabulary: Vocabulary) -> str:
    """A text whose first sentence corrects what was told, said whole; "" when it corrects nothing."""
    first, *rest = sentences(text) or [""]
    meant, fine = meant_instead(first, told, vocabulary)
    if not meant:
        return ""
    before = next(each for each in reversed(told) if read_demands(each, vocabulary).of_safety)
    diets = [each for each in meant if each in DIETS]
    things = [each for each in meant if each not in DIETS]
    said = f"{_sentence(things, before, somebody=of_others(before))}." if things else ""
    return f"{said}{''.join(f' I am {each}.' for each in diets)}{fine}{' '.join(('', *rest))}".strip()


def _fine_again(amends: Amended) -> str:
    return "".join(f"{each} is fine again. " for each in amends.in_place_of if amends.clear)


def _sentence(things: Sequence[str], before: str, *, somebody: bool) -> str:
    named = ", ".join(dict.fromkeys(things))
    if not of_people(before):
        return f"without {named}"
    who, verb = ("somebody", "is") if somebody else ("I", "am")
    if pattern("of_allergy").search(plain(before)):
        return f"{who} {verb} allergic to {named}"
    return f"{who} can not eat {named}"


def _as_meant(text: str) -> str:
    return spelled_right(I_AM.sub("yo ", text))
