"""Standing diets and allergens: what holds for every question of this person until they take it away."""

from __future__ import annotations

import streamlit as st

from ragfood.assembly import House
from ragfood.demands import Demands
from ragfood.errors import StoreTrouble
from ragfood.foods import ALLERGENS, DIETS
from ragfood.ui.food_words import allergen, demanded, diet
from ragfood.ui.markup import plain
from ragfood.ui.visitor import visitor_id
from ragfood.ui.wording import t, told

_PLACE = "standing"
_DERIVED = ("gluten-free", "dairy-free")
"""Diets that say the same as an allergen of the list below them."""


def demands(house: House) -> Demands:
    """What holds for every question of this person; who asks is told where that cannot be read."""
    keys, trouble = _read(house)
    if trouble is not None:
        st.toast(plain(told(str(trouble))), icon=":material/warning:")
    return _demands(keys)


def choose(house: House) -> None:
    """The lists to choose from, in the sidebar."""
    chosen = _demands(_keys(house))
    number = len(chosen.chips)
    label = t("Diets and allergies ({n})", n=number) if number else t("Diets and allergies")
    # the key keeps it open when its label counts on, so that several can be chosen in a row
    with st.expander(label, icon=":material/health_and_safety:", key="standing-choice"):
        st.caption(t("They hold for every question. A food of which this is not known is not offered."))
        st.pills(
            t("Only foods that are"),
            [each for each in DIETS if each not in _DERIVED],
            selection_mode="multi",
            default=list(chosen.diets),
            format_func=diet,
            key="standing-diets",
            on_change=_choose,
            args=(house,),
        )
        st.pills(
            t("Never foods with"),
            ALLERGENS,
            selection_mode="multi",
            default=list(chosen.free_of),
            format_func=allergen,
            key="standing-allergens",
            on_change=_choose,
            args=(house,),
        )


def show(house: House) -> None:
    """What holds, above the question box, each with a way to take it away."""
    chips = _demands(_keys(house)).chips
    if not chips:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="standing-shown"):
        st.caption(t("For every question:"), width="content")
        for chip in chips:
            st.button(
                plain(demanded(chip)),
                icon=":material/close:",
                key=f"standing-{chip.key}",
                help=t("Let this no longer hold"),
                on_click=_take_away,
                args=(house, chip.key),
            )


def _keys(house: House) -> tuple[str, ...]:
    """Where they cannot be read, none: the list of chats, which stands in the same file, says so once for all."""
    return _read(house)[0]


def _read(house: House) -> tuple[tuple[str, ...], StoreTrouble | None]:
    if _PLACE not in st.session_state:
        try:
            st.session_state[_PLACE] = house.conversations.standing.of(visitor_id())
        except StoreTrouble as trouble:
            return (), trouble
    keys: tuple[str, ...] = st.session_state[_PLACE]
    return keys, None


def _demands(keys: tuple[str, ...]) -> Demands:
    diets = tuple(each for each in DIETS if f"diet:{each}" in keys)
    return Demands(diets, tuple(each for each in ALLERGENS if f"free-of:{each}" in keys))


def _choose(house: House) -> None:
    diets, allergens = st.session_state["standing-diets"], st.session_state["standing-allergens"]
    _keep(house, tuple([f"diet:{each}" for each in diets] + [f"free-of:{each}" for each in allergens]))


def _take_away(house: House, key: str) -> None:
    _keep(house, tuple(each for each in _keys(house) if each != key))
    for name in ("standing-diets", "standing-allergens"):
        st.session_state.pop(name, None)


def _keep(house: House, keys: tuple[str, ...]) -> None:
    st.session_state[_PLACE] = keys
    try:
        house.conversations.standing.keep(visitor_id(), keys)
    except StoreTrouble as trouble:
        st.toast(t("This holds for this visit only: {trouble}", trouble=told(str(trouble))))
