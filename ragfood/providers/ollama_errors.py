"""What Ollama's failures mean, and what to do about each; told by status and class, never by words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ragfood.errors import (
    BadReply,
    BadRequest,
    Declined,
    Forbidden,
    ModelNotPulled,
    OllamaDown,
    RateLimited,
    RequestTooLarge,
    ServerFault,
    TimedOut,
)
from ragfood.providers.headers import pause, retry_after_s
from ragfood.providers.wire import Reason


def refused(status: int, headers: Mapping[str, str], explained: bool, model: str, now: datetime) -> Declined:
    """The meaning of a status that is not 200; `explained` = the body is Ollama's own JSON with an error."""
    wait = retry_after_s(headers, now)
    if status == 404:
        return not_pulled(model) if explained else bad_reply()
    if status == 400:
        return BadRequest(
            f"Ollama cannot use {model} for this request.",
            "Set RAGFOOD_OLLAMA_MODEL to a chat model such as llama3.2; for long chats raise RAGFOOD_OLLAMA_NUM_CTX.",
        )
    if status == 401:
        return Forbidden("Ollama wants to be signed in for this model.", "Run: ollama signin")
    if status == 403:
        return Forbidden(
            "Ollama does not take requests under this host name.", "Set OLLAMA_HOST to localhost or an IP address."
        )
    if status == 413:
        return RequestTooLarge("The question with its foods is too large for Ollama.", "Lower RAGFOOD_TOP_K.")
    if status == 429:
        return RateLimited(
            "Ollama asks for a pause.", f"Wait {pause(wait)}, or choose another provider.", retry_after=wait
        )
    if status == 503:
        return ServerFault("Ollama has too many requests waiting.", "Ask again in a moment.", retry_after=wait)
    if status in (408, 499) or status >= 500:
        return failed(wait)
    return bad_reply()


def failed(wait: float | None = None) -> ServerFault:
    return ServerFault(
        "Ollama could not run the model.",
        "Ask again; if it stays so, choose a smaller model or look into Ollama's log.",
        retry_after=wait,
    )


def not_pulled(model: str) -> ModelNotPulled:
    return ModelNotPulled(f"Ollama does not have the model {model}.", f"Run: ollama pull {model}")


def dropped() -> ServerFault:
    return ServerFault("Ollama closed the connection before the end.", "Ask again, or look into Ollama's log.")


def pull_failed(model: str) -> ServerFault:
    return ServerFault(
        f"Ollama could not pull {model}.",
        "Check the name at https://ollama.com/library, the network and the room on the disk.",
    )


def silent(seconds: float) -> TimedOut:
    return TimedOut(
        f"Ollama was silent for {seconds:g} seconds.",
        "A first answer loads the model: raise RAGFOOD_OLLAMA_FIRST_TOKEN_S, or choose a smaller model.",
    )


def too_long(seconds: float) -> TimedOut:
    return TimedOut(f"Ollama took longer than {seconds:g} seconds.", "Choose a smaller model or shorter answers.")


def bad_reply() -> BadReply:
    return BadReply("What came back is not an answer of Ollama's.", "Check that OLLAMA_HOST is Ollama's own address.")


def down(reason: Reason) -> OllamaDown:
    if reason == "unresolved":
        return OllamaDown("The name of Ollama's machine is not found.", "Correct OLLAMA_HOST.")
    if reason == "tls":
        return OllamaDown(
            "No secure connection to Ollama could be made.", "Check OLLAMA_HOST: is it http:// rather than https://?"
        )
    if reason == "slow":
        return OllamaDown("Ollama's machine does not take the connection.", "Check OLLAMA_HOST and the network.")
    return OllamaDown("Ollama is not running.", "Start it with: ollama serve")
