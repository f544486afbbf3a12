import threading
from collections import Counter

import pytest
from clocks import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st

from ragfood.cancel import Cancel
from ragfood.clock import SystemClock
from ragfood.errors import OverLimit, RequestTooLarge
from ragfood.limits import Limiter, Permit, Wait, over_limit
from ragfood.models import ModelLimits
from ragfood.providers import RateHeaders

MODEL = "openai/gpt-oss-20b"
FREE = ModelLimits(requests_per_minute=30, requests_per_day=1000, tokens_per_minute=8000, tokens_per_day=200_000)
WIDE = ModelLimits(requests_per_minute=30)
"""Requests per minute alone."""


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "limits.bin"


@pytest.fixture
def open_limiter(path, clock):
    def make(**more):
        return Limiter(path, clock, **{"concurrent": 1000, "in_flight": 1000, **more})

    return make


@pytest.fixture
def limiter(open_limiter):
    return open_limiter()


def ask(limiter, tokens=0, limits=WIDE, model=MODEL):
    """A permit, or the wait that somebody is told who then goes away."""
    with limiter.queue(model, limits, tokens) as place:
        return place.try_enter()


def enter(limiter, tokens=0, limits=WIDE, model=MODEL):
    permit = ask(limiter, tokens, limits, model)
    assert isinstance(permit, Permit), permit
    return permit


def refused(limiter, tokens=0, limits=WIDE, model=MODEL):
    wait = ask(limiter, tokens, limits, model)
    assert isinstance(wait, Wait), wait
    return wait


def call(limiter, tokens=0, used=0, limits=WIDE):
    enter(limiter, tokens, limits).done(used)


def patiently(limiter, clock, tokens=0, limits=WIDE):
    """A permit, and the seconds it took."""
    waited = 0.0
    with limiter.queue(MODEL, limits, tokens) as place:
        while isinstance(step := place.try_enter(), Wait):
            clock.advance(step.seconds)
            waited += step.seconds
    return step, waited


# Requests per minute


def test_making_a_limiter_and_looking_at_it_creates_nothing(limiter, path):
    status = limiter.status(MODEL, FREE)
    assert (status.rate_per_minute, status.tokens_left, status.requests_left_today) == (30, 8000, 1000)
    assert (status.waiting, status.in_flight, status.pause_s, status.shared) == (0, 0, 0, True)
    assert not path.parent.exists()


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


def most_in(times, seconds):
    return max(sum(1 for other in times if begin <= other <= begin + seconds) for begin in times)


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


# Tokens and days


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
def test_a_request_larger_than_the_limit_is_never_queued(limiter, path, limits, largest):
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


# What the vendor says


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


# The line


def test_first_come_first_served_with_position_and_expected_wait(open_limiter, clock):
    limiter = open_limiter(burst=1)
    call(limiter)
    places = [limiter.queue(MODEL, WIDE, 0) for _ in range(3)]
    waits = [place.try_enter() for place in reversed(places)]
    assert [wait.position for wait in waits] == [2, 1, 0]
    assert [wait.seconds for wait in waits] == pytest.approx([6, 4, 2])
    clock.advance(2)
    assert isinstance(places[1].try_enter(), Wait)
    assert isinstance(places[0].try_enter(), Permit)
    assert places[1].try_enter().position == 0
    assert limiter.status(MODEL).waiting == 2


def test_a_small_request_does_not_overtake_a_large_one(limiter, clock):
    call(limiter, 6000, 6000, FREE)
    with limiter.queue(MODEL, FREE, 5000) as large, limiter.queue(MODEL, FREE, 10) as small:
        wait = large.try_enter()
        assert isinstance(small.try_enter(), Wait)
        clock.advance(wait.seconds)
        assert isinstance(small.try_enter(), Wait)
        large.try_enter().done(5000)
        clock.advance(1)
        assert isinstance(small.try_enter(), Permit)


def test_who_leaves_is_forgotten_and_the_next_moves_up(limiter):
    for _ in range(5):
        call(limiter)
    first, second = limiter.queue(MODEL, WIDE, 0), limiter.queue(MODEL, WIDE, 0)
    assert second.try_enter().position == 1
    first.leave()
    first.leave()
    assert second.try_enter().position == 0
    with pytest.raises(ValueError):
        first.try_enter()
    second.leave()
    assert limiter.status(MODEL).waiting == 0


def test_leaving_a_place_that_was_entered_leaves_its_permit_alone(open_limiter):
    limiter = open_limiter(in_flight=1)
    permit = enter(limiter)
    assert limiter.status(MODEL).in_flight == 1
    permit.done(0)
    assert limiter.status(MODEL).in_flight == 0


def test_the_line_is_bounded(open_limiter):
    limiter = open_limiter(most_waiting=3)
    places = [limiter.queue(MODEL, WIDE, 0) for _ in range(2)] + [limiter.queue("other", WIDE, 0)]
    with pytest.raises(OverLimit) as full:
        limiter.queue(MODEL, WIDE, 0)
    assert full.value.retry_after > 0
    places[0].leave()
    limiter.queue(MODEL, WIDE, 0)


