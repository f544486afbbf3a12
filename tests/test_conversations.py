"""Chats on disk: each by its own id, in order, with its facts and thumbs."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rooms import PHO, Room, shown

from ragfood.answers import Answer
from ragfood.conversations import Conversations, history_of, new_conversation_id
from ragfood.errors import StoreTrouble
from ragfood.providers import Message


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
    assert [chat.title for chat in room.chats.shelf.chats("me")] == [
        "one word after the other until there is no more room for…",
        "x" * 60 + "…",
        "What is pho?",
    ]


def test_a_question_asked_differently_is_a_branch_and_both_stay(room: Room) -> None:
    room.talk("a", "What is pho?", "Is it vegan?")
    first, second = (entry.number for entry in room.chats.entries("a") if entry.role == "user")
    number, draft = room.chats.add_question("a", "Is it hot?", edits=second)
    room.chats.add_answer("a", PHO, question=number, draft=draft)
    assert shown(room) == ["What is pho?", "Is it hot?"]
    assert room.chats.entries("a")[2].versions == (second, number)
    assert room.chats.entries("a")[0].versions == (first,)
    room.talk("a", "Why?")
    room.chats.turn_to("a", second)
    assert shown(room) == ["What is pho?", "Is it vegan?"]
    room.chats.turn_to("a", number)
    assert shown(room) == ["What is pho?", "Is it hot?", "Why?"]
    room.talk("b", "What is dal?")
    room.chats.turn_to("a", room.chats.entries("b")[0].number)
    assert shown(room) == ["What is pho?", "Is it hot?", "Why?"]


def test_the_first_question_may_be_asked_differently_too(room: Room) -> None:
    room.talk("a", "What is pho?")
    room.chats.add_question("a", "What is dal?", edits=room.chats.entries("a")[0].number)
    assert shown(room) == ["What is dal?"]


def test_another_answer_stands_beside_the_first(room: Room) -> None:
    (first,) = room.talk("a", "What is pho?")
    question = room.chats.entries("a")[0].number
    draft = room.chats.begin_answer("a", question)
    assert [entry.role for entry in room.chats.entries("a")] == ["user"]
    second = room.chats.add_answer("a", replace(PHO, text="Soup."), question=question, draft=draft)
    assert [entry.number for entry in room.chats.entries("a")] == [question, second]
    assert room.chats.entries("a")[-1].versions == (first, second)


def test_an_answer_to_another_branch_does_not_take_the_page_away(room: Room) -> None:
    room.talk("a", "What is pho?")
    first = room.chats.entries("a")[0].number
    number, draft = room.chats.add_question("a", "What is dal?", edits=first)
    room.chats.turn_to("a", first)
    room.chats.add_answer("a", replace(PHO, text="Dal."), question=number, draft=draft)
    assert shown(room) == ["What is pho?"]


V1 = """
CREATE TABLE conversations (id TEXT PRIMARY KEY, title TEXT NOT NULL, made REAL NOT NULL, changed REAL NOT NULL);
CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL REFERENCES conversations (id),
    role TEXT NOT NULL, text TEXT NOT NULL, answer TEXT, made REAL NOT NULL);
CREATE TABLE feedback (
    entry INTEGER PRIMARY KEY REFERENCES entries (number), liked INTEGER NOT NULL, made REAL NOT NULL);
INSERT INTO conversations VALUES ('a', 'What is phở?', 1, 2), ('b', 'Hello', 1, 2);
INSERT INTO entries (conversation, role, text, made) VALUES
    ('a', 'user', 'What is phở?', 1), ('a', 'assistant', 'A soup.', 2), ('b', 'user', 'Hello', 2),
    ('a', 'assistant', 'A noodle soup.', 3), ('a', 'user', 'Vegan?', 4), ('a', 'assistant', 'No.', 5);
INSERT INTO feedback VALUES (4, 1, 6);
"""


@pytest.mark.parametrize("version", [1, 0])
def test_a_file_of_the_first_version_keeps_everything(room: Room, version: int) -> None:
    with closing(sqlite3.connect(room.path)) as file:
        file.executescript(f"{V1}PRAGMA user_version={version};")
    entries = room.chats.entries("a")
    assert [entry.text for entry in entries] == ["What is phở?", "A noodle soup.", "Vegan?", "No."]
    assert entries[1].liked is True and entries[1].versions == (2, 4)
    assert [entry.text for entry in room.chats.entries("b")] == ["Hello"]
    room.chats.shelf.claim("me", "a")
    assert [hit.entry for hit in room.chats.shelf.search("me", "pho")] == [1]
    room.talk("a", "Is it hot?")
    assert len(room.chats.entries("a")) == 6
    room.chats.close()
    assert len(room.open().entries("a")) == 6
    assert not list(room.path.parent.glob("*damaged*"))


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(room: Room) -> None:
    room.talk("a", "What is pho?")
    room.chats.close()
    with closing(sqlite3.connect(room.path)) as file:
        file.execute("PRAGMA user_version=99")
        file.execute("PRAGMA journal_mode=DELETE")
    before = room.path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreTrouble, match="newer version"):
            room.chats.entries("a")
    assert room.path.read_bytes() == before
    assert not list(room.path.parent.glob("*damaged*"))


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
        Message("assistant", PHO.text, ("pho",)),
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
        lambda: room.chats.shelf.chats("me"),
    ):
        with pytest.raises(StoreTrouble, match=r"chats\.sqlite"):
            use()


def test_a_damaged_file_is_set_aside_and_new_chats_go_on(room: Room) -> None:
    room.path.write_text("damage")
    room.talk("a", "What is pho?")
    assert len(room.chats.entries("a")) == 2
    assert room.path.with_name("chats.sqlite.damaged-1").read_text() == "damage"
