"""Closing, reloading and sharing tabs while an answer is paid for, in a real Chromium: who leaves ends it, who
comes back finds it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_process import running_app
from fake_vendors import KEY, FakeGroq
from playwright.sync_api import Browser, BrowserContext, Page, expect
from windows import PATIENCE_MS, WIDE, ask, open_chat, shot, stop

from ragfood.settings import Settings

pytestmark = pytest.mark.browser

LONG = " ".join(f"word{number}" for number in range(150)) + " end [1]."


@pytest.fixture(scope="module")
def groq() -> Iterator[FakeGroq]:
    with FakeGroq() as fake:
        yield fake


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("leaving")


@pytest.fixture(scope="module")
def address(groq: FakeGroq, state: Path) -> Iterator[str]:
    with running_app(state, {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "RAGFOOD_CACHE_DAYS": "0"}) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=WIDE)
    yield context
    context.close()


def asked(
    visitor: BrowserContext,
    groq: FakeGroq,
    address: str,
    token_delay: float = 0.03,
    question: str = "What is pad thai?",
) -> Page:
    """A page on which a long answer is being written; one that was finished before would come from the cache."""
    groq.answer, groq.token_delay = LONG, token_delay
    page = open_chat(visitor, address)
    ask(page, question)
    expect(page.get_by_text("word3 ")).to_be_visible(timeout=PATIENCE_MS)
    return page


def booked(state: Path) -> dict[str, object]:
    """The last call on the books."""
    [month] = (state / "state" / "calls").glob("*.jsonl")
    return json.loads(month.read_text().splitlines()[-1])  # type: ignore[no-any-return]


def test_closing_the_only_tab_ends_the_answer_and_who_comes_back_can_go_on(
    visitor: BrowserContext, groq: FakeGroq, tmp_path: Path
) -> None:
    given = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "RAGFOOD_UNWATCHED_S": str(Settings().unwatched_s)}
    with running_app(tmp_path, given) as address:
        _leave_and_come_back(visitor, groq, address, tmp_path)


def _leave_and_come_back(visitor: BrowserContext, groq: FakeGroq, address: str, state: Path) -> None:
    page = asked(visitor, groq, address, 0.1, "What is pad thai?")
    where = page.url
    page.close()
    closed = time.monotonic()
    gone = groq.wait_for_disconnect(6.0)
    assert gone and Settings().unwatched_s - 0.3 <= gone.at - closed < 2.0  # below one where nothing else runs
    back = visitor.new_page()
    back.goto(where)
    expect(back.get_by_text("The page was closed while")).to_be_visible(timeout=PATIENCE_MS)
    expect(back.get_by_text("word3 ")).to_be_visible()
    shot(back, "left")
    assert (booked(state)["outcome"], booked(state)["reason"]) == ("abandoned", "unwatched")
    groq.answer, groq.token_delay = "and so to the end [1].", 0.0
    back.get_by_role("button", name="Continue with Groq").click()
    expect(back.get_by_text("and so to the end")).to_be_visible(timeout=PATIENCE_MS)
    assert back.get_by_text("The page was closed while").count() == 0


def test_reloads_and_other_pages_of_the_app_lose_nothing(visitor: BrowserContext, groq: FakeGroq, address: str) -> None:
    page = asked(visitor, groq, address, 0.03, "What is borscht?")
    before = len(groq.chats)
    page.reload()
    expect(page.get_by_text("word3 ")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("link", name="Costs").click()
    expect(page.get_by_role("heading", name="Costs")).to_be_visible(timeout=PATIENCE_MS)
    page.reload()
    expect(page.get_by_role("heading", name="Costs")).to_be_visible(timeout=PATIENCE_MS)
    page.go_back()
    expect(page.get_by_text(re.compile("word149 end"))).to_be_visible(timeout=PATIENCE_MS)
    assert len(groq.chats) == before and groq.wait_for_disconnect(0) is None


def test_a_second_tab_shows_the_same_answer_and_keeps_it_going(
    visitor: BrowserContext, groq: FakeGroq, address: str
) -> None:
    page = asked(visitor, groq, address, 0.03, "What is pho?")
    before = len(groq.chats)
    other = visitor.new_page()
    other.goto(page.url)
    expect(other.get_by_text("word3 ")).to_be_visible(timeout=PATIENCE_MS)
    page.close()
    expect(other.get_by_text(re.compile("word149 end"))).to_be_visible(timeout=PATIENCE_MS)
    assert len(groq.chats) == before and groq.wait_for_disconnect(0) is None


def test_after_a_stop_nothing_is_left_of_the_buttons_of_what_was_written_or_waited(
    visitor: BrowserContext, groq: FakeGroq, address: str
) -> None:
    page = asked(visitor, groq, address, 0.3, "What is hummus?")
    ask(page, "What is ramen?")
    expect(page.get_by_text("Waits for the answer before.")).to_have_count(1)
    stop(page).click()
    expect(page.get_by_text("Stopped by you")).to_be_visible()
    expect(page.get_by_text("Groq is writing")).to_be_visible()
    expect(page.get_by_role("button", name="Take back")).to_have_count(0, timeout=3000)
    expect(stop(page)).to_have_count(1, timeout=3000)
    stop(page).click()
    expect(page.get_by_text("Stopped by you")).to_have_count(2)
    groq.token_delay = 0.0
