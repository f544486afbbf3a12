"""Ranking: words and vectors made into one order of foods. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CANDIDATES = 100
"""How many of the best by words, and by vectors, are looked at."""
_WORDS_SHARE = 0.5
"""Of the fused score; from 0.4 to 0.7 the labelled questions hardly differ."""
_UNASKED = 0.2
"""What a bare ingredient loses that a question does not name: who asks for a breakfast wants dishes, not soybeans."""
_SURER = 0.25


class Ranked(NamedTuple):
    """A food by its row in the corpus. `fused` orders within one question only."""

    row: int
    fused: float
    lexical: float
    cosine: float | None


def best_rows(scores: NDArray[np.float32], most: int = CANDIDATES) -> NDArray[np.int64]:
    """Rows of the highest positive scores, in no particular order."""
    import numpy as np

    rows: NDArray[np.int64] = np.flatnonzero(scores > 0)
    if len(rows) > most:
        rows = rows[np.argpartition(scores[rows], -most)[-most:]]
    return rows


def fuse(
    candidates: NDArray[np.int64],
    lexical: NDArray[np.float32],
    cosines: NDArray[np.float32],
    unasked: NDArray[np.bool_] | None = None,
    kept: NDArray[np.bool_] | None = None,
) -> Iterator[Ranked]:
    """`candidates` in order, best first: both scores of every candidate brought to 0…1 over them all, then their
    mean; only those that are `kept`, if that is given. `lexical` and `unasked` (bare ingredients that are not named)
    hold one value for each food, `cosines` and `kept` one for each candidate.

    Scoring the whole union, rather than 0 for what one side did not list, gained on all sets that were tried.
    """
    import numpy as np

    words = lexical[candidates]
    fused = _WORDS_SHARE * _spread(words) + (1 - _WORDS_SHARE) * _spread(cosines)
    if unasked is not None:
        fused = np.maximum(fused - _UNASKED * unasked[candidates], 0)
    order = np.lexsort((candidates, -words, -fused))
    if kept is not None:
        order = order[kept[order]]
    columns = (candidates[order].tolist(), fused[order].tolist(), words[order].tolist(), cosines[order].tolist())
    return map(Ranked, *columns)


def by_words(lexical: NDArray[np.float32], always: NDArray[np.bool_] | None = None) -> list[Ranked]:
    """The best foods by words alone, and behind them those that are `always` there."""
    rows = set(best_rows(lexical).tolist())
    if always is not None:
        rows |= set(always.nonzero()[0][:CANDIDATES].tolist())
    order = sorted(rows, key=lambda row: (-lexical[row], row))
    top = float(lexical[order[0]]) or 1.0 if order else 1.0
    return [Ranked(row, float(lexical[row]) / top, float(lexical[row]), None) for row in order]


def near_enough(off_topic: Iterable[float]) -> float:
    """The cosine from which vectors alone show that a food bears on a question: a quarter of the way from the
    best that questions about other things reach (`off_topic`) to 1. Every embedder has its own scale.
    """
    best = max(off_topic, default=0.0)
    return best + _SURER * (1 - best)


def _spread(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    if not len(scores) or scores.max() <= scores.min():
        return np.zeros_like(scores)
    spread: NDArray[np.float32] = (scores - scores.min()) / (scores.max() - scores.min())
    return spread
