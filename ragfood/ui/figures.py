"""Figures as people read them: money with enough digits to be true, times and counts in short."""

from __future__ import annotations

from decimal import Decimal

from ragfood import money
from ragfood.answers import Answer
from ragfood.ui.wording import language, t, told


class _Names(dict[str, str]):
    def __missing__(self, provider: str) -> str:
        return t("Collection only") if provider == "offline" else provider.capitalize() or t("Nobody")


PROVIDERS = _Names({"groq": "Groq", "ollama": "Ollama"})
"""What the providers are called on screen; a chat from a file may name others."""

PROVIDER_COLOURS = {"groq": "#2f7fc1", "ollama": "#d9772b", "offline": "#2a9d77"}
"""In every chart; they can be told apart without red and green, and on light and dark alike."""


def dollars(amount: Decimal | None, *, limit: Decimal | None = None) -> str:
    """An amount as `money.dollars` gives it; that it is unknown in the language of this session."""
    return told(money.dollars(None)) if amount is None else money.dollars(amount, limit=limit)


def count(number: float) -> str:
    """A whole number with its thousands set apart so that nobody takes them for decimals: 16,044; in the languages
    where a comma begins the decimals, by a narrow space.
    """
    grouped = f"{number:,.0f}"
    return grouped if language() == "en" else grouped.replace(",", "\u202f")


def percent(share: float, digits: int = 0) -> str:
    """A share of 0 to 1, with the space that most languages want and that breaks no line."""
    return f"{100 * share:.{digits}f}\u00a0%"


def seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value * 1000:.0f} ms" if value < 0.9995 else f"{value:.1f} s"


def answer_line(answer: Answer) -> str:
    """Provider · model · first token · total · tokens in/out · cost · cached, as far as they apply."""
    if not answer.provider:
        return ""
    parts = [PROVIDERS[answer.provider]]
    if answer.provider != "offline":
        parts.append(answer.model)
    if answer.cached:
        parts += [t("cached"), t("total {s}", s=seconds(answer.timings.total)), "$0"]
        return " · ".join(parts)
    if answer.provider != "offline":
        parts.append(t("first token {s}", s=seconds(answer.timings.first_token)))
    parts.append(t("total {s}", s=seconds(answer.timings.total)))
    if answer.usage and answer.provider != "offline":
        about = "≈ " if answer.usage.estimated else ""
        read, written = count(answer.usage.input_tokens), count(answer.usage.output_tokens)
        parts.append(about + t("{read} in / {written} out tokens", read=read, written=written))
    estimated = f" ({t('estimated')})" if answer.usage and answer.usage.estimated and answer.cost else ""
    parts.append(dollars(answer.cost) + estimated)
    return " · ".join(parts)
