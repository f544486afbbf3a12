"""The front page: the box for questions first, so that it is on the screen while the rest is loaded."""

from __future__ import annotations

import streamlit as st

from ragfood.ui import frame

_LONGEST_QUESTION = 4000
"""As `ragfood.questions.LONGEST_QUESTION`, which is not loaded yet when the box is drawn."""


def draw() -> None:
    """The whole chat page."""
    frame.name_page("Chat")
    typed = st.chat_input("Ask about food", key="question", max_chars=_LONGEST_QUESTION)
    house = frame.open_house()
    from ragfood.ui import transcript

    transcript.draw(house, typed)
