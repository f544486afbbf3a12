"""The frame of every page: its title, the joined parts of the app, and the sidebar.

It loads the app only when a page asks for it, so that a page may draw something first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ragfood.errors import CorpusInvalid, RagFoodError, SettingsError
from ragfood.ui.live import live
from ragfood.ui.wording import t, told

if TYPE_CHECKING:
    from ragfood.assembly import House


_DARK = '<style>[data-testid="stBaseButton-primary"], [data-baseweb="tag"] * {color: #1b1714}</style>'
"""Streamlit writes white on the light orange of the dark theme, which few can read."""

_WHOLE = """<style>
[data-testid="stMetricValue"] :is(div, p), [data-testid="stMetricLabel"] :is(div, p) {
  overflow: visible; text-overflow: clip; white-space: normal; overflow-wrap: anywhere}
@media (min-width: 641px) {[data-testid="stMetricValue"] {font-size: clamp(1.25rem, 2.1vw, 2.25rem)}}
@media (max-width: 640px) {
  [data-testid="stMarkdownContainer"] :is(th, td) {padding: .35rem .4rem; font-size: .875rem}
  [data-testid="stMarkdownContainer"] td[style*="right"] {white-space: nowrap}}
</style>"""
"""Streamlit cuts figures off that are too long for their column; of an amount that would be its last digits. Its
tables are wider than a phone."""


def name_page(title: str, *, wide: bool = False) -> None:
    """The title of the browser's tab and the width; the first call of every page."""
    st.set_page_config(
        page_title=f"{title} · RAG-Food",
        page_icon="🍽️",
        layout="wide" if wide else "centered",
    )
    if wide:
        st.html(_WHOLE)
    if st.context.theme.type == "dark":
        st.html(_DARK)


def open_house() -> House:
    """The parts of the app, and the sidebar drawn over them; every page asks, so that each stands alone.

    Where the app cannot be set up, the page says what is wrong and what to do, and ends.
    """
    from ragfood.ui import attendance, sidebar

    try:
        house = live().current()
    except RagFoodError as trouble:
        say_trouble(trouble)
        if isinstance(trouble, SettingsError):
            _look_again()
        st.stop()
    attendance.attend(house)
    sidebar.draw(house)
    return house


@st.fragment(run_every=5)
def _look_again() -> None:
    """Draws the page as soon as the settings that keep it from being drawn are mended."""
    try:
        live().current()
    except RagFoodError:
        return
    st.rerun()


def warm_up(house: House) -> None:
    """Once the page is drawn, load in the background what the first question needs; the last call of every page."""
    from ragfood import assembly

    if "painted" not in st.session_state:
        st.session_state["painted"] = True
    assembly.warm_up(house)


def say_trouble(trouble: RagFoodError) -> None:
    """What happened, and what to do about it."""
    st.error(f"**{told(trouble.happened)}**\n\n{told(trouble.remedy)}")
    if isinstance(trouble, CorpusInvalid):
        with st.expander(t("All {n} problems", n=len(trouble.problems))):
            st.text("\n".join(trouble.problems[:500]))
