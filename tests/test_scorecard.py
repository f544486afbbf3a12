"""The scorecard over real books and chats: figures, the least data, verdicts, advice; and the roll-back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import houses
import pytest
from bookkeeping import call
from fake_vendors import FakeGroq, FakeOllama, faults

from ragfood.answers import Answer, Attempt, Timings
from ragfood.assembly import House, assemble
from ragfood.contests.blind import Tally
from ragfood.contests.quality import Quality
from ragfood.conversations.answered import Answered
from ragfood.ledger import CallRecord, Totals
from ragfood.ledger.calls import call_line
from ragfood.providers import Usage
from ragfood.scorecard import marks
from ragfood.scorecard.card import Card
from ragfood.scorecard.equality import equality
from ragfood.scorecard.marks import Mark
from ragfood.scorecard.window import RecentCalls
from ragfood.settings import read_settings


def house(folder: Path) -> House:
    """The app's books and chats; the foods are not needed."""
    return assemble(read_settings({"RAGFOOD_STATE_DIR": str(folder / "state")}))


def book(app: House, count: int, days_ago: float = 0, **more: Any) -> None:
    """`count` calls, answered in one second by Groq unless told otherwise."""
    time = app.clock.now() - timedelta(days=days_ago)
    for _ in range(count):
        app.ledger.record(call(**{"total_s": 1.0, "time": time, **more}))


def chat(app: House, count: int, **more: Any) -> None:
    for number in range(count):
        answer = Answer(**{"text": "Dal [1].", "provider": "groq", "timings": Timings(total=1.0), **more})
        app.conversations.add_question(f"c{number}", "What is dal?")
        app.conversations.add_answer(f"c{number}", answer)


def mark(card: Card, code: str) -> Mark:
    return next(each for each in (*card.criteria, *card.signs) if each.code == code)


def healthy(app: House) -> None:
    book(app, 25)
    chat(app, 25)


def test_with_nothing_asked_everything_lacks_data_and_the_advice_is_to_watch(tmp_path: Path) -> None:
    card = house(tmp_path).scorecard.now()
    assert {each.verdict for each in (*card.criteria, *card.signs)} == {"not enough data"}
    assert card.advice == "watch" and len(card.criteria) == 6 and len(card.signs) == 3


def test_healthy_use_is_a_reason_to_stay(tmp_path: Path) -> None:
    healthy(app := house(tmp_path))
    card = app.scorecard.now()
    met = {each.code for each in (*card.criteria, *card.signs) if each.verdict == "met"}
    assert met == {"works", "response", "errors", "cost", "limits", "slow", "failing", "dear"}
    assert mark(card, "quality").verdict == "not enough data" and card.advice == "stay"
    assert mark(card, "response").value == pytest.approx(1.0) and mark(card, "response").counted == 25
    assert mark(card, "response").evidence[0]["total_s"] == 1.0


def test_below_the_least_number_of_calls_there_is_no_verdict(tmp_path: Path) -> None:
    book(app := house(tmp_path), 19, total_s=60.0)
    assert mark(app.scorecard.now(), "response").verdict == "not enough data"
    book(app, 1, total_s=60.0)
    assert mark(app.scorecard.now(), "response").verdict == "not met"


def card_of(calls: list[CallRecord], forecast: str = "0.01") -> Card:
    """As the scorecard makes it, of these calls and of healthy answers."""
    answers = answered("groq", *[True] * 25)
    month = {"2026-11-22": Totals(requests=25)}
    return Card(
        at=datetime(2026, 11, 22, tzinfo=UTC),
        days=7,
        criteria=(
            marks.works(answers, 7),
            marks.response(calls, 7, most=marks.MOST_MEAN_S),
            marks.errors(calls, 7, most=marks.MOST_ERRORS),
            marks.cost(Decimal(forecast), month, 22, most=marks.MOST_MONTH_USD),
        ),
        signs=(
            marks.response(calls, 7, most=marks.ROLL_BACK_MEAN_S, sign=True),
            marks.errors(calls, 7, most=marks.ROLL_BACK_ERRORS, sign=True),
            marks.cost(Decimal(forecast), month, 22, most=marks.ROLL_BACK_MONTH_USD, sign=True),
        ),
        ollama_mean_s=None,
    )


@pytest.mark.parametrize(
    ("seconds", "advice", "response", "slow"),
    [
        (2.9, "stay", "met", "met"),
        (3.0, "watch", "not met", "met"),
        (5.0, "watch", "not met", "met"),
        (5.1, "roll back", "not met", "not met"),
    ],
)
def test_the_mean_response_has_its_two_bounds(seconds: float, advice: str, response: str, slow: str) -> None:
    card = card_of([call(total_s=seconds)] * 25)
    assert (mark(card, "response").verdict, mark(card, "slow").verdict, card.advice) == (response, slow, advice)


