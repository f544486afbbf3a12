"""A provider that does what a test's script says: small, and true to the Provider contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragfood.cancel import Cancel
from ragfood.errors import RagFoodError
from ragfood.providers import Call, Piece, Usage

Line = str | Piece | RagFoodError


class Scripted:
    """Each call plays the next script; the last one is played again and again."""

    def __init__(self, name: str, *scripts: Sequence[Line], model: str = "openai/gpt-oss-20b") -> None:
        self.name = name
        self.model = model
        self.scripts = list(scripts)
        self.calls: list[Call] = []
        self.closed = 0
        self.not_ready: RagFoodError | None = None

    def ready(self, cancel: Cancel) -> str:
        if self.not_ready is not None:
            raise self.not_ready
        return self.model

    def stream(self, call: Call) -> Iterator[Piece]:
        self.calls.append(call)
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        try:
            for line in script:
                if isinstance(line, RagFoodError):
                    raise line
                yield Piece(text=line) if isinstance(line, str) else line
        finally:
            self.closed += 1


def answered(*words: str, tokens: tuple[int, int] = (300, 150)) -> list[Line]:
    """A whole answer with its usage."""
    return [*words, Piece(usage=Usage(*tokens), finish="stop")]
