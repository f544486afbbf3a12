"""Midnight, months, clocks and zones, and prices that nobody knows: every cost on its day, every budget once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from clocks import FakeClock
from fake_vendors import FakeGroq, FakeOllama
from houses import ask, finished, house
from troubles import prove_books, prove_calm

from ragfood.conversations import new_conversation_id

BERLIN = ZoneInfo("Europe/Berlin")
EVES = [
    pytest.param(datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), "2026-11-22", id="midnight"),
    pytest.param(datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC), "2026-11-30", id="end of the month"),
    pytest.param(datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), "2026-12-31", id="end of the year"),
    pytest.param(datetime(2026, 10, 24, 23, 59, 59, tzinfo=BERLIN), "2026-10-24", id="before the clocks go back"),
    pytest.param(datetime(2026, 11, 22, 0, 30, tzinfo=BERLIN), "2026-11-22", id="already tomorrow in Berlin"),
]


@pytest.mark.parametrize(("eve", "day"), EVES)
def test_a_call_that_runs_over_midnight_is_booked_to_the_day_it_began(tmp_path: Path, eve: datetime, day: str) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 12, 0.01
        clock = FakeClock(eve)
        app = house(tmp_path, groq, clock=clock)
        turn = app.chat.ask("What is pad thai?", conversation=new_conversation_id())
        next(snapshot for snapshot in turn.snapshots() if snapshot.text)
        clock.time += timedelta(hours=20)
        answer = finished(turn)
        assert answer.complete and answer.cost
        assert {name: totals.cost for name, totals in app.ledger.days().items()} == {day: answer.cost}
        prove_books(app, groq)


def test_a_budget_that_is_used_up_is_there_again_after_midnight_and_once_only(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        clock = FakeClock(datetime(2026, 11, 29, 22, tzinfo=UTC))
        app = house(tmp_path, groq, clock=clock, RAGFOOD_DAILY_BUDGET_USD="0.0006", RAGFOOD_CACHE_DAYS="0")
        spent_on = []
        for _ in range(8):
            while (answer := ask(app)).provider == "groq":
                spent_on.append(clock.now().date().isoformat())
            assert answer.attempts[0].reason == "over_budget" and answer.degraded
            assert app.ledger.resets().day.strftime("%Y-%m-%d %H:%M") in answer.attempts[0].remedy
            prove_calm(answer)
            clock.advance(3600)
        assert set(spent_on) == {"2026-11-29", "2026-11-30"}
        assert spent_on.count("2026-11-29") == spent_on.count("2026-11-30") >= 1
        for totals in app.ledger.days().values():
            assert 0 < totals.cost <= Decimal("0.0006")
        prove_books(app, groq)


def test_a_clock_that_is_set_back_refuses_nobody_and_gives_no_second_budget(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        clock = FakeClock(datetime(2026, 11, 22, 0, 30, tzinfo=UTC))
        app = house(tmp_path, groq, clock=clock, RAGFOOD_CACHE_DAYS="0", RAGFOOD_REQUESTS_PER_MINUTE="600")
        for _ in range(5):
            assert ask(app).provider == "groq"
        clock.time -= timedelta(hours=1)
        assert ask(app).provider == "groq" and sum(clock.waits) < 5
        clock.time += timedelta(hours=1)
        assert app.ledger.today().answered == 5
        assert sum(day.answered for day in app.ledger.days().values()) == 6
        prove_books(app, groq)


def test_the_stated_zone_decides_the_day_and_is_told_with_the_reset(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        clock = FakeClock(datetime(2026, 11, 22, 23, 30, tzinfo=UTC).astimezone(ZoneInfo("Asia/Tokyo")))
        app = house(tmp_path, groq, clock=clock)
        assert ask(app).provider == "groq"
        assert list(app.ledger.days()) == ["2026-11-23"]
        assert app.ledger.resets().day.isoformat() == "2026-11-24T00:00:00+09:00"


def test_a_model_without_a_known_price_is_not_asked_under_a_budget_unless_that_is_allowed(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.models.append("new/model")
        app = house(tmp_path / "a", groq, ollama, FakeClock(), RAGFOOD_GROQ_MODEL="new/model")
        answer = ask(app)
        assert answer.provider == "ollama" and answer.attempts[0].reason == "price_unknown" and groq.chats == []
        assert "RAGFOOD_ALLOW_UNKNOWN_PRICE" in answer.attempts[0].remedy
        prove_calm(answer)
        app = house(
            tmp_path / "b", groq, ollama, FakeClock(),
            RAGFOOD_GROQ_MODEL="new/model", RAGFOOD_ALLOW_UNKNOWN_PRICE="1",
        )  # fmt: skip
        answer = ask(app)
        assert answer.provider == "groq" and answer.cost is None
        assert app.ledger.today().unknown_cost == 1 and app.ledger.standing().held == 0
