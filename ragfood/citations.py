"""Citations: the numbers in an answer that say which passage a sentence rests on."""

from __future__ import annotations

import re

_GROUP = re.compile(r"(?:\[|【)\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*(?:†[^\]】\n]{0,40})?(?:\]|】)(?!\()")
"""[1], [1, 2], and the brackets that some models write instead: 【1】, 【1†source】. No link texts."""


def keep_valid(text: str, passages: int) -> str:
    """`text` with each citation as [n] and without those of passages that do not exist."""

    def mend(found: re.Match[str]) -> str:
        numbers = [int(number) for number in re.findall(r"\d+", found.group(1))]
        return "".join(f"[{number}]" for number in dict.fromkeys(numbers) if 1 <= number <= passages)

    return re.sub(r"[ \t]+(?=[.,;:!?](?:\s|$))", "", _GROUP.sub(mend, text)) if _GROUP.search(text) else text


def cited(text: str) -> tuple[int, ...]:
    """The numbers cited in `text`, each once, in the order of their first use."""
    return tuple(dict.fromkeys(int(n) for found in _GROUP.finditer(text) for n in re.findall(r"\d+", found.group(1))))
