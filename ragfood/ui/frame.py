"""The frame of every page: its title, the joined parts of the app, and the sidebar."""

from __future__ import annotations

import streamlit as st

from ragfood import assembly
from ragfood.assembly import House, Live
from ragfood.errors import CorpusInvalid, RagFoodError
from ragfood.ui import sidebar


@st.cache_resource(show_spinner=False)
def live() -> Live:
    """The one set of parts that all visitors of this process share."""
    return Live()


def open_page(title: str, *, wide: bool = False) -> House:
    """Configure the page and draw its sidebar; every page begins with this, so that each stands alone.

    Where the app cannot be set up, the page says what is wrong and what to do, and ends.
    """
    st.set_page_config(
        page_title=f"{title} · RAG-Food",
        page_icon=":material/restaurant:",
        layout="wide" if wide else "centered",
    )
    try:
        house = live().current()
    except RagFoodError as trouble:
        say_trouble(trouble)
        st.stop()
    sidebar.draw(house)
    return house


def warm_up(house: House) -> None:
    """Once the page is drawn, load in the background what the first question needs; the last call of every page."""
    st.session_state["painted"] = True
    assembly.warm_up(house)


def say_trouble(trouble: RagFoodError) -> None:
    """What happened, and what to do about it."""
    st.error(f"**{trouble.happened}**\n\n{trouble.remedy}")
    if isinstance(trouble, CorpusInvalid):
        with st.expander(f"All {len(trouble.problems)} problems"):
            st.text("\n".join(trouble.problems[:500]))
