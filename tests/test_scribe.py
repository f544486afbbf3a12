"""What of a turn goes to disk while it runs; questions that wait; answers that go on: over the real app."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from fake_vendors import FakeGroq, FakeOllama, faults
from houses import ask, finished, house

from ragfood.chat.turns import MOST_WAITING, Aim, Turn
from ragfood.conversations import new_conversation_id
from ragfood.errors import QuestionRefused

SLOW = "word " * 400


def until(true: object, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def test_what_is_written_so_far_is_on_disk_within_seconds_and_gone_with_the_answer(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = SLOW, 0.02
        app, conversation = house(tmp_path, groq), new_conversation_id()
        other = house(tmp_path)
        turn = app.chat.ask("What is pad thai?", conversation=conversation)

        def elsewhere() -> bool:
            draft = other.conversations.drafts.elsewhere(conversation)
            return draft is not None and draft.text.startswith("word word") and bool(draft.sources)

        until(elsewhere)
        turn.stop()
        finished(turn)
    assert other.conversations.drafts.elsewhere(conversation) is None
    assert [entry.role for entry in other.conversations.entries(conversation)] == ["user", "assistant"]


KILLED = """
import os, sqlite3, sys, time
sys.path.insert(0, sys.argv[3])
from pathlib import Path
from fake_vendors import FakeGroq
from houses import house
with FakeGroq() as groq:
    groq.answer, groq.token_delay = "word " * 400, 0.02
    app = house(Path(sys.argv[1]), groq)
    turn = app.chat.ask("What is pad thai?", conversation=sys.argv[2])
    next(snapshot for snapshot in turn.snapshots() if snapshot.text)
    file = sqlite3.connect(Path(sys.argv[1]) / "state" / "chats.sqlite")
    while "word word" not in str(file.execute("SELECT answer FROM drafts").fetchall()):
        time.sleep(0.02)
    os._exit(9)
