"""Turned: who goes on to ask of something else what was asked of a food, and no food is called so: "and a bagel?"."""

from __future__ import annotations

from collections.abc import Sequence

from ragfood.demands import read_demands, vocabulary_of
from ragfood.finding.pointing import NONE_SHOWN, only_points
from ragfood.finding.strange import nothing_called, unheard_of
from ragfood.providers import Message
from ragfood.retrieval import FoodIndex
from ragfood.understanding.asking import Asking
from ragfood.understanding.inquiring import read_inquiry
from ragfood.understanding.talk import pattern, plain


def not_known(question: str, history: Sequence[Message], asking: Asking, index: FoodIndex) -> str:
    """A sentence where it only points and no food was shown, or asks about what no food is called; else ""."""
    if not history and only_points(question, asking):
        return NONE_SHOWN
    return unheard_of(asking, index) or _unheard_turn(question, history, asking, index)


def _unheard_turn(question: str, history: Sequence[Message], asking: Asking, index: FoodIndex) -> str:
    """A sentence where what `question` turns to is called by no food and asks of an amount or a diet; else ""."""
    found = pattern("turns_to").search(plain(question)) if history else None
    if not found or asking.named or asking.groups or asking.sides or asking.pointed or asking.inquiry:
        return ""
    own, topic = found["what"].split(), asking.topic.split()
    if not all(word in topic for word in own) or read_demands(question, vocabulary_of(index.corpus)):
        return ""
    asked = any(read_inquiry(index.repair(each.content)).of_amounts for each in history if each.role == "user")
    return nothing_called(" ".join(own), index) if asked else ""
