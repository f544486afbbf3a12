"""Alternation: patterns of many alternatives, put in groups by how these begin. `re` tries one alternative after the
other at each place of a text; grouped, it passes over most of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_MEANS_MORE = frozenset(r"\.^$*+?{}[]|()")
_QUANTIFIERS = ("?", "*", "+", "{")
_BOUNDARIES = (r"\b", "(?<= )")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|:))?")
_MOST_SPREAD = 20
"""Alternatives of a group that are each written out with what follows it."""


def grouped(pattern: str) -> re.Pattern[str]:
    """What matches as `pattern` does, with the same groups, only sooner. Neither this nor `any_found` knows flags,
    comments and backreferences inside a pattern.
    """
    return re.compile(_grouped(pattern))


def any_found(patterns: Sequence[str]) -> re.Pattern[str]:
    """For asking whether any of `patterns` is in a text; which it is, where it ends, and its groups are not kept."""
    return re.compile("|".join(_by_first(map(_without_captures, patterns), in_order=False)))


def _grouped(pattern: str) -> str:
    alternatives = _alternatives(pattern)
    if len(alternatives) == 1:
        return _with_inner_grouped(pattern)
    return "|".join(_by_first(map(_with_inner_grouped, alternatives)))


def _by_first(alternatives: Iterable[str], *, in_order: bool = True) -> list[str]:
    """Grouped by their first letters. Where alternatives may begin alike without showing it, as a class of letters may,
    their order decides which is found, so that nothing is moved past them if it is to stay `in_order`.
    """
    found: list[str] = []
    groups: dict[str, list[str]] = {}
    if not in_order:
        alternatives = dict.fromkeys(each for alternative in alternatives for each in _spread(alternative))
    for each in alternatives:
        first = _first(each, () if in_order else _BOUNDARIES)
        if first:
            groups.setdefault(first, []).append(each[len(first) :])
            continue
        if in_order:
            found += _put_together(groups, in_order=in_order)
            groups.clear()
        found.append(each)
    return [*found, *_put_together(groups, in_order=in_order)]


def _put_together(groups: dict[str, list[str]], *, in_order: bool) -> Iterator[str]:
    for first, rests in groups.items():
        if len(rests) == 1:
            yield first + rests[0]
        else:
            yield f"{first}(?:{'|'.join(_by_first(rests, in_order=in_order))})"


def _first(alternative: str, boundaries: Iterable[str]) -> str:
    """The letter, or the boundary, with which an alternative surely begins; "" where it may begin otherwise."""
    for each in boundaries:
        if alternative.startswith(each):
            return each
    plain = alternative[:1] not in _MEANS_MORE and alternative[1:2] not in _QUANTIFIERS
    return alternative[:1] if plain else ""


def _without_captures(pattern: str) -> str:
    made, begin = list[str](), 0
    for at, sign, _ in _signs(pattern):
        opening = _OPENING.match(pattern, at) if sign == "(" else None
        if opening and (opening[0] == "(" or opening[0].startswith("(?P")):
            made += pattern[begin:at], "(?:"
            begin = opening.end()
    return "".join((*made, pattern[begin:]))


def _spread(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, those of a group that one begins with written out."""
    for each in _alternatives(pattern):
        end = _end(each, 0) if each.startswith("(?:") else 0
        rest = each[end + 1 :]
        inner = _alternatives(each[3:end]) if end else []
        if inner and not rest.startswith(_QUANTIFIERS) and (not rest or len(inner) <= _MOST_SPREAD):
            for one in inner:
                yield from _spread(one + rest)
        else:
            yield each


def _alternatives(pattern: str) -> list[str]:
    """What stands between the bars of a pattern that are in none of its groups."""
    found, begin = list[str](), 0
    for at, sign, depth in _signs(pattern):
        if sign == "|" and not depth:
            found.append(pattern[begin:at])
            begin = at + 1
    return [*found, pattern[begin:]]


def _with_inner_grouped(pattern: str) -> str:
    """One alternative with the alternatives of its groups grouped."""
    made, begin = list[str](), 0
    for at, sign, _ in _signs(pattern):
        if sign != "(" or at < begin:
            continue
        opening = _OPENING.match(pattern, at)
        assert opening
        end = _end(pattern, at)
        inner = pattern[opening.end() : end]
        made += pattern[begin:at], opening[0], _grouped(inner)
        begin = end
    return "".join((*made, pattern[begin:]))


def _end(pattern: str, begin: int) -> int:
    """Where the group ends that begins at a place."""
    return next(begin + at for at, sign, depth in _signs(pattern[begin:]) if sign == ")" and not depth)


def _signs(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Bars and brackets of a pattern that stand for themselves in no class of letters: place, sign, and in how many
    groups it is, a bracket in those around its own.
    """
    at = depth = 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif sign == "[":
            at = _end_of_class(pattern, at)
        elif sign in "()|":
            depth -= sign == ")"
            yield at, sign, depth
            depth += sign == "("
        at += 1


def _end_of_class(pattern: str, at: int) -> int:
    at += 2 if pattern.startswith("[^", at) else 1
    at += pattern.startswith("]", at)
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at
