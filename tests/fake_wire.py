"""Loopback HTTP/1.1 for the fake vendors: requests noted, faults on demand, an eye on who hangs up."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from fake_bills import Bill
from fake_faults import NO_FAULT, Fault


class Gone(Exception):
    """The client closed its connection before the reply was over."""


class HangUp(Exception):
    """The fake closes the connection, whatever was sent so far."""


@dataclass(frozen=True)
class Request:
    """A request as it came in. Of the key only its presence is kept."""

    method: str
    path: str
    body: Any
    bearer: bool
    retry_count: str | None
    at: float


@dataclass(frozen=True)
class Disconnect:
    """A client that went away; `at` is told by `time.monotonic`, `chunks` were sent by then."""

    path: str
    at: float
    chunks: int


class Exchange(BaseHTTPRequestHandler):
    """One connection; `server.fake` decides what to say on it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Wire

    def setup(self) -> None:
        super().setup()
        self.chunks = 0
        self.bearer = ""
        self.server.fake.opened(self.connection)

    def finish(self) -> None:
        self.server.fake.closed(self.connection)
        super().finish()

    def do_GET(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.chunks = 0
        self.bearer = (self.headers.get("authorization") or "").removeprefix("Bearer ").strip()
        request = self._request(raw)
        fake = self.server.fake
        fake.note(request)
        try:
            fake.respond(self, request)
        except (Gone, ConnectionError):
            self.close_connection = True
            fake.went_away(Disconnect(request.path, time.monotonic(), self.chunks))
        except HangUp:
            self.close_connection = True

    do_POST = do_DELETE = do_HEAD = do_GET

    def _request(self, raw: bytes) -> Request:
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = raw
        retries = self.headers.get("x-stainless-retry-count")
        return Request(self.command, self.path, body, bool(self.bearer), retries, time.monotonic())

    def send(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        """A whole reply: a text is sent as HTML, anything else as JSON."""
        html = isinstance(body, str)
        payload = body.encode() if html else json.dumps(body).encode()
        self._head(status, {"content-type": "text/html" if html else "application/json", **(headers or {})})
        self.send_header("content-length", str(len(payload)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)

    def begin(self, content_type: str, headers: Mapping[str, str] | None = None) -> None:
        """The headers of a reply that follows in chunks."""
        self._head(200, {"content-type": content_type, "transfer-encoding": "chunked", **(headers or {})})
        self.end_headers()

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)

    def chunk(self, payload: bytes) -> None:
        self.pause(0)
        self.wfile.write(b"%x\r\n%s\r\n" % (len(payload), payload))
        self.chunks += 1

    def end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def pause(self, seconds: float) -> None:
        """Say nothing for a while. Raises Gone as soon as the client hangs up."""
        self.connection.settimeout(seconds)
        try:
            if self.connection.recv(1, socket.MSG_PEEK) == b"":
                raise Gone
        except (BlockingIOError, TimeoutError):
            pass
        finally:
            self.connection.settimeout(None)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is written to the terminal."""


class Wire(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = False

    def __init__(self, port: int, fake: FakeVendor) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", port), Exchange)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class FakeVendor:
    """What both fakes share: the server's life, the faults in waiting and the books."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Request] = []
        self.disconnects: list[Disconnect] = []
        self.bills: list[Bill] = []
        self.open_streams = 0
        self.answer = ""
        """What to answer; empty = something made of the question."""
        self.delay = 0.0
        """Seconds of silence before the headers of every chat reply."""
        self.token_delay = 0.0
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._standing: dict[str, Fault] = {}
        self._told = 0
        self._news = threading.Condition()
        self._connections: set[socket.socket] = set()
        self._closing = False
        self._wire = Wire(port, self)
        self._thread = threading.Thread(target=self._serve)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._wire.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def _serve(self) -> None:
        while not self._closing:
            self._wire.handle_request()

    def __exit__(self, *_: object) -> None:
        self._closing = True
        socket.create_connection(self._wire.server_address).close()  # wakes the thread that accepts
        self._thread.join()
        with self._news:
            for connection in self._connections:
                _shut_down(connection)
        self._wire.server_close()

    def next(self, *faults: Fault, on: str = "chat") -> None:
        """Faults for the next requests, one each. `on` is what they ask for: the path's last word."""
        self._faults[on].extend(faults)

    def always(self, fault: Fault, on: str = "chat") -> None:
        """A fault for every request that has none in waiting."""
        self._standing[on] = fault

    def heal(self) -> None:
        self._faults.clear()
        self._standing.clear()

    def fault(self, on: str) -> Fault:
        with self._news:
            waiting = self._faults[on]
            return waiting.popleft() if waiting else self._standing.get(on, NO_FAULT)

    @property
    def chats(self) -> list[Request]:
        """The requests for an answer, without those for lists, versions and vectors."""
        return [each for each in self.requests if each.path.endswith(("/chat/completions", "/api/chat"))]

    @property
    def tokens_billed(self) -> tuple[int, int]:
        """Tokens of prompts and of completions, over all calls."""
        return sum(bill.prompt for bill in self.bills), sum(bill.completion for bill in self.bills)

    def wait_for_disconnect(self, timeout: float) -> Disconnect | None:
        """The first disconnect not told of yet; None if none comes within `timeout` seconds."""
        with self._news:
            if not self._news.wait_for(lambda: len(self.disconnects) > self._told, timeout):
                return None
            self._told += 1
            return self.disconnects[self._told - 1]

    def wait_until(self, true: Any, timeout: float = 5.0) -> bool:
        """Wait until `true()` holds, looked at whenever something happens here."""
        with self._news:
            return self._news.wait_for(true, timeout)

    def respond(self, exchange: Exchange, request: Request) -> None:
        raise NotImplementedError

    def note(self, request: Request) -> None:
        with self._news:
            self.requests.append(request)
            self._news.notify_all()

    def opened(self, connection: socket.socket) -> None:
        with self._news:
            self._connections.add(connection)
            if self._closing:
                _shut_down(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._news:
            self._connections.discard(connection)
            self._news.notify_all()

    def went_away(self, disconnect: Disconnect) -> None:
        with self._news:
            if not self._closing:
                self.disconnects.append(disconnect)
            self._news.notify_all()

    def streams(self, change: int) -> None:
        with self._news:
            self.open_streams += change
            self._news.notify_all()

    def bill(self, model: str, prompt: int, completion: int) -> None:
        with self._news:
            self.bills.append(Bill(model, prompt, completion))
            self._news.notify_all()


def _shut_down(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
