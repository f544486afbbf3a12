"""What can be made to go wrong at a fake vendor: one value each, named as a person would tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

BLOCK_PAGE = "<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Sorry, blocked</h1></body></html>"


@dataclass(frozen=True)
class Fault:
    """How one reply differs from a good one. `status` 0 = a stream is begun."""

    status: int = 0
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    silence_s: float = 0.0
    """Seconds without a byte before the headers."""
    close: bool = False
    """The connection is closed instead of a reply."""
    after: int | None = None
    """Pieces of visible text after which `then` happens."""
    then: str = ""
    """drop, stall, end, error, error event, error text, x_groq error, no choices, or malformed."""
    text: str | None = None
    """In place of the answer."""
    finish: str | None = None
    done: bool = True
    """Whether the last word of the protocol comes: `[DONE]`, or the line with `done: true`."""
    usage: str | None = None
    """top, x_groq, both or none: where Groq tells the tokens. Ollama knows only none."""
    reasoning: Sequence[str] | None = None
    token_delay: float | None = None
    embeddings: Sequence[Sequence[float]] | None = None
    """In place of the vectors."""


NO_FAULT = Fault()


def refused(
    status: int, code: str = "", *, kind: str = "invalid_request_error", message: str = "Composed.", **more: Any
) -> Fault:
    """A JSON error as Groq words it; `more` goes to Fault."""
    error = {"message": f"{message} (organization `org_fake`)", "type": kind}
    return Fault(status, {"error": {**error, "code": code} if code else error}, **more)


def key_refused() -> Fault:
    return refused(401, "invalid_api_key")


def forbidden(code: str = "model_permission_blocked_org") -> Fault:
    return refused(403, code, kind="permissions_error")


def block_page(status: int = 403) -> Fault:
    return Fault(status, BLOCK_PAGE)


def model_not_found() -> Fault:
    return refused(404, "model_not_found")


def model_decommissioned() -> Fault:
    return refused(400, "model_decommissioned")


def spend_limit() -> Fault:
    return refused(400, "blocked_api_access")


def context_too_long() -> Fault:
    return refused(400, "context_length_exceeded")


def cap_too_high() -> Fault:
    error = {"message": "Composed.", "type": "invalid_request_error", "param": "max_completion_tokens"}
    return Fault(400, {"error": error})


def too_large() -> Fault:
    return refused(413, "rate_limit_exceeded", kind="tokens")


def unprocessable() -> Fault:
    return refused(422)


def rate_limited(retry_after: str | None = None, kind: str = "requests", **headers: str) -> Fault:
    """429; underscores in the names of further headers stand for hyphens."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    if retry_after is not None:
        told["retry-after"] = retry_after
    return refused(429, "rate_limit_exceeded", kind=kind, headers=told)


def over_capacity() -> Fault:
    return refused(498, "capacity_exceeded")


def server_error(status: int = 500) -> Fault:
    return refused(status, kind="internal_server_error")


def bad_gateway() -> Fault:
    return block_page(502)


def close_before_headers() -> Fault:
    return Fault(close=True)


def silent(seconds: float = 3600.0) -> Fault:
    """Not a byte for so long, then a good reply."""
    return Fault(silence_s=seconds)


def web_page() -> Fault:
    """200 with HTML, as a captive portal answers."""
    return block_page(200)


def drop(after: int) -> Fault:
    return Fault(after=after, then="drop")


def stall(after: int) -> Fault:
    return Fault(after=after, then="stall")


def silent_end(after: int | None = None) -> Fault:
    """The reply ends in good order, but with no finish mark."""
    return Fault(after=10**6 if after is None else after, then="end")


def error_event(after: int, form: str = "error") -> Fault:
    """`form`: error, error event, error text or x_groq error."""
    return Fault(after=after, then=form)


def malformed(after: int) -> Fault:
    return Fault(after=after, then="malformed")


def no_choices(after: int) -> Fault:
    """An event without a choice, and then the end."""
    return Fault(after=after, then="no choices")


def no_last_word() -> Fault:
    return Fault(done=False)


def empty_answer() -> Fault:
    return Fault(text="")


def thought_too_long() -> Fault:
    """The whole output cap went into reasoning."""
    return Fault(text="", finish="length", reasoning=["Let me think ", "about food."])


def finish(reason: str, *, done: bool = True) -> Fault:
    return Fault(finish=reason, done=done)


def usage(where: str) -> Fault:
    return Fault(usage=where)


def not_pulled(model: str, quote: str = "'") -> Fault:
    return Fault(404, {"error": f"model {quote}{model}{quote} not found"})


def queue_full() -> Fault:
    return Fault(503, {"error": "server busy, please try again.  maximum pending requests exceeded"})


def runner_crash() -> Fault:
    return Fault(500, {"error": "model runner has unexpectedly stopped"})