@pytest.mark.parametrize(("failed", "advice"), [(4, "stay"), (5, "watch"), (20, "watch"), (21, "roll back")])
def test_the_error_rate_has_its_two_bounds(failed: int, advice: str) -> None:
    calls = [call(total_s=1.0)] * (100 - failed)
    calls += [call(outcome="declined", reason="server_fault")] * (failed - 1) + [call(outcome="interrupted")]
    calls += [call(outcome="refused", reason="unreachable")] * 30  # never sent, so neither a call nor an error
    card = card_of(calls)
    assert mark(card, "errors").value == failed / 100 and card.advice == advice
    assert {row["outcome"] for row in mark(card, "errors").evidence} <= {"declined", "interrupted"}


@pytest.mark.parametrize(
    ("forecast", "advice"), [("9.99", "stay"), ("10", "watch"), ("50", "watch"), ("50.01", "roll back")]
)
def test_the_forecast_has_its_two_bounds(forecast: str, advice: str) -> None:
    card = card_of([call(total_s=1.0)] * 25, forecast)
    assert card.advice == advice and mark(card, "cost").value == Decimal(forecast)


def test_the_reasons_are_what_the_advice_rests_on() -> None:
    assert [each.code for each in card_of([call(total_s=9.0)] * 25).reasons] == ["slow"]
    assert [each.code for each in card_of([call(total_s=4.0)] * 25).reasons] == ["response"]
    assert [each.code for each in card_of([call(total_s=1.0)] * 5).reasons] == ["response", "errors"]
    assert len(card_of([call(total_s=1.0)] * 25).reasons) == 4


def test_calls_of_ollama_are_no_part_of_groqs_figures(tmp_path: Path) -> None:
    book(app := house(tmp_path), 3, provider="ollama", total_s=8.0)
    book(app, 1, provider="ollama", outcome="declined")
    card = app.scorecard.now()
    assert mark(card, "errors").counted == mark(card, "response").counted == 0 and card.ollama_mean_s == 8.0


def test_a_question_that_nobody_answered_is_found_among_many(tmp_path: Path) -> None:
    healthy(app := house(tmp_path))
    chat(app, 1, text="", provider="", trouble="Nobody answers.")
    card = app.scorecard.now()
    works = mark(card, "works")
    assert works.verdict == "not met" and works.value == pytest.approx(1 / 26) and card.advice == "watch"
    assert [row["outcome"] for row in works.evidence] == ["failed"]


def test_a_stopped_answer_is_no_failure(tmp_path: Path) -> None:
    healthy(app := house(tmp_path))
    chat(app, 3, text="", stopped=True)
    assert mark(app.scorecard.now(), "works").verdict == "met"


def test_limits_of_the_vendor_and_of_our_own_both_count(tmp_path: Path) -> None:
    healthy(app := house(tmp_path))
    assert mark(app.scorecard.now(), "limits").verdict == "met"
    book(app, 1, outcome="declined", reason="rate_limited")
    held = Attempt("groq", "m", "declined", "over_limit")
    chat(app, 1, provider="ollama", attempts=(held, Attempt("ollama", "m", "answered")))
    limits = mark(app.scorecard.now(), "limits")
    assert limits.verdict == "not met" and limits.value == pytest.approx(2 / 27) and len(limits.evidence) == 2


def test_only_the_days_asked_for_count(tmp_path: Path) -> None:
    app = house(tmp_path)
    book(app, 25, days_ago=10, total_s=60.0)
    book(app, 20)
    assert mark(app.scorecard.now(7), "response").value == pytest.approx(1.0)
    assert mark(app.scorecard.now(30), "response").counted == 45


