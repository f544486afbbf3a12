"""What is known of Groq's models: price, context, caps, limits, retirement and successor.

Read from `data/models.json`, where every price says when and where it was read. A model that is not
in the table, or has no price there, costs an unknown amount, which is never zero.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ragfood.errors import ModelTableError
from ragfood.providers import Usage

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Price:
    """US dollars per million tokens."""

    input: Decimal
    output: Decimal
    cached_input: Decimal | None = None
    """For tokens of a prompt that the vendor had cached; None = as `input`."""
    as_of: str = ""
    source: str = ""

    def cost(self, usage: Usage) -> Decimal:
        """Exact cost in USD: (input - cached) x in + cached x cached_in + output x out."""
        cached_price = self.input if self.cached_input is None else self.cached_input
        fresh = usage.input_tokens - usage.cached_tokens
        return (fresh * self.input + usage.cached_tokens * cached_price + usage.output_tokens * self.output) / _MILLION


@dataclass(frozen=True)
class ModelLimits:
    """What the vendor's free plan allows; None = not known."""

    requests_per_minute: int | None = None
    requests_per_day: int | None = None
    tokens_per_minute: int | None = None
    tokens_per_day: int | None = None


_UNKNOWN_MODELS_LIMITS = ModelLimits(requests_per_minute=30)
"""What Groq's free plan allows of every model that it serves."""


@dataclass(frozen=True)
class ModelFacts:
    id: str
    price: Price | None = None
    vendor_price: Price | None = None
    """The vendor's own figure where `price` is another one."""
    context: int = 8192
    """Tokens of prompt and answer together."""
    max_output: int = 8192
    limits: ModelLimits = field(default_factory=ModelLimits)
    retired: date | None = None
    successor: str | None = None
    reasoning: bool = False
    request: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Extra arguments that the model wants in every request."""


@dataclass(frozen=True)
class ModelTable:
    prefer: tuple[str, ...]
    models: Mapping[str, ModelFacts]
    own_limits: Mapping[str, int] = field(default_factory=dict)
    """Fields of ModelLimits that are set for all models, whatever the table says."""

    def facts(self, model: str) -> ModelFacts:
        """What is known of `model`; facts without a price when it is not in the table."""
        found = self.models.get(model) or ModelFacts(model, limits=_UNKNOWN_MODELS_LIMITS)
        return replace(found, limits=replace(found.limits, **self.own_limits)) if self.own_limits else found

    def candidates(self, today: date) -> list[str]:
        """The preference list without what is retired by `today`."""
        retired = {m.id for m in self.models.values() if m.retired and m.retired <= today}
        return [model for model in self.prefer if model not in retired]


def load_models(path: Path) -> ModelTable:
    """The table in `path`. Raises ModelTableError that names the first unusable entry."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        models = {entry["id"]: _facts(entry) for entry in raw["models"]}
        return ModelTable(tuple(raw["prefer"]), MappingProxyType(models))
    except OSError as missing:
        raise ModelTableError(f"The model table {path} cannot be read.", "Restore it from the project.") from missing
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as wrong:
        raise ModelTableError(
            f"The model table {path} is malformed ({type(wrong).__name__}: {wrong}).",
            "Correct the entry or restore the file from the project.",
        ) from wrong


def _facts(entry: Mapping[str, Any]) -> ModelFacts:
    return ModelFacts(
        id=entry["id"],
        price=_price(entry.get("price")),
        vendor_price=_price(entry.get("vendor_price")),
        context=int(entry.get("context", 8192)),
        max_output=int(entry.get("max_output", 8192)),
        limits=ModelLimits(**entry.get("limits", {})),
        retired=date.fromisoformat(entry["retired"]) if entry.get("retired") else None,
        successor=entry.get("successor"),
        reasoning=bool(entry.get("reasoning", False)),
        request=MappingProxyType(dict(entry.get("request", {}))),
    )


def _price(entry: Mapping[str, str] | None) -> Price | None:
    if entry is None:
        return None
    figures = {name: Decimal(entry[name]) for name in ("input", "output", "cached_input") if name in entry}
    if any(not figure.is_finite() or figure < 0 for figure in figures.values()):
        raise ValueError("a price is negative or not a number")
    return Price(**figures, as_of=entry["as_of"], source=entry["source"])
