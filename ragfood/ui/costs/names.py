"""What providers and models are called on the costs page, and their colours, the same in every chart."""

from __future__ import annotations

from collections.abc import Iterable

from ragfood.accounts.sheets import UNKNOWN, Sheet
from ragfood.ui.figures import PROVIDER_COLOURS, PROVIDERS
from ragfood.ui.wording import t

_SHADES = {
    "groq": (PROVIDER_COLOURS["groq"], "#7db8e8", "#1b5484", "#a9cdec", "#4a6fa5"),
    "ollama": (PROVIDER_COLOURS["ollama"], "#f2b277", "#a5521a"),
    "offline": (PROVIDER_COLOURS["offline"],),
    UNKNOWN: ("#8c8c8c",),
}
_OTHERS = ("#8e6bb1", "#bda3d6")

ENDS = {
    "answered": "#2f7fc1",
    "fallback": "#d9772b",
    "cached": "#2a9d77",
    "stopped": "#a9a9a9",
    "declined": "#e3b52f",
    "failed": "#b5304a",
    "refused": "#7a5c8e",
    "unrecorded": "#d0d0d0",
}
"""Colour of each end of a call."""

STATES = {"ok": "#2a9d77", "degraded": "#e3b52f", "down": "#b5304a", "idle": "#9a9a9a33"}


def provider_name(provider: str) -> str:
    return t("Provider unknown") if provider == UNKNOWN else PROVIDERS[provider]


def model_name(model: str) -> str:
    return model or t("not named")


def both(provider: str, model: str) -> str:
    """Provider and model as a legend has them."""
    return f"{provider_name(provider)} · {model}" if model else provider_name(provider)


def colours(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Legend entry of each (provider, model) to its colour: a provider's models are shades of one hue."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for provider, model in sorted(set(pairs)):
        shades = _SHADES.get(provider, _OTHERS)
        found[both(provider, model)] = shades[taken.get(provider, 0) % len(shades)]
        taken[provider] = taken.get(provider, 0) + 1
    return found


def pairs(sheets: Iterable[Sheet]) -> set[tuple[str, str]]:
    return {(row.provider, row.model) for row in sheets}


def end_name(end: str) -> str:
    """How a call ended, as a legend has it."""
    names = {
        "answered": t("Answered"),
        "fallback": t("By fallback"),
        "cached": t("From cache"),
        "stopped": t("Stopped"),
        "declined": t("Declined"),
        "failed": t("Failed"),
        "refused": t("Not reached"),
        "unrecorded": t("Not recorded"),
    }
    return names[end]
