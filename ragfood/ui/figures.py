"""Figures as people read them: money with enough digits to be true, times and counts in short."""

from __future__ import annotations

from ragfood.answers import Answer
from ragfood.money import dollars


class _Names(dict[str, str]):
    def __missing__(self, provider: str) -> str:
        return provider.capitalize() or "Nobody"


PROVIDERS = _Names({"groq": "Groq", "ollama": "Ollama", "offline": "Collection only"})
"""What the providers are called on screen; a chat from a file may name others."""


def seconds(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value * 1000:.0f} ms" if value < 0.9995 else f"{value:.1f} s"


def answer_line(answer: Answer) -> str:
    """Provider · model · first token · total · tokens in/out · cost · cached, as far as they apply."""
    if not answer.provider:
        return ""
    parts = [PROVIDERS.get(answer.provider, answer.provider)]
    if answer.provider != "offline":
        parts.append(answer.model)
    if answer.cached:
        parts += ["cached", f"total {seconds(answer.timings.total)}", "$0"]
        return " · ".join(parts)
    if answer.provider != "offline":
        parts.append(f"first token {seconds(answer.timings.first_token)}")
    parts.append(f"total {seconds(answer.timings.total)}")
    if answer.usage and answer.provider != "offline":
        about = "≈ " if answer.usage.estimated else ""
        parts.append(f"{about}{answer.usage.input_tokens:,} in / {answer.usage.output_tokens:,} out tokens")
    estimated = " (estimated)" if answer.usage and answer.usage.estimated and answer.cost else ""
    parts.append(dollars(answer.cost) + estimated)
    return " · ".join(parts)
