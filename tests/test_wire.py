"""What both vendors' connections have in common."""

from __future__ import annotations

import gc
import socket
import ssl
import threading
import time
from http.client import BadStatusLine, RemoteDisconnected

import pytest

from ragfood import errors
from ragfood.cancel import Cancel
from ragfood.providers.wire import Deadline, is_loopback, lines, sendable, why_no_reply


def test_the_deadline_cuts_a_connection_when_its_time_is_over():
    near, far = socket.socketpair()
    with near, far, Deadline(0.1, Cancel()) as deadline:
        deadline.watch(near)
        assert not deadline.passed
        began = time.monotonic()
        assert near.recv(1) == b""
        assert time.monotonic() - began < 4
        assert deadline.passed


def test_a_connection_that_comes_after_the_deadline_is_cut_at_once():
    near, far = socket.socketpair()
    with near, far, Deadline(0.0, Cancel()) as deadline:
        while not deadline.passed:
            time.sleep(0.001)
        deadline.watch(near)
        assert near.recv(1) == b""


def test_a_call_that_ends_in_time_leaves_nothing_behind():
    near, far = socket.socketpair()
    threads = threading.active_count()
    cancel = Cancel()
    with near, far:
        with Deadline(60.0, cancel) as deadline:
            deadline.watch(near)
        cancel.set()
        near.sendall(b"x")
        assert far.recv(1) == b"x"
        near.close()
        assert far.recv(1) == b"", "no duplicate keeps the connection open"
    while threading.active_count() > threads:
        time.sleep(0.001)
    gc.collect()


def test_a_call_that_is_stopped_before_it_begins_does_not_begin():
    cancel = Cancel()
    cancel.set()
    with pytest.raises(errors.Stopped), Deadline(60.0, cancel):
        raise AssertionError


def test_only_a_line_feed_ends_a_line():
    chunks = [b"one\r\n", b"t", b"", b"wo\nthree \xe2\x80\xa8 \xc2\x85 \x0b still\n\nlast"]
    assert list(lines(chunks)) == [b"one", b"two", "three \u2028 \x85 \x0b still".encode(), b"", b"last"]
    assert list(lines([])) == []


def test_a_line_is_told_as_soon_as_it_ends():
    def chunks():
        yield b"one\ntw"
        raise ConnectionResetError

    told = lines(chunks())
    assert next(told) == b"one"
    with pytest.raises(ConnectionResetError):
        next(told)


def test_a_line_without_end_is_given_up():
    def chunks():
        while True:
            yield b"x" * 65536

    with pytest.raises(errors.BadReply):
        list(lines(chunks()))


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (socket.gaierror(-2, "composed"), "unresolved"),
        (UnicodeError("composed"), "unresolved"),
        (ConnectionRefusedError(), "refused"),
        (ConnectionResetError(), "cut"),
        (RemoteDisconnected(), "cut"),
        (BadStatusLine("220"), "garbled"),
        (TimeoutError(), "slow"),
        (ssl.SSLCertVerificationError(), "tls"),
        (OSError(101, "composed"), "unknown"),
    ],
)
def test_the_reason_is_told_by_the_class_at_the_bottom(failure, reason):
    for link in ("__cause__", "__context__"):
        outer, middle = ValueError("outer"), RuntimeError("middle")
        setattr(middle, link, failure)
        outer.__cause__ = middle
        assert why_no_reply(outer) == reason


def test_the_reason_of_an_earlier_providers_failure_is_not_taken_for_this_one():
    earlier = errors.Unreachable("Groq's server refuses the connection.")
    earlier.__cause__ = ConnectionRefusedError()
    failure = ValueError("composed")
    failure.__context__ = earlier
    assert why_no_reply(failure) == "unknown"


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:11434", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:11434/x", True),
        ("http://localhost", True),
        ("http://ollama.localhost:1", True),
        ("http://gpu-box:11434", False),
        ("http://10.0.0.7", False),
        ("https://api.groq.com", False),
        ("https://localhost.example", False),
    ],
)
def test_only_this_machine_is_loopback(url, loopback):
    assert is_loopback(url) is loopback


def test_what_is_sent_holds_no_lone_surrogate():
    assert [sendable(text) for text in ("", "dal", "🍲 दाल", "\ud83c\udf72")] == ["", "dal", "🍲 दाल", "🍲"]
    assert [sendable(text) for text in ("a\ud83cb", "\udf72")] == ["a\ufffdb", "\ufffd"]
