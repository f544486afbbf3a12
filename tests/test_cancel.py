"""Stopping: whoever waits is woken, and the vendor's side of the connection is closed within a second."""

from __future__ import annotations

import gc
import socket
import threading
import time

import pytest
from asking import GROQ_MODEL, OLLAMA_MODEL, Told, call, eventually, groq_at, ollama_at, read
from fake_vendors import FakeGroq, FakeOllama, Fault, faults

from ragfood import errors
from ragfood.cancel import Cancel
from ragfood.providers import Provider

LONG = {"timeout_s": 60.0, "first_token_s": 60.0}


@pytest.fixture(params=["groq", "ollama"])
def vendor(request):
    """A fake, a provider that has a minute's patience with it, and its model."""
    with FakeGroq() if request.param == "groq" else FakeOllama() as fake:
        if isinstance(fake, FakeGroq):
            yield fake, groq_at(fake, **LONG), GROQ_MODEL
        else:
            yield fake, ollama_at(fake, **LONG), OLLAMA_MODEL


def test_waiting_ends_when_it_is_set():
    cancel = Cancel()
    assert not cancel.wait(0.01)
    threading.Timer(0.05, cancel.set).start()
    began = time.monotonic()
    assert cancel.wait(30)
    assert time.monotonic() - began < 4
    assert cancel.is_set()


def test_a_watched_connection_is_cut_and_a_forgotten_one_is_not():
    cancel = Cancel()
    watched, far = socket.socketpair()
    forgotten, other = socket.socketpair()
    with watched, far, forgotten, other:
        with cancel.watching():
            cancel.watch(forgotten)
        cancel.watch(watched)
        cancel.set()
        assert far.recv(1) == b""
        forgotten.sendall(b"x")
        assert other.recv(1) == b"x"


def test_a_connection_that_comes_too_late_is_cut_at_once():
    cancel = Cancel()
    cancel.set()
    watched, far = socket.socketpair()
    with watched, far:
        cancel.watch(watched)
        assert far.recv(1) == b""


MOMENTS = [
    pytest.param(faults.silent(), 0, id="before the headers"),
    pytest.param(faults.stall(0), 0, id="before the first text"),
    pytest.param(faults.stall(3), 3, id="in a stall"),
    pytest.param(Fault(text="word " * 5000, token_delay=0.02), 3, id="between words"),
    pytest.param(Fault(text="", reasoning=["hm "] * 5000, token_delay=0.02), 0, id="while it thinks"),
]


@pytest.mark.parametrize(("fault", "words"), MOMENTS)
def test_stopping_closes_the_vendors_connection_within_a_second(vendor, fault, words):
    fake, provider, model = vendor
    fake.next(fault)
    cancel, told = Cancel(), Told()
    reader = threading.Thread(target=read, args=(provider.stream(call(model, cancel)), told))
    reader.start()
    assert fake.wait_until(lambda: fake.chats)
    assert eventually(lambda: sum(1 for piece in told.pieces if piece.text) >= words)
    stopped = time.monotonic()
    cancel.set()
    gone = fake.wait_for_disconnect(30)
    reader.join(60)
    assert gone is not None and gone.at - stopped < 4
    assert not reader.is_alive()
    assert isinstance(told.error, errors.Stopped)
    assert fake.wait_until(lambda: fake.open_streams == 0)


def test_stopping_while_nobody_reads_closes_the_connection_too(vendor):
    fake, provider, model = vendor
    fake.next(Fault(text="word " * 5000, token_delay=0.02))
    cancel = Cancel()
    pieces = provider.stream(call(model, cancel))
    next(piece for piece in pieces if piece.text)
    cancel.set()
    assert fake.wait_for_disconnect(30)
    assert isinstance(read(pieces).error, errors.Stopped)


def test_closing_the_iterator_closes_the_connection(vendor):
    fake, provider, model = vendor
    fake.next(faults.stall(2))
    pieces = provider.stream(call(model))
    next(piece for piece in pieces if piece.text)
    pieces.close()
    assert fake.wait_for_disconnect(30)


def test_a_wish_to_stop_that_came_before_sends_no_request(vendor):
    fake, provider, model = vendor
    cancel = Cancel()
    cancel.set()
    assert isinstance(read(provider.stream(call(model, cancel))).error, errors.Stopped)
    assert fake.requests == []


