"""Pointing: who asks of foods that were shown before, where none was."""

from __future__ import annotations

from collections.abc import Sequence

from ragfood.demands import vocabulary_of
from ragfood.providers import Message
from ragfood.retrieval import FoodIndex
from ragfood.retrieval.left_open import leaves_it_open
from ragfood.understanding.aside import points
from ragfood.understanding.asking import Asking
from ragfood.understanding.questions import refers_back
from ragfood.understanding.referring import all_shown

NONE_SHOWN = (
    "No food has been shown yet that this could be about. Name the foods to choose between, or ask for some first."
)


def points_at_nothing(index: FoodIndex, question: str, history: Sequence[Message]) -> str:
    """What is said to who asks which of those shown is better, and none was shown; "" to all else."""
    if not points(question):
        return ""
    names = vocabulary_of(index.corpus).names
    return "" if names.mentions(question) or all_shown(history, names) else NONE_SHOWN


def only_points(question: str, asking: Asking) -> bool:
    """Whether a first question only points at foods: "how many calories does it have"."""
    of_it = asking.fact and asking.inquiry.of_amounts
    told = asking.named or asking.demands or asking.groups or asking.sides or (asking.topic and not of_it)
    return not (told or leaves_it_open(question)) and refers_back(question)
