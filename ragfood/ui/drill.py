"""The demo's panel: which trouble the next question meets, and how all is made well again."""

from __future__ import annotations

import streamlit as st

from ragfood.assembly import House
from ragfood.errors import RagFoodError
from ragfood.practice import Practice
from ragfood.practice.drill import TROUBLES, Trouble
from ragfood.ui.wording import t, told

_USED = "drill-used"


def draw(house: House) -> None:
    """Nothing unless this is a demo."""
    if house.practice is None:
        return
    st.badge(
        t("Demo"),
        icon=":material/science:",
        color="orange",
        help=t("Practice vendors on this machine answer. Nothing is spent; costs are what Groq would charge."),
    )
    if house.practice.trouble:
        st.session_state[_USED] = True  # it stays open after a recovery, for the next trouble
    with st.expander(t("Failure drill"), icon=":material/emergency:", expanded=_USED in st.session_state):
        _draw_troubles(house, house.practice)


def _draw_troubles(house: House, practice: Practice) -> None:
    names = _names()
    if practice.trouble:
        st.markdown(f":{'gray' if practice.met else 'orange'}[●] **{names[practice.trouble]}**")
        st.caption(_lasts(practice.trouble, met=practice.met))
    else:
        st.caption(t("Choose what the next question is to meet. It goes through the same code as the real thing."))
    for trouble in TROUBLES:
        st.button(
            names[trouble],
            key=f"drill-{trouble}",
            width="stretch",
            disabled=practice.trouble == trouble and not practice.met,
            on_click=make,
            args=(house, trouble),
        )
    st.button(
        t("All is well again"), key="drill-end", type="primary", width="stretch", icon=":material/healing:",
        on_click=recover, args=(house,),
    )  # fmt: skip


def make(house: House, trouble: Trouble) -> None:
    """Prepare `trouble` and look at the providers anew, so that the badges tell of it."""
    if house.practice is None:
        return
    try:
        house.cache.forget()  # an answer that is kept would meet no trouble
        house.practice.make(trouble, house.ledger)
    except RagFoodError as refused:
        st.toast(told(str(refused)), icon=":material/info:")
    house.board.look_soon()


def recover(house: House) -> None:
    """End all trouble."""
    if house.practice is not None:
        house.practice.recover()
        house.board.look_soon()


def _names() -> dict[Trouble, str]:
    return {
        "rate limit": t("Groq: too many requests (429)"),
        "timeout": t("Groq: no answer at all"),
        "cut": t("Groq: breaks off in mid-answer"),
        "bad key": t("Groq: the key is refused"),
        "ollama off": t("Ollama is off"),
        "all off": t("Groq and Ollama are both off"),
        "budget": t("The budget is used up"),
    }


def _lasts(trouble: Trouble, *, met: bool) -> str:
    if trouble in ("ollama off", "all off", "budget"):
        return t("This lasts until you say that all is well again.")
    if met:
        return t("A question has met it; another one does not. Choose it again to see it once more.")
    return t("The next question meets it, with all its retries; the question after does not.")
