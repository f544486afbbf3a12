"""Made ill: what of a text a body does not bear, where a reaction is told of it: "walnuts make my lips tingle"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragfood.demands import signs
from ragfood.demands.phrases import diets_said, polarity
from ragfood.demands.put_off import puts_off
from ragfood.demands.reactions import tells_of_last, tells_of_reaction
from ragfood.demands.things import LONGEST_NAME, things_said
from ragfood.words import words

_FEW = 7
"""Words of a sentence that says no more than that somebody is allergic."""


def makes_ill(clause: str) -> Iterator[str]:
    """What a reaction of the body is told of, in the part between commas where it is told: "walnuts make my lips
    tingle"; with what is listed before it.
    """
    if not tells_of_reaction(clause):
        return
    before: list[str] = []
    told = False
    for part in clause.split(" , "):
        named = [*things_said(part.split(), safe=True, kinds=True)]
        if tells_of_reaction(f" {part.strip()} "):
            yield from (*named, *before)
            told = True
        elif told and (signs.CONDITION.match(part) or _likewise(part.split())):
            yield from named
        told_of = len(part.split()) <= LONGEST_NAME or signs.CONDITION.match(part)
        before = [*before, *named] if named and told_of else []


def _likewise(said: Sequence[str]) -> bool:
    """Whether a part ends with what tells of its things what was told before: "eggs too"."""
    return not polarity("likewise").isdisjoint(said[-1:]) and polarity("welcome").isdisjoint(said)


def made_ill_by(before: str, sentence: str) -> list[str]:
    """What the folded sentence `before` names, of which the next one tells a reaction, or that it is not wanted: "Once
    I had a cashew. It put me in hospital".
    """
    if not before:
        return []
    clause = signs.I_AM.sub("yo ", f" {' '.join(words(sentence))} ")
    if not (tells_of_last(clause, before) or _only_allergic(clause) or puts_off(clause)):
        return []
    if {*diets_said(clause), *things_said(clause.split(), safe=True, kinds=True)}:
        return []
    return [*things_said(words(before), safe=True, kinds=True)]


def _only_allergic(clause: str) -> bool:
    """Whether it tells of an allergy and not of what: "is there peanut in it? I'm allergic"."""
    told = signs.OF_ALLERGY.search(clause) and len(clause.split()) <= _FEW
    return bool(told) and not (signs.NO_ALLERGY.search(clause) or " allergies " in clause)
