"""Backups on the page, as Streamlit runs it: made, told, put back after a confirmation."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from drawn import opened_at, words
from houses import house
from streamlit.testing.v1 import AppTest

from ragfood.answers import Answer
from ragfood.assembly import House


@pytest.fixture
def app(fresh_app: Path) -> House:
    return house(fresh_app.parent)


def press(page: AppTest, label: str) -> None:
    next(each for each in page.button if each.label == label).click().run()
    assert not page.exception, page.exception


def write_chat(app: House) -> None:
    number, draft = app.conversations.add_question("a-chat", "What is pho?")
    app.conversations.add_answer("a-chat", Answer("A soup."), question=number, draft=draft)


def test_a_backup_is_made_checked_and_put_back_with_what_it_does_said_before(app: House) -> None:
    page = opened_at("2_Compare", view="backups")
    assert "There is no backup yet" in words(page)
    press(page, "Make a backup now")
    assert "is made" in words(page) and "UTC" in words(page)
    assert "books" in words(page) and "search index" in words(page)
    write_chat(app)
    press(page, "Check it")
    assert "It is sound" in words(page)
    assert "money spent since stays spent" in words(page)
    press(page, "Restore this backup now")
    assert "What was there before is in" in words(page) and "before-restore.zip" in words(page)
    assert app.conversations.entries("a-chat") == []
    assert len(app.backups.all()) == 2


def test_a_damaged_backup_is_told_beside_the_sound_ones(app: House) -> None:
    sound, spoilt = app.backups.make(), app.backups.make()
    spoilt.path.write_bytes(spoilt.path.read_bytes()[:100])
    page = opened_at("2_Compare", view="backups")
    assert f"{spoilt.path.name} cannot be used" in page.warning[0].value.replace("\\", "")
    assert sound.path.name in words(page)
    assert sum(each.label == "Restore this backup now" for each in page.button) == 1


def test_what_changed_inside_a_backup_is_found_before_anything_is_put_back(app: House) -> None:
    made = app.backups.make()
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    made.path.write_bytes(data)
    write_chat(app)
    page = opened_at("2_Compare", view="backups")
    press(page, "Restore this backup now")
    assert "cannot be used" in words(page)
    assert len(app.conversations.entries("a-chat")) == 2


def test_where_chats_are_for_their_owners_alone_nobody_downloads_them(
    app: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.backups.make()
    assert [each.label for each in opened_at("2_Compare", view="backups").get("download_button")].count("Download") == 1
    monkeypatch.setenv("RAGFOOD_INSIGHTS", "0")
    st.cache_resource.clear()
    assert "Download" not in [each.label for each in opened_at("2_Compare", view="backups").get("download_button")]
