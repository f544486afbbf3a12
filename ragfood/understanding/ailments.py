"""Ailments: organs that are ill, which name no food: "kidney disease, low potassium" asks for no kidney beans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ragfood.providers import Message

_ILL = re.compile(
    r"\b(?:chronic |end[- ]stage |fatty |weak |bad |failing |sick |my )*"
    r"(?:kidneys?|livers?|hearts?|gall ?bladder|thyroid)"
    r" (?:diseases?|failure|problems?|stones?|troubles?|function|conditions?|patients?|transplant|attack|disorder"
    r"|is (?:failing|weak|bad|fatty)|are (?:failing|weak|bad))\b"
    r"|\b(?:weak|bad|failing|sick|fatty) (?:kidneys?|livers?|hearts?)\b",
    re.IGNORECASE,
)


def without_ailments(question: str, history: Sequence[Message]) -> tuple[str, Sequence[Message]]:
    """A question and the talk before it without the names of organs that are ill."""
    asked = [replace(each, content=_healthy(each.content)) if each.role == "user" else each for each in history]
    return _healthy(question), asked


def _healthy(text: str) -> str:
    healthy = _ILL.sub(" ", text)
    return healthy if any(map(str.isalnum, healthy)) else text
