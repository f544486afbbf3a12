"""Who is compared, what is asked, and what came of each answer: plain values that can be kept as JSON."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from ragfood.answers import Source
from ragfood.contests.quality import Quality
from ragfood.providers import Usage

COLD_FROM_S = 0.5
"""Seconds of loading, as the vendor tells them, from which a start counts as cold; a loaded model takes 0.1 s."""

TrialOutcome = Literal["answered", "interrupted", "declined", "stopped", "skipped"]


@dataclass(frozen=True)
class Contestant:
    """One model of one provider ("groq" or "ollama")."""

    provider: str
    model: str

    @property
    def key(self) -> str:
        """`provider/model`, as the ledger names it."""
        return f"{self.provider}/{self.model}"


@dataclass(frozen=True)
class Question:
    """One question and the foods that every contestant was given for it. `idle` says why it was not asked."""

    text: str
    sources: tuple[Source, ...] = ()
    idle: str = ""


@dataclass(frozen=True)
class Trial:
    """One contestant's answer to one question in one round; the first two count from 0, as does `contestant`.

    Times are in seconds since the contestant was asked; waiting in line for it is `waited_s`. A trial that was
    skipped was never asked, because what kept the contestant from answering before would not have passed.
    """

    question: int
    round: int
    contestant: int
    outcome: TrialOutcome
    reason: str = ""
    """Why it did not answer, as the code of an error."""
    sentence: str = ""
    remedy: str = ""
    text: str = ""
    cold: bool = False
    """The model had to be loaded first; or, where the vendor does not tell, it was the contestant's first call."""
    load_s: float | None = None
    waited_s: float = 0.0
    first_token_s: float | None = None
    total_s: float | None = None
    usage: Usage | None = None
    cost: Decimal | None = Decimal(0)
    """US dollars; None = unknown."""
    cut: bool = False
    quality: Quality | None = None

    @property
    def answered(self) -> bool:
        return self.outcome == "answered"

    @property
    def asked(self) -> bool:
        """Whether it counts as a try: neither skipped nor stopped by a person."""
        return self.outcome not in ("skipped", "stopped")

    @property
    def tokens_per_s(self) -> float | None:
        """Visible tokens per second while the answer was being written, after its first token."""
        if not self.answered or self.usage is None or self.total_s is None or self.first_token_s is None:
            return None
        writing, visible = self.total_s - self.first_token_s, self.usage.output_tokens - self.usage.reasoning_tokens
        return visible / writing if writing > 0 and visible > 0 else None


@dataclass(frozen=True)
class Comparison:
    """A whole comparison, finished or not. `ended` is None while it runs, or when its process died."""

    id: str
    begun: datetime
    contestants: tuple[Contestant, ...]
    questions: tuple[Question, ...]
    rounds: int = 1
    max_tokens: int = 1024
    temperature: float = 0.7
    ended: datetime | None = None
    stopped: bool = False
    trials: tuple[Trial, ...] = ()

    @property
    def planned(self) -> int:
        """Trials that it has when it is through."""
        return len(self.contestants) * self.rounds * sum(not question.idle for question in self.questions)

    @property
    def title(self) -> str:
        return " · ".join(dict.fromkeys(each.model for each in self.contestants))

    def trial(self, question: int, round_number: int, contestant: int) -> Trial | None:
        place = (question, round_number, contestant)
        return next((t for t in self.trials if (t.question, t.round, t.contestant) == place), None)


def new_comparison_id() -> str:
    """128 random bits."""
    return secrets.token_urlsafe(16)


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Plain values, without the trials, that `comparison_from_json` turns into an equal comparison."""
    plain = asdict(replace(comparison, trials=()))
    plain["begun"] = comparison.begun.isoformat()
    plain["ended"] = comparison.ended.isoformat() if comparison.ended else None
    return plain


def comparison_from_json(plain: Mapping[str, Any], trials: tuple[Trial, ...]) -> Comparison:
    """Raises TypeError, ValueError or KeyError on anything that `comparison_to_json` did not write."""
    questions = tuple(
        Question(each["text"], tuple(Source(**source) for source in each["sources"]), each["idle"])
        for each in plain["questions"]
    )
    changed = {
        "begun": datetime.fromisoformat(plain["begun"]),
        "ended": datetime.fromisoformat(plain["ended"]) if plain["ended"] else None,
        "contestants": tuple(Contestant(**each) for each in plain["contestants"]),
        "questions": questions,
        "trials": trials,
    }
    return Comparison(**{**plain, **changed})


def trial_to_json(trial: Trial) -> dict[str, Any]:
    """Plain values that `trial_from_json` turns into an equal trial."""
    return {**asdict(trial), "cost": None if trial.cost is None else str(trial.cost)}


def trial_from_json(plain: Mapping[str, Any]) -> Trial:
    """Raises TypeError, ValueError, KeyError or ArithmeticError on anything that `trial_to_json` did not write."""
    changed = {
        "cost": None if plain["cost"] is None else Decimal(plain["cost"]),
        "usage": Usage(**plain["usage"]) if plain["usage"] else None,
        "quality": Quality(**plain["quality"]) if plain["quality"] else None,
    }
    return Trial(**{**plain, **changed})
