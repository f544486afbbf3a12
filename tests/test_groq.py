"""Groq, asked over real HTTP at a fake on loopback that fails in every way the real one is known to."""

from __future__ import annotations

import logging
import socket
import threading
import time
import traceback
from contextlib import suppress
from datetime import UTC, datetime

import groq
import httpx
import pytest
from asking import GROQ_MODEL, PROMPT, Moment, call, groq_at, read
from fake_vendors import KEY, FakeGroq, Fault, faults

from ragfood import errors
from ragfood.cancel import Cancel
from ragfood.errors import Declined
from ragfood.providers import Usage


@pytest.fixture
def fake():
    with FakeGroq() as server:
        yield server


# -- the key


@pytest.mark.parametrize("key", ["", " ", "\n\t "])
def test_absent_key_is_not_configured_and_nobody_is_asked(fake, key):
    with pytest.raises(errors.NotConfigured, match=r"No Groq key is set.*console\.groq\.com/keys"):
        groq_at(fake, key).ready(Cancel())
    assert fake.requests == []


@pytest.mark.parametrize("key", ["gsk fake", "gsk\nfake", "gsk_fäke", "gsk_„fake“", "gsk\x00fake", "gsk_fake\u200b"])
def test_malformed_key_is_not_configured_never_an_outage(fake, key):
    for attempt in (lambda: groq_at(fake, key).ready(Cancel()), lambda: list(groq_at(fake, key).stream(call()))):
        with pytest.raises(errors.NotConfigured, match="holds a blank or a character") as refused:
            attempt()
        assert key not in str(refused.value)
    assert fake.requests == []


@pytest.mark.parametrize("key", [f" {KEY}", f"{KEY}\n", f"\t{KEY} \r\n"])
def test_white_space_around_the_key_does_no_harm(fake, key):
    assert read(groq_at(fake, key).stream(call())).error is None


# -- which model


def test_the_model_that_was_set_is_asked_for_without_a_request(fake):
    assert groq_at(fake, model="allam-2-7b").ready(Cancel()) == "allam-2-7b"
    assert fake.requests == []


def test_the_first_preferred_model_that_is_served_is_chosen(fake):
    assert groq_at(fake).ready(Cancel()) == "openai/gpt-oss-20b"
    fake.models = ["whisper-large-v3", "qwen/qwen3.6-27b", "openai/gpt-oss-120b"]
    assert groq_at(fake).ready(Cancel()) == "openai/gpt-oss-120b"


def test_a_retired_model_that_is_served_all_the_same_keeps_its_rank(fake):
    fake.models.append("llama-3.1-8b-instant")
    assert groq_at(fake).ready(Cancel()) == "llama-3.1-8b-instant"


def test_the_list_is_asked_for_once_an_hour(fake):
    clock = Moment()
    provider = groq_at(fake, clock=clock)
    for _ in range(3):
        provider.ready(Cancel())
    clock.pass_(3599)
    provider.ready(Cancel())
    assert len(fake.requests) == 1
    clock.pass_(2)
    provider.ready(Cancel())
    assert len(fake.requests) == 2


