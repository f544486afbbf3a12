"""A Groq on loopback: its addresses, statuses, limits and event stream, with books of what it would bill."""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Iterator
from typing import Any

from fake_bills import Meter, count_tokens
from fake_faults import Fault, refused
from fake_limits import Bucket, Limits, duration
from fake_wire import Exchange, FakeVendor, HangUp, Request

CHAT = "/openai/v1/chat/completions"
MODELS = ("openai/gpt-oss-20b", "openai/gpt-oss-120b", "qwen/qwen3.6-27b", "qwen/qwen3.8-27b", "allam-2-7b")
KEY = "gsk_fake"


class FakeGroq(FakeVendor):
    """`with FakeGroq() as groq:` serves at `groq.url`; it takes the bearer `groq.key` (None = any)."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.key: str | None = KEY
        self.models: list[str] = list(MODELS)
        self.plan = Limits(rpm=1000, rpd=500_000, tpm=250_000)
        self.limits: dict[str, Limits] = {}
        """By model, where it differs from `plan`."""
        self.usage = "both"
        self.reasoning: list[str] = ["The passages ", "answer this."]
        """What reasoning models think aloud before every answer."""
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def respond(self, exchange: Exchange, request: Request) -> None:
        if self.key is not None and exchange.bearer != self.key:
            exchange.send(401, refused(401, "invalid_api_key").body)
        elif request.path == CHAT and request.method == "POST":
            self._chat(exchange, request)
        elif request.path == "/openai/v1/models":
            if not self._refuse(exchange, self.fault("models")):
                exchange.send(200, {"object": "list", "data": [_listed(model) for model in self.models]})
        else:
            exchange.send(404, refused(404, "unknown_url").body)

    def _refuse(self, exchange: Exchange, fault: Fault) -> bool:
        exchange.pause(fault.silence_s)
        if fault.close:
            raise HangUp
        if fault.status:
            exchange.send(fault.status, fault.body, fault.headers)
        return bool(fault.status)

    def _chat(self, exchange: Exchange, request: Request) -> None:
        fault, body = self.fault("chat"), request.body
        exchange.pause(self.delay)
        if self._refuse(exchange, fault):
            return
        wrong = _problem(body)
        if wrong is None and body["model"] not in self.models:
            wrong = refused(404, "model_not_found")
        if wrong is not None:
            exchange.send(wrong.status, wrong.body)
            return
        prompt = sum(count_tokens(message["content"]) for message in body["messages"])
        cap = body.get("max_completion_tokens") or body.get("max_tokens") or 1024
        over = self._take(body["model"], prompt + cap)
        if over is not None:
            exchange.send(over.status, over.body, {**self._rate_headers(body["model"]), **over.headers})
            return
        meter = Meter(self.bill, body["model"], prompt)
        self.streams(+1)
        try:
            self._speak(exchange, _Plan(self, body, fault, prompt, cap), meter)
        finally:
            meter.close()
            self._give_back(body["model"], cap - meter.completion)
            self.streams(-1)

    def _speak(self, exchange: Exchange, plan: _Plan, meter: Meter) -> None:
        headers = {"x-request-id": "req_01fake", "x-groq-region": "fra", **self._rate_headers(plan.model)}
        if not plan.streamed:
            meter.spoken.extend([*plan.thoughts, *plan.words])
            meter.close()
            exchange.send(200, plan.whole(), headers)
            return
        exchange.begin("text/event-stream", headers)
        for event in plan.events(exchange, meter):
            exchange.chunk(event)
        exchange.end()

    def limits_of(self, model: str) -> Limits:
        return self.limits.get(model, self.plan)

    def _bucket(self, model: str, name: str) -> Bucket | None:
        limit = getattr(self.limits_of(model), name)
        if limit is None:
            return None
        bucket = self._buckets.setdefault((model, name), Bucket(limit, 60.0 if name.endswith("m") else 86400.0))
        bucket.limit = limit
        bucket.drip(time.monotonic())
        return bucket

    def _take(self, model: str, tokens: int) -> Fault | None:
        """Reserve a request and its tokens in one step; else the refusal."""
        tpm = self.limits_of(model).tpm
        if tpm is not None and tokens > tpm:
            return refused(413, "rate_limit_exceeded", kind="tokens")
        with self._news:
            wanted = {"rpm": 1, "rpd": 1, "tpm": tokens, "tpd": tokens}
            buckets = [(name, self._bucket(model, name)) for name in wanted]
            for name, bucket in buckets:
                wait = bucket.wait_for(wanted[name]) if bucket else 0.0
                if wait > 0:
                    kind = "requests" if name.startswith("r") else "tokens"
                    told = {"retry-after": str(math.ceil(wait))}
                    return refused(429, "rate_limit_exceeded", kind=kind, headers=told)
            for name, bucket in buckets:
                if bucket:
                    bucket.used += wanted[name]
        return None

    def _give_back(self, model: str, tokens: int) -> None:
        with self._news:
            for name in ("tpm", "tpd"):
                if (bucket := self._bucket(model, name)) is not None:
                    bucket.used = max(0.0, bucket.used - tokens)

    def _rate_headers(self, model: str) -> dict[str, str]:
        """Requests a day and tokens a minute; the other two limits are never told."""
        told = {}
        with self._news:
            for name, word in (("rpd", "requests"), ("tpm", "tokens")):
                if (bucket := self._bucket(model, name)) is not None:
                    told[f"x-ratelimit-limit-{word}"] = str(bucket.limit)
                    told[f"x-ratelimit-remaining-{word}"] = str(max(0, int(bucket.limit - bucket.used)))
                    told[f"x-ratelimit-reset-{word}"] = duration(bucket.reset_s)
        return told


class _Plan:
    """One answer: what will be said and how its events look."""

    def __init__(self, fake: FakeGroq, body: dict[str, Any], fault: Fault, prompt: int, cap: int) -> None:
        self.model: str = body["model"]
        self.streamed = bool(body.get("stream"))
        self._fault = fault
        self._prompt = prompt
        self._asked_usage = bool((body.get("stream_options") or {}).get("include_usage"))
        self._where = fault.usage or fake.usage
        self._token_delay = fake.token_delay if fault.token_delay is None else fault.token_delay
        thinks = self.model.startswith(("openai/gpt-oss", "qwen/")) and body.get("reasoning_effort") != "none"
        self.thoughts = list(fault.reasoning) if fault.reasoning is not None else (fake.reasoning if thinks else [])
        text = fault.text if fault.text is not None else fake.answer or compose(body["messages"])
        words = re.findall(r"\S+\s*", text)
        self.words = words[:cap]
        self._finish = fault.finish or ("length" if len(words) > cap else "stop")

    def events(self, exchange: Exchange, meter: Meter) -> Iterator[bytes]:
        yield self._event({"role": "assistant", "content": ""}, x_groq={"id": "req_01fake"})
        for thought in self.thoughts:
            exchange.pause(self._token_delay)
            meter.spoken.append(thought)
            yield self._event({"reasoning": thought, "channel": "analysis"})
        after = len(self.words) if self._fault.after is None else min(self._fault.after, len(self.words))
        for number, word in enumerate(self.words):
            if number == after and self._fault.then:
                break
            exchange.pause(self._token_delay)
            meter.spoken.append(word)
            yield self._event({"content": word})
        if self._fault.then != "stall":
            meter.close()
        yield from self._break(exchange) if self._fault.then else self._close(meter.spoken)

    def _break(self, exchange: Exchange) -> Iterator[bytes]:
        error = {"message": "Composed (organization `org_fake`).", "type": "internal_server_error"}
        if self._fault.then == "drop":
            raise HangUp
        if self._fault.then == "stall":
            exchange.pause(3600)
        elif self._fault.then == "error":
            yield _data({"error": error})
        elif self._fault.then == "error event":
            yield b"event: error\n" + _data({"error": error})
        elif self._fault.then == "error text":
            yield _data({"error": "Composed (organization `org_fake`)."})
        elif self._fault.then == "x_groq error":
            yield self._event({}, x_groq={"id": "req_01fake", "error": "Composed."})
        elif self._fault.then == "no choices":
            yield _data({"id": "chatcmpl-fake", "object": "chat.completion.chunk", "choices": []})
        elif self._fault.then == "malformed":
            yield b'data: {"id":"chatcmpl-fake","choices":[{"delta":\n\n'

    def _close(self, spoken: list[str]) -> Iterator[bytes]:
        usage = self._usage(spoken)
        more: dict[str, Any] = {}
        if self._where in ("top", "both"):
            more["usage"] = usage
        if self._where in ("x_groq", "both"):
            more["x_groq"] = {"id": "req_01fake", "usage": usage}
        yield self._event({}, finish=self._finish, **more)
        if self._asked_usage and self._where in ("top", "both"):
            yield _data({"id": "chatcmpl-fake", "object": "chat.completion.chunk", "choices": [], "usage": usage})
        if self._fault.done:
            yield b"data: [DONE]\n\n"

    def whole(self) -> dict[str, Any]:
        """The same answer as one object."""
        message = {"role": "assistant", "content": "".join(self.words), "reasoning": "".join(self.thoughts)}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": self._finish}
        usage = self._usage([*self.thoughts, *self.words])
        return {
            "id": "chatcmpl-fake", "object": "chat.completion", "created": int(time.time()), "model": self.model,
            "choices": [choice], "usage": usage, "x_groq": {"id": "req_01fake"},
        }  # fmt: skip

    def _event(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        head = {"id": "chatcmpl-fake", "object": "chat.completion.chunk", "created": int(time.time())}
        return _data({**head, "model": self.model, "choices": [choice], **more})

    def _usage(self, spoken: list[str]) -> dict[str, Any]:
        completion, thought = count_tokens("".join(spoken)), count_tokens("".join(self.thoughts))
        return {
            "queue_time": 0.04, "prompt_tokens": self._prompt, "prompt_time": 0.003, "completion_tokens": completion,
            "completion_time": 0.018, "total_tokens": self._prompt + completion, "total_time": 0.021,
            "prompt_tokens_details": {"cached_tokens": 0}, "completion_tokens_details": {"reasoning_tokens": thought},
        }  # fmt: skip


def compose(messages: list[dict[str, Any]]) -> str:
    """An answer made of the first numbered passage, cited; without passages, of the question."""
    everything = "\n".join(message["content"] for message in messages)
    passage = re.search(r"\[1\][\s:.–-]*([^\n]+)", everything)
    if passage:
        return f"From the passages: {passage[1].strip()[:160]} [1]."
    return f"You asked: {messages[-1]['content'].strip()[:160]} No passage was given."


def _data(event: Any) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False).encode("utf-8", "replace") + b"\n\n"


def _listed(model: str) -> dict[str, Any]:
    return {
        "id": model, "object": "model", "created": 1754407957, "owned_by": model.partition("/")[0], "active": True,
        "context_window": 131072, "max_completion_tokens": 65536, "public_apps": None,
    }  # fmt: skip


def _problem(body: Any) -> Fault | None:
    """The 400 that a malformed request earns, or None."""
    if not isinstance(body, dict) or not isinstance(body.get("model"), str):
        return refused(400)
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        return refused(400)
    if any(
        m.get("role") not in ("system", "user", "assistant") or not isinstance(m.get("content"), str) for m in messages
    ):
        return refused(400)
    cap = body.get("max_completion_tokens", 1)
    if not isinstance(cap, int) or not 1 <= cap <= 131_072 or not 0 <= body.get("temperature", 0) <= 2:
        return refused(400)
    if body["model"].startswith("openai/gpt-oss") and body.get("reasoning_effort") == "none":
        return refused(400)
    return None
