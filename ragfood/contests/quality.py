"""What can be said of an answer without a judge: do its citations exist, do the passages hold what it says.

All of it is plain comparison of words and numbers. It finds what was made up or left uncited; it does not
find what is well put, or true and in none of the passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ragfood.answers.citations import named
from ragfood.words import terms, words

SUPPORTED_FROM = 0.6
"""Share of a sentence's content words that its passages must hold; models rephrase the rest."""
_LEAST_TERMS = 3
"""Content words below which a sentence claims nothing: "Here are some options:"."""
_SENTENCE = re.compile(r"(?<=[.!?。！？])(?:(?:\s*(?:\[\d+\]))+)?\s+(?=[^\s\[])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BRACKETS = re.compile(r"\[\d+\]|【[^】]*】")
_REFUSING = re.compile(
    r"\b(?:(?:do(?:es)?|did) ?(?:not|n[o']t) (?:hold|have|contain|include|mention|provide|say|list|offer|cover)"
    r"|(?:can ?not|can't|unable to|not able to) (?:answer|find|help|say|provide|tell)"
    r"|no (?:information|answer|mention|suitable|matching|relevant)|i (?:do not|don't) know)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quality:
    """Counts for one answer. `named` citations of which `existing` exist; `claims` are sentences that say
    something (none in a refusal), of which `supported` are held by the passages that they cite.
    """

    named: int
    existing: int
    claims: int
    supported: int
    refused: bool
    """It says that it cannot answer, and cites nothing."""
    words: int


def judge(text: str, passages: Sequence[str]) -> Quality:
    """`text` as the model wrote it; `passages` as it was given them, [1] being the first."""
    numbers = named(text)
    existing = [number for number in numbers if 1 <= number <= len(passages)]
    refused = not existing and _REFUSING.search(text.replace("’", "'")) is not None
    claims = [] if refused else _claims(text, len(passages))
    return Quality(
        named=len(numbers),
        existing=len(existing),
        claims=len(claims),
        supported=sum(_is_supported(claim, [passages[n - 1] for n in cites]) for claim, cites in claims),
        refused=refused,
        words=len(words(_BRACKETS.sub(" ", text))),
    )


def _claims(text: str, passages: int) -> list[tuple[str, tuple[int, ...]]]:
    """Every sentence that says something, with what it cites: itself, else its line, else the whole answer."""

    def cites(part: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(number for number in named(part) if 1 <= number <= passages))

    claims = []
    for line in text.splitlines():
        for sentence in _SENTENCE.sub(lambda gap: gap[0].rstrip() + "\n", line).split("\n"):
            if len(_content(sentence)) >= _LEAST_TERMS:
                claims.append((sentence, cites(sentence) or cites(line) or cites(text)))
    return claims


def _content(sentence: str) -> set[str]:
    return {term for term in terms(_BRACKETS.sub(" ", sentence)) if not term.isdigit()}


def _is_supported(sentence: str, passages: Sequence[str]) -> bool:
    held = "\n".join(passages)
    there, wanted = set(terms(held)), _content(sentence)
    numbers = set(_NUMBER.findall(_BRACKETS.sub(" ", re.sub(r"^\s*\d+[.)]\s", "", sentence))))
    return numbers <= set(_NUMBER.findall(held)) and len(wanted & there) >= SUPPORTED_FROM * len(wanted)
