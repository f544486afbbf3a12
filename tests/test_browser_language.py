"""The language, chosen at the end of the sidebar by one click, wherever that end is; in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_process import running_app
from playwright.sync_api import Browser, expect
from windows import PATIENCE_MS, open_chat

pytestmark = pytest.mark.browser

LOW = {"width": 1280, "height": 560}
"""So low that the choice is below what is seen, and the click scrolls it into view."""


def test_one_click_chooses_a_language_also_where_it_must_scroll_there(browser: Browser, tmp_path: Path) -> None:
    with running_app(tmp_path, {"RAGFOOD_FOODS": str(Path(__file__).with_name("few_foods.json"))}) as address:
        context = browser.new_context(viewport=LOW)
        page = open_chat(context, address)
        for name, told in (("Deutsch", "Sprache"), ("Español", "Idioma"), ("English", "Language")):
            page.get_by_test_id("stSidebar").get_by_text(name, exact=True).click()
            expect(page.get_by_test_id("stSidebar").get_by_text(told, exact=True)).to_be_visible(timeout=PATIENCE_MS)
        context.close()
