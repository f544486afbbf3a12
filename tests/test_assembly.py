"""The parts are joined from settings, and joined anew when `.env` changes, without losing what they hold."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from houses import FEW_FOODS, ask

from ragfood.assembly import Live, get_ready, warm_up
from ragfood.errors import CorpusMissing, SettingsError


def write_env(folder: Path, **values: str) -> Path:
    path = folder / ".env"
    given = {"RAGFOOD_FOODS": str(FEW_FOODS), "RAGFOOD_EMBEDDER": "lsa", "RAGFOOD_STATE_DIR": str(folder / "state")}
    path.with_suffix(".new").write_text("".join(f"{name}={value}\n" for name, value in {**given, **values}.items()))
    path.with_suffix(".new").replace(path)
    return path


def test_a_key_that_is_added_changed_or_removed_is_picked_up_without_a_restart(tmp_path: Path) -> None:
    live = Live(write_env(tmp_path))
    assert ask(live.current()).degraded
    index = live.current().index
    with FakeGroq() as groq:
        write_env(tmp_path, GROQ_API_KEY="gsk_wrong", GROQ_BASE_URL=groq.url)
        refused = ask(live.current())
        assert refused.degraded and refused.attempts[0].reason == "key_refused"
        write_env(tmp_path, GROQ_API_KEY=KEY, GROQ_BASE_URL=groq.url)
        assert ask(live.current()).provider == "groq"
        write_env(tmp_path, GROQ_BASE_URL=groq.url)
        assert ask(live.current(), "What is hummus?").attempts[0].reason == "not_configured"
    assert live.current().index is index


def test_nothing_is_made_anew_while_nothing_changes(tmp_path: Path) -> None:
    live = Live(write_env(tmp_path))
    assert live.current() is live.current()


def test_answers_under_way_survive_a_change_of_settings(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 40, 0.01
        live = Live(write_env(tmp_path, GROQ_API_KEY=KEY, GROQ_BASE_URL=groq.url))
        turn = live.current().chat.ask("What is pad thai?", conversation="c")
        write_env(tmp_path, RAGFOOD_TOP_K="3")
        assert live.current().turns.of("c") is turn
        answer = turn.wait(60)
    assert answer is not None and answer.complete


def test_bad_settings_and_a_missing_corpus_are_told_and_mended_in_place(tmp_path: Path) -> None:
    live = Live(write_env(tmp_path, RAGFOOD_TOP_K="many"))
    with pytest.raises(SettingsError, match="RAGFOOD_TOP_K"):
        live.current()
    write_env(tmp_path, RAGFOOD_FOODS=str(tmp_path / "none.json"))
    with pytest.raises(CorpusMissing):
        live.current()
    write_env(tmp_path)
    assert live.current().index.status().foods > 20


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "RAGFOOD_TOP_K", "7")
    assert Live(write_env(tmp_path, RAGFOOD_TOP_K="3")).current().settings.top_k == 7


def test_getting_ready_makes_the_first_question_find_everything_loaded(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        live = Live(write_env(tmp_path, GROQ_API_KEY=KEY, GROQ_BASE_URL=groq.url))
        get_ready(live.current())
        assert live.current().index.status().state == "ready"


def test_warming_up_happens_once(tmp_path: Path) -> None:
    house = Live(write_env(tmp_path)).current()
    for _ in range(20):
        warm_up(house)
    assert sum(thread.name == "warm-up" for thread in threading.enumerate()) <= 1


def test_a_daily_budget_keeps_groq_from_being_asked_and_says_when_it_returns(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        env = write_env(tmp_path, GROQ_API_KEY=KEY, GROQ_BASE_URL=groq.url, RAGFOOD_DAILY_BUDGET_USD="0.00001")
        answer = ask(Live(env).current())
        assert groq.chats == []
    assert answer.degraded and answer.attempts[0].reason == "over_budget"
    assert "RAGFOOD_DAILY_BUDGET_USD" in answer.attempts[0].remedy


def test_an_outage_of_twenty_questions_costs_groq_at_most_four_calls(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.always(faults.over_capacity())
        given = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "OLLAMA_HOST": ollama.url}
        house = Live(write_env(tmp_path, **given)).current()
        for number in range(20):
            assert ask(house, f"What is pad thai {number}?").provider == "ollama"
        assert len(groq.chats) <= 4
