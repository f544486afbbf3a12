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
  let top = main.scrollTop, still = 0, frames = 0, taken = false;
  const take = () => { taken = true; };
  for (const by of ["wheel", "touchmove"]) main.addEventListener(by, take, { once: true, passive: true });
  // Streamlit glides along by itself where the end was in sight; a jump meanwhile would be undone by its next step.
  const look = () => {
    if (taken || main.dataset.shownTurn !== turn || ++frames > 90) return;
    still = main.scrollTop === top ? still + 1 : 0;
    top = main.scrollTop;
    if (still < 8) requestAnimationFrame(look);
    else if (main.scrollHeight - top - main.clientHeight >= 8) main.scrollTo({ top: main.scrollHeight });
  };
  requestAnimationFrame(look);
}""",
    )
