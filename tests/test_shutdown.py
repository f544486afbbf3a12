"""The server of the app, told to end: what runs is settled as far as it came, and the terminal says what it cost."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from app_process import lay_index, started_app
from fake_vendors import KEY, FakeGroq
from indexes import ALL_FOODS
from playwright.sync_api import Browser, expect
from windows import ask, open_chat

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_app_that_is_told_to_end_settles_its_answer_and_sums_the_session_up(
    browser: Browser, tmp_path: Path, sign: signal.Signals
) -> None:
    lay_index(tmp_path / "state", ALL_FOODS)
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 500, 0.05
        given = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "RAGFOOD_FOODS": str(ALL_FOODS)}
        with started_app(tmp_path, given) as (address, process):
            context = browser.new_context()
            page = open_chat(context, address)
            ask(page, "What is pad thai?")
            expect(page.get_by_text("word word")).to_be_visible()
            process.send_signal(sign)
            process.wait(20)
            context.close()
        assert groq.wait_for_disconnect(1.0)
    said = (tmp_path / "app.log").read_text()
    assert "This session: 1 request," in said and "Traceback" not in said
    [month] = (tmp_path / "state" / "calls").glob("*.jsonl")
    [call] = [json.loads(line) for line in month.read_text().splitlines()]
    assert (call["outcome"], call["estimated"]) == ("abandoned", True)
    assert json.loads((tmp_path / "state" / "holds.json").read_text()) == {}
