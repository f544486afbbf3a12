"""The real app, joined for a test: real Chroma and books in a folder of the test, vendors on loopback."""

from __future__ import annotations

from pathlib import Path

from app_process import free_port
from fake_vendors import KEY, FakeGroq, FakeOllama
from indexes import FEW_FOODS, lay_index

from ragfood.answers import Answer
from ragfood.assembly import House, assemble
from ragfood.chat.turns import Turn
from ragfood.clock import Clock
from ragfood.conversations import new_conversation_id
from ragfood.settings import read_settings

NO_LIMITS = {
    "RAGFOOD_REQUESTS_PER_MINUTE": "0",
    "RAGFOOD_REQUESTS_PER_DAY": "0",
    "RAGFOOD_TOKENS_PER_MINUTE": "0",
    "RAGFOOD_TOKENS_PER_DAY": "0",
    "RAGFOOD_CONCURRENT": "1000",
    "RAGFOOD_IN_FLIGHT": "1000",
}


def house(
    folder: Path,
    groq: FakeGroq | None = None,
    ollama: FakeOllama | None = None,
    clock: Clock | None = None,
    **settings: str,
) -> House:
    """The app over a small corpus, with its index; vendors that are not given are not there."""
    given = {
        "RAGFOOD_STATE_DIR": str(folder / "state"),
        "RAGFOOD_FOODS": str(FEW_FOODS),
        "RAGFOOD_EMBEDDER": "lsa",
        **NO_LIMITS,
        "OLLAMA_HOST": ollama.url if ollama else f"127.0.0.1:{free_port()}",
        **({"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url} if groq else {}),
        **settings,
    }
    settings = read_settings(given)
    if settings.embedder == "lsa" and settings.foods.exists() and not settings.state_dir.exists():
        lay_index(settings.state_dir, settings.foods)
    joined = assemble(settings, clock=clock)
    joined.index.prepare()
    return joined


def ask(house: House, question: str = "What is pad thai?", mode: str = "auto", conversation: str = "") -> Answer:
    """One finished answer."""
    turn = house.chat.ask(question, conversation=conversation or new_conversation_id(), mode=mode)
    return finished(turn)


def finished(turn: Turn) -> Answer:
    answer = turn.wait(60)
    assert answer is not None, "the turn did not end"
    return answer
