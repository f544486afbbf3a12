"""What the vendor says of its limits, and how its refusals slow us down."""

from __future__ import annotations

from dataclasses import replace

import pytest
from limiting import FREE, MODEL, WIDE, call, enter, patiently, refused

from ragfood.errors import RequestTooLarge
from ragfood.limits import Wait
from ragfood.providers import RateHeaders


def test_the_vendors_count_wins_where_it_leaves_less(limiter):
    call(limiter, 2000, 2000, FREE)
    permit = enter(limiter, 1000, FREE)
    permit.hear(RateHeaders(limit_requests=1000, remaining_requests=400, limit_tokens=8000, remaining_tokens=1500))
    status = limiter.status(MODEL)
    assert (status.tokens_left, status.requests_left_today) == (1500, 400)
    permit.done(300)
    assert limiter.status(MODEL).tokens_left == 2200


def test_our_count_wins_where_the_vendor_does_not_know_of_calls_under_way(limiter):
    under_way = enter(limiter, 3000, FREE)
    enter(limiter, 1000, FREE).done(1000, RateHeaders(limit_tokens=8000, remaining_tokens=7000))
    assert limiter.status(MODEL).tokens_left == 4000
    under_way.done(3000)


def test_what_was_guessed_by_a_larger_limit_does_not_outlast_the_vendors_minute(open_limiter, limits_file, clock):
    limits_file.parent.mkdir()
    limits_file.write_bytes(b"not ours")  # so that the last minute counts as used at the full rate
    limiter, endless = open_limiter(), replace(FREE, tokens_per_minute=10**9)
    clock.advance(refused(limiter, 0, endless).seconds)
    enter(limiter, 100, endless).done(100, RateHeaders(limit_tokens=8000, remaining_tokens=7900))
    assert limiter.status(MODEL, endless).tokens_left >= 0
    clock.advance(60)
    enter(limiter, 7000, endless).done(7000)


def test_what_was_heard_ages_until_it_is_written(limiter, clock):
    permit = enter(limiter, 100, FREE)
    permit.hear(RateHeaders(limit_tokens=8000, remaining_tokens=0))
    clock.advance(30)
    permit.done(100)
    assert limiter.status(MODEL).tokens_left == 4000


def test_a_time_until_full_stands_for_what_remains(limiter):
    rate = RateHeaders(limit_requests=1000, reset_requests_s=864.0, limit_tokens=8000, reset_tokens_s=30.0)
    enter(limiter, 0, FREE).done(0, rate)
    assert limiter.status(MODEL).requests_left_today == 990
    assert limiter.status(MODEL).tokens_left == 4000


def test_an_account_with_more_is_let_through_and_has_no_known_day(limiter, open_limiter):
    with pytest.raises(RequestTooLarge):
        limiter.queue(MODEL, FREE, 20_000)
    enter(limiter, 100, FREE).done(100, RateHeaders(limit_tokens=250_000, remaining_tokens=249_000))
    for each in (limiter, open_limiter()):
        call(each, 20_000, 20_000, FREE)
        status = each.status(MODEL)
        assert (status.tokens_per_minute, status.tokens_per_day) == (250_000, None)


def test_a_limit_that_was_lowered_turns_away_who_waits(limiter):
    permit = enter(limiter, 6000, FREE)
    with limiter.queue(MODEL, FREE, 7000) as place:
        assert isinstance(place.try_enter(), Wait)
        permit.done(6000, RateHeaders(limit_tokens=6000, remaining_tokens=0))
        with pytest.raises(RequestTooLarge):
            place.try_enter()
    assert limiter.status(MODEL).waiting == 0


def test_nobody_goes_until_retry_after_is_over_and_then_one_at_a_time(limiter, clock):
    enter(limiter, 500, FREE).refused(7, lasting=False)
    wait = refused(limiter, 500, FREE)
    assert (wait.seconds, wait.lasting) == (pytest.approx(7), False)
    assert limiter.status(MODEL).pause_s == pytest.approx(7)
    clock.advance(6.9)
    refused(limiter, 500, FREE)
    clock.advance(0.1)
    call(limiter, 500, 500, FREE)
    assert refused(limiter, 500, FREE).seconds == pytest.approx(2)


def test_a_refusal_without_a_time_pauses_for_one_interval(limiter):
    enter(limiter).refused(None, lasting=False)
    assert refused(limiter).seconds == pytest.approx(2)


def test_a_pause_of_more_than_a_minute_is_lasting_for_everybody_in_line(limiter):
    enter(limiter).refused(90, lasting=False)
    with limiter.queue(MODEL, WIDE, 0), limiter.queue(MODEL, WIDE, 0) as second:
        assert second.try_enter().lasting


def test_a_refused_request_gets_its_tokens_back_but_for_what_the_vendor_counts(limiter):
    rate = RateHeaders(limit_tokens=8000, remaining_tokens=400)
    enter(limiter, 3000, FREE).refused(0, lasting=False)
    assert limiter.status(MODEL).tokens_left == 8000
    enter(limiter, 3000, FREE).refused(1, lasting=False, rate=rate)
    assert limiter.status(MODEL).tokens_left == 400


def test_the_second_refusal_in_a_row_halves_the_rate_down_to_five(limiter, clock):
    rates = []
    for _ in range(8):
        permit, _ = patiently(limiter, clock)
        permit.refused(1, lasting=False)
        rates.append(limiter.status(MODEL).rate_per_minute)
    assert rates == [30, 15, 15, 7.5, 7.5, 5, 5, 5]


def test_refusals_with_an_answer_between_them_do_not_lower_the_rate(limiter, clock):
    for _ in range(4):
        patiently(limiter, clock)[0].refused(1, lasting=False)
        patiently(limiter, clock)[0].done(0)
    assert limiter.status(MODEL).rate_per_minute == 30


def test_ten_clean_calls_raise_the_rate_by_a_tenth_up_to_the_models_own(limiter, clock):
    slow_down(limiter, clock)
    rates = []
    for _ in range(8):
        for _ in range(10):
            patiently(limiter, clock)[0].done(0)
        rates.append(limiter.status(MODEL).rate_per_minute)
    assert rates == pytest.approx([min(15 * 1.1**times, 30) for times in range(1, 9)])


def slow_down(limiter, clock):
    for _ in range(2):
        patiently(limiter, clock)[0].refused(1, lasting=False)


def test_the_lowered_rate_is_the_one_that_lets_through(limiter, clock):
    slow_down(limiter, clock)
    patiently(limiter, clock)[0].done(0)
    assert refused(limiter).seconds == pytest.approx(4)


def test_nine_clean_calls_and_a_refusal_begin_to_count_anew(limiter, clock):
    slow_down(limiter, clock)
    for _ in range(9):
        patiently(limiter, clock)[0].done(0)
    patiently(limiter, clock)[0].refused(1, lasting=False)
    for _ in range(9):
        patiently(limiter, clock)[0].done(0)
    assert limiter.status(MODEL).rate_per_minute == 15


def test_a_limit_per_day_does_not_lower_the_rate(limiter, clock):
    for _ in range(2):
        enter(limiter).refused(None, lasting=True)
        assert refused(limiter).lasting
        clock.advance(900)
    assert limiter.status(MODEL).rate_per_minute == 30
