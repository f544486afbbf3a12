"""Finding: the foods that bear on a question and are known to meet what it demands, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from ragfood.demands import Demands, hidden, read_demands
from ragfood.foods import Corpus
from ragfood.providers import Message
from ragfood.questions import asked_with, search_text
from ragfood.retrieval import FoodIndex, Found, Match

_NEAREST = 3
_IDLE = re.compile(r"(?:allerg|intoleran|without|free\b|\w+-free\b|no\b|avoid)", re.IGNORECASE)
_OF_ONESELF = re.compile(r"allerg|intoleran|coeliac|celiac", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """`found` holds only foods that meet `demands`; `left_out` are nearer ones that are not known to."""

    found: Found
    demands: Demands
    left_out: tuple[Match, ...] = ()

    @property
    def notice(self) -> str:
        """What was demanded, and how many foods it hid and why; "" when nothing was demanded."""
        if not self.demands:
            return ""
        said = f"Only foods that are known to be fit for: {', '.join(self.demands.words())}."
        reasons = hidden(self.demands, [match.food for match in self.left_out])
        told = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
        return f"{said} Hidden: {len(self.left_out)} ({told})." if reasons else said

    @property
    def nothing_fits(self) -> str:
        """What is said when foods bear on the question and none meets the demands; "" otherwise."""
        if self.found.matches or not self.left_out:
            return ""
        nearest = "\n".join(
            f"- **{match.food.name}**: {self.demands.unmet_by(match.food)}" for match in self.left_out[:_NEAREST]
        )
        return (
            f"No food that bears on this is known to be fit for: {', '.join(self.demands.words())}.\n\n"
            f"The nearest, and what is wrong with each:\n\n{nearest}"
        )


def find(index: FoodIndex, question: str, history: Sequence[Message], most: int) -> Finding:
    """At most `most` foods. Demands of the questions that `question` refers back to hold as well."""
    text = search_text(question, history)
    demands = reduce(or_, map(read_demands, asked_with(question, history)))
    found = index.search(text, most)
    if not demands:
        return Finding(found, demands)
    fitting = index.search(_without_demands(text, demands), most, among=_meeting(index.corpus, demands))
    left_out = tuple(match for match in found.matches if not demands.met_by(match.food))
    return Finding(fitting, demands, left_out)


def _without_demands(text: str, demands: Demands) -> str:
    """`text` without the words that say what is left out: they name just the foods that are not wanted."""
    left_out = {word for name in demands.words() if name not in demands.diets for word in re.split(r"[\s-]+", name)}
    stems = tuple(word.rstrip("s") for word in left_out if len(word) > 3)
    clauses = [clause for clause in re.split(r"(?<=[.,;!?])\s+", text) if not _OF_ONESELF.search(clause)]
    kept = [
        word
        for word in " ".join(clauses or [text]).split()
        if not _IDLE.match(word) and not word.lower().startswith(stems or ("\0",))
    ]
    return " ".join(kept) or text


@lru_cache(maxsize=64)
def _meeting(corpus: Corpus, demands: Demands) -> frozenset[str]:
    return frozenset(food.id for food in corpus.foods if demands.met_by(food))
