"""The compare page and its commands, as people use them: fake vendors, the real app, one real Chromium."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from app_process import ROOT, clean_environment, running_app
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from houses import FEW_FOODS
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest
from windows import NARROW, SIDEWAYS

from ragfood.clock import SystemClock
from ragfood.contests.archive import Archive
from ragfood.preference import Preference

pytestmark = pytest.mark.usefixtures("fresh_app")


@pytest.fixture
def groq(fresh_app: Path, groq: FakeGroq, monkeypatch: pytest.MonkeyPatch) -> FakeGroq:
    groq.answer = "Noodles of rice, from Groq's side [1]."
    monkeypatch.setenv("GROQ_API_KEY", KEY)
    monkeypatch.setenv("GROQ_BASE_URL", groq.url)
    return groq


@pytest.fixture
def ollama(fresh_app: Path, ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> FakeOllama:
    ollama.answer = "Noodles of rice, from the local side [1]."
    monkeypatch.setenv("OLLAMA_HOST", ollama.url)
    return ollama


def open_page(*, seen: str = "", **address: str) -> AppTest:
    """The page at an address, in a new session, which has `seen` the names in one comparison."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    page.run()
    page.switch_page("pages/2_Compare.py")
    for name, value in address.items():
        page.query_params[name] = value
    if seen:
        page.session_state["compare-seen"] = {seen}
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    kinds = ("markdown", "caption", "info", "error", "warning", "success", "title")
    return "\n".join(str(each.value) for kind in kinds for each in page.get(kind))


def click(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label.startswith(label)).click().run()


def address_of(page: AppTest) -> str:
    """The id of the comparison in the page's address."""
    given = page.query_params["run"]
    return given if isinstance(given, str) else given[0]


def compared(questions: str = "What is pad thai?\nIs hummus vegan?") -> AppTest:
    page = open_page()
    page.text_area[0].set_value(questions)
    return click(click(page, "What will it cost?"), "Start: at most")


def test_the_cost_is_told_before_a_click_spends_it(groq: FakeGroq, ollama: FakeOllama) -> None:
    page = click(open_page(), "What will it cost?")
    assert [metric.label for metric in page.metric] == ["Likely cost", "At most", "About"]
    assert "groq/openai/gpt-oss-20b: 5 calls" in words(page).replace("\\", "") and groq.chats == []
    assert any(button.label.startswith("Start: at most \\$0.00") for button in page.button)


def test_that_a_roll_back_keeps_nobody_from_being_compared_is_said_before(
    groq: FakeGroq, ollama: FakeOllama, tmp_path: Path
) -> None:
    assert "roll-back" not in words(click(open_page(), "What will it cost?"))
    Preference(tmp_path / "state" / "preference.json", SystemClock()).choose("ollama")
    assert "all questions of the chats go to Ollama. This comparison asks Groq all the same" in words(
        click(open_page(), "What will it cost?")
    )
    assert "go to Ollama. This comparison asks Groq all the same" in run(tmp_path, "bench").stderr


def test_a_comparison_shows_who_is_faster_and_cheaper_and_can_be_opened_again(
    groq: FakeGroq, ollama: FakeOllama
) -> None:
    ollama.delay = 0.2
    page = compared()
    told = words(page).replace("\\", "")
    assert "Groq openai/gpt-oss-20b is" in told and "times faster than Ollama llama3.2" in told
    assert "Ollama llama3.2 is free" in told and len(groq.chats) == len(ollama.chats) == 2
    run = address_of(page)
    assert "times faster" in words(open_page(run=run))
    answers = words(open_page(run=run, part="answers"))
    assert "from Groq's side" in answers and "from the local side" in answers
    assert "2 questions · 4 answers" in "".join(button.label for button in open_page().button)


def test_votes_are_blind_until_cast_and_add_up(groq: FakeGroq, ollama: FakeOllama, tmp_path: Path) -> None:
    page = compared()
    run = address_of(page)
    voting = open_page(run=run, part="vote")
    shown = "\n".join(str(each.value) for kind in ("markdown", "caption") for each in voting.main.get(kind))
    assert "Pair 1 of 2" in shown
    assert "from Groq's side" in shown and "openai/gpt-oss-20b" not in shown and "llama3.2" not in shown
    voting = click(voting, "A is better")
    assert "You said: A." in words(voting) and "Pair 2 of 2" in words(voting)
    voting = click(voting, "Both the same")
    assert "You have voted on every pair" in words(voting) and "Too few to mean anything yet" in words(voting)
    votes = Archive(tmp_path / "state" / "comparisons.sqlite", SystemClock()).votes(run)
    assert len(votes) == 2 and all(vote.blind for vote in votes)