"""


def test_a_process_that_dies_in_the_middle_leaves_an_answer_that_can_be_continued(tmp_path: Path) -> None:
    conversation, here = new_conversation_id(), str(Path(__file__).parent)
    environment = {**os.environ, "PYTHONPATH": str(Path(here).parent)}
    died = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), conversation, here], env=environment, timeout=60
    )
    assert died.returncode == 9
    with FakeGroq() as groq:
        app = house(tmp_path, groq)
        assert app.conversations.drafts.recover(conversation) == 1
        broken = app.conversations.entries(conversation)[-1]
        assert broken.answer is not None and broken.answer.interrupted and broken.answer.text.startswith("word word")
        groq.answer = "and the end [1]."
        aim = Aim(entry=broken.number)
        finished(app.chat.ask("What is pad thai?", conversation=conversation, mode="groq", continues=True, aim=aim))
        whole = app.conversations.entries(conversation)
    assert len(whole) == 2 and whole[-1].number == broken.number
    assert whole[-1].text.startswith("word word") and whole[-1].text.endswith("and the end [1].")
    assert whole[-1].answer is not None and whole[-1].answer.complete and whole[-1].answer.cost is None


def test_an_interrupted_answer_is_continued_over_the_same_foods_with_both_costs(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app, conversation = house(tmp_path, groq), new_conversation_id()
        groq.next(faults.drop(6))
        groq.answer = "Pad thai is made of rice noodles and tamarind"
        first = ask(app, conversation=conversation)
        assert first.interrupted and first.cost
        number = app.conversations.entries(conversation)[-1].number
        groq.answer = "tamarind and egg [1]."
        turn = app.chat.ask(
            "What is pad thai?", conversation=conversation, mode="groq", continues=True, aim=Aim(entry=number)
        )
        finished(turn)
        asked = groq.chats[-1].body["messages"][-1]["content"]
    entry = app.conversations.entries(conversation)[-1]
    whole = entry.answer
    assert entry.number == number and whole is not None
    assert whole.text.startswith("Pad thai is made") and whole.text.endswith("tamarind and egg [1].")
    assert whole.sources == first.sources and whole.complete
    assert isinstance(whole.cost, Decimal) and whole.cost > first.cost
    assert first.text.rpartition(" ")[0] in asked and "<food number=1>" in asked
    assert app.ledger.today().cost == whole.cost
    with closing(sqlite3.connect(tmp_path / "state" / "cache.sqlite")) as file:
        assert file.execute("SELECT count(*) FROM answers").fetchone() == (0,), "a part is no answer to keep"


def test_when_continuing_fails_the_text_stays_and_no_passage_is_put_behind_it(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app, conversation = house(tmp_path, groq), new_conversation_id()
        groq.next(faults.drop(6))
        first = ask(app, conversation=conversation)
        groq.always(faults.key_refused())
        number = app.conversations.entries(conversation)[-1].number
        aim = Aim(entry=number)
        finished(app.chat.ask("What is pad thai?", conversation=conversation, continues=True, aim=aim))
    entry = app.conversations.entries(conversation)[-1]
    assert entry.text == first.text and entry.number == number
    assert entry.answer is not None and entry.answer.interrupted and entry.answer.trouble


def test_an_edited_question_is_answered_with_what_was_said_before_it_only(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app, conversation = house(tmp_path, groq), new_conversation_id()
        ask(app, "What is hummus?", conversation=conversation)
        ask(app, "What is ramen?", conversation=conversation)
        second = app.conversations.entries(conversation)[2].number
        finished(app.chat.ask("What is borscht?", conversation=conversation, aim=Aim(edits=second)))
        said = [message["content"] for message in groq.chats[-1].body["messages"]]
    assert any("hummus" in each for each in said[1:-1]) and not any("ramen" in each for each in said[1:])
    assert len(app.conversations.entries(conversation)[2].versions) == 2


def test_an_older_answer_is_made_anew_where_it_stands(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app, conversation = house(tmp_path, groq, ollama), new_conversation_id()
        ask(app, "What is hummus?", conversation=conversation)
        ask(app, "What is ramen?", conversation=conversation)
        first = app.conversations.entries(conversation)[1].number
        aim = Aim(entry=first)
        finished(app.chat.ask("What is hummus?", conversation=conversation, mode="ollama", again=True, aim=aim))
        shown = app.conversations.entries(conversation)
        assert [entry.role for entry in shown] == ["user", "assistant"]
        assert shown[1].answer is not None and shown[1].answer.provider == "ollama"
        app.conversations.turn_to(conversation, first)
        assert len(app.conversations.entries(conversation)) == 4


def test_questions_wait_in_their_order_and_each_knows_the_answer_before(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 20, 0.02
        app, conversation = house(tmp_path, groq), new_conversation_id()
        names = ("hummus", "ramen", "borscht")
        turns = [
            app.chat.ask(f"What is {name}?", conversation=conversation, waits=True) for name in ("pad thai", *names)
        ]
        assert [turn.question for turn in app.turns.waiting(conversation)] == [f"What is {name}?" for name in names]
        assert app.turns.take_back(conversation, turns[2].id)
        assert not app.turns.take_back(conversation, turns[2].id)
        assert not app.turns.take_back(conversation, turns[0].id)
        for turn in turns:
            finished(turn)
        roles = [len(each.body["messages"]) for each in groq.chats]
    asked = [entry.text for entry in app.conversations.entries(conversation) if entry.role == "user"]
    assert asked == ["What is pad thai?", "What is hummus?", "What is borscht?"]
    assert roles == [2, 4, 6]
    assert app.turns.waiting(conversation) == ()


def test_stopping_lets_the_next_question_begin_and_the_line_is_bounded(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = SLOW, 0.02
        app, conversation = house(tmp_path, groq), new_conversation_id()
        turns: list[Turn] = []
        for number in range(MOST_WAITING + 1):
            turns.append(app.chat.ask(f"What is pad thai {number}?", conversation=conversation, waits=True))
        with pytest.raises(QuestionRefused, match="waiting already"):
            app.chat.ask("One more?", conversation=conversation, waits=True)
        with pytest.raises(QuestionRefused, match="still being written"):
            app.chat.ask("Out of turn?", conversation=conversation)
        app.chat.ask("What is ramen?", conversation=new_conversation_id(), waits=True).stop()
        for turn in turns:
            until(lambda turn=turn: app.turns.of(conversation) is turn)
            turn.stop()
            assert finished(turn).stopped
        assert not [turn for turn in app.turns.running() if turn.conversation == conversation]


def test_no_question_is_left_waiting_however_the_ends_and_beginnings_fall(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer = "Rice."
        app, conversation = house(tmp_path, groq), new_conversation_id()
        turns: list[Turn] = []

        def hurry(who: int) -> None:
            for number in range(4):
                while True:
                    try:
                        question = f"What is pad thai {who} {number}?"
                        turns.append(app.chat.ask(question, conversation=conversation, waits=True))
                        break
                    except QuestionRefused:
                        time.sleep(0.005)

        threads = [threading.Thread(target=hurry, args=(who,)) for who in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert len([finished(turn) for turn in turns]) == 12
    assert len(app.conversations.entries(conversation)) == 24


def test_an_answer_whose_question_a_restore_took_away_says_so_and_is_put_behind_no_other(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = SLOW, 0.02
        app, conversation = house(tmp_path, groq), new_conversation_id()
        app.conversations.add_question("before", "What is dal?")
        made = app.backups.make()
        turn = app.chat.ask("What is pad thai?", conversation=conversation)
        until(lambda: "word" in turn.snapshot().text)
        app.backups.restore(made.path)
        other, _ = app.conversations.add_question("another", "Is hummus vegan?")
        turn.stop()
        answer = finished(turn)
    assert any("no longer in the chats" in notice for notice in answer.notices)
    assert [entry.number for entry in app.conversations.entries("another")] == [other]
    assert app.conversations.entries(conversation) == []
