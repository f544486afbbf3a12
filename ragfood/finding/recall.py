"""Recall: what was found for the last questions, so that a question which many ask is read and searched for once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ragfood.demands import Demands
from ragfood.finding import Finding, find
from ragfood.providers import Message
from ragfood.retrieval import FoodIndex

_MOST = 256
"""Findings that are kept."""

_Asked = tuple[str, tuple[Message, ...], int, Demands, frozenset[str], object]


class Recall:
    """Of one index; shared by all threads."""

    def __init__(self, index: FoodIndex) -> None:
        self._index = index
        self._found: dict[_Asked, Finding] = {}

    def find(
        self, question: str, history: Sequence[Message], most: int, *, standing: Demands, dropped: Collection[str] = ()
    ) -> Finding:
        """See `ragfood.finding.find`. What was found by words alone, while there were no vectors, is not kept."""
        asked = (question, tuple(history), most, standing, frozenset(dropped), self._index.stamp)
        finding = self._found.get(asked)
        if finding is None:
            finding = find(self._index, question, history, most, standing=standing, dropped=dropped)
            if not finding.found.lexical_only:
                if len(self._found) >= _MOST:
                    self._found.clear()
                self._found[asked] = finding
        return finding
