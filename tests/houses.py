"""The real app, joined for a test: real Chroma and books in a folder of the test, vendors on loopback."""

from __future__ import annotations

from pathlib import Path

from app_process import free_port
from fake_vendors import KEY, FakeGroq, FakeOllama

from ragfood.answers import Answer
from ragfood.assembly import House, assemble
from ragfood.conversations import new_conversation_id
from ragfood.settings import read_settings
from ragfood.turns import Turn

FEW_FOODS = Path(__file__).with_name("few_foods.json")

NO_LIMITS = {
    "RAGFOOD_REQUESTS_PER_MINUTE": "0",
    "RAGFOOD_REQUESTS_PER_DAY": "0",
    "RAGFOOD_TOKENS_PER_MINUTE": "0",
    "RAGFOOD_TOKENS_PER_DAY": "0",
    "RAGFOOD_CONCURRENT": "1000",
    "RAGFOOD_IN_FLIGHT": "1000",
}


def house(folder: Path, groq: FakeGroq | None = None, ollama: FakeOllama | None = None, **settings: str) -> House:
    """The app over a small corpus; vendors that are not given are not there."""
    given = {
        "RAGFOOD_STATE_DIR": str(folder / "state"),
        "RAGFOOD_FOODS": str(FEW_FOODS),
        "RAGFOOD_EMBEDDER": "lsa",
        **NO_LIMITS,
        "OLLAMA_HOST": ollama.url if ollama else f"127.0.0.1:{free_port()}",
        **({"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url} if groq else {}),
        **settings,
    }
    joined = assemble(read_settings(given))
    joined.index.prepare()
    return joined


def ask(house: House, question: str = "What is pad thai?", mode: str = "auto", conversation: str = "") -> Answer:
    """One finished answer."""
    turn = house.chat.ask(question, conversation=conversation or new_conversation_id(), mode=mode)
    return finished(turn)


def finished(turn: Turn) -> Answer:
    answer = turn.wait(20)
    assert answer is not None, "the turn did not end"
    return answer
