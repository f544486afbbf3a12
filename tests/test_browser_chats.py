"""Chats as a person keeps using them, in a real Chromium: kept, found again, branched, continued, and nobody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import windows
from app_process import running_app
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from playwright.sync_api import Browser, BrowserContext, Page, expect
from windows import NARROW, SIDEWAYS, WIDE, again_until, answered, choose, listed, shot, stop
from windows import open_chat as open_page

pytestmark = pytest.mark.browser

LONG = " ".join(f"word{number}" for number in range(400)) + " end [1]."
SHORT = "Rice noodles for $5 or $7, ~3 minutes~, 2 * 3 * 4, snake_case_name [1]."


@pytest.fixture(scope="module")
def groq() -> Iterator[FakeGroq]:
    with FakeGroq() as fake:
        yield fake


@pytest.fixture(scope="module")
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


@pytest.fixture(scope="module")
def settings(groq: FakeGroq, ollama: FakeOllama) -> dict[str, str]:
    return {
        "GROQ_API_KEY": KEY,
        "GROQ_BASE_URL": groq.url,
        "OLLAMA_HOST": ollama.url,
        "RAGFOOD_CACHE_DAYS": "0",
        "RAGFOOD_FOODS": str(Path(__file__).with_name("few_foods.json")),
    }


@pytest.fixture(scope="module")
def address(settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_app(tmp_path_factory.mktemp("app"), settings) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, groq: FakeGroq, ollama: FakeOllama) -> Iterator[BrowserContext]:
    """A browser of somebody who has never been here; vendors answer shortly and at once."""
    groq.heal()
    groq.answer, groq.token_delay, ollama.answer = SHORT, 0.0, "Rice and tamarind [1]."
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(20_000)
    yield context
    context.close()


def ask(page: Page, question: str) -> None:
    windows.ask(page, question)
    expect(page.get_by_test_id("stChatMessage").get_by_text(question, exact=True)).to_be_visible()


def test_chats_come_back_after_a_reload_and_in_a_second_tab_and_nobody_else_sees_them(
    visitor: BrowserContext, browser: Browser, address: str
) -> None:
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    answered(page)
    expect(listed(page, "What is pad thai?")).to_be_visible()
    page.goto(address)
    expect(listed(page, "What is pad thai?")).to_be_visible()
    visitor.clear_cookies()  # where cookies do not get through, the browser tells what it has kept
    page.goto(address)
    expect(listed(page, "What is pad thai?")).to_be_visible()
    listed(page, "What is pad thai?").click()
    answered(page)
    expect(listed(open_page(visitor, address), "What is pad thai?")).to_be_visible()
    stranger = browser.new_context()
    other = open_page(stranger, address)
    expect(other.get_by_role("button", name="New chat")).to_be_visible()
    expect(other.get_by_role("button", name="Open a saved chat")).to_be_visible()
    assert listed(other, "What is pad thai?").count() == 0
    other.goto(page.url)
    answered(other)
    expect(other.get_by_text("somebody else's chat")).to_be_visible()
    assert listed(other, "What is pad thai?").count() == 0
    stranger.close()


def test_prices_tildes_stars_and_underscores_are_text_and_are_copied_as_they_were_written(
    visitor: BrowserContext, address: str
) -> None:
    page = open_page(visitor, address)
    ask(page, "pad thai for $5 or $7, ~3~ *stars* a_b_c `code` <b>x</b>?")
    answered(page)
    expect(page.get_by_text("for $5 or $7, ~3 minutes~, 2 * 3 * 4, snake_case_name")).to_be_visible()
    said = page.get_by_test_id("stChatMessage")
    assert said.locator("del, .katex, code").count() == 0
    assert said.first.locator("em, b").count() == 0
    visitor.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the answer").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == SHORT


def test_a_chat_is_renamed_pinned_searched_deleted_and_brought_back(visitor: BrowserContext, address: str) -> None:
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    answered(page)
    choose(page, "What is pad thai?", "Rename")
    page.get_by_label("New name").fill("Noodles *of* $5")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(listed(page, "Noodles *of* $5")).to_be_visible()
    choose(page, "Noodles *of* $5", "Pin")
    expect(page.get_by_test_id("stSidebar").get_by_text("Pinned")).to_be_visible()
    page.keyboard.press("Control+Shift+O")
    expect(page.get_by_text("What would you like to know")).to_be_visible()
    expect(windows.box(page)).to_be_focused()  # so that one can type at once
    search = page.get_by_label("Search chats")
    search.press_sequentially("SNAKE_case nôodl")
    expect(page.get_by_test_id("stSidebar").get_by_text("minutes~, 2 * 3 * 4, snake_case_name")).to_be_visible()
    shot(page, "chats-search")
    listed(page, "Noodles *of* $5").click()
    answered(page)
    search.fill("")
    search.press("Enter")
    choose(page, "Noodles *of* $5", "Delete")
    expect(page.get_by_text("“Noodles *of* $5” is deleted.")).to_be_visible()
    assert listed(page, "Noodles *of* $5").count() == 0
    page.get_by_role("button", name="Undo").click()
    expect(listed(page, "Noodles *of* $5")).to_be_visible()
    answered(page)


def test_a_chat_is_saved_as_a_file_and_taken_in_by_somebody_else(
    visitor: BrowserContext, browser: Browser, address: str, tmp_path: Path
) -> None:
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    answered(page)
    choose(page, "What is pad thai?", "Save as a file")
    with page.expect_download() as saved:
        page.get_by_role("button", name="JSON").click()
    with page.expect_download() as written:
        page.get_by_role("button", name="Markdown").click()
    assert "> What is pad thai?" in written.value.path().read_text()
    good, bad = tmp_path / saved.value.suggested_filename, tmp_path / "bad.json"
    assert good.name == "What-is-pad-thai.json"
    saved.value.save_as(good)
    bad.write_text(json.dumps({**json.loads(good.read_text()), "format": "x"}))
    context = browser.new_context(viewport=WIDE)
    other = open_page(context, address)
    other.get_by_role("button", name="Open a saved chat").click()
    other.locator('input[type="file"]').set_input_files(bad)
    expect(other.get_by_text("it was not exported from here")).to_be_visible()
    other.locator('input[type="file"]').set_input_files(good)
    expect(other.get_by_text("From a file:")).to_be_visible()
    answered(other)
    expect(listed(other, "What is pad thai?")).to_be_visible()
    context.close()


def test_an_edited_question_and_another_answer_are_branches_that_stay_reachable(
    visitor: BrowserContext, address: str
) -> None:
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    answered(page)
    page.get_by_role("button", name="Edit this question").click()
    page.get_by_label("Your question").fill("What is hummus?")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".rf-passages summary").first).to_contain_text("Hummus")
    answered(page)
    expect(page.get_by_text("2/2")).to_be_visible()
    page.get_by_role("button", name="Earlier version").click()
    expect(page.locator(".rf-passages summary").first).to_contain_text("Pad Thai")
    expect(page.get_by_text("1/2")).to_be_visible()
    page.get_by_role("button", name="Later version").click()
    expect(page.locator(".rf-passages summary").first).to_contain_text("Hummus")
    page.get_by_role("button", name="Ask Ollama").click()
    expect(page.get_by_text("Rice and tamarind")).to_be_visible()
    answered(page)
    expect(page.get_by_text("2/2")).to_have_count(2)
    shot(page, "chats-versions")
    page.get_by_role("button", name="Earlier version").last.click()
    expect(page.get_by_text("snake_case_name")).to_be_visible()


def test_questions_asked_meanwhile_wait_in_order_and_can_be_taken_back_from_another_tab(
    visitor: BrowserContext, address: str, groq: FakeGroq
) -> None:
    groq.answer, groq.token_delay = LONG, 0.1
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    expect(page.get_by_text("word5 ")).to_be_visible()
    for question in ("What is hummus?", "What is ramen?", "What is tiramisu?"):
        ask(page, question)
    expect(page.get_by_text("Waits for the answer before.")).to_have_count(3)
    shot(page, "chats-waiting")
    page.reload()
    expect(page.get_by_text("Waits for the answer before.")).to_have_count(3)
    other = open_page(visitor, page.url)
    other.get_by_role("button", name="Take back").nth(1).click()
    expect(page.get_by_text("Waits for the answer before.")).to_have_count(2)
    groq.answer, groq.token_delay = SHORT, 0.0
    stop(other).click()
    expect(page.get_by_text("Stopped by you")).to_be_visible()
    answered(page, 3)
    answered(other, 3)
    asked = [each.inner_text() for each in page.get_by_test_id("stChatMessage").all()][::2]
    assert [re.findall("What is .*", each) for each in asked] == [
        ["What is pad thai?"],
        ["What is hummus?"],
        ["What is tiramisu?"],
    ]


def test_an_answer_that_broke_off_is_continued_to_one_with_both_costs(
    visitor: BrowserContext, address: str, groq: FakeGroq
) -> None:
    groq.answer, groq.token_delay = "Pad thai is made of rice noodles and tamarind", 0.0
    groq.next(faults.drop(6))
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    expect(page.get_by_text("Interrupted: this answer is not complete.")).to_be_visible()
    groq.answer = "noodles, tamarind and egg [1]."
    page.get_by_role("button", name="Continue with Groq").click()
    expect(page.get_by_text("Continued by Groq")).to_be_visible()
    expect(page.get_by_text(re.compile("^Pad thai is made of .*noodles, tamarind and egg"))).to_be_visible()
    assert page.get_by_text("Interrupted: this answer").count() == 0
    assert page.get_by_text("1/2").count() == 0
    shot(page, "chats-continued")


def test_a_thumb_down_asks_why_and_keeps_the_reason(visitor: BrowserContext, address: str) -> None:
    page = open_page(visitor, address)
    ask(page, "What is pad thai?")
    answered(page)
    page.get_by_role("radio", name="Thumbs down").click()
    page.get_by_role("radio", name="Something is missing").click()
    page.get_by_label("In your words").fill("The recipe")
    shot(page, "chats-why")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Thank you: this is kept")).to_be_visible()


def test_keys_are_listed_lead_to_the_box_and_can_be_switched_off(
    visitor: BrowserContext, address: str, groq: FakeGroq
) -> None:
    groq.answer, groq.token_delay = LONG, 0.03
    page = open_page(visitor, address)
    expect(page.get_by_role("button", name="Open a saved chat")).to_be_visible()
    page.get_by_text("What would you like to know").click()
    box, dialog = page.get_by_placeholder("Ask about food"), page.get_by_role("dialog")
    again_until(lambda: page.keyboard.press("/"), lambda ms: expect(box).to_be_focused(timeout=ms))
    page.get_by_text("What would you like to know").click()
    page.keyboard.press("F1")
    expect(dialog.get_by_text("stop the answer")).to_be_visible()
    shot(page, "chats-keys")
    dialog.get_by_text("Keys are on").click()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    ask(page, "What is pad thai?")
    expect(page.get_by_text("word5 ")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_text("word30 ")).to_be_visible()
    stop(page).click()
    expect(page.get_by_text("Stopped by you")).to_be_visible()
    page.reload()  # the browser keeps that they are off
    expect(page.get_by_role("button", name="Keyboard", exact=True)).to_be_visible()


def test_every_button_has_a_name_and_at_390_pixels_nothing_is_cut_off_sideways(
    visitor: BrowserContext, address: str
) -> None:
    page = open_page(visitor, address)
    page.set_viewport_size(NARROW)
    ask(page, "What is pad thai?")
    answered(page)
    page.get_by_role("button", name="Edit this question").click()
    expect(page.get_by_label("Your question")).to_be_visible()
    shot(page, "chats-narrow-edit")
    assert page.evaluate(SIDEWAYS) <= 0
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(listed(page, "What is pad thai?")).to_be_visible()
    shot(page, "chats-narrow-list")
    assert page.evaluate(SIDEWAYS) <= 0
    for button in page.get_by_role("button").all():
        name = button.get_attribute("aria-label") or button.inner_text()
        assert re.search(r"\w", name), button.evaluate("each => each.outerHTML")
    page.get_by_role("button", name="New chat").click()
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
