"""Streams that end otherwise than they should: what is kept, what is said, and that it is paid for once."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from clocks import FakeClock
from fake_vendors import FakeGroq, FakeOllama, Fault, Limits, faults
from houses import ask, finished, house
from troubles import prove_books, prove_calm, prove_silence

from ragfood.chat.turns import Turn
from ragfood.conversations import new_conversation_id

TEN = "one two three four five six seven eight nine ten"


def patience(fault) -> dict[str, str]:
    """Only a stall is waited for; what comes at once needs no deadline that a busy machine could miss."""
    return {"RAGFOOD_FIRST_TOKEN_S": "0.6"} if fault is faults.stall else {}


BREAKS = [
    pytest.param(faults.drop, id="cut"),
    pytest.param(faults.stall, id="stall"),
    pytest.param(faults.silent_end, id="silent end"),
    pytest.param(lambda after: faults.error_event(after, "error"), id="error object"),
    pytest.param(lambda after: faults.error_event(after, "error event"), id="error event"),
    pytest.param(lambda after: faults.error_event(after, "error text"), id="error text"),
    pytest.param(lambda after: faults.error_event(after, "x_groq error"), id="x_groq error"),
    pytest.param(faults.malformed, id="malformed"),
    pytest.param(faults.no_choices, id="no choices"),
]


@pytest.mark.parametrize("fault", BREAKS)
def test_an_answer_that_breaks_off_is_kept_marked_paid_and_never_repeated(tmp_path: Path, fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.answer = TEN
        groq.next(fault(4))
        app = house(tmp_path, groq, ollama, FakeClock(), **patience(fault))
        conversation = new_conversation_id()
        broken = ask(app, conversation=conversation)
        assert broken.text == "one two three four"
        assert broken.interrupted and not broken.complete and "Continue" in broken.remedy
        assert broken.usage is not None and broken.usage.estimated and broken.cost
        assert ollama.chats == [] and len(groq.chats) == 1
        assert app.conversations.entries(conversation)[-1].answer == broken
        prove_calm(broken)
        again = ask(house(tmp_path, groq, ollama, FakeClock()))
        assert again.complete and not again.cached and again.text == TEN
        prove_books(app, groq)
        prove_silence(app)


@pytest.mark.parametrize("fault", BREAKS)
def test_a_stream_that_breaks_before_its_first_word_goes_to_the_next_and_is_paid_for(tmp_path: Path, fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(fault(0))
        app = house(tmp_path, groq, ollama, FakeClock(), **patience(fault))
        answer = ask(app)
        assert (answer.provider, answer.interrupted) == ("ollama", False)
        assert len(groq.bills) == len(groq.chats) <= 2
        assert app.ledger.today().estimated >= len(groq.bills)
        prove_calm(answer)
        prove_books(app, groq)


def test_all_the_text_without_a_finish_mark_is_no_whole_answer(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer = TEN
        groq.next(faults.silent_end())
        app = house(tmp_path, groq, clock=FakeClock())
        answer = ask(app)
        assert answer.text == TEN and answer.interrupted
        assert not ask(app).cached
        prove_books(app, groq)


def test_an_unknown_finish_reason_ends_an_answer_only_with_the_last_word(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.next(faults.finish("tomorrow", done=False), faults.finish("tomorrow"))
        app = house(tmp_path, groq, clock=FakeClock())
        assert ask(app).interrupted
        assert ask(app, "What is hummus?").complete
        prove_books(app, groq)


@pytest.mark.parametrize(
    ("fault", "caps"), [(faults.empty_answer(), [1024, 1024]), (faults.thought_too_long(), [1024, 2048])],
    ids=["empty", "all thought"],
)  # fmt: skip
def test_an_answer_without_a_word_is_asked_for_once_more_and_then_from_the_next(
    tmp_path: Path, fault: Fault, caps: list[int]
) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(fault)
        app = house(tmp_path, groq, ollama, FakeClock())
        answer = ask(app)
        assert answer.provider == "groq" and answer.text
        assert [chat.body["max_completion_tokens"] for chat in groq.chats] == caps
        assert answer.cost == app.ledger.today().cost, "both tries are paid for"
        groq.always(fault)
        assert ask(app, "What is hummus?").provider == "ollama"
        assert len(groq.chats) == 4
        prove_calm(answer)
        prove_books(app, groq)


@pytest.mark.parametrize("where", ["top", "x_groq", "both", "none"])
def test_tokens_are_paid_once_wherever_the_vendor_tells_them(tmp_path: Path, where: str) -> None:
    with FakeGroq() as groq:
        groq.usage = where
        app = house(tmp_path, groq, clock=FakeClock())
        answer = ask(app)
        assert answer.complete and answer.usage is not None
        assert answer.usage.estimated is (where == "none")
        assert app.ledger.today().requests == 1
        prove_books(app, groq)


def writing(turn: Turn) -> Turn:
    next(snapshot for snapshot in turn.snapshots() if snapshot.text or snapshot.answer)
    return turn


def test_a_closed_tab_loses_nothing_and_a_second_one_sees_the_same_turn(tmp_path: Path) -> None:
    """Nobody watches: the turn goes on by itself, is kept, and whoever comes back finds it."""
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = TEN, 0.02
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        first = writing(app.chat.ask("What is pad thai?", conversation=conversation))
        watcher = first.snapshots()
        next(watcher)
        watcher.close()
        assert app.turns.of(conversation) is first
        assert finished(first).text == TEN
        assert app.conversations.entries(conversation)[-1].answer == finished(first)
        prove_books(app, groq)


def test_a_turn_nobody_can_answer_any_more_ends_calmly(tmp_path: Path) -> None:
    """The vendor goes away for good in the middle of several answers."""
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 200, 0.02
        app = house(tmp_path, groq)
        turns = [writing(app.chat.ask("What is pad thai?", conversation=new_conversation_id())) for _ in range(3)]
    for turn in turns:
        answer = finished(turn)
        assert answer.interrupted and answer.text.startswith("word")
        prove_calm(answer)
    assert app.ledger.standing().held == 0


def test_three_hundred_quick_stops_freeze_nothing_and_are_all_on_the_books(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.plan = "word " * 20, Limits()
        app = house(tmp_path, groq, RAGFOOD_CACHE_DAYS="0")

        def person(number: int) -> None:
            for each in range(50):
                turn = app.chat.ask("What is pad thai?", conversation=f"{number}-{each}", mode="groq")
                if (number + each) % 3:
                    writing(turn)
                turn.stop()
                finished(turn)

        people = [threading.Thread(target=person, args=(number,), daemon=True) for number in range(6)]
        for each in people:
            each.start()
        for each in people:
            each.join(30)
        assert not any(each.is_alive() for each in people)
        answer = ask(app)
        assert answer.complete and answer.provider == "groq"
        assert groq.wait_until(lambda: groq.open_streams == 0)
        assert app.ledger.standing().held == 0
        today = app.ledger.today()
        assert len(groq.bills) <= today.requests <= len(groq.chats)
        assert today.input_tokens >= groq.tokens_billed[0]


def test_a_hundred_and_ten_streams_that_nobody_reads_exhaust_nothing(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.plan = Limits()
        groq.next(*[faults.stall(1)] * 110)
        app = house(tmp_path, groq, RAGFOOD_CACHE_DAYS="0", RAGFOOD_FIRST_TOKEN_S="60", RAGFOOD_TIMEOUT_S="60")
        turns = [app.chat.ask("What is pad thai?", conversation=str(n), mode="groq") for n in range(110)]
        assert groq.wait_until(lambda: groq.open_streams == 110, timeout=60)
        assert ask(app, mode="groq").complete
        began = time.monotonic()
        for turn in turns:
            turn.stop()
        assert all(finished(turn).stopped for turn in turns)
        assert groq.wait_until(lambda: groq.open_streams == 0)
        assert time.monotonic() - began < 20
        assert app.ledger.standing().held == 0
