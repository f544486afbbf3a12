"""Within: who asks whether something is in the one dish that is named or was spoken of: "does it have cream?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ragfood.demands import Vocabulary, read_demands, vocabulary_of
from ragfood.demands.ingredients import compound_with, naming
from ragfood.demands.things import LONGEST_NAME, longest, things_said
from ragfood.foods import ALLERGENS, DIETS, Food
from ragfood.providers import Message
from ragfood.retrieval import FoodIndex
from ragfood.understanding.asking import Asking
from ragfood.understanding.naming import Mention
from ragfood.understanding.referring import points_by_number, spoken_of
from ragfood.understanding.talk import pattern, plain
from ragfood.words import fold, singular, words

_LONGEST = 12
"""Words; who says more asks for more."""
_PARTS = ("ingredient", "condiment", "drink", "snack", "")
_SERVED_WITH = (*_PARTS, "bread")
"""What may be in a dish that is pointed at: "is there bread in it?"."""
_INSIDE = frozenset(["in", "inside", "en", "im", "dans", "nel", "nella", "nello", "em"])
_ARTICLES = frozenset(["the", "a", "an", "my", "la", "el", "los", "las", "der", "dem", "den", "le", "les", "du", "il"])
_OPTIONAL = " (optional)"
_OF_ANOTHER = re.compile(r"(?:(?:and|but|so|ok|hm+) )*(?:does|do)(?: (?:the|a|an|any))?")
"""What stands before a food of which it is asked, whatever was spoken of before: "does brie contain milk?"."""


@dataclass(frozen=True)
class Within:
    """The dish, and the names of what it is asked whether it is in it."""

    dish: Food
    things: tuple[str, ...]
    surely: bool = False
    """It is asked in words that leave no doubt: "is there celery in cumin?"."""

    def of(self, asking: Asking) -> Asking:
        """`asking` of that dish alone, of whose ingredients it shall be told."""
        aspects = tuple(dict.fromkeys((*asking.inquiry.aspects, "ingredients")))
        inquiry = replace(asking.inquiry, aspects=aspects)
        return asking._replace(pointed=(self.dish.id,), alone=True, inquiry=inquiry, fact=True)

    @property
    def told(self) -> Iterator[str]:
        """A sentence for each thing; of allergens it is told what is stored of them, and not here."""
        yield from (_told(each, self.dish) for each in self.things if each not in ALLERGENS and each not in DIETS)


def asked_within(
    question: str, history: Sequence[Message], asking: Asking, index: FoodIndex
) -> tuple[Asking, tuple[str, ...]]:
    """`asking` of the one dish alone, and sentences on what may be in it; as it is where that is not asked."""
    within = _read(question, history, asking, index)
    told = tuple(within.told) if within else ()
    meant = within and (told or asking.pointed or within.surely)
    return (within.of(asking), told) if within and meant else (asking, ())


def _read(question: str, history: Sequence[Message], asking: Asking, index: FoodIndex) -> Within | None:
    """None where that is not asked, or not of one dish."""
    whole = plain(question)
    asks = pattern("held").search(whole) and not pattern("held_not").search(whole)
    if not asks or len(whole.split()) > _LONGEST or asking.sides or asking.doubted or len(asking.pointed) > 1:
        return None
    repaired, known = index.repair(question), vocabulary_of(index.corpus)
    demands = read_demands(repaired, known)
    if demands.of_safety or demands.orders or demands.bounds or demands.unwanted or asking.inquiry.nutrients:
        return None
    mentions = known.names.mentions(repaired)
    said = words(fold(repaired))
    inside = _inside(mentions, said, index)
    dish, at = inside or _dish(mentions, said, index) or (None, None)
    if not dish and _OF_ANOTHER.fullmatch(" ".join(said[: min((each.start for each in mentions), default=0)])):
        return None
    if not dish or (asking.pointed and dish.type in _SERVED_WITH):
        at = None
        dish = _spoken_of(question, history, asking, index, known)
    things = tuple(dict.fromkeys(_things(said, mentions, at)))
    return Within(dish, things, bool(inside)) if dish and dish.ingredients and things else None


def _spoken_of(
    question: str, history: Sequence[Message], asking: Asking, index: FoodIndex, known: Vocabulary
) -> Food | None:
    """The food that was spoken of last; with an allergy it may not have been shown."""
    last = next((each.content for each in reversed(history) if each.role == "user"), "")
    safe = asking.demands.of_safety or asking.lasting.of_safety
    if (
        safe
        and not points_by_number(question)
        and (hidden := _dish(known.names.mentions(last), words(fold(last)), index))
    ):
        return hidden[0]
    before = asking.pointed or spoken_of(history, known.names)
    return index.corpus.by_id.get(before[0]) if before else None


def _inside(mentions: Sequence[Mention], said: Sequence[str], index: FoodIndex) -> tuple[Food, Mention] | None:
    """The food, be it an ingredient, in which it is asked whether something is, at the end of the words `said`."""
    last = mentions[-1] if mentions else None
    if not last or last.end < len(said) or last.ids[0] not in index.corpus.by_id:
        return None
    before = [word for word in said[max(0, last.start - 2) : last.start] if word not in _ARTICLES]
    return (index.corpus.by_id[last.ids[0]], last) if before[-1:] and before[-1] in _INSIDE else None


def _dish(mentions: Sequence[Mention], said: Sequence[str], index: FoodIndex) -> tuple[Food, Mention] | None:
    """The only dish that is named in the words `said`; where none is, what is named first and made of several things.
    Beside another food milk, wine and the like are what it is asked whether it holds.
    """
    named = [(index.corpus.by_id[each.ids[0]], each) for each in mentions if each.ids[0] in index.corpus.by_id]
    dishes = [each for each in named if each[0].type not in _PARTS]
    if len(dishes) > 1:
        return None
    held = [each for each in named if each[0].type == "drink" and any(things_said(said[each[1].start : each[1].end]))]
    others = [each for each in named if each not in held] if len(named) > 1 else named
    made = [each for each in others if each[0].type != "ingredient" and each[0].ingredients]
    return next(iter(dishes or made), None)


def _things(said: Sequence[str], mentions: Sequence[Mention], dish: Mention | None) -> Iterator[str]:
    """What is named beside the dish, in English, the longest name at each place."""
    at = 0
    ends = {each.start: each.end - each.start for each in mentions if each is not dish}
    while at < len(said):
        if dish and dish.start <= at < dish.end:
            at += 1
            continue
        size, meaning = longest(said[at : at + LONGEST_NAME], safe=False)
        if ends.get(at, 0) > size:
            size, meaning = ends[at], (singular(" ".join(said[at : at + ends[at]])),)
        yield from meaning
        at += size or 1


def _told(thing: str, dish: Food) -> str:
    named = [each for each in dish.ingredients if naming(thing).search(fold(each))]
    if sure := [each for each in named if not each.endswith(_OPTIONAL)]:
        return f"Among the ingredients stored for {dish.name}: {', '.join(sure)}."
    if named:
        return f"Only in some versions of {dish.name}: {', '.join(each.removesuffix(_OPTIONAL) for each in named)}."
    if inside := compound_with(thing, dish):
        compound, surely = inside
        return (
            f"{dish.name} holds {thing} in its {compound}."
            if surely
            else f"{dish.name} may hold {thing} in its {compound}."
        )
    if naming(thing).search(fold(dish.text)):
        return f"What is told of {dish.name} names {thing}, which is not among its ingredients here."
    return f"Not among the ingredients stored for {dish.name}: {thing}. Recipes differ, so ask whoever cooks."
