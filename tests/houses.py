"""The real app, joined for a test: real Chroma and books in a folder of the test, vendors on loopback."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from app_process import free_port
from fake_vendors import KEY, FakeGroq, FakeOllama

from ragfood.answers import Answer
from ragfood.assembly import House, assemble
from ragfood.chat.turns import Turn
from ragfood.clock import Clock
from ragfood.conversations import new_conversation_id
from ragfood.retrieval import FoodIndex
from ragfood.settings import read_settings

FEW_FOODS = Path(__file__).with_name("few_foods.json")

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
    settings = read_settings(given)
    if (settings.embedder, settings.foods) == ("lsa", FEW_FOODS) and not settings.state_dir.exists():
        shutil.copytree(_prepared(), settings.state_dir)
    joined = assemble(settings, clock=clock)
    joined.index.prepare()
    return joined


@functools.cache
def _prepared() -> Path:
    """A state folder with nothing in it but the index, made once: it takes longer than most tests."""
    folder = Path(tempfile.mkdtemp(prefix="ragfood-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    given = {"RAGFOOD_STATE_DIR": str(folder), "RAGFOOD_FOODS": str(FEW_FOODS), "RAGFOOD_EMBEDDER": "lsa"}
    index = FoodIndex(read_settings(given))
    index.prepare()
    index.close()
    return folder


def ask(house: House, question: str = "What is pad thai?", mode: str = "auto", conversation: str = "") -> Answer:
    """One finished answer."""
    turn = house.chat.ask(question, conversation=conversation or new_conversation_id(), mode=mode)
    return finished(turn)


def finished(turn: Turn) -> Answer:
    answer = turn.wait(20)
    assert answer is not None, "the turn did not end"
    return answer
