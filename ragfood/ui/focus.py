"""Where the keys and eyes go when another chat is opened: into the box for questions, past the sidebar on a phone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st


def to_the_box(conversation: str, *, empty: bool) -> None:
    """Once for each empty chat that follows another in the same tab. Not on a phone, where a keyboard would come up:
    there the sidebar goes away that covers the chat.
    """
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
  const fold = document.querySelector('[data-testid="stSidebarCollapseButton"] button[aria-expanded="true"]');
  if (fold && before && before !== chat && matchMedia("(max-width: 768px)").matches) fold.click();
  if (!empty || !before || before === chat || !matchMedia("(pointer: fine)").matches) return;
  const typing = document.activeElement && document.activeElement.matches("input, textarea");
  const box = document.querySelector('[data-testid="stChatInputTextArea"]');
  if (box && !typing) box.focus({ preventScroll: true });
}""",
    )
