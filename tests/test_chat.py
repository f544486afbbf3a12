"""One question, end to end: real search, real SDK, vendors on loopback, real books."""

from __future__ import annotations

import json
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from clocks import FakeClock
from fake_vendors import KEY, FakeGroq, FakeOllama, Fault, faults
from houses import ask, finished, house

from ragfood.conversations import new_conversation_id
from ragfood.errors import QuestionRefused


def test_groq_answers_from_foods_that_are_shown_with_what_it_cost(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer = "Rice noodles with tamarind [1]. Not [17]."
        app = house(tmp_path, groq)
        answer = ask(app)
    assert (answer.provider, answer.degraded, answer.cached) == ("groq", False, False)
    assert answer.text == "Rice noodles with tamarind [1]. Not."
    assert answer.sources[0].id == "pad-thai" and 0 < answer.sources[0].score <= 1
    assert answer.usage is not None and not answer.usage.estimated
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == groq.tokens_billed
    price = app.table.facts(answer.model).price
    assert price is not None and answer.cost == price.cost(answer.usage) > 0
    day = next(iter(json.loads((tmp_path / "state" / "usage.json").read_text()).values()))
    assert day["requests"] == 1 and Decimal(str(day["cost"])) == answer.cost
    assert day["input_tokens"] == groq.tokens_billed[0]


def test_with_nothing_there_the_foods_are_read_back_and_marked(tmp_path: Path) -> None:
    answer = ask(house(tmp_path))
    assert answer.degraded and answer.provider == "offline" and answer.cost == 0
    assert "Pad Thai" in answer.text and answer.sources[0].id == "pad-thai"
    assert [attempt.reason for attempt in answer.attempts][:2] == ["not_configured", "ollama_down"]


def test_it_leaves_degraded_mode_by_itself(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.always(faults.over_capacity())
        app = house(tmp_path, groq, clock=FakeClock())
        assert ask(app).degraded
        groq.heal()
        assert ask(app).provider == "groq"


def test_a_model_that_is_read_into_memory_first_is_said_to_be_loading(tmp_path: Path) -> None:
    with FakeOllama() as ollama:
        ollama.cold_load_s = 0.3
        app = house(tmp_path, None, ollama)
        cold, warm = (
            [snapshot.phase for snapshot in app.chat.ask(question, conversation=new_conversation_id()).snapshots()]
            for question in ("What is pad thai?", "What is ramen?")
        )
    assert "llama3.2 is being loaded into memory, which can take a minute or two" in cold
    assert not any("loaded" in phase for phase in warm)


def test_a_question_that_no_food_bears_on_costs_nothing(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        answer = ask(house(tmp_path, groq), "How do I reset my router password?")
        assert groq.chats == []
    assert answer.sources == () and answer.text and answer.cost == 0


def test_the_same_question_is_answered_from_the_cache_for_nothing(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq)
        first, second = ask(app), ask(app)
        assert len(groq.chats) == 1
    assert second.cached and second.text == first.text and second.cost == 0
    assert app.cache.tally().saved == first.cost
    assert app.ledger.today().cached == 1


def test_asking_again_pays_for_a_fresh_answer(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        ask(app, conversation=conversation)
        turn = app.chat.ask("What is pad thai?", conversation=conversation, again=True)
        assert not finished(turn).cached
        assert len(groq.chats) == 2
    entries = app.conversations.entries(conversation)
    assert [entry.role for entry in entries] == ["user", "assistant"]
    assert len(entries[-1].versions) == 2


def test_a_follow_up_is_searched_with_what_it_refers_to(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        ask(app, "What is hummus made of?", conversation=conversation)
        answer = ask(app, "And is it vegan?", conversation=conversation)
        roles = [message["role"] for message in groq.chats[-1].body["messages"]]
    assert "hummus" in answer.searched_for.lower()
    assert answer.sources[0].id == "hummus"
    assert roles == ["system", "user", "assistant", "user"]


@pytest.mark.parametrize("fault", [faults.drop(4), faults.silent_end(4), faults.error_event(4)])
def test_an_answer_that_breaks_off_is_kept_marked_booked_and_never_cached(tmp_path: Path, fault: Fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(fault)
        app = house(tmp_path, groq, ollama)
        broken = ask(app)
        assert broken.interrupted and broken.text and broken.trouble
        assert broken.usage is not None and broken.usage.estimated and broken.cost
        assert ollama.chats == []
        assert not ask(app).cached


def test_stop_keeps_the_text_closes_the_connection_and_books_an_estimate(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 500, 0.02
        app = house(tmp_path, groq)
        turn = app.chat.ask("What is pad thai?", conversation=new_conversation_id())
        next(snapshot for snapshot in turn.snapshots() if snapshot.text)
        turn.stop()
        answer = finished(turn)
        assert groq.wait_for_disconnect(30)
    assert answer.stopped and answer.text.startswith("word") and len(answer.text) < 2000
    assert app.ledger.today().estimated == 1 and app.ledger.standing().held == 0


def test_two_watchers_see_the_same_turn_and_a_second_question_waits_its_turn(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 30, 0.01
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        turn = app.chat.ask("What is pad thai?", conversation=conversation)
        assert app.turns.of(conversation) is turn
        with pytest.raises(QuestionRefused, match="still being written"):
            app.chat.ask("And ramen?", conversation=conversation)
        seen: list[str] = []
        watchers = [
            threading.Thread(target=lambda: seen.append([s.text for s in turn.snapshots()][-1])) for _ in range(2)
        ]
        for watcher in watchers:
            watcher.start()
        for watcher in watchers:
            watcher.join(60)
    assert seen[0] == seen[1] == finished(turn).text + " " or seen[0] == seen[1]


def test_many_people_at_once_get_their_own_answers_and_the_books_agree(tmp_path: Path) -> None:
    questions = ["What is pad thai?", "What is hummus?", "What is ramen?", "What is tiramisu?", "What is borscht?"]
    with FakeGroq() as groq:
        app = house(tmp_path, groq, RAGFOOD_CACHE_DAYS="0")
        turns = [(question, app.chat.ask(question, conversation=new_conversation_id())) for question in questions * 6]
        for question, turn in turns:
            answer = finished(turn)
            assert answer.sources[0].name.lower() in question.lower(), answer
        billed = groq.tokens_billed
    today = app.ledger.today()
    assert (today.input_tokens, today.output_tokens) == billed


def test_a_key_with_a_newline_works_and_an_impossible_one_is_not_called_an_outage(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        assert ask(house(tmp_path / "a", groq, GROQ_API_KEY=f" {KEY}\n")).provider == "groq"
        answer = ask(house(tmp_path / "b", groq, GROQ_API_KEY="gsk_schlüssel"))
    assert answer.attempts[0].reason == "not_configured"


def test_no_key_is_in_anything_that_is_shown_or_kept(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.next(faults.key_refused())
        app = house(tmp_path, groq)
        answers = [ask(app, mode="groq"), ask(app, mode="groq")]
    assert KEY not in repr(app) and KEY not in repr(answers) and KEY not in repr(app.settings)
    for path in (tmp_path / "state").rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path
