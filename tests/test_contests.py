"""Comparisons over the real app and vendors on loopback: what is asked, booked, refused, kept and exported."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from asking import eventually
from contesting import GROQ, OLLAMA, over, plan, run
from fake_vendors import FakeGroq, FakeOllama, faults
from houses import house
from hypothesis import given
from hypothesis import strategies as st

from ragfood.assembly import assemble
from ragfood.contests.blind import ballots, vote_on
from ragfood.contests.estimate import estimate, left, tight
from ragfood.contests.plan import MISSION_QUESTIONS, choose, contestant_of, read_questions
from ragfood.contests.trials import Contestant
from ragfood.contests.verdicts import figures
from ragfood.errors import ComparisonRefused
from ragfood.settings import read_settings


@pytest.fixture
def groq(groq: FakeGroq) -> FakeGroq:
    groq.answer = "Pad thai is made of rice noodles [1]."
    return groq


@pytest.fixture
def ollama(ollama: FakeOllama) -> FakeOllama:
    ollama.answer = "Rice noodles, stir-fried with egg and peanuts [1]."
    return ollama


def test_everybody_is_asked_the_same_over_the_same_foods(tmp_path: Path, groq: FakeGroq, ollama: FakeOllama) -> None:
    ended = run(house(tmp_path, groq, ollama), plan(house(tmp_path, groq, ollama), rounds=2))
    assert len(ended.trials) == ended.planned == 8 and all(each.answered for each in ended.trials)
    to_groq = [request.body["messages"] for request in groq.chats]
    to_ollama = [request.body["messages"] for request in ollama.chats]
    assert to_groq == to_ollama and len(to_groq) == 4
    assert all(source.name in str(to_groq[0]) for source in ended.questions[0].sources)


def test_a_slow_provider_measures_slower_and_loading_is_told_apart(
    tmp_path: Path, groq: FakeGroq, ollama: FakeOllama
) -> None:
    ollama.delay, ollama.cold_load_s = 0.15, 0.6
    ended = run(app := house(tmp_path, groq, ollama), plan(app))
    fast, slow = figures(ended)
    assert [trial.cold for trial in ended.trials if trial.contestant == 1] == [True, False]
    assert slow.load_s == pytest.approx(0.6) and slow.cold_s[0] >= 0.75
    assert fast.total and slow.total and 0.15 <= slow.total.mean < 0.75 and fast.total.mean < slow.total.mean
    assert [trial.cold for trial in ended.trials if trial.contestant == 0] == [True, False]


def test_a_model_that_is_loaded_already_has_no_cold_start(tmp_path: Path, ollama: FakeOllama) -> None:
    app = house(tmp_path, ollama=ollama)
    assert not any(each.cold for each in run(app, plan(app, OLLAMA)).trials)


def test_calls_are_booked_like_all_others_and_never_come_from_the_cache(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ended = run(app, plan(app, GROQ, asked=("What is pad thai?",), rounds=3))
    calls = app.ledger.calls(f"{app.clock.now():%Y-%m}")
    assert [call.outcome for call in calls] == ["answered"] * 3 and len(groq.chats) == 3
    assert app.ledger.today().cost == sum(each.cost or Decimal(0) for each in ended.trials) > 0


def test_a_call_over_the_budget_is_refused_and_the_rest_is_not_asked(
    tmp_path: Path, groq: FakeGroq, ollama: FakeOllama
) -> None:
    app = house(tmp_path, groq, ollama, RAGFOOD_DAILY_BUDGET_USD="0.0000001")
    ready = plan(app)
    expected = estimate(ready, app.table)
    narrow = tight(expected, app.ledger.standing())
    assert narrow and narrow.period == "day" and left(narrow) == Decimal("0.0000001")
    first, second = (each for each in run(app, ready).trials if each.contestant == 0)
    assert (first.outcome, first.reason) == ("declined", "over_budget") and "budget" in first.sentence
    assert (second.outcome, second.reason) == ("skipped", "over_budget")
    assert groq.chats == [] and len(ollama.chats) == 2


def test_failures_are_told_by_kind_and_nobody_is_asked_twice(
    tmp_path: Path, groq: FakeGroq, ollama: FakeOllama
) -> None:
    groq.always(faults.server_error())
    ollama.always(faults.drop(2))
    found = figures(run(app := house(tmp_path, groq, ollama), plan(app)))
    assert found[0].errors == {"server_fault": 2} and found[1].errors == {"interrupted": 2}
    assert len(groq.chats) == 2 and len(ollama.chats) == 2
    assert found[0].total is None and found[0].quality is None


def test_a_limit_is_waited_for_and_the_wait_is_no_response_time(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq, RAGFOOD_REQUESTS_PER_MINUTE="60", RAGFOOD_BURST="1")
    ended = run(app, plan(app, GROQ))
    assert ended.trials[1].waited_s > 0.3 and (ended.trials[1].total_s or 9) < 0.5


def test_stopping_keeps_what_was_measured_and_cuts_what_runs(tmp_path: Path, ollama: FakeOllama) -> None:
    app = house(tmp_path, ollama=ollama)
    ollama.answer, ollama.token_delay = " ".join(["word"] * 400), 0.02
    contest = app.contests.begin(plan(app, OLLAMA))
    assert eventually(lambda: any("word word" in each.text for each in contest.now().growing.values()))
    contest.stop()
    ended = over(contest)
    assert ended.stopped and [each.outcome for each in ended.trials] == ["stopped"]
    assert "word" in ended.trials[0].text and len(ollama.chats) == 1
    assert app.contests.archive.open(ended.id) == ended


def test_only_one_runs_at_a_time_and_a_change_of_settings_loses_none(tmp_path: Path, ollama: FakeOllama) -> None:
    app = house(tmp_path, ollama=ollama)
    ollama.token_delay = 0.05
    contest = app.contests.begin(plan(app, OLLAMA))
    given = {"RAGFOOD_STATE_DIR": str(tmp_path / "state"), "RAGFOOD_OLLAMA_MODEL": "other", "RAGFOOD_EMBEDDER": "lsa"}
    later = assemble(read_settings(given), app)
    assert later.contests.running() is contest
    with pytest.raises(ComparisonRefused, match="Another comparison"):
        later.contests.begin(plan(app, OLLAMA))
    with pytest.raises(ComparisonRefused, match="still running"):
        later.contests.delete(contest.comparison.id)
    over(contest)


def test_a_comparison_is_kept_listed_opened_and_deleted_with_its_votes(
    tmp_path: Path, groq: FakeGroq, ollama: FakeOllama
) -> None:
    ended = run(app := house(tmp_path, groq, ollama), plan(app))
    elsewhere = house(tmp_path).contests
    assert elsewhere.open(ended.id) == ended
    heading = elsewhere.archive.recent()[0]
    assert (heading.id, heading.finished, heading.questions, heading.answered) == (ended.id, True, 2, 4)
    ballot = next(iter(ballots(ended)))
    elsewhere.archive.vote(vote_on(ended, ballot, ballot.a, voter="me", blind=True))
    elsewhere.delete(ended.id)
    assert elsewhere.archive.recent() == [] and elsewhere.archive.votes() == [] and elsewhere.open(ended.id) is None


def test_a_damaged_row_is_passed_over(tmp_path: Path, ollama: FakeOllama) -> None:
    ended = run(app := house(tmp_path, ollama=ollama), plan(app, OLLAMA))
    with app.contests.archive._store.transaction() as connection:
        connection.execute("UPDATE trials SET facts = '{}'")
    assert house(tmp_path).contests.open(ended.id) is None


def test_a_question_without_foods_is_asked_of_nobody(tmp_path: Path, ollama: FakeOllama) -> None:
    app = house(tmp_path, ollama=ollama)
    ended = run(app, plan(app, OLLAMA, asked=("What is pad thai?", "How do I fix my bicycle chain?")))
    assert ended.planned == len(ended.trials) == 1 and ended.questions[1].idle
    with pytest.raises(ComparisonRefused, match="No food"):
        plan(app, OLLAMA, asked=("How do I fix my bicycle chain?",))


def test_a_disk_that_takes_nothing_loses_only_the_keeping(tmp_path: Path, ollama: FakeOllama) -> None:
    app = house(tmp_path, ollama=ollama)
    (tmp_path / "state" / "comparisons.sqlite").mkdir()
    contest = app.contests.begin(plan(app, OLLAMA))
    assert over(contest).trials[0].answered and "comparisons.sqlite" in contest.now().trouble
    assert app.contests.open(contest.comparison.id) == contest.comparison


def test_the_estimate_is_worst_at_the_cap_and_likely_by_own_answers(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ready = plan(app, GROQ, OLLAMA)
    before = estimate(ready, app.table)
    price = app.table.facts(GROQ.model).price
    assert price and before.shares[0].worst and before.shares[0].likely
    tokens = sum(each.prompt.tokens for each in ready.asked if each.prompt)
    assert before.worst == (tokens * price.input + 2 * 1024 * price.output) / 1_000_000
    assert before.likely == (tokens * price.input + 2 * 150 * price.output) / 1_000_000
    ended = run(app, plan(app, GROQ, rounds=3))
    worst = estimate(plan(app, GROQ, rounds=3), app.table).worst
    assert worst and sum(each.cost or 0 for each in ended.trials) <= worst
    after = estimate(ready, app.table, app.ledger.calls(f"{app.clock.now():%Y-%m}"))
    assert after.shares[0].measured and after.shares[0].output_tokens < 150
    assert after.likely is not None and before.likely is not None and after.likely < before.likely


def test_an_unknown_price_makes_the_estimate_unknown_and_local_models_are_free(tmp_path: Path) -> None:
    app = house(tmp_path)
    unknown = estimate(plan(app, Contestant("groq", "allam-2-7b"), OLLAMA), app.table)
    assert unknown.worst is None and unknown.likely is None and not unknown.free
    assert estimate(plan(app, OLLAMA), app.table).free


def test_limits_per_minute_stretch_the_time(tmp_path: Path) -> None:
    app = house(tmp_path, RAGFOOD_REQUESTS_PER_MINUTE="1")
    assert estimate(plan(app, GROQ, rounds=5), app.table).seconds >= 9 * 60


def test_who_is_compared_is_chosen_by_provider_or_by_model(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    providers = {"groq": app.groq, "ollama": app.ollama}
    assert choose(providers, ["groq", "ollama"], ["openai/gpt-oss-120b", "qwen3:4b", "groq/x/y"], app.table)[0] == [
        GROQ, OLLAMA, Contestant("groq", "openai/gpt-oss-120b"), Contestant("ollama", "qwen3:4b"),
        Contestant("groq", "x/y"),
    ]  # fmt: skip
    assert choose(providers, ["groq"], ["openai/gpt-oss-20b"], app.table)[0] == [GROQ]
    assert contestant_of("ollama/hf.co/a/b:Q4", app.table) == Contestant("ollama", "hf.co/a/b:Q4")


def test_who_cannot_be_asked_is_left_out_with_the_reason(tmp_path: Path) -> None:
    app = house(tmp_path)
    providers = {"groq": app.groq, "ollama": app.ollama}
    chosen, unable = choose(providers, ["groq", "ollama"], [], app.table)
    assert chosen == [OLLAMA] and "key" in unable[0].happened.lower()
    with pytest.raises(ComparisonRefused, match="nobody to compare"):
        choose(providers, ["groq"], ["groq/openai/gpt-oss-120b"], app.table)
    with pytest.raises(ComparisonRefused, match="too many"):
        choose(providers, [], [f"ollama/m{n}" for n in range(7)], app.table)


@pytest.mark.parametrize(
    "text",
    [
        "What is dal?\n\n  What is pho?  \n",
        '["What is dal?", "What is pho?"]',
        '[{"question": "What is dal?"}, {"question": "What is pho?", "id": 7}]',
        '{"question": "What is dal?"}\n{"question": "What is pho?"}',
        '{"questions": ["What is dal?", "What is pho?"]}',
        "\ufeffWhat is dal?\r\nWhat is pho?",
    ],
)
def test_questions_are_read_from_lines_and_from_json(text: str) -> None:
    assert read_questions(text) == ["What is dal?", "What is pho?"]


@pytest.mark.parametrize(
    "text", ["", "\n \n", "{bad", "[]", "[7]", '[{"q": "x"}]', "x" * 5000, "\n".join(["dal?"] * 51)]
)
def test_unusable_questions_are_refused_whole(text: str) -> None:
    with pytest.raises(ComparisonRefused):
        read_questions(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert all(question.strip() for question in read_questions(text))
    except ComparisonRefused as refused:
        assert refused.remedy


def test_the_missions_five_questions_can_be_asked() -> None:
    assert read_questions("\n".join(MISSION_QUESTIONS)) == list(MISSION_QUESTIONS) and len(MISSION_QUESTIONS) == 5
