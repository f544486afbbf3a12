"""What a person sees, in a real Chromium over the real app, with vendors that are up, down and failing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_process import running_app
from fake_vendors import KEY, FakeGroq, FakeOllama, Limits, faults
from houses import FEW_FOODS, NO_LIMITS
from playwright.sync_api import Browser, Page, expect
from windows import NARROW, SIDEWAYS, WIDE, answered, ask, open_chat, shot

pytestmark = pytest.mark.browser

LONG = " ".join(f"word{number}" for number in range(120)) + " end [1]."


@pytest.fixture(scope="module")
def cloud() -> Iterator[FakeGroq]:
    with FakeGroq() as fake:
        fake.plan = Limits()
        yield fake


@pytest.fixture(scope="module")
def address(cloud: FakeGroq, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with Groq alone, for all who ask something of a vendor that is up."""
    with running_app(
        tmp_path_factory.mktemp("up"), {**vendors(cloud), **NO_LIMITS, "RAGFOOD_CACHE_DAYS": "0"}
    ) as address:
        yield address


@pytest.fixture
def page(browser: Browser, cloud: FakeGroq, address: str) -> Iterator[Page]:
    """The chat of somebody who has never been here."""
    cloud.requests.clear()
    cloud.answer, cloud.token_delay = "Pad thai is made of rice noodles [1].", 0.0
    context = browser.new_context(viewport=WIDE)
    yield open_chat(context, address)
    context.close()


def vendors(groq: FakeGroq, ollama: FakeOllama | None = None) -> dict[str, str]:
    few = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "RAGFOOD_FOODS": str(FEW_FOODS)}
    return {**few, **({"OLLAMA_HOST": ollama.url} if ollama else {})}


def open_page(browser: Browser, address: str) -> Page:
    return open_chat(browser.new_context(viewport=WIDE), address)


@pytest.fixture
def asked(page: Page, cloud: FakeGroq) -> Page:
    """A long answer is being written."""
    cloud.answer, cloud.token_delay = LONG, 0.03
    ask(page, "What is pad thai?")
    expect(page.get_by_text("word5 ")).to_be_visible()
    return page


def test_with_nothing_configured_it_answers_from_the_collection_and_says_what_would_help(
    browser: Browser, tmp_path: Path
) -> None:
    with running_app(tmp_path, indexed=False) as address:
        page = open_page(browser, address)
        expect(page.get_by_text("Answers come straight from the collection now")).to_be_visible()
        expect(page.get_by_text("not configured")).to_be_visible()
        shot(page, "first-run")
        ask(page, "What is pad thai?")
        expect(page.get_by_text("Context only, no model.")).to_be_visible()
        expect(page.locator(".rf-passages summary").first).to_contain_text("Pad Thai")
        expect(page.locator(".rf-passages summary").first).to_contain_text("pad-thai")
        assert page.get_by_text("Traceback").count() == 0
        shot(page, "degraded")


def test_a_groq_answer_streams_and_its_citation_opens_the_passage(page: Page, cloud: FakeGroq) -> None:
    cloud.answer, cloud.token_delay = "Pad thai is made of rice noodles [1], not of stone [9].", 0.05
    ask(page, "What is pad thai?")
    expect(page.get_by_text("Groq is writing")).to_be_visible()
    line = page.get_by_text(re.compile(r"Groq · .* · first token .* tokens · \$0\.0"))
    expect(line).to_be_visible()
    assert page.get_by_text("[9]").count() == 0
    passage = page.locator(".rf-passages details").first
    assert passage.evaluate("each => each.open") is False
    page.get_by_role("link", name="[1]").click()
    expect(passage.locator("p")).to_be_visible()
    shot(page, "groq-answer")


def test_switching_the_provider_in_mid_stream_loses_nothing(asked: Page, cloud: FakeGroq) -> None:
    asked.get_by_role("radio", name="Ollama").click()
    expect(asked.get_by_text(re.compile("word119 end"))).to_be_visible()
    assert len(cloud.chats) == 1


