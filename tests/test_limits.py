"""What one process may ask of a model: requests and tokens, by the minute and the day, on any schedule."""

from __future__ import annotations

from collections import Counter

import pytest
from clocks import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from limiting import FREE, MODEL, call, enter, most_in, patiently, refused

from ragfood.errors import OverLimit, RequestTooLarge
from ragfood.limits import Limiter, Permit, over_limit
from ragfood.models import ModelLimits


def test_making_a_limiter_and_looking_at_it_creates_nothing(limiter, limits_file):
    status = limiter.status(MODEL, FREE)
    assert (status.rate_per_minute, status.tokens_left, status.requests_left_today) == (30, 8000, 1000)
    assert (status.waiting, status.in_flight, status.pause_s, status.shared) == (0, 0, 0, True)
    assert not limits_file.parent.exists()


def test_five_go_at_once_and_then_one_every_two_seconds(limiter, clock):
    for _ in range(5):
        call(limiter)
    for _ in range(3):
        wait = refused(limiter)
        assert (wait.position, wait.why, wait.lasting) == (0, "requests per minute", False)
        assert wait.seconds == pytest.approx(2)
        clock.advance(wait.seconds)
        call(limiter)


def test_no_minute_holds_more_than_its_limit_though_there_is_a_burst_at_its_begin(limiter, clock):
    went = []
    for _ in range(100):
        patiently(limiter, clock)[0].done(0)
        went.append(clock.monotonic())
    assert most_in(went, 60) == 30
    assert went[99] - went[0] < 3.4 * 60


def test_a_burst_as_large_as_the_limit_uses_the_minute_up(open_limiter, clock):
    limiter = open_limiter(burst=30)
    for _ in range(30):
        call(limiter)
    wait = refused(limiter)
    assert 60 <= wait.seconds <= 61
    clock.advance(59.9)
    refused(limiter)
    clock.advance(wait.seconds - 59.9)
    call(limiter)


def test_a_model_of_which_nothing_is_known_gets_thirty_a_minute_and_any_size(limiter):
    for _ in range(5):
        call(limiter, tokens=10**9, limits=ModelLimits())
    assert refused(limiter, limits=ModelLimits()).seconds == pytest.approx(2)
    assert limiter.status(MODEL).tokens_left is None


def test_models_do_not_share_their_limits(limiter):
    for _ in range(5):
        call(limiter)
    refused(limiter)
    enter(limiter, model="qwen/qwen3.6-27b")


def test_tokens_are_charged_before_the_call_and_given_back_once_after_it(limiter):
    permit = enter(limiter, 5000, FREE)
    assert limiter.status(MODEL).tokens_left == 3000
    permit.done(1200)
    assert limiter.status(MODEL).tokens_left == 6800
    permit.done(0)
    permit.unused()
    permit.refused(None, lasting=False)
    assert limiter.status(MODEL).tokens_left == 6800
    assert limiter.status(MODEL).tokens_left_today == 200_000 - 1200


def test_the_wait_for_tokens_is_the_vendors_own_formula(limiter, clock):
    call(limiter, 7600, 7600, FREE)
    wait = refused(limiter, 900, FREE)
    assert wait.seconds == pytest.approx((7600 + 900 - 8000) * 60 / 8000)
    assert (wait.why, wait.lasting) == ("tokens per minute", False)
    clock.advance(wait.seconds - 0.01)
    refused(limiter, 900, FREE)
    clock.advance(0.01)
    call(limiter, 900, 900, FREE)


def test_giving_back_never_makes_more_than_the_limit(limiter, clock):
    permit = enter(limiter, 8000, FREE)
    clock.advance(59)
    permit.done(10)
    assert limiter.status(MODEL).tokens_left == 8000
    assert limiter.status(MODEL).tokens_left_today == 200_000


def test_what_has_drained_of_a_charge_is_not_given_back_at_the_cost_of_others(limiter, clock):
    slow = enter(limiter, 6000, FREE)
    clock.advance(30)
    call(limiter, 4000, 4000, FREE)
    slow.done(0)
    assert limiter.status(MODEL).tokens_left == 4000


def test_what_a_call_takes_beyond_its_charge_is_charged_too(limiter):
    call(limiter, 1000, 9000, FREE)
    assert limiter.status(MODEL).tokens_left == 0
    assert refused(limiter, 1000, FREE).seconds == pytest.approx((9000 + 1000 - 8000) * 60 / 8000)


def test_a_permit_left_without_a_word_keeps_its_tokens_and_frees_its_slot(open_limiter):
    limiter = open_limiter(in_flight=1)
    with enter(limiter, 3000, FREE):
        assert refused(limiter, 100, FREE).why == "calls at once"
    assert limiter.status(MODEL).tokens_left == 5000
    assert limiter.status(MODEL).in_flight == 0


