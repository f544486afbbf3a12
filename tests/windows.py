"""What the browser tests share: sizes of windows, how a question is typed, when a page is at rest, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from app_process import CHROMIUM_FLAGS, ROOT, chromium
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

WIDE: Any = {"width": 1280, "height": 900}
NARROW: Any = {"width": 390, "height": 844}
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
PATIENCE_MS = 45_000


@contextmanager
def launched() -> Iterator[Browser]:
    """A real Chromium; without one the test is skipped."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine: install the package chromium to run the browser tests")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


def open_chat(context: BrowserContext, address: str) -> Page:
    """The chat page in a new tab, ready for a question."""
    page = context.new_page()
    page.set_default_timeout(2 * PATIENCE_MS)
    page.goto(address)
    expect(box(page)).to_be_visible()
    return page


def box(page: Page) -> Locator:
    return page.get_by_placeholder("Ask about food")


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    box(page).fill(question)
    box(page).press("Enter")


def stop(page: Page) -> Locator:
    return page.get_by_role("button", name="Stop")


def answered(page: Page, times: int = 1) -> None:
    """Wait until `times` answers stand there and none is being written."""
    expect(page.get_by_text(re.compile(r"^(Groq|Ollama) · .* tokens"))).to_have_count(times)
    expect(stop(page)).to_have_count(0)


def listed(page: Page, title: str) -> Locator:
    """A chat in the list of the sidebar."""
    return page.get_by_test_id("stSidebar").get_by_role("button", name=title, exact=True)


def choose(page: Page, title: str, option: str) -> None:
    """What is to be done with a chat of the list."""
    page.get_by_role("button", name=f"Options of {title}").click()
    page.get_by_role("menuitem", name=option, exact=True).click()


def again_until(act: Callable[[], object], check: Callable[[float], None]) -> None:
    """`act` until `check` passes, which is given milliseconds: what is drawn already may not listen to keys yet."""
    for _ in range(PATIENCE_MS // 1000):
        act()
        try:
            return check(1000)
        except AssertionError:
            continue
    return check(1)


def shot(page: Page, name: str) -> None:
    """A picture of what is on the screen, kept in the ignored folder screenshots/."""
    (ROOT / "screenshots").mkdir(exist_ok=True)
    page.screenshot(path=ROOT / "screenshots" / f"{name}.png")
