"""Asking: a question and the talk before it, read whole: demands, facts, foods named, pointed at or compared."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, reduce

from ragfood.demands import Demands, Vocabulary, asks_for_fact, read_demands
from ragfood.demands.amounts import orders_said
from ragfood.demands.describing import describes
from ragfood.demands.facets import table
from ragfood.demands.leaving_out import diets_said, things_said
from ragfood.demands.nutrients import Order, nutrient_words
from ragfood.demands.premises import parted, premise_of
from ragfood.providers import Message
from ragfood.understanding.comparing import compares, named_sides, worded_sides
from ragfood.understanding.inquiring import Inquiry, read_inquiry
from ragfood.understanding.questions import asked_with
from ragfood.understanding.referring import (
    all_shown,
    liked,
    pointed_by_number,
    points_by_number,
    referred,
    wants_others,
)
from ragfood.understanding.topic import topic_of
from ragfood.words import fold, sought_as, words

_DISHES = re.compile(
    r"\b(?:dish(?:es)?|meals?|recipes?|dinners?|lunch(?:es)?|suppers?|platos?|recetas?|comidas?|plats?|recettes?"
    r"|gerichte?|rezepte?)\b"
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
        return asked_with(self.question, self.history)

    @cached_property
    def repaired(self) -> str:
        return self.repair(self.question)

    @property
    def goes_on(self) -> bool:
        return len(self.chain) > 1

    @property
    def turns(self) -> bool:
        """It goes on to something else: "and …?"."""
        return self.goes_on and bool(_TURNS.search(fold(self.question)))


def read_asking(
    question: str, history: Sequence[Message], vocabulary: Vocabulary, repair: Callable[[str], str]
) -> Asking:
    """Rules over words and names; no search. Demands of the questions that it refers back to hold as well."""
    talk = _Talk(question, history, vocabulary, repair)
    claimed = None if talk.goes_on else parted(talk.repaired)
    if claimed and vocabulary.names.mentions(claimed[0]):
        return _of_premise(question, claimed, vocabulary)
    asking = _of_turn(_of_foods(talk), talk)
    groups = next(filter(None, map(_groups, reversed(talk.chain))), ())
    return replace(asking, topic=topic_of(asking.text, asking.demands, vocabulary), groups=groups)


def _of_foods(talk: _Talk) -> Asking:
    """What is demanded, and the foods named, pointed at or likened to."""
    question, history, vocabulary = talk.question, talk.history, talk.vocabulary
    follows = talk.goes_on or bool(history and points_by_number(question))
    like = liked(question, history, vocabulary.names) if follows else ()
    pointed = referred(question, history, vocabulary.names) if follows and not like else ()
    demands = reduce(Demands.then, (_demanded(each, vocabulary, talk.repair) for each in talk.chain))
    described = not talk.goes_on and describes(talk.repaired) and not (demands.orders or demands.strict)
    if described:
        demands = replace(demands, wanted=tuple(each for each in demands.wanted if each.kind in ("place", "meal")))
    premise = premise_of(talk.repaired)
    named = _named(premise or talk.repaired, vocabulary, demands)
    if talk.goes_on and not named and not pointed and not like and demands.of_safety:
        named = _named_alone(talk.chain[:-1], vocabulary, demands)
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
    versus = compares(talk.repaired)
    sides = _sides(talk, asking.pointed) if versus else ()
    if demands.of_safety:
        sides = tuple(each for each in sides if each[0] in {*asking.named, *asking.pointed})
    by_number = pointed_by_number(talk.question, talk.history, talk.vocabulary.names)
    return replace(
        asking,
        demands=replace(demands, orders=()) if len(sides) > 1 else demands,
        inquiry=inquiry,
        alone=bool(asking.pointed) and bool(inquiry or by_number),
        sides=sides,
        worded=_worded(talk.repaired, sides, talk.vocabulary) if versus and len(sides) < 2 else (),
        turned=turned,
    )


def _of_premise(question: str, claimed: tuple[str, str], vocabulary: Vocabulary) -> Asking:
    """Of what is claimed of a food nothing is demanded; of what is then asked only what must not be in it."""
    claim, asked = claimed
    demands = read_demands(asked, vocabulary).only_safety()
    named = [food_id for text in (claim, asked) for food_id in _named(text, vocabulary, demands)]
    inquiry = read_inquiry(f"{claim} {asked}")
    return Asking(question, demands, inquiry, fact=True, named=tuple(dict.fromkeys(named)), topic=question)


def _named(repaired: str, vocabulary: Vocabulary, demands: Demands) -> tuple[str, ...]:
    """The foods that are named, but for those that only say what else must not be in them, or is asked about."""
    said = words(fold(repaired))
    mentions = vocabulary.names.mentions(repaired)
    things = [bool([*things_said(said[each.start : each.end])]) for each in mentions]
    if demands.of_safety or not all(things):
        mentions = [each for each, thing in zip(mentions, things, strict=True) if not thing]
    facets = {facet for facet in (*demands.wanted, *demands.unwanted) if facet.kind in ("taste", "method")}
    called = [" ".join(said[each.start : each.end]) for each in mentions]
    mentions = [
        each for each, name in zip(mentions, called, strict=True) if vocabulary.facets.called.get(name) not in facets
    ]
    others = [each for each in mentions if " ".join(said[each.start : each.end]) not in nutrient_words()]
    return tuple(dict.fromkeys(mention.ids[0] for mention in others or mentions))


def _named_alone(chain: Sequence[str], vocabulary: Vocabulary, demands: Demands) -> tuple[str, ...]:
    """The foods of an earlier question that asked of nothing else: "pad thai", then "and without the nuts?"."""
    for text in reversed(chain):
        if named := _named(text, vocabulary, demands):
            return named if len(named) == 1 else ()
    return ()


def _sides(talk: _Talk, pointed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    names = talk.vocabulary.names
    known = named_sides(talk.question, names)
    if len(known) < 2:
        known = max(known, named_sides(talk.repaired, names), key=len)
    return tuple(dict.fromkeys((*((each,) for each in pointed), *known)))


def _worded(repaired: str, sides: Sequence[tuple[str, ...]], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Sides without a known name that may be foods; "the difference between vegan and vegetarian" has none."""
    texts = [text for text in worded_sides(repaired) if not (vocabulary.names.mentions(text) and sides)]
    return tuple(text for text in texts if not [*diets_said(f" {text} "), *orders_said(text)])


def _demanded(text: str, vocabulary: Vocabulary, repair: Callable[[str], str]) -> Demands:
    """Of a text as it stands and with its spelling put right; a repair never names a new ingredient to leave out."""
    repaired, demanded = repair(text), read_demands(text, vocabulary)
    if repaired == text:
        return demanded
    return demanded | replace(read_demands(repaired, vocabulary), without_ingredients=())


def _groups(text: str) -> tuple[str, ...]:
    said = f" {' '.join(words(fold(text)))} "
    return tuple(name for name, called in _called_groups() if any(each in said for each in called))


@lru_cache(maxsize=1)
def _called_groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Groups of ingredients with what calls them."""
    return tuple(
        (name, tuple(sought_as(word.replace("_", " ")) for word in row["words"]))
        for name, row in table()["groups"].items()
    )
