"""A click is never lost to what else draws the page anew at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from app_process import ROOT, clean_environment
from houses import house
from log_maker import make
from streamlit.testing.v1 import AppTest
from test_pages import long_chat, words

from ragfood.accounts import Accounts
from ragfood.accounts.sheets import Sheet
from ragfood.assembly import House

SHOWN: list[House] = []
"""The app whose costs the script below draws."""


class JustCounted(Accounts):
    """The last call is counted while the page is drawn: at its top some are missing, further down none."""

    counting = True

    def sheets(self) -> tuple[list[Sheet], float]:
        sheets, _ = super().sheets()
        return sheets, 0.5 if self.counting else 1.0

    def counted(self) -> float:
        self.counting = False
        return 1.0


@pytest.fixture(autouse=True)
def fresh_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in clean_environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _costs() -> None:
    from test_clicks import SHOWN

    from ragfood.ui import costs

    costs.draw(SHOWN[-1])


def test_limits_are_changed_also_when_all_calls_are_counted_at_that_moment(tmp_path: Path) -> None:
    make("spent-79", tmp_path / "state", datetime.now(UTC))
    app = house(tmp_path)
    accounts = JustCounted(app.ledger, tmp_path / "state")
    SHOWN.append(replace(app, accounts=accounts))
    page = AppTest.from_function(_costs, default_timeout=30).run()
    assert not page.exception and not accounts.counting
    accounts.counting = True
    page.text_input(key="costs-limit-day").set_value("0.50")
    next(each for each in page.button if each.label.startswith("Change limits")).click().run()
    assert "Change the limits?" in words(page) and not accounts.counting


def open_long_chat(folder: Path) -> AppTest:
    long_chat(folder, 60)
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    page.query_params["c"] = "test-conversation"
    return page.run()


def test_a_question_sent_while_a_click_draws_the_chat_anew_is_asked_once(tmp_path: Path) -> None:
    page = open_long_chat(tmp_path)
    page.chat_input[0].set_value("What is pad thai?")
    next(button for button in page.button if button.label.startswith("Show earlier messages")).click()
    page.run()
    assert not page.exception
    asked = [each.markdown[0].value for each in page.chat_message if each.name == "user"]
    assert asked.count("What is pad thai?") == 1
    assert "Context only, no model" in words(page) and "Answer 15 " in words(page)


def test_again_pressed_while_another_click_draws_the_chat_anew_is_heard(tmp_path: Path) -> None:
    page = open_long_chat(tmp_path)
    next(button for button in page.button if button.label == "Again").click()
    next(button for button in page.button if button.label.startswith("Show earlier messages")).click()
    page.run()
    assert not page.exception
    assert "2/2" in words(page)
