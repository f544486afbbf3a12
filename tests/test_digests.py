"""Calls in short: counted once, kept, counted on, and counted anew when what is kept does not fit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from bookkeeping import call
from hypothesis import given
from hypothesis import strategies as st
from sheeting import NOW, books, some_days

from ragfood.accounts import digests as digests_module
from ragfood.accounts.counting import count_apart
from ragfood.accounts.digest import Counting, Digest, digest_from_json, digest_to_json, is_trouble
from ragfood.accounts.digests import Digests
from ragfood.ledger.calls import call_line, calls_file

CALLS = st.builds(
    lambda outcome, fallback, seconds, hour, reason: call(
        "0.00003", outcome, fallback=fallback, first_token_s=seconds / 2, total_s=seconds,
        time=NOW.replace(hour=hour), reason=reason,
    ),
    st.sampled_from(["answered", "stopped", "interrupted", "declined", "abandoned", "cached", "refused"]),
    st.booleans(), st.floats(0.01, 100), st.integers(0, 23), st.sampled_from(["", "server_fault", "over_limit"]),
)  # fmt: skip


def digest(calls):
    counting = Counting()
    for each in calls:
        counting.take(each)
    return counting.digest()


@given(st.lists(CALLS, max_size=12), st.lists(CALLS, max_size=12))
def test_digests_add_up_and_survive_being_written(left, right):
    whole = digest([*left, *right])
    assert digest_to_json(digest(left) + digest(right)) == digest_to_json(whole)
    assert digest_from_json(json.loads(json.dumps(digest_to_json(whole)))) == whole
    assert sum(whole.ends.values()) == len(left) + len(right)


FAULTS = [
    ("declined", "server_fault", True), ("declined", "rate_limited", True), ("interrupted", "interrupted", True),
    ("refused", "ollama_down", True), ("refused", "unreachable", True), ("refused", "over_limit", False),
    ("declined", "request_too_large", False), ("declined", "not_configured", False), ("stopped", "", False),
    ("abandoned", "", False), ("answered", "", False),
]  # fmt: skip


@pytest.mark.parametrize(("outcome", "reason", "trouble"), FAULTS)
def test_only_what_the_provider_failed_at_is_its_fault(outcome, reason, trouble):
    assert is_trouble(call(outcome=outcome, reason=reason)) is trouble


def sums(digests):
    return {(day, key): digest_to_json(each) for day, models in digests.days().items() for key, each in models.items()}


def counted(folder):
    digests = Digests(folder)
    assert digests.look() == 1
    return digests


def test_what_is_kept_gives_the_same_without_reading_the_calls_again(tmp_path):
    some_days(tmp_path, 40, 8)
    first = counted(tmp_path)
    assert [path.name for path in (tmp_path / "digests").iterdir()] == ["2026-10.json"]  # the newest still grows
    again = Digests(tmp_path)
    old = calls_file(tmp_path, "2026-10")  # same ends, other middle: whoever reads it would notice
    whole = old.read_bytes()
    old.write_bytes(whole[:300] + b" " * (len(whole) - 600) + whole[-300:])
    again.look()
    assert sums(again) == sums(first) != {}


def test_new_calls_are_counted_on_by_those_who_know_and_by_those_who_do_not(tmp_path):
    some_days(tmp_path, 3)
    known = counted(tmp_path)
    before = known.state()
    with calls_file(tmp_path, "2026-11").open("a") as file:
        file.write(call_line(call(provider="new", model="model", time=NOW)) + '{"torn')
    assert known.look() < 1  # the torn line is nobody's yet
    assert known.state() != before
    assert known.days()["2026-11-22"]["new/model"].ends == {"answered": 1}
    fresh = Digests(tmp_path)
    fresh.look()
    assert sums(known) == sums(fresh)


def rewrite(path, change):
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


KEPT = [
    lambda path: path.write_text("{"),
    lambda path: path.write_bytes(b"\xff\xfe"),
    lambda path: path.unlink(),
    lambda path: rewrite(path, lambda whole: []),
    lambda path: rewrite(path, lambda whole: whole | {"version": 0}),
    lambda path: rewrite(path, lambda whole: whole | {"days": {"2026-10-31": {"groq/x": {"ends": 3}}}}),
    lambda path: rewrite(path, lambda whole: whole | {"counted": 10**9}),
]


@pytest.mark.parametrize("spoil", KEPT)
def test_what_is_kept_and_does_not_fit_is_made_anew(tmp_path, spoil):
    right = sums(counted(some_days(tmp_path, 30, 8)))
    spoil(tmp_path / "digests" / "2026-10.json")
    assert sums(counted(tmp_path)) == right


def test_calls_that_are_others_than_those_counted_are_counted_anew(tmp_path):
    known = counted(some_days(tmp_path, 3))
    books(tmp_path, *(call(time=NOW, first_token_s=0.3, total_s=1.0) for _ in range(3)))
    assert known.look() == 1
    assert sums(known) == sums(counted(tmp_path))
    [only] = known.days()["2026-11-22"].values()
    assert only.ends == {"answered": 3}


def test_many_calls_are_counted_in_the_background(tmp_path):
    some_days(tmp_path, 30, 220)
    assert sum(path.stat().st_size for path in (tmp_path / "calls").iterdir()) > digests_module._AT_ONCE
    digests = Digests(tmp_path)
    assert digests.look() < 1
    digests._thread.join(30)
    assert digests.look() == 1
    assert sums(digests) == sums(counted(tmp_path))


def test_a_process_of_its_own_counts_the_same_and_a_thread_when_there_can_be_none(tmp_path, monkeypatch):
    some_days(tmp_path, 30, 220)
    digests = Digests(tmp_path, count_apart)
    assert digests.look() < 1
    digests._thread.join(60)
    assert "2026-10.json" in [path.name for path in (tmp_path / "digests").iterdir()]
    assert digests.look() == 1
    shutil.rmtree(tmp_path / "digests")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-such-python"))
    alone = Digests(tmp_path, count_apart)
    assert alone.look() < 1
    alone._thread.join(60)
    assert alone.look() == 1
    assert sums(digests) == sums(alone) == sums(counted(tmp_path)) != {}


def test_what_another_process_counted_and_could_not_keep_is_counted_here(tmp_path):
    some_days(tmp_path, 30, 220)
    (tmp_path / "digests").write_text("in the way")
    digests = Digests(tmp_path, count_apart)
    assert digests.look() < 1
    digests._thread.join(60)
    assert digests.look() == 1


def test_who_counts_for_an_app_that_is_gone_ends(tmp_path):
    program = "from ragfood.accounts.counting import main; import time; main(); time.sleep(60)"
    child = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE)
    child.stdin.close()
    assert child.wait(30) == 1


def test_without_calls_all_is_counted_and_lines_that_are_no_calls_are_passed_over(tmp_path):
    assert Digests(tmp_path).look() == 1
    books(tmp_path, call(time=NOW))
    with calls_file(tmp_path, "2026-11").open("a") as file:
        file.write('not a call\n{"day": 3}\n' + call_line(call(time=NOW.replace(month=10))))
    assert counted(tmp_path).days().keys() == {"2026-11-22"}


def test_a_folder_where_nothing_can_be_kept_still_gives_the_figures(tmp_path):
    some_days(tmp_path, 3)
    (tmp_path / "digests").write_text("in the way")
    assert sums(counted(tmp_path)) != {}


def test_an_empty_digest_adds_nothing():
    one = digest([call(time=NOW, first_token_s=0.1, total_s=0.2)])
    assert digest_to_json(one + Digest()) == digest_to_json(one)


def test_other_calls_of_more_bytes_are_not_taken_for_a_continuation(tmp_path):
    known = counted(some_days(tmp_path, 2, 5))
    books(tmp_path, *(call(time=NOW, first_token_s=0.3, total_s=1.0) for _ in range(200)))
    assert known.look() == 1
    assert {end: n for each in known.days()["2026-11-22"].values() for end, n in each.ends.items()} == {"answered": 200}
