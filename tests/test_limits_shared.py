import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from asking import eventually
from clocks import FakeClock

from ragfood.clock import SystemClock
from ragfood.limits import Limiter, Permit, Wait
from ragfood.limits.locked import LockedFile
from ragfood.models import ModelLimits

ROOT = Path(__file__).parents[1]
FREE = ModelLimits(requests_per_minute=30, requests_per_day=1000, tokens_per_minute=8000, tokens_per_day=200_000)


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
def start(path):
    """Starts a process of limit_processes.py that is killed at the end."""
    running = []

    def run(what, *arguments):
        command = [sys.executable, str(ROOT / "tests" / "limit_processes.py"), what, str(path), *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout.readline()
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def ask(limiter, tokens=0, model="m"):
    with limiter.queue(model, FREE, tokens) as place:
        return place.try_enter()


def enter(limiter, tokens=0):
    permit = ask(limiter, tokens)
    assert isinstance(permit, Permit), permit
    return permit


def refused(limiter, tokens=0):
    wait = ask(limiter, tokens)
    assert isinstance(wait, Wait), wait
    return wait


def use_up(limiter):
    """The burst, and as much of the minute's tokens as one request may take."""
    enter(limiter, 8000).done(8000)
    for _ in range(4):
        enter(limiter).done(0)


# Several processes


def test_two_processes_let_exactly_the_limit_through(start):
    racers = [start("race", "100") for _ in range(2)]
    for racer in racers:
        racer.stdin.write("\n")
        racer.stdin.flush()
    assert sum(int(racer.stdout.readline()) for racer in racers) == 100


def test_a_killed_process_frees_its_slots(start, path):
    holder = start("hold", "5")
    limiter = Limiter(path, SystemClock(), burst=1000)
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


def test_a_forked_process_does_not_share_its_parents_lock(path):
    file = LockedFile(path)
    assert file.grab()
    child = os.fork()
    if not child:
        os._exit(17 if file.grab() else 0)
    assert os.waitpid(child, 0)[1] == 0
    file.let_go()


# Time


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


# The file


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"not ours",
        lambda data: data[:300],
        lambda data: bytes(len(data)),
        lambda data: data[:100] + b"\xff\xff" + data[102:],
        lambda data: os.urandom(100_000),
    ],
    ids=["empty", "short", "cut", "zeros", "flipped", "foreign"],
)
def test_a_damaged_file_is_begun_anew_as_if_the_minute_were_used(open_limiter, path, clock, damage):
    use_up(open_limiter())
    path.write_bytes(damage(path.read_bytes()))
    limiter = open_limiter()
    if path.stat().st_size:
        assert refused(limiter).seconds == pytest.approx(2, abs=1.1)
        assert refused(limiter, 8000).seconds == pytest.approx(60)
        clock.advance(61)
    use_up(limiter)
    assert refused(open_limiter()).seconds == pytest.approx(2)


def test_a_damaged_file_does_not_stop_a_model_without_limits_to_speak_of(open_limiter, path):
    path.parent.mkdir()
    path.write_bytes(b"not ours")
    with open_limiter().queue("m", ModelLimits(requests_per_minute=10**9), 0) as place:
        assert isinstance(place.try_enter(), Permit | Wait)


def test_a_damaged_file_is_no_reason_to_forget_a_model_that_is_whole(open_limiter, path):
    for model in ("one", "two"):
        for _ in range(5):
            ask(open_limiter(), model=model).done(0)
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)
    limiter = open_limiter()
    assert ask(limiter, model="two").seconds == pytest.approx(2)
    assert isinstance(ask(limiter, model="one"), Wait)
    assert ask(limiter, model="two").seconds == pytest.approx(2)


def test_a_file_that_is_taken_away_in_use_is_made_again_with_what_is_known(open_limiter, path):
    limiter = open_limiter()
    use_up(limiter)
    shutil.rmtree(path.parent)
    assert eventually(lambda: refused(limiter) and path.exists())
    assert refused(limiter).seconds == pytest.approx(2)
    assert refused(open_limiter()).seconds == pytest.approx(2)


def test_a_file_that_was_put_in_its_place_is_the_one_that_counts(open_limiter, path):
    limiter = open_limiter()
    use_up(limiter)
    shutil.rmtree(path.parent)
    enter(open_limiter(), 5000)
    assert eventually(lambda: limiter.status("m").tokens_left == 3000)
    enter(limiter, 100)


def test_without_a_place_for_the_file_the_process_keeps_the_limits_alone(open_limiter, path, clock):
    path.parent.write_text("in the way")
    limiter = open_limiter(in_flight=3, concurrent=2)
    permits = [enter(limiter) for _ in range(2)]
    assert refused(limiter).why == "calls at once"
    assert limiter.status("m").in_flight == 2
    for permit in permits:
        permit.done(0)
    for _ in range(3):
        enter(limiter).done(0)
    assert refused(limiter).seconds == pytest.approx(2)
    assert limiter.status("m").shared is False
    path.parent.unlink()
    clock.advance(2)
    enter(limiter).done(0)
    assert limiter.status("m").shared is True
    assert refused(open_limiter()).seconds == pytest.approx(2)


def test_on_a_full_disk_the_process_keeps_the_limits_alone(open_limiter, path, clock):
    path.parent.mkdir()
    path.symlink_to("/dev/full")
    limiter = open_limiter()
    clock.advance(refused(limiter).seconds)
    enter(limiter).done(0)
    assert limiter.status("m").shared is False
    clock.advance(61)
    use_up(limiter)
    assert refused(limiter).seconds == pytest.approx(2)


@contextmanager
def locked(path):
    file = LockedFile(path)
    assert file.grab()
    yield
    file.let_go()


def test_a_process_that_keeps_the_file_locked_hangs_nobody(open_limiter, path):
    limiter, clock = open_limiter(), SystemClock()
    permit = enter(limiter, 5000)
    began = clock.monotonic()
    with locked(path):
        status = limiter.status("m")
        assert status.tokens_left == 3000
        permit.done(1000)
        for _ in range(50):
            assert refused(limiter).seconds > 0
        assert limiter.status("m").waiting == 0
    assert clock.monotonic() - began < 1
    assert limiter.status("m").tokens_left == 7000
    assert open_limiter().status("m", FREE).tokens_left == 8000 - 5000
    enter(limiter).done(0)
    assert open_limiter().status("m", FREE).tokens_left == 7000


def test_any_number_of_models_fits(open_limiter, path):
    limiter = open_limiter()
    for number in range(80):
        assert isinstance(ask(limiter, model=f"model {number}"), Permit | Wait)
    assert path.stat().st_size <= 64 * 512
    for _ in range(4):
        ask(limiter, model="model 1").done(0)
    assert ask(open_limiter(), model="model 1").seconds == pytest.approx(2)
