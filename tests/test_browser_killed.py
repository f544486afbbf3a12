"""The app is killed while it answers, and started again; in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_process import free_port, started_app
from fake_vendors import KEY, FakeGroq
from indexes import FEW_FOODS
from playwright.sync_api import Browser, expect
from windows import WIDE, ask, listed, open_chat, shot

pytestmark = pytest.mark.browser

LONG = " ".join(f"word{number}" for number in range(400)) + " end [1]."


def test_an_answer_under_way_when_the_server_is_killed_is_interrupted_with_its_text_and_can_go_on(
    browser: Browser, groq: FakeGroq, tmp_path: Path
) -> None:
    settings = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "RAGFOOD_FOODS": str(FEW_FOODS)}
    groq.answer, groq.token_delay = LONG, 0.03
    port = free_port()
    with started_app(tmp_path, settings, port=port) as (address, process):
        page = open_chat(browser.new_context(viewport=WIDE), address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("word60 ")).to_be_visible()
        chat = page.url
        process.kill()
        process.wait()
    with started_app(tmp_path, settings, port=port):
        page.goto(chat)
        expect(page.get_by_text("The app was closed while this answer was being written.")).to_be_visible()
        expect(page.get_by_text("word5 ")).to_be_visible()
        expect(listed(page, "What is pad thai?")).to_be_visible()
        expect(page.get_by_role("button", name="Continue with Groq")).to_be_visible()
        shot(page, "chats-after-a-crash")
