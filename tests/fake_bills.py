"""What a fake vendor would bill, by a token rule of its own."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Bill:
    model: str
    prompt: int
    completion: int


def count_tokens(text: str) -> int:
    """The fakes' own rule: four characters a token, rounded up."""
    return math.ceil(len(text) / 4)


class Meter:
    """What one answer costs so far. It is billed once: before its last words, so that who has read them finds
    the bill written, or when the client is gone.
    """

    def __init__(self, book: Callable[[str, int, int], None], model: str, prompt: int) -> None:
        self._book = book
        self._model = model
        self._prompt = prompt
        self._billed = False
        self.spoken: list[str] = []

    @property
    def completion(self) -> int:
        return count_tokens("".join(self.spoken))

    def close(self) -> None:
        if not self._billed:
            self._billed = True
            self._book(self._model, self._prompt, self.completion)
