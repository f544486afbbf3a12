"""One question answered by both side by side: two real streams, one search, two versions of one answer."""

from __future__ import annotations

from pathlib import Path

from fake_vendors import FakeGroq, FakeOllama, faults
from houses import ask, finished, house

from ragfood.answers import Answer, Timings
from ragfood.chat.turns import Aim, Turn
from ragfood.providers import Usage
from ragfood.ui.both import speed


def both(app, conversation: str) -> Turn:
    entries = app.conversations.entries(conversation)
    turn: Turn = app.chat.ask_both("What is pad thai?", conversation=conversation, aim=Aim(entry=entries[-1].number))
    return turn


def test_both_answer_over_the_same_foods_and_are_versions_of_one_answer(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama)
        ask(app, conversation="c")
        turn = both(app, "c")
        assert turn.pair is not None
        first, second = finished(turn), finished(turn.pair)
        assert (first.provider, second.provider) == ("groq", "ollama")
        assert first.sources == second.sources
        assert groq.chats[-1].body["messages"] == ollama.chats[-1].body["messages"]
    entries = app.conversations.entries("c")
    assert len(entries) == 2 and len(entries[-1].versions) == 3
    assert app.ledger.today().requests == 3


def test_one_that_fails_leaves_the_other_alone(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama)
        ask(app, conversation="c")
        groq.always(faults.key_refused())
        turn = both(app, "c")
        assert turn.pair is not None
        assert finished(turn).failed and finished(turn.pair).complete
    last = app.conversations.entries("c")[-1]
    assert last.answer and last.answer.provider == "ollama", "the chat goes on from the answer, not from the failure"


def test_a_chat_is_busy_until_both_have_ended_and_a_stop_ends_both(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama)
        ask(app, conversation="c")
        ollama.next(faults.stall(1))
        turn = both(app, "c")
        finished(turn)
        assert turn.pair is not None and turn.under_way and not turn.running
        waits = app.chat.ask("What is ramen?", conversation="c", waits=True)
        assert app.turns.waiting("c") == (waits,)
        turn.stop()
        assert finished(turn.pair).stopped
        assert finished(waits).complete


def test_the_speed_of_an_answer_is_that_of_its_words() -> None:
    answer = Answer("words", usage=Usage(10, 100), timings=Timings(0.1, 1.0, 3.0))
    assert speed(answer) == 50
    assert speed(Answer("words", timings=Timings(0.1, 1.0, 3.0))) is None
    assert speed(Answer("words", usage=Usage(10, 100))) is None
