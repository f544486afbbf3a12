"""How many tokens a text is likely to be, for holds, prompts and streams that report no usage."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from ragfood.providers import Message

_UNITS = re.compile(r"[^\W\d_]+|\d{1,3}|(?:[^\w\s]|_)+")
_WIDE = re.compile(r"[^\u0000-\u052f]")
_OVERHEAD_PER_MESSAGE = 8
"""Role marks and separators of a chat template; generous for the Llama and gpt-oss templates."""


@lru_cache(maxsize=256)  # the same prompt is measured when it is built and when its cost is held
def estimate_tokens(text: str) -> int:
    """Tokens in `text`, rounded up and rather high than low: a token of today's vocabularies holds about four
    letters of English, and about one character of scripts beyond Latin, Greek and Cyrillic. It never
    reaches over a word, three digits or a run of signs, so there are at least as many tokens as those.
    """
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    by_length = math.ceil((len(text) - wide) / 3.6 + wide * 1.2)
    return max(by_length, len(_UNITS.findall(text)))


def estimate_prompt(messages: Iterable[Message]) -> int:
    """Tokens that a list of messages takes as a prompt, template marks included."""
    return sum(estimate_tokens(message.content) + _OVERHEAD_PER_MESSAGE for message in messages)
