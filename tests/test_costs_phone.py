"""The costs page in a real Chromium, on a phone and in German: nothing is cut off, nothing sticks out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app_process import running_app
from bookkeeping import call
from indexes import FEW_FOODS, lay_index
from log_maker import write_books
from playwright.sync_api import Browser, expect
from windows import AT_REST, NARROW, SIDEWAYS, WIDE

CUT_OFF = """() => [...document.querySelectorAll('[data-testid="stMetricValue"] *, [data-testid="stMetricLabel"] *')]
    .filter(each => each.clientWidth && each.scrollWidth > each.clientWidth + 1).map(each => each.textContent)"""
STICKING_OUT = """() => [...document.querySelectorAll('[data-testid="stMain"] table')].filter(each =>
    each.getBoundingClientRect().right > each.parentElement.getBoundingClientRect().right + 1)
    .map(each => each.textContent)"""


def tiny_books(state: Path) -> None:
    """Amounts with more digits than a column has room for."""
    now = datetime.now(UTC)
    paid = call("0.0000010237", tokens=(11, 3), time=now, first_token_s=0.2, total_s=0.9)
    local = call("0", tokens=(9, 2), provider="ollama", model="llama3.2", time=now, total_s=3.0)
    write_books(state, [paid, local, call("0", "cached", tokens=(0, 0), time=now)])


def test_tiny_amounts_are_whole_and_tables_fit_at_any_width(tmp_path: Path, browser: Browser) -> None:
    lay_index(tmp_path / "state")
    tiny_books(tmp_path / "state")
    given = {"RAGFOOD_FOODS": str(FEW_FOODS), "RAGFOOD_TIMEZONE": "UTC"}
    with running_app(tmp_path, given) as address:
        for size in (NARROW, WIDE):
            context = browser.new_context(viewport=size, locale="de-DE")
            page = context.new_page()
            page.goto(f"{address}/Costs?range=all")
            expect(page.get_by_test_id("stMetricValue").filter(has_text="$0.0000010").first).to_be_visible()
            expect(page.get_by_role("heading", name="Limits", exact=True)).to_be_attached()
            expect(page.locator(AT_REST)).to_be_attached()
            assert page.evaluate(CUT_OFF) == []
            assert page.evaluate(STICKING_OUT) == []
            assert page.evaluate(SIDEWAYS) <= 0
            context.close()
