"""Thumbs below an answer, and why one is down."""

from __future__ import annotations

import streamlit as st

from ragfood.assembly import House
from ragfood.conversations import Entry
from ragfood.conversations.opinions import LONGEST_WORDS
from ragfood.errors import RagFoodError
from ragfood.ui import quiet
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told


def draw(house: House, entry: Entry) -> None:
    """The thumbs of an answer."""
    st.feedback(
        "thumbs",
        key=f"thumb-{entry.number}",
        default=None if entry.liked is None else int(entry.liked),
        on_change=_rate,
        args=(house, entry.number),
    )


def ask_why(house: House, entry: Entry) -> None:
    """Once the thumb of `entry` has gone down: what was wrong."""
    if entry.liked is False and st.session_state.get("why") == entry.number:
        _why(house, entry)
    else:
        quiet.nothing(1)


def _rate(house: House, number: int) -> None:
    value = st.session_state.get(f"thumb-{number}")
    st.session_state["why"] = number if value == 0 else None
    _keep(house, number, None if value is None else bool(value))


def _keep(house: House, number: int, liked: bool | None, reason: str = "", words: str = "") -> None:
    try:
        house.conversations.opinions.rate(number, liked, reason, words)
    except RagFoodError as trouble:
        st.toast(plain(told(str(trouble))))


def _why(house: House, entry: Entry) -> None:
    names = reasons()
    with st.form(f"why-{entry.number}"):
        reason = st.pills(
            t("What was wrong?"), list(names), format_func=names.__getitem__, key=f"reason-{entry.number}"
        )
        words = st.text_input(t("In your words (optional)"), max_chars=LONGEST_WORDS, key=f"words-{entry.number}")
        if st.form_submit_button(t("Send")):
            _keep(house, entry.number, False, str(reason or ""), words)
            st.session_state["why"] = None
            st.toast(t("Thank you: this is kept with the question and its foods."), icon=":material/check:")
            st.rerun()


def reasons() -> dict[str, str]:
    """Why a thumb may be down: code to words."""
    return {
        "wrong": t("It is wrong"),
        "unsafe": t("Not safe for a diet or allergy"),
        "off": t("Not what I asked"),
        "missing": t("Something is missing"),
        "sources": t("Wrong foods"),
        "slow": t("Too slow"),
    }
