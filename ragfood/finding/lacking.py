"""Lacking: who has run out of an ingredient, or may not have one spoken of, and asks what to use in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ragfood.demands import Vocabulary, vocabulary_of
from ragfood.demands.things import longest
from ragfood.finding.replacing import Replaced, named_ahead, replaced_in
from ragfood.finding.swaps import stored_swap
from ragfood.providers import Message
from ragfood.retrieval import FoodIndex
from ragfood.understanding.referring import spoken_of
from ragfood.understanding.safety import urgent
from ragfood.understanding.talk import pattern, plain

_LONGEST = 25
"""Words; who says more tells of a meal."""
_PARTS = ("ingredient", "condiment")


def to_replace(question: str, history: Sequence[Message], index: FoodIndex) -> Replaced | None:
    """The ingredient for which `question` asks something else, as it says or as was said before it; None of dishes, and
    where it asks for none.
    """
    vocabulary = vocabulary_of(index.corpus)
    if said := replaced_in(question, vocabulary):
        return said
    asks = plain(question)
    if not pattern("lacking_asks").search(asks) or pattern("lacking_eats").search(asks):
        return None
    if len(asks.split()) > _LONGEST or urgent(question):
        return None
    if lacked := _lacked(question, vocabulary, index.repair):
        return lacked
    if not history or not pattern("lacking_bare").search(asks):
        return None
    last = next((each.content for each in reversed(history) if each.role == "user"), "")
    return _lacked(last, vocabulary, index.repair) or _spoken_of(history, vocabulary)


def _lacked(text: str, vocabulary: Vocabulary, repair: Callable[[str], str]) -> Replaced | None:
    """What it is told that there is none of."""
    for said in dict.fromkeys((plain(repair(text)), plain(text))):
        for sign in pattern("lacking").finditer(said):
            found = named_ahead(said[sign.end() :], vocabulary)
            if found and _is_food(found.name, vocabulary):
                return found
    return None


def _is_food(name: str, vocabulary: Vocabulary) -> bool:
    """Whether it is no oven, of which there may be none as well."""
    return bool(stored_swap(name) or vocabulary.names.mentions(name) or longest(name.split(), safe=False)[1])


def _spoken_of(history: Sequence[Message], vocabulary: Vocabulary) -> Replaced | None:
    """The ingredient that was asked about last."""
    food = next((vocabulary.foods.get(each) for each in spoken_of(history, vocabulary.names)), None)
    if not food or food.type not in _PARTS:
        return None
    return named_ahead(plain(food.name.partition(",")[0]), vocabulary)
