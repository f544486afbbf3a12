"""Health: whether everything that an answer needs is there, each with what to do if it is not."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ragfood.badges import Badge
from ragfood.cancel import Cancel
from ragfood.errors import Declined, LedgerTrouble, NotConfigured, TimedOut, Unreachable
from ragfood.ledger import Ledger
from ragfood.models import ModelTable
from ragfood.providers.groq import Groq
from ragfood.providers.ollama import Ollama, full_name
from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings


@dataclass(frozen=True)
class Check:
    """One thing looked at. "better" means that it works and could be better."""

    name: str
    state: Literal["ok", "better", "bad"]
    sentence: str
    remedy: str = ""


def groq_badge(groq: Groq) -> Badge:
    """Asks Groq for its models, which is free and shows whether the key is accepted."""
    cancel = Cancel()
    try:
        served = groq.served(cancel)
        model = groq.ready(cancel)
    except NotConfigured as no:
        return Badge("groq", "not configured", no.happened, no.remedy)
    except Declined as no:
        return Badge("groq", "down", no.happened, no.remedy, unsure=isinstance(no, TimedOut | Unreachable))
    if model not in served:
        return Badge("groq", "degraded", f"The key is accepted, but {model} is not served to this account.",
                     "Clear RAGFOOD_GROQ_MODEL to let the app choose a served model.")  # fmt: skip
    return Badge("groq", "ready", f"Answers with {model}.")


def ollama_badge(ollama: Ollama, model: str) -> Badge:
    """Asks Ollama for its installed models."""
    try:
        installed = ollama.installed(Cancel())
    except Declined as no:
        return Badge("ollama", "down", no.happened, no.remedy, unsure=isinstance(no, TimedOut))
    if full_name(model) not in installed:
        return Badge("ollama", "degraded", f"Ollama runs, but has no {model} yet.", f"ollama pull {model}")
    return Badge("ollama", "ready", f"Answers with {model}, on this machine, free of charge.")


def examine(
    settings: Settings, groq: Groq, ollama: Ollama, index: FoodIndex, ledger: Ledger, table: ModelTable
) -> list[Check]:
    """Every check of `doctor`, in the order in which a person would mend things. Never shows a key."""
    return [
        _from_badge("Groq", groq_badge(groq)),
        _price(groq, table),
        _from_badge("Ollama", ollama_badge(ollama, settings.ollama_model)),
        _embedding_model(ollama, settings.embed_model),
        Check("Foods", "ok", f"{index.file.sentence} There are {len(index.corpus.foods):,}."),
        _index(index),
        _state_folder(settings.state_dir),
        _books(ledger),
    ]


def _from_badge(name: str, badge: Badge) -> Check:
    state: Literal["ok", "better", "bad"] = "ok" if badge.state == "ready" else "better"
    if badge.state == "down" and badge.provider == "groq":
        state = "bad"
    return Check(name, state, badge.sentence, badge.remedy)


def _price(groq: Groq, table: ModelTable) -> Check:
    try:
        model = groq.ready(Cancel())
    except Declined:
        return Check("Price", "better", "No Groq model is chosen, so no price is needed.")
    price = table.facts(model).price
    if price is None:
        return Check("Price", "bad", f"The price of {model} is unknown, so it is not called under a budget.",
                     "Add it to data/models.json, or set RAGFOOD_ALLOW_UNKNOWN_PRICE=1.")  # fmt: skip
    return Check("Price", "ok", f"{model}: ${price.input} in, ${price.output} out per million tokens ({price.as_of}).")


def _embedding_model(ollama: Ollama, model: str) -> Check:
    try:
        installed = ollama.installed(Cancel())
    except Declined:
        return Check("Embedding model", "better", "Without Ollama the embedded search vectors are used.")
    if full_name(model) in installed:
        return Check("Embedding model", "ok", f"{model} is installed.")
    return Check("Embedding model", "better", f"{model} is not installed; the embedded vectors are used.",
                 f"ollama pull {model}")  # fmt: skip


def _index(index: FoodIndex) -> Check:
    status = index.status()
    if status.state == "ready":
        return Check("Search index", "ok", status.sentence)
    return Check("Search index", "better", status.sentence, "python -m ragfood index --rebuild")


def _state_folder(folder: Path) -> Check:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".doctor-")
        os.close(handle)
        Path(name).unlink()
    except OSError as wrong:
        return Check("State folder", "bad", f"{folder} cannot be written ({type(wrong).__name__}).",
                     "Give this user the right to write there, or set RAGFOOD_STATE_DIR.")  # fmt: skip
    return Check("State folder", "ok", f"{folder} can be written.")


def _books(ledger: Ledger) -> Check:
    try:
        ledger.check()
    except LedgerTrouble as trouble:
        return Check("Usage log", "bad", f"{trouble.happened} Groq is not asked meanwhile.", trouble.remedy)
    warnings = ledger.warnings()
    if warnings:
        return Check("Usage log", "better", " ".join(warnings), "python -m ragfood usage --rebuild")
    standing = ledger.standing()
    return Check(
        "Usage log",
        "ok",
        f"Today ${standing.spent_today} of ${standing.daily_limit}, this month ${standing.spent_month}"
        f" of ${standing.monthly_limit}.",
    )


def worst(checks: Iterable[Check], found: Callable[[Check], bool] = lambda check: check.state == "bad") -> bool:
    """Whether any check found something that keeps the app from working as it is set up."""
    return any(found(check) for check in checks)
