"""How the practice vendors speak HTTP on loopback: JSON in, JSON or a chunked stream out."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_LARGEST_BODY = 4 * 1024 * 1024
_HOST = "127.0.0.1"


class Exchange(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    vendor: Callable[[Exchange, Mapping[str, Any]], None]

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        if length > _LARGEST_BODY:
            self.reply(413, {"error": "the body is too large"})
            return
        try:
            body = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            self.reply(400, {"error": "the body is no JSON"})
            return
        self._serve(body if isinstance(body, dict) else {})

    def _serve(self, body: Mapping[str, Any]) -> None:
        try:
            type(self).vendor(self, body)
        except OSError:
            self.close_connection = True  # the client has hung up, which is its right

    def reply(self, status: int, value: Any, headers: Mapping[str, str] | None = None) -> None:
        """Send one JSON value."""
        data = json.dumps(value).encode()
        self.send_response(status)
        for name, each in {"content-type": "application/json", **(headers or {})}.items():
            self.send_header(name, each)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def stream(self, content_type: str, chunks: Iterable[bytes | None]) -> None:
        """Send chunks as they come; None hangs up in the middle."""
        self.send_response(200)
        self.send_header("content-type", content_type)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for chunk in chunks:
            if chunk is None:
                self.hang_up()
                return
            self.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the app's own log tells of every call."""


class Place:
    """An address on loopback where a vendor answers, and may stop answering for a while."""

    def __init__(self, vendor: Callable[[Exchange, Mapping[str, Any]], None]) -> None:
        self._exchange = type("VendorExchange", (Exchange,), {"vendor": staticmethod(vendor)})
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://{_HOST}:{self._port}"

    def open(self) -> None:
        """Answer, at the same address as before. Raises OSError when it has been taken meanwhile."""
        with self._lock:
            if self._server is not None:
                return
            self._server = ThreadingHTTPServer((_HOST, self._port), self._exchange)
            self._server.daemon_threads = True
            self._port = self._server.server_address[1]
            threading.Thread(target=self._server.serve_forever, args=(0.05,), name="practice", daemon=True).start()

    def close(self) -> None:
        """Refuse connections from now on."""
        with self._lock:
            if self._server is not None:
                self._server.shutdown()
                self._server.server_close()
                self._server = None
