"""Telling: what somebody said before of an allergy or a diet of their own, which holds for the rest of the talk."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ragfood.demands import Demands, Vocabulary, read_demands
from ragfood.demands.leaving_out import things_said
from ragfood.providers import Message
from ragfood.words import fold, words

_ILL = r"(?:al+erg|anaphyla|(?:\w+ )?intoler|coeliac|celiac|celia[ck]|zoliak|coeliaque)"
_WHO = (
    r"(?:i|we|he|she|they|(?:my|our|his|her|their|a) (?:\w+ ){1,3}?"
    r"|(?:soy|somos|mi|tengo|ich|wir|meine?|unsere?|je|nous|mon|ma|sou|tenho|meu|minha|sono|ho|mio|mia)\b[^.?!]*?)"
)
_TELLS_ALLERGY = re.compile(
    rf"\b{_WHO} ?(?:\w+ ){{0,5}}?{_ILL}|\b(?:with|for) (?:a|an|my|our|his|her|their|someone|somebody) (?:\w+ ){{0,3}}{_ILL}",
)
_TELLS_DIET = re.compile(
    r"\b(?:i am|i m|im|we are|we re|soy|somos|ich bin|wir sind|je suis|nous sommes|sou|sono) (?:an? |strictly |also |une? )*"
    r"(?:veg|pescatar|halal|kosher|muslim|jewish)",
)
_DENIES = re.compile(rf"\b(?:not|isn t|aren t|no longer|never|nobody|nicht|no soy|pas) (?:\w+ ){{0,3}}?{_ILL}|\b(?:no|without) (?:\w+ ){{0,2}}allerg")  # fmt: skip
_SENTENCE = re.compile(r"[.?!;\n。？！；؟।]+")


def told_before(
    question: str, history: Sequence[Message], vocabulary: Vocabulary, repair: Callable[[str], str]
) -> Demands:
    """The allergens and diets that people were said to live with, until that is taken back, in `question` at the
    latest. What else was demanded then held for that question.
    """
    held = Demands()
    for text in (*(each.content for each in history if each.role == "user"), question):
        for sentence in _SENTENCE.split(text):
            said = " ".join(words(fold(sentence))) if sentence.strip() else ""
            if _DENIES.search(said):
                held = _without(held, {*things_said(said.split())})
            elif text is not question:
                held |= _told(said, sentence, vocabulary, repair)
    return held


def _told(said: str, sentence: str, vocabulary: Vocabulary, repair: Callable[[str], str]) -> Demands:
    if not (_TELLS_ALLERGY.search(said) or _TELLS_DIET.search(said)):
        return Demands()
    repaired = replace(read_demands(repair(sentence), vocabulary), without_ingredients=())
    demands = (read_demands(sentence, vocabulary) | repaired).only_safety()
    return demands if _TELLS_DIET.search(said) else replace(demands, diets=tuple(_of_body(demands)))


def _of_body(demands: Demands) -> Iterator[str]:
    """Diets that are kept for the sake of the body: a coeliac's."""
    return (each for each in demands.diets if each.endswith("-free"))


def _without(held: Demands, things: set[str]) -> Demands:
    """`held` without what is not true of `things`; of nothing in particular, without any."""
    if not things:
        return Demands()
    return replace(
        held,
        free_of=tuple(each for each in held.free_of if each not in things),
        without_ingredients=tuple(each for each in held.without_ingredients if each not in things),
    )
