"""No words stand on the page twice, not for one frame, whatever an answer is followed by."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_process import running_app
from fake_vendors import KEY, FakeGroq, FakeOllama
from playwright.sync_api import Browser, Page, expect
from windows import WIDE, ask, open_chat, stop

pytestmark = pytest.mark.browser

WATCH = """() => {
  window.twice = [];
  const drawn = (e) => e.getBoundingClientRect().height > 2 && e.checkVisibility();
  const look = () => {
    const seen = {};
    for (const words of document.querySelectorAll('[data-testid="stChatMessage"] [data-testid="stMarkdownContainer"]'))
      if (!words.closest("button") && drawn(words))
        for (const mark of new Set(words.innerText.match(/\\b(?:cloud|local|q)\\d+\\b/g) || []))
          seen[mark] = (seen[mark] || 0) + 1;
    for (const mark in seen) if (seen[mark] > 1 && !window.twice.includes(mark)) window.twice.push(mark);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
"""What marks a question or an answer is looked for in every frame."""


class Talk:
    """Each question and each answer of it has a mark of its own."""

    def __init__(self, page: Page, groq: FakeGroq, ollama: FakeOllama) -> None:
        self.page, self.groq, self.ollama = page, groq, ollama
        self.number = 0

    def next(self) -> int:
        self.number += 1
        self.groq.answer = f"cloud{self.number} " + "and rice " * 20 + "[1]."
        self.ollama.answer = f"local{self.number} " + "and beans " * 20 + "[1]."
        return self.number

    def ask(self, food: str) -> None:
        ask(self.page, f"What is {food}? q{self.next()}")
        self.ended("cloud")

    def press(self, name: str, *marks: str) -> None:
        self.next()
        self.page.get_by_role("button", name=name, exact=True).last.click()
        self.ended(*marks)

    def ended(self, *marks: str) -> None:
        for mark in marks:
            expect(self.page.get_by_text(f"{mark}{self.number} ")).to_be_visible()
        expect(stop(self.page)).to_have_count(0)
        expect(self.page.get_by_role("button", name="Ask both")).to_be_visible()


def test_no_question_and_no_answer_is_ever_on_the_page_twice(browser: Browser, tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        vendors = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url, "OLLAMA_HOST": ollama.url}
        groq.token_delay = ollama.token_delay = 0.01
        with running_app(tmp_path, {**vendors, "RAGFOOD_CACHE_DAYS": "0"}) as address:
            page = open_chat(browser.new_context(viewport=WIDE), address)
            talk = Talk(page, groq, ollama)
            page.evaluate(WATCH)
            talk.ask("pho")
            talk.press("Ask both", "cloud", "local")
            talk.press("Ask both", "cloud", "local")
            talk.ask("ramen")
            talk.press("Ask both", "cloud", "local")
            talk.ask("dal")
            talk.press("Ask both", "cloud", "local")
            talk.ask("soup")
            talk.press("Again", "cloud")
            talk.press("Ask Ollama", "local")
            page.get_by_role("button", name="Edit this question").last.click()
            page.get_by_label("Your question").fill(f"What is sushi? q{talk.number + 1}")
            talk.press("Ask again", "cloud")
            assert page.evaluate("window.twice") == []
