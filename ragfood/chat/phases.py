"""Phases: what is being done for a question just now, in plain words."""

from __future__ import annotations

from ragfood.circuit import span
from ragfood.routing import Trying, Waiting


def waiting(step: Waiting) -> str:
    if step.position is None:
        return f"{step.why} Trying again in {span(step.seconds)}"
    who, about, before = step.provider.capitalize(), span(step.seconds), step.position
    if not before:
        return f"Waiting for {who}: {step.why}; next in line, about {about}"
    return f"Waiting for {who}: {step.why}; {before} in line before this, about {about}"


def trying(step: Trying) -> str:
    names = {"groq": "Asking Groq", "ollama": "Asking Ollama", "offline": "Reading the foods back"}
    return f"{names[step.provider]} ({step.model})" if step.provider != "offline" else names[step.provider]
