"""Figures of what people ask, worked out by hand and for any exchanges at all."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ragfood import insights
from ragfood.cases import FILE, add_case, cases_in
from ragfood.conversations.entries import add_entry
from ragfood.conversations.exchanges import READ, Exchange, exchange_of
from ragfood.conversations.rowsets import rows_of
from ragfood.conversations.schema import SCHEMA
from ragfood.errors import StoreTrouble
from ragfood.evaluation.questions import load_questions
from ragfood.foods import Corpus, load_foods

FEW_FOODS = Path(__file__).with_name("few_foods.json")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp()
HOUR = 3600.0

ANY = some.builds(
    Exchange,
    number=some.integers(1, 99),
    made=some.floats(NOON - 40 * 24 * HOUR, NOON),
    question=some.text(max_size=30),
    provider=some.sampled_from(["groq", "ollama", ""]),
    foods=some.lists(some.sampled_from(["pho", "ramen", "gone"]), max_size=3).map(tuple),
    demands=some.lists(some.sampled_from(["vegan", "soup"]), max_size=2).map(tuple),
    trouble=some.booleans(),
    liked=some.sampled_from([True, False, None]),
    reason=some.sampled_from(["", "slow"]),
)
MANY = some.lists(ANY, max_size=30)


def asked(question: str = "pho?", made: float = NOON, **facts: object) -> Exchange:
    return Exchange(1, made, question, **facts)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_foods(FEW_FOODS)


def test_days_without_a_question_are_counted_as_none_and_hours_are_those_of_the_zone() -> None:
    east = timezone(timedelta(hours=13))
    days, hours = insights.times_asked([asked(), asked(made=NOON + 48 * HOUR)], east)
    assert days == {date(2026, 11, 21): 1, date(2026, 11, 22): 0, date(2026, 11, 23): 1}
    assert hours[1] == 2 and len(hours) == 24
    assert insights.times_asked([], UTC) == ({}, (0,) * 24)


def test_alike_questions_without_a_food_are_one_with_its_latest_wording() -> None:
    wanted = insights.found_nothing(
        [
            asked("Who is Kant?", NOON + 1),
            asked("who is KANT", NOON + 9),
            asked("tyres", NOON + 20),
            asked("pho?", foods=("pho",)),
            asked("broke off", trouble=True),
        ],
        UTC,
    )
    assert [(each.question, each.times) for each in wanted] == [("who is KANT", 2), ("tyres", 1)]
    assert wanted[0].last == datetime.fromtimestamp(NOON + 9, UTC)


def test_questions_of_signs_alone_are_not_taken_for_each_other() -> None:
    assert len(insights.found_nothing([asked("🍕"), asked("🦄"), asked("?!")], UTC)) == 3


def test_thumbs_are_by_kind_and_what_nobody_judged_is_left_out(corpus: Corpus) -> None:
    foods = corpus.by_id
    pho = next(iter(foods))
    given = [
        asked(provider="groq", model="a", foods=(pho, pho), liked=True),
        asked(provider="groq", model="a", foods=(pho,), liked=False, reason="slow"),
        asked(provider="ollama", model="b"),
    ]
    assert insights.thumbs_by(given, insights.by_provider) == {"groq": insights.Thumbs(1, 1)}
    assert insights.thumbs_by(given, insights.by_model)["a"].share == 0.5
    topic = foods[pho].cuisine or foods[pho].region
    assert insights.thumbs_by(given, insights.by_topic(foods)) == {topic: insights.Thumbs(1, 1)}
    assert insights.complaints(given) == {"slow": 1}
    assert insights.popular_cuisines(given, foods) == {topic: 2}


@given(MANY)
@settings(max_examples=60, deadline=None)
def test_every_question_is_counted_once_whatever_was_asked(exchanges: list[Exchange]) -> None:
    days, hours = insights.times_asked(exchanges, UTC)
    assert sum(days.values()) == sum(hours) == len(exchanges)
    nothing = insights.found_nothing(exchanges, UTC)
    assert sum(each.times for each in nothing) == sum(not each.foods and not each.trouble for each in exchanges)
    assert [each.times for each in nothing] == sorted((each.times for each in nothing), reverse=True)
    thumbs = insights.thumbs_by(exchanges, lambda _: ["all"]).get("all", insights.Thumbs(0, 0))
    assert thumbs.up + thumbs.down == sum(each.liked is not None for each in exchanges)
    assert len(insights.disliked(exchanges)) == thumbs.down
    assert insights.popular_foods(exchanges).total() == sum(len(each.foods) for each in exchanges)


def test_a_question_with_two_answers_was_asked_once_and_its_last_answer_counts() -> None:
    pair = [asked(asked=7, foods=("pho",), provider="groq"), asked(asked=7, made=NOON + 1, foods=("ramen",))]
    once = insights.each_once([*pair, asked("dal?", asked=9)])
    assert [(each.asked, each.foods) for each in once] == [(7, ("ramen",)), (9, ())]


@given(some.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_question_is_a_formula_in_the_downloaded_table(question: str) -> None:
    moment = datetime.fromtimestamp(NOON, UTC)
    text = insights.wanted_csv([insights.Wanted(question, 3, moment)])
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert header == ["question", "times", "last"] and row[1:] == ["3", "2026-11-20T12:00:00+00:00"]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    line = " ".join(question.split())
    assert row[0] in (line, f"'{line}")


def read(text: str, facts: str) -> Exchange | None:
    """An exchange whose answer is kept as `facts`."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        connection.execute("INSERT INTO conversations (id, title, made, changed) VALUES ('a', '', 1, 1)")
        add_entry(connection, "a", "user", "?", parent=None, made=NOON)
        add_entry(connection, "a", "assistant", text, parent=1, made=NOON, facts=facts)
        rows = rows_of(connection.execute(READ, ("[2]",)))
    return exchange_of(*rows[0]) if rows else None