def test_a_request_that_the_vendor_never_saw_costs_no_tokens(limiter):
    with enter(limiter, 3000, FREE) as permit:
        permit.unused()
    assert limiter.status(MODEL).tokens_left == 8000


@pytest.mark.parametrize(("limits", "largest"), [(FREE, 8000), (ModelLimits(tokens_per_day=500), 500)])
def test_a_request_larger_than_the_limit_is_never_queued(limiter, limits_file, limits, largest):
    with pytest.raises(RequestTooLarge, match=f"{largest:,}"):
        limiter.queue(MODEL, limits, largest + 1)
    assert limiter.status(MODEL).waiting == 0
    call(limiter, largest, 0, limits)


def test_the_day_of_requests_refills_steadily_and_its_end_is_a_lasting_wait(open_limiter, clock):
    limiter, limits = open_limiter(burst=100), ModelLimits(requests_per_minute=100, requests_per_day=20)
    for _ in range(20):
        call(limiter, limits=limits)
    wait = refused(limiter, limits=limits)
    assert (wait.why, wait.lasting) == ("requests per day", True)
    assert wait.seconds == pytest.approx(86400 / 20)
    clock.advance(wait.seconds - 30)
    wait = refused(limiter, limits=limits)
    assert (wait.seconds, wait.lasting) == (pytest.approx(30), False)
    clock.advance(30)
    call(limiter, limits=limits)


def test_the_day_of_tokens_is_kept_though_no_header_tells_it(limiter, clock):
    limits = ModelLimits(tokens_per_minute=8000, tokens_per_day=20_000)
    for _ in range(3):
        call(limiter, 6500, 6500, limits)
        clock.advance(60)
    wait = refused(limiter, 2000, limits)
    used = 3 * 6500 - 180 * 20_000 / 86400
    assert wait.seconds == pytest.approx((used + 2000 - 20_000) * 86400 / 20_000)
    assert (wait.why, wait.lasting) == ("tokens per day", True)


def test_a_lasting_wait_is_declined_with_the_time_to_come_back(limiter):
    enter(limiter, 100, FREE).refused(5460, lasting=True)
    wait = refused(limiter, 100, FREE)
    no = over_limit(MODEL, wait)
    assert isinstance(no, OverLimit)
    assert no.retry_after == pytest.approx(5460)
    assert "91 min" in no.remedy


class Process:
    """One of several limiters over one file, and what went through it: moments and tokens."""

    def __init__(self, limits_file, clock):
        self.limiter = Limiter(limits_file, clock, concurrent=4, in_flight=3)
        self.waiting, self.under_way, self.went = [], [], []

    def do(self, act, tokens, seconds):
        if act == "ask":
            self.waiting.append(self.limiter.queue(MODEL, SMALL, tokens))
        elif act == "leave" and self.waiting:
            self.waiting.pop(tokens % len(self.waiting)).leave()
        elif self.under_way:
            permit, charge = self.under_way.pop(tokens % len(self.under_way))
            if act == "done":
                permit.done(charge)
            else:
                self.went.remove((permit.since, charge))
                self.went.append((permit.since, 0))
                permit.unused() if act == "unused" else permit.refused(seconds, lasting=False)

    def let_in(self):
        for place in list(self.waiting):
            permit = place.try_enter()
            if isinstance(permit, Permit):
                self.waiting.remove(place)
                self.under_way.append((permit, place.tokens))
                self.went.append((permit.since, place.tokens))


SMALL = ModelLimits(requests_per_minute=12, requests_per_day=200, tokens_per_minute=8000, tokens_per_day=40_000)
STEPS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(["ask", "ask", "ask", "done", "done", "refused", "unused", "leave"]),
    st.integers(0, 8000),
    st.just(0.0) | st.floats(0, 20),
)


@given(st.lists(STEPS, min_size=20, max_size=120))
@settings(max_examples=60, deadline=None)
def test_no_schedule_of_two_processes_lets_more_through_than_the_limits(tmp_path_factory, steps):
    limits_file, clock = tmp_path_factory.mktemp("limits") / "limits.bin", FakeClock()
    processes = [Process(limits_file, clock) for _ in range(2)]
    for who, act, tokens, seconds in steps:
        processes[who].do(act, tokens, seconds)
        processes[who].let_in()
        assert max(len(each.under_way) for each in processes) <= 3
        assert sum(len(each.under_way) for each in processes) <= 4
        clock.advance(seconds)
    went = sorted(processes[0].went + processes[1].went)
    moments = [moment for moment, _ in went]
    assert not went or most_in(moments, 60) <= 12
    assert not went or max(Counter(moments).values()) <= 5
    for begin in moments:
        total = 0
        for moment, tokens in went:
            total += tokens if moment >= begin else 0
            assert total <= 8000 * (1 + (moment - begin) / 60) + 1 or moment < begin
            assert total <= 40_000 * (1 + (moment - begin) / 86400) + 1 or moment < begin
