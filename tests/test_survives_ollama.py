"""Ollama in every bad state: what the person reads meanwhile, who answers instead, and that the search goes on."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from clocks import FakeClock
from fake_vendors import FakeGroq, FakeOllama, Fault, faults
from houses import ask, finished, house
from troubles import prove_books, prove_calm

from ragfood.cancel import Cancel
from ragfood.conversations import new_conversation_id


def test_a_missing_model_is_told_with_the_command_that_gets_it_and_the_next_answers(tmp_path: Path) -> None:
    with FakeOllama() as ollama:
        ollama.models = []
        app = house(tmp_path, ollama=ollama, clock=FakeClock())
        answer = ask(app)
        assert answer.degraded
        missing = next(each for each in answer.attempts if each.provider == "ollama")
        assert (missing.reason, missing.remedy) == ("model_not_pulled", "Run: ollama pull llama3.2")
        prove_calm(answer)
        forced = ask(app, mode="ollama")
        assert forced.failed and "ollama pull llama3.2" in forced.remedy
        prove_calm(forced)
        assert [progress.done for progress in app.ollama.pull(Cancel())][-1]


def phases(app, question: str) -> list[str]:
    """What was shown while one question was answered by Ollama."""
    turn = app.chat.ask(question, conversation=new_conversation_id(), mode="ollama")
    shown = [snapshot.phase for snapshot in turn.snapshots()]
    assert finished(turn).complete
    return shown


def test_a_cold_load_is_shown_and_not_taken_for_dead(tmp_path: Path) -> None:
    with FakeOllama() as ollama:
        ollama.cold_load_s = 0.4
        app = house(tmp_path, ollama=ollama, clock=FakeClock(), RAGFOOD_FIRST_TOKEN_S="0.1")
        assert any("llama3.2 is being loaded" in phase for phase in phases(app, "What is pad thai?"))
        assert not any("being loaded" in phase for phase in phases(app, "What is hummus?"))


def test_a_load_beyond_its_own_deadline_goes_to_the_next(tmp_path: Path) -> None:
    with FakeOllama() as ollama:
        ollama.cold_load_s = 60.0
        app = house(tmp_path, ollama=ollama, clock=FakeClock(), RAGFOOD_OLLAMA_FIRST_TOKEN_S="0.3")
        began = time.monotonic()
        answer = ask(app)
        assert time.monotonic() - began < 20 and answer.degraded
        assert "RAGFOOD_OLLAMA_FIRST_TOKEN_S" in answer.attempts[1].remedy
        assert ollama.wait_for_disconnect(30)
        prove_calm(answer)


@pytest.mark.parametrize("fault", [faults.queue_full(), faults.runner_crash()], ids=["queue full", "runner crash"])
def test_a_full_queue_and_a_crash_are_tried_again_and_then_left(tmp_path: Path, fault: Fault) -> None:
    with FakeOllama() as ollama:
        clock = FakeClock()
        app = house(tmp_path, ollama=ollama, clock=clock)
        ollama.next(fault)
        assert ask(app).provider == "ollama" and len(ollama.chats) == 2
        ollama.always(fault)
        answer = ask(app)
        assert answer.degraded and len(ollama.chats) == 5
        prove_calm(answer)
        forced = ask(app, mode="ollama")
        assert forced.failed and forced.remedy
        prove_calm(forced)


@pytest.mark.parametrize("fault", [faults.drop(4), faults.silent_end(4), faults.error_event(4), faults.malformed(4)])
def test_an_answer_of_ollama_that_breaks_off_is_kept_and_marked(tmp_path: Path, fault: Fault) -> None:
    with FakeOllama() as ollama:
        ollama.answer = "one two three four five six"
        ollama.next(fault)
        app = house(tmp_path, ollama=ollama, clock=FakeClock())
        answer = ask(app)
        assert answer.interrupted and answer.text == "one two three four" and answer.cost == 0
        assert not ask(app).cached
        prove_calm(answer)


VECTORS = [
    pytest.param(faults.close_before_headers(), id="gone"),
    pytest.param(Fault(500, {"error": "composed"}), id="500"),
    pytest.param(Fault(embeddings=[[0.1] * 7]), id="another dimension"),
    pytest.param(Fault(embeddings=[[float("nan")] * 1024]), id="NaN"),
    pytest.param(Fault(embeddings=[[]]), id="empty vector"),
    pytest.param(Fault(embeddings=[]), id="no vector"),
]


@pytest.mark.parametrize("fault", VECTORS)
def test_embeddings_that_fail_leave_the_search_by_words_and_that_is_said(tmp_path: Path, fault: Fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock, RAGFOOD_EMBEDDER="ollama")
        whole = ask(app)
        assert whole.sources[0].id == "pad-thai" and whole.notices == ()
        ollama.always(fault, on="embed")
        answer = ask(app, "What is hummus?")
        assert answer.sources[0].id == "hummus" and answer.provider == "groq"
        assert "by words alone" in answer.notices[0]
        prove_calm(answer)
        prove_books(app, groq)
        ollama.heal()
        clock.advance(6)
        assert ask(app, "What is ramen?").notices == (), "vectors are back by themselves"
        assert app.index.status().dimension == 1024


def test_one_bad_text_in_a_batch_poisons_no_index(tmp_path: Path) -> None:
    with FakeOllama() as ollama:
        ollama.bad_text = "Pad Thai"
        app = house(tmp_path, ollama=ollama, clock=FakeClock(), RAGFOOD_EMBEDDER="ollama")
        answer = ask(app, "What is hummus?")
        assert answer.sources[0].id == "hummus"
        status = app.index.status()
        assert status.state in ("ready", "lexical only") and status.sentence
        prove_calm(answer)
