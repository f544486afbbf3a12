"""Faiths: what people do without of the faiths that a text names, demanded or not."""

from __future__ import annotations

from collections.abc import Sequence

from ragfood.demands.phrases import diet_words, faiths
from ragfood.words import fold, words

_AS_THEIR_DIET = frozenset(fold("jain jains jainists jainista jainistas jainistes जैन").split())
"""Whose faith is called as their diet is."""


def of_faiths(text: str) -> Sequence[str]:
    """Diets, allergens and ingredients by their names: of "can Muslims eat coq au vin" what is halal."""
    said = [word.removeprefix("لل").removeprefix("ال") for word in words(fold(text))]
    found = [each for word in said for each in faiths().get(word, ())]
    return found or [each for word in said if word in _AS_THEIR_DIET for each in diet_words()[word]]
