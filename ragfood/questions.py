"""What a question demands: whether it can be asked at all, and what it refers to in the talk so far."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ragfood.errors import QuestionRefused
from ragfood.providers import Message

LONGEST_QUESTION = 4000
"""Characters; more than any question about food needs, and well within every model's prompt."""

_OPENINGS = re.compile(
    r"^(and|but|or|also|then|so|what about|how about|what else|why|why not|which one|which of|tell me more|more|"
    r"is it|is that|is this|are they|are those|are these|was it|does it|do they|did it|can it|can they|could it|"
    r"would it|should it|how is it|how are they|the (first|second|third|fourth|fifth|last|other) one)\b",
    re.IGNORECASE,
)
_POINTERS = re.compile(
    r"\b(it|its|they|them|their|those|these|that one|this one|the same|instead|one)\b", re.IGNORECASE
)
_SHORT = 9
"""Words: a pointer in a longer sentence usually points inside that sentence."""


def clean_question(text: str) -> str:
    """`text` as it can be asked: control characters and lone surrogates out, ends trimmed.

    Raises QuestionRefused when nothing is left or it is longer than LONGEST_QUESTION.
    """
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = re.sub(r"\n{3,}", "\n\n", kept).strip()
    if not kept:
        raise QuestionRefused("There is no question yet.", "Ask about a dish, an ingredient, a country or a diet.")
    if len(kept) > LONGEST_QUESTION:
        raise QuestionRefused(
            f"The question has {len(kept):,} characters; at most {LONGEST_QUESTION:,} can be asked at once.",
            "Shorten it, or ask its parts one after another.",
        )
    return kept


def refers_back(question: str) -> bool:
    """Whether `question` only makes sense after what was said before it."""
    words = question.split()
    return bool(_OPENINGS.match(question)) or (len(words) <= _SHORT and bool(_POINTERS.search(question)))


def search_text(question: str, history: Sequence[Message]) -> str:
    """What to search for: the question, after the questions that it refers back to, if it does.

    Earlier follow-ups in a row are taken along up to the last question that stands by itself.
    """
    if not refers_back(question):
        return question
    chain = [question]
    for message in reversed(history):
        if message.role != "user":
            continue
        chain.append(message.content)
        if not refers_back(message.content):
            break
    return " ".join(reversed(chain))
