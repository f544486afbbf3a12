"""What a person sees, in a real Chromium over the real app, with vendors that are up, down and failing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from app_process import running_app
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from playwright.sync_api import Browser, Page, expect
from windows import NARROW, SIDEWAYS, WIDE, ask, open_chat, shot

pytestmark = pytest.mark.browser

LONG = " ".join(f"word{number}" for number in range(120)) + " end [1]."


@pytest.fixture
def groq() -> Iterator[FakeGroq]:
    with FakeGroq() as fake:
        yield fake


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


def open_page(browser: Browser, address: str, **size: int) -> Page:
    return open_chat(browser.new_context(viewport=size or WIDE), address)  # type: ignore[arg-type]


def vendors(groq: FakeGroq | None = None, ollama: FakeOllama | None = None) -> dict[str, str]:
    given = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url} if groq else {}
    return {**given, **({"OLLAMA_HOST": ollama.url} if ollama else {})}


def test_with_nothing_configured_it_answers_from_the_collection_and_says_what_would_help(
    browser: Browser, tmp_path: Path
) -> None:
    with running_app(tmp_path) as address:
        page = open_page(browser, address)
        expect(page.get_by_text("Answers come straight from the collection now")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("not configured")).to_be_visible()
        shot(page, "first-run")
        ask(page, "What is pad thai?")
        expect(page.get_by_text("Context only, no model.")).to_be_visible(timeout=20_000)
        expect(page.locator(".rf-passages summary").first).to_contain_text("Pad Thai")
        expect(page.locator(".rf-passages summary").first).to_contain_text("pad-thai")
        assert page.get_by_text("Traceback").count() == 0
        shot(page, "degraded")


def test_a_groq_answer_streams_and_its_citation_opens_the_passage(
    browser: Browser, groq: FakeGroq, tmp_path: Path
) -> None:
    groq.answer, groq.token_delay = "Pad thai is made of rice noodles [1], not of stone [9].", 0.05
    with running_app(tmp_path, vendors(groq)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("Groq is writing")).to_be_visible(timeout=20_000)
        line = page.get_by_text(re.compile(r"Groq · .* · first token .* tokens · \$0\.0"))
        expect(line).to_be_visible(timeout=20_000)
        assert page.get_by_text("[9]").count() == 0
        passage = page.locator(".rf-passages details").first
        assert passage.evaluate("each => each.open") is False
        page.get_by_role("link", name="[1]").click()
        expect(passage.locator("p")).to_be_visible()
        shot(page, "groq-answer")


def test_switching_the_provider_in_mid_stream_loses_nothing(browser: Browser, groq: FakeGroq, tmp_path: Path) -> None:
    groq.answer, groq.token_delay = LONG, 0.03
    with running_app(tmp_path, vendors(groq)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("word5 ")).to_be_visible(timeout=20_000)
        page.get_by_role("radio", name="Ollama").click()
        expect(page.get_by_text(re.compile("word119 end"))).to_be_visible(timeout=20_000)
        assert len(groq.chats) == 1


def test_a_refresh_in_mid_stream_shows_the_same_answer_to_its_end(
    browser: Browser, groq: FakeGroq, tmp_path: Path
) -> None:
    groq.answer, groq.token_delay = LONG, 0.03
    with running_app(tmp_path, vendors(groq)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("word5 ")).to_be_visible(timeout=20_000)
        page.reload()
        expect(page.get_by_text(re.compile("word119 end"))).to_be_visible(timeout=20_000)
        assert len(groq.chats) == 1
        assert "c=" in page.url


def test_going_to_another_page_and_back_in_mid_stream_shows_the_same_answer(
    browser: Browser, groq: FakeGroq, tmp_path: Path
) -> None:
    groq.answer, groq.token_delay = LONG, 0.03
    with running_app(tmp_path, vendors(groq)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("word5 ")).to_be_visible(timeout=20_000)
        assert page.get_by_role("button", name="Quick dinner ideas").count() == 0
        page.get_by_role("link", name="Costs").click()
        expect(page.get_by_role("heading", name="Costs")).to_be_visible(timeout=20_000)
        page.get_by_role("link", name="Chat").click()
        expect(page.get_by_text(re.compile("word119 end"))).to_be_visible(timeout=20_000)
        assert len(groq.chats) == 1


@pytest.mark.parametrize("how", ["button", "escape"])
def test_stop_keeps_what_was_written_and_closes_the_connection_upstream(
    browser: Browser, groq: FakeGroq, tmp_path: Path, how: str
) -> None:
    groq.answer, groq.token_delay = LONG, 0.1
    with running_app(tmp_path, vendors(groq)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("word5 ")).to_be_visible(timeout=20_000)
        if how == "button":
            page.get_by_role("button", name="Stop").click()
        else:
            page.keyboard.press("Escape")
        assert groq.wait_for_disconnect(2.0)
        expect(page.get_by_text("Stopped by you")).to_be_visible(timeout=5_000)
        expect(page.get_by_text("word5 ")).to_be_visible()
        assert page.get_by_text("word119").count() == 0


def test_when_groq_fails_ollama_answers_and_the_chain_is_shown(
    browser: Browser, groq: FakeGroq, ollama: FakeOllama, tmp_path: Path
) -> None:
    groq.always(faults.rate_limited("578"))
    ollama.answer = "Rice noodles with egg and tamarind [1]."
    with running_app(tmp_path, vendors(groq, ollama)) as address:
        page = open_page(browser, address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text("Groq could not → answered by Ollama")).to_be_visible(timeout=20_000)
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
        expect(page.get_by_text("https://console.groq.com/keys").last).to_be_visible(timeout=20_000)
        shot(page, "forced-failure")
        page.get_by_role("button", name="Ask Ollama instead").click()
        expect(page.get_by_text("Rice noodles with egg and tamarind")).to_be_visible(timeout=20_000)


def test_settings_that_cannot_be_used_are_told_and_the_page_comes_back_when_they_are_mended(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("RAGFOOD_DAILY_BUDGET_USD=plenty")
    with running_app(tmp_path) as address:
        page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
        page.goto(address)
        expect(page.get_by_text("RAGFOOD_DAILY_BUDGET_USD must be an amount")).to_be_visible(timeout=20_000)
        (tmp_path / ".env").write_text("RAGFOOD_DAILY_BUDGET_USD=2.00")
        expect(page.get_by_text("of $2.00")).to_be_visible(timeout=20_000)


def test_no_page_asks_anything_of_another_machine(browser: Browser, groq: FakeGroq, tmp_path: Path) -> None:
    groq.answer = "Pad thai is made of rice noodles [1]."
    with running_app(tmp_path, vendors(groq)) as address:
        page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        ask(page, "What is pad thai?")
        expect(page.get_by_text(re.compile(r"Groq · .* tokens"))).to_be_visible(timeout=20_000)
        for name in ("Costs", "Compare", "Foods", "Insights"):
            page.get_by_role("link", name=name, exact=True).click()
            expect(page.get_by_role("heading", name=name).first).to_be_visible(timeout=20_000)
        page.wait_for_load_state("networkidle")
        assert asked
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_the_first_visitor_may_come_straight_to_any_page(browser: Browser, tmp_path: Path) -> None:
    with running_app(tmp_path) as address:
        page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
        page.goto(f"{address}/Costs")
        expect(page.get_by_role("heading", name="Costs")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("radio", name="Auto")).to_be_visible()
        shot(page, "costs")
        page.get_by_role("link", name="Chat").click()
        expect(page.get_by_placeholder("Ask about food")).to_be_visible(timeout=20_000)


def test_at_390_pixels_nothing_is_cut_off_sideways(browser: Browser, groq: FakeGroq, tmp_path: Path) -> None:
    groq.answer = "Pad thai is made of rice noodles [1]."
    with running_app(tmp_path, vendors(groq)) as address:
        page = open_page(browser, address, **NARROW)
        ask(page, "What is pad thai?")
        expect(page.get_by_text(re.compile(r"Groq · .* tokens"))).to_be_visible(timeout=20_000)
        assert page.evaluate(SIDEWAYS) <= 0
        shot(page, "narrow")
