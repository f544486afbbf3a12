"""What Groq's refusals mean, told by status, code and headers; never by the words of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ragfood.errors import (
    BadReply,
    BadRequest,
    Declined,
    Forbidden,
    KeyRefused,
    ModelGone,
    NotConfigured,
    OverBudget,
    RateLimited,
    RequestTooLarge,
    ServerFault,
    TimedOut,
    Unreachable,
)
from ragfood.providers.headers import pause, rate_headers, retry_after_s
from ragfood.providers.wire import Reason
from ragfood.settings import Secret

KEYS = "https://console.groq.com/keys"
_STATUS_PAGE = "Groq's state is shown at https://groqstatus.com."
_LASTING_S = 120.0
"""Longest pause that still comes from a limit per minute: those drip back within 60 s."""


@dataclass(frozen=True)
class Refusal:
    """A reply of 400 or more. `body` is the whole JSON, the error in it, or the text that came instead."""

    status: int
    headers: Mapping[str, str]
    body: object
    model: str = ""
    successor: str | None = None

    @property
    def error(self) -> Mapping[str, Any]:
        inner = self.body.get("error", self.body) if isinstance(self.body, Mapping) else None
        return inner if isinstance(inner, Mapping) else {}

    def declined(self, now: datetime) -> Declined:
        wait = retry_after_s(self.headers, now)
        by_code = self._by_code(wait)
        if by_code is not None:
            return by_code
        if self.status == 401:
            return KeyRefused("Groq does not accept the key.", f"Make a new one at {KEYS} and set GROQ_API_KEY.")
        if self.status == 403:
            return self._forbidden()
        if self.status == 404:
            return BadRequest("Groq's API does not know this address.", "Clear or correct GROQ_BASE_URL.")
        if self.status == 413:
            return _too_large()
        if self.status == 429:
            return self._rate_limited(wait)
        if self.status in (408, 409, 498, 499) or self.status >= 500:
            return _fault(self.status, wait)
        if 400 <= self.status < 500:
            return BadRequest("Groq finds something wrong with the request.", "Try another model or provider.")
        return bad_reply()

    def _by_code(self, wait: float | None) -> Declined | None:
        code = self.error.get("code")
        if code == "blocked_api_access":
            return OverBudget(
                "The spend limit that is set at Groq itself is used up.",
                "Raise it at https://console.groq.com/settings/billing, or choose another provider.",
                retry_after=wait,
            )
        if code in ("model_not_found", "model_decommissioned"):
            return model_gone(self.model, self.successor)
        if code == "context_length_exceeded":
            return _too_large()
        if self.status == 400 and self.error.get("param") in ("max_completion_tokens", "max_tokens"):
            return RequestTooLarge("The output cap is above what this Groq model allows.", "Lower RAGFOOD_MAX_TOKENS.")
        return None

    def _forbidden(self) -> Forbidden:
        if self.error:
            return Forbidden(
                "Groq does not let this account use this model.",
                "Allow it at https://console.groq.com/settings, or set RAGFOOD_GROQ_MODEL to another.",
            )
        return Forbidden(
            "Groq does not let this network through.", "Turn off a VPN or proxy, or use another network or provider."
        )

    def _rate_limited(self, wait: float | None) -> RateLimited:
        if self._lasting(wait):
            return RateLimited(
                "Groq's limit for today is reached.",
                f"{_when(wait)}Choose another provider, or see https://console.groq.com/settings/limits.",
                retry_after=wait,
                lasting=True,
            )
        return RateLimited(
            "Groq asks for a pause: too many requests or tokens in this minute.",
            f"Wait {pause(wait)}, or choose another provider.",
            retry_after=wait,
        )

    def _lasting(self, wait: float | None) -> bool:
        """Whether a limit per day is meant. Groq never names it in a header: it shows in a long wait or,
        where no wait is told, in requests used up (they are counted by the day) or in tokens refused
        while the minute's are all there.
        """
        if wait is not None:
            return wait > _LASTING_S
        rate = rate_headers(self.headers)
        if rate is None:
            return False
        minute_is_full = rate.limit_tokens is not None and rate.remaining_tokens == rate.limit_tokens
        return rate.remaining_requests == 0 or (self.error.get("type") == "tokens" and minute_is_full)


def _when(wait: float | None) -> str:
    return f"There is room again in {pause(wait)}. " if wait else ""


def model_gone(model: str, successor: str | None) -> ModelGone:
    remedy = f"{successor} takes its place." if successor else "Clear RAGFOOD_GROQ_MODEL to choose a served one."
    return ModelGone(f"Groq does not serve {model or 'this model'} any more.", remedy, successor=successor)


def _too_large() -> RequestTooLarge:
    return RequestTooLarge(
        "The question with its foods and its output cap is too large for Groq's model or plan.",
        "Lower RAGFOOD_MAX_TOKENS or RAGFOOD_TOP_K, or begin a new chat.",
    )


def _fault(status: int, wait: float | None) -> ServerFault:
    busy = status in (498, 503)
    return ServerFault(
        "Groq is over capacity." if busy else "Groq failed on its side.",
        f"Ask again in a moment. {_STATUS_PAGE}",
        retry_after=wait,
    )


def bad_reply() -> BadReply:
    return BadReply(
        "What came back is not an answer of Groq's.",
        "A proxy or a sign-in page may stand in between: check the network and GROQ_BASE_URL.",
    )


def error_event(error: object, model: str, successor: str | None, now: datetime) -> Declined:
    """The meaning of an error that came inside a stream, where there is no status."""
    code = error.get("code") if isinstance(error, Mapping) else None
    status = 429 if code == "rate_limit_exceeded" else 500
    return Refusal(status, {}, error, model, successor).declined(now)


def unreachable(reason: Reason) -> Unreachable:
    if reason == "unresolved":
        return Unreachable("The name of Groq's server is not found.", "Check the network, DNS and GROQ_BASE_URL.")
    if reason == "tls":
        return Unreachable(
            "No secure connection to Groq could be made.",
            "Check the computer's date, and whether a proxy or antivirus replaces certificates (SSL_CERT_FILE).",
        )
    if reason == "slow":
        return Unreachable("Groq's server does not take the connection.", f"Check the network. {_STATUS_PAGE}")
    if reason == "refused":
        return Unreachable("Groq's server refuses the connection.", "Check GROQ_BASE_URL, a firewall or a proxy.")
    return Unreachable("There is no way to Groq from this network.", f"Check the network. {_STATUS_PAGE}")


def dropped() -> ServerFault:
    return ServerFault("Groq closed the connection before the end.", f"Ask again. {_STATUS_PAGE}")


def silent(seconds: float) -> TimedOut:
    return TimedOut(f"Groq was silent for {seconds:g} seconds.", f"Ask again. {_STATUS_PAGE}")


def too_long(seconds: float) -> TimedOut:
    return TimedOut(f"Groq took longer than {seconds:g} seconds.", "Ask again, or raise RAGFOOD_TIMEOUT_S.")


def usable_key(key: Secret) -> str:
    """The key without white space around it. Raises NotConfigured when it cannot be one."""
    text = key.reveal().strip()
    if not text:
        raise NotConfigured("No Groq key is set.", f"Get one at {KEYS} and set GROQ_API_KEY.")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise NotConfigured(
            "The Groq key holds a blank or a character that no key has.",
            f"Copy it again from {KEYS} into GROQ_API_KEY.",
        )
    return text
