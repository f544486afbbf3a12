"""Lasting: what people tell of themselves and of whom they cook for holds for all they ask later, till taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from ragfood.demands import Demands
from ragfood.demands.contrasting import only_named, said_instead
from ragfood.demands.demand import demands_of
from ragfood.demands.each_of_them import states_of_another
from ragfood.demands.leaving_out import left_out
from ragfood.demands.phrases import diets_said, kin, polarity
from ragfood.demands.put_off import puts_off
from ragfood.demands.things import longest, things_said
from ragfood.foods import DIETS
from ragfood.providers import Message
from ragfood.understanding.talk import clauses, listed, pattern, plain, sentences, table
from ragfood.words import fold

_FORGET = re.compile(
    r"^ (?:\w+ ){0,3}(?:forget|ignore|never ?mind|scrap|drop|lift|disregard|skip|cancel|undo|scratch|vergiss"
    r"|vergesst|vergessen|ignorier\w*|oublie[zs]?|laisse\w* tomber"
    r"|olvida\w*|ignora|dimentica\w*|lascia perdere|esquec\w+) "
)
_HE_OR_SHE = re.compile(r" (?:he|she) ")
_WITH = re.compile(r" (?:with|con|mit|avec|com) (?:some |any |a |an |more |etwas |du |de la |des |un poco de )?(\w+)")


@dataclass(frozen=True)
class TakenBack:
    """What a text takes back of what was demanded before."""

    named: Demands = Demands()
    everything: bool = False
    of_others: bool = False
    """What was told of other people than the one who asks."""
    of_them: Demands = Demands()
    """What other people are told to bear after all; it takes back only what was told of others."""
    lightly: Demands = Demands()
    """What is to be forgotten: who says so of nuts may mean to have none, so that it takes no allergy back."""
    afresh: bool = False
    """The diets of what was asked for; whoever starts over is as allergic as before."""
    who: frozenset[str] = frozenset()
    """What those are called who are not there after all, where it is told."""
    everybody: bool = False
    """Nobody else is there: "just me"."""


NOTHING = TakenBack()


def lasting(
    history: Sequence[Message], question: str, read: Callable[[str], Demands], *, of_its_own: bool = False
) -> Demands:
    """Diets, allergens and ingredients to do without that `history` demands and nothing took back since.

    `read` reads the demands of one text. A question after a dish `of_its_own`, "ramen recipe", only keeps the
    allergens, and what was told of people.
    """
    held: list[_Told] = []
    asked = Demands()
    earlier = [message.content for message in history if message.role == "user"]
    for number, text in enumerate((*earlier, question)):
        back = taken_back(text)
        held = [each.after(back, len({*chain.from_iterable(one.of for one in held)})) for each in held]
        said = read(text).only_safety().less(back.named).less(back.of_them)
        kept = Demands(free_of=asked.free_of, without_ingredients=asked.without_ingredients) if back.afresh else asked
        kept = Demands() if back.of_others else left(kept, back).less(back.of_them)
        asked = kept if back.of_others else _still_asked(kept, text, said)
        if number == len(earlier):
            break
        if of_people(text):
            held.append(_Told(_told(text, read).less(back.named), of_others(text), _of_allergy(text), _kin_in(text)))
        asked |= said
    demanded = Demands(free_of=asked.free_of) if of_its_own else asked
    for each in held:
        demanded |= each.demands
    return demanded


@dataclass(frozen=True)
class _Told:
    """What was told in a text of people: of the one who asks or of `others`, who are called as the words `of`; `grave`
    if of an allergy.
    """

    demands: Demands
    others: bool
    grave: bool
    of: frozenset[str]

    def after(self, back: TakenBack, people: int) -> _Told:
        """What holds of it after something was taken `back`, where so many `people` were spoken of in all: of several
        told of in one breath only all can be gone.
        """
        alone = self.of <= back.who or (not back.who and people <= 1)
        if self.others and back.of_others and (back.everybody or alone):
            return replace(self, demands=Demands())
        kept = left(self.demands, back, grave=self.grave)
        return replace(self, demands=kept.less(back.of_them) if self.others else kept)


def _kin_in(text: str) -> frozenset[str]:
    return frozenset(plain(text).split()) & kin()


def _still_asked(asked: Demands, later: str, said: Demands) -> Demands:
    """What holds of `asked`, which foods were asked for without a word of people, after a text `later` that demands
    `said`: another diet takes the place of the first, and so does what does not go with it.
    """
    if said.diets or instead(later):
        asked = replace(asked, diets=())
    return without_refused(asked, later)


def _told(text: str, read: Callable[[str], Demands]) -> Demands:
    """All allergens of a text that tells of people, and the diets of those of its sentences that do: of "I'm allergic
    to milk. A vegan dessert?" only the former.
    """
    demanded = Demands(free_of=read(text).free_of)
    for sentence in sentences(text):
        if of_people(sentence):
            told = read(sentence).only_safety()
            demanded |= (
                replace(told, diets=tuple(each for each in told.diets if each.endswith("-free")))
                if of_others(sentence)
                else told
            )
    return demanded


@lru_cache(maxsize=512)
def of_people(text: str) -> bool:
    """Whether `text` tells what somebody does not eat, rather than what a food shall be."""
    return bool(pattern("personal").search(plain(text)))


@lru_cache(maxsize=512)
def of_others(text: str) -> bool:
    """Whether `text` speaks of somebody else than the one who asks."""
    return bool(pattern("of_others").search(plain(text)))


@lru_cache(maxsize=512)
def taken_back(text: str) -> TakenBack:
    """What `text` takes back: "nuts are fine again", "forget the diet", "now just for me". What it only asks takes
    nothing back, nor what it tells of somebody else: "my wife has no allergies".
    """
    named, of_them, lightly = Demands(), Demands(), Demands()
    everything = others = everybody = False
    kept = any(puts_off(clause) or states_of_another(clause) for clause, _ in clauses(text))
    for clause, asks in clauses(text):
        gone = bool(pattern("taken_back_others").search(clause) and not asks)
        others, everybody = others or gone, everybody or (gone and not _of_some(clause))
        ordered = bool(_FORGET.search(clause))
        if kept or " but " in clause or (asks and not ordered):
            continue
        lightly |= _forgotten(clause)
        if not ordered and _of_somebody_else(clause, text):
            of_them |= _named_back(clause)
            continue
        everything = everything or bool(pattern("taken_back_all").search(clause))
        named |= _named_back(clause)
    named = named.less(_still_demanded(text)) if named else named
    afresh = bool(pattern("afresh").search(plain(text)))
    who = _kin_in(text) if others and not everybody else frozenset[str]()
    return TakenBack(named, everything, others, of_them, lightly, afresh, who, everybody)


def _of_some(clause: str) -> bool:
    """Whether it speaks of somebody in particular."""
    return bool(_kin_in(clause)) or bool(_HE_OR_SHE.search(clause))


def _still_demanded(text: str) -> Demands:
    """What a text that takes something back demands all the same: "nuts are fine, just no peanuts", "I'm not allergic
    to eggs, only to the yolk".
    """
    beside = [clause for clause, _ in clauses(text) if not _named_back(clause)]
    told = (each for clause in (*beside, said_instead(text)) for each in left_out(clause))
    return demands_of([*told, *(each for clause in beside for each in only_named(clause))])


def _of_somebody_else(clause: str, text: str) -> bool:
    """Whether a clause of `text` is not of the one who asks: of him it is told or nobody else is spoken of."""
    return of_others(clause) or (of_others(text) and not pattern("taken_back_oneself").search(clause))


def _forgotten(clause: str) -> Demands:
    """What a clause says to forget, where it says nothing else: "forget the soy"."""
    told = pattern("forgotten").search(clause)
    what = [each for each in told["what"].split() if each not in listed("correcting_between")] if told else []
    size, meaning = longest(what, safe=True) if what else (0, ())
    return demands_of([*meaning, *what[:size]]) if size == len(what) else Demands()


def _named_back(clause: str) -> Demands:
    named = Demands()
    for found in pattern("taken_back").finditer(clause):
        if not polarity("refusing").isdisjoint(clause[: found.start()].split()[-1:]):
            continue  # "nothing with dairy now" takes no dairy back
        what = next((each for each in found.groupdict().values() if each), "")
        named |= demands_of([*diets_said(f" {what} "), *things_said(what.split(), kinds=True)])
    return named


def left(demands: Demands, back: TakenBack, *, grave: bool = False) -> Demands:
    """`demands` without what is taken `back`; where they are `grave` only what is taken back in clear words."""
    kept = demands.less(demands.only_safety() if back.everything else back.named)
    return kept if grave else kept.less(back.lightly)


def _of_allergy(text: str) -> bool:
    return bool(pattern("of_allergy").search(plain(text)))


_OF_A_PART = re.compile(
    r" (?:with|mit|con|avec|com) (?:\w+ ){1,3}(?:instead of|rather than|statt|anstatt|en vez de|en lugar de"
    r"|au lieu d[eu]?|invece d\w+|em vez d\w) (?!(?:it|that|this|those|these|them) )"
)
"""Another ingredient of the same: "with chicken instead of beef"."""


def left_in(text: str, earlier: Demands, later: str) -> Demands:
    """What holds of the demands of `text` after a follow-up `later`: "any with meat?" wants no vegan food any more,
    unless `text` told of people.
    """
    back = taken_back(later)
    kept = left(earlier, back, grave=_of_allergy(text)).less(back.of_them if of_others(text) else Demands())
    if back.of_others and of_others(text) and (back.everybody or _kin_in(text) <= back.who):
        kept = kept.beyond_safety()  # what still holds of it lasts
    if instead(later) and not _OF_A_PART.search(plain(later)):
        # Something else than what was named: of the sorts of dishes asked for none holds any more.
        kept = replace(kept, wanted=tuple(each for each in kept.wanted if each.kind not in ("dish", "type")))
    if of_people(text):
        return kept
    return without_refused(kept, later)


def wants_with(text: str) -> bool:
    """Whether `text` asks for a food with something in it: "con chocolate"."""
    return bool(_WITH.search(plain(text)))


def instead(text: str) -> bool:
    """Whether `text` asks for something in the place of what was named."""
    return bool(pattern("instead").search(plain(text)))


def without_refused(demands: Demands, later: str) -> Demands:
    """`demands` without the diets that do not go with what a text `later` wants: "any with meat?". The strictest diet
    that goes with it takes their place: with fish that is the pescatarian one.
    """
    refused = _refused(frozenset(_WITH.findall(plain(later))))
    if not refused.intersection(demands.diets):
        return demands
    next_strict = [each for each in ("vegetarian", "pescatarian") if each not in refused][:1]
    return replace(demands, diets=tuple(each for each in DIETS if each in {*demands.diets, *next_strict} - refused))


@lru_cache(maxsize=64)
def _refused(wanted: frozenset[str]) -> frozenset[str]:
    """The diets that do not go with what is wanted."""
    rows = table()["with"].items()
    return frozenset(diet for diets, listed in rows if wanted & {*fold(listed).split()} for diet in diets.split())
