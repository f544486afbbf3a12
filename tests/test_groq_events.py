"""Groq's event stream: breaks, odd ends, odd events and where tokens are told."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

import pytest
from asking import Told, call, groq_at, read
from fake_vendors import FakeGroq, Fault, faults

from ragfood import errors
from ragfood.providers import Usage


@pytest.fixture
def fake():
    with FakeGroq() as server:
        yield server


BREAKS = [
    (faults.drop, errors.ServerFault),
    (faults.silent_end, errors.ServerFault),
    (lambda after: faults.error_event(after, "error"), errors.ServerFault),
    (lambda after: faults.error_event(after, "error event"), errors.ServerFault),
    (lambda after: faults.error_event(after, "error text"), errors.ServerFault),
    (lambda after: faults.error_event(after, "x_groq error"), errors.ServerFault),
    (faults.malformed, errors.BadReply),
]


@pytest.mark.parametrize(("fault", "expected"), BREAKS)
def test_a_break_before_the_first_text_declines_and_after_it_interrupts(fake, fault, expected):
    fake.answer = "Dal is a stew of lentils."
    fake.next(fault(0), fault(3))
    before, after = read(groq_at(fake).stream(call())), read(groq_at(fake).stream(call()))
    assert type(before.error) is expected
    assert before.text == ""
    assert type(after.error) is errors.Interrupted
    assert after.text == "Dal is a "
    assert all(piece.finish is None for piece in [*before.pieces, *after.pieces])


def test_an_answer_without_finish_mark_is_never_whole_even_with_all_its_text(fake):
    fake.next(faults.silent_end())
    told = read(groq_at(fake).stream(call()))
    assert isinstance(told.error, errors.Interrupted)


def test_a_connection_closed_instead_of_a_reply_is_the_vendors_fault(fake):
    fake.next(faults.close_before_headers())
    assert isinstance(read(groq_at(fake).stream(call())).error, errors.ServerFault)


def test_a_web_page_in_place_of_an_answer_is_a_bad_reply(fake):
    fake.next(faults.web_page())
    assert isinstance(read(groq_at(fake).stream(call())).error, errors.BadReply)


@pytest.mark.parametrize("reason", ["content_filter", "tool_calls", "tomorrows_reason"])
def test_an_odd_finish_mark_ends_an_answer_only_with_the_last_word(fake, reason):
    fake.next(faults.finish(reason), faults.finish(reason, done=False))
    ended, broken = read(groq_at(fake).stream(call())), read(groq_at(fake).stream(call()))
    assert ended.error is None and ended.pieces[-1].finish == "stop"
    assert isinstance(broken.error, errors.Interrupted)


@pytest.mark.parametrize(("fault", "cut"), [(faults.empty_answer(), False), (faults.thought_too_long(), True)])
def test_an_answer_without_visible_text_is_a_failure_whose_tokens_are_told(fake, fault, cut):
    fake.next(fault)
    told = read(groq_at(fake).stream(call()))
    assert isinstance(told.error, errors.EmptyAnswer)
    assert told.error.cut is cut
    assert len(told.usages) == 1
    assert told.usages[0].output_tokens == fake.tokens_billed[1]


@pytest.mark.parametrize("text", [" \n ", "<think>all of it", "<think>all of it</think> \n"])
def test_white_space_and_thoughts_alone_are_no_answer(fake, text):
    fake.next(Fault(text=text))
    told = read(groq_at(fake).stream(call()))
    assert isinstance(told.error, errors.EmptyAnswer)
    assert told.text == ""


def stream_of(body: bytes, missing: int = 0) -> Told:
    """What a provider tells of exactly these bytes as an event stream, cut off when some are `missing`."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: %d\r\n\r\n" % (
                len(body) + missing
            )
            with suppress(OSError):
                connection.sendall(head + body)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    told = read(groq_at(f"http://127.0.0.1:{server.getsockname()[1]}").stream(call()))
    thread.join()
    server.close()
    return told


