"""How the tests ask a provider: a call, a clock that only moves when told, and what came of it."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from fake_vendors import KEY, FakeGroq, FakeOllama

from ragfood.cancel import Cancel
from ragfood.errors import RagFoodError
from ragfood.models import load_models
from ragfood.providers import Call, Message, Piece, Usage
from ragfood.providers.groq import Groq
from ragfood.providers.ollama import Ollama
from ragfood.settings import Secret

TABLE = load_models(Path(__file__).parents[1] / "data" / "models.json")
GROQ_MODEL, OLLAMA_MODEL = "openai/gpt-oss-20b", "llama3.2"
PROMPT = "Passages:\n[1] Dal: a stew of lentils from India.\nQuestion: What is dal?"


class Moment:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)) -> None:
        self.time = now
        self.seconds = 0.0

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.seconds

    def wait(self, seconds: float, cancel: Cancel, bell: Event | None = None) -> bool:
        self.pass_(seconds)
        return cancel.is_set()

    def pass_(self, seconds: float) -> None:
        self.seconds += seconds
        self.time += timedelta(seconds=seconds)


@dataclass
class Told:
    """All that a stream gave, and the error it ended with. That a model is being loaded is told apart."""

    pieces: list[Piece] = field(default_factory=list)
    loading: bool = False
    error: RagFoodError | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def hidden(self) -> str:
        return "".join(piece.hidden for piece in self.pieces)

    @property
    def usages(self) -> list[Usage]:
        return [piece.usage for piece in self.pieces if piece.usage]


def call(model: str = GROQ_MODEL, cancel: Cancel | None = None, *, prompt: str = PROMPT, max_tokens: int = 200) -> Call:
    messages = [Message("system", "You are a food guide."), Message("user", prompt)]
    return Call(model, messages, max_tokens, 0.7, 0.9, cancel or Cancel())


def read(pieces: Iterator[Piece], told: Told | None = None) -> Told:
    """Everything to the end; into `told` where another thread wants to watch."""
    told = Told() if told is None else told
    try:
        for piece in pieces:
            if piece.loading:
                told.loading = True
            else:
                told.pieces.append(piece)
    except RagFoodError as error:
        told.error = error
    return told


def groq_at(fake: FakeGroq | str, key: str = KEY, **changed: Any) -> Groq:
    url = fake if isinstance(fake, str) else fake.url
    given = {"timeout_s": 10.0, "first_token_s": 5.0, "clock": Moment(), **changed}
    return Groq(Secret(key), url, TABLE, **given)


def ollama_at(fake: FakeOllama | str, model: str = OLLAMA_MODEL, **changed: Any) -> Ollama:
    url = fake if isinstance(fake, str) else fake.url
    given = {"num_ctx": 8192, "timeout_s": 10.0, "first_token_s": 5.0, "clock": Moment(), **changed}
    return Ollama(url, model, **given)


def closed_address() -> str:
    """An address on loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"


def eventually(true: Callable[[], object], seconds: float = 30.0) -> bool:
    """Whether `true()` comes to hold in time."""
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.002)
    return bool(true())
