"""Blind votes: which two answers are shown as A and B, and what the votes add up to; pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ragfood.contests.spread import LEAST_DECIDED, sign_test
from ragfood.contests.trials import Comparison, Trial

SAME = "same"


@dataclass(frozen=True)
class Ballot:
    """Two answers to one question, as A and B. Which is which is random, and the same for everybody."""

    question: int
    round: int
    a: Trial
    b: Trial


@dataclass(frozen=True)
class Vote:
    """`first` and `second` are the keys of two contestants in alphabetical order; `preferred` is one of them,
    or "same". A vote of somebody who had seen the names is not `blind`, and counted apart.
    """

    comparison: str
    question: int
    round: int
    first: str
    second: str
    preferred: str
    blind: bool
    voter: str


@dataclass(frozen=True)
class Tally:
    """Votes on two contestants, or on two providers."""

    first: str
    second: str
    for_first: int
    for_second: int
    same: int

    @property
    def decided(self) -> int:
        return self.for_first + self.for_second

    @property
    def enough(self) -> bool:
        """Whether such a number of decided votes could show anything at 5 %."""
        return self.decided >= LEAST_DECIDED

    @property
    def chance(self) -> float:
        """See `sign_test`."""
        return sign_test(self.for_first, self.for_second)


def ballots(comparison: Comparison) -> Iterator[Ballot]:
    """Every pair of answers to the same question in the same round, in a fixed order."""
    for round_number in range(comparison.rounds):
        for question in range(len(comparison.questions)):
            given = [comparison.trial(question, round_number, n) for n in range(len(comparison.contestants))]
            for one, other in combinations([trial for trial in given if trial and trial.answered], 2):
                yield Ballot(question, round_number, *_shuffled(comparison, one, other))


def _shuffled(comparison: Comparison, one: Trial, other: Trial) -> tuple[Trial, Trial]:
    seed = f"{comparison.id} {one.question} {one.round} {one.contestant} {other.contestant}"
    return (one, other) if hashlib.sha256(seed.encode()).digest()[0] & 1 else (other, one)


def vote_on(comparison: Comparison, ballot: Ballot, preferred: Trial | None, *, voter: str, blind: bool) -> Vote:
    """`preferred` None = the two are equally good."""
    keys = sorted(comparison.contestants[trial.contestant].key for trial in (ballot.a, ballot.b))
    chosen = SAME if preferred is None else comparison.contestants[preferred.contestant].key
    return Vote(comparison.id, ballot.question, ballot.round, keys[0], keys[1], chosen, blind, voter)


def tallies(votes: Iterable[Vote]) -> list[Tally]:
    """The blind votes for each pair of contestants, the most voted first."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for vote in votes:
        if vote.blind:
            counted.setdefault((vote.first, vote.second), Counter())[vote.preferred] += 1
    found = [Tally(a, b, count[a], count[b], count[SAME]) for (a, b), count in counted.items()]
    return sorted(found, key=lambda tally: (-tally.decided - tally.same, tally.first, tally.second))


def between_providers(votes: Iterable[Vote], first: str, second: str) -> Tally:
    """The blind votes on answers of one provider against answers of another, whatever their models."""
    found: Counter[str] = Counter()
    for vote in votes:
        if vote.blind and {provider_of(vote.first), provider_of(vote.second)} == {first, second}:
            found[provider_of(vote.preferred)] += 1
    return Tally(first, second, found[first], found[second], found[SAME])


def provider_of(key: str) -> str:
    """The provider in `provider/model`."""
    return key.partition("/")[0]
