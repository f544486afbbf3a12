"""Ollama: the one door to its chat and model lists, and all that is known of how it speaks and fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ragfood.cancel import Cancel
from ragfood.clock import Clock
from ragfood.errors import Declined, Stopped
from ragfood.providers import Call, Piece
from ragfood.providers.answers import Answer, count, until_stopped
from ragfood.providers.ollama_errors import bad_reply, down, dropped, pull_failed, refused, silent, too_long
from ragfood.providers.ollama_lines import read_answer, read_objects
from ragfood.providers.wire import CONNECT_S, Deadline, is_loopback, lines, sendable, why_no_reply

if TYPE_CHECKING:
    import requests

_LOG = logging.getLogger(__name__)
_KEEP_ALIVE = "30m"
_LIST_S = 5.0
_GLANCE_S = 0.5
"""Seconds that a call may spend on finding out whether its model has to be loaded first."""
_PULL_S, _PULL_SILENCE_S = 86400.0, 60.0
"""Seconds that a download may take, and be silent."""


@dataclass(frozen=True)
class PullProgress:
    """Bytes of all layers begun so far; `done` only when Ollama has said so."""

    completed: int = 0
    total: int = 0
    done: bool = False


def full_name(model: str) -> str:
    """`model` as Ollama compares it: lower case, and with its tag."""
    name = model.strip().lower()
    return name if ":" in name.rsplit("/", 1)[-1] else f"{name}:latest"


class Ollama:
    """Safe to share by threads: every call has a session and a connection of its own."""

    name = "ollama"

    def __init__(
        self, url: str, model: str, *, num_ctx: int, first_token_s: float, timeout_s: float, clock: Clock
    ) -> None:
        """`num_ctx` in tokens, the same for every call, since another one reloads the model. `first_token_s` is
        the longest silence, loading included; `timeout_s` bounds a whole call.
        """
        self._url = url
        self._model = model
        self._num_ctx = num_ctx
        self._first_token_s = first_token_s
        self._timeout_s = timeout_s
        self._clock = clock

    def ready(self, cancel: Cancel) -> str:
        """The model that was set. Asks nobody: a missing one shows when it is called."""
        return self._model

    def stream(self, call: Call) -> Iterator[Piece]:
        """See `Provider`. An answer is whole with its `done` line; Ollama breaks off without one, or with an
        error in its place, under the status 200.
        """
        if self._loads_first(call):
            yield Piece(loading=True)
        answer = Answer("Ollama")
        failed: Declined | Stopped
        with Deadline(self._timeout_s, call.cancel) as deadline:
            try:
                with self._reply(deadline, self._first_token_s, "chat", self._request(call)) as told:
                    answer.reached = True
                    yield from until_stopped(read_answer(told, answer), call.cancel)
                return
            except _failures() as failure:
                failed = self._meaning(failure, call.cancel, deadline, self._first_token_s)
        yield from answer.fail(failed)

    def _request(self, call: Call) -> dict[str, Any]:
        gpt_oss = "gpt-oss" in call.model.lower()  # the one family whose thinking cannot be turned off
        return {
            "model": call.model,
            "messages": [{"role": each.role, "content": sendable(each.content)} for each in call.messages],
            "stream": True,
            "think": "low" if gpt_oss else False,
            "keep_alive": _KEEP_ALIVE,
            "options": {
                "num_ctx": self._num_ctx,
                "num_predict": call.max_tokens,
                "temperature": call.temperature,
                "top_p": call.top_p,
            },
        }

    def installed(self, cancel: Cancel) -> tuple[str, ...]:
        """Full names of the models that Ollama has. Raises Declined or Stopped."""
        return self._names("tags", cancel)

    def _loads_first(self, call: Call) -> bool:
        """Whether the model is known not to be in memory, where it loads first, without a word meanwhile.

        Of trouble the call itself will tell.
        """
        try:
            return full_name(call.model) not in self._names("ps", call.cancel, _GLANCE_S)
        except (Declined, Stopped):
            return False

    def _names(self, what: str, cancel: Cancel, seconds: float = _LIST_S) -> tuple[str, ...]:
        with self._asking(cancel, seconds, seconds, what) as told:
            models = next(told, {}).get("models")
            if not isinstance(models, list):
                raise bad_reply()
            return tuple(full_name(str(each["name"])) for each in models if isinstance(each, dict) and "name" in each)

    def pull(self, cancel: Cancel, model: str = "") -> Iterator[PullProgress]:
        """Let Ollama download `model` ("" = the one that was set); the last progress is `done`. Stopping keeps
        what has come. Raises Declined or Stopped.
        """
        wanted = model or self._model
        layers: dict[str, tuple[int, int]] = {}
        with self._asking(cancel, _PULL_S, _PULL_SILENCE_S, "pull", {"model": wanted, "stream": True}) as told:
            for line in told:
                if "error" in line:
                    raise pull_failed(wanted)
                if isinstance(digest := line.get("digest"), str):
                    layers[digest] = count(line.get("completed")) or 0, count(line.get("total")) or 0
                done = line.get("status") == "success"
                yield PullProgress(sum(c for c, _ in layers.values()), sum(t for _, t in layers.values()), done)
                if done:
                    return
            raise pull_failed(wanted)

    @contextmanager
    def _asking(
        self, cancel: Cancel, seconds: float, silence_s: float, what: str, body: dict[str, Any] | None = None
    ) -> Iterator[Iterator[Mapping[str, Any]]]:
        """What Ollama tells about its models, with every failure translated."""
        meaning: Declined | Stopped
        with Deadline(seconds, cancel) as deadline:
            try:
                with self._reply(deadline, silence_s, what, body) as told:
                    yield told
                return
            except _failures() as failure:
                meaning = self._meaning(failure, cancel, deadline, silence_s)
        raise meaning

    @contextmanager
    def _reply(
        self, deadline: Deadline, silence_s: float, what: str, body: dict[str, Any] | None
    ) -> Iterator[Iterator[Mapping[str, Any]]]:
        """The lines of a reply, each an object. Raises Declined for a status other than 200."""
        with (
            _session(deadline, trust_env=not is_loopback(self._url)) as session,
            session.request(
                "GET" if body is None else "POST",
                f"{self._url}/api/{what}",
                json=body,
                stream=True,
                allow_redirects=False,
                timeout=(min(CONNECT_S, silence_s), silence_s),
            ) as reply,
        ):
            if reply.status_code != 200:
                model = str((body or {}).get("model", ""))
                raise refused(reply.status_code, reply.headers, _explained(reply), model, self._clock.now())
            if "json" not in reply.headers.get("content-type", ""):
                raise bad_reply()
            yield read_objects(lines(reply.iter_content(512)))

    def _meaning(
        self, failure: BaseException, cancel: Cancel, deadline: Deadline, silence_s: float
    ) -> Declined | Stopped:
        """The one door for whatever a call can raise, by class."""
        if cancel.is_set() or isinstance(failure, Stopped):
            return Stopped()
        if deadline.passed:
            return too_long(deadline.seconds)
        meaning = failure if isinstance(failure, Declined) else _translate(failure, silence_s)
        _LOG.info("ollama declined code=%s cause=%s", meaning.code, type(failure).__name__)
        return meaning


def _translate(failure: BaseException, silence_s: float) -> Declined:
    import requests

    reason = why_no_reply(failure)
    if isinstance(failure, requests.ConnectTimeout):
        return down("slow")
    if reason == "slow":
        return silent(silence_s)
    if reason == "cut" or isinstance(failure, requests.exceptions.ChunkedEncodingError):
        return dropped()
    if reason == "unresolved" or isinstance(failure, requests.exceptions.InvalidURL):
        return down("unresolved")
    if reason == "garbled" or not isinstance(failure, requests.ConnectionError):
        return bad_reply()
    return down(reason)


def _failures() -> tuple[type[BaseException], ...]:
    import requests
    import urllib3

    return (requests.RequestException, urllib3.exceptions.HTTPError, Declined, Stopped)


def _session(deadline: Deadline, *, trust_env: bool) -> requests.Session:
    """A session whose connections the deadline watches from the moment they are made."""
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter(max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    session = requests.Session()
    session.trust_env = trust_env
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _explained(reply: requests.Response) -> bool:
    """Whether the body of a refusal is Ollama's own JSON."""
    try:
        told = json.loads(reply.content)
    except ValueError:
        return False
    return isinstance(told, dict) and "error" in told
