"""No way to Groq, or none that speaks: the next provider answers in time, and each trouble has its own words."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from asking import closed_address
from clocks import FakeClock
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from houses import ask, house
from troubles import prove_books, prove_calm, prove_silence

from ragfood.answers import Answer

QUICK = {"RAGFOOD_FIRST_TOKEN_S": "0.25"}


def unreachable(folder: Path, ollama: FakeOllama, url: str, more: dict[str, str]) -> Answer:
    app = house(folder, None, ollama, FakeClock(), GROQ_API_KEY=KEY, GROQ_BASE_URL=url, **more)
    began = time.monotonic()
    answer = ask(app)
    assert time.monotonic() - began < 20
    assert answer.provider == "ollama" and answer.attempts[0].reason == "unreachable"
    assert app.ledger.today().by_model.keys() <= {"groq/openai/gpt-oss-20b", "ollama/llama3.2"}
    assert app.ledger.today().requests == 1, "what never reached Groq is no request"
    assert app.ledger.standing().held == 0
    prove_calm(answer)
    prove_silence(app)
    return answer


@contextmanager
def full_queue() -> Iterator[str]:
    """An address whose connections never come about: nobody accepts, and the line before it is full."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf:
        waiting = []
        for _ in range(3):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(deaf.getsockname())
            waiting.append(client)
        yield f"http://127.0.0.1:{deaf.getsockname()[1]}"
        for client in waiting:
            client.close()


def test_each_way_to_have_no_connection_goes_to_the_next_at_once_with_a_remedy_of_its_own(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama, full_queue() as deaf:
        urls = {
            "refuses": closed_address(),
            "name": "http://groq.invalid",
            "secure": groq.url.replace("http:", "https:"),
            "does not take": deaf,
        }
        remedies = set()
        for number, (word, url) in enumerate(urls.items()):
            answer = unreachable(tmp_path / str(number), ollama, url, QUICK if url == deaf else {})
            assert word in answer.attempts[0].sentence
            remedies.add(answer.attempts[0].remedy)
        assert len(remedies) == len(urls)


@pytest.mark.parametrize("url", ["http://groq.invalid", ""], ids=["unresolved", "refused"])
def test_with_groq_forced_the_person_is_told_what_to_check(tmp_path: Path, url: str) -> None:
    address = url or closed_address()
    app = house(tmp_path, None, None, FakeClock(), GROQ_API_KEY=KEY, GROQ_BASE_URL=address)
    answer = ask(app, mode="groq")
    assert answer.failed and "GROQ_BASE_URL" in answer.remedy and answer.cost == 0
    prove_calm(answer)


@pytest.mark.parametrize("fault", [faults.silent(), faults.stall(0)], ids=["no byte", "no first word"])
def test_a_silent_groq_is_left_at_its_deadline_and_hung_up_on(tmp_path: Path, fault: faults.Fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(fault)
        app = house(tmp_path, groq, ollama, FakeClock(), **QUICK)
        began = time.monotonic()
        answer = ask(app)
        assert time.monotonic() - began < 20
        assert answer.provider == "ollama" and answer.attempts[0].reason == "timed_out"
        assert groq.wait_for_disconnect(30)
        assert len(groq.chats) == 1
        # Whether the vendor bills for silence nobody knows, so the books take the prompt as used.
        assert app.ledger.today().by_model["groq/openai/gpt-oss-20b"].cost > 0
        prove_calm(answer)
        prove_books(app, groq)


def test_a_connection_closed_before_a_word_is_tried_once_more(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(faults.close_before_headers())
        app = house(tmp_path, groq, ollama, FakeClock())
        answer = ask(app)
        assert answer.provider == "groq" and len(groq.chats) == 2
        prove_calm(answer)
        prove_books(app, groq)


def test_with_both_down_the_foods_are_read_back_until_one_is_there_again(tmp_path: Path) -> None:
    clock = FakeClock()
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(faults.close_before_headers())
        ollama.always(faults.runner_crash())
        app = house(tmp_path, groq, ollama, clock)
        for number in range(5):
            answer = ask(app, f"What is pad thai {number}?")
            assert answer.degraded and "Pad Thai" in answer.text and answer.cost == 0
            prove_calm(answer)
        groq.heal(), ollama.heal()
        clock.advance(61)
        answer = ask(app)
        assert (answer.provider, answer.degraded) == ("groq", False)
        assert app.cache.tally().kept == 1, "what was read back is not kept"
        prove_books(app, groq)
