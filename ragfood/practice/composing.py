"""What a practice vendor says: sentences of the passages it was given, openly marked as practice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

MARK = "*Practice answer, put together from the passages without a model.*"

_FOOD = re.compile(r"<food number=(\d+)>\n(.*?)\n</food>", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")
_FOODS, _SENTENCES = 3, 2
_OF_SAFETY = re.compile(
    r"\b(vegan|vegetari|pescatari|hal[ai]l|kos[ch]|allerg|alérg|gluten|dairy|free of)", re.IGNORECASE
)
"""A question that the diets and allergens of its first food answer."""


def compose(messages: Sequence[Mapping[str, Any]]) -> str:
    """A cited answer made of the first passages in the last message, or that there are none."""
    asked = str(messages[-1].get("content", "")) if messages else ""
    foods = [(number, _fields(body)) for number, body in _FOOD.findall(asked)][:_FOODS]
    if not foods:
        return f"{MARK}\n\nNo passage was given that bears on this."
    told = [_about(number, fields) for number, fields in foods]
    question = asked.rpartition("\nQuestion: ")[2]
    if len(foods) == 1 or _OF_SAFETY.search(question):
        told.insert(1, _known(*foods[0]))
    return "\n\n".join([MARK, *told])


def _known(number: str, fields: Mapping[str, str]) -> str:
    diets, allergens = (fields.get(name, "unknown") for name in ("diets", "allergens"))
    return f"Diets: {diets} [{number}]. Allergens: {allergens} [{number}]."


def _about(number: str, fields: Mapping[str, str]) -> str:
    said = _SENTENCE.split(fields.get("text", ""))[:_SENTENCES]
    cited = " ".join(f"{sentence.rstrip('.')} [{number}]." for sentence in said if sentence)
    return f"**{fields.get('name', 'This food')}** — {cited}"


def _fields(body: str) -> dict[str, str]:
    pairs = (line.partition(": ") for line in body.splitlines())
    return {name: value for name, _, value in pairs}


def words_of(text: str) -> list[str]:
    """`text` in the pieces in which it is sent; joined they are `text` again."""
    return re.findall(r"\s*\S+", text)


def tokens_of(text: str) -> int:
    """A plain count for the bill: four characters a token."""
    return max(1, -(-len(text) // 4))
