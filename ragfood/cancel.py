"""A person's wish to stop: wakes whoever waits and cuts the connections being read."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Cancel:
    """Set once, by any thread. The thread that reads a connection still closes it itself:
    setting only shuts the socket down, which wakes a read that waits for bytes.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._bells: list[threading.Event] = []
        self._abandoned = False

    def is_set(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True if it is set by then."""
        return self._event.wait(seconds)

    def set(self) -> None:
        self._event.set()
        with self._lock:
            for bell in self._bells:
                bell.set()
            for connection in self._sockets:
                _shut_down(connection)

    def abandon(self) -> None:
        """Set it because nobody waits for the outcome any more, rather than by somebody's wish."""
        with self._lock:
            self._abandoned |= not self._event.is_set()
        self.set()

    @property
    def abandoned(self) -> bool:
        """Whether nobody waited any more when it was set."""
        return self._abandoned

    def watch(self, connection: socket.socket) -> None:
        """Cut `connection` when this is set; at once if it is set already."""
        with self._lock:
            self._sockets.append(connection)
            if self._event.is_set():
                _shut_down(connection)

    @contextmanager
    def ringing(self, bell: threading.Event) -> Iterator[None]:
        """Set `bell` as well when this is set, as long as it is inside; at once if it is set already."""
        with self._lock:
            self._bells.append(bell)
            if self._event.is_set():
                bell.set()
        try:
            yield
        finally:
            with self._lock:
                self._bells.remove(bell)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Forget, on leaving, every connection that was watched inside."""
        try:
            yield
        finally:
            with self._lock:
                self._sockets.clear()


def _shut_down(connection: socket.socket) -> None:
    # The plain socket's method: SSLSocket.shutdown would drop the TLS state under the reader.
    with suppress(OSError):
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
