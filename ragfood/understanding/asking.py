"""Asking: a question and the talk before it, read whole: demands, facts, foods named, pointed at or compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ragfood.demands import Demands, Vocabulary, asks_for_fact, read_demands
from ragfood.demands.amounts import orders_said
from ragfood.demands.claiming import claims
from ragfood.demands.demand import demands_of
from ragfood.demands.describing import describes
from ragfood.demands.faiths import of_faiths
from ragfood.demands.nutrients import Order
from ragfood.demands.phrases import diets_said
from ragfood.demands.premises import parted, premise_of
from ragfood.providers import Message
from ragfood.understanding.called import made_with, named_alone, named_in
from ragfood.understanding.comparing import named_sides, with_ones_named, worded_sides
from ragfood.understanding.dish import asks_for_dishes, made_without, the_dish
from ragfood.understanding.doubting import asked_of, asks_of_it, doubted_in, sides_asked, unheard_in
from ragfood.understanding.fitness import asks_for_version
from ragfood.understanding.inquiring import Inquiry, asked_to_hold, read_inquiry
from ragfood.understanding.lasting import instead, lasting
from ragfood.understanding.leaning import demanded_by, goes_on, unspaced
from ragfood.understanding.passed_over import passed_over
from ragfood.understanding.referring import (
    all_shown,
    goes_beside,
    liked,
    pointed_by_number,
    points_by_number,
    referred,
    served_with,
    shown_before,
    spoken_of,
    wants_others,
)
from ragfood.understanding.safety import withheld
from ragfood.understanding.spoken import Talk
from ragfood.understanding.there import place_meant
from ragfood.understanding.topic import groups_of, topic_of
from ragfood.understanding.traits import facets_in
from ragfood.understanding.vernacular import tongues_of

_FINE_AGAIN = re.compile(r"[^.!?,;]+ (?:is|are) fine(?: again)?\b", re.IGNORECASE)
"""What is taken back is not asked about: "peanuts are fine again, dessert"."""
_FEW = 2
"""Words beside a place, in a talk about foods, that ask for nothing else."""


class Asking(NamedTuple):
    """What was read. `text` is the question with what it refers back to."""

    text: str
    demands: Demands
    inquiry: Inquiry
    fact: bool
    """It asks about foods, and for none."""
    named: tuple[str, ...] = ()
    """Ids of the foods that the question names."""
    pointed: tuple[str, ...] = ()
    """Ids of the foods of the last answer that it points at."""
    alone: bool = False
    """Only about those it points at."""
    sides: tuple[tuple[str, ...], ...] = ()
    """The foods that it sets against each other: for each the ids that may be meant."""
    worded: tuple[str, ...] = ()
    """The same as worded, where a name is not known."""
    shown: tuple[str, ...] = ()
    """Ids of all foods that were shown before, where others are wanted."""
    topic: str = ""
    """Its words beyond demands and those that only ask."""
    dishes: bool = False
    """It asks for dishes or meals rather than for food of any kind."""
    beside: tuple[str, ...] = ()
    """The id of the food with which something is wanted to be eaten."""
    made_with: tuple[str, ...] = ()
    """Ids of the ingredients that it shall be made with."""
    like: tuple[str, ...] = ()
    """Ids of the foods to which others shall be similar."""
    turned: bool = False
    """It asks of another food what was asked before: "and paneer?"."""
    describes: bool = False
    """It describes one dish in detail; what it says of taste, cooking and sort is of that dish and its parts."""
    groups: tuple[str, ...] = ()
    """Groups of ingredients that it names, such as "fruit"."""
    asked_of: tuple[str, ...] = ()
    """The id of the one dish that it asks something of, whatever its other words are: "what is spread on manakish?"."""
    in_talk: bool = False
    """Foods were spoken of before it."""
    passed: frozenset[str] = frozenset()
    """Ids of the dishes that it names only to have others."""
    doubted: tuple[str, ...] = ()
    """Ids of the foods of which it asks whether they are fit for somebody of whom it tells."""
    unheard: str = ""
    """What it asks the same of and no food is called."""
    believers: Demands = Demands()
    """What people of a faith do without, of whom it asks whether they may eat something: "can Muslims eat …"."""
    lasting: Demands = Demands()
    """What was told of people earlier in the talk, whatever is asked now."""
    holding: tuple[tuple[str, ...], ...] = ()
    """The allergens of which it asks what holds them, for each thing that it names."""
    warned_of: frozenset[str] = frozenset()
    """Ids of the foods that a safety note warns of, and that are not named."""

    @property
    def speaks_of_food(self) -> bool:
        """Whether a place is asked for that can only be meant for its food: after other foods, or with a taste."""
        kinds = {facet.kind for facet in self.demands.wanted}
        return "place" in kinds and ("taste" in kinds or (self.in_talk and len(self.topic.split()) <= _FEW))


def read_asking(
    question: str, history: Sequence[Message], vocabulary: Vocabulary, repair: Callable[[str], str]
) -> Asking:
    """Rules over words and names; no search. Demands of the questions that it refers back to hold as well."""
    asking = _read(question, history, vocabulary, repair)
    talk = (*(each.content for each in history if each.role == "user"), question)
    own = asking.text == question and not (asking.demands.strict or asking.sides or asking.pointed)
    holding = asked_to_hold(question) if own else ()
    return asking._replace(warned_of=withheld(asking.text, talk) - {*asking.named}, holding=holding)


def _read(question: str, history: Sequence[Message], vocabulary: Vocabulary, repair: Callable[[str], str]) -> Asking:
    cut, passed = passed_over(question, vocabulary, repair)
    talk = Talk(cut, history, vocabulary, repair)
    claimed = None if talk.goes_on else parted(talk.repaired)
    if claimed and _claims_of_food(claimed[0], talk.reads(claimed[0]), vocabulary):
        return _of_premise(question, claimed, vocabulary)
    asking = _with_doubted(_of_turn(_of_foods(talk), talk), talk)
    if asking.demands.unwanted and any(map(talk.is_dish, asking.named)) and made_without(question):
        asking = asking._replace(demands=replace(asking.demands, unwanted=()), fact=True)
    mends = talk.repair if asking.demands.orders else str
    said = (said for each in reversed(talk.chain) for said in dict.fromkeys((each, mends(each))))
    groups = next(filter(None, (groups_of(each, asking.demands) for each in said)), ())
    topic = topic_of(asking.text, asking.demands, vocabulary)
    others = asking.like or asking.shown or asking.describes or talk.goes_on or asking.demands.strict
    dish = () if others else the_dish(question, asking.named, vocabulary)
    named = asking.named if cut == question else tuple(each for each in asking.named if each not in passed)
    none = asking.fact or asking.describes or asking.inquiry.nutrients or unspaced(question)
    parts = () if none else tuple(each for each in _made_with(asking, talk) if each not in passed)
    faiths = of_faiths(question) if asking.named and not asking.demands.of_safety else ()
    asking = asking._replace(believers=demands_of(faiths)) if faiths else asking
    return asking._replace(topic=topic, groups=groups, asked_of=dish, named=named, passed=passed, made_with=parts)


def _not_fine_again(text: str) -> str:
    return _FINE_AGAIN.sub("", text) if "fine" in text.casefold() else text


def _with_doubted(asking: Asking, talk: Talk) -> Asking:
    question = _not_fine_again(talk.question)
    doubted = doubted_in(question, talk.vocabulary, talk.reads, talk.repair)
    if not (doubted or asking.pointed or asks_for_version(talk.question)) and asks_of_it(talk.question, asking.demands):
        spoken = spoken_of(talk.history, talk.vocabulary.names)
        return asking._replace(doubted=spoken, named=spoken or asking.named)
    ordered = asking.demands.orders and not (asking.demands.of_safety or asking.pointed)
    if ordered and (asked := asked_of(talk.question, talk.vocabulary, talk.repair)):
        return asking._replace(demands=replace(asking.demands, orders=()), named=asked, fact=True)
    return asking._replace(
        doubted=doubted,
        unheard=unheard_in(talk.repaired, talk.vocabulary),
        named=tuple(dict.fromkeys((*doubted, *asking.named))),
    )


def _made_with(asking: Asking, talk: Talk) -> tuple[str, ...]:
    repaired = talk.repair(asking.text) if talk.goes_on else talk.repaired
    return made_with(repaired, talk.vocabulary, asking.demands, dishes=asking.dishes)


def _of_foods(talk: Talk) -> Asking:
    """What is demanded, and the foods named, pointed at or likened to."""
    question, history, vocabulary = talk.question, talk.history, talk.vocabulary
    by_number = bool(history and points_by_number(question))
    follows = talk.goes_on or by_number
    like = liked(question, history, vocabulary.names) if follows else ()
    by_trait = facets_in(talk.trait, vocabulary)
    there = place_meant(question, history, vocabulary) if follows and not by_number else ()
    refers = follows and not (like or by_trait or there or goes_on(question) or goes_beside(question))
    pointed = talk.told_apart or (referred(question, history, vocabulary.names) if refers else ())
    demands = demanded_by(talk.chain, talk.reads).then(Demands(wanted=there))
    if talk.told_apart:
        demands = replace(demands, wanted=tuple(each for each in demands.wanted if each not in by_trait))
    described = not talk.goes_on and describes(talk.repaired) and not (demands.orders or demands.strict)
    if described:
        kept = tuple(each for each in demands.wanted if each.kind in ("place", "meal", "occasion"))
        demands = replace(demands, wanted=kept)
    premise = premise_of(talk.repaired)
    named = named_in(premise or _not_fine_again(talk.repaired), vocabulary, demands)
    held = lasting(history, question, talk.reads, of_its_own=talk.names_dish)
    unfit = demands.of_safety or (held.of_safety and instead(question))
    if talk.goes_on and asks_for_version(question) and not any(map(talk.is_dish, named)):
        named = named_alone([*map(talk.repair, talk.chain[:-1])], vocabulary, demands) or named
    if talk.goes_on and unfit and not (named or pointed or like):
        named = named_alone([*map(talk.repair, talk.chain[:-1])], vocabulary, demands)
    return Asking(
        text=talk.sought,
        demands=demands,
        inquiry=_inquired(talk),
        fact=bool(premise) or any(map(asks_for_fact, said := (question, talk.repaired))) or _claims(said, vocabulary),
        named=named,
        pointed=pointed,
        shown=all_shown(history, vocabulary.names) if follows and wants_others(question) and not pointed else like,
        dishes=asks_for_dishes(question),
        describes=described,
        like=like,
        beside=served_with(question, history, vocabulary.names) if follows and goes_beside(question) else (),
        in_talk=bool(history and shown_before(history, vocabulary.names)),
        lasting=held,
    )


def _inquired(talk: Talk) -> Inquiry:
    """What is asked; of what of a food, as it stands too: a repair takes words out that only bind."""
    inquiry = read_inquiry(talk.repaired)
    aspects = dict.fromkeys((*inquiry.aspects, *read_inquiry(talk.question).aspects))
    return replace(inquiry, aspects=tuple(aspects))


def _claims(said: Sequence[str], vocabulary: Vocabulary) -> bool:
    return any(claims(each, vocabulary.names) for each in said)


def _of_turn(asking: Asking, talk: Talk) -> Asking:
    """With what it takes over from the question before, and what it sets against each other."""
    inquiry, demands = asking.inquiry, asking.demands
    turned = talk.turns and bool(asking.named) and not asking.pointed
    if turned and not inquiry:
        inquiry = read_inquiry(talk.repair(talk.chain[-2]))
    if talk.turns and inquiry.nutrients and not read_demands(talk.repaired).orders:
        orders = (Order(inquiry.nutrients[0], each.most_first) for each in demands.orders[:1])
        demands = replace(demands, orders=tuple(orders))
    sides = _sides(talk, asking.pointed) if (versus := talk.compares and not demands.bounds) else ()
    if demands.of_safety:
        sides = sides_asked(sides, talk.repaired, talk.vocabulary, talk.reads)
    by_number = pointed_by_number(talk.question, talk.history, talk.vocabulary.names)
    return asking._replace(
        demands=_beside_sides(demands) if len(sides) > 1 else demands,
        inquiry=inquiry,
        alone=bool(asking.pointed) and bool(inquiry or by_number or talk.told_apart),
        sides=sides,
        worded=_worded(talk.repaired, sides, talk.vocabulary) if versus and len(sides) < 2 else (),
        turned=turned,
    )


def _beside_sides(demands: Demands) -> Demands:
    """Without what sides are set against each other by: of "which is less salty, feta or mozzarella" both are shown."""
    wanted, unwanted = (
        tuple(each for each in facets if each.kind != "taste") for facets in (demands.wanted, demands.unwanted)
    )
    return replace(demands, orders=(), wanted=wanted, unwanted=unwanted)


def _claims_of_food(claim: str, demanded: Demands, vocabulary: Vocabulary) -> bool:
    """Whether `claim` is of a food, and not of what must be left out: "peanut free is a must, …"."""
    return bool(named_in(claim, vocabulary, demanded) if demanded.of_things else vocabulary.names.mentions(claim))


def _of_premise(question: str, claimed: tuple[str, str], vocabulary: Vocabulary) -> Asking:
    """Of what is claimed of a food nothing is demanded; of what is then asked only what must not be in it, of which the
    foods that the claim names are told with a warning.
    """
    claim, asked = claimed
    demands = read_demands(asked, vocabulary).only_safety()
    named = [each.ids[0] for each in vocabulary.names.mentions(claim)] + [*named_in(asked, vocabulary, demands)]
    inquiry = read_inquiry(f"{claim} {asked}")
    return Asking(
        question,
        Demands(),
        inquiry,
        fact=True,
        named=tuple(dict.fromkeys(named)),
        topic=question,
        lasting=demands,
    )


def _sides(talk: Talk, pointed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    names = talk.vocabulary.names
    known = named_sides(with_ones_named(talk.question, names), names)
    if len(known) < 2 or "en" not in tongues_of(talk.question):
        repaired = named_sides(talk.repaired, names)
        # Words that bind in another language may be foods in English, such as the Turkish "hangi", which is "which".
        known = repaired if len(repaired) > 1 else max(repaired, known, key=len)
    sides = tuple(dict.fromkeys((*((each,) for each in pointed), *known)))
    # "Versus chickpeas" sets them against what was asked about before.
    return tuple(dict.fromkeys((*named_sides(talk.last, names), *sides))) if len(sides) == 1 and talk.last else sides


def _worded(repaired: str, sides: Sequence[tuple[str, ...]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Sides without a known name that may be foods; "the difference between vegan and vegetarian" has none."""
    texts = [text for text in worded_sides(repaired) if not (vocabulary.names.mentions(text) and sides)]
    return tuple(text for text in texts if not [*diets_said(f" {text} "), *orders_said(text)])
