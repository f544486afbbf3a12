"""Whose browser this is: an unguessable id in a cookie, so that a person finds their chats again and nobody else's."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from ragfood.assembly import House
from ragfood.conversations.shelf import is_visitor_id, new_visitor_id
from ragfood.errors import StoreTrouble
from ragfood.ui import keys, wording

_COOKIE = "ragfood_visitor"
_PLACE = "visitor-memory"


def visitor_id() -> str:
    """The id that this browser sent, else a new one, the same for the whole session."""
    if "visitor" not in st.session_state:
        sent = st.context.cookies.get(_COOKIE)
        st.session_state["visitor"] = sent if is_visitor_id(sent) else new_visitor_id()
    return str(st.session_state["visitor"])


def remember(house: House) -> None:
    """Let the browser keep the id and what was chosen. An id that it knows already is taken instead of a new one."""
    chosen = {wording.COOKIE: wording.chosen(), keys.COOKIE: keys.kept()}
    kept = {"visitor": visitor_id(), "name": _COOKIE, "chosen": {name: each for name, each in chosen.items() if each}}
    _memory()(data=kept, key=_PLACE, on_known_change=lambda: _take_known(house))


def _take_known(house: House) -> None:
    known = getattr(st.session_state.get(_PLACE), "known", None)
    if not is_visitor_id(known) or known == visitor_id():
        return
    try:
        house.conversations.shelf.adopt(visitor_id(), str(known))
    except StoreTrouble:
        return  # the chats stay with the id of this session, which shows them
    st.session_state["visitor"] = known
    st.session_state.pop("standing", None)  # what holds for the known one is read anew


@lru_cache(maxsize=1)
def _memory() -> Any:
    return st.components.v2.component(
        "ragfood_visitor",
        html="<span></span>",
        css=":host{display:none}",
        js="""export default function (component) {
  const { name, visitor } = component.data, shape = /^[A-Za-z0-9_-]{22}$/;
  let kept = "";
  try { kept = localStorage.getItem(name) || ""; } catch {}
  const cookie = (document.cookie.split("; ").find((each) => each.startsWith(name + "=")) || "").slice(name.length + 1);
  const id = [cookie, kept].find((each) => shape.test(each)) || visitor;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${id}; path=/; max-age=34560000; samesite=strict${secure}`;
  try { localStorage.setItem(name, id); } catch {}
  for (const [name, value] of Object.entries(component.data.chosen))
    document.cookie = `${name}=${value}; path=/; max-age=34560000; samesite=strict${secure}`;
  if (id !== visitor) component.setTriggerValue("known", id);
}""",
    )
