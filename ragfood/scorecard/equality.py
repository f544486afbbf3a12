"""Whether Groq's answers are at least as good as Ollama's: votes, thumbs and what the passages support; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ragfood.contests.blind import Tally
from ragfood.contests.quality import Quality
from ragfood.contests.verdicts import QualityShares, shares
from ragfood.conversations.answered import Answered
from ragfood.scorecard.marks import Mark

CHANCE = 0.05
"""Below it a majority of votes is not taken for chance."""
THUMBS_GAP, SHARES_GAP = 0.10, 0.05
"""Differences of two shares up to which they count as equal."""
LEAST_THUMBS = LEAST_ANSWERS = 10

Side = Literal["not worse", "worse", "not enough data"]


@dataclass(frozen=True)
class Measure:
    """One way to compare the two; `groq` and `ollama` are shares from 0 to 1 over so many `counts`."""

    code: Literal["votes", "thumbs", "support", "citations"]
    groq: float | None
    ollama: float | None
    counts: tuple[int, int]
    side: Side


def equality(tally: Tally, answers: Sequence[Answered], judged: Iterable[tuple[str, Quality]], days: int) -> Mark:
    """Met when one measure at least has enough data and none is worse. `tally` is of Groq against Ollama."""
    measures = measured(tally, answers, judged)
    decided = [measure for measure in measures if measure.side != "not enough data"]
    worse = any(measure.side == "worse" for measure in decided)
    rows: tuple[dict[str, Any], ...] = tuple(map(_row, measures))
    return Mark("quality", "quality", float(len(decided)), 1.0, len(decided), 1, days, met=not worse, evidence=rows)


def measured(tally: Tally, answers: Sequence[Answered], judged: Iterable[tuple[str, Quality]]) -> tuple[Measure, ...]:
    found = list(judged)
    groq, ollama = (shares(quality for who, quality in found if who == name) for name in ("groq", "ollama"))
    return (
        _votes(tally),
        _thumbs(answers),
        _shared("support", groq, ollama, "supported"),
        _shared("citations", groq, ollama, "citations_exist"),
    )


def _votes(tally: Tally) -> Measure:
    worse = tally.for_second > tally.for_first and tally.chance < CHANCE
    side: Side = "not enough data" if not tally.enough else "worse" if worse else "not worse"
    counts = (tally.for_first, tally.for_second)
    first = tally.for_first / tally.decided if tally.decided else None
    return Measure("votes", first, None if first is None else 1 - first, counts, side)


def _thumbs(answers: Sequence[Answered]) -> Measure:
    given = {
        name: [each.liked for each in answers if each.provider == name and each.liked is not None]
        for name in ("groq", "ollama")
    }
    groq, ollama = (sum(thumbs) / len(thumbs) if thumbs else None for thumbs in given.values())
    counts = len(given["groq"]), len(given["ollama"])
    return Measure("thumbs", groq, ollama, counts, _side(groq, ollama, min(counts) >= LEAST_THUMBS, THUMBS_GAP))


def _shared(
    code: Literal["support", "citations"], groq: QualityShares | None, ollama: QualityShares | None, share: str
) -> Measure:
    mine, theirs = (getattr(each, share) if each else None for each in (groq, ollama))
    counts = groq.answers if groq else 0, ollama.answers if ollama else 0
    return Measure(code, mine, theirs, counts, _side(mine, theirs, min(counts) >= LEAST_ANSWERS, SHARES_GAP))


def _side(mine: float | None, theirs: float | None, enough: bool, gap: float) -> Side:
    if mine is None or theirs is None or not enough:
        return "not enough data"
    return "worse" if mine < theirs - gap else "not worse"


def _row(measure: Measure) -> dict[str, Any]:
    return {
        "measure": measure.code,
        "groq": measure.groq,
        "ollama": measure.ollama,
        "groq_count": measure.counts[0],
        "ollama_count": measure.counts[1],
        "verdict": measure.side,
    }