def test_who_has_seen_the_names_does_not_vote_blind(groq: FakeGroq, ollama: FakeOllama, tmp_path: Path) -> None:
    run = address_of(compared())
    voting = open_page(run=run, part="vote", seen=run)
    voting = click(voting, "B is better")
    assert "not counted as blind" in words(voting)
    votes = Archive(tmp_path / "state" / "comparisons.sqlite", SystemClock()).votes()
    assert len(votes) == 1 and not votes[0].blind


def test_a_failing_provider_is_named_with_the_reason(groq: FakeGroq, ollama: FakeOllama) -> None:
    groq.always(faults.key_refused())
    told = words(compared()).replace("\\", "")
    assert "1 × key refused" in told and "1 more were not asked" in told


def test_too_small_a_budget_is_said_before_and_refused_in_the_run(
    groq: FakeGroq, ollama: FakeOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAGFOOD_DAILY_BUDGET_USD", "0.00001")
    page = click(open_page(), "What will it cost?")
    assert "which may not be enough" in words(page)
    assert "1 × over budget" in words(click(page, "Start")).replace("\\", "") and groq.chats == []


def test_nobody_to_compare_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page()
    page.pills[0].set_value(["groq"])
    page = click(page, "What will it cost?")
    assert any("console.groq.com/keys" in error.value for error in page.error)


def test_other_models_can_be_named_and_one_runs_at_a_time(groq: FakeGroq, ollama: FakeOllama) -> None:
    groq.models.append("allam-2-7b")
    page = open_page()
    page.text_area[0].set_value("What is pad thai?")
    page.text_input[0].set_value("groq/openai/gpt-oss-120b, ollama/*new*, groq/allam-2-7b, offline")
    page = click(page, "What will it cost?")
    assert next(metric.value for metric in page.metric) == "cost unknown"
    told = words(click(page, "Start")).replace("\\", "")
    assert "Groq allam-2-7b: failed: 1 × price unknown" in told and "Ollama *new*: failed: 1 × model not pulled" in told
    assert {request.body["model"] for request in groq.chats} == {"openai/gpt-oss-20b", "openai/gpt-oss-120b"}


def test_an_address_of_nothing_says_so() -> None:
    assert "no comparison under this address" in words(open_page(run="nothing"))


def test_one_click_rolls_every_session_back_and_another_undoes_it(groq: FakeGroq, ollama: FakeOllama) -> None:
    early = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    early = early.chat_input[0].set_value("What is pad thai?").run()
    assert "from Groq's side" in words(early) and len(groq.chats) == 1
    page = click(open_page(view="scorecard"), "Roll back now")
    assert "Only Ollama answers" in words(page)
    assert any("RAGFOOD_PROVIDER=ollama" in code.value for code in page.code)
    chat = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    assert "Rolled back: only Ollama answers." in words(chat)
    chat = chat.chat_input[0].set_value("What is pad thai?").run()
    assert "from the local side" in words(chat) and len(groq.chats) == 1
    assert not {"Ask Groq", "Ask both"} & {button.label for button in chat.button}
    click(early, "Ask both")
    assert len(groq.chats) == 1 and len(ollama.chats) == 2
    page = click(page, "Undo")
    assert "Only Ollama answers" not in words(page)


def run(folder: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    vendors = {name: value for name, value in os.environ.items() if name.startswith(("GROQ_", "OLLAMA_", "RAGFOOD_"))}
    command = [sys.executable, "-m", "ragfood", *typed]
    env = clean_environment(folder, vendors)
    return subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )


def test_bench_spends_nothing_without_consent(groq: FakeGroq, ollama: FakeOllama, tmp_path: Path) -> None:
    done = run(tmp_path, "bench")
    assert done.returncode == 2 and "--yes" in done.stderr and "at most $0.00" in done.stderr
    assert groq.chats == [] and ollama.chats == []


def test_bench_prints_the_figures_and_who_is_faster(groq: FakeGroq, ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.delay = 0.2
    done = run(tmp_path, "bench", "--yes")
    assert done.returncode == 0, done.stderr
    assert "[10/10]" in done.stderr and len(groq.chats) == len(ollama.chats) == 5
    for told in ("response      mean", "sd", "p95", "first token", "tokens/s", "cold start", "citations exist",
                 "times faster than ollama/llama3.2", "ollama/llama3.2 is free"):  # fmt: skip
        assert told in done.stdout, told


def test_bench_writes_csv_and_json_of_own_questions(groq: FakeGroq, ollama: FakeOllama, tmp_path: Path) -> None:
    (tmp_path / "asked.txt").write_text("What is pad thai?\n")
    asked = ("bench", "--yes", "--questions", "asked.txt")
    rows = list(
        csv.DictReader(io.StringIO(run(tmp_path, *asked, "--providers", "groq", "--repeat", "2", "--csv").stdout))
    )
    assert [row["round"] for row in rows] == ["1", "2"] and all(Decimal(row["cost_usd"]) > 0 for row in rows)
    whole = json.loads(run(tmp_path, *asked, "--models", "ollama/llama3.2", "--json").stdout)
    assert whole["contestants"][0]["answered"] == 1 and whole["trials"][0]["answer"] == ollama.answer
    (tmp_path / "asked.txt").write_bytes(b"\xff\xfe\x00")
    done = run(tmp_path, *asked)
    assert done.returncode == 1 and "UTF-8" in done.stderr and "Traceback" not in done.stderr


def test_a_provider_that_fails_makes_bench_exit_1(ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.always(faults.not_pulled("llama3.2"))
    done = run(tmp_path, "bench", "--providers", "ollama")
    assert done.returncode == 1 and "1 model_not_pulled, 4 skipped" in done.stdout


def test_the_scorecard_in_the_terminal_rolls_back_and_undoes(ollama: FakeOllama, tmp_path: Path) -> None:
    assert "Keep watching." in run(tmp_path, "scorecard").stdout
    assert "RAGFOOD_PROVIDER=ollama" in run(tmp_path, "scorecard", "--roll-back").stdout
    told = json.loads(run(tmp_path, "scorecard", "--json", "--days", "30").stdout)
    assert told["rolled_back_since"] and told["days"] == 30 and len(told["criteria"]) == 6 and len(told["signs"]) == 3
    assert json.loads(run(tmp_path, "ask", "--json", "What is pad thai?").stdout)["provider"] == "ollama"
    assert run(tmp_path, "scorecard", "--undo").returncode == 0
    assert json.loads(run(tmp_path, "scorecard", "--json").stdout)["rolled_back_since"] is None
    assert run(tmp_path, "scorecard", "--days", "0").returncode == 2


@pytest.mark.browser
def test_two_answers_grow_side_by_side_and_a_reload_loses_nothing(
    browser: Browser, groq: FakeGroq, ollama: FakeOllama, tmp_path: Path
) -> None:
    groq.answer = " ".join(f"cloud{n}" for n in range(60))
    ollama.answer = " ".join(f"local{n}" for n in range(60))
    groq.token_delay, ollama.token_delay = 0.05, 0.06
    (tmp_path / "app").mkdir()
    vendors = {
        "GROQ_API_KEY": KEY,
        "GROQ_BASE_URL": groq.url,
        "OLLAMA_HOST": ollama.url,
        "RAGFOOD_FOODS": str(FEW_FOODS),
    }
    with running_app(tmp_path / "app", vendors) as address:
        page = browser.new_context(viewport=NARROW).new_page()
        page.goto(f"{address}/Compare")
        page.get_by_role("textbox", name="Questions, one per line").fill("What is pad thai?")
        page.get_by_role("button", name="What will it cost?").click()
        page.get_by_role("button", name="Start: at most").click()
        expect(page.get_by_text("cloud3 ")).to_be_visible()
        expect(page.get_by_text("local3 ")).to_be_visible()
        page.reload()
        expect(page.get_by_text("times faster than")).to_be_visible()
        assert len(groq.chats) == len(ollama.chats) == 1 and "run=" in page.url
        expect(page.get_by_role("button", name="Table (CSV)")).to_be_visible()
        assert page.evaluate(SIDEWAYS) <= 0
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Picture (SVG)").click()
        assert "openai/gpt-oss-20b" in Path(waiting.value.path()).read_text()
        groq.answer = ollama.answer = " ".join(["more"] * 600)
        page.get_by_role("button", name="All comparisons, or a new one").click()
        page.get_by_role("button", name="What will it cost?").click()
        page.get_by_role("button", name="Start: at most").click()
        expect(page.get_by_text("more more").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_text("It was stopped")).to_be_visible()
        assert groq.wait_for_disconnect(30) and ollama.wait_for_disconnect(30)
