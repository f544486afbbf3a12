"""The demo as it is given to others: every trouble of the drill with its way out, and the tour to its end and anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from app_process import running_app
from playwright.sync_api import Browser, Page, expect
from windows import AT_REST, WIDE, again_until, ask, open_chat, shot, stop

pytestmark = pytest.mark.browser

TROUBLES = (
    ("Groq: too many requests (429)", "Groq could not", ""),
    ("Groq: no answer at all", "Groq could not", ""),
    ("Groq: breaks off in mid-answer", "Interrupted: this answer is not complete.", ""),
    ("Groq: the key is refused", "Groq could not", "key"),
    ("The budget is used up", "Groq could not", "budget"),
    ("Groq and Ollama are both off", "Context only, no model.", ""),
    ("Ollama is off", "Groq · ", ""),
)
"""The button, what the page says in the end, and a word of why."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("demo"), {"RAGFOOD_DEMO": "1"}) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    yield open_chat(context, address)
    context.close()


def hurry(page: Page) -> None:
    """Wait for the practice Ollama's first words, and have enough of them."""
    expect(page.get_by_text("Ollama is writing")).to_be_visible()
    again_until(lambda: page.keyboard.press("Escape"), lambda ms: expect(stop(page)).to_have_count(0, timeout=ms))


def test_every_trouble_shows_its_way_out_and_all_is_well_again(page: Page) -> None:
    page.get_by_text("Failure drill").click()
    for number, (button, told, why) in enumerate(TROUBLES):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("button", name=button, exact=True)).to_be_disabled()
        ask(page, f"What is ramen, told for the time number {number}?")
        if told == "Groq could not":
            hurry(page)
        expect(page.get_by_text(told).last).to_be_visible()
        if told == "Groq could not":
            page.get_by_text(told).last.click()
            expect(page.get_by_text(re.compile(f"declined after.*{why}", re.IGNORECASE)).last).to_be_visible()
            page.keyboard.press("Escape")
        if number == 0:
            shot(page, "demo-drill")
        page.get_by_role("button", name="All is well again").click()
        for provider in ("Groq", "Ollama"):
            expect(page.get_by_text(re.compile(f"{provider} — ready"))).to_be_visible()
    ask(page, "What is hummus?")
    expect(page.get_by_text(re.compile(r"^Groq · .* tokens")).last).to_be_visible()


def test_the_tours_six_steps_are_marked_as_they_are_taken_and_begin_again(page: Page) -> None:
    def to_the_tour(done: int) -> None:
        steps = page.get_by_text(f"{done} of 6 steps done")
        again_until(page.get_by_role("link", name="Tour").click, lambda ms: expect(steps).to_be_visible(timeout=ms))
        page.locator(AT_REST).wait_for()

    to_the_tour(0)
    page.get_by_role("button", name="Ask what a tagine is").click()
    expect(page.get_by_text(re.compile(r"^Groq · .* tokens"))).to_be_visible()
    to_the_tour(1)
    page.get_by_role("button", name="Go to the answer").click()
    expect(page.get_by_role("link", name="[1]").first).to_be_visible()
    to_the_tour(2)
    page.get_by_role("button", name="Ask the next question of Ollama").click()
    hurry(page)
    to_the_tour(3)
    page.get_by_role("button", name="Let Groq refuse, and ask").click()
    hurry(page)
    expect(page.get_by_text("Groq could not")).to_be_visible()
    to_the_tour(4)
    page.get_by_role("button", name="Open the comparison").click()
    expect(page.get_by_role("heading", name="Compare", level=1).first).to_be_visible()
    to_the_tour(5)
    page.get_by_role("button", name="Open the costs").click()
    expect(page.get_by_role("heading", name="Costs", level=1).first).to_be_visible()
    to_the_tour(6)
    shot(page, "demo-tour")
    page.get_by_role("button", name="Begin the tour again").click()
    expect(page.get_by_text("0 of 6 steps done")).to_be_visible()
