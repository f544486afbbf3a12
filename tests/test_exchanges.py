"""What is read of all chats: once, in order, and never from chats that were deleted or brought along."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from clocks import FakeClock

from ragfood.answers import Answer, Attempt, Source
from ragfood.conversations import Conversations

PHO = Source("pho", "Pho", "A soup.", 0.9)
ANSWER = Answer("Pho [1].", "groq", "a-model", sources=(PHO,))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "chats.sqlite"


@pytest.fixture
def chats(file: Path, clock: FakeClock) -> Conversations:
    return Conversations(file, clock)


def ask(chats: Conversations, chat: str, question: str, answer: Answer = ANSWER) -> int:
    number, draft = chats.add_question(chat, question, visitor="a-visitor")
    return chats.add_answer(chat, answer, question=number, draft=draft)


def questions(chats: Conversations, since: float = 0, most: int = 100) -> list[str]:
    return [each.question for each in chats.exchanges.since(since, most)]


def test_they_come_oldest_first_and_only_the_newest(chats: Conversations, clock: FakeClock) -> None:
    for question in ("one", "two", "three"):
        clock.advance(60)
        ask(chats, "chat", question)
    assert questions(chats) == ["one", "two", "three"]
    assert questions(chats, most=2) == ["two", "three"]
    assert questions(chats, (clock.now() - timedelta(seconds=30)).timestamp()) == ["three"]


def test_thumbs_given_and_taken_back_are_seen_at_once(chats: Conversations) -> None:
    number = ask(chats, "chat", "one")
    assert chats.exchanges.since(0, 9)[0].liked is None
    chats.opinions.rate(number, False, "slow")
    judged = chats.exchanges.since(0, 9)[0]
    assert (judged.liked, judged.reason, judged.foods) == (False, "slow", ("pho",))
    chats.opinions.rate(number, None)
    assert chats.exchanges.since(0, 9)[0].liked is None


def test_a_deleted_chat_is_left_out_and_comes_back_with_it(chats: Conversations) -> None:
    ask(chats, "chat", "one")
    chats.shelf.delete("a-visitor", "chat")
    assert questions(chats) == []
    chats.shelf.restore("a-visitor", "chat")
    assert questions(chats) == ["one"]


def test_an_answer_that_broke_off_is_read_again_when_it_was_continued(chats: Conversations) -> None:
    number = ask(chats, "chat", "one", replace(ANSWER, text="P", interrupted=True, trouble="It broke off."))
    assert chats.exchanges.since(0, 9)[0].trouble
    chats.change_answer(number, ANSWER)
    assert not chats.exchanges.since(0, 9)[0].trouble


def test_more_answers_than_are_read_at_once_are_all_there(chats: Conversations, file: Path) -> None:
    for number in range(3):
        ask(chats, "chat", f"{number}")
    many = 1200
    with closing(sqlite3.connect(file)) as written, written:
        written.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO entries (conversation, role, text, answer, made, parent)"
            " SELECT conversation, role, text, answer, made + i, parent FROM n, entries WHERE number = 6",
            (many,),
        )
    assert len(chats.exchanges.since(0, 5000)) == many + 3


def test_a_damaged_answer_is_left_out_and_its_text_is_there_for_who_looks(chats: Conversations, file: Path) -> None:
    number = ask(chats, "chat", "one")
    with closing(sqlite3.connect(file)) as written, written:
        written.execute("UPDATE entries SET answer = '{' WHERE number = ?", (number,))
    assert questions(chats) == []
    assert chats.exchanges.text_of(number) == "Pho [1]."
    assert chats.exchanges.text_of(999) == ""


def test_of_the_scorecard_too_a_continued_answer_is_read_again_and_a_damaged_one_left_out(
    chats: Conversations, clock: FakeClock, file: Path
) -> None:
    begin = clock.now()
    number = ask(chats, "chat", "one", replace(ANSWER, text="P", interrupted=True, trouble="It broke off."))
    assert [each.interrupted for each in chats.answered_since(begin)] == [True]
    chats.change_answer(number, ANSWER)
    assert [each.interrupted for each in chats.answered_since(begin)] == [False]
    broken = ask(chats, "chat", "two")
    with closing(sqlite3.connect(file)) as written, written:
        written.execute("UPDATE entries SET answer = '[' WHERE number = ?", (broken,))
    assert len(chats.answered_since(begin)) == 1


def test_answers_from_before_gists_have_one_as_soon_as_their_file_is_opened(chats: Conversations, file: Path) -> None:
    ask(chats, "chat", "one")
    broken = ask(chats, "chat", "two", replace(ANSWER, provider="ollama"))
    begin = chats.exchanges.since(0, 9)
    chats.close()
    with closing(sqlite3.connect(file)) as older, older:
        older.execute("UPDATE entries SET answer = '{' WHERE number = ?", (broken,))
        for trigger in ("gist_made", "gist_changed", "gist_gone"):
            older.execute(f"DROP TRIGGER {trigger}")
        older.execute("DROP TABLE gists")
        older.execute("PRAGMA user_version = 2")
    assert chats.exchanges.since(0, 9) == begin
    assert Conversations(file, FakeClock()).exchanges.since(0, 9) == begin[:1]
    ask(chats, "chat", "three")
    assert questions(chats)[-1] == "three"


def test_what_is_deleted_for_good_leaves_no_gist(chats: Conversations, clock: FakeClock, file: Path) -> None:
    ask(chats, "gone", "one")
    ask(chats, "other", "two")
    chats.shelf.delete("a-visitor", "gone")
    clock.advance(10**7)
    chats.shelf.delete("a-visitor", "other")
    with closing(sqlite3.connect(file)) as looked:
        assert looked.execute("SELECT count(*) FROM gists").fetchone() == (1,)


def test_only_our_own_limit_counts_as_one(chats: Conversations, clock: FakeClock) -> None:
    begin = clock.now()
    for reason, said in (("over_limit", ""), ("rate_limited", '"reason":"over_limit"'), ("", "over_limit")):
        attempt = Attempt("groq", "a-model", "declined", reason, sentence=said)
        ask(chats, "chat", "one", replace(ANSWER, attempts=(attempt,)))
    assert sorted(each.limited for each in chats.answered_since(begin)) == [False, False, True]
