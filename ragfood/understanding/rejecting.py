"""Rejecting: who wants none of the foods that were shown, and so others: "not that", "I don't like these"."""

from __future__ import annotations

from ragfood.understanding.talk import clauses, pattern

_LONGEST = 60
"""Characters of a clause; who says more says what is wanted."""


def rejects(question: str) -> bool:
    """Whether a clause of `question` says only that what was shown is not wanted."""
    return any(len(clause) <= _LONGEST and pattern("rejected").search(clause) for clause, _ in clauses(question))


def only_rejects(question: str) -> bool:
    """Whether it says nothing else: "no, not those"."""
    return rejects(question) and not any(
        len(clause.split()) > 1 and not pattern("rejected").search(clause) for clause, _ in clauses(question)
    )
