"""Keys: what they do, where that is listed, and the switch that turns them off."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from ragfood.ui.wording import t

NEW_CHAT = "Ctrl+Shift+O"
STOP = "Esc"
HELP = "F1"
COOKIE = "ragfood_keys"
"""In which the browser keeps that they are off."""
_OFF = "keys-off"
_LISTED = "keys-listed"


def key(name: str) -> str | None:
    """`name` as a shortcut of a button; None while keys are switched off."""
    return None if _off() else name


def kept() -> str:
    """What the browser is to keep of the switch, "" where it need not."""
    return "off" if _off() else "on" if st.context.cookies.get(COOKIE) else ""


def _off() -> bool:
    if _OFF not in st.session_state:
        st.session_state[_OFF] = st.context.cookies.get(COOKIE) == "off"
    return bool(st.session_state[_OFF])


def draw() -> None:
    """The button that opens the list, and the key that leads to the question box."""
    name = t("Keyboard")
    st.button(name, icon=":material/keyboard:", type="tertiary", key="keys-help", shortcut=key(HELP), on_click=_open)
    if st.session_state.get(_LISTED):  # a page that draws itself anew would close a dialog that is drawn only once
        st.dialog(name, on_dismiss=_close)(_list)()
    if not _off():
        _focus()(key="keys-focus")


def _open() -> None:
    st.session_state[_LISTED] = True


def _close() -> None:
    st.session_state.pop(_LISTED, None)


def _list() -> None:
    rows = (
        ("Enter", t("send the question")),
        ("Shift + Enter", t("a new line in the question")),
        ("/", t("go to the question box")),
        (STOP, t("stop the answer; what was written is kept")),
        (NEW_CHAT.replace("+", " + "), t("new chat")),
        (HELP, t("this list, outside of boxes for text")),
    )
    st.markdown("\n".join(f"- `{name}` — {does}" for name, does in rows))
    st.toggle(
        t("Keys are on"),
        value=not _off(),
        key="keys-on",
        on_change=_switch,
        help=t("Enter and Shift + Enter always work."),
    )


def _switch() -> None:
    st.session_state[_OFF] = not st.session_state["keys-on"]


@lru_cache(maxsize=1)
def _focus() -> Any:
    return st.components.v2.component(
        "ragfood_focus",
        html="<span></span>",
        css=":host{display:none}",
        js="""export default function () {
  const typing = (place) => place && (place.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName));
  const hear = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const box = document.querySelector('[data-testid="stChatInputTextArea"]');
    if (box) { event.preventDefault(); box.focus(); }
  };
  document.addEventListener("keydown", hear);
  return () => document.removeEventListener("keydown", hear);
}""",
    )
