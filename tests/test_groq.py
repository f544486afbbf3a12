"""Groq, asked over real HTTP: its key, its answers, its silences and the connections that never come about."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from asking import PROMPT, call, closed_address, groq_at, read
from fake_vendors import KEY, FakeGroq, faults

from ragfood import errors
from ragfood.cancel import Cancel


@pytest.fixture
def fake():
    with FakeGroq() as server:
        yield server


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


def test_each_way_to_have_no_connection_has_a_remedy_of_its_own(fake):
    secure = fake.url.replace("http:", "https:")
    remedies = []
    for url, word in [(closed_address(), "refuses"), ("http://-none-.invalid", "name"), (secure, "secure")]:
        error = read(groq_at(url).stream(call())).error
        assert type(error) is errors.Unreachable
        assert word in error.happened
        remedies.append(error.remedy)
    assert len(set(remedies)) == 3


@pytest.mark.parametrize("url", ["http://" + "a" * 64 + ".example", "http://a..b", "http://xn--\u20ac.example"])
def test_an_address_that_cannot_be_one_is_an_unknown_name(url):
    error = read(groq_at(url).stream(call())).error
    assert isinstance(error, errors.Unreachable) and "GROQ_BASE_URL" in error.remedy


def test_a_connection_that_never_comes_about_is_left_within_the_first_token_deadline():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        secure = f"https://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        error = read(groq_at(secure, first_token_s=0.3).stream(call())).error
        assert isinstance(error, errors.Unreachable)
        assert time.monotonic() - began < 4


def test_proxies_of_the_environment_stay_out_of_a_loopback_call(fake, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, closed_address())
    assert read(groq_at(fake).stream(call())).error is None


def test_a_silent_vendor_is_left_at_the_first_token_deadline_and_hung_up_on(fake):
    fake.always(faults.silent())
    began = time.monotonic()
    told = read(groq_at(fake, first_token_s=0.3).stream(call()))
    assert isinstance(told.error, errors.TimedOut)
    assert time.monotonic() - began < 4
    assert fake.wait_for_disconnect(30)


@pytest.mark.parametrize(("after", "expected"), [(0, errors.TimedOut), (3, errors.Interrupted)])
def test_a_stall_is_left_and_hung_up_on(fake, after, expected):
    fake.always(faults.stall(after))
    told = read(groq_at(fake, first_token_s=0.3).stream(call()))
    assert type(told.error) is expected
    assert sum(1 for piece in told.pieces if piece.text) == after
    assert fake.wait_for_disconnect(30)


def test_a_drip_is_bounded_by_the_whole_calls_time(fake):
    fake.answer, fake.token_delay = "word " * 200, 0.05
    began = time.monotonic()
    told = read(groq_at(fake, timeout_s=0.5).stream(call()))
    assert isinstance(told.error, errors.Interrupted)
    assert 0.4 < time.monotonic() - began < 4
    assert told.text
    assert fake.wait_for_disconnect(30)


def test_reasoning_keeps_an_answer_alive_but_not_beyond_the_whole_calls_time(fake):
    fake.token_delay, fake.answer, fake.reasoning = 0.1, "Dal.", ["hm "] * 5
    told = read(groq_at(fake, first_token_s=0.3).stream(call()))
    assert (told.error, told.text) == (None, "Dal.")
    fake.reasoning = ["hm "] * 100
    told = read(groq_at(fake, first_token_s=0.3, timeout_s=0.5).stream(call()))
    assert isinstance(told.error, errors.TimedOut)
    assert told.hidden and not told.text


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
