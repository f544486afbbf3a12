"""Not raw: who will have no raw fish, or no raw meat, leaves out what is eaten raw, and not all fish and meat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ragfood.demands import signs
from ragfood.demands.facets import plain_facets
from ragfood.demands.leaving_out import left_out as refuses
from ragfood.demands.phrases import any_of
from ragfood.demands.things import things_said
from ragfood.demands.unspaced import left_out_unspaced
from ragfood.demands.wanting import Said

_SUCH = " such "
"""What stands for what is raw, so that a refusal before it refuses nothing else."""
_RAW = frozenset({"raw fish", "raw meat"})
_NOT_TOLD = frozenset({"crustaceans", "molluscs"})
"""Of these no facet tells whether they are raw: an oyster mostly is."""


def but_for_raw(states: Iterable[str], clause: str, said: Iterable[Said]) -> Sequence[str]:
    """The `states` that a folded clause leaves out, without those that it names only as raw, where `said` has it that
    the raw is not wanted. Of an allergy all of them stay.
    """
    left_out = [*states]
    refused = any(each.facet.name in _RAW and not each.wanted for each in said)
    if not (left_out and refused) or signs.OF_ALLERGY.search(clause):
        return left_out
    raw, rest = " ".join(_raw().findall(clause)), _raw().sub(_SUCH, clause)
    otherwise = {*refuses(rest), *left_out_unspaced(rest)}
    only_raw = {*_named(raw), *_named(_RAW_WORD.sub(" ", raw))} - otherwise - _NOT_TOLD
    return [each for each in left_out if each not in only_raw]


_RAW_WORD = re.compile(r"\b(?:raw|uncooked)\b")


def _named(text: str) -> Iterable[str]:
    return things_said(text.split(), kinds=True)


@lru_cache(maxsize=1)
def _raw() -> re.Pattern[str]:
    called = [phrase for phrase, facet in plain_facets().called.items() if facet.name in _RAW]
    spaced = any_of(phrase for phrase in called if phrase.isascii() or " " in phrase)
    unspaced = any_of(phrase for phrase in called if not (phrase.isascii() or " " in phrase))
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{unspaced}")
