"""Reactions: whether a text tells that a body does not bear a food, in whatever words: "my face blows up"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from ragfood.demands import signs
from ragfood.understanding.signals import Signals
from ragfood.words import fold

_TABLE = Path(__file__).resolve().parents[2] / "data" / "reactions.json"
_FEW = 3
"""Words that only name something, of which what comes next is said."""
_POINTS = re.compile(
    r" (?:it|they|them|one|once|never again|even|single|that|which|traces?|crumbs?|bites?|sips?|mouthfuls?|smell|eso|uno|einmal|davon|nie wieder|ca|cela|jamais|una volta|nunca mas) "
)


@lru_cache(maxsize=512)  # of a clause that has no parts it is asked as a whole and as its part
def tells_of_reaction(clause: str) -> bool:
    """Whether a clause of folded words, with spaces around, tells what a body does after something was eaten; not that
    it does nothing, nor what is happening now.
    """
    plain = _breathless().sub(" wheezing ", clause)
    told = signs.REACTION.search(plain) or _tells(_told().in_text(plain.strip()))
    return bool(told and not signs.NO_REACTION.search(plain))


def _tells(told: frozenset[str]) -> bool:
    return "alone" in told or {"parts", "acts"} <= told


def tells_of_last(clause: str, before: str) -> bool:
    """The same of what was named just `before`: "Eggs? Instant rash", "… Even a trace lands me in hospital"."""
    points = len(before.split()) <= _FEW or _POINTS.search(clause)
    return bool(points) and tells_of_reaction(clause)


@lru_cache(maxsize=1)
def _told() -> Signals:
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return Signals.of({name: table[name] for name in ("alone", "parts", "acts")}, {})


@lru_cache(maxsize=1)
def _breathless() -> re.Pattern[str]:
    """Of those that tell of it with a "not", which takes nothing back: "can't breathe"."""
    phrases = json.loads(_TABLE.read_text(encoding="utf-8"))["breathless"].split()
    return re.compile(f" (?:{'|'.join(fold(each).replace('_', ' ') for each in phrases)})(?= )")
