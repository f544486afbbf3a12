"""Joining: what a few words add to an allergy told just before them: "I'm allergic to milk", then "and to eggs"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ragfood.demands import Vocabulary, read_demands
from ragfood.demands.phrases import any_of, kin, polarity, unspaced_things
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.demands.wanting import NEEDS_FROM
from ragfood.foods import ALLERGENS, DIETS
from ragfood.providers import Message
from ragfood.understanding.correcting import meant_instead
from ragfood.understanding.lasting import of_others, of_people
from ragfood.understanding.talk import listed, pattern, plain, sentences
from ragfood.words import fold, words

_LONGEST = 10
"""Words; who says more says it whole."""
_ASKS = re.compile("[?？؟]")
_OR = frozenset(["or", "nor", "oder", "ni", "o", "ou", "neither", "ne", "ani"])
"""What adds to a refusal where it opens a text: "I can't eat pork", then "or egg"."""
_I_AM = re.compile(
    r"\bsoy(?= (?:muy |tambi[eé]n |una? )?(?:al[eé]rgic|intolerant|cel[ií]ac|vegan|vegetarian|pes[ck][ae]tarian|diab[eé]tic|musulm|jud[ií]))",
    re.I,
)
"""What is "I am" in Spanish, and a bean in English."""
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
    """The question and the talk before it, where what was added to an allergy or an exclusion is said whole."""
    question, told, talk = _I_AM.sub("yo", question), list[str](), list[Message]()
    for message in history:
        if message.role == "user":
            told.append(_whole(_I_AM.sub("yo", message.content), told, vocabulary))
            message = replace(message, content=told[-1])
        talk.append(message)
    return _whole(question, told, vocabulary), tuple(talk)


def _whole(text: str, told: Sequence[str], vocabulary: Vocabulary) -> str:
    """`text`, said whole where it only adds to what was `told` last; who says "to eggs" may add to what is told before."""
    said = words(fold(text))
    if not told or not said:
        return text
    if _BARE_PLACE.fullmatch(fold(text).strip()) and any(
        each.kind == "place" for each in read_demands(told[-1], vocabulary).wanted
    ):
        return f"and from {said[-1]}?"
    if right := _put_right(text, told, vocabulary):
        return right
    if len(said) > _LONGEST:
        return text
    things = [*_added_unspaced(text)] or [*_added(said, vocabulary)]
    bound = not listed("joining_to").isdisjoint(said)
    if not things or (_ASKS.search(text) and not bound):
        return text
    for before in reversed(told if bound else told[-1:]):
        demanded = read_demands(before, vocabulary)
        if not demanded.of_things and not _beyond_diet(demanded.diets, things, told_of_people=of_people(before)):
            continue
        wished = bool(demanded.wanted) or bool(_ASKS.search(before))
        refused = {*ALLERGENS, *polarity("shunned")}
        if not bound and wished and (refused.isdisjoint(things) or _MAKES.search(plain(before))):
            return text
        return _sentence(things, before, somebody=of_others(before) or not kin().isdisjoint(said))
    return text


def _beyond_diet(diets: Collection[str], things: Collection[str], *, told_of_people: bool) -> bool:
    """Whether things are left out as well by somebody who keeps a diet: allergens, or what the diet leaves out already,
    which is no wish: "I'm vegan", then "and eggs too".
    """
    without = frozenset[str]().union(*(_WITHOUT.get(diet, ()) for diet in diets))
    return bool(diets) and (not without.isdisjoint(things) or (told_of_people and not {*ALLERGENS}.isdisjoint(things)))


def _put_right(text: str, told: Sequence[str], vocabulary: Vocabulary) -> str:
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


def _sentence(things: Iterable[str], before: str, *, somebody: bool) -> str:
    named = ", ".join(dict.fromkeys(things))
    if not of_people(before):
        return f"without {named}"
    who, verb = ("somebody", "is") if somebody else ("I", "am")
    if pattern("of_allergy").search(plain(before)):
        return f"{who} {verb} allergic to {named}"
    return f"{who} can not eat {named}"


def _added(said: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """What is named between words that only join; nothing where there are others, or none that joins."""
    at, joins, found = 0, said[0] in _OR, list[str]()
    while at < len(said):
        size, meaning = longest(said[at : at + LONGEST_NAME], safe=True)
        word = said[at]
        if word in listed("joining") or word in listed("joining_to"):
            size, joins = 1, True
        elif size:
            found += meaning
        elif size := _ingredient(said[at:], vocabulary):
            found.append(" ".join(said[at : at + size]))
        elif word in listed("joining_beside") or word in kin():
            size = 1
        else:
            return
        at += size
    if joins:
        yield from found


def _ingredient(ahead: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many of the words ahead name an ingredient."""
    for mention in vocabulary.names.mentions(" ".join(ahead)):
        food = vocabulary.foods.get(mention.ids[0])
        if mention.start == 0 and food and food.type == "ingredient":
            return mention.end
    return 0


def _added_unspaced(text: str) -> Iterator[str]:
    told = None if text.isascii() else _unspaced().fullmatch(fold(text).strip())
    if told and (told["before"] or told["behind"]):
        for thing in re.finditer(any_of(unspaced_things()), told["things"]):
            yield from unspaced_things()[thing[0]]


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    thing = f"(?:{any_of(unspaced_things())})"
    return re.compile(
        rf"(?P<before>还有|還有|以及|另外|和|[对對]|それと|それから|あと|そして|그리고|또|및)?(?:[、,，\s]|[对對])*(?P<things>{thing}(?:(?:[、,，\s]|[和跟與及とや]|이?랑|하고|와|과)*{thing})*)"
        r"\s?(?P<behind>也是的?|也不行|也不能吃|也不吃|也(?:会|會)?过敏|也|(?:に)?も(?:です|だめ|ダメ|駄目|無理|アレルギー|食べられ)?\S{0,4}|에?도(?:요|\s?그래\S{0,2}|\s?안\s?돼\S?|\s?있\S{0,3})?)?[。!！~、.]*"
    )
