"""Answers whose process died are found with what they had written, by one of those who look."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from app_process import ROOT
from rooms import PHO, Room, shown

from ragfood.conversations import Conversations
from ragfood.conversations.drafts import BROKEN_OFF


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.chats.close()


LEAVE = """
import os, sys
from pathlib import Path
from ragfood.answers import Answer
from ragfood.clock import SystemClock
from ragfood.conversations import Conversations
chats = Conversations(Path(sys.argv[1]), SystemClock())
number, draft = chats.add_question("a", "What is pho?", visitor="me")
if sys.argv[2]:
    chats.drafts.save({draft: Answer(sys.argv[2], provider="groq", model="m")})
print("ready", flush=True)
if sys.argv[3] == "live":
    sys.stdin.read()
os._exit(9)
"""


def leave(room: Room, text: str, how: str = "die") -> subprocess.Popen[str]:
    """Another process that has begun an answer, and died or lives on."""
    command = [sys.executable, "-c", LEAVE, str(room.path), text, how]
    other = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=-1, stdout=-1, text=True)
    assert other.stdout is not None and other.stdout.readline() == "ready\n"
    return other


def test_an_answer_of_a_dead_process_is_interrupted_with_what_it_had_written(room: Room) -> None:
    with leave(room, "Pho is a sou") as other:
        other.wait()
    assert room.chats.drafts.recover("b") == 0
    assert room.chats.drafts.recover("a") == 1
    answer = room.chats.entries("a")[-1].answer
    assert answer is not None
    assert (answer.text, answer.interrupted, answer.trouble, answer.provider) == (
        "Pho is a sou",
        True,
        BROKEN_OFF,
        "groq",
    )
    assert room.chats.drafts.recover("a") == 0
    assert len(room.chats.entries("a")) == 2


def test_what_is_recovered_does_not_take_the_page_from_another_branch(room: Room) -> None:
    with leave(room, "Pho is a sou") as other:
        other.wait()
    left = room.chats.entries("a")[0].number
    number, draft = room.chats.add_question("a", "What is dal?", edits=left)
    room.chats.add_answer("a", PHO, question=number, draft=draft)
    assert room.chats.drafts.recover("a") == 1
    assert shown(room) == ["What is dal?"]
    room.chats.turn_to("a", left)
    assert room.chats.entries("a")[-1].text == "Pho is a sou"


def test_an_answer_that_was_continued_is_found_by_its_new_words_only(room: Room) -> None:
    (number,) = room.talk("a", "What is that?")
    room.chats.change_answer(number, replace(PHO, text="A stew."))
    assert [hit.entry for hit in room.chats.shelf.search("me", "stew")] == [number]
    assert room.chats.shelf.search("me", "soup") == []


def test_an_answer_that_died_before_its_first_word_has_failed(room: Room) -> None:
    with leave(room, "") as other:
        other.wait()
    assert room.chats.drafts.recover("a") == 1
    answer = room.chats.entries("a")[-1].answer
    assert answer is not None and answer.failed and not answer.interrupted


def test_an_answer_that_a_living_process_writes_is_left_to_it_and_can_be_read(room: Room) -> None:
    with leave(room, "Pho is a sou", "live") as other:
        assert room.chats.drafts.recover("a") == 0
        elsewhere = room.chats.drafts.elsewhere("a")
        assert elsewhere is not None and elsewhere.text == "Pho is a sou"
        assert [entry.role for entry in room.chats.entries("a")] == ["user"]
        other.kill()
    assert room.chats.drafts.recover("a") == 1
    assert room.chats.drafts.elsewhere("a") is None


def test_of_many_who_recover_one_does(room: Room) -> None:
    with leave(room, "Pho") as other:
        other.wait()
    others, barrier = [room.open() for _ in range(4)], threading.Barrier(4)
    done: list[int] = []

    def recover(chats: Conversations) -> None:
        barrier.wait()
        done.append(chats.drafts.recover("a"))
        chats.close()

    threads = [threading.Thread(target=recover, args=(each,)) for each in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 1
    assert len(room.chats.entries("a")) == 2


def test_what_is_finished_leaves_no_draft(room: Room) -> None:
    room.talk("a", "What is pho?", "Is it vegan?")
    with closing(sqlite3.connect(room.path)) as file:
        assert file.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
