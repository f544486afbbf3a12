"""Chats on disk: each by its own id, in order, with its facts and thumbs."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from clocks import FakeClock

from ragfood.answers import Answer, Source
from ragfood.conversations import Conversations, Title, history_of, new_conversation_id
from ragfood.errors import StoreTrouble
from ragfood.providers import Message, Usage

PHO = Answer(
    "Pho is a soup [1].",
    provider="groq",
    sources=(Source("pho", "Pho", "A soup.", 0.7),),
    usage=Usage(300, 150),
    cost=Decimal("0.000030"),
)


class Room:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "chats.sqlite"
        self.clock = FakeClock()
        self.chats = self.open()

    def open(self) -> Conversations:
        return Conversations(self.path, self.clock)

    def talk(self, conversation: str, *questions: str) -> list[int]:
        """The numbers of the answers."""
        numbers = []
        for question in questions:
            self.chats.add_question(conversation, question)
            self.clock.advance(1)
            numbers.append(self.chats.add_answer(conversation, PHO))
            self.clock.advance(1)
        return numbers


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    room.chats.close()


def test_a_chat_is_read_back_in_its_order_with_all_its_facts(room: Room) -> None:
    room.talk("a", "What is pho?", "Is it vegan?")
    room.chats.close()
    entries = room.open().entries("a")
    assert [(entry.role, entry.text) for entry in entries] == [
        ("user", "What is pho?"),
        ("assistant", PHO.text),
        ("user", "Is it vegan?"),
        ("assistant", PHO.text),
    ]
    assert [entry.answer for entry in entries] == [None, PHO, None, PHO]
    assert [entry.number for entry in entries] == sorted(entry.number for entry in entries)


def test_chats_do_not_see_each_other(room: Room) -> None:
    room.talk("a", "What is pho?")
    room.talk("b", "What is dal?")
    assert [entry.text for entry in room.chats.entries("b")] == ["What is dal?", PHO.text]
    assert room.chats.entries("c") == []
    assert room.chats.entries("a' OR '1'='1") == []


def test_ids_cannot_be_guessed() -> None:
    ids = {new_conversation_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) >= 22 and each.replace("-", "").replace("_", "").isalnum() for each in ids)


def test_the_first_question_names_the_chat(room: Room) -> None:
    room.talk("a", "  What\n is  pho? ", "Is it vegan?")
    room.talk("b", "x" * 500)
    room.talk("c", "one word after the other until there is no more room for all of them")
    assert room.chats.titles(["c", "nobody's", "a", "b"]) == [
        Title("c", "one word after the other until there is no more room for…"),
        Title("a", "What is pho?"),
        Title("b", "x" * 60 + "…"),
    ]
    assert room.chats.titles([]) == []


def test_thumbs_are_kept_changed_and_taken_back(room: Room) -> None:
    first, second = room.talk("a", "What is pho?", "Is it vegan?")

    def thumbs() -> list[bool | None]:
        return [entry.liked for entry in room.chats.entries("a") if entry.role == "assistant"]

    assert thumbs() == [None, None]
    room.chats.rate(first, True)
    room.chats.rate(second, False)
    assert thumbs() == [True, False]
    room.chats.rate(first, False)
    assert thumbs() == [False, False]
    room.chats.rate(second, None)
    assert thumbs() == [False, None]
    assert len(room.chats.entries("a")) == 4


def test_a_thumb_for_no_entry_is_trouble_and_does_no_harm(room: Room) -> None:
    room.talk("a", "What is pho?")
    with pytest.raises(StoreTrouble):
        room.chats.rate(99, True)
    assert len(room.chats.entries("a")) == 2


TEXTS = [
    "'); DROP TABLE entries; --",
    "ما هو الفلافل؟",
    "🍜" * 100,
    "<script>alert(1)</script>",
    "line\nline\ttab",
    "a" * 4000,
]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_every_text_comes_back_as_it_was(room: Room, text: str) -> None:
    room.chats.add_question("a", text)
    room.chats.add_answer("a", replace(PHO, text=text))
    assert [entry.text for entry in room.chats.entries("a")] == [text, text]


def test_an_answer_with_half_a_character_is_saved(room: Room) -> None:
    room.chats.add_question("a", "What?")
    room.chats.add_answer("a", replace(PHO, text="soup \ud83c"))
    assert room.chats.entries("a")[-1].text == "soup \ufffd"


@pytest.mark.parametrize("kept", ["", "{", "null", '{"text": 3}', '{"text": "a", "sources": [1]}', "[" * 100_000])
def test_facts_that_cannot_be_read_leave_the_text(room: Room, kept: str) -> None:
    room.talk("a", "What is pho?")
    with closing(sqlite3.connect(room.path)) as file, file:
        file.execute("UPDATE entries SET answer = ? WHERE role = 'assistant'", (kept,))
    entry = room.chats.entries("a")[-1]
    assert (entry.text, entry.answer) == (PHO.text, None)


def test_history_is_what_was_said_without_what_has_no_text(room: Room) -> None:
    room.talk("a", "What is pho?")
    room.chats.add_question("a", "Is it vegan?")
    room.chats.add_answer("a", Answer("", trouble="Nobody could answer."))
    assert history_of(room.chats.entries("a")) == (
        Message("user", "What is pho?"),
        Message("assistant", PHO.text),
        Message("user", "Is it vegan?"),
    )


def test_many_write_at_once_and_nothing_is_mixed(room: Room) -> None:
    barrier = threading.Barrier(6)

    def work(who: int, chats: Conversations) -> None:
        barrier.wait()
        for number in range(8):
            chats.add_question(f"chat {who}", f"question {number} of {who}")

    both = [room.chats, room.open()]
    threads = [threading.Thread(target=work, args=(who, both[who % 2])) for who in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for who in range(6):
        texts = [entry.text for entry in room.chats.entries(f"chat {who}")]
        assert texts == [f"question {number} of {who}" for number in range(8)]


def test_a_file_that_cannot_be_used_is_told(room: Room) -> None:
    room.path.mkdir()
    for use in (
        lambda: room.chats.entries("a"),
        lambda: room.chats.add_question("a", "What?"),
        lambda: room.chats.titles(["a"]),
    ):
        with pytest.raises(StoreTrouble, match=r"chats\.sqlite"):
            use()


def test_a_damaged_file_is_set_aside_and_new_chats_go_on(room: Room) -> None:
    room.path.write_text("damage")
    room.talk("a", "What is pho?")
    assert len(room.chats.entries("a")) == 2
    assert room.path.with_name("chats.sqlite.damaged-1").read_text() == "damage"
