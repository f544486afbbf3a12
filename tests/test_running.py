"""Which entries stand above an answer that is being written, while it comes to be on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from houses import house

from ragfood.answers import Answer
from ragfood.chat.scribe import Scribe
from ragfood.chat.turns import Aim, Turn
from ragfood.conversations import Conversations
from ragfood.ui import running

EARLIER = Answer("Rice noodles [1].", provider="groq", model="m")


@pytest.fixture
def chats(tmp_path: Path) -> Conversations:
    return house(tmp_path).conversations


def above(chats: Conversations, turn: Turn) -> list[str]:
    return [entry.text for entry in running.before(turn, chats.entries("here"))]


@pytest.mark.parametrize("kind", ["a question", "asked again", "continued", "asked differently"])
def test_an_answer_that_is_on_disk_and_not_yet_at_its_end_is_not_above_itself(chats: Conversations, kind: str) -> None:
    scribe = Scribe(chats)
    first = Turn("here", "What is pad thai?", "auto")
    scribe.note(first)
    _, number = scribe.end(first, EARLIER)
    question = chats.entries("here")[0].number
    turn, questions = {
        "a question": (Turn("here", "Is it vegan?", "auto"), ["What is pad thai?", EARLIER.text, "Is it vegan?"]),
        "asked again": (
            Turn("here", "What is pad thai?", "auto", again=True, aim=Aim(entry=number)),
            ["What is pad thai?"],
        ),
        "continued": (
            Turn("here", "What is pad thai?", "auto", continues=True, aim=Aim(entry=number)),
            ["What is pad thai?"],
        ),
        "asked differently": (Turn("here", "What is pho?", "auto", aim=Aim(edits=question)), ["What is pho?"]),
    }[kind]
    scribe.note(turn)
    assert above(chats, turn) == questions
    scribe.end(turn, Answer("Yes.", provider="groq", model="m"))
    assert turn.under_way
    assert len(chats.entries("here")) == len(questions) + 1
    assert above(chats, turn) == questions


def test_before_its_question_is_on_disk_what_it_replaces_is_not_above_it(chats: Conversations) -> None:
    scribe = Scribe(chats)
    first = Turn("here", "What is pad thai?", "auto")
    scribe.note(first)
    _, number = scribe.end(first, EARLIER)
    assert above(chats, Turn("here", "Is it vegan?", "auto")) == ["What is pad thai?", EARLIER.text]
    assert above(chats, Turn("here", "", "auto", again=True, aim=Aim(entry=number))) == ["What is pad thai?"]
    question = chats.entries("here")[0].number
    assert above(chats, Turn("here", "What is pho?", "auto", aim=Aim(edits=question))) == []
