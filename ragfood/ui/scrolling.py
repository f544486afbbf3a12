"""Where the page stands: at its end when something new was asked there, else where the person left it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st


def to_the_end(turn: str) -> None:
    """Show the end of the page once when the turn begins whose id is `turn`, wherever the person was reading."""
    _component()(data={"turn": turn}, key="scroll-to-end")


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component(
        "ragfood_scroll",
        html="<span></span>",
        css=":host{display:none}",
        js="""export default function (component) {
  const main = document.querySelector('[data-testid="stAppScrollToBottomContainer"]');
  const turn = component.data.turn;
  if (!main || main.dataset.shownTurn === turn) return;
  main.dataset.shownTurn = turn;
  if (!main.dataset.watched) {
    main.dataset.watched = "yes";
    const left = () => main.scrollHeight - main.scrollTop - main.clientHeight;
    const look = () => { main.dataset.atEnd = left() < 8 ? "yes" : ""; };
    main.addEventListener("scroll", look, { passive: true });
  }
  if (main.dataset.atEnd) return;  // Streamlit glides along by itself; a jump besides would be seen as a flicker
  requestAnimationFrame(() => main.scrollTo({ top: main.scrollHeight }));
}""",
    )
