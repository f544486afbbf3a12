"""Missing: an ingredient that dishes shall be made with, and that none of those found is made with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragfood.demands import vocabulary_of
from ragfood.finding.pantry import pantry_of
from ragfood.foods import Corpus, Food
from ragfood.understanding.asking import Asking
from ragfood.words import fold, words


def made_without(asking: Asking, offered: Sequence[Food], corpus: Corpus) -> Iterator[str]:
    """At most one sentence: who asks for a French dish with lamb is told that none of the French dishes has any."""
    if not (asking.made_with and offered and asking.demands.wanted) or asking.pointed or asking.sides:
        return
    made = pantry_of(corpus).parts.made_with(asking.made_with) | frozenset(asking.made_with)
    said = words(fold(asking.text))
    mentions = vocabulary_of(corpus).names.mentions(asking.text)
    named = [" ".join(said[each.start : each.end]) for each in mentions if not {*each.ids}.isdisjoint(asking.made_with)]
    if named and made.isdisjoint(food.id for food in offered):
        yield f"None of these is made with {' or '.join(dict.fromkeys(named))}."
