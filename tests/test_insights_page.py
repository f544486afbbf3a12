"""The insights page over real chats, as Streamlit runs it, down to the evaluation of what people disliked."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn import figures, opened_at, words
from fake_vendors import FakeGroq
from houses import ask, house

from ragfood.__main__ import main
from ragfood.assembly import House
from ragfood.cases import FILE


@pytest.fixture
def asked(fresh_app: Path, groq: FakeGroq) -> House:
    """Three questions, one of which found nothing, of people with an opinion."""
    groq.answer = "Rice noodles [1]."
    app = house(fresh_app.parent, groq)
    for chat, question in (("a", "What is pad thai?"), ("b", "What is ramen?"), ("c", "=1+1 xylophone repair?")):
        ask(app, question, conversation=chat)
    return app


def rate(app: House, chat: str, liked: bool, reason: str = "") -> None:
    app.conversations.opinions.rate(app.conversations.entries(chat)[-1].number, liked, reason)


def test_before_anybody_asked_it_says_so(asked: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAGFOOD_STATE_DIR", str(tmp_path / "empty"))
    page = opened_at("4_Insights")
    assert "Nobody has asked anything" in words(page)
    assert not page.metric and not page.get("vega_lite_chart")


def test_what_people_ask_is_counted_and_told_in_words(asked: House) -> None:
    page = opened_at("4_Insights", days="7")
    assert figures(page) == {"Questions": "3", "Found foods": "66\u00a0%", "Liked, of those judged": "nobody said"}
    assert len(page.get("vega_lite_chart")) == 2
    assert all(each.proto.alt for each in page.get("vega_lite_chart"))
    said = words(page)
    assert "3 questions" in said and "those of UTC" in said and "Nobody has judged" in said
    tables = "\n".join(each.value.to_string() for each in page.dataframe)
    assert "xylophone" in tables and "Pad Thai" in tables and "Thai" in tables
    assert "Download all 1 as CSV" in [each.label for each in page.get("download_button")]


def test_a_disliked_answer_becomes_a_case_that_the_evaluation_asks(
    asked: House, capsys: pytest.CaptureFixture[str]
) -> None:
    rate(asked, "a", True)
    rate(asked, "b", False, "slow")
    page = opened_at("4_Insights")
    assert figures(page)["Liked, of those judged"] == "50\u00a0%"
    assert "What is ramen?" in words(page) and "Too slow" in words(page)
    page.multiselect[-1].set_value(["ramen"]).run()
    next(each for each in page.button if each.label == "Keep as an evaluation case").click().run()
    assert not page.exception
    cases = asked.settings.state_dir / FILE
    assert f"--questions {cases}" in words(page)
    assert main(["eval", "--questions", str(cases), "--embedder", "lsa"]) == 0
    assert "fact" in capsys.readouterr().out


def test_a_case_that_cannot_be_kept_is_told(asked: House) -> None:
    rate(asked, "a", False)
    (asked.settings.state_dir / FILE).write_text("{")
    page = opened_at("4_Insights")
    next(each for each in page.button if each.label == "Keep as an evaluation case").click().run()
    assert "cannot be used" in words(page)


def test_the_page_can_be_switched_off(asked: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAGFOOD_INSIGHTS", "0")
    page = opened_at("4_Insights")
    assert "switched off" in words(page)
    assert "xylophone" not in words(page) and not page.metric and not page.dataframe
