"""Groq refuses: who answers instead, how often Groq was asked, what the person reads and what is on the books."""

from __future__ import annotations

from pathlib import Path

import pytest
from clocks import FakeClock
from fake_vendors import KEY, FakeGroq, FakeOllama, Fault, Limits, faults
from houses import ask, house
from troubles import prove_books, prove_calm, prove_silence

from ragfood.errors import RagFoodError

REFUSED = [
    pytest.param(faults.key_refused(), "key_refused", "https://console.groq.com/keys", id="401"),
    pytest.param(faults.forbidden(), "forbidden", "RAGFOOD_GROQ_MODEL", id="403 JSON"),
    pytest.param(faults.block_page(), "forbidden", "VPN", id="403 page"),
    pytest.param(faults.spend_limit(), "over_budget", "https://console.groq.com/settings/billing", id="spend limit"),
    pytest.param(faults.unprocessable(), "bad_request", "another model", id="422"),
    pytest.param(faults.web_page(), "bad_reply", "GROQ_BASE_URL", id="200 page"),
    pytest.param(faults.rate_limited("5460"), "rate_limited", "1 h 31 min", id="429 for the day"),
]


@pytest.mark.parametrize(("fault", "reason", "remedy"), REFUSED)
def test_a_refusal_goes_to_the_next_provider_at_once(tmp_path: Path, fault: Fault, reason: str, remedy: str) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(fault)
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock)
        answer = ask(app)
        assert (answer.provider, answer.degraded, answer.cost) == ("ollama", False, 0)
        assert [(each.provider, each.reason) for each in answer.attempts] == [("groq", reason), ("ollama", "")]
        assert remedy in answer.attempts[0].remedy
        assert len(groq.chats) == 1 and clock.waits == []
        prove_calm(answer)
        prove_books(app, groq)
        prove_silence(app)


@pytest.mark.parametrize(("fault", "reason", "remedy"), REFUSED)
def test_with_groq_forced_the_same_refusal_reaches_the_person_with_its_remedy(
    tmp_path: Path, fault: Fault, reason: str, remedy: str
) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(fault)
        app = house(tmp_path, groq, ollama, FakeClock())
        answer = ask(app, mode="groq")
        assert answer.failed and remedy in answer.remedy and answer.attempts[0].reason == reason
        assert len(groq.chats) == 1 and ollama.chats == []
        prove_calm(answer)
        prove_books(app, groq)


def test_a_refused_key_is_not_tried_again_before_it_changes(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(faults.key_refused())
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock)
        for _ in range(3):
            assert ask(app).provider == "ollama"
            clock.advance(86_400)
        assert len(groq.chats) == 1
        changed = house(tmp_path, groq, ollama, clock)
        assert ask(changed).provider == "groq"


@pytest.mark.parametrize("fault", [faults.model_not_found(), faults.model_decommissioned()], ids=["404", "400"])
def test_a_model_that_is_gone_is_replaced_by_its_successor_once_and_that_is_said(tmp_path: Path, fault: Fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.models.append("llama-3.1-8b-instant")
        groq.next(fault)
        app = house(tmp_path / "a", groq, ollama, FakeClock(), RAGFOOD_GROQ_MODEL="llama-3.1-8b-instant")
        answer = ask(app)
        assert (answer.provider, answer.model) == ("groq", "openai/gpt-oss-20b")
        assert [notice for notice in answer.notices if "openai/gpt-oss-20b" in notice]
        prove_calm(answer)
        prove_books(app, groq)
        before = len(groq.chats)
        groq.always(fault)
        answer = ask(house(tmp_path / "b", groq, ollama, FakeClock(), RAGFOOD_GROQ_MODEL="llama-3.1-8b-instant"))
        assert answer.provider == "ollama" and len(groq.chats) == before + 2
        prove_calm(answer)


@pytest.mark.parametrize("fault", [faults.too_large(), faults.context_too_long()], ids=["413", "context"])
def test_a_request_that_is_too_large_is_shortened_once_and_that_is_said(tmp_path: Path, fault: Fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(fault)
        app = house(tmp_path / "a", groq, ollama, FakeClock())
        answer = ask(app, "Which dishes have rice or noodles?")
        first, second = (str(chat.body["messages"]) for chat in groq.chats)
        assert answer.provider == "groq" and len(second) < len(first)
        assert [notice for notice in answer.notices if "fewer passages" in notice]
        prove_calm(answer)
        prove_books(app, groq)
        before = len(groq.chats)
        groq.always(fault)
        answer = ask(house(tmp_path / "b", groq, ollama, FakeClock()), "Which dishes have rice or noodles?")
        assert answer.provider == "ollama" and len(groq.chats) == before + 2


@pytest.mark.parametrize("told", ["1", "0.5", "soon", None], ids=str)
def test_a_short_wait_of_a_rate_limit_is_honoured_and_groq_answers(tmp_path: Path, told: str | None) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(faults.rate_limited(told))
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock)
        answer = ask(app)
        assert answer.provider == "groq" and len(groq.chats) == 2
        assert float(told or 0.5) <= sum(clock.waits) <= 1.3 if told != "soon" else sum(clock.waits) <= 1.3
        prove_calm(answer)
        prove_books(app, groq)


@pytest.mark.parametrize(
    ("told", "rest"), [("90", 90), ("5460", 5460), ("Sun, 22 Nov 2026 12:00:45 GMT", 45)], ids=["90", "5460", "date"]
)
def test_a_long_wait_is_not_waited_for_and_groq_rests_until_it_is_over(tmp_path: Path, told: str, rest: int) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(faults.rate_limited(told))
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock)
        assert ask(app).provider == "ollama" and clock.waits == []
        clock.advance(rest - 1)
        resting = ask(app)
        assert resting.provider == "ollama" and resting.attempts[0].reason == "resting" and len(groq.chats) == 1
        prove_calm(resting)
        clock.advance(2)
        assert ask(app).provider == "groq"
        prove_books(app, groq)


