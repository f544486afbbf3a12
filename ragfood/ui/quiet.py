"""Buttons that show only a sign and still have a name for those who hear the page or point at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_STYLE = """<style>
[class*="st-key-quiet-"] button p, [class*="st-key-quiet-"] button [data-testid="stMarkdownContainer"] {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap}
[class*="st-key-quiet-"] [data-testid="stMenuButtonButton"] div[aria-hidden="true"] {display: none}
[class*="st-key-chat-"] button, [class*="st-key-hit-"] button {justify-content: flex-start; text-align: start}
[class*="st-key-chat-"] button > div, [class*="st-key-hit-"] button > div {justify-content: flex-start}
[class*="st-key-quiet-"] button {padding: .15rem .35rem; min-height: 1.9rem}
[class*="st-key-suggested"] button * {white-space: normal; text-align: start}
[class*="st-key-understood-"] button, [class*="st-key-standing-shown"] button {padding: .1rem .6rem .1rem .4rem;
  min-height: 1.8rem; border-radius: 1rem}
[data-stale="true"].st-key-stop {animation: rf-gone 0s .5s forwards}
@keyframes rf-gone {to {visibility: hidden; height: 0; overflow: hidden}}
@media (max-width: 640px) {
  [data-testid="stChatMessage"] > [data-testid^="stChatMessageAvatar"] {display: none}
}
</style>"""


def style() -> None:
    """What hides the names, and the button that stopped an answer before; once on every page that has such buttons."""
    st.html(_STYLE)


def nothing(parts: int) -> None:
    """Empty places where up to `parts` parts stood in the run before.

    What is not drawn again would stay, grey but alive, until the script ends, which it does after the running answer.
    """
    for _ in range(parts):
        st.empty()


def slot(filled: bool) -> DeltaGenerator:
    """One place for parts of which there may be any number: those after it keep theirs whether or not it is filled."""
    return st.container() if filled else st.empty()


def sign(
    name: str,
    icon: str,
    key: str,
    *,
    on_click: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
    disabled: bool = False,
) -> bool:
    """A button with an icon, called `name`."""
    pressed: bool = st.button(
        name, icon=f":material/{icon}:", key=f"quiet-{key}", type="tertiary", on_click=on_click, args=args,
        disabled=disabled, help=name,
    )  # fmt: skip
    return pressed
