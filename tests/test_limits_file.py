"""The file of the limits: damaged, taken away, replaced, locked, on a full disk."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import partial

import limiting
import pytest
from asking import eventually
from limiting import FREE, use_up

from ragfood.clock import SystemClock
from ragfood.limits import Permit, Wait
from ragfood.limits.locked import LockedFile
from ragfood.models import ModelLimits

ask, enter, refused = (
    partial(each, limits=FREE, model="m") for each in (limiting.ask, limiting.enter, limiting.refused)
)


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
def test_a_damaged_file_is_begun_anew_as_if_the_minute_were_used(open_limiter, limits_file, clock, damage):
    use_up(open_limiter())
    limits_file.write_bytes(damage(limits_file.read_bytes()))
    limiter = open_limiter()
    if limits_file.stat().st_size:
        assert refused(limiter).seconds == pytest.approx(2, abs=1.1)
        assert refused(limiter, 8000).seconds == pytest.approx(60)
        clock.advance(61)
    use_up(limiter)
    assert refused(open_limiter()).seconds == pytest.approx(2)


def test_a_damaged_file_does_not_stop_a_model_without_limits_to_speak_of(open_limiter, limits_file):
    limits_file.parent.mkdir()
    limits_file.write_bytes(b"not ours")
    with open_limiter().queue("m", ModelLimits(requests_per_minute=10**9), 0) as place:
        assert isinstance(place.try_enter(), Permit | Wait)


def test_a_damaged_file_is_no_reason_to_forget_a_model_that_is_whole(open_limiter, limits_file):
    for model in ("one", "two"):
        for _ in range(5):
            ask(open_limiter(), model=model).done(0)
    data = bytearray(limits_file.read_bytes())
    data[40] ^= 1
    limits_file.write_bytes(data)
    limiter = open_limiter()
    assert ask(limiter, model="two").seconds == pytest.approx(2)
    assert isinstance(ask(limiter, model="one"), Wait)
    assert ask(limiter, model="two").seconds == pytest.approx(2)


def test_a_file_that_is_taken_away_in_use_is_made_again_with_what_is_known(open_limiter, limits_file):
    limiter = open_limiter()
    use_up(limiter)
    shutil.rmtree(limits_file.parent)
    assert eventually(lambda: refused(limiter) and limits_file.exists())
    assert refused(limiter).seconds == pytest.approx(2)
    assert refused(open_limiter()).seconds == pytest.approx(2)


def test_a_file_that_was_put_in_its_place_is_the_one_that_counts(open_limiter, limits_file):
    limiter = open_limiter()
    use_up(limiter)
    shutil.rmtree(limits_file.parent)
    enter(open_limiter(), 5000)
    assert eventually(lambda: limiter.status("m").tokens_left == 3000)
    enter(limiter, 100)


def test_without_a_place_for_the_file_the_process_keeps_the_limits_alone(open_limiter, limits_file, clock):
    limits_file.parent.write_text("in the way")
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
    limits_file.parent.unlink()
    clock.advance(2)
    enter(limiter).done(0)
    assert limiter.status("m").shared is True
    assert refused(open_limiter()).seconds == pytest.approx(2)


def test_on_a_full_disk_the_process_keeps_the_limits_alone(open_limiter, limits_file, clock):
    limits_file.parent.mkdir()
    limits_file.symlink_to("/dev/full")
    limiter = open_limiter()
    clock.advance(refused(limiter).seconds)
    enter(limiter).done(0)
    assert limiter.status("m").shared is False
    clock.advance(61)
    use_up(limiter)
    assert refused(limiter).seconds == pytest.approx(2)


@contextmanager
def locked(limits_file):
    file = LockedFile(limits_file)
    assert file.grab()
    yield
    file.let_go()


def test_a_process_that_keeps_the_file_locked_hangs_nobody(open_limiter, limits_file):
    limiter, clock = open_limiter(), SystemClock()
    permit = enter(limiter, 5000)
    began = clock.monotonic()
    with locked(limits_file):
        status = limiter.status("m")
        assert status.tokens_left == 3000
        permit.done(1000)
        for _ in range(50):
            assert refused(limiter).seconds > 0
        assert limiter.status("m").waiting == 0
    assert clock.monotonic() - began < 20
    assert limiter.status("m").tokens_left == 7000
    assert open_limiter().status("m", FREE).tokens_left == 8000 - 5000
    enter(limiter).done(0)
    assert open_limiter().status("m", FREE).tokens_left == 7000


def test_any_number_of_models_fits(open_limiter, limits_file):
    limiter = open_limiter()
    for number in range(80):
        assert isinstance(ask(limiter, model=f"model {number}"), Permit | Wait)
    assert limits_file.stat().st_size <= 64 * 512
    for _ in range(4):
        ask(limiter, model="model 1").done(0)
    assert ask(open_limiter(), model="model 1").seconds == pytest.approx(2)
