"""Of notes: the foods that a safety note warns of, where it is asked what must not be eaten, and those that it names as
fit where it is asked what may be.
"""

from __future__ import annotations

from ragfood.demands import Demands
from ragfood.finding.pantry import pantry_of
from ragfood.retrieval import FoodIndex, Found
from ragfood.understanding.asking import Asking
from ragfood.understanding.fitness import asks_what_to_avoid
from ragfood.understanding.safety import called_for

TO_AVOID = "These are not offered: they are among the foods that the note warns of."
SUITED = "Cooked soft and mashed, these are fit from about six months on."


def of_notes(
    question: str, asking: Asking, index: FoodIndex, demands: Demands, most: int
) -> tuple[Found, tuple[str, ...]] | None:
    """At most `most` foods, and a sentence on them: of which the notes on `question` and on what was told before warn,
    where it asks what to avoid, or which a note names as fit, those that meet `demands`. None where it names a food.
    """
    if asking.named or asking.groups or asking.demands.beyond_safety():
        return None
    if asks_what_to_avoid(question):
        warned = asking.warned_of if not asking.demands else frozenset[str]()
        return (index.search(question, most, warned, sure=warned), (TO_AVOID,)) if warned else None
    fit = frozenset[str]().union(*(note.suits for note in called_for(question)))
    fit &= pantry_of(index.corpus).meeting(demands)
    return (index.search(question, most, fit, sure=fit), (SUITED,)) if fit else None