TEXT = b'data: {"choices":[{"delta":{"content":"Dal."}}]}\n\n'
STOP = b'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n'


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(b"data: [1]", id="list"),
        pytest.param(b"data: null", id="null"),
        pytest.param(b"data: {}", id="no choices"),
        pytest.param(b'data: {"choices":7}', id="choices no list"),
        pytest.param(b"data: " + b"[" * 99_999, id="deep"),
        pytest.param(b"data: " + b"x" * 2**21, id="endless"),
    ],
)
def test_events_of_the_wrong_shape_are_a_bad_reply(event):
    assert isinstance(stream_of(event + b"\n\n").error, errors.BadReply)
    assert isinstance(stream_of(TEXT + event + b"\n\n").error, errors.Interrupted)


@pytest.mark.parametrize(
    "event",
    [
        b'data: {"choices":[]}',
        b'data: {"choices":[null]}',
        b'data: {"choices":[{"delta":null}]}',
        b'data: {"choices":[{"delta":{"content":null,"reasoning":7}}]}',
        b": a comment to keep the connection",
        b"id: 7\nretry: 10\nevent: chunk",
    ],
)
def test_events_without_anything_to_say_are_passed_over(event):
    told = stream_of(event + b"\r\n\r\n" + TEXT + event + b"\n\n" + STOP + b"data: [DONE]\n\n")
    assert (told.error, told.text) == (None, "Dal.")


def test_a_break_behind_the_finish_mark_harms_nothing_and_one_before_it_does():
    whole, broken = stream_of(TEXT + STOP, missing=14), stream_of(TEXT, missing=14)
    assert (whole.error, whole.pieces[-1].finish) == (None, "stop")
    assert isinstance(broken.error, errors.Interrupted)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("rate_limit_exceeded", errors.RateLimited),
        ("context_length_exceeded", errors.RequestTooLarge),
        ("model_decommissioned", errors.ModelGone),
        ("blocked_api_access", errors.OverBudget),
        ("tomorrows_code", errors.ServerFault),
    ],
)
def test_an_error_in_the_stream_is_told_by_its_code_and_never_passed_over(code, expected):
    for error in (b'{"error":{"code":"%s"}}', b'{"choices":[],"x_groq":{"error":{"code":"%s"}}}'):
        event = b"data: " + error % code.encode() + b"\n\n"
        assert type(stream_of(event + TEXT + STOP).error) is expected
        assert isinstance(stream_of(TEXT + event + STOP).error, errors.Interrupted)


def test_nothing_is_read_behind_the_last_word():
    assert stream_of(TEXT + STOP + b"data: [DONE]\n\n" + b"data: {not json\n\n").error is None


def test_the_last_word_without_a_finish_mark_is_no_end():
    assert isinstance(stream_of(TEXT + b"data: [DONE]\n\n").error, errors.Interrupted)


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        (b'{"prompt_tokens":9,"completion_tokens":3}', Usage(9, 3)),
        (b'{"prompt_tokens":9,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4}}', Usage(9, 3, 4)),
        (b'{"prompt_tokens":9,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":99}}', Usage(9, 3, 9)),
        (b'{"prompt_tokens":0,"completion_tokens":0}', None),
        (b'{"prompt_tokens":-9,"completion_tokens":3}', None),
        (b'{"prompt_tokens":"9","completion_tokens":3}', None),
        (b'{"prompt_tokens":true,"completion_tokens":3}', None),
        (b'{"prompt_tokens":9}', None),
        (b"7", None),
    ],
)
def test_only_counts_that_can_be_true_are_believed(usage, expected):
    told = stream_of(TEXT + STOP + b'data: {"choices":[],"usage":%s}\n\ndata: [DONE]\n\n' % usage)
    assert told.error is None
    assert told.pieces[-1].usage == expected


def test_the_last_count_wins():
    first, last = (b'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":%d}}\n\n' % n for n in (1, 5))
    told = stream_of(first + TEXT + last + STOP)
    assert [usage.output_tokens for usage in told.usages] == [5]


def test_tokens_told_before_a_break_are_not_lost():
    told = stream_of(TEXT + b'data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}\n\ndata: {\n\n')
    assert isinstance(told.error, errors.Interrupted)
    assert told.usages == [Usage(9, 2)]
