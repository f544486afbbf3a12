"""An Ollama on loopback: chat, vectors, lists and pulling, with cold loads and honest omissions."""

from __future__ import annotations

import json
import math
import re
import time
import zlib
from collections.abc import Iterator
from typing import Any

from fake_bills import Meter, count_tokens
from fake_faults import Fault, not_pulled
from fake_groq import compose
from fake_wire import Exchange, FakeVendor, Gone, HangUp, Request

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class FakeOllama(FakeVendor):
    """`with FakeOllama() as ollama:` serves at `ollama.url`."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.models: list[str] = ["llama3.2:latest", "mxbai-embed-large:latest"]
        self.version = "0.33.0"
        self.dimension = 1024
        self.cold_load_s = 0.0
        """Seconds of silence at the first call of each model."""
        self.thinking: list[str] = []
        """What is thought aloud when `think` is not false."""
        self.bad_text = ""
        """A text that makes the embedding model answer 400 for the whole batch."""
        self._loaded: dict[str, float] = {}

    def respond(self, exchange: Exchange, request: Request) -> None:
        word = request.path.rsplit("/", 1)[-1]
        fault = self.fault(word)
        exchange.pause(fault.silence_s)
        if fault.close:
            raise HangUp
        if fault.status:
            exchange.send(fault.status, fault.body, fault.headers)
            return
        replies = {"tags": self._tags, "ps": self._ps, "show": self._show, "chat": self._chat, "embed": self._embed,
                   "pull": self._pull, "version": self._version, "": self._alive}  # fmt: skip
        reply = replies.get(word)
        if reply is None:
            exchange.send(404, "404 page not found")
        elif request.method == "POST" and not isinstance(request.body, dict):
            exchange.send(400, {"error": "missing request body"})
        else:
            reply(exchange, request.body or {}, fault)

    def _alive(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        exchange.send(200, "Ollama is running", {"content-type": "text/plain; charset=utf-8"})

    def _version(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        exchange.send(200, {"version": self.version})

    def _tags(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        exchange.send(200, {"models": [_listed(model) for model in self.models]})

    def _ps(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        now = time.monotonic()
        loaded = [model for model, until in self._loaded.items() if until > now]
        exchange.send(200, {"models": [{**_listed(model), "size_vram": 0} for model in loaded]})

    def _show(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        if self._missing(exchange, body, "'"):
            return
        capability = "embedding" if "embed" in body["model"] else "completion"
        exchange.send(200, {"capabilities": [capability], "details": {}, "model_info": {}})

    def _missing(self, exchange: Exchange, body: dict[str, Any], quote: str) -> bool:
        if not body.get("model"):
            exchange.send(400, {"error": "model is required"})
        elif full_name(body["model"]) not in [full_name(model) for model in self.models]:
            missing = not_pulled(body["model"], quote)
            exchange.send(missing.status, missing.body)
        else:
            return False
        return True

    def _load(self, exchange: Exchange, body: dict[str, Any]) -> int:
        """Nanoseconds that loading took; the model stays for `keep_alive`."""
        name, now = full_name(body["model"]), time.monotonic()
        cold = self._loaded.get(name, 0.0) <= now
        if cold:
            exchange.pause(self.cold_load_s)
        self._loaded[name] = time.monotonic() + _seconds(body.get("keep_alive", "5m"))
        return int(self.cold_load_s * 1e9) if cold else 0

    def _chat(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        if self._missing(exchange, body, "'"):
            return
        if "embed" in body["model"]:
            exchange.send(400, {"error": f'"{body["model"]}" does not support chat'})
            return
        exchange.pause(self.delay)
        loading = self._load(exchange, body)
        meter = Meter(self.bill, body["model"], _prompt_tokens(body))
        self.streams(+1)
        try:
            exchange.begin("application/x-ndjson")
            for line in self._lines(exchange, body, fault, meter, loading):
                exchange.chunk(_line(line))
            exchange.end()
        finally:
            meter.close()
            self.streams(-1)

    def _lines(
        self, exchange: Exchange, body: dict[str, Any], fault: Fault, meter: Meter, loading: int
    ) -> Iterator[Any]:
        head = {"model": body["model"], "created_at": "2026-11-22T07:00:00.100Z"}
        if not body.get("messages"):
            yield {**head, "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "load"}
            return
        text = fault.text if fault.text is not None else self.answer or compose(body["messages"])
        words, cap = re.findall(r"\S+\s*", text), (body.get("options") or {}).get("num_predict", -1)
        said = words if cap < 0 else words[:cap]
        after = len(said) if fault.after is None else min(fault.after, len(said))
        for thought in self._thoughts(body, fault):
            exchange.pause(self.token_delay)
            meter.spoken.append(thought)
            yield {**head, "message": {"role": "assistant", "content": "", "thinking": thought}, "done": False}
        for word in said[:after] if fault.then else said:
            exchange.pause(self.token_delay if fault.token_delay is None else fault.token_delay)
            meter.spoken.append(word)
            yield {**head, "message": {"role": "assistant", "content": word}, "done": False}
        if fault.then != "stall":
            meter.close()
        if fault.then:
            yield from _break(exchange, fault)
        elif fault.done:
            reason = fault.finish or ("length" if len(words) > len(said) else "stop")
            counts = {} if fault.usage == "none" else _counts(_prompt_tokens(body), "".join(meter.spoken), loading)
            last = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": reason}
            yield {**head, **last, **counts}

    def _thoughts(self, body: dict[str, Any], fault: Fault) -> list[str]:
        if fault.reasoning is not None:
            return list(fault.reasoning)
        return self.thinking if body.get("think") is not False else []

    def _embed(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        if self._missing(exchange, body, '"'):
            return
        texts = [body["input"]] if isinstance(body.get("input"), str) else body.get("input") or []
        self._load(exchange, body)
        if self.bad_text and any(self.bad_text in text for text in texts):
            exchange.send(400, {"error": "embedding contains NaN or Inf values"})
            return
        if body.get("input") == "":
            texts = []
        vectors = fault.embeddings
        if vectors is None:
            vectors = [vector(text, body.get("dimensions") or self.dimension) for text in texts]
        counted = sum(count_tokens(text) for text in texts)
        self.bill(body["model"], counted, 0)
        more = {"prompt_eval_count": counted} if counted else {}
        exchange.send(200, {"model": body["model"], "embeddings": vectors, "total_duration": 41000000, **more})

    def _pull(self, exchange: Exchange, body: dict[str, Any], fault: Fault) -> None:
        exchange.begin("application/x-ndjson")
        digest = "sha256:" + "ab" * 32
        layer = {"status": "pulling abababababab", "digest": digest, "total": 2_000_000}
        lines: list[dict[str, Any]] = [{"status": "pulling manifest"}, layer]
        lines += [{**layer, "completed": done} for done in (500_000, 1_000_000, 2_000_000)]
        if fault.then:
            lines = lines[: fault.after]
        else:
            lines += [{"status": "verifying sha256 digest"}, {"status": "writing manifest"}, {"status": "success"}]
            self.models.append(full_name(body["model"]))
        for line in lines:
            exchange.pause(self.token_delay)
            exchange.chunk(_line(line))
        for line in _break(exchange, fault):
            exchange.chunk(_line(line))
        exchange.end()


def full_name(model: str) -> str:
    name = model.lower()
    return name if ":" in name.rsplit("/", 1)[-1] else f"{name}:latest"


def vector(text: str, dimension: int) -> list[float]:
    """A unit vector made of the text's words and their beginnings: similar texts are near."""
    sums = [0.0] * dimension
    words = re.findall(r"\w+", text.lower())
    for feature in [*words, *(word[:4] for word in words)] or [text]:
        hashed = zlib.crc32(feature.encode("utf-8", "replace"))
        sums[hashed % dimension] += 1.0 if hashed & 0x80000000 else -1.0
    length = math.sqrt(sum(value * value for value in sums)) or 1.0
    return [value / length for value in sums]


