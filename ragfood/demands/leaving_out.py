"""Diets and what is left out, as languages with spaces between their words say it."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ragfood.alternation import any_found
from ragfood.demands import phrases as said
from ragfood.demands import signs
from ragfood.demands.by_person import listed_by_person
from ragfood.demands.contrasting import set_right
from ragfood.demands.each_of_them import told_of_each
from ragfood.demands.ingredient_kinds import called, untold
from ragfood.demands.made_ill import makes_ill
from ragfood.demands.phrases import diet_meant, diet_pattern, diets_said, faiths, kin, members, polarity
from ragfood.demands.polarity import ARTICLES, Named, begins_wish, refused, welcome
from ragfood.demands.put_off import put_off_by
from ragfood.demands.sayings import FIGURES
from ragfood.demands.slips import slipped, slipped_before
from ragfood.demands.things import LONGEST_NAME, any_name_in, food_in, longest, means, meant_by, things_said
from ragfood.foods import ALLERGENS
from ragfood.words import words

_PARTS = re.compile(r"[,:،、/&+()]|\s[-–—]+\s")
_ASKED = re.compile(
    r"(?: ,| and| but)+(?= (?:which|what|how|why|when|where|who|show|suggest|recommend|give|find|is|are|does|do|can(?! t )|could) )"
)
_JOINERS = frozenset(said.JOINERS.split())
_FILLERS = frozenset(said.FILLERS.split())
_OF = frozenset(said.OF.split())
_FREE = {"less": "free"}
"""How an ending reads as a word: a "meatless stir-fry" is free of meat, and no less of a stir-fry."""


@lru_cache(maxsize=256)  # a sentence is looked at for a fact, for what it tells, and for what it demands
def clauses(sentence: str) -> tuple[str, ...]:
    """Of a folded sentence: words with single spaces between and around them, commas kept; compounds such as
    "nussfrei" taken apart.
    """
    sentence = signs.ALLERGIES_LISTED.sub("allergic to ", sentence)
    sentence = signs.LISTS.sub(lambda colon: f"{colon[1] or ''} ", sentence)
    plain = f" {' , '.join(' '.join(words(part)) for part in _PARTS.split(sentence))} "
    for figure, meant in FIGURES if _any_figure().search(plain) else ():
        plain = figure.sub(meant, plain)
    if signs.OF_ALLERGY.search(plain):
        plain = signs.ASKS_BARE.sub(r" , \1", plain, count=1)
    plain = told_of_each(plain)
    plain = signs.NOT_ITSELF.sub(r" \1 is", plain)
    plain = signs.ASKS_THEN.sub(r"\1 , ", signs.I_AM.sub("yo ", plain))
    plain = signs.COMPOUND.sub(
        lambda word: f"{word[1]} {_FREE.get(word[2], word[2])}" if longest([word[1]], safe=True)[0] else word[0], plain
    )
    return tuple(f"{clause.rstrip()} " for clause in _ASKED.split(set_right(plain)))


@lru_cache(maxsize=1)
def _any_figure() -> re.Pattern[str]:
    return any_found([figure.pattern for figure, _ in FIGURES])


def parts(sentence: str) -> Iterator[str]:
    """Of a folded sentence: what stands before a colon and behind it, where what is left out is told before it and
    something else comes behind: "no peanuts: chocolate desserts", but not "no nuts: almonds, walnuts".
    """
    head, colon, rest = sentence.partition(":")
    behind = [word for word in words(rest) if word not in _FILLERS][:LONGEST_NAME]
    if colon and behind and not longest(behind, safe=True, kinds=False)[0] and _tells(head):
        yield head
        yield from parts(rest)
    else:
        yield sentence


def _tells(head: str) -> bool:
    """Whether `head` ends with the name of something that it leaves out."""
    last = words(head)[-LONGEST_NAME:]
    named = any(means("_".join(last[start:]), True) for start in range(len(last)))
    return named and any(True for clause in clauses(head) for _ in left_out(clause))


def left_out(clause: str) -> Sequence[str]:
    """Diets, allergens and ingredients that a clause demands to meet or to leave out. Where it speaks of an allergy in
    a way that no sign tells, all allergens that it names count.
    """
    found = [*_left_out(clause)]
    found += (each for each in refused(clause, _thing) if not _told_already(each, found))
    told = (set(ALLERGENS).isdisjoint(found) or " alerj" in clause) and signs.OF_ALLERGY.search(clause)
    if told and not signs.NO_ALLERGY.search(clause):
        named = [*things_said(signs.WISHED.sub(" ", clause).split(), safe=True, kinds=True)]
        named = named or slipped_before(clause.split())
        found += [each for each in named if each in ALLERGENS and each not in found] or [
            each for each in named if not _told_already(each, found)
        ]
    found += (each for each in listed_by_person(clause, leaves_out=bool(found)) if each not in found)
    return _but_for_fish(clause, found) if "vegetarian" in found else found


def _but_for_fish(clause: str, found: list[str]) -> list[str]:
    """With fish where it is told that only meat is meant: "no meat, but fish yes", "a pescatarian, so no meat"."""
    diets = [*diets_said(clause)]
    said = clause.split()
    welcomed = (at for at, word in enumerate(said) if means(word, False) == ("fish",) and welcome(said, at + 1))
    fish = any(not at or said[at - 1] not in polarity("refusing") for at in welcomed)
    if "vegetarian" in diets or not (fish or "pescatarian" in diets):
        return found
    return ["pescatarian", *(each for each in found if each not in ("vegetarian", "pescatarian", "fish"))]


def _left_out(clause: str) -> Iterator[str]:
    for word in diet_pattern().finditer(clause):
        before, behind = clause[: word.start()], clause[word.end() :]
        if not (denied(before) or signs.OR_NOT.match(behind) or _once(before, behind)):
            yield from diet_meant(word["diet"])
    yield from _of_people(clause)
    yield from makes_ill(clause)
    yield from put_off_by(clause)
    yield from _little_of(clause)
    for pattern, safe, other in (
        (signs.LEFT_OUT, False, any_name_in),
        (signs.LEFT_OUT_KNOWN, False, None),
        (signs.LEFT_OUT_ABROAD, False, food_in),
        (signs.ALLERGIC, True, any_name_in),
        (signs.ALLERGIC_ABROAD, True, food_in),
    ):
        for sign in pattern.finditer(clause):
            if not denied(clause[: sign.start()]):
                told = safe and bool(_listed_before(clause[: sign.start()].split(), any_name=False))
                comma = "," if told and sign[0].rstrip().endswith(",") else ""
                yield from _listed(f"{comma} {clause[sign.end() :]}".split(), safe, other, told=told)
    for pattern, any_name in (
        (signs.FREE, True),
        (signs.LESS, False),
        (signs.ALLERGY, False),
        (signs.LEFT_OUT_AFTER, False),
    ):
        for sign in pattern.finditer(clause):
            if not signs.OF_STATE.search(clause[: sign.end()]):
                yield from _listed_before(clause[: sign.start()].split(), any_name)


def _once(before: str, behind: str) -> bool:
    """Whether a diet is told that was kept once: "I used to be vegan", "I was vegetarian for years"."""
    said = f"{before.rstrip()} "
    return bool(signs.FORMERLY.search(said) or (signs.WAS.search(said) and signs.ONCE.match(behind)))


def _of_people(clause: str) -> Iterator[str]:
    """What those do without who do not drink, or who are of a faith: "for my Muslim friends"."""
    for_children = signs.OF_CHILDREN.search(clause) and signs.DRINKS.search(clause)
    if for_children or signs.NO_DRINKING.search(clause):
        yield "alcohol"
    if faiths().keys().isdisjoint(clause.split()):
        return
    for told in signs.OF_FAITH.finditer(clause):
        if not denied(clause[: told.start()]):
            yield from faiths().get(next(filter(None, told.groups()), ""), ())


def _little_of(clause: str) -> Iterator[str]:
    """What no food tells of and little is wanted of: "low in histamine", "FODMAP friendly"."""
    said = clause.split()
    for at in range(len(said)):
        for size in (2, 1):
            kind = called().get("_".join(said[at : at + size]))
            near = polarity("little") & {*said[max(0, at - 2) : at]}
            if kind in untold() and (near or polarity("friendly") & {*said[at + size : at + size + 1]}):
                yield kind


def denied(before: str) -> bool:
    """Whether what follows these words is taken back by them."""
    said = f"{before.rstrip()} "
    taken_back = signs.DENIED.search(said) or signs.NOT_WANTED.search(said)
    return bool(taken_back) and not signs.TWICE_DENIED.search(said)


def _listed(after: Sequence[str], safe: bool, other: Named | None, *, told: bool = False) -> list[str]:
    """What the words after a "without" name: "nuts, eggs or milk"; `other` names what no table does. Nothing when it is
    an allergy that is absent. Where what it is was `told` before, a dish may be wished for: "nut allergy, chicken soup".
    """
    found: list[str] = []
    at = end = int(after[:1] == [","])
    while at < len(after):
        if found and after[at] in _OF:
            break
        if after[at] in _FILLERS:
            # "Nuts, a Thai soup": what is wanted begins, unless it is known for something that is left out.
            other = None if found and after[at - 1] == "," and after[at] in ARTICLES else other
            at += 1
            continue
        size, meaning = longest(after[at : at + LONGEST_NAME], safe)
        if not size and safe and (meaning := slipped(after[at], unknown=other is food_in and not found)):
            size = 1
        if not size and (after[at] in kin() or after[at].startswith("allerg")):
            break
        if not size and other:
            size, meaning = other(after[at : at + LONGEST_NAME])
        if not size or ((found or told) and _wanted(after, at, size, meaning, safe)):
            break
        found += meaning
        at = end = at + size
        while at < len(after) and after[at] in _JOINERS:
            at += 1
        if at == end and not _bound(after[at : at + LONGEST_NAME], safe):
            break
    absent = not safe and re.match("allerg|intoleran|free$|frei", " ".join(after[end : end + 1]))
    return [] if absent else found


def _wanted(after: Sequence[str], at: int, size: int, meaning: Sequence[str], safe: bool) -> bool:
    """Whether what is named at a place behind what is left out is wanted."""
    return welcome(after, at + size) or begins_wish(after, at, size, meaning, safe=safe)


def _bound(ahead: Sequence[str], safe: bool) -> bool:
    """Whether the Arabic "and" binds on what is named: it is written as part of the word."""
    return bool(ahead) and ahead[0].startswith("و") and bool(longest(ahead, safe)[0])


def _listed_before(before: Sequence[str], any_name: bool) -> list[str]:
    """What the words before a "free" or "allergy" name: "nut, egg and milk free". A refusal before takes back no more
    than what is listed with it: "no meat, gluten free" is both.
    """
    found: list[str] = []
    since_comma: list[str] = []
    at = len(before)
    while at:
        if before[at - 1] in _FILLERS or (found and before[at - 1] in _JOINERS):
            parted = before[at - 1] in _JOINERS and _parts(before[:at])
            since_comma = since_comma or (found[:] if parted else [])
            at -= 1
            continue
        for size in range(min(LONGEST_NAME, at), 0, -1):
            if meaning := means("_".join(before[at - size : at]), True) or meant_by(before[at - size : at], True):
                break
        else:
            size, meaning = any_name_in(before[at - 1 : at]) if any_name and not found else (0, ())
        if not size:
            break
        found += meaning
        at -= size
    return since_comma if denied(f" {' '.join(before[:at])}") else found


def _parts(before: Sequence[str]) -> bool:
    """Whether words end with what parts two demands: a comma, or "and" behind something that is refused."""
    return before[-1] == "," or (before[-1] == "and" and not polarity("refusing").isdisjoint(before))


def _told_already(thing: str, found: Sequence[str]) -> bool:
    """Whether it, something of it, or the allergen that it belongs to, is among those `found`."""
    belongs_to = members().get(thing.replace(" ", "_"), ())
    return any(thing in (each, *each.split()) or each in belongs_to for each in found)


def _thing(ahead: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    return longest(ahead, safe=False)
