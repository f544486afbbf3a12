"""The contract that every provider keeps: what goes in, what comes out, what may be raised.

`stream` yields at least one piece with text and ends with a piece that carries `finish`; it raises
`Declined` (before the first text), `Interrupted` (after it) or `Stopped` (at any time), nothing else.
A stream that ends without its finish mark has failed. Providers know their vendor's protocol; they
know nothing of budgets, limits, retries or other providers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ragfood.cancel import Cancel
from ragfood.foods import Food

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True)
class Message:
    role: Role
    content: str
    foods: tuple[str, ...] = ()
    """Ids of the foods that an earlier answer rests on, in the order of their numbers; no provider is told them."""


@dataclass(frozen=True)
class Usage:
    """Tokens of one call, as the vendor counts them, or `estimated`.

    `cached_tokens` are part of `input_tokens`; `reasoning_tokens` are part of `output_tokens`.
    """

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0
    reasoning_tokens: int = 0
    estimated: bool = False


@dataclass(frozen=True)
class RateHeaders:
    """What the vendor says of its limits in a reply's headers; None where it says nothing.

    Groq counts requests per day and tokens per minute here; times are seconds until full.
    """

    limit_requests: int | None = None
    remaining_requests: int | None = None
    reset_requests_s: float | None = None
    limit_tokens: int | None = None
    remaining_tokens: int | None = None
    reset_tokens_s: float | None = None


@dataclass(frozen=True)
class Piece:
    """A part of an answer as it arrives. `hidden` is a model's reasoning: counted, never shown.

    `loading` says, before all text, that the model is read into memory first; nothing comes meanwhile.
    """

    text: str = ""
    hidden: str = ""
    usage: Usage | None = None
    finish: Literal["stop", "length"] | None = None
    rate: RateHeaders | None = None
    loading: bool = False
    load_s: float | None = None
    """Seconds that the model was being loaded before it answered, where the vendor tells."""


@dataclass(frozen=True)
class Call:
    """One request to one model."""

    model: str
    messages: Sequence[Message]
    max_tokens: int
    temperature: float
    top_p: float
    cancel: Cancel
    foods: Sequence[Food] = ()
    """What the messages hold as passages, in their order, for a provider without a model."""
    plain: tuple[str, ...] = ()
    """The answer in paragraphs as far as the foods' own data give it, for a provider without a model."""


class Provider(Protocol):
    name: str

    def ready(self, cancel: Cancel) -> str:
        """The model that the next call should ask for. Spends nothing; raises `Declined`."""
        ...

    def stream(self, call: Call) -> Iterator[Piece]:
        """The answer, piece by piece. Closing the iterator closes the upstream connection."""
        ...
