"""The costs page over every kind of books, as Streamlit runs it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from drawn import figures, opened_at, words
from log_maker import make, write_days
from sheeting import ledger_of
from streamlit.testing.v1 import AppTest

from ragfood.errors import OverBudget
from ragfood.ui.live import live

NOW = datetime.now(UTC)

pytestmark = pytest.mark.usefixtures("fresh_app")


@pytest.fixture
def state(fresh_app: Path) -> Path:
    return fresh_app


def charts(page: AppTest) -> int:
    return len(page.get("vega_lite_chart"))


def test_without_a_log_it_says_so_and_still_estimates_and_sets_limits() -> None:
    page = opened_at("1_Costs")
    assert "Nothing has been asked yet" in words(page)
    assert figures(page)["Today"] == "$0"
    assert charts(page) == 0
    assert "What stops first" in words(page)
    assert "Per day: **$1.00**" in words(page)


def test_a_log_of_four_keys_is_charted_fully(state: Path) -> None:
    make("four-keys", state, NOW)
    page = opened_at("1_Costs")
    assert charts(page) == 4
    assert "Provider unknown" in str(page.dataframe[0].value["provider"].unique())
    assert "Not recorded" in words(page)
    assert "No times are on record" in words(page)
    assert figures(page)["Requests"] != "0"


def test_a_week_and_ten_years_are_drawn(state: Path) -> None:
    write_days(state, NOW - timedelta(days=1), 3653, 1)
    for preset, title in (("7d", "Cost per day"), ("all", "Cost per month")):
        page = opened_at("1_Costs", range=preset)
        assert title in words(page)
        assert charts(page) >= 4


def test_a_single_day_is_drawn_by_the_hour(state: Path) -> None:
    make("spent-79", state, NOW)
    page = opened_at("1_Costs", range="today")
    assert "Cost per hour" in words(page)
    assert charts(page) == 3
    assert "Answered 200 (100.0\u00a0%)" in words(page)


def test_a_damaged_log_says_what_happened(state: Path) -> None:
    make("damaged", state, NOW)
    page = opened_at("1_Costs")
    said = "\n".join(each.value for each in page.warning)
    assert "The daily log was damaged; it is kept as" in said.replace("\\", "")
    assert "cannot be read and are not counted" in said
    assert charts(page) >= 4


STANDS = [(79, "success|warning", "50 % alert"), (80, "warning", "80 % alert"), (99, "warning", "80 % alert")]


@pytest.mark.parametrize(("share", "kind", "mark"), STANDS)
def test_it_tells_how_near_the_limit_is(state: Path, share: int, kind: str, mark: str) -> None:
    make(f"spent-{share}", state, NOW)
    page = opened_at("1_Costs")
    assert f"{share} % of $1.00 · {mark}" in words(page)
    assert not page.error
    assert any(len(page.get(each)) for each in kind.split("|"))


def test_at_the_limit_it_says_what_follows(state: Path) -> None:
    make("spent-100", state, NOW)
    page = opened_at("1_Costs")
    assert "The daily limit of $1.00 is used up: answers come from Ollama until" in words(page)
    assert "At this pace the month ends at" in words(page)
    assert "The budget is used up: Groq is not asked until" in words(page)
    assert len(page.error) == 1


def test_with_too_little_left_it_does_not_say_that_all_is_spent(state: Path) -> None:
    make("spent-79", state, NOW)
    page = opened_at("1_Costs")
    with pytest.raises(OverBudget):
        live().current().ledger.hold("groq", "a model", Decimal("0.50"))
    page.run()
    assert "What is left of the daily limit of $1.00 is too little for most questions" in words(page)
    assert "Little is left of the budget: most questions go past Groq until" in words(page)
    assert "used up" not in words(page)


def test_of_a_budget_only_the_highest_alert_pops_up(state: Path) -> None:
    make("spent-80", state, NOW)
    toasts = [each.value.replace("\\", "") for each in opened_at("1_Costs").toast]
    assert toasts == ["80 % of the day's budget is reached: $0.80 of $1.00 are spent."]


def test_filters_come_from_the_address_and_go_into_it(state: Path) -> None:
    write_days(state, NOW, 60, 6)
    page = opened_at("1_Costs", range="7d", provider="ollama")
    assert set(page.dataframe[0].value["provider"]) == {"Ollama"}
    assert "Every answer of these days was free" in words(page)
    page.button_group(key="costs-range").set_value("30d").run()
    page.multiselect(key="costs-provider").set_value(["groq"]).run()
    page.multiselect(key="costs-model").set_value(["openai/gpt-oss-120b"]).run()
    assert not page.exception
    assert dict(page.query_params) == {"provider": "groq", "model": "openai/gpt-oss-120b"}
    assert set(page.dataframe[0].value["model"]) == {"openai/gpt-oss-120b"}


def test_own_dates_are_kept_in_the_address(state: Path) -> None:
    write_days(state, NOW, 60, 6)
    first, last = (NOW - timedelta(days=40)).date(), (NOW - timedelta(days=35)).date()
    page = opened_at("1_Costs", range="own", **{"from": str(first), "to": str(last)})
    assert {str(first), str(last)} <= set(page.dataframe[0].value["day"])
    assert set(page.dataframe[0].value["day"]) <= {str(first + timedelta(days=number)) for number in range(6)}


def test_nonsense_in_the_address_is_passed_over(state: Path) -> None:
    write_days(state, NOW, 60, 6)
    page = opened_at("1_Costs", range="x", provider="nobody", model="<b>", **{"from": "soon"})
    assert dict(page.query_params) == {}
    assert len(page.dataframe) == 1


def test_days_without_calls_are_no_trouble(state: Path) -> None:
    make("four-keys", state, NOW)
    page = opened_at("1_Costs", range="own", **{"from": "2001-01-01", "to": "2001-01-02"})
    assert "Nothing was asked in these days." in words(page)


def test_a_limit_is_changed_after_a_confirmation_and_kept(state: Path) -> None:
    make("spent-80", state, NOW)
    page = opened_at("1_Costs")
    page.text_input(key="costs-limit-day").set_value("0.50")
    page.text_input(key="costs-limit-month").set_value("$20")
    next(each for each in page.button if each.label.startswith("Change limits")).click().run()
    assert "Per day: $1.00 → $0.50" in words(page) and "$0.80 are spent already" in words(page)
    assert not (state / "budgets.json").exists()
    page.button(key="costs-limits-yes").click().run()
    assert "The new limits hold from now on." in words(page)
    assert "Per day: **$0.50** – chosen here on" in words(page)
    assert "The daily limit of $0.50 is used up" in words(page)
    assert ledger_of(state).standing().monthly_limit == 20
    next(each for each in page.button if each.label.startswith("Take back")).click().run()
    page.button(key="costs-limits-yes").click().run()
    assert json.loads((state / "budgets.json").read_text()) == {}
    assert ledger_of(state).standing().daily_limit == Decimal(1)


def test_a_change_can_be_called_off_and_what_is_no_amount_is_refused(state: Path) -> None:
    page = opened_at("1_Costs")
    page.text_input(key="costs-limit-day").set_value("much")
    change = next(each for each in page.button if each.label.startswith("Change limits"))
    change.click().run()
    assert "US dollars a day: must be an amount" in words(page)
    page.text_input(key="costs-limit-day").set_value("3")
    next(each for each in page.button if each.label.startswith("Change limits")).click().run()
    page.button(key="costs-limits-no").click().run()
    assert "Per day: **$1.00**" in words(page)
    assert not (state / "budgets.json").exists()


def test_the_founding_figures_are_on_the_page() -> None:
    page = opened_at("1_Costs")
    page.selectbox(key="estimate-model").set_value("llama-3.1-8b-instant").run()
    table = next(each.value for each in page.markdown if "Questions a day" in each.value).replace("\\", "")
    for questions, month in (("10", "$0.01"), ("100", "$0.09"), ("1,000", "$0.90"), ("10,000", "$9.00")):
        assert any(line.startswith(f"| {questions} |") and f"**{month}**" in line for line in table.splitlines())


def test_an_unknown_price_is_said_in_the_estimate_and_in_what_if(state: Path) -> None:
    make("four-keys", state, NOW)
    page = opened_at("1_Costs")
    page.selectbox(key="estimate-model").set_value("allam-2-7b")
    page.selectbox(key="costs-other-model").set_value("allam-2-7b").run()
    assert "The price of this model is not known" in words(page)
    assert "with allam-2-7b: its price is not known" in words(page)


def test_names_from_the_books_are_shown_to_the_letter(state: Path) -> None:
    part = {"requests": 1, "input_tokens": 1, "output_tokens": 1, "cost": 0.5}
    day = {**part, "by_model": {"<img src=x>|*b*/ev`il|": part}}
    (state / "usage.json").write_text(json.dumps({NOW.date().isoformat(): day}))
    page = opened_at("1_Costs", range="today")
    assert "ev`il|" in str(page.dataframe[0].value["model"].iloc[0])
    assert "<img src=x>|*b* · ev`il| $0.50 (100.0\u00a0%)" in words(page)
    assert charts(page) == 2
