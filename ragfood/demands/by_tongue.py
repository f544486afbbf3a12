"""By tongue: words that name one kind of ingredient in one language and another in the next: the French "légumes"."""

from __future__ import annotations

import re
from functools import lru_cache

from ragfood.demands.ingredient_kinds import called, called_in
from ragfood.understanding.vernacular import tongues_of

_ENGLISH = "en"


def in_its_tongue(folded: str, text: str) -> str:
    """A folded sentence of `text` with such words as the kind that they mean in the language of `text`. What is written
    with its accents is of its language wherever it stands.
    """

    def put(found: re.Match[str]) -> str:
        said, _, behind = found[0].partition(" ")
        if "_".join((said, behind)) in called():
            return found[0]
        kind = _meant(said, text)
        return f"{kind} {behind}".rstrip() if kind else found[0]

    return _pattern().sub(put, folded)


def _meant(word: str, text: str) -> str:
    """The kind that a word of `text` means in its language alone; "" where it means none."""
    tongues, plain = tongues_of(text), text.casefold()
    for code, (written, kind) in called_in()[word].items():
        if (written != word and written in plain) or (code in tongues and _ENGLISH not in tongues):
            return kind
    return ""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    each = "|".join(sorted(map(re.escape, called_in()), key=len, reverse=True))
    return re.compile(rf"\b(?:{each})\b(?: \w+)?")
