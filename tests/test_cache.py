"""Answers already paid for: found by everything that decided them, bounded, and never a reason to fail."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from clocks import FakeClock

from ragfood.answers import Answer, Attempt, Source, Timings
from ragfood.cache import AnswerCache, CacheTally, answer_key
from ragfood.providers import Message, Usage

DAY_S = 86_400.0
PHO = Answer(
    "Pho is a soup [1].",
    provider="groq",
    model="m",
    sources=(Source("pho", "Pho", "A soup.", 0.7),),
    usage=Usage(300, 150),
    cost=Decimal("0.000030"),
    timings=Timings(0.01, 0.3, 1.2),
    attempts=(Attempt("groq", "m", "answered"),),
)


class Room:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "cache.sqlite"
        self.clock = FakeClock()
        self.cache = self.open()

    def open(self, max_bytes: int = 1_000_000, max_age_s: float = 7 * DAY_S) -> AnswerCache:
        return AnswerCache(self.path, self.clock, max_bytes=max_bytes, max_age_s=max_age_s)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.cache.close()


MESSAGES = (Message("system", "Rules."), Message("user", "What is pho?"))
DECIDED: dict[str, Any] = {
    "provider": "groq", "model": "m", "messages": MESSAGES, "corpus": "abc",
    "max_tokens": 1024, "temperature": 0.7, "top_p": 1.0,
}  # fmt: skip
OTHERWISE: dict[str, Any] = {
    "provider": "ollama", "model": "n", "messages": MESSAGES[1:], "corpus": "abd",
    "max_tokens": 512, "temperature": 0.0, "top_p": 0.9,
}  # fmt: skip


@pytest.mark.parametrize("name", DECIDED)
def test_whatever_decides_an_answer_is_part_of_its_key(name: str) -> None:
    assert answer_key(**DECIDED) == answer_key(**DECIDED)
    assert answer_key(**{**DECIDED, name: OTHERWISE[name]}) != answer_key(**DECIDED)


def test_keys_tell_roles_borders_and_odd_characters_apart() -> None:
    said = [
        (Message("user", "a"), Message("user", "b")),
        (Message("user", "a"), Message("assistant", "b")),
        (Message("user", "ab"),),
        (Message("user", "a\nb"),),
        (Message("user", "\ud83d"),),
    ]
    assert len({answer_key(**{**DECIDED, "messages": messages}) for messages in said}) == len(said)


def test_an_answer_is_repeated_at_no_cost_and_marked_so(room: Room) -> None:
    assert room.cache.get("key") is None
    room.cache.put("key", PHO)
    assert room.cache.get("key") == replace(PHO, cached=True, cost=Decimal(0))
    assert room.cache.get("another") is None


def test_answers_outlive_the_program(room: Room) -> None:
    room.cache.put("key", PHO)
    room.cache.close()
    assert room.open().get("key") is not None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda answer: replace(answer, degraded=True),
        lambda answer: replace(answer, interrupted=True),
        lambda answer: replace(answer, stopped=True),
        lambda answer: replace(answer, cut=True),
        lambda answer: replace(answer, trouble="It broke off."),
        lambda answer: replace(answer, cached=True),
        lambda answer: replace(answer, text=""),
        lambda answer: replace(answer, attempts=(Attempt("groq", "m", "declined"), Attempt("ollama", "n", "answered"))),
    ],
)
def test_only_whole_answers_of_a_first_attempt_are_kept(room: Room, spoil: Callable[[Answer], Answer]) -> None:
    room.cache.put("key", spoil(PHO))
    assert room.cache.get("key") is None


def test_an_answer_expires(room: Room) -> None:
    room.cache.put("key", PHO)
    room.clock.advance(7 * DAY_S - 1)
    assert room.cache.get("key")
    room.clock.advance(1)
    assert room.cache.get("key") is None
    room.cache.put("another", PHO)
    assert room.cache.tally().kept == 1


def test_a_clock_that_is_set_back_does_no_harm(room: Room) -> None:
    room.cache.put("key", PHO)
    room.clock.time -= timedelta(hours=3)
    assert room.cache.get("key")


def test_no_days_means_no_cache(room: Room) -> None:
    off = room.open(max_age_s=0)
    off.put("key", PHO)
    assert off.get("key") is None
    assert not room.path.exists()


def test_the_least_recently_used_give_way(room: Room) -> None:
    size = len(json.dumps("x")) + 900
    small = room.open(max_bytes=4 * size)
    for name in ("a", "b", "c"):
        small.put(name, replace(PHO, text="x" * 500))
        room.clock.advance(1)
    assert small.get("a")
    room.clock.advance(1)
    for name in ("d", "e"):
        small.put(name, replace(PHO, text="x" * 500))
        room.clock.advance(1)
    kept = {name for name in "abcde" if small.get(name)}
    assert {"a", "e"} <= kept < set("abcde")
    assert "b" not in kept
    with closing(sqlite3.connect(room.path)) as file:
        (held,) = file.execute("SELECT sum(length(cast(answer AS BLOB))) FROM answers").fetchone()
    assert 0 < held <= 4 * size


def test_an_answer_larger_than_the_cache_is_not_kept(room: Room) -> None:
    small = room.open(max_bytes=1000)
    small.put("key", replace(PHO, text="長" * 1000))
    assert small.get("key") is None
    assert small.tally().kept == 0


def test_the_tally_counts_what_was_saved_to_the_last_digit(room: Room) -> None:
    room.cache.get("key")
    room.cache.put("key", PHO)
    for _ in range(3):
        room.cache.get("key")
    assert room.cache.tally() == CacheTally(hits=3, misses=1, saved=Decimal("0.000090"), kept=1)


def test_what_another_process_counts_meanwhile_is_not_lost(room: Room) -> None:
    room.cache.put("key", PHO)
    room.cache.get("key")
    with closing(sqlite3.connect(room.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE tally SET value = '10' WHERE name = 'hits'")
        reader = threading.Thread(target=room.cache.get, args=("key",))
        reader.start()
        reader.join(0.1)
        assert reader.is_alive()
        other.execute("COMMIT")
        reader.join()
    assert room.cache.tally().hits == 11


def test_a_damaged_file_is_a_miss_and_begun_anew(room: Room) -> None:
    room.path.write_bytes(b"no database at all" * 300)
    assert room.cache.get("key") is None
    room.cache.put("key", PHO)
    assert room.cache.get("key")


def test_damage_inside_the_file_is_a_miss_and_begun_anew(room: Room) -> None:
    for number in range(60):
        room.cache.put(f"key {number}", replace(PHO, text=f"{number} " * 500))
    room.cache.close()
    content = bytearray(room.path.read_bytes())
    content[12_288:] = b"\xab" * (len(content) - 12_288)
    room.path.write_bytes(content)
    for number in range(60):
        room.cache.get(f"key {number}")
    room.cache.put("key", PHO)
    room.cache.put("key", PHO)
    assert room.cache.get("key")


ROWS = [
    "", "null", "[]", '"text"', "{", '{"text": 5}', '{"text": "a", "cost": "NaN"}', '{"text": "a", "usage": 7}',
    '{"text": "a", "sources": [{"id": 1}]}', "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:20])
def test_a_row_that_is_no_answer_is_a_miss_and_replaced(room: Room, row: str) -> None:
    room.cache.put("key", PHO)
    with closing(sqlite3.connect(room.path)) as file, file:
        file.execute("UPDATE answers SET answer = ?", (row,))
    assert room.cache.get("key") is None
    room.cache.put("key", PHO)
    assert room.cache.get("key")


def test_a_file_of_another_version_is_a_miss(room: Room) -> None:
    with closing(sqlite3.connect(room.path)) as file, file:
        file.execute("CREATE TABLE answers (something TEXT)")
        file.execute("PRAGMA user_version=7")
    assert room.cache.get("key") is None
    room.cache.put("key", PHO)
    assert room.cache.get("key")


def test_a_cache_that_cannot_be_used_is_only_slow(room: Room) -> None:
    room.path.mkdir()
    room.cache.put("key", PHO)
    assert room.cache.get("key") is None
    assert room.cache.tally() == CacheTally(0, 0, Decimal(0), 0)


def test_half_a_character_in_an_answer_does_no_harm(room: Room) -> None:
    room.cache.put("key", replace(PHO, text="soup \ud83c"))
    found = room.cache.get("key")
    assert found and found.text == "soup \ufffd"


def test_the_file_holds_json_and_no_pickle(room: Room) -> None:
    room.cache.put("key", PHO)
    with closing(sqlite3.connect(room.path)) as file:
        ((row,),) = file.execute("SELECT answer FROM answers").fetchall()
    assert json.loads(row)["text"] == PHO.text
