"""Every page in a real Chromium, as those need it who do not see well: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from app_process import ROOT, running_app
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from windows import AT_REST, PATIENCE_MS, SIDEWAYS, shot

from ragfood.ui.wording import COOKIE

pytestmark = pytest.mark.browser

PAGES = ["", *(path.stem.partition("_")[2] for path in sorted((ROOT / "pages").glob("*.py")))]
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("reach"), {"RAGFOOD_DEMO": "1"}) as url:
        yield url


def opened(browser: Browser, url: str, theme: str, width: int) -> Page:
    page = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 900}).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(2 * PATIENCE_MS)
    page.goto(url)
    at_rest(page)
    return page


def at_rest(page: Page) -> None:
    expect(page.get_by_text("Who answers", exact=True)).to_be_attached()
    page.locator(AT_REST).wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_keeps_anybody_from_reading_or_using_it(browser: Browser, address: str, theme: str) -> None:
    page = opened(browser, address, theme, 1280)
    page.get_by_role("button", name="Spicy Asian food").click()
    expect(page.get_by_text("foods cited").first).to_be_visible()
    found = []
    for name in PAGES if theme == "light" else PAGES[:3]:  # the dark theme differs in colours alone
        if name:
            page.goto(f"{address}/{name}")
        at_rest(page)
        shot(page, f"reach-{name or 'Chat'}-{theme}")
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in SERIOUS:
                found.append((name, fault["id"], [node["html"][:120] for node in fault["nodes"]]))
    assert found == []


@pytest.mark.parametrize("name", PAGES, ids=lambda name: name or "Chat")
def test_a_narrow_screen_never_scrolls_sideways(browser: Browser, address: str, name: str) -> None:
    page = opened(browser, f"{address}/{name}", "light", 390)
    shot(page, f"reach-{name or 'Chat'}-narrow")
    assert page.evaluate(SIDEWAYS) <= 0
    page.context.close()


@pytest.mark.parametrize(
    ("locale", "asks"),
    [
        ("de-DE", "Was möchten Sie über Essen wissen?"),
        ("es-ES", "¿Qué te gustaría saber sobre comida?"),
        ("fr-FR", "What would you like to know about food?"),
    ],
)
def test_the_chat_is_in_the_language_of_the_browser_where_it_is_known(
    browser: Browser, address: str, locale: str, asks: str
) -> None:
    page = browser.new_context(locale=locale).new_page()
    page.goto(address)
    expect(page.get_by_text(asks)).to_be_visible()
    page.context.close()


def test_a_language_that_the_browser_keeps_counts_before_its_own(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="de-DE")
    context.add_cookies([{"name": COOKIE, "value": "es", "url": address}])
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("¿Qué te gustaría saber sobre comida?")).to_be_visible()
    context.close()
