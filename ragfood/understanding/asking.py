"""Asking: a question and the talk before it, read whole: demands, facts, foods named, pointed at or compared."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ragfood.demands import Demands, Vocabulary, asks_for_fact, read_demands
from ragfood.demands.amounts import orders_said
from ragfood.demands.describing import describes
from ragfood.demands.leaving_out import diets_said
from ragfood.demands.nutrients import Order
from ragfood.demands.phrases import polarity
from ragfood.demands.premises import parted, premise_of
from ragfood.providers import Message
from ragfood.understanding.called import named_alone, named_in
from ragfood.understanding.comparing import compares, named_sides, with_ones_named, worded_sides
from ragfood.understanding.dish import the_dish
from ragfood.understanding.inquiring import Inquiry, read_inquiry
from ragfood.understanding.lasting import instead, lasting
from ragfood.understanding.leaning import demanded_by, goes_on, leans, only_names
from ragfood.understanding.questions import asked_with, refers_back
from ragfood.understanding.referring import (
    all_shown,
    goes_beside,
    liked,
    pointed_by_number,
    points_by_number,
    referred,
    shown_before,
    wants_others,
)
from ragfood.understanding.there import place_meant
from ragfood.understanding.topic import groups_of, topic_of
from ragfood.understanding.traits import facets_in, pointed_by_trait, trait_in
from ragfood.words import fold, words

_DISHES = re.compile(
    r"\b(?:dish(?:es)?|meals?|mains?|main courses?|entrees?|recipes?|dinners?|lunch(?:es)?|suppers?|platos?|recetas?|comidas?|plats?|recettes?"
    r"|gerichte?|rezepte?|repas|past[oi]|mahlzeit\w*|refeic\w+)\b"
    r"|व्यंजन|اطباق|طبق|菜|料理|요리"
)
_TURNS = re.compile(
    r"^\W*(?:and|or|but|also|(?:what|how) about|y|que tal|et|und|wie ist es mit|how does)\b(?! (?:from|in|for|with|without)\b)"
)


@dataclass(frozen=True)
class Asking:
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
    lasting: Demands = Demands()
    """What was told of people earlier in the talk, whatever is asked now."""


@dataclass(frozen=True)
class _Talk:
    """A question, what was said before it, and what words and names are known."""

    question: str
    history: Sequence[Message]
    vocabulary: Vocabulary
    repair: Callable[[str], str]

    @cached_property
    def chain(self) -> tuple[str, ...]:
        """The questions that it refers back to, and itself."""
        chain = asked_with(self.question, self.history, self._leans)
        return (self.last, self.question) if self.bare and len(chain) == 1 else chain

    @cached_property
    def last(self) -> str:
        """The question before it; "" for the first."""
        return next((each.content for each in reversed(self.history) if each.role == "user"), "")

    @cached_property
    def bare(self) -> bool:
        """It only names a food, of which it asks what was asked of another: "tofu?"."""
        named = bool(self.last) and only_names(self.repaired, self.vocabulary)
        asked = named and bool(self.vocabulary.names.mentions(self.last))
        return asked and read_inquiry(self.repair(self.last)).of_amounts

    @cached_property
    def trait(self) -> str:
        """What it points at one of the foods shown by."""
        return trait_in(self.question) if self.history else ""

    @cached_property
    def told_apart(self) -> tuple[str, ...]:
        """Ids of the foods shown that the trait points at."""
        names = self.vocabulary.names
        return pointed_by_trait(self.trait, shown_before(self.history, names), self.vocabulary) if self.trait else ()

    def reads(self, text: str) -> Demands:
        if text not in self._read:
            self._read[text] = _demanded(text, self.vocabulary, self.repair)
        return self._read[text]

    @cached_property
    def _read(self) -> dict[str, Demands]:
        return {}

    def _leans(self, text: str) -> bool:
        return refers_back(text) or leans(text, self.reads(text), self.vocabulary)

    @cached_property
    def repaired(self) -> str:
        return self.repair(self.question)

    @property
    def names_dish(self) -> bool:
        """It is about a dish of its own."""
        mentions = [] if self.goes_on else self.vocabulary.names.mentions(self.repaired)
        named = (self.vocabulary.foods.get(each.ids[0]) for each in mentions)
        return any(food and food.type not in ("ingredient", "") for food in named)

    @property
    def goes_on(self) -> bool:
        return len(self.chain) > 1

    @property
    def turns(self) -> bool:
        """It goes on to something else: "and …?"."""
        return self.goes_on and bool(self.bare or _TURNS.search(fold(self.question)))


def read_asking(
    question: str, history: Sequence[Message], vocabulary: Vocabulary, repair: Callable[[str], str]
) -> Asking:
    """Rules over words and names; no search. Demands of the questions that it refers back to hold as well."""
    talk = _Talk(question, history, vocabulary, repair)
    claimed = None if talk.goes_on else parted(talk.repaired)
    if claimed and _claims_of_food(claimed[0], talk.reads(claimed[0]), vocabulary):
        return _of_premise(question, claimed, vocabulary)
    asking = _of_turn(_of_foods(talk), talk)
    groups = next(filter(None, (groups_of(each, asking.demands) for each in reversed(talk.chain))), ())
    topic = topic_of(asking.text, asking.demands, vocabulary)
    others = asking.like or asking.shown or asking.describes or talk.goes_on or asking.demands.strict
    dish = () if others else the_dish(question, asking.named, vocabulary)
    return replace(asking, topic=topic, groups=groups, asked_of=dish)


def _of_foods(talk: _Talk) -> Asking:
    """What is demanded, and the foods named, pointed at or likened to."""
    question, history, vocabulary = talk.question, talk.history, talk.vocabulary
    follows = talk.goes_on or bool(history and points_by_number(question))
    like = liked(question, history, vocabulary.names) if follows else ()
    by_trait = facets_in(talk.trait, vocabulary)
    there = place_meant(question, history, vocabulary) if follows else ()
    refers = follows and not (like or by_trait or there or goes_on(question) or goes_beside(question))
    pointed = talk.told_apart or (referred(question, history, vocabulary.names) if refers else ())
    demands = demanded_by(talk.chain, talk.reads).then(Demands(wanted=there))
    if talk.told_apart:
        demands = replace(demands, wanted=tuple(each for each in demands.wanted if each not in by_trait))
    described = not talk.goes_on and describes(talk.repaired) and not (demands.orders or demands.strict)
    if described:
        demands = replace(
            demands, wanted=tuple(each for each in demands.wanted if each.kind in ("place", "meal", "occasion"))
        )
    premise = premise_of(talk.repaired)
    named = named_in(premise or talk.repaired, vocabulary, demands)
    held = lasting(history, question, talk.reads, of_its_own=talk.names_dish)
    unfit = demands.of_safety or (held.of_safety and instead(question))
    if talk.goes_on and unfit and not (named or pointed or like):
        named = named_alone(talk.chain[:-1], vocabulary, demands)
    return Asking(
        text=" ".join(talk.chain),
        demands=demands,
        inquiry=read_inquiry(talk.repaired),
        fact=bool(premise) or asks_for_fact(question) or asks_for_fact(talk.repaired),
        named=named,
        pointed=pointed,
        shown=all_shown(history, vocabulary.names) if follows and wants_others(question) else like,
        dishes=bool(_DISHES.search(fold(question))),
        describes=described,
        like=like,
        lasting=held,
    )


def _of_turn(asking: Asking, talk: _Talk) -> Asking:
    """With what it takes over from the question before, and what it sets against each other."""
    inquiry, demands = asking.inquiry, asking.demands
    turned = talk.turns and bool(asking.named) and not asking.pointed
    if turned and not inquiry:
        inquiry = read_inquiry(talk.repair(talk.chain[-2]))
    if talk.turns and inquiry.nutrients and not read_demands(talk.repaired).orders:
        orders = (Order(inquiry.nutrients[0], each.most_first) for each in demands.orders[:1])
        demands = replace(demands, orders=tuple(orders))
    sides = _sides(talk, asking.pointed) if (versus := compares(talk.repaired) and not demands.bounds) else ()
    if demands.of_safety:
        sides = tuple(each for each in sides if each[0] in {*asking.named, *asking.pointed})
    by_number = pointed_by_number(talk.question, talk.history, talk.vocabulary.names)
    return replace(
        asking,
        demands=replace(demands, orders=()) if len(sides) > 1 else demands,
        inquiry=inquiry,
        alone=bool(asking.pointed) and bool(inquiry or by_number or talk.told_apart),
        sides=sides,
        worded=_worded(talk.repaired, sides, talk.vocabulary) if versus and len(sides) < 2 else (),
        turned=turned,
    )


def _claims_of_food(claim: str, demanded: Demands, vocabulary: Vocabulary) -> bool:
    """Whether `claim` is of a food, and not of what must be left out: "peanut free is a must, …"."""
    return bool(named_in(claim, vocabulary, demanded) if demanded.of_things else vocabulary.names.mentions(claim))


def _of_premise(question: str, claimed: tuple[str, str], vocabulary: Vocabulary) -> Asking:
    """Of what is claimed of a food nothing is demanded; of what is then asked only what must not be in it."""
    claim, asked = claimed
    demands = read_demands(asked, vocabulary).only_safety()
    named = [food_id for text in (claim, asked) for food_id in named_in(text, vocabulary, demands)]
    inquiry = read_inquiry(f"{claim} {asked}")
    return Asking(question, demands, inquiry, fact=True, named=tuple(dict.fromkeys(named)), topic=question)


def _sides(talk: _Talk, pointed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    names = talk.vocabulary.names
    known = named_sides(with_ones_named(talk.question, names), names)
    if len(known) < 2:
        known = max(known, named_sides(talk.repaired, names), key=len)
    sides = tuple(dict.fromkeys((*((each,) for each in pointed), *known)))
    # "Versus chickpeas" sets them against what was asked about before.
    return tuple(dict.fromkeys((*named_sides(talk.last, names), *sides))) if len(sides) == 1 and talk.last else sides


def _worded(repaired: str, sides: Sequence[tuple[str, ...]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Sides without a known name that may be foods; "the difference between vegan and vegetarian" has none."""
    texts = [text for text in worded_sides(repaired) if not (vocabulary.names.mentions(text) and sides)]
    return tuple(text for text in texts if not [*diets_said(f" {text} "), *orders_said(text)])


def _demanded(text: str, vocabulary: Vocabulary, repair: Callable[[str], str]) -> Demands:
    """Of a text as it stands and with its spelling put right. Of ingredients only those that are spelt wrong are
    taken from the latter, so that a repair never names a new one to leave out; all where the "without" itself was.
    """
    repaired, demanded = repair(text), read_demands(text, vocabulary)
    if repaired == text:
        return demanded
    right = read_demands(repaired, vocabulary)
    kept = [each for each in demanded.without_ingredients if _still_in(each, repaired)]
    refusal_mended = not polarity("refusing").isdisjoint({*words(fold(repaired))} - {*words(fold(text))})
    if len(kept) == len(demanded.without_ingredients) and not refusal_mended:
        return demanded | replace(right, without_ingredients=())
    return replace(demanded, without_ingredients=tuple(kept)) | right


def _still_in(name: str, repaired: str) -> bool:
    """Whether the words of an ingredient are in a text after its spelling was put right."""
    said = words(fold(repaired))
    return all(any(each.startswith(word) for each in said) for word in name.split())
