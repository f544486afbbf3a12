"""Correcting: what somebody means after all who told of the wrong thing: "I'm allergic to walnuts", then "no, peanuts I meant"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from ragfood.demands import Demands, Vocabulary, read_demands
from ragfood.demands.phrases import any_of, diets_said, polarity, unspaced_things
from ragfood.demands.signs import I_AM
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.foods import DIETS
from ragfood.understanding.talk import listed, plain
from ragfood.words import fold, words

_LONGEST = 14
"""Words; who says more says it whole."""
_PAUSE = re.compile(r"[,;:.!…–—-]+")
_UNSPACED = re.compile(
    "(?:[说說][错錯]了|搞[错錯]了|打[错錯]了|不[对對]|我的意思是|我是[说說]|間違え|間違い|言い間違|잘못 ?말)"
)
_UNSPACED_BETWEEN = re.compile("(?:不是.+是|じゃなくて|ではなくて?|아니라|아니고|말고)")
"""What stands between what is wrong and what is meant; with one thing alone it only refuses that."""
_SAID_AS = {"nuts": "tree nuts"}
"""Names of allergens that mean more when they are said by themselves."""


def meant_instead(text: str, told: Sequence[str], vocabulary: Vocabulary) -> tuple[tuple[str, ...], str]:
    """The things that a short `text` puts in the place of what was `told` before, and in words what is fine again; nothing
    where it puts nothing right. Where several things were told, only what is named as wrong is fine again.
    """
    meant, wrong = _corrected(text)
    for before in reversed(told) if meant else ():
        if not (demanded := read_demands(before, vocabulary)).of_safety:
            continue
        gone = [*demanded.diets, *demanded.free_of, *demanded.without_ingredients]
        if wrong and set(wrong).isdisjoint(gone):
            return (), ""  # it puts something else right
        if wrong or len([*_named(I_AM.sub("yo ", plain(before)).split())]) > 1:
            gone = [each for each in gone if each in wrong]
        return tuple(dict.fromkeys(meant)), _fine_again([each for each in gone if each not in meant], demanded)
    return (), ""


def _fine_again(gone: Collection[str], demanded: Demands) -> str:
    who = "".join(f" I am not {each}." for each in gone if each in DIETS)
    things = (_SAID_AS.get(each, each) for each in gone if each not in demanded.diets)
    return who + "".join(f" {each} is fine again." for each in things)


def _corrected(text: str) -> tuple[list[str], list[str]]:
    """What is meant, and what is told to be wrong: "walnuts, not peanuts, sorry"."""
    if not text.isascii() and _unspaced(fold(text)):
        things = [unspaced_things()[each] for each in re.findall(any_of(unspaced_things()), fold(text))]
        sure = len(things) > bool(_UNSPACED_BETWEEN.search(fold(text)))
        return [*things[-1]] if sure else [], [each for thing in things[:-1] for each in thing]
    said = [word for part in _PAUSE.split(text) for word in (*words(fold(part)), ",")]
    if len(said) > _LONGEST or listed("correcting").isdisjoint(said):
        return [], []
    meant, wrong, at, refused = list[str](), list[str](), 0, False
    while at < len(said):
        size, meaning = _thing(said[at : at + LONGEST_NAME])
        if size:
            (wrong if refused else meant).extend(meaning)
        elif said[at] in polarity("refusing"):
            refused = True
        elif said[at] in _around() or said[at] == ",":
            refused = refused and said[at] in listed("correcting_between")
        else:
            return [], []
        at += size or 1
    return (meant, wrong) if meant else (wrong, [])


@lru_cache(maxsize=1)
def _around() -> frozenset[str]:
    """Words that may stand beside what is meant."""
    return listed("correcting") | listed("correcting_beside") | listed("joining_beside")


def _unspaced(folded: str) -> bool:
    return bool(_UNSPACED.search(folded) or _UNSPACED_BETWEEN.search(folded))


def _named(said: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(said):
        size, _ = _thing(said[at : at + LONGEST_NAME])
        if size:
            yield " ".join(said[at : at + size])
        at += size or 1


def _thing(ahead: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    size, meaning = longest(ahead, safe=True)
    diets = () if size else tuple(diets_said(f" {ahead[0]} "))
    return (1, diets) if diets else (size, meaning)
