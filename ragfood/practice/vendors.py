"""Groq and Ollama as far as the app asks them, each at the pace that people know of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ragfood.practice.composing import compose, tokens_of, words_of
from ragfood.practice.drill import Drill, Trouble
from ragfood.practice.wire import Exchange

_REST_S = 3
"""What a 429 asks to wait: longer than anybody waits who has another provider, and over when all is well again."""
_SILENCE_S = 600.0


@dataclass(frozen=True)
class Pace:
    """Seconds: until a model that is not in memory is, until the first word, between two words."""

    load: float = 0.0
    first: float = 0.0
    word: float = 0.0


GROQ_PACE = Pace(first=0.25, word=0.004)
OLLAMA_PACE = Pace(load=2.0, first=0.9, word=0.035)


class PracticeGroq:
    """Lists of models and streamed answers, with the troubles of a drill."""

    def __init__(self, models: Sequence[str], drill: Drill, key: Callable[[], str], pace: Pace = GROQ_PACE) -> None:
        self._models = models
        self._drill = drill
        self._key = key
        self._pace = pace

    def __call__(self, exchange: Exchange, body: Mapping[str, Any]) -> None:
        if exchange.headers.get("authorization") != f"Bearer {self._key()}":
            exchange.reply(401, _error("invalid_request_error", "invalid_api_key"))
        elif exchange.path.endswith("/models"):
            exchange.reply(200, {"object": "list", "data": [_listed(model) for model in self._models]})
        elif exchange.path.endswith("/chat/completions"):
            self._chat(exchange, body)
        else:
            exchange.reply(404, _error("invalid_request_error", "unknown_url"))

    def _chat(self, exchange: Exchange, body: Mapping[str, Any]) -> None:
        messages = body.get("messages") or []
        trouble = self._drill.groq_trouble(str(messages[-1:]))
        if trouble == "bad key":
            exchange.reply(401, _error("invalid_request_error", "invalid_api_key"))
        elif trouble == "rate limit":
            exchange.reply(429, _error("requests", "rate_limit_exceeded"), {"retry-after": str(_REST_S)})
        elif trouble == "timeout":
            _pause(_SILENCE_S, exchange)
        else:
            exchange.stream("text/event-stream", self._events(str(body.get("model")), messages, trouble))

    def _events(
        self, model: str, messages: Sequence[Mapping[str, Any]], trouble: Trouble | None
    ) -> Iterator[bytes | None]:
        text = compose(messages)
        head = {"id": "practice", "object": "chat.completion.chunk", "created": 0, "model": model}
        _pause(self._pace.first)
        words = words_of(text)
        for number, word in enumerate(words):
            if trouble == "cut" and number == len(words) // 2:
                yield None
                return
            yield _event({**head, "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]})
            _pause(self._pace.word)
        told, said = _prompt_tokens(messages), tokens_of(text)
        usage = {"prompt_tokens": told, "completion_tokens": said, "total_tokens": told + said}
        last = {"index": 0, "delta": {}, "finish_reason": "stop"}
        yield _event({**head, "choices": [last], "x_groq": {"id": "practice", "usage": usage}})
        yield b"data: [DONE]\n\n"


class PracticeOllama:
    """Lists of models and streamed answers, the first after a load."""

    def __init__(self, model: str, pace: Pace = OLLAMA_PACE) -> None:
        self._model = model
        self._pace = pace
        self._loaded = False

    def __call__(self, exchange: Exchange, body: Mapping[str, Any]) -> None:
        what = exchange.path.rpartition("/")[2]
        if what == "tags":
            exchange.reply(200, {"models": [{"name": self._full_name, "model": self._full_name}]})
        elif what == "ps":
            exchange.reply(200, {"models": [{"name": self._full_name}] if self._loaded else []})
        elif what == "version":
            exchange.reply(200, {"version": "0.0.0"})
        elif what == "chat" and body.get("model") == self._model:
            exchange.stream("application/x-ndjson", self._lines(body.get("messages") or []))
        else:
            exchange.reply(404, {"error": f"model '{body.get('model', '')}' not found"})

    @property
    def _full_name(self) -> str:
        return self._model if ":" in self._model else f"{self._model}:latest"

    def _lines(self, messages: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
        text = compose(messages)
        load_s, self._loaded = (0.0 if self._loaded else self._pace.load), True
        _pause(load_s + self._pace.first)
        head = {"model": self._model, "created_at": "2026-01-01T00:00:00Z"}
        for word in words_of(text):
            yield _line({**head, "message": {"role": "assistant", "content": word}, "done": False})
            _pause(self._pace.word)
        counts = {"prompt_eval_count": _prompt_tokens(messages), "eval_count": tokens_of(text)}
        end = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
        yield _line({**head, **end, "load_duration": int(load_s * 1e9), **counts})


def _pause(seconds: float, exchange: Exchange | None = None) -> None:
    """Let time pass, in steps where the client may hang up meanwhile."""
    if exchange is None:
        threading.Event().wait(seconds)
        return
    exchange.connection.settimeout(seconds)
    exchange.rfile.read(1)  # returns when the client closes
    exchange.close_connection = True


def _prompt_tokens(messages: Sequence[Mapping[str, Any]]) -> int:
    return sum(tokens_of(str(each.get("content", ""))) for each in messages)


def _listed(model: str) -> dict[str, Any]:
    return {"id": model, "object": "model", "created": 0, "owned_by": "practice", "active": True}


def _error(kind: str, code: str) -> dict[str, Any]:
    return {"error": {"message": "This is a drill.", "type": kind, "code": code}}


def _event(value: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value).encode() + b"\n"
