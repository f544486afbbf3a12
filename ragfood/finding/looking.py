"""Looking: the searches of one question in the index; the last is remembered."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ragfood.demands import Demands
from ragfood.demands.describing import speaks_other
from ragfood.retrieval import FoodIndex, Found
from ragfood.retrieval.relevance import ANY_MEAL
from ragfood.understanding.asking import Asking

_OF_BODIES = re.compile(
    r"\b(?:kidneys?(?! bean)|hearts?(?! of)|livers?(?= (?:disease|friendly|problems?))|stomach|teeth|tooth|throat)\b"
)
"""Parts of who eats that are foods besides: who asks for kidney friendly food wants no kidneys, nor beans."""
_DETAILED = 4
"""Words of a topic that describes one dish."""


class Looking:
    """Of one question."""

    def __init__(self, index: FoodIndex) -> None:
        self._index = index
        self._last: Found | None = None

    def search(
        self,
        text: str,
        k: int,
        among: Collection[str] | None = None,
        *,
        sure: Collection[str] = (),
        as_told: bool = False,
    ) -> Found:
        """See FoodIndex."""
        self._last = self._index.search(text, k, among, sure=sure, as_told=as_told)
        return self._last

    def found_last(self, text: str) -> Found | None:
        """What was found last, as what was found for `text`; None when nothing was searched for."""
        return self._last and replace(self._last, searched_for=self._index.repair(text))

    def about_food(self, text: str) -> bool:
        """See FoodIndex."""
        return self._index.about_food(text)

    def heard(self, word: str) -> tuple[int, int]:
        """See FoodIndex."""
        return self._index.heard(word)

    def told_beyond_places(self, topic: str, demands: Demands) -> frozenset[str]:
        """Foods that are told of by nearly all of a `topic`, where a place is all that is wanted besides: it may be
        where somebody was and not where the food is from: "what do they shave off a big cone in Berlin".
        """
        only_places = {facet.kind for facet in demands.wanted} == {"place"}
        told = only_places and not demands.of_safety and len(topic.split()) >= _DETAILED
        return self._index.told_of(topic) if told else frozenset()

    def food_words(self, topic: str) -> str:
        """The words of a topic that are about food; the others, such as "cutting", only tell why it is asked."""
        said = _OF_BODIES.sub(" ", topic).split()
        return " ".join(word for word in said if self._index.about_food(word))

    def any_meal(self, asking: Asking, text: str, *, strict: bool) -> str:
        """What is searched for where no food is named beside what is demanded: `text` as any meal; "" where one is. The
        words of another language, of which none is about food, only say who asks, and why.
        """
        told = asking.groups or asking.named or not (strict and speaks_other(asking.text))
        if not told and not self.food_words(asking.topic):
            return ANY_MEAL
        return "" if asking.topic else f"{text} {ANY_MEAL}"
