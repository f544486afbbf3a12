"""Every way in which Ollama refuses, breaks off or talks nonsense has its class, its remedy and what it used."""

from __future__ import annotations

import logging
import socket
import threading
import time
import traceback
from contextlib import suppress

import pytest
from asking import OLLAMA_MODEL, Moment, Told, call, closed_address, ollama_at, read
from fake_vendors import FakeOllama, Fault, faults

from ragfood import errors


@pytest.fixture
def fake():
    with FakeOllama() as server:
        yield server


def ask(fake: FakeOllama | str, **changed) -> Told:
    return read(ollama_at(fake, **changed).stream(call(OLLAMA_MODEL)))


def test_a_missing_model_is_told_with_the_command_that_gets_it(fake):
    told = read(ollama_at(fake).stream(call("gemma3")))
    assert isinstance(told.error, errors.ModelNotPulled)
    assert "ollama pull gemma3" in told.error.remedy


REFUSALS = [
    (faults.not_pulled("llama3.2", '"'), errors.ModelNotPulled, "ollama pull llama3.2"),
    (faults.block_page(404), errors.BadReply, "OLLAMA_HOST"),
    (Fault(400, {"error": "composed"}), errors.BadRequest, "RAGFOOD_OLLAMA_MODEL"),
    (Fault(401, {"error": "composed"}), errors.Forbidden, "ollama signin"),
    (Fault(403, ""), errors.Forbidden, "OLLAMA_HOST"),
    (Fault(413, ""), errors.RequestTooLarge, "RAGFOOD_TOP_K"),
    (Fault(429, {"error": "composed"}), errors.RateLimited, "Wait"),
    (Fault(499, {"error": "composed"}), errors.ServerFault, "Ask again"),
    (faults.runner_crash(), errors.ServerFault, "smaller model"),
    (faults.bad_gateway(), errors.ServerFault, "smaller model"),
    (faults.queue_full(), errors.ServerFault, "Ask again"),
    (Fault(302, "", {"location": "http://127.0.0.1:9/"}), errors.BadReply, "OLLAMA_HOST"),
    (faults.web_page(), errors.BadReply, "OLLAMA_HOST"),
    (faults.close_before_headers(), errors.ServerFault, "log"),
]


@pytest.mark.parametrize(("fault", "expected", "remedy"), REFUSALS, ids=lambda value: getattr(value, "status", ""))
def test_each_refusal_has_its_class_its_remedy_and_one_request(fake, fault, expected, remedy, caplog):
    caplog.set_level(logging.DEBUG, "ragfood")
    fake.always(fault)
    told = ask(fake)
    assert type(told.error) is expected
    assert remedy in told.error.remedy
    assert told.pieces == []
    assert len(fake.chats) == 1
    shown = "".join(traceback.format_exception(told.error)) + caplog.text
    assert not any(word in shown for word in ("omposed", "<html", "server busy", "unexpectedly"))


def test_the_wait_that_a_full_queue_names_is_read(fake):
    fake.next(Fault(503, {"error": "composed"}, {"retry-after": "Sun, 22 Nov 2026 12:00:30 GMT"}))
    assert ask(fake, clock=Moment()).error.retry_after == 30.0


@pytest.mark.parametrize(("header", "said"), [({"retry-after": "7"}, "Wait 7 s,"), ({}, "Wait a little,")])
def test_a_pause_that_a_gateway_asks_for_is_said(fake, header, said):
    fake.next(Fault(429, {"error": "composed"}, header))
    assert said in ask(fake).error.remedy


def test_each_way_to_have_no_connection_has_a_remedy_of_its_own(fake):
    secure = fake.url.replace("http:", "https:")
    remedies = []
    for url, word in [(closed_address(), "not running"), ("http://-none-.invalid", "name"), (secure, "secure")]:
        error = ask(url).error
        assert type(error) is errors.OllamaDown
        assert word in error.happened
        remedies.append(error.remedy)
    assert len(set(remedies)) == 3
    assert "ollama serve" in remedies[0]


@pytest.mark.parametrize("url", ["http://" + "a" * 64 + ".example:11434", "http://a..b:11434"])
def test_an_address_that_cannot_be_one_is_an_unknown_name(url):
    error = ask(url).error
    assert isinstance(error, errors.OllamaDown) and "OLLAMA_HOST" in error.remedy


