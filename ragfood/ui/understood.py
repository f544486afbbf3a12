"""What was understood of a question, as chips that can be taken away, and what the demands have hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ragfood.ui.food_words import demanded
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told
from ragfood.understanding.understood import Chip, Hidden


def draw(
    chips: Sequence[Chip], hidden: Sequence[Hidden], place: str, take_away: Callable[[str], None] | None = None
) -> None:
    """The chips; with `take_away` each is a button that asks again without it. `place` is unique on the page."""
    if not chips:
        return
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"understood-{place}"):
        st.caption(t("Understood:"), width="content")
        for chip in chips:
            if take_away is None:
                st.badge(plain(demanded(chip)), color="gray")
            else:
                st.button(
                    plain(demanded(chip)),
                    icon=":material/close:",
                    key=f"chip-{place}-{chip.key}",
                    help=t("Ask again without this"),
                    width="content",
                    on_click=take_away,
                    args=(chip.key,),
                )
        if hidden:
            _draw_hidden(hidden)


def _draw_hidden(hidden: Sequence[Hidden]) -> None:
    number = sum(each.foods for each in hidden)
    with st.popover(t("{number} hidden", number=number), icon=":material/visibility_off:", type="tertiary"):
        st.markdown(t("Foods that bear on the question and are not offered:"))
        for each in hidden:
            st.markdown(f"- {each.foods} × {plain(told(each.reason))}")
