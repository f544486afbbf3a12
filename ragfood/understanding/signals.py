"""Signals: groups of words in many languages that a text may hold, found in one pass over its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ragfood.alternation import any_found
from ragfood.words import fold

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SHORTEST_STEM = 3

_Tokens = tuple[str, ...]


@dataclass
class Signals:
    """Built of lists of phrases: an underscore stands for a space, a star for any ending of a word."""

    _exact: dict[str, list[tuple[_Tokens, str]]] = field(default_factory=lambda: defaultdict(list))
    _stems: dict[str, list[tuple[_Tokens, str]]] = field(default_factory=lambda: defaultdict(list))
    _stem_starts: set[str] = field(default_factory=set)
    _inside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _patterns: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)

    @classmethod
    def of(cls, groups: Mapping[str, str], patterns: Mapping[str, str]) -> Signals:
        """`groups` give lists of phrases, `patterns` what no list can say; both by name."""
        made = cls()
        for name, listed in groups.items():
            for phrase in listed.split():
                made._add(name, fold(phrase))
        made._patterns += [(name, any_found([fold_pattern(told)])) for name, told in patterns.items()]
        return made

    def in_text(self, plain: str) -> frozenset[str]:
        """Names of the groups of which a phrase is in folded words with single spaces between."""
        said = plain.split()
        found = {name for name, pattern in self._patterns if pattern.search(plain)}
        for at, word in enumerate(said):
            if listed := self._exact.get(word):
                found.update(_beginning(listed, said, at))
            for size in range(_SHORTEST_STEM, len(word) + 1) if word[:_SHORTEST_STEM] in self._stem_starts else ():
                if listed := self._stems.get(word[:size]):
                    found.update(_beginning(listed, said, at))
        if _UNSPACED.search(plain):
            for phrase, names in self._inside.items():
                if phrase in plain:
                    found.update(names)
        return frozenset(found)

    def _add(self, name: str, phrase: str) -> None:
        tokens = tuple(phrase.split("_"))
        if _UNSPACED.search(phrase):
            self._inside[" ".join(tokens)].append(name)
        elif tokens[0].endswith("*"):
            self._stems[tokens[0][:-1]].append((tokens[1:], name))
            self._stem_starts.add(tokens[0][:_SHORTEST_STEM])
        else:
            self._exact[tokens[0]].append((tokens[1:], name))


def fold_pattern(told: str) -> str:
    """A pattern over folded text, however its letters are written."""
    return re.sub(r"[^\x00-\x7f]+", lambda other: fold(other[0]), told)


def _beginning(listed: Iterable[tuple[_Tokens, str]], said: list[str], at: int) -> set[str]:
    """Names of the phrases of `listed` that go on in `said` behind the word `at`."""
    return {name for tokens, name in listed if _goes_on(tokens, said[at + 1 : at + 1 + len(tokens)])}


def _goes_on(tokens: _Tokens, behind: list[str]) -> bool:
    return len(tokens) == len(behind) and all(
        word.startswith(token[:-1]) if token.endswith("*") else word == token
        for token, word in zip(tokens, behind, strict=True)
    )