def test_something_that_speaks_no_http_is_a_bad_reply():
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_say, args=(server, b"220 mail.example ESMTP\r\n"))
        thread.start()
        assert isinstance(ask(f"http://127.0.0.1:{server.getsockname()[1]}").error, errors.BadReply)
        thread.join()


def _say(server: socket.socket, words: bytes) -> None:
    """The same to whoever comes: the glance at what is loaded, and the call itself."""
    for _ in range(2):
        connection, _ = server.accept()
        with connection, suppress(ConnectionError):
            connection.sendall(words)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass


def test_proxies_of_the_environment_stay_out_of_a_loopback_call(fake, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, closed_address())
    assert ask(fake).error is None


BREAKS = [
    (faults.drop, errors.ServerFault),
    (faults.silent_end, errors.ServerFault),
    (faults.error_event, errors.ServerFault),
    (faults.malformed, errors.BadReply),
    (faults.stall, errors.TimedOut),
]


@pytest.mark.parametrize(("fault", "expected"), BREAKS)
def test_a_break_before_the_first_text_declines_and_after_it_interrupts(fake, fault, expected):
    fake.answer = "Dal is a stew of lentils."
    fake.next(fault(0), fault(3))
    before, after = ask(fake, first_token_s=0.3), ask(fake, first_token_s=0.3)
    assert type(before.error) is expected
    assert before.text == ""
    assert type(after.error) is errors.Interrupted
    assert after.text == "Dal is a "
    assert all(piece.finish is None for piece in [*before.pieces, *after.pieces])


def test_an_end_without_the_done_line_is_no_end(fake):
    fake.next(faults.no_last_word())
    assert isinstance(ask(fake).error, errors.Interrupted)


def test_a_drip_is_bounded_by_the_whole_calls_time(fake):
    fake.answer, fake.token_delay = "word " * 200, 0.05
    began = time.monotonic()
    told = ask(fake, timeout_s=0.5)
    assert isinstance(told.error, errors.Interrupted)
    assert 0.4 < time.monotonic() - began < 4
    assert told.text
    assert fake.wait_for_disconnect(30)


@pytest.mark.parametrize(
    ("fault", "cut"),
    [(faults.empty_answer(), False), (faults.thought_too_long(), True), (Fault(text=" \n"), False)],
)
def test_an_answer_without_visible_text_is_a_failure_whose_tokens_are_told(fake, fault, cut):
    fake.next(fault)
    told = ask(fake)
    assert isinstance(told.error, errors.EmptyAnswer)
    assert told.error.cut is cut
    assert [usage.input_tokens for usage in told.usages] == [fake.tokens_billed[0]]


def lines_of(body: bytes) -> Told:
    """What a provider tells of exactly these bytes as lines."""
    head = b"HTTP/1.1 200 OK\r\ncontent-type: application/x-ndjson\r\nconnection: close\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_say, args=(server, head + body))
        thread.start()
        told = ask(f"http://127.0.0.1:{server.getsockname()[1]}")
        thread.join()
    return told


@pytest.mark.parametrize("line", [b"[1]", b"null", b"{", b"[" * 99_999, b"x" * 2**21], ids=range(5))
def test_lines_of_the_wrong_shape_are_a_bad_reply(line):
    assert isinstance(lines_of(line + b"\n").error, errors.BadReply)


DONE = b'{"message":{"content":""},"done":true,"done_reason":"stop"}\n'


def test_an_error_line_is_never_passed_over():
    text, error = b'{"message":{"content":"Dal."}}\n', b'{"error":"composed"}\n'
    assert isinstance(lines_of(error + text + DONE).error, errors.ServerFault)
    assert isinstance(lines_of(text + error + DONE).error, errors.Interrupted)


def test_lines_without_anything_to_say_are_passed_over():
    told = lines_of(
        b'\n{}\n{"message":null}\n{"message":{"content":null}}\n{"message":{"content":"Dal."}}\n\r\n' + DONE
    )
    assert (told.error, told.text, told.pieces[-1].finish) == (None, "Dal.", "stop")