def test_the_expected_wait_counts_on_others_using_what_calls_used_of_late(limiter, clock):
    for _ in range(30):
        permit, _ = patiently(limiter, clock, 1000, FREE)
        permit.done(200)
    clock.advance(60)
    full = enter(limiter, 7000, FREE)
    with limiter.queue(MODEL, FREE, 2000) as first, limiter.queue(MODEL, FREE, 2000) as second:
        assert first.try_enter().seconds == pytest.approx((7000 + 2000 - 8000) * 60 / 8000)
        assert second.try_enter().seconds == pytest.approx((7000 + 0.2 * 2000 + 2000 - 8000) * 60 / 8000, rel=0.01)
    full.done(7000)


def test_the_expected_wait_for_a_call_to_end_is_what_calls_took_of_late(open_limiter, clock):
    limiter, limits = open_limiter(in_flight=1), ModelLimits(requests_per_minute=1000)
    for _ in range(30):
        permit = enter(limiter, limits=limits)
        clock.advance(8)
        permit.done(0)
    enter(limiter, limits=limits)
    with limiter.queue(MODEL, limits, 0) as first, limiter.queue(MODEL, limits, 0) as second:
        assert [first.try_enter().seconds, second.try_enter().seconds] == pytest.approx([8, 16], rel=0.01)


def test_three_at_once_in_a_process_and_five_on_the_machine(open_limiter):
    one, other = (open_limiter(concurrent=5, in_flight=3) for _ in range(2))
    permits = [enter(one, limits=FREE) for _ in range(3)]
    assert refused(one).why == "calls at once"
    permits += [enter(other, model="another") for _ in range(2)]
    wait = refused(other, model="another")
    assert (wait.position, wait.why) == (0, "calls at once")
    assert wait.seconds > 0
    assert one.status(MODEL).in_flight == 5
    permits[0].done(0)
    enter(other, model="another")


def test_who_waits_is_woken_by_a_call_of_this_process_that_ends(path):
    limiter = Limiter(path, SystemClock(), in_flight=1)
    permit = enter(limiter)
    place = limiter.queue(MODEL, WIDE, 0)
    assert isinstance(place.try_enter(), Wait)
    clock = SystemClock()
    began = clock.monotonic()
    waiting = threading.Thread(target=place.wait, args=(60, Cancel()))
    waiting.start()
    permit.done(0)
    waiting.join(5)
    assert clock.monotonic() - began < 0.2
    assert isinstance(place.try_enter(), Permit)


def test_what_happened_between_trying_and_waiting_is_not_slept_through(open_limiter, clock):
    limiter = open_limiter(in_flight=1)
    permit = enter(limiter)
    place = limiter.queue(MODEL, WIDE, 0)
    place.try_enter()
    permit.done(0)
    assert place.wait(60, Cancel()) is False
    assert clock.waits == []


def test_who_was_woken_for_nothing_waits_again(limiter, clock):
    permit = enter(limiter, 8000, FREE)
    with limiter.queue(MODEL, FREE, 8000) as place:
        place.try_enter()
        permit.done(8000)
        place.try_enter()
        place.wait(60, Cancel())
        assert sum(clock.waits) == pytest.approx(0.25)


def test_a_wait_ends_when_it_is_cancelled(open_limiter, clock):
    limiter, cancel = open_limiter(in_flight=1), Cancel()
    enter(limiter)
    with limiter.queue(MODEL, WIDE, 0) as place:
        place.try_enter()
        clock.on_wait = lambda cancel: cancel.set()
        assert place.wait(60, cancel) is True
        assert place.wait(0, cancel) is True
    assert limiter.status(MODEL).waiting == 0


def test_a_wait_is_no_longer_than_it_was_told_or_a_quarter_second_for_the_first(limiter, clock):
    for _ in range(5):
        call(limiter)
    with limiter.queue(MODEL, WIDE, 0) as place:
        place.try_enter()
        place.wait(0.1, Cancel())
        assert sum(clock.waits) == pytest.approx(0.1)
        clock.waits.clear()
        place.wait(60, Cancel())
        assert sum(clock.waits) == pytest.approx(0.25)


def crowd(limiter, people):
    """Lets people in one by one, each from a thread of its own: in which order they were in, and how many at once."""
    limits = ModelLimits(requests_per_minute=1000)
    inside, most, order, lock = [0], [0], [], threading.Lock()

    def person(place, number):
        with place:
            while isinstance(permit := place.try_enter(), Wait):
                place.wait(permit.seconds, Cancel())
        with permit:
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                order.append(number)
            with lock:
                inside[0] -= 1

    places = [limiter.queue(MODEL, limits, 0) for _ in range(people)]
    threads = [
        threading.Thread(target=person, args=each) for each in reversed([*zip(places, range(people), strict=True)])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return order, most[0]


def test_threads_go_in_the_order_they_came(path):
    order, most = crowd(Limiter(path, SystemClock(), in_flight=1, burst=1000), 15)
    assert (order, most) == (list(range(15)), 1)


def test_of_fifty_threads_never_more_than_three_are_in_at_once(path):
    limiter = Limiter(path, SystemClock(), burst=1000)
    order, most = crowd(limiter, 50)
    assert sorted(order) == list(range(50))
    assert most <= 3
    assert limiter.status(MODEL).in_flight == 0


# Any schedule


class Process:
    """One of several limiters over one file, and what went through it: moments and tokens."""

    def __init__(self, path, clock):
        self.limiter = Limiter(path, clock, concurrent=4, in_flight=3)
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
    path, clock = tmp_path_factory.mktemp("limits") / "limits.bin", FakeClock()
    processes = [Process(path, clock) for _ in range(2)]
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