def test_with_groq_forced_a_wait_within_the_turn_is_waited_for_and_a_longer_one_is_told(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.next(faults.rate_limited("12"))
        clock = FakeClock()
        app = house(tmp_path, groq, clock=clock)
        assert ask(app, mode="groq").provider == "groq" and 12 <= sum(clock.waits) < 13
        groq.next(faults.rate_limited("90"))
        answer = ask(app, "What is hummus?", mode="groq")
        assert answer.failed and "1 min 30 s" in answer.remedy and sum(clock.waits) < 13
        prove_calm(answer)
        prove_books(app, groq)


def test_a_pause_that_groq_asks_for_holds_for_the_next_question_too(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.next(faults.rate_limited("90"))
        clock = FakeClock()
        app = house(tmp_path, groq, clock=clock)
        assert ask(app, mode="groq").failed
        assert app.limiter.status("openai/gpt-oss-20b").pause_s == 90
        answer = ask(app, "What is hummus?", mode="groq")
        assert answer.failed and answer.attempts[0].reason == "over_limit" and "90 s" in answer.remedy
        assert len(groq.chats) == 1, "nobody knocks before the time"
        prove_calm(answer)
        clock.advance(90)
        assert ask(app, mode="groq").complete
        prove_books(app, groq)


def test_what_groq_says_of_its_limits_is_kept_to(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.plan = Limits(tpm=4000)
        app = house(tmp_path, groq, clock=FakeClock())
        assert ask(app, mode="groq").complete
        assert app.limiter.status("openai/gpt-oss-20b").tokens_left <= 4000


FAILURES = [faults.over_capacity(), faults.server_error(500), faults.bad_gateway(), faults.server_error(503)]


@pytest.mark.parametrize("fault", FAILURES, ids=["498", "500", "502", "503"])
def test_a_failure_that_happens_once_is_retried_and_answered(tmp_path: Path, fault: Fault) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(fault)
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock)
        answer = ask(app)
        assert answer.provider == "groq" and len(groq.chats) == 2 and sum(clock.waits) <= 1.3
        prove_calm(answer)
        prove_books(app, groq)


@pytest.mark.parametrize("fault", FAILURES, ids=["498", "500", "502", "503"])
def test_a_burst_of_failures_costs_one_retry_before_the_next_and_three_attempts_without_one(
    tmp_path: Path, fault: Fault
) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.next(*[fault] * 5)
        app = house(tmp_path, groq, ollama, FakeClock())
        answer = ask(app)
        assert answer.provider == "ollama" and len(groq.chats) == 2
        prove_calm(answer)
        failed = ask(app, mode="groq")
        assert failed.failed and len(groq.chats) == 5
        prove_calm(failed)
        prove_books(app, groq)


def test_three_failed_questions_leave_groq_alone_until_one_probe_finds_it_well(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(faults.server_error())
        clock = FakeClock()
        app = house(tmp_path, groq, ollama, clock)
        app.board.look_now()
        for number in range(20):
            assert ask(app, f"What is pad thai {number}?").provider == "ollama"
        asked = len(groq.chats)
        assert asked == 4, "two at the first question, one at each of the next two"
        clock.advance(31)
        assert ask(app).provider == "ollama" and len(groq.chats) == asked + 1
        groq.heal()
        clock.advance(31)
        assert ask(app).provider == ask(app, "What is hummus?").provider == "groq"
        prove_books(app, groq)


KEYS = ["", "   ", "gsk_two words", "gsk_two\nlines", "gsk_schlüssel", "gsk_\x00nul"]


@pytest.mark.parametrize("key", KEYS, ids=ascii)
def test_a_key_that_cannot_be_one_is_not_configured_and_never_an_outage(tmp_path: Path, key: str) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq, clock=FakeClock(), GROQ_API_KEY=key)
        for _ in range(4):
            answer = ask(app)
            assert answer.degraded and answer.attempts[0].reason == "not_configured"
        assert groq.requests == []
        assert "https://console.groq.com/keys" in answer.attempts[0].remedy
        assert [badge.state for badge in app.board.look_now() if badge.provider == "groq"] == ["not configured"]
        prove_calm(answer)
        assert not key.strip() or key not in repr(answer)


@pytest.mark.parametrize("key", [f" {KEY}", f"{KEY}\n", f"\t{KEY}\r\n"], ids=ascii)
def test_white_space_around_a_key_is_no_part_of_it(tmp_path: Path, key: str) -> None:
    with FakeGroq() as groq:
        assert ask(house(tmp_path, groq, clock=FakeClock(), GROQ_API_KEY=key)).provider == "groq"


def test_every_error_class_of_a_provider_has_words_of_its_own() -> None:
    def leaves(kind: type[RagFoodError]) -> list[type[RagFoodError]]:
        below = kind.__subclasses__()
        return [leaf for each in below for leaf in leaves(each)] if below else [kind]

    codes = [leaf.code for leaf in leaves(RagFoodError)]
    assert len(codes) == len(set(codes))