def test_an_exchange_rests_on_the_foods_it_cites_else_on_the_nearest() -> None:
    facts = {"sources": [{"id": "pho"}, {"id": "ramen"}], "provider": "groq"}
    first = read("Try [2], and [2] or [9].", json.dumps(facts))
    second = read("Soup.", json.dumps(facts))
    assert first and second
    assert (first.foods, second.foods, first.ended) == (("ramen",), ("pho",), True)
    assert (first.number, first.asked) == (2, 1)


@given(
    some.one_of(some.text(), some.recursive(some.none() | some.text() | some.integers(), some.lists).map(json.dumps))
)
@settings(max_examples=60, deadline=None)
def test_answers_that_nobody_can_read_are_left_out(facts: str) -> None:
    assert read("x", facts) is None
    assert read("x", json.dumps({"understood": [facts]})) is None
    foodless = read("x [1]", json.dumps({"sources": [facts], "understood": None}))
    assert foodless and foodless.foods == ()


def test_cases_are_questions_that_the_evaluation_reads(tmp_path: Path) -> None:
    assert cases_in(tmp_path) == []
    assert add_case(tmp_path / "state", "What is pho?", ["pho", "ramen"]) == 1
    assert add_case(tmp_path / "state", "Who is Kant?", []) == 2
    assert add_case(tmp_path / "state", "What is pho?", ["pho"]) == 2
    found = {each.question: each for each in load_questions(tmp_path / "state" / FILE)}
    assert dict(found["What is pho?"].relevant) == {"pho": 2}
    assert found["Who is Kant?"].nothing


@pytest.mark.parametrize("damage", ["{", "{}", "[1]", "[" * 100_000])
def test_a_damaged_file_of_cases_is_told_and_left(tmp_path: Path, damage: str) -> None:
    (tmp_path / FILE).write_text(damage)
    with pytest.raises(StoreTrouble) as trouble:
        add_case(tmp_path, "What is pho?", [])
    assert trouble.value.remedy
    assert (tmp_path / FILE).read_text() == damage
