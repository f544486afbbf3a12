"""Avoided: foods that a safety note warns of, shown where it is asked what must not be eaten."""

from __future__ import annotations

from ragfood.retrieval import FoodIndex, Found
from ragfood.understanding.asking import Asking
from ragfood.understanding.fitness import asks_what_to_avoid

TO_AVOID = "These are not offered: they are among the foods that the note warns of."


def avoided(question: str, asking: Asking, index: FoodIndex, most: int) -> Found | None:
    """At most `most` foods of which the notes on `question` and on what was told before warn, where it asks what to
    avoid and names no food; None elsewhere.
    """
    if not asking.warned_of or asking.named or asking.demands or not asks_what_to_avoid(question):
        return None
    return index.search(question, most, asking.warned_of, sure=asking.warned_of)
