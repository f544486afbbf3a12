"""What a finished answer is: its text and all the facts that are shown, stored and printed with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from ragfood.providers import Usage
from ragfood.understanding.understood import (
    Chip,
    Comparison,
    DishSwaps,
    Hidden,
    comparison_from_json,
    comparison_to_json,
    dish_swaps_from_json,
    dish_swaps_to_json,
)  # fmt: skip

AttemptOutcome = Literal["answered", "declined", "interrupted", "stopped"]


@dataclass(frozen=True)
class Source:
    """A food that an answer is grounded in. `score` is its similarity to the question, 0 to 1."""

    id: str
    name: str
    text: str
    score: float


@dataclass(frozen=True)
class Attempt:
    """One provider asked for one question. `reason` is the code of an error, "" when it answered."""

    provider: str
    model: str
    outcome: AttemptOutcome
    reason: str = ""
    sentence: str = ""
    remedy: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Timings:
    """Seconds since the question was asked; None for what did not happen."""

    retrieval: float | None = None
    first_token: float | None = None
    total: float | None = None


@dataclass(frozen=True)
class Answer:
    """`degraded` means that no model wrote it; `trouble` and `remedy` are set when it failed or broke off."""

    text: str
    provider: str = ""
    model: str = ""
    degraded: bool = False
    interrupted: bool = False
    stopped: bool = False
    cached: bool = False
    cut: bool = False
    """The answer reached its output cap."""
    searched_for: str = ""
    sources: tuple[Source, ...] = ()
    usage: Usage | None = None
    cost: Decimal | None = None
    """US dollars; None when the price or the usage is unknown."""
    timings: Timings = field(default_factory=Timings)
    attempts: tuple[Attempt, ...] = ()
    notices: tuple[str, ...] = ()
    trouble: str = ""
    remedy: str = ""
    safety: str = ""
    """What must be said before all else, whoever wrote the answer; "" for most questions."""
    understood: tuple[Chip, ...] = ()
    """What the question demands, each to be taken away by its key."""
    hidden: tuple[Hidden, ...] = ()
    """Foods that bear on the question and are not offered, by reason."""
    comparison: Comparison | None = None
    """Stored numbers of the foods that were compared, or sorted by them."""
    swaps: tuple[DishSwaps, ...] = ()
    """Dishes that were hidden and would do with other ingredients."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", whole_characters(self.text))

    @property
    def failed(self) -> bool:
        return bool(self.trouble) and not self.text

    @property
    def fell(self) -> tuple[Attempt, ...]:
        """The attempts that failed before somebody answered."""
        return failed(self.attempts)

    @property
    def complete(self) -> bool:
        """A model wrote all of it and finished by itself."""
        return not (self.degraded or self.interrupted or self.stopped or self.cut or self.trouble)


def failed(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """Those of `attempts` in which nobody answered; who has no key was never meant to."""
    return tuple(each for each in attempts if each.outcome == "declined" and each.reason != "not_configured")


def whole_characters(text: str) -> str:
    """`text` without halves of characters (lone surrogates), which no page and no file can hold; halves that
    follow each other are joined.
    """
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Plain values that `answer_from_json` turns into an equal answer."""
    # `asdict` copies every text on its way, which takes longer than all else that keeping an answer does.
    return {
        **vars(answer),
        "sources": [vars(source) for source in answer.sources],
        "attempts": [vars(attempt) for attempt in answer.attempts],
        "timings": vars(answer.timings),
        "usage": vars(answer.usage) if answer.usage else None,
        "cost": None if answer.cost is None else str(answer.cost),
        "understood": [vars(chip) for chip in answer.understood],
        "hidden": [vars(each) for each in answer.hidden],
        "comparison": comparison_to_json(answer.comparison) if answer.comparison else None,
        "swaps": [*map(dish_swaps_to_json, answer.swaps)],
    }


def read_answer(stored: str) -> Answer | None:
    """The answer in a JSON text; None for a text that another version wrote or that was damaged."""
    try:
        return answer_from_json(json.loads(stored))
    except (TypeError, ValueError, KeyError, ArithmeticError, RecursionError):
        return None


def answer_from_json(plain: Any) -> Answer:
    """The answer that `answer_to_json` wrote. Raises TypeError, ValueError, KeyError or
    ArithmeticError on anything else."""
    if not isinstance(plain, Mapping) or not isinstance(plain.get("text"), str):
        raise TypeError("no answer")
    known = {name: plain[name] for name in Answer.__dataclass_fields__ if name in plain}
    known["sources"] = tuple(Source(**each) for each in known.get("sources", ()))
    known["attempts"] = tuple(Attempt(**each) for each in known.get("attempts", ()))
    known["notices"] = tuple(known.get("notices", ()))
    known["timings"] = Timings(**known.get("timings", {}))
    known["usage"] = Usage(**known["usage"]) if known.get("usage") else None
    known["understood"] = tuple(Chip(**each) for each in known.get("understood", ()))
    known["hidden"] = tuple(Hidden(**each) for each in known.get("hidden", ()))
    known["comparison"] = comparison_from_json(known["comparison"]) if known.get("comparison") else None
    known["swaps"] = tuple(map(dish_swaps_from_json, known.get("swaps", ())))
    known["cost"] = None if known.get("cost") is None else Decimal(known["cost"])
    if known["cost"] is not None and not known["cost"].is_finite():
        raise ValueError("a cost is not a number")
    return Answer(**known)