def test_many_threads_ask_for_the_list_once(fake):
    fake.next(faults.silent(0.2), on="models")
    provider, chosen = groq_at(fake), []
    threads = [threading.Thread(target=lambda: chosen.append(provider.ready(Cancel()))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert chosen == ["openai/gpt-oss-20b"] * 20
    assert len(fake.requests) == 1


def test_one_who_waits_for_the_list_can_stop(fake):
    fake.next(faults.silent(), on="models")
    provider, asker, cancel, told = groq_at(fake), Cancel(), Cancel(), []
    asking = threading.Thread(target=lambda: pytest.raises(errors.Stopped, provider.ready, asker))
    waiting = threading.Thread(target=lambda: told.append(pytest.raises(errors.Stopped, provider.ready, cancel)))
    asking.start()
    assert fake.wait_until(lambda: fake.requests)
    waiting.start()
    cancel.set()
    waiting.join(1)
    assert told
    asker.set()
    asking.join(1)
    assert not asking.is_alive()


@pytest.mark.parametrize("fault", [faults.server_error(), faults.web_page(), faults.block_page(), faults.silent()])
def test_without_a_list_the_first_model_that_is_not_retired_is_chosen(fake, fault):
    fake.always(fault, on="models")
    clock = Moment()
    provider = groq_at(fake, clock=clock, first_token_s=0.2)
    assert provider.ready(Cancel()) == "openai/gpt-oss-20b"
    assert groq_at(fake, clock=Moment(datetime(2026, 1, 1, tzinfo=UTC)), first_token_s=0.2).ready(Cancel()) == (
        "llama-3.1-8b-instant"
    )
    asked = len(fake.requests)
    provider.ready(Cancel())
    assert len(fake.requests) == asked, "a list that cannot be had is not asked for again at once"
    fake.heal()
    fake.models = ["qwen/qwen3.6-27b"]
    clock.pass_(61)
    assert provider.ready(Cancel()) == "qwen/qwen3.6-27b"


def test_a_refused_key_and_an_unreachable_vendor_show_before_any_answer_is_asked_for(fake):
    with pytest.raises(errors.KeyRefused):
        groq_at(fake, "gsk_other").ready(Cancel())
    with pytest.raises(errors.Unreachable):
        groq_at(_closed_address()).ready(Cancel())


def test_a_model_seen_gone_is_passed_over_and_its_successor_named(fake):
    provider = groq_at(fake)
    fake.models.append("llama-3.1-8b-instant")
    assert provider.ready(Cancel()) == "llama-3.1-8b-instant"
    fake.models.remove("llama-3.1-8b-instant")
    told = read(provider.stream(call("llama-3.1-8b-instant")))
    assert isinstance(told.error, errors.ModelGone)
    assert told.error.successor == "openai/gpt-oss-20b"
    assert provider.ready(Cancel()) == "openai/gpt-oss-20b"


def test_nothing_preferred_served_is_said_with_its_remedy(fake):
    fake.models = ["whisper-large-v3"]
    with pytest.raises(errors.ModelGone, match="RAGFOOD_GROQ_MODEL"):
        groq_at(fake).ready(Cancel())


def test_served_tells_what_the_account_is_served_now(fake):
    provider = groq_at(fake)
    fake.models = ["a", "b"]
    assert provider.served(Cancel()) == ("a", "b")
    fake.models = ["c"]
    assert provider.served(Cancel()) == ("c",)
    fake.next(faults.web_page(), on="models")
    with pytest.raises(errors.BadReply):
        provider.served(Cancel())


# -- a good answer


def test_an_answer_comes_in_pieces_and_ends_with_its_finish_and_its_tokens(fake):
    fake.answer = "Dal is a stew of lentils [1]."
    told = read(groq_at(fake).stream(call()))
    assert told.error is None
    assert told.text == fake.answer
    assert told.hidden == "The passages answer this."
    assert sum(1 for piece in told.pieces if piece.text) == 7
    assert [piece.finish for piece in told.pieces if piece.finish] == ["stop"]
    assert told.pieces[-1].finish == "stop"
    assert [(usage.input_tokens, usage.output_tokens) for usage in told.usages] == [fake.tokens_billed]
    assert told.usages[0].reasoning_tokens == 7


def test_the_first_piece_tells_what_is_left_of_the_limits(fake):
    told = read(groq_at(fake).stream(call()))
    first, *others = told.pieces
    assert first.rate is not None
    assert (first.rate.limit_requests, first.rate.remaining_requests) == (500_000, 499_999)
    assert first.rate.limit_tokens == 250_000
    assert first.rate.reset_tokens_s is not None and 0 < first.rate.reset_tokens_s < 1
    assert all(piece.rate is None for piece in others)


def test_the_request_is_made_once_and_carries_what_the_model_wants(fake):
    read(groq_at(fake).stream(call("qwen/qwen3.6-27b", max_tokens=77)))
    (request,) = fake.chats
    assert request.bearer
    assert request.retry_count == "0"
    assert request.body["max_completion_tokens"] == 77
    assert request.body["stream_options"] == {"include_usage": True}
    assert (request.body["temperature"], request.body["top_p"]) == (0.7, 0.9)
    assert (request.body["reasoning_effort"], request.body["reasoning_format"]) == ("none", "hidden")
    assert [message["role"] for message in request.body["messages"]] == ["system", "user"]


def test_a_cut_answer_is_told_from_a_whole_one(fake):
    fake.answer = "one two three four"
    told = read(groq_at(fake).stream(call(max_tokens=2)))
    assert told.text == "one two "
    assert told.pieces[-1].finish == "length"


def test_reasoning_within_the_text_is_hidden(fake):
    fake.answer = "<think>The user asks about dal.</think>\n\nDal is a stew."
    told = read(groq_at(fake).stream(call("qwen/qwen3.6-27b")))
    assert told.text == "Dal is a stew."
    assert told.hidden == "The user asks about dal."


def test_every_character_survives_and_a_lone_surrogate_does_no_harm(fake):
    fake.answer = "दाल\u2028line\u0085next \u000bIskembe Çorbası 🍲"
    told = read(groq_at(fake).stream(call(prompt=PROMPT + "\ud83c lone, \ud83c\udf72 paired, \x00 nul")))
    assert told.text == fake.answer
    sent = fake.chats[0].body["messages"][1]["content"]
    assert sent.endswith("� lone, 🍲 paired, \x00 nul")


@pytest.mark.parametrize("where", ["top", "x_groq", "both"])
def test_tokens_are_counted_once_wherever_they_are_told(fake, where):
    fake.usage = where
    told = read(groq_at(fake).stream(call()))
    assert [(usage.input_tokens, usage.output_tokens) for usage in told.usages] == [fake.tokens_billed]


def test_tokens_that_are_not_told_are_left_to_be_estimated(fake):
    fake.usage = "none"
    told = read(groq_at(fake).stream(call()))
    assert told.pieces[-1].finish == "stop"
    assert told.usages == []


def test_the_finish_mark_makes_an_answer_whole_whatever_breaks_behind_it(fake):
    fake.next(faults.no_last_word())
    told = read(groq_at(fake).stream(call()))
    assert told.error is None
    assert told.pieces[-1].finish == "stop"
    assert len(told.usages) == 1


# -- refusals


REFUSALS = [
    (faults.key_refused(), errors.KeyRefused, "console.groq.com/keys"),
    (Fault(401, faults.BLOCK_PAGE), errors.KeyRefused, "console.groq.com/keys"),
    (faults.forbidden(), errors.Forbidden, "RAGFOOD_GROQ_MODEL"),
    (faults.block_page(403), errors.Forbidden, "VPN"),
    (faults.model_not_found(), errors.ModelGone, "RAGFOOD_GROQ_MODEL"),
    (faults.model_decommissioned(), errors.ModelGone, "RAGFOOD_GROQ_MODEL"),
    (faults.block_page(404), errors.BadRequest, "GROQ_BASE_URL"),
    (faults.too_large(), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.block_page(413), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.context_too_long(), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.cap_too_high(), errors.RequestTooLarge, "RAGFOOD_MAX_TOKENS"),
    (faults.rate_limited("1"), errors.RateLimited, "Wait"),
    (faults.block_page(429), errors.RateLimited, "Wait"),
    (faults.spend_limit(), errors.OverBudget, "billing"),
    (faults.refused(403, "blocked_api_access"), errors.OverBudget, "billing"),
    (faults.refused(400), errors.BadRequest, "another model"),
    (faults.unprocessable(), errors.BadRequest, "another model"),
    (faults.refused(424), errors.BadRequest, "another model"),
    (faults.refused(408), errors.ServerFault, "groqstatus.com"),
    (faults.refused(409), errors.ServerFault, "groqstatus.com"),
    (faults.over_capacity(), errors.ServerFault, "groqstatus.com"),
    (faults.refused(499), errors.ServerFault, "groqstatus.com"),
    (faults.server_error(500), errors.ServerFault, "groqstatus.com"),
    (faults.bad_gateway(), errors.ServerFault, "groqstatus.com"),
    (faults.server_error(503), errors.ServerFault, "groqstatus.com"),
    (Fault(500, [1, "two"]), errors.ServerFault, "groqstatus.com"),
    (Fault(307, "", {"location": "http://127.0.0.1:9/elsewhere"}), errors.BadReply, "GROQ_BASE_URL"),
]


@pytest.mark.parametrize(("fault", "expected", "remedy"), REFUSALS, ids=lambda value: getattr(value, "status", ""))
def test_each_refusal_has_its_class_its_remedy_and_one_request(fake, fault, expected, remedy):
    fake.always(fault)
    told = read(groq_at(fake).stream(call()))
    assert type(told.error) is expected
    assert remedy in told.error.remedy
    assert told.pieces == []
    assert len(fake.chats) == 1


@pytest.mark.parametrize("fault", [case[0] for case in REFUSALS] + [faults.error_event(0), faults.error_event(2)])
def test_no_refusal_shows_a_key_an_organisation_or_the_vendors_own_words(fake, fault, caplog):
    caplog.set_level(logging.DEBUG)
    fake.always(fault)
    provider = groq_at(fake)
    error = read(provider.stream(call())).error
    shown = [str(error), repr(error), repr(provider), "".join(traceback.format_exception(error))]
    shown += [record.getMessage() for record in caplog.records if record.name.startswith("ragfood")]
    for text in shown:
        for secret in (KEY, "Bearer", "org_fake", "Composed", "<html", "req_01"):
            assert secret not in text


@pytest.mark.parametrize(
    ("header", "seconds", "lasting"),
    [
        ("1", 1.0, False),
        ("0.5", 0.5, False),
        ("90", 90.0, False),
        ("5460", 5460.0, True),
        ("Sun, 22 Nov 2026 12:00:45 GMT", 45.0, False),
        ("Sun, 22 Nov 2026 14:00:00 GMT", 7200.0, True),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0, False),
        ("soon", None, False),
        ("-3", None, False),
        ("nan", None, False),
        ("", None, False),
        (None, None, False),
    ],
)
def test_the_wait_that_a_rate_limit_names_is_read(fake, header, seconds, lasting):
    fake.next(faults.rate_limited(header))
    error = read(groq_at(fake).stream(call())).error
    assert isinstance(error, errors.RateLimited)
    assert (error.retry_after, error.lasting) == (seconds, lasting)


def test_a_limit_per_day_shows_in_the_headers_where_no_wait_is_named(fake):
    tokens = {"x_ratelimit_limit_tokens": "8000", "x_ratelimit_remaining_tokens": "8000"}
    cases = [
        (faults.rate_limited(None, "tokens", **tokens), True),
        (faults.rate_limited(None, "requests", **tokens), False),
        (faults.rate_limited(None, "tokens", **{**tokens, "x_ratelimit_remaining_tokens": "90"}), False),
        (faults.rate_limited(None, x_ratelimit_remaining_requests="0"), True),
        (faults.rate_limited("2", "tokens", **tokens), False),
    ]
    for fault, lasting in cases:
        fake.next(fault)
        error = read(groq_at(fake).stream(call())).error
        assert isinstance(error, errors.RateLimited)
        assert error.lasting is lasting


def test_a_wait_is_read_from_any_refusal(fake):
    fake.next(Fault(503, "busy", {"retry-after": "7"}))
    error = read(groq_at(fake).stream(call())).error
    assert isinstance(error, errors.ServerFault) and error.retry_after == 7.0


# -- no connection


def test_each_way_to_have_no_connection_has_a_remedy_of_its_own(fake):
    secure = fake.url.replace("http:", "https:")
    remedies = []
    for url, word in [(_closed_address(), "refuses"), ("http://-none-.invalid", "name"), (secure, "secure")]:
        error = read(groq_at(url).stream(call())).error
        assert type(error) is errors.Unreachable
        assert word in error.happened
        remedies.append(error.remedy)
    assert len(set(remedies)) == 3


def test_a_connection_that_never_comes_about_is_left_within_the_first_token_deadline():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        secure = f"https://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        error = read(groq_at(secure, first_token_s=0.3).stream(call())).error
        assert isinstance(error, errors.Unreachable)
        assert time.monotonic() - began < 1


def test_proxies_of_the_environment_stay_out_of_a_loopback_call(fake, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, _closed_address())
    assert read(groq_at(fake).stream(call())).error is None


# -- silence and breaks


def test_a_silent_vendor_is_left_at_the_first_token_deadline_and_hung_up_on(fake):
    fake.always(faults.silent())
    began = time.monotonic()
    told = read(groq_at(fake, first_token_s=0.3).stream(call()))
    assert isinstance(told.error, errors.TimedOut)
    assert time.monotonic() - began < 1
    assert fake.wait_for_disconnect(1)


@pytest.mark.parametrize(("after", "expected"), [(0, errors.TimedOut), (3, errors.Interrupted)])
def test_a_stall_is_left_and_hung_up_on(fake, after, expected):
    fake.always(faults.stall(after))
    told = read(groq_at(fake, first_token_s=0.3).stream(call()))
    assert type(told.error) is expected
    assert sum(1 for piece in told.pieces if piece.text) == after
    assert fake.wait_for_disconnect(1)


def test_a_drip_is_bounded_by_the_whole_calls_time(fake):
    fake.answer, fake.token_delay = "word " * 200, 0.05
    began = time.monotonic()
    told = read(groq_at(fake, timeout_s=0.5).stream(call()))
    assert isinstance(told.error, errors.Interrupted)
    assert 0.4 < time.monotonic() - began < 1
    assert told.text
    assert fake.wait_for_disconnect(1)


def test_reasoning_keeps_an_answer_alive_but_not_beyond_the_whole_calls_time(fake):
    fake.token_delay, fake.answer, fake.reasoning = 0.1, "Dal.", ["hm "] * 5
    told = read(groq_at(fake, first_token_s=0.3).stream(call()))
    assert (told.error, told.text) == (None, "Dal.")
    fake.reasoning = ["hm "] * 100
    told = read(groq_at(fake, first_token_s=0.3, timeout_s=0.5).stream(call()))
    assert isinstance(told.error, errors.TimedOut)
    assert told.hidden and not told.text


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


# -- events that no vendor should send


def stream_of(body: bytes):
    """A provider before a server that answers every request with exactly these bytes as an event stream."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
            with suppress(ConnectionError):
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
    [b"data: [1, 2]", b"data: null", b"data: {}", b'data: {"choices":7}', b"data: " + b"[" * 100_000, b"data: {" + b"x" * 2_000_000],
    ids=["list", "null", "no choices", "choices no list", "deep", "endless"],
)  # fmt: skip
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


# -- one door for everything that can be raised


REQUEST = httpx.Request("POST", "http://127.0.0.1/")


def _sdk_error(kind: type[Exception]) -> Exception:
    if issubclass(kind, groq.APIStatusError):
        status = {groq.InternalServerError: 503}.get(kind, getattr(kind, "status_code", 418))
        return kind("Composed.", response=httpx.Response(status, request=REQUEST), body=None)
    if issubclass(kind, groq.APIResponseValidationError):
        return kind(httpx.Response(200, request=REQUEST), None)
    if issubclass(kind, groq.APIConnectionError):
        return kind(request=REQUEST)
    return kind("Composed.", REQUEST, body=None) if issubclass(kind, groq.APIError) else kind("Composed.")


SDK_ERRORS: dict[str, type[Declined]] = {
    "GroqError": errors.BadReply,
    "APIError": errors.ServerFault,
    "APIStatusError": errors.BadRequest,
    "APITimeoutError": errors.TimedOut,
    "APIConnectionError": errors.ServerFault,
    "APIResponseValidationError": errors.BadReply,
    "BadRequestError": errors.BadRequest,
    "AuthenticationError": errors.KeyRefused,
    "PermissionDeniedError": errors.Forbidden,
    "NotFoundError": errors.BadRequest,
    "ConflictError": errors.ServerFault,
    "UnprocessableEntityError": errors.BadRequest,
    "RateLimitError": errors.RateLimited,
    "InternalServerError": errors.ServerFault,
}


def test_every_error_that_the_sdk_exports_has_a_meaning():
    exported = {name: getattr(groq, name) for name in groq.__all__}
    raised = {name: kind for name, kind in exported.items() if isinstance(kind, type) and issubclass(kind, Exception)}
    assert set(raised) == set(SDK_ERRORS), "the SDK exports an error that is not mapped, or does so no longer"
    provider = groq_at("http://127.0.0.1:9")
    for name, kind in raised.items():
        assert type(provider.translate(_sdk_error(kind), GROQ_MODEL)) is SDK_ERRORS[name], name


TRANSPORT_ERRORS: dict[type[httpx.HTTPError], type[Declined]] = {
    httpx.ConnectTimeout: errors.Unreachable,
    httpx.ConnectError: errors.Unreachable,
    httpx.ProxyError: errors.Unreachable,
    httpx.UnsupportedProtocol: errors.Unreachable,
    httpx.ReadTimeout: errors.TimedOut,
    httpx.WriteTimeout: errors.TimedOut,
    httpx.PoolTimeout: errors.TimedOut,
    httpx.ReadError: errors.ServerFault,
    httpx.WriteError: errors.ServerFault,
    httpx.CloseError: errors.ServerFault,
    httpx.RemoteProtocolError: errors.ServerFault,
    httpx.LocalProtocolError: errors.ServerFault,
    httpx.DecodingError: errors.BadReply,
    httpx.TooManyRedirects: errors.BadReply,
}


def _leaves(kind: type[httpx.HTTPError]) -> set[type[httpx.HTTPError]]:
    below = kind.__subclasses__()
    return set().union(*(_leaves(each) for each in below)) if below else {kind}


def test_every_error_of_the_transport_has_a_meaning_before_headers_and_within_a_stream():
    assert _leaves(httpx.RequestError) == set(TRANSPORT_ERRORS)
    provider = groq_at("http://127.0.0.1:9")
    for kind, expected in TRANSPORT_ERRORS.items():
        error = kind("Composed.")
        wrapped = groq.APIConnectionError(request=REQUEST)
        wrapped.__cause__ = error
        assert type(provider.translate(error, GROQ_MODEL)) is expected, kind
        within_sdk = errors.ServerFault if expected is errors.BadReply else expected
        assert type(provider.translate(wrapped, GROQ_MODEL)) is within_sdk, kind


def test_streams_of_many_threads_do_not_mix(fake):
    provider, texts = groq_at(fake), {}

    def ask(number: int) -> None:
        prompt = f"[1] Food number {number} is good.\nWhat is it?"
        texts[number] = read(provider.stream(call(prompt=prompt))).text

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"number {number} is" in text for number, text in texts.items())
    assert len(texts) == 30


def _closed_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}"
