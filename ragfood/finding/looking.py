"""Looking: the searches of one question in the index; the last is remembered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ragfood.retrieval import FoodIndex, Found


class Looking:
    """Of one question."""

    def __init__(self, index: FoodIndex) -> None:
        self._index = index
        self._last: Found | None = None

    def search(self, text: str, k: int, among: Collection[str] | None = None, *, sure: Collection[str] = ()) -> Found:
        """See FoodIndex."""
        self._last = self._index.search(text, k, among, sure=sure)
        return self._last

    def found_last(self, text: str) -> Found | None:
        """What was found last, as what was found for `text`; None when nothing was searched for."""
        return self._last and replace(self._last, searched_for=self._index.repair(text))

    def about_food(self, text: str) -> bool:
        """See FoodIndex."""
        return self._index.about_food(text)
