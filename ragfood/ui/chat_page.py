"""The front page: the box for questions first, so that it is on the screen while the rest is loaded."""

from __future__ import annotations

import streamlit as st

from ragfood.ui import frame
from ragfood.ui.wording import t

_LONGEST_QUESTION = 4000
"""As `ragfood.understanding.questions.LONGEST_QUESTION`, which is not loaded yet when the box is drawn."""


def draw() -> None:
    """The whole chat page."""
    frame.name_page(t("Chat"))
    with st.bottom:
        above = st.container()
    st.chat_input(t("Ask about food"), key="question", max_chars=_LONGEST_QUESTION, on_submit=_ask)
    house = frame.open_house()
    from ragfood.ui import standing, transcript

    with above:
        standing.show(house)
    transcript.draw(house)


def _ask() -> None:
    from ragfood.ui.asking import ask_typed

    ask_typed("question")
