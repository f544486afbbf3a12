"""Reading: all that reads the words of a question to a corpus: search, spelling, whether it is about food."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ragfood.foods import Food
from ragfood.retrieval.elsewhere import of_other_things
from ragfood.retrieval.everyday import MEANT_WEIGHT, meant_by
from ragfood.retrieval.lexical import Lexical
from ragfood.retrieval.relevance import Relevance, about_food, field_texts
from ragfood.retrieval.said_of import said_of
from ragfood.retrieval.spelling import Spelling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_MEANINGS = 128


@dataclass(frozen=True)
class Reading:
    """Made once, at the first search; shared by all threads."""

    lexical: Lexical
    spelling: Spelling
    relevance: Relevance
    of_dishes: bool
    """Not so for a collection of other texts, which everyday words do not mean."""
    _meanings: dict[tuple[str, bool], NDArray[np.float32]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, foods: Sequence[Food], passages: Sequence[str]) -> Reading:
        """`passages` are the texts of `foods`, in the same order."""
        said = said_of()
        lexical = Lexical(passages, [food.all_names for food in foods], [said.get(food.id, "") for food in foods])
        names = [name for food in foods for name in food.all_names]
        spelling = Spelling(field_texts(foods), lexical.vocabulary | about_food(), lexical.titles, names)
        of_dishes = sum(bool(food.type) for food in foods) > len(foods) / 2
        return cls(lexical, spelling, Relevance(foods, lexical.titles), of_dishes)

    def about_food(self, text: str) -> bool:
        """Whether the words of `text` alone show that it is about food, or nearly all are told of one food."""
        return self.relevance.asks_about_food(text) or (not of_other_things(text) and self.lexical.tells(text))

    def meant(self, text: str) -> tuple[str, ...]:
        """What is searched for besides `text` (see Everyday)."""
        return meant_by(text) if self.of_dishes else ()

    def scores(self, text: str, meant: Sequence[str], *, said: bool) -> NDArray[np.float32]:
        """See Lexical; what `text` may have meant counts less than its own words."""
        scores = self.lexical.scores(text, said=said)
        for each in meant:
            scores += self._meaning(each, said)
        return scores

    def _meaning(self, means: str, said: bool) -> NDArray[np.float32]:
        """The same for many questions, so it is kept."""
        kept = self._meanings.get((means, said))
        if kept is None:
            if len(self._meanings) >= _MOST_MEANINGS:
                self._meanings.clear()
            kept = self._meanings[means, said] = MEANT_WEIGHT * self.lexical.scores(means, said=said)
        return kept
