"""What both vendors' connections have in common: what cuts them, why none came about, their lines."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from http.client import HTTPException
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

from ragfood.cancel import Cancel
from ragfood.errors import BadReply, RagFoodError, Stopped

CONNECT_S = 5.0
"""Seconds that a connection may take to come about."""
_LONGEST_LINE = 1 << 20


class Deadline:
    """One call's time: its connection is cut when it is over, or when the person stops the answer.

    A timer does it, since the reading thread may be blocked where it cannot look at a clock: in a
    handshake, in headers or in an error page that come drop by drop. Every socket is watched
    through a duplicate, which stays valid when TLS takes the original over.
    """

    def __init__(self, seconds: float, cancel: Cancel) -> None:
        self.seconds = seconds
        self._cancel = cancel
        self._over = Cancel()
        self._timer = threading.Timer(seconds, self._over.set)
        self._timer.daemon = True
        self._held = ExitStack()

    @property
    def passed(self) -> bool:
        return self._over.is_set()

    def watch(self, connection: socket.socket) -> None:
        twin = socket.fromfd(connection.fileno(), connection.family, connection.type)
        self._held.callback(twin.close)
        self._over.watch(twin)
        self._cancel.watch(twin)

    def __enter__(self) -> Self:
        """Raises Stopped when the call need not even begin."""
        if self._cancel.is_set():
            raise Stopped(sent=False)
        self._timer.start()
        self._held.enter_context(self._cancel.watching())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Not joined: a stream that was let go ends in the garbage collector, which may have interrupted
        # this very thread under a lock that the timer's thread needs to end.
        self._timer.cancel()
        self._held.close()


Reason = Literal["unresolved", "tls", "cut", "slow", "refused", "garbled", "unknown"]
_REASONS: tuple[tuple[Reason, tuple[type[BaseException], ...]], ...] = (
    ("unresolved", (socket.gaierror, UnicodeError)),
    ("tls", (ssl.SSLError,)),
    ("cut", (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)),
    ("slow", (TimeoutError,)),
    ("refused", (ConnectionRefusedError,)),
    ("garbled", (HTTPException,)),
)


def why_no_reply(failure: BaseException) -> Reason:
    """What lies under a transport's exception, told by the classes in its chain of causes.

    "cut": there was a connection; "garbled": what spoke on it was no HTTP; "unknown": also a network without
    a way to the vendor.
    """
    seen: BaseException | None = failure
    while seen is not None and not isinstance(seen, RagFoodError):
        for reason, classes in _REASONS:
            if isinstance(seen, classes):
                return reason
        seen = seen.__cause__ or seen.__context__
    return "unknown"


def is_loopback(url: str) -> bool:
    """Whether `url` is on this machine, where no proxy belongs in between."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a byte stream, without their ends. Only \\n ends a line: other separators of
    Unicode may stand inside a text. Raises BadReply for a line beyond all measure.
    """
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield b"".join([*held, end]).rstrip(b"\r")
            held, size = [], 0
        held.append(rest)
        size += len(rest)
        if size > _LONGEST_LINE:
            raise BadReply("A reply came without an end.", "Ask again, or choose another provider.")
    if size:
        yield b"".join(held).rstrip(b"\r")


def sendable(text: str) -> str:
    """`text` without lone surrogates, which no request can carry; halves that belong together are joined."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
