"""Asking from the page: which chat it is, and how a question gets on its way.

What asks is called back before the page is drawn: a click is never lost to what else happens in that run, and the page
is drawn once.
"""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from ragfood.assembly import House
from ragfood.chat.turns import Aim
from ragfood.conversations import new_conversation_id
from ragfood.errors import QuestionRefused, RagFoodError
from ragfood.ui import attendance, standing
from ragfood.ui.live import live
from ragfood.ui.sidebar import mode_of
from ragfood.ui.visitor import visitor_id
from ragfood.ui.wording import told


def conversation_id() -> str:
    """The id in the page's address; a new one is put there on the first visit."""
    given = str(st.query_params.get("c", ""))
    if not given or len(given) > 64:
        # Back from another page of the same visit it is the chat that was left, which may still be answered.
        given = st.session_state.get("conversation") or new_conversation_id()
        st.query_params["c"] = given
    if st.session_state.get("conversation") != given:
        st.session_state["conversation"] = given
    return given


def ask_typed(box: str) -> None:
    """Ask what was just sent from the box with the key `box`; a page that cannot be set up says so itself."""
    question = st.session_state.get(box)
    if not question:
        return
    try:
        house = live().current()
    except RagFoodError:
        return
    ask(house, conversation_id(), str(question))


def ask(
    house: House,
    conversation: str,
    question: str,
    *,
    mode: str | None = None,
    again: int | None = None,
    continues: int | None = None,
    edits: int | None = None,
    dropped: Collection[str] = (),
) -> None:
    """Ask, or say why it cannot be asked. A new question waits for the answer that is being written.

    `again` and `continues` are answers (or a question without one), `edits` the question that is asked
    differently. What the person has chosen to hold for every question holds, but for the keys `dropped`.
    """
    aim = Aim(visitor_id(), edits, continues if continues is not None else again)
    fresh = again is None and continues is None and edits is None
    try:
        turn = house.chat.ask(
            question,
            conversation=conversation,
            mode=_who(house, mode),
            again=again is not None,
            continues=continues is not None,
            waits=fresh,
            aim=aim,
            standing=standing.demands(house),
            dropped=dropped,
        )
    except QuestionRefused as refused:
        st.toast(told(str(refused)), icon=":material/info:")
        return
    attendance.keep_turn(house, turn)


def _who(house: House, mode: str | None) -> str:
    """Who is asked: after a roll-back nobody else, not even by a button that was drawn before it."""
    if house.preference.current() and mode != "offline":
        return mode_of(house)
    return mode or mode_of(house)


def ask_both(house: House, conversation: str, question: str, number: int) -> None:
    """Let Groq and Ollama answer the question of the entry `number` side by side, or say why that cannot be.

    After a roll-back only the one that everybody was rolled back to answers again.
    """
    if house.preference.current():
        ask(house, conversation, question, again=number)
        return
    try:
        turn = house.chat.ask_both(
            question,
            conversation=conversation,
            aim=Aim(visitor_id(), None, number),
            standing=standing.demands(house),
        )
    except QuestionRefused as refused:
        st.toast(told(str(refused)), icon=":material/info:")
        return
    attendance.keep_turn(house, turn)
