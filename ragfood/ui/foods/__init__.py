"""The Foods page: browse the corpus, open a food, try the search, take foods in, look after the index."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ragfood.assembly import House
from ragfood.ui.foods import address, browse, food_index, intake, lab, one_food
from ragfood.ui.wording import t

_SECTIONS: dict[str, Callable[[House], None]] = {
    "browse": browse.draw,
    "search": lab.draw,
    "import": intake.draw,
    "index": food_index.draw,
}


def draw(house: House) -> None:
    """The food that the address names, or else one of the sections."""
    if identity := st.query_params.get("food"):
        one_food.draw(house, identity)
        return
    st.title(t("Foods"))
    shown = {"browse": t("Browse"), "search": t("Search lab"), "import": t("Import"), "index": t("Index")}
    st.session_state.setdefault(address.begin("show", _SECTIONS), "browse")
    chosen = st.segmented_control(
        t("Section"),
        list(_SECTIONS),
        format_func=shown.__getitem__,
        key=address.begin("show", _SECTIONS),
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    address.tell("show", chosen if chosen and chosen != "browse" else "")
    _SECTIONS[str(chosen or "browse")](house)
