"""`estimate` and what `usage` says of limits, from the terminal."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from log_maker import make
from sheeting import ledger_of

from ragfood.__main__ import main


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAGFOOD_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("RAGFOOD_TIMEZONE", "UTC")
    return tmp_path / "state"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_the_founding_figures_are_told(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "estimate", "--model", "llama-3.1-8b-instant")
    assert "300 tokens in, 150 out; $0.000030 a question" in said
    assert re.findall(r"(\S+) a month", said)[1:] == ["$0.01", "$0.09", "$0.90", "$9.00"]
    assert "stopped first by tokens per day (500,000) above 1,111" in said


def test_as_json_for_any_number_with_reasoning_counted(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [found] = json.loads(run(capsys, "estimate", "--questions", "400", "--json"))
    assert (found["model"], found["reasoning_tokens"], found["output_tokens"]) == ("openai/gpt-oss-20b", 150, 300)
    assert found["binding"] == "tokens_per_day"
    assert found["per_month_usd"] == pytest.approx(400 * 30 * 0.0001125)


def test_an_unknown_price_is_said(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "its price is unknown" in run(capsys, "estimate", "--model", "allam-2-7b")
    [found] = json.loads(run(capsys, "estimate", "--questions", "5", "--model", "unheard-of", "--json"))
    assert (found["per_month_usd"], found["per_question_usd"]) == (None, None)


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "99999999999999"])
def test_a_number_of_questions_is_a_whole_one(state: Path, number: str) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(["estimate", "--questions", number])
    assert wrong.value.code == 2


def test_usage_tells_the_forecast_and_who_chose_the_limits(state: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make("spent-99", state, datetime.now(UTC))
    ledger_of(state).choose({"month": Decimal("0.5")})
    said = run(capsys, "usage")
    assert "this month ends at" in said and "likely" in said
    assert "The limit per month was chosen on the Costs page" in said and "the settings say $10.00" in said
    assert "The monthly limit of $0.50 is reached on" in said
    found = json.loads(run(capsys, "usage", "--json"))
    assert found["monthly_limit_usd"] == 0.5 and found["monthly_limit_chosen"] and found["daily_limit_chosen"] is None
    assert found["month_end_low_usd"] <= found["month_end_forecast_usd"] <= found["month_end_high_usd"]
