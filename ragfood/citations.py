"""Citations: the numbers in an answer that say which passage a sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINED = r"\s*(?:[,;&–-]|and)\s*"
_GROUP = re.compile(
    r"(?P<gap>(?<![ \t])[ \t]*)"
    r"(?:(?P<twice>\[)?\[|【)\s*(?:(?:food|passage|source)s?\s*)?[#№]?"
    rf"(?P<numbers>\d{{1,3}}(?:{_JOINED}\d{{1,3}})*)"
    r"\s*(?:†[^\]】\n]{0,40})?(?:\](?(twice)\])|】)"
    r"""(?:\(\s*(?:[a-z][a-z\d+.-]*:|www\.|[#/.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\s*\))?""",
    re.IGNORECASE,
)
"""[1], [1, 2], [1-3], and what some models write instead: [[1]], 【1】, 【1†source】, [Food 1]. An address that
a model made up for a citation belongs to it: [1](https://…)."""

_ENDING = re.compile(r"[\s.,;:!?)…]|\Z")
_BETWEEN = re.compile(r"[ \t]*,?[ \t]*(?:[;&/]|and|or|und|oder|et|ou|y|o|e|и|или)?", re.IGNORECASE)
_MOST = 999


def keep_valid(text: str, passages: int) -> str:
    """`text` with each citation as [n] and without those of passages that do not exist, nor the "and" before them."""

    def bare(found: re.Match[str]) -> str:
        return found["gap"] + (_valid(found, passages) or f"({found['numbers']})")

    parts, end = [], 0
    for run in _runs(text):
        parts += [text[end : run[0].start()], _mended(run, passages)]
        end = run[-1].end()
    # What stood inside other brackets may leave a new citation behind where it is taken out.
    return _GROUP.sub(bare, "".join([*parts, text[end:]]))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """The citations of `text`, those together that only commas and words like "and" stand between."""
    run: list[re.Match[str]] = []
    for found in _GROUP.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), found.start()):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def _mended(run: list[re.Match[str]], passages: int) -> str:
    kept = [(place, shown) for place, found in enumerate(run) if (shown := _valid(found, passages))]
    if not kept:
        return "" if _ENDING.match(run[-1].string, run[-1].end()) else run[0]["gap"]
    text = run[0]["gap"] + kept[0][1]
    for place, shown in kept[1:]:
        joined = len(run) - 1 if place == kept[-1][0] else place
        text += run[0].string[run[joined - 1].end() : run[joined].start()] + run[joined]["gap"] + shown
    return text


def _valid(found: re.Match[str], passages: int) -> str:
    numbers = dict.fromkeys(n for n in _numbers(found["numbers"], passages) if 1 <= n <= passages)
    return "".join(f"[{number}]" for number in numbers)


def cited(text: str) -> tuple[int, ...]:
    """The numbers cited in `text`, each once, in the order of their first use."""
    return tuple(dict.fromkeys(n for found in _GROUP.finditer(text) for n in _numbers(found["numbers"], _MOST)))


def _numbers(listed: str, most: int) -> Iterator[int]:
    """The numbers of "1, 3–5", no range beyond `most`."""
    for part in re.split(r"\s*(?:[,;&]|and)\s*", listed, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        yield from range(ends[0], min(ends[-1], most) + 1) if ends[-1] > ends[0] else ends
