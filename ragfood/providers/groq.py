"""Groq: the one door to its API, and all that is known of how it speaks and fails. Nothing of money or retries."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ragfood.cancel import Cancel
from ragfood.clock import Clock
from ragfood.errors import Declined, ModelGone, Stopped
from ragfood.models import ModelTable
from ragfood.providers import Call, Piece
from ragfood.providers.answers import Answer, until_stopped
from ragfood.providers.groq_errors import (
    Refusal,
    bad_reply,
    dropped,
    error_event,
    silent,
    too_long,
    unreachable,
    usable_key,
)
from ragfood.providers.groq_events import read_events
from ragfood.providers.groq_models import ServedModels
from ragfood.providers.headers import rate_headers
from ragfood.providers.wire import CONNECT_S, Deadline, is_loopback, lines, sendable, why_no_reply
from ragfood.settings import Secret

if TYPE_CHECKING:
    import ssl

    import groq
    import httpx

_LOG = logging.getLogger(__name__)
_LIST_S = 5.0
"""Seconds that the list of models may take: a question waits for it."""


class Groq:
    """Safe to share by threads. Every call has a connection and a pool of its own: a stream that is let go
    unfinished can lock the pool that it shares with others for good, a fault of httpcore 1.0.
    """

    name = "groq"

    def __init__(
        self,
        key: Secret,
        base_url: str,
        table: ModelTable,
        *,
        model: str = "",
        timeout_s: float,
        first_token_s: float,
        clock: Clock,
    ) -> None:
        """`base_url` is the bare origin. `model` "" chooses by the table's preference. `first_token_s` is the
        longest silence, at the beginning and later; `timeout_s` bounds a whole call.
        """
        self._key = key
        self._base_url = base_url
        self._table = table
        self._model = model
        self._timeout_s = timeout_s
        self._first_token_s = first_token_s
        self._clock = clock
        self._models = ServedModels(table, clock)

    def load(self) -> None:
        """Import the SDK and read the certificates now, so that the first question need not: half a second."""
        _failures()
        _certificates()

    def ready(self, cancel: Cancel) -> str:
        """The model to ask for: the one that was set, else the first of the table's preference that the
        account is served. The list is asked for once an hour; where it cannot be had, the first that is
        not retired. Models seen gone since the start are passed over.

        Raises NotConfigured, without any request, for a key that cannot be one; KeyRefused; Unreachable;
        ModelGone when nothing preferred is served; Stopped.
        """
        usable_key(self._key)
        return self._model or self._models.choose(lambda: self.served(cancel), cancel)

    def served(self, cancel: Cancel) -> tuple[str, ...]:
        """The models that the account is served now. Costs no tokens; raises Declined or Stopped."""
        seconds = min(_LIST_S, self._first_token_s)
        failed: Declined | Stopped
        with Deadline(seconds, cancel) as deadline:
            try:
                with self._client(deadline, seconds) as client:
                    return _listed(client.models.with_raw_response.list().text())
            except _failures() as failure:
                failed = self._meaning(failure, "", cancel, deadline)
        raise failed

    def stream(self, call: Call) -> Iterator[Piece]:
        """See `Provider`. An answer is whole with its finish mark; a connection that breaks behind it harms
        nothing. Tokens that were told before a failure come in a piece of their own before the error.
        """
        answer = Answer("Groq")
        failed: Declined | Stopped
        with Deadline(self._timeout_s, call.cancel) as deadline:
            try:
                yield from until_stopped(self._pieces(call, answer, deadline), call.cancel)
                return
            except _failures() as failure:
                failed = self._meaning(failure, call.model, call.cancel, deadline)
        yield from answer.fail(failed)

    def _pieces(self, call: Call, answer: Answer, deadline: Deadline) -> Generator[Piece, None, None]:
        with (
            self._client(deadline, self._first_token_s) as client,
            client.chat.completions.with_streaming_response.create(**self._request(call)) as reply,
        ):
            response = reply.http_response
            answer.rate = rate_headers(response.headers)
            if not response.headers.get("content-type", "").startswith("text/event-stream"):
                raise bad_reply()
            answer.reached = True
            yield from read_events(
                lines(_chunks(response, answer)), answer, lambda error: self._error_event(error, call.model)
            )

    def _request(self, call: Call) -> dict[str, Any]:
        messages = [{"role": each.role, "content": sendable(each.content)} for each in call.messages]
        return {
            "model": call.model,
            # The SDK walks every argument against its types, which takes it longer than sending; what stands in
            # `extra_body` takes its place on the wire as it is.
            "messages": [],
            "stream": True,
            "extra_body": {
                "messages": messages,
                "max_completion_tokens": call.max_tokens,
                "temperature": call.temperature,
                "top_p": call.top_p,
                "stream_options": {"include_usage": True},
                **self._table.facts(call.model).request,
            },
        }

    @contextmanager
    def _client(self, deadline: Deadline, silence_s: float) -> Iterator[groq.Groq]:
        """A client for one call, whose connection the deadline watches from the moment it is made."""
        import groq
        import httpx

        def watch(event: str, told: dict[str, Any]) -> None:
            if event == "connection.connect_tcp.complete":
                deadline.watch(told["return_value"].get_extra_info("socket"))

        def trace(request: httpx.Request) -> None:
            request.extensions["trace"] = watch

        key = usable_key(self._key)
        timeout = httpx.Timeout(silence_s, connect=min(CONNECT_S, silence_s))
        with httpx.Client(
            verify=_certificates(),
            trust_env=not is_loopback(self._base_url),
            limits=httpx.Limits(max_keepalive_connections=0),
            event_hooks={"request": [trace]},
        ) as transport:
            yield groq.Groq(api_key=key, base_url=self._base_url, timeout=timeout, max_retries=0, http_client=transport)

    def _meaning(self, failure: BaseException, model: str, cancel: Cancel, deadline: Deadline) -> Declined | Stopped:
        """The one door for whatever a call can raise, by its class, status and code."""
        if cancel.is_set() or isinstance(failure, Stopped):
            return Stopped()
        if deadline.passed:
            return too_long(deadline.seconds)
        meaning = failure if isinstance(failure, Declined) else self.translate(failure, model)
        if isinstance(meaning, ModelGone):
            self._models.gone(model)
        _LOG.info("groq declined code=%s cause=%s", meaning.code, type(failure).__name__)
        return meaning

    def translate(self, failure: BaseException, model: str) -> Declined:
        """What an exception of the SDK, or of the transport below it, means. Also for those that slip through the
        SDK untranslated while a stream is read.
        """
        import groq
        import httpx

        cause = failure.__cause__ if isinstance(failure, groq.APIConnectionError) else failure
        if isinstance(failure, groq.APIStatusError):
            successor = self._models.successor(model)
            refusal = Refusal(failure.status_code, failure.response.headers, failure.body, model, successor)
            return refusal.declined(self._clock.now())
        if isinstance(cause, httpx.ConnectTimeout):
            return unreachable("slow")
        if isinstance(cause, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
            return unreachable("unresolved")
        if isinstance(cause, httpx.ConnectError | httpx.ProxyError):
            return unreachable(why_no_reply(cause))
        if isinstance(cause, httpx.TimeoutException) or isinstance(failure, groq.APITimeoutError):
            return silent(self._first_token_s)
        if isinstance(failure, groq.APIConnectionError | httpx.TransportError):
            return dropped()
        if isinstance(failure, groq.APIError) and not isinstance(failure, groq.APIResponseValidationError):
            return self._error_event(failure.body, model)
        return bad_reply()

    def _error_event(self, error: object, model: str) -> Declined:
        return error_event(error, model, self._models.successor(model), self._clock.now())


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Read once: it takes 40 ms."""
    import httpx

    return httpx.create_ssl_context()


def _failures() -> tuple[type[BaseException], ...]:
    import groq
    import httpx

    return (groq.GroqError, httpx.HTTPError, httpx.InvalidURL, Declined, Stopped)


def _listed(text: str) -> tuple[str, ...]:
    try:
        entries = json.loads(text)["data"]
        return tuple(entry["id"] for entry in entries if entry.get("active", True))
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise bad_reply() from None


def _chunks(response: httpx.Response, answer: Answer) -> Iterator[bytes]:
    """The reply as it arrives. A break behind the finish mark is a quiet end."""
    import httpx

    try:
        yield from response.iter_bytes()
    except httpx.HTTPError:
        if answer.finish is None:
            raise
