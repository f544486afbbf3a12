"""Limits over several processes and over time: together they let through what one may."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import limiting
import pytest
from limiting import FREE, use_up

from ragfood.clock import SystemClock
from ragfood.limits import Limiter, Permit, Wait
from ragfood.limits.locked import LockedFile

ROOT = Path(__file__).parents[1]
ask, enter, refused = (
    partial(each, limits=FREE, model="m") for each in (limiting.ask, limiting.enter, limiting.refused)
)


@pytest.fixture
def start(limits_file):
    """Starts a process of limit_processes.py that is killed at the end."""
    running = []

    def run(what, *arguments):
        command = [sys.executable, str(ROOT / "tests" / "limit_processes.py"), what, str(limits_file), *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline()
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def test_two_processes_let_exactly_the_limit_through(start):
    racers = [start("race", "100") for _ in range(2)]
    for racer in racers:
        racer.stdin.write("\n")
        racer.stdin.flush()
    assert sum(int(racer.stdout.readline()) for racer in racers) == 100


def test_a_killed_process_frees_its_slots(start, limits_file):
    holder = start("hold", "5")
    limiter = Limiter(limits_file, SystemClock(), burst=1000)
    assert limiter.status("m").in_flight == 5
    assert refused(limiter).why == "calls at once"
    holder.kill()
    holder.wait()
    enter(limiter)
    assert limiter.status("m").in_flight == 1


def test_what_one_process_uses_another_does_not_have(open_limiter, clock):
    one, other = open_limiter(), open_limiter()
    use_up(one)
    assert refused(other).seconds == pytest.approx(2)
    assert refused(other, 2000).seconds == pytest.approx(15)
    clock.advance(2)
    enter(other).refused(30, lasting=False)
    assert refused(one).seconds == pytest.approx(30)


def test_a_large_request_is_not_starved_by_small_ones_of_another_process(open_limiter, clock):
    one, other = open_limiter(burst=1000), open_limiter(burst=1000)
    enter(one, 8000).done(8000)
    with one.queue("m", FREE, 4000) as large:
        while isinstance(step := large.try_enter(), Wait):
            clock.advance(min(step.seconds, 1))
            wait = refused(other, 100)
            assert wait.position == 1
            assert wait.seconds > 0
    step.done(4000)
    clock.advance(1)
    enter(other, 100)


def test_a_process_that_has_enough_under_way_does_not_hold_up_others(open_limiter, clock):
    one, other = open_limiter(in_flight=1), open_limiter()
    permit = enter(one)
    with one.queue("m", FREE, 0) as place:
        assert isinstance(place.try_enter(), Wait)
        clock.advance(1)
        enter(other)
        permit.done(0)
        assert isinstance(place.try_enter(), Permit)


def test_who_is_next_in_a_process_keeps_its_turn_against_others(open_limiter, clock):
    one, other = open_limiter(), open_limiter()
    use_up(one)
    first, second = one.queue("m", FREE, 0), one.queue("m", FREE, 0)
    first.try_enter()
    clock.advance(1)
    first.try_enter()
    clock.advance(1)
    first.try_enter().done(0)
    clock.advance(1)
    assert refused(other).position == 1
    second.leave()


def test_who_waits_in_a_process_that_died_or_hangs_holds_others_up_for_two_seconds_at_most(open_limiter, clock):
    one, other = open_limiter(), open_limiter()
    use_up(one)
    one.queue("m", FREE, 8000).try_enter()
    clock.advance(1.9)
    assert refused(other).position == 1
    clock.advance(0.2)
    enter(other)


def test_who_came_first_is_not_held_up_by_who_came_later_elsewhere(open_limiter, clock):
    one, other = open_limiter(), open_limiter()
    use_up(one)
    with one.queue("m", FREE, 0) as early:
        early.try_enter()
        clock.advance(1)
        with other.queue("m", FREE, 0) as late:
            assert late.try_enter().position == 1
            assert early.try_enter().position == 0
            clock.advance(1)
            assert isinstance(late.try_enter(), Wait)
            assert isinstance(early.try_enter(), Permit)


def test_who_leaves_the_line_holds_nobody_up(open_limiter, clock):
    one, other = open_limiter(), open_limiter()
    use_up(one)
    with one.queue("m", FREE, 8000) as place:
        place.try_enter()
        clock.advance(2)
    enter(other)


def test_a_forked_process_does_not_share_its_parents_lock(limits_file):
    file = LockedFile(limits_file)
    assert file.grab()
    child = os.fork()
    if not child:
        os._exit(17 if file.grab() else 0)
    assert os.waitpid(child, 0)[1] == 0
    file.let_go()


def test_the_wall_clock_has_no_part_in_it(open_limiter, clock):
    limiter = open_limiter()
    use_up(limiter)
    for hours in (-25, 50):
        clock.time += timedelta(hours=hours)
        assert refused(limiter).seconds == pytest.approx(2)
    clock.advance(2)
    enter(limiter)


def test_after_a_restart_of_the_machine_no_time_counts_as_passed(open_limiter, clock):
    limiter = open_limiter()
    use_up(limiter)
    clock.advance(-900)
    for each in (limiter, open_limiter()):
        assert refused(each).seconds == pytest.approx(2)
        assert refused(each, 8000).seconds == pytest.approx(60)
    clock.advance(2)
    enter(limiter).refused(300, lasting=True)
    clock.advance(-50)
    assert refused(limiter).seconds == pytest.approx(300)
    clock.advance(300)
    enter(open_limiter(), 8000)
