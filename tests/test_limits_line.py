"""The line before a model: first come first served, shown, bounded, and left at any time."""

from __future__ import annotations

import threading

import pytest
from limiting import FREE, MODEL, WIDE, call, enter, patiently, refused

from ragfood.cancel import Cancel
from ragfood.clock import SystemClock
from ragfood.errors import OverLimit
from ragfood.limits import Limiter, Permit, Wait
from ragfood.models import ModelLimits


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


def test_who_waits_is_woken_by_a_call_of_this_process_that_ends(limits_file):
    # A quarter of a second is how often it looks around in any case; a busy machine may be late now and then.
    assert min(_woken_after(limits_file.with_name(f"{number}.bin")) for number in range(6)) < 0.2


def _woken_after(file):
    limiter = Limiter(file, SystemClock(), in_flight=1)
    permit = enter(limiter)
    place = limiter.queue(MODEL, WIDE, 0)
    assert isinstance(place.try_enter(), Wait)
    clock = SystemClock()
    began = clock.monotonic()
    waiting = threading.Thread(target=place.wait, args=(60, Cancel()))
    waiting.start()
    permit.done(0)
    waiting.join(60)
    woken = clock.monotonic() - began
    assert isinstance(place.try_enter(), Permit)
    return woken


def test_what_happened_between_trying_and_waiting_is_not_slept_through(open_limiter, clock):
    limiter = open_limiter(in_flight=1)
    permit = enter(limiter)
    place = limiter.queue(MODEL, WIDE, 0)
    place.try_enter()
    permit.done(0)
    assert place.wait(60, Cancel()) is False
    assert clock.waits == []


def test_the_next_goes_in_the_moment_in_which_room_is_made(open_limiter, clock):
    limiter = open_limiter(in_flight=1)
    under_way = enter(limiter)
    places = [limiter.queue(MODEL, WIDE, 0) for _ in range(3)]
    clock.on_wait = lambda cancel: under_way.done(0)
    for place in places:
        while isinstance(told := place.try_enter(), Wait):
            place.wait(told.seconds, Cancel())
        under_way = told
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


def test_threads_go_in_the_order_they_came(limits_file):
    order, most = crowd(Limiter(limits_file, SystemClock(), in_flight=1, burst=1000), 15)
    assert (order, most) == (list(range(15)), 1)


def test_of_fifty_threads_never_more_than_three_are_in_at_once(limits_file):
    limiter = Limiter(limits_file, SystemClock(), burst=1000)
    order, most = crowd(limiter, 50)
    assert sorted(order) == list(range(50))
    assert most <= 3
    assert limiter.status(MODEL).in_flight == 0
