"""Against the real services, when a key or a server is there; otherwise skipped, and the reason is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from houses import FEW_FOODS, ask

from ragfood.assembly import House, assemble
from ragfood.cancel import Cancel
from ragfood.errors import Declined
from ragfood.settings import read_settings

pytestmark = pytest.mark.live


@pytest.fixture
def app(tmp_path: Path) -> House:
    own = {"RAGFOOD_STATE_DIR": str(tmp_path / "state"), "RAGFOOD_FOODS": str(FEW_FOODS), "RAGFOOD_EMBEDDER": "lsa"}
    joined = assemble(read_settings({**os.environ, **own}))
    joined.index.prepare()
    return joined


def test_groq_answers_and_says_what_it_cost(app: House) -> None:
    if not app.settings.groq_api_key.reveal().strip():
        pytest.skip("no GROQ_API_KEY in the environment: the real Groq was not asked")
    answer = ask(app, "What is pad thai made of? One sentence.", mode="groq")
    assert answer.complete and answer.text, answer.trouble
    assert answer.usage is not None and not answer.usage.estimated and answer.cost


def test_ollama_answers_for_nothing(app: House) -> None:
    try:
        installed = app.ollama.installed(Cancel())
    except Declined as down:
        pytest.skip(f"the real Ollama was not asked: {down.happened}")
    if not any(name.startswith(app.settings.ollama_model) for name in installed):
        pytest.skip(f"the real Ollama has no {app.settings.ollama_model}")
    answer = ask(app, "What is pad thai made of? One sentence.", mode="ollama")
    assert answer.text and answer.cost == 0, answer.trouble
