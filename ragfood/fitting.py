"""What of the settings decides about models: their limits, and how long prompts and answers may be."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from ragfood.chat import Taste
from ragfood.models import ModelLimits, ModelTable, load_models
from ragfood.settings import Settings

_LEAST_PROMPT = 800
"""Tokens that a prompt gets even where the output cap leaves less."""
_NO_LIMIT = 10**9
"""As a limit: more than anybody asks. What the vendor's headers say still holds."""


def table_for(settings: Settings, path: Path) -> ModelTable:
    """The table in `path` with the limits that are set for all models. Raises ModelTableError."""
    given = {each.name: getattr(settings, each.name) for each in fields(ModelLimits)}
    own = {name: limit or _NO_LIMIT for name, limit in given.items() if limit is not None}
    return replace(load_models(path), own_limits=own)


def taste_for(settings: Settings, table: ModelTable) -> Taste:
    """Prompt and answer together must fit the smallest tokens-per-minute limit, since waiting never helps there."""
    per_minute = [table.facts(model).limits.tokens_per_minute for model in table.prefer]
    room = min([settings.ollama_num_ctx, *(limit for limit in per_minute if limit)])
    return Taste(
        max_tokens=settings.max_tokens,
        temperature=settings.temperature,
        top_p=settings.top_p,
        top_k=settings.top_k,
        turn_s=settings.timeout_s,
        prompt_budget=max(room - settings.max_tokens, _LEAST_PROMPT),
    )