def _break(exchange: Exchange, fault: Fault) -> Iterator[Any]:
    if fault.then == "drop":
        raise HangUp
    if fault.then == "stall":
        exchange.pause(3600)
        raise Gone
    if fault.then.startswith("error"):
        yield {"error": "Composed."}
    elif fault.then == "malformed":
        yield b'{"model":"llama3.2","message":{\n'


def _line(told: Any) -> bytes:
    if isinstance(told, bytes):
        return told
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _prompt_tokens(body: dict[str, Any]) -> int:
    """What is left of the messages when the oldest but the system's and the last are dropped to fit."""
    room = (body.get("options") or {}).get("num_ctx") or 4096
    messages = list(body.get("messages") or [])
    while len(messages) > 1 and sum(count_tokens(m["content"]) for m in messages) > room:
        oldest = next((m for m in messages[:-1] if m["role"] != "system"), None)
        if oldest is None:
            break
        messages.remove(oldest)
    total = sum(count_tokens(m["content"]) for m in messages)
    return total if total <= room else room // 2


def _counts(prompt: int, spoken: str, loading: int) -> dict[str, int]:
    """Counts and durations in nanoseconds, left out where zero."""
    evaluated = count_tokens(spoken)
    counts = {
        "total_duration": loading + 470_000_000, "load_duration": loading, "prompt_eval_count": prompt,
        "prompt_eval_duration": 180_000_000, "eval_count": evaluated, "eval_duration": 290_000_000,
    }  # fmt: skip
    return {name: value for name, value in counts.items() if value}


def _seconds(keep_alive: Any) -> float:
    if isinstance(keep_alive, int | float):
        return math.inf if keep_alive < 0 else float(keep_alive)
    found = re.fullmatch(r"(-?[\d.]+)(ms|s|m|h)", str(keep_alive))
    seconds = float(found[1]) * _UNITS[found[2]] if found else 300.0
    return math.inf if seconds < 0 else seconds


def _listed(model: str) -> dict[str, Any]:
    details = {"format": "gguf", "family": "llama", "parameter_size": "3.2B", "quantization_level": "Q4_K_M"}
    return {"name": model, "model": model, "modified_at": "2026-10-01T10:00:00Z", "size": 2019393189,
            "digest": "ab" * 32, "details": details}  # fmt: skip
