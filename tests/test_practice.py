"""The practice vendors, asked by the real clients over real HTTP, and the trouble they make on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from houses import FEW_FOODS, NO_LIMITS, ask

from ragfood.assembly import House, Live, assemble
from ragfood.practice import Practice
from ragfood.practice.composing import MARK, compose, words_of
from ragfood.practice.drill import Trouble
from ragfood.practice.vendors import Pace
from ragfood.settings import read_settings


@pytest.fixture
def practice() -> Iterator[Practice]:
    made = Practice(["openai/gpt-oss-20b"], "llama3.2", Pace(), Pace(), first_token_s=0.3)
    made.open()
    yield made
    made.close()


def demo(folder: Path, practice: Practice, **more: str) -> House:
    given = {"RAGFOOD_STATE_DIR": str(folder / "state"), "RAGFOOD_FOODS": str(FEW_FOODS)}
    joined = assemble(practice.settings(read_settings({**given, **NO_LIMITS, **more})))
    joined.index.prepare()
    return joined


def test_both_stand_ins_answer_from_the_passages_and_say_what_they_are(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    for provider in ("groq", "ollama"):
        answer = ask(app, mode=provider)
        assert (answer.provider, answer.trouble, answer.degraded) == (provider, "", False)
        assert MARK in answer.text and "[1]" in answer.text and "Pad Thai" in answer.text
        assert answer.usage is not None and not answer.usage.estimated
    assert {badge.state for badge in app.board.look_now()} == {"ready"}


def test_the_books_of_a_demo_are_kept_apart(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    assert ask(app).cost
    assert (tmp_path / "state" / "demo" / "usage.json").exists()
    assert not (tmp_path / "state" / "usage.json").exists()


@pytest.mark.parametrize(
    ("trouble", "reason"), [("rate limit", "rate_limited"), ("bad key", "key_refused"), ("budget", "over_budget")]
)
def test_a_refusal_is_met_by_the_next_provider_and_is_over_after_recovery(
    tmp_path: Path, practice: Practice, trouble: Trouble, reason: str
) -> None:
    app = demo(tmp_path, practice)
    practice.make(trouble, app.ledger)
    answer = ask(app)
    assert (answer.provider, [a.reason for a in answer.fell]) == ("ollama", [reason])
    practice.recover()
    again = assemble(practice.settings(app.settings), app)
    assert ask(again, "What is ramen?").provider == "groq"
    assert app.ledger.standing().held == 0


def test_a_trouble_that_was_met_says_so_and_can_be_made_again(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    practice.make("cut", app.ledger)
    assert practice.trouble == "cut" and not practice.met
    assert ask(app).interrupted
    assert practice.trouble == "cut" and practice.met
    practice.make("cut", app.ledger)
    assert not practice.met


def test_quick_questions_of_a_demo_are_all_answered_by_groq(tmp_path: Path, practice: Practice) -> None:
    free = dict.fromkeys(NO_LIMITS, "")
    app = demo(tmp_path, practice, **free)
    answers = [ask(app, f"What is pad thai, told for the time number {number}?") for number in range(15)]
    assert {answer.provider for answer in answers} == {"groq"} and not any(answer.fell for answer in answers)


def test_a_silent_groq_is_left_within_its_deadline(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    practice.make("timeout", app.ledger)
    assert ask(app).fell[0].reason == "timed_out"


def test_a_stream_that_breaks_off_is_kept_and_marked(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    practice.make("cut", app.ledger)
    answer = ask(app)
    assert answer.interrupted and answer.provider == "groq" and MARK in answer.text
    assert "[1]" in answer.text, "enough is written to see what broke off"
    assert ask(app, "What is ramen?").complete


def test_what_is_off_refuses_connections_until_it_is_on_again(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    practice.make("ollama off", app.ledger)
    assert ask(app, mode="ollama").attempts[-1].reason == "ollama_down"
    assert ask(app).provider == "groq"
    practice.make("all off", app.ledger)
    assert ask(app, "What is ramen?").degraded
    practice.recover()
    again = assemble(practice.settings(app.settings), app)
    assert ask(again, "What is falafel?").provider == "groq"


def test_one_trouble_takes_the_place_of_another(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    practice.make("budget", app.ledger)
    practice.make("ollama off", app.ledger)
    assert app.ledger.standing().held == 0
    assert ask(app).provider == "groq"


def test_the_demo_setting_puts_the_stand_ins_in_place_in_a_running_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAGFOOD_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("GROQ_API_KEY", "gsk_of_the_person")
    live = Live()
    assert live.current().practice is None
    monkeypatch.setenv("RAGFOOD_DEMO", "1")
    (tmp_path / ".env").write_text("")
    running = Live(tmp_path / ".env").current()
    assert running.practice is not None
    assert running.settings.groq_base_url.startswith("http://127.0.0.1:")
    assert running.settings.groq_api_key.reveal() == "practice-1"
    running.practice.close()


def test_a_question_of_diets_is_answered_by_what_is_stored_of_the_first_food() -> None:
    foods = "".join(f"<food number={n}>\nname: F{n}\ndiets: vegan no\ntext: Soup.\n</food>\n" for n in (1, 2))
    for question, known in (("Is F1 vegan?", True), ("Was für Allergene?", True), ("How is F1 made?", False)):
        said = compose([{"role": "user", "content": f"Foods:\n{foods}\nQuestion: {question}"}])
        assert ("Diets: vegan no [1]" in said) is known
        assert said.count("Diets:") == known


def test_an_answer_without_passages_says_so() -> None:
    assert "No passage" in compose([{"role": "user", "content": "What?"}])
    assert "No passage" in compose([])


def test_the_pieces_of_an_answer_are_the_answer() -> None:
    text = "**A** — one [1].\n\n**B** — two [2]."
    assert "".join(words_of(text)) == text


def test_money_that_a_drill_holds_leaves_no_room_for_another_call(tmp_path: Path, practice: Practice) -> None:
    app = demo(tmp_path, practice)
    practice.make("budget", app.ledger)
    assert not app.ledger.standing().day.fits(None)
    practice.recover()
    assert app.ledger.standing().day.fits(None)
