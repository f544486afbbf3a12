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
_MOST = 999


def keep_valid(text: str, passages: int) -> str:
    """`text` with each citation as [n] and without those of passages that do not exist."""

    def mend(found: re.Match[str], *, nested: bool = False) -> str:
        numbers = dict.fromkeys(n for n in _numbers(found["numbers"], passages) if 1 <= n <= passages)
        if numbers:
            return found["gap"] + "".join(f"[{number}]" for number in numbers)
        if nested:
            return f"{found['gap']}({found['numbers']})"
        return "" if _ENDING.match(found.string, found.end()) else found["gap"]

    # What stood inside other brackets may leave a new citation behind where it is taken out.
    return _GROUP.sub(lambda found: mend(found, nested=True), _GROUP.sub(mend, text))


def cited(text: str) -> tuple[int, ...]:
    """The numbers cited in `text`, each once, in the order of their first use."""
    return tuple(dict.fromkeys(n for found in _GROUP.finditer(text) for n in _numbers(found["numbers"], _MOST)))


def _numbers(listed: str, most: int) -> Iterator[int]:
    """The numbers of "1, 3–5", no range beyond `most`."""
    for part in re.split(r"\s*(?:[,;&]|and)\s*", listed, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        yield from range(ends[0], min(ends[-1], most) + 1) if ends[-1] > ends[0] else ends