def test_a_refresh_in_mid_stream_shows_the_same_answer_to_its_end(asked: Page, cloud: FakeGroq) -> None:
    asked.reload()
    expect(asked.get_by_text(re.compile("word119 end"))).to_be_visible()
    assert len(cloud.chats) == 1
    assert "c=" in asked.url


def test_going_to_another_page_and_back_in_mid_stream_shows_the_same_answer(asked: Page, cloud: FakeGroq) -> None:
    assert asked.get_by_role("button", name="Quick dinner ideas").count() == 0
    asked.get_by_role("link", name="Costs").click()
    expect(asked.get_by_role("heading", name="Costs")).to_be_visible()
    asked.get_by_role("link", name="Chat").click()
    expect(asked.get_by_text(re.compile("word119 end"))).to_be_visible()
    assert len(cloud.chats) == 1


@pytest.mark.parametrize("how", ["button", "escape"])
def test_stop_keeps_what_was_written_and_closes_the_connection_upstream(asked: Page, cloud: FakeGroq, how: str) -> None:
    if how == "button":
        asked.get_by_role("button", name="Stop").click()
    else:
        asked.keyboard.press("Escape")
    assert cloud.wait_for_disconnect(30)
    expect(asked.get_by_text("Stopped by you")).to_be_visible()
    expect(asked.get_by_text("word5 ")).to_be_visible()
    assert asked.get_by_text("word119").count() == 0


def test_when_groq_fails_ollama_answers_and_the_chain_is_shown(
    browser: Browser, groq: FakeGroq, ollama: FakeOllama, tmp_path: Path
) -> None:
    groq.always(faults.rate_limited("578"))
    ollama.answer = "Rice noodles with egg and tamarind [1]."
    with running_app(tmp_path, vendors(groq, ollama)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("Groq could not → answered by Ollama")).to_be_visible()
        page.get_by_text("Groq could not → answered by Ollama").click()
        expect(page.get_by_text("declined after").first).to_be_visible()
        shot(page, "fallback")


def test_a_forced_provider_that_fails_says_why_and_offers_the_other(
    browser: Browser, groq: FakeGroq, ollama: FakeOllama, tmp_path: Path
) -> None:
    groq.always(faults.key_refused())
    ollama.answer = "Rice noodles with egg and tamarind [1]."
    with running_app(tmp_path, {**vendors(groq, ollama), "RAGFOOD_PROVIDER": "groq"}) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("https://console.groq.com/keys").last).to_be_visible()
        shot(page, "forced-failure")
        page.get_by_role("button", name="Ask Ollama instead").click()
        expect(page.get_by_text("Rice noodles with egg and tamarind")).to_be_visible()


def test_settings_that_cannot_be_used_are_told_and_the_page_comes_back_when_they_are_mended(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("RAGFOOD_DAILY_BUDGET_USD=plenty")
    with running_app(tmp_path) as address:
        page = browser.new_context(viewport=WIDE).new_page()
        page.goto(address)
        expect(page.get_by_text("RAGFOOD_DAILY_BUDGET_USD must be an amount")).to_be_visible()
        (tmp_path / ".env").write_text("RAGFOOD_DAILY_BUDGET_USD=2.00")
        expect(page.get_by_text("of $2.00")).to_be_visible()


def test_no_page_asks_anything_of_another_machine(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    ask(page, "What is pad thai?")
    answered(page)
    for name in ("Costs", "Compare", "Foods", "Insights"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_the_first_visitor_may_come_straight_to_any_page(browser: Browser, tmp_path: Path) -> None:
    with running_app(tmp_path) as address:
        page = browser.new_context(viewport=WIDE).new_page()
        page.goto(f"{address}/Costs")
        expect(page.get_by_role("heading", name="Costs")).to_be_visible()
        expect(page.get_by_role("radio", name="Auto")).to_be_visible()
        shot(page, "costs")
        page.get_by_role("link", name="Chat").click()
        expect(page.get_by_placeholder("Ask about food")).to_be_visible()


def test_at_390_pixels_nothing_is_cut_off_sideways(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.reload()
    ask(page, "What is pad thai?")
    answered(page)
    assert page.evaluate(SIDEWAYS) <= 0
    shot(page, "narrow")