def test_real_failures_reach_the_card(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = houses.house(tmp_path, groq, ollama)
        groq.always(faults.rate_limited("90"))
        houses.ask(app, mode="groq")
    card = app.scorecard.now()
    assert mark(card, "works").value == 1.0 and mark(card, "limits").value == 1.0


def answered(provider: str, *liked: bool) -> list[Answered]:
    made = datetime(2026, 11, 22, tzinfo=UTC)
    return [Answered(made, provider, "m", 1.0, False, False, False, False, False, each) for each in liked]


NO_VOTES = Tally("groq", "ollama", 0, 0, 0)


GOOD, POOR = Quality(4, 4, 10, 9, False, 80), Quality(4, 2, 10, 5, False, 80)


@pytest.mark.parametrize(
    ("tally", "thumbs", "judged", "verdict"),
    [
        (NO_VOTES, [], [], "not enough data"),
        (Tally("groq", "ollama", 3, 2, 9), [], [], "not enough data"),
        (Tally("groq", "ollama", 6, 4, 0), [], [], "met"),
        (Tally("groq", "ollama", 4, 6, 0), [], [], "met"),  # may well be chance
        (Tally("groq", "ollama", 1, 9, 0), [], [], "not met"),
        (NO_VOTES, answered("groq", *[True] * 10) + answered("ollama", *[True] * 9, False), [], "met"),
        (NO_VOTES, answered("groq", *[True] * 5, *[False] * 5) + answered("ollama", *[True] * 10), [], "not met"),
        (NO_VOTES, [], [("groq", GOOD)] * 10 + [("ollama", POOR)] * 10, "met"),
        (NO_VOTES, [], [("groq", POOR)] * 10 + [("ollama", GOOD)] * 10, "not met"),
        (NO_VOTES, [], [("groq", POOR)] * 9 + [("ollama", GOOD)] * 10, "not enough data"),
        (Tally("groq", "ollama", 9, 1, 0), [], [("groq", POOR)] * 10 + [("ollama", GOOD)] * 10, "not met"),
    ],
)
def test_quality_is_met_when_no_measure_with_enough_data_is_worse(
    tally: Tally, thumbs: Sequence[Answered], judged: list[tuple[str, Quality]], verdict: str
) -> None:
    found = equality(tally, thumbs, judged, 90)
    assert found.verdict == verdict and len(found.evidence) == 4


def test_thumbs_are_read_from_the_chats(tmp_path: Path) -> None:
    app = house(tmp_path)
    chat(app, 2)
    number = app.conversations.entries("c0")[-1].number
    app.conversations.opinions.rate(number, False)
    begin = app.clock.now() - timedelta(days=1)
    assert sorted(str(each.liked) for each in app.conversations.answered_since(begin)) == ["False", "None"]
    assert [each.liked for each in app.conversations.answered_since(begin, rated=True)] == [False]
    assert app.conversations.answered_since(app.clock.now() + timedelta(days=1)) == []


def test_recent_calls_are_read_once_and_then_only_what_is_new(tmp_path: Path) -> None:
    app = house(tmp_path)
    recent, begin = RecentCalls(tmp_path / "state"), app.clock.now() - timedelta(days=1)
    assert recent.since(begin, app.clock.now()) == []
    book(app, 3)
    first = recent.since(begin, app.clock.now())
    book(app, 2)
    then = recent.since(begin, app.clock.now())
    assert len(first) == 3 and then[:3] == first and len(then) == 5
    assert all(one is two for one, two in zip(first, then, strict=False)), "old calls were read again"
    path = next((tmp_path / "state" / "calls").glob("*.jsonl"))
    kept = path.read_bytes().splitlines(keepends=True)[:2]
    path.unlink()
    path.write_bytes(b"".join(kept) + b"torn")
    assert len(recent.since(begin, app.clock.now())) == 2


@pytest.mark.parametrize("days", [0.5, 2.0, 6.5, 40.0])
def test_a_window_of_a_long_log_misses_no_call(tmp_path: Path, days: float) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    began = [now - timedelta(hours=3 * n, minutes=200 * (n % 2)) for n in range(80, 0, -1)]
    folder = tmp_path / "calls"
    folder.mkdir()
    lines = [call_line(call(time=time)) for time in began]
    (folder / "2026-11.jsonl").write_text("".join([*lines[:40], "damaged\n", *lines[40:]]))
    recent, begin = RecentCalls(tmp_path), now - timedelta(days=days)
    assert [each.time for each in recent.since(begin, now)] == sorted(time for time in began if time >= begin)
    assert len(recent.since(now - timedelta(days=60), now)) == 80, "a wider window reads again"


def test_calls_are_put_in_the_order_they_began(tmp_path: Path) -> None:
    app = house(tmp_path)
    book(app, 1)
    book(app, 1, days_ago=0.5)
    begin = app.clock.now() - timedelta(days=1)
    times = [each.time for each in RecentCalls(tmp_path / "state").since(begin, app.clock.now())]
    assert len(times) == 2 and times == sorted(t for t in times if t)


def test_a_call_without_usage_harms_nothing(tmp_path: Path) -> None:
    app = house(tmp_path)
    app.ledger.record(CallRecord("groq", "m", "abandoned", Usage(0, 0), None))
    assert app.scorecard.now().advice == "watch"
