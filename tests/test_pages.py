"""Every page as Streamlit runs it, over the real app: what is drawn, and what a click does."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from app_process import ROOT, clean_environment
from asking import eventually
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from streamlit.testing.v1 import AppTest

PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]

pytestmark = pytest.mark.usefixtures("fresh_app")


def open_page(path: Path = PAGES[0], conversation: str = "test-conversation") -> AppTest:
    page = AppTest.from_file(str(PAGES[0]), default_timeout=90)
    page.query_params["c"] = conversation
    page.run()
    return page if path == PAGES[0] else page.switch_page(f"pages/{path.name}").run()


def words(page: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "error", "warning", "title", "header", "subheader")
    return "\n".join(str(each.value) for kind in kinds for each in page.get(kind))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_opens_without_an_exception(path: Path) -> None:
    page = open_page(path)
    assert not page.exception
    assert words(page)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_says_what_is_wrong_with_the_settings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAGFOOD_TOP_K", "many")
    page = open_page(path)
    assert not page.exception
    assert "RAGFOOD_TOP_K" in page.error[0].value


def test_a_chosen_language_holds_on_every_page_and_keeps_who_answers() -> None:
    page = open_page()
    page.segmented_control(key="mode").set_value("ollama").run()
    page.segmented_control(key="language-choice").set_value("de").run()
    assert page.segmented_control(key="mode").value == "ollama"
    assert "Was möchten Sie über Essen wissen?" in words(page)
    page.switch_page("pages/1_Costs.py").run()
    assert page.title[0].value == "Kosten"
    page.segmented_control(key="language-choice").set_value("en").run()
    assert page.title[0].value == "Costs"


def test_what_happened_and_what_to_do_is_told_in_the_chosen_language() -> None:
    page = open_page()
    page.segmented_control(key="language-choice").set_value("de").run()
    page.chat_input[0].set_value("Is pad thai vegan?").run()
    said = words(page)
    assert "Es ist kein Groq-Schlüssel gesetzt." in said and "No Groq key is set" not in said
    assert "**Pad Thai** ist nicht vegan" in said and "*Geeignet:*" in said


def test_a_safety_note_is_told_in_the_language_of_the_question() -> None:
    page = open_page()
    page.chat_input[0].set_value("Meine Zunge kribbelt nach Erdnüssen").run()
    assert "Rufen Sie jetzt den Notruf (112" in page.error[0].value.replace("\\", "")


def test_diets_and_allergens_are_named_in_the_chosen_language() -> None:
    page = open_page()
    page.button_group(key="standing-allergens").select("nuts").run()
    page.button_group(key="standing-diets").select("vegan").run()
    page.segmented_control(key="language-choice").set_value("es").run()
    assert {"vegano", "sin frutos de cáscara"} <= {button.label for button in page.button}


def test_a_question_is_answered_and_stays_after_a_rerun(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeGroq() as groq:
        groq.answer = "Rice noodles [1]."
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_BASE_URL", groq.url)
        page = open_page()
        page.chat_input[0].set_value("What is pad thai?").run()
        assert not page.exception
        assert "Rice noodles" in words(page)
        assert "Groq · " in words(page)
    again = open_page()
    assert "Rice noodles" in words(again)


def test_starter_questions_are_offered_and_one_click_asks() -> None:
    page = open_page()
    starter = next(button for button in page.button if button.label == "Spicy Asian food")
    starter.click().run()
    assert not page.exception
    assert "Context only, no model" in words(page)


def test_a_thumb_is_kept(tmp_path: Path) -> None:
    page = open_page()
    page.chat_input[0].set_value("What is pad thai?").run()
    page.feedback[0].set_value(1).run()
    assert not page.exception
    from ragfood.clock import SystemClock
    from ragfood.conversations import Conversations

    chats = Conversations(tmp_path / "state" / "chats.sqlite", SystemClock())
    assert chats.entries("test-conversation")[-1].liked is True


def test_a_forced_failure_offers_the_other_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeGroq() as groq:
        groq.always(faults.key_refused())
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_BASE_URL", groq.url)
        monkeypatch.setenv("RAGFOOD_PROVIDER", "groq")
        page = open_page()
        page.chat_input[0].set_value("What is pad thai?").run()
        assert any("console.groq.com/keys" in error.value for error in page.error)
        assert any(button.label == "Ask Ollama instead" for button in page.button)
        assert KEY not in words(page)


def test_a_model_that_ollama_lacks_is_downloaded_at_a_click(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeOllama() as ollama:
        ollama.models = []
        monkeypatch.setenv("OLLAMA_HOST", ollama.url)
        page = open_page()
        assert eventually(lambda: any(b.label.startswith("Download") for b in page.run().button))
        assert "ollama pull llama3.2" in [code.value for code in page.code]
        next(button for button in page.button if button.label == "Download llama3.2 now").click().run()
        assert not page.exception
        assert eventually(lambda: "**Ollama** — ready" in words(page.run()))
        assert ollama.models == ["llama3.2:latest"]


def test_first_paint_imports_none_of_the_heavy_packages(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "before = set(sys.modules)\n"
        "import ragfood.ui.frame, ragfood.ui.transcript\n"
        "from ragfood.assembly import Live\n"
        "Live().current()\n"
        "heavy = {'chromadb', 'groq', 'pandas', 'altair', 'scipy', 'numpy', 'requests', 'httpx'}\n"
        "print(sorted(heavy & (set(sys.modules) - before)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=clean_environment(tmp_path), capture_output=True, text=True
    )
    assert done.stdout.strip().splitlines()[-1] == "[]", done.stdout + done.stderr


def long_chat(folder: Path, messages: int) -> None:
    """A chat that is already there, under the id that `open_page` asks for."""
    from ragfood.answers import Answer, Source
    from ragfood.clock import SystemClock
    from ragfood.conversations import Conversations

    chats = Conversations(folder / "state" / "chats.sqlite", SystemClock())
    foods = tuple(Source(f"food-{n}", f"Food {n}", "Rice and beans. " * 30, 0.5) for n in range(5))
    for number in range(messages // 2):
        question, draft = chats.add_question("test-conversation", f"Question {number}?")
        answer = Answer(f"Answer {number} [1]. " + "word " * 150, provider="groq", model="m", sources=foods)
        chats.add_answer("test-conversation", answer, question=question, draft=draft)
    chats.close()


def test_a_long_chat_shows_its_end_and_earlier_messages_when_asked(tmp_path: Path) -> None:
    long_chat(tmp_path, 200)
    page = open_page()
    assert not page.exception
    assert "Answer 99 " in words(page) and "Answer 90 " in words(page) and "Answer 89 " not in words(page)
    next(button for button in page.button if button.label.startswith("Show earlier messages (180")).click().run()
    assert "Answer 80 " in words(page) and "Answer 79 " not in words(page)


def test_a_question_whose_answer_was_lost_can_be_asked_again(tmp_path: Path) -> None:
    from ragfood.clock import SystemClock
    from ragfood.conversations import Conversations

    Conversations(tmp_path / "state" / "chats.sqlite", SystemClock()).add_question("test-conversation", "What is pho?")
    with sqlite3.connect(tmp_path / "state" / "chats.sqlite") as file:
        file.execute("DELETE FROM drafts")
    page = open_page()
    assert "This question has no answer yet." in words(page)
    next(button for button in page.button if button.label == "Try again").click().run()
    assert not page.exception
    assert "Context only, no model" in words(page)
    assert [each.value for each in page.markdown].count("What is pho?") == 1


def test_chats_of_a_newer_version_are_told_and_new_ones_are_answered_all_the_same(tmp_path: Path) -> None:
    long_chat(tmp_path, 2)
    with sqlite3.connect(tmp_path / "state" / "chats.sqlite") as file:
        file.execute("PRAGMA user_version=99")
    page = open_page()
    assert not page.exception
    assert "newer version" in words(page)
    page.chat_input[0].set_value("What is pad thai?").run()
    assert not page.exception
    assert "Context only, no model" in words(page) and "cannot be saved" in words(page)


def test_a_budget_without_room_is_told_beside_the_days_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAGFOOD_DAILY_BUDGET_USD", "0")
    assert "The budget is used up: Groq is not asked until" in words(open_page()).replace("\\", "")


def test_of_two_side_by_side_the_figures_stand_once_and_who_failed_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_BASE_URL", groq.url)
        monkeypatch.setenv("OLLAMA_HOST", ollama.url)
        page = open_page()
        page.chat_input[0].set_value("What is pad thai?").run()
        groq.next(faults.key_refused())
        page = press(page, "Ask both")
        assert "–" not in words(page) and words(page).count("first token") == 1
        offered = [button.label for button in page.button]
        assert not [label for label in offered if label.startswith("Ask ") and label != "Ask both"]
        page = press(page, "Try again")
        assert "Groq ·" in words(page) and "3/4" not in words(page) and "4/4" in words(page)
        groq.next(faults.drop(4))
        page = press(page, "Ask both")
        assert len([label for label in (each.label for each in page.button) if label == "Continue with Groq"]) == 1


def test_chats_that_cannot_be_read_are_told_of_once_beside_them_and_once_in_the_chat(tmp_path: Path) -> None:
    (tmp_path / "state" / "chats.sqlite").mkdir(parents=True)
    page = open_page()
    assert not page.exception
    for place in (page.sidebar, page.main):
        assert len([each for each in place.warning if "chats.sqlite" in each.value]) == 1


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def test_all_who_could_not_answer_are_named_above_what_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeGroq() as groq:
        groq.always(faults.key_refused())
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_BASE_URL", groq.url)
        page = open_page()
        page.chat_input[0].set_value("What is pad thai?").run()
        labels = [each.proto.popover.label for each in page.get("popover")]
        assert "Groq could not → Ollama could not → read back" in labels
