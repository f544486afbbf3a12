"""Phases: what is being done for a question just now, in plain words."""

from __future__ import annotations

from ragfood.circuit import span
from ragfood.routing import Trying, Waiting


def waiting(step: Waiting) -> str:
    if step.position is None:
        return f"{step.why} Trying again in {span(step.seconds)}"
    line = "next in line" if step.position == 0 else f"{step.position} in line before this"
    return f"Waiting for {step.provider.capitalize()}: {step.why}; {line}, about {span(step.seconds)}"


def trying(step: Trying) -> str:
    names = {"groq": "Asking Groq", "ollama": "Asking Ollama", "offline": "Reading the foods back"}
    return f"{names[step.provider]} ({step.model})" if step.provider != "offline" else names[step.provider]
