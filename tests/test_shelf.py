"""A visitor's shelf: their chats and nobody else's, found by what was said in them, in every script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clocks import FakeClock
from hypothesis import given
from hypothesis import strategies as some

from ragfood.answers import Answer, Source
from ragfood.conversations import Conversations
from ragfood.conversations.folding import folded, search_terms, snippet
from ragfood.conversations.shelf import KEPT_DELETED_S, LONGEST_TITLE, is_visitor_id, new_visitor_id, tidy_title

PHO = Answer("Pho is a soup.", provider="groq", model="m", sources=(Source("pho", "Pho", "A soup.", 0.7),))


class Desk:
    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.chats = Conversations(folder / "chats.sqlite", self.clock)
        self.shelf = self.chats.shelf

    def talk(self, conversation: str, question: str, answer: str = PHO.text, visitor: str = "me") -> int:
        number, draft = self.chats.add_question(conversation, question, visitor=visitor)
        self.clock.advance(1)
        return self.chats.add_answer(conversation, replace(PHO, text=answer), question=number, draft=draft)

    def titles(self, visitor: str = "me") -> list[str]:
        return [chat.title for chat in self.shelf.chats(visitor)]

    def found(self, wanted: str, visitor: str = "me") -> list[str]:
        return [hit.conversation for hit in self.shelf.search(visitor, wanted)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.chats.close()


def test_everybody_sees_only_their_own_chats_and_nobody_those_of_nobody(desk: Desk) -> None:
    desk.talk("a", "Mine?")
    desk.talk("b", "Yours?", visitor="you")
    desk.talk("c", "Nobody's?", visitor="")
    assert (desk.titles("me"), desk.titles("you"), desk.titles("")) == (["Mine?"], ["Yours?"], [])
    assert desk.found("pho") == ["a"] and desk.found("pho", "you") == ["b"] and desk.found("pho", "") == []


def test_who_has_only_the_link_can_read_and_ask_but_not_change_what_the_shelf_says(desk: Desk) -> None:
    desk.talk("a", "Mine?")
    desk.shelf.rename("you", "a", "Stolen")
    desk.shelf.pin("you", "a", True)
    desk.shelf.delete("you", "a")
    desk.shelf.claim("you", "a")
    seen = desk.shelf.look("a", "you")
    assert seen is not None and (seen.title, seen.pinned, seen.deleted, seen.mine) == ("Mine?", False, False, False)
    desk.talk("a", "A guest asks", visitor="you")
    assert desk.titles() == ["Mine?"] and desk.titles("you") == []
    assert desk.shelf.look("b", "me") is None


def test_pinned_chats_come_first_then_the_latest_talk(desk: Desk) -> None:
    for name in ("a", "b", "c"):
        desk.talk(name, name)
        desk.clock.advance(1)
    desk.shelf.pin("me", "a", True)
    assert desk.titles() == ["a", "c", "b"]
    desk.shelf.pin("me", "a", False)
    desk.talk("b", "more")
    assert desk.titles() == ["b", "c", "a"]


def test_titles_are_one_tidy_line(desk: Desk) -> None:
    desk.talk("a", "First?")
    desk.shelf.rename("me", "a", "  Soups\n\tof \u202ethe week \ud83c ")
    assert desk.titles() == ["Soups of the week \ufffd"]
    desk.shelf.rename("me", "a", " \n ")
    assert desk.titles() == ["Soups of the week \ufffd"]
    desk.shelf.rename("me", "a", "x" * 500)
    assert desk.titles() == ["x" * LONGEST_TITLE]


@given(some.text())
def test_every_text_makes_a_title_or_none(text: str) -> None:
    title = tidy_title(text)
    assert len(title) <= LONGEST_TITLE and title == title.strip() and "\n" not in title
    title.encode()


def test_a_deleted_chat_comes_back_whole_until_its_time_is_over(desk: Desk) -> None:
    desk.talk("a", "What is pho?")
    desk.shelf.delete("me", "a")
    assert desk.titles() == [] and desk.found("pho") == []
    seen = desk.shelf.look("a", "me")
    assert seen is not None and seen.deleted
    desk.shelf.restore("me", "a")
    assert desk.titles() == ["What is pho?"] and desk.found("pho") == ["a"]
    number = desk.talk("a", "More?")
    desk.chats.opinions.rate(number, False, "wrong")
    desk.shelf.delete("me", "a")
    desk.clock.advance(KEPT_DELETED_S + 1)
    desk.talk("b", "Other")
    desk.shelf.delete("me", "b")
    assert desk.shelf.look("a", "me") is None and desk.chats.entries("a") == []
    assert desk.chats.opinions.newest() == []
    desk.shelf.restore("me", "b")
    assert desk.titles() == ["Other"]


def test_a_question_brings_a_deleted_chat_back(desk: Desk) -> None:
    desk.talk("a", "What is pho?")
    desk.shelf.delete("me", "a")
    desk.talk("a", "Is it vegan?")
    assert desk.titles() == ["What is pho?"]


def test_chats_of_a_provisional_id_are_adopted(desk: Desk) -> None:
    desk.talk("a", "What is pho?", visitor="provisional")
    desk.shelf.adopt("provisional", "me")
    assert desk.titles() == ["What is pho?"] and desk.titles("provisional") == []


def test_ids_of_visitors_are_long_and_of_one_form() -> None:
    ids = {new_visitor_id() for _ in range(100)}
    assert len(ids) == 100 and all(map(is_visitor_id, ids))
    for foreign in ("", None, "me", "a" * 23, "a" * 21 + "'", "a" * 21 + "\n", 22):
        assert not is_visitor_id(foreign)


TEXTS = {
    "accents": ("Jalapeño crème brûlée", "jalapeno BRULEE", "Jalapeño"),
    "no accents": ("Creme fraiche", "crème", "Creme"),
    "decomposed": ("Cafe\u0301 au lait", "café", "Cafe\u0301"),
    "Chinese, two characters": ("麻婆豆腐很辣", "豆腐", "豆腐"),
    "Japanese": ("味噌ラーメンを食べる", "ラーメン", "ラーメン"),
    "Thai": ("ฉันชอบต้มยำกุ้งมาก", "ต้มยำ", "ต้มยำ"),
    "Korean": ("김치찌개는 맵다", "찌개", "찌개"),
    "Arabic": ("الحمص مع الطحينة", "طحينة", "طحينة"),
    "Cyrillic": ("Украинский борщ", "БОРЩ", "борщ"),
    "inside a word": ("Unsweetened chickpeas", "weeten", "weeten"),
    "one letter": ("A plan B", "b", "B"),
    "emoji": ("soup 🍜 now", "🍜", "🍜"),
    "signs": ("It costs $5.00 (10%)", "$5.00 (10%", "$5.00"),
    "quotes": ('He said "umami" twice', '"umami"', '"umami"'),
    "sharp s": ("Große Klöße", "grosse", "Große"),
}


@pytest.mark.parametrize(("text", "wanted", "marked"), TEXTS.values(), ids=TEXTS.keys())
def test_texts_of_every_script_are_found_and_shown_as_they_were_written(
    desk: Desk, text: str, wanted: str, marked: str
) -> None:
    desk.talk("other", "Nothing of the kind?", "No.")
    number = desk.talk("a", "x", f"Before it. {text}. After it.")
    (hit,) = desk.shelf.search("me", wanted)
    assert (hit.conversation, hit.entry) == ("a", number)
    assert marked in [part.text.strip() for part in hit.snippet if part.hit]
    shown = "".join(part.text for part in hit.snippet)
    assert shown == f"Before it. {text}. After it."


def test_every_word_must_be_there_and_a_chat_is_found_once_also_by_its_title(desk: Desk) -> None:
    desk.talk("a", "Soup?", "Pho and dal")
    desk.talk("a", "Soup again?", "Pho")
    desk.talk("b", "Soup too?", "Dal")
    assert desk.found("pho dal") == ["a"]
    assert desk.found("dal pho nothing") == []
    assert sorted(desk.found("soup")) == ["a", "b"]
    desk.shelf.rename("me", "b", "Weekend plans")
    assert desk.found("weekend plan") == ["b"] and desk.shelf.search("me", "weekend")[0].entry is None


def test_a_snippet_shows_the_place_and_not_the_whole_text() -> None:
    text = "word " * 200 + "the jalapeño is hot " + "word " * 200
    parts = snippet(text, search_terms("JALAPENO hot"))
    assert [part.text for part in parts if part.hit] == ["jalapeño", "hot"]
    assert len("".join(part.text for part in parts)) < 160
    assert parts[0].text == "…" and parts[-1].text.endswith("…")


HOSTILE = [
    'ab"cd',
    '"',
    '""',
    "a OR b",
    "NEAR(a b)",
    "x*",
    "folded:x",
    "-x",
    "^x",
    "'; DROP TABLE texts; --",
    "\x00",
    "{",
    "AND",
]


@pytest.mark.parametrize("wanted", HOSTILE)
def test_what_would_be_syntax_is_only_searched_for(desk: Desk, wanted: str) -> None:
    desk.talk("a", "What is pho?")
    assert desk.found(wanted) == []
    desk.talk("b", "x", f"so {wanted} it is")
    assert desk.found(wanted) in (["b"], []) and desk.found("pho") == ["a"]


@given(some.text(max_size=40), some.text(max_size=80))
def test_no_text_breaks_a_search_or_its_snippet(wanted: str, text: str) -> None:
    terms = search_terms(wanted)
    shown = "".join(part.text for part in snippet(text, terms))
    assert len(shown) <= len(text) + 2
    assert all(term == folded(term) or term for term in terms)


def test_no_question_breaks_the_index(desk: Desk) -> None:
    @given(some.text(max_size=30))
    def search(wanted: str) -> None:
        desk.shelf.search("me", wanted)

    search()


def test_reasons_are_kept_with_what_they_are_about(desk: Desk) -> None:
    number = desk.talk("a", "What is pho?")
    desk.chats.opinions.rate(number, False, "missing", "  the broth " + "x" * 900)
    (kept,) = desk.chats.opinions.newest()
    assert (kept.liked, kept.reason, kept.question, kept.provider) == (False, "missing", "What is pho?", "groq")
    assert kept.sources == ("pho",) and len(kept.words) == 500 and kept.model == "m"
    assert desk.chats.entries("a")[-1].reason == "missing"
    desk.chats.opinions.rate(number, True, "missing", "no")
    (kept,) = desk.chats.opinions.newest()
    assert (kept.liked, kept.reason, kept.words) == (True, "", "")
    desk.chats.opinions.rate(number, False, "made up")
    assert desk.chats.opinions.newest()[0].reason == ""
    desk.chats.opinions.rate(number, None)
    assert desk.chats.opinions.newest() == [] and desk.chats.entries("a")[-1].liked is None