def test_words_that_were_still_buffered_are_not_given_out_after_a_stop(vendor):
    fake, provider, model = vendor
    fake.answer = "word " * 100
    cancel = Cancel()
    pieces = provider.stream(call(model, cancel))
    next(piece for piece in pieces if piece.text)
    cancel.set()
    assert read(pieces).text == ""


def test_stopping_one_answer_leaves_the_others_alone(vendor):
    fake, provider, model = vendor
    fake.answer, fake.token_delay = "word " * 20, 0.01
    stopped, kept = Cancel(), Cancel()
    one, other = provider.stream(call(model, stopped)), provider.stream(call(model, kept))
    next(one), next(other)
    stopped.set()
    assert isinstance(read(one).error, errors.Stopped)
    assert read(other).error is None


def test_a_list_of_models_can_be_stopped():
    with FakeGroq() as fake:
        fake.next(faults.silent(), on="models")
        _stop_at_once(fake, lambda cancel: groq_at(fake, **LONG).served(cancel))
    with FakeOllama() as fake:
        fake.next(faults.silent(), on="tags")
        _stop_at_once(fake, lambda cancel: ollama_at(fake, **LONG).installed(cancel))


def test_a_pull_can_be_stopped():
    with FakeOllama() as fake:
        fake.next(faults.stall(1), on="pull")
        _stop_at_once(fake, lambda cancel: list(ollama_at(fake, **LONG).pull(cancel)))


def _stop_at_once(fake, ask) -> None:
    cancel = Cancel()
    threading.Timer(0.1, cancel.set).start()
    began = time.monotonic()
    with pytest.raises(errors.Stopped):
        ask(cancel)
    assert time.monotonic() - began < 4
    assert fake.wait_for_disconnect(30)


def test_a_connection_without_a_tls_answer_can_be_stopped():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        provider = groq_at(f"https://127.0.0.1:{silent.getsockname()[1]}", **LONG)
        cancel = Cancel()
        threading.Timer(0.1, cancel.set).start()
        began = time.monotonic()
        assert isinstance(read(provider.stream(call(cancel=cancel))).error, errors.Stopped)
        assert time.monotonic() - began < 4


def _let_go(provider: Provider, number: int) -> None:
    """Begin an answer and leave it, each time in another of the ways in which it can be left."""
    cancel = Cancel()
    pieces = provider.stream(call(cancel=cancel))
    next(pieces)
    if number % 4 == 0:
        pieces.close()
    elif number % 4 == 1:
        cancel.set()
        read(pieces)
    elif number % 4 == 2:
        cancel.set()
    else:
        frame: list[object] = [pieces]
        frame.append(frame)  # a cycle: only the garbage collector will find the stream


def test_a_thousand_stops_freeze_nothing():
    """A pool that streams share can lock up for good when one is let go unfinished: a fault of httpcore 1.0."""
    thresholds = gc.get_threshold()
    with FakeGroq() as fake:
        fake.answer = "word " * 20
        provider = groq_at(fake)
        gc.set_threshold(150, 5, 5)  # so that the collector comes at the most awkward moments
        try:
            stopping = [threading.Thread(target=lambda: [_let_go(provider, n) for n in range(250)]) for _ in range(4)]
            for thread in stopping:
                thread.daemon = True
                thread.start()
            for thread in stopping:
                thread.join(60)
        finally:
            gc.set_threshold(*thresholds)
        assert not any(thread.is_alive() for thread in stopping)
        gc.collect()
        assert len(fake.chats) == 1000
        assert fake.wait_until(lambda: fake.open_streams == 0)
        assert read(provider.stream(call())).error is None
    assert threading.active_count() < 10


def test_what_nobody_waits_for_is_told_from_what_somebody_stopped() -> None:
    left, stopped, neither = Cancel(), Cancel(), Cancel()
    left.abandon()
    left.abandon()
    left.set()
    stopped.set()
    stopped.abandon()
    assert [each.is_set() for each in (left, stopped, neither)] == [True, True, False]
    assert [each.abandoned for each in (left, stopped, neither)] == [True, False, False]
