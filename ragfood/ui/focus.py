"""Where the keys go: into the box for questions when a new chat is begun, so that one can type at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st


def to_the_box(conversation: str, *, empty: bool) -> None:
    """Once for each empty chat that follows another in the same tab; not on a phone, where a keyboard would come up."""
    _component()(data={"chat": conversation, "empty": empty}, key="focus-box")


@lru_cache(maxsize=1)
def _component() -> Any:
    return st.components.v2.component(
        "ragfood_empty_chat",
        html="<span></span>",
        css=":host{display:none}",
        js="""export default function (component) {
  const before = document.body.dataset.chat, { chat, empty } = component.data;
  document.body.dataset.chat = chat;
  if (!empty || !before || before === chat || !matchMedia("(pointer: fine)").matches) return;
  const typing = document.activeElement && document.activeElement.matches("input, textarea");
  const box = document.querySelector('[data-testid="stChatInputTextArea"]');
  if (box && !typing) box.focus({ preventScroll: true });
}""",
    )
