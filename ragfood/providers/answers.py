"""Answer: what has been read of one reply, and what it amounts to when the reply is over or breaks off."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Literal

from ragfood.cancel import Cancel
from ragfood.errors import Declined, EmptyAnswer, Interrupted, Stopped
from ragfood.providers import Piece, RateHeaders, Usage

_OPENING, _CLOSING = "<think>", "</think>"


class Answer:
    """Turns a vendor's deltas into pieces. Reasoning is hidden also where a model writes it into its
    text (`<think>…</think>` at the very start); white space before the first word is dropped.
    """

    def __init__(self, vendor: str) -> None:
        self._vendor = vendor
        self._part: Literal["start", "thought", "text"] = "start"
        self._held = ""
        self.began = False
        """Whether any visible text has been given out."""
        self.reached = False
        """Whether the reply has begun: from then on the vendor may bill for it, whatever comes."""
        self.usage: Usage | None = None
        self.finish: Literal["stop", "length"] | None = None
        self.rate: RateHeaders | None = None
        """Goes out with the next piece."""
        self.load_s: float | None = None

    def hidden(self, thought: str) -> Iterator[Piece]:
        if thought:
            yield self.piece(hidden=thought)

    def text(self, delta: str) -> Iterator[Piece]:
        """The pieces that `delta` makes, a held-back beginning included."""
        self._held += delta
        if self._part == "start":
            self._leave_start()
        if self._part == "thought":
            yield from self.hidden(self._take_thought())
        if self._part == "text":
            yield from self._visible()

    def _leave_start(self) -> None:
        start = self._held.lstrip()
        if start.startswith(_OPENING):
            self._part, self._held = "thought", start.removeprefix(_OPENING)
        elif not _OPENING.startswith(start):
            self._part = "text"

    def _take_thought(self) -> str:
        thought, closed, after = self._held.partition(_CLOSING)
        if closed:
            self._part, self._held = "text", after
            return thought
        # The last characters may be the beginning of the closing mark.
        kept = next((n for n in range(len(_CLOSING) - 1, 0, -1) if thought.endswith(_CLOSING[:n])), 0)
        self._held = thought[len(thought) - kept :]
        return thought[: len(thought) - kept]

    def _visible(self) -> Iterator[Piece]:
        text, self._held = self._held if self.began else self._held.lstrip(), ""
        if text:
            self.began = True
            yield self.piece(text=text)

    def piece(self, text: str = "", hidden: str = "", usage: Usage | None = None) -> Piece:
        rate, self.rate = self.rate, None
        return Piece(text=text, hidden=hidden, usage=usage, rate=rate)

    def close(self) -> Iterator[Piece]:
        """The last pieces of a reply whose finish mark has come. Raises EmptyAnswer without visible text."""
        if self._part == "start" and self._held.strip():
            self._part = "text"
            yield from self._visible()
        if not self.began:
            raise self._empty()
        yield Piece(usage=self.usage, finish=self.finish, rate=self.rate, load_s=self.load_s)

    def _empty(self) -> EmptyAnswer:
        if self.finish == "length":
            return EmptyAnswer(
                f"{self._vendor}'s model used up the whole output cap before its first visible word.",
                "Raise RAGFOOD_MAX_TOKENS.",
                cut=True,
            )
        return EmptyAnswer(f"{self._vendor} gave an empty answer.", "Ask again, or choose another provider.")

    def fail(self, failure: Declined | Stopped) -> Iterator[Piece]:
        """The tokens that were told of before the failure, if any; then raises it: as it is, or, where text
        has been given out and nobody else can answer instead, as Interrupted.
        """
        if self.usage is not None:
            yield self.piece(usage=self.usage)
        if self.began and isinstance(failure, Declined):
            raise Interrupted(
                f"The answer broke off: {failure.happened}", "What has been written is kept. Continue it, or ask again."
            )
        if isinstance(failure, Declined) and self.reached:
            failure.reached = True
        raise failure


def until_stopped(pieces: Generator[Piece, None, None], cancel: Cancel) -> Iterator[Piece]:
    """`pieces`, without those that were still buffered when the person stopped the answer. Closes `pieces`
    at once, whatever keeps a reference to them.
    """
    with closing(pieces):
        for piece in pieces:
            if cancel.is_set():
                raise Stopped
            yield piece


def count(value: object) -> int | None:
    """A number of tokens as a vendor tells it; None when it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
