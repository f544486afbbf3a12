"""What is said of limits: how long to wait, where a model stands, why a request is not even queued."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ragfood.errors import OverLimit, RequestTooLarge


@dataclass(frozen=True)
class Wait:
    """Not yet. The caller waits (`Place.wait`) and tries again, or declines."""

    position: int
    """How many go before; 0 = next."""
    seconds: float
    """Expected, as far as it can be known: others' answers may be shorter or longer than thought."""
    why: str
    """What there is no room in, such as `tokens per minute`."""
    lasting: bool = False
    """A limit per day, or the vendor's own pause, leaves no room for more than a minute."""


@dataclass(frozen=True)
class LimitStatus:
    """Where one model stands now, over all processes of this machine; None = no such limit is known."""

    model: str
    rate_per_minute: float
    """Requests per minute that are let through: lower than `requests_per_minute` after refusals."""
    requests_per_minute: int
    tokens_left: int | None
    """Of this minute."""
    tokens_per_minute: int | None
    requests_left_today: int | None
    requests_per_day: int | None
    tokens_left_today: int | None
    tokens_per_day: int | None
    pause_s: float
    """How much longer nothing is asked because the vendor wants it so."""
    waiting: int
    """In this process."""
    in_flight: int
    """Calls under way, of all models."""
    shared: bool
    """False while the file cannot be used, so that other processes are not known of."""


def over_limit(model: str, wait: Wait) -> OverLimit:
    """The refusal for who cannot wait as long as `wait` says."""
    return OverLimit(
        f"The limit of {model} is reached: {wait.why}.",
        f"There is room again in about {_span(wait.seconds)}; Ollama has no such limit.",
        retry_after=wait.seconds,
    )


def too_many_waiting(waiting: int, seconds: float) -> OverLimit:
    return OverLimit(
        f"{waiting} questions are waiting for their turn already.",
        f"Ask again in about {_span(seconds)}.",
        retry_after=seconds,
    )


def too_large(model: str, tokens: int, largest: float) -> RequestTooLarge:
    """Waiting cannot help: the request takes more than the limit ever has."""
    return RequestTooLarge(
        f"The question with its foods and the longest answer may take {tokens:,} tokens; "
        f"{model} has a limit of {largest:,.0f}.",
        "Ask for a shorter answer (RAGFOOD_MAX_TOKENS) or with fewer foods (RAGFOOD_TOP_K).",
    )


def _span(seconds: float) -> str:
    if seconds <= 90:
        return f"{max(math.ceil(seconds), 1)} s"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{math.ceil(minutes / 60)} h"
