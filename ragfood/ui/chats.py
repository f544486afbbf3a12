"""The chats in the sidebar: a visitor's own, listed, searched, named, pinned, saved, deleted and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from ragfood.assembly import House
from ragfood.conversations import new_conversation_id
from ragfood.conversations.files import LARGEST_FILE
from ragfood.conversations.folding import Part
from ragfood.conversations.shelf import LONGEST_TITLE, Hit, Listed
from ragfood.errors import RagFoodError, StoreTrouble
from ragfood.ui import keys, quiet, visitor
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_SHOWN = 15
_OPEN = "chat-options"
"""Which chat's options are open, and which of them: (conversation, "rename" or "save")."""
_GONE = "chat-deleted"


def new_chat() -> None:
    """The button for a new chat."""
    new = t("New chat")
    if st.button(new, icon=":material/add:", width="stretch", key="new-chat", shortcut=keys.key(keys.NEW_CHAT)):
        open_chat(new_conversation_id())


def draw(house: House) -> None:
    """The search, and the list or what was found."""
    quiet.style()
    try:
        _undo(house)
        mine = house.conversations.shelf.chats(visitor.visitor_id())
        if mine:
            wanted = st.text_input(
                t("Search chats"), key="chat-search", placeholder=t("Search chats"), label_visibility="collapsed",
                icon=":material/search:", live=True,
            )  # fmt: skip
            _found(house, wanted) if wanted.strip() else _listed(house, mine)
        _take_in(house)
    except StoreTrouble as trouble:
        st.warning(plain(told(str(trouble))))
    visitor.remember(house)
    keys.draw()


def open_chat(conversation: str) -> None:
    """Go to a chat, from whatever page."""
    st.switch_page("app.py", query_params={"c": conversation})


def forget(house: House, conversation: str) -> None:
    """Delete a chat, with its running answer stopped, and offer to bring it back."""
    turn = house.turns.of(conversation)
    if turn is not None:
        turn.stop()
    chat = house.conversations.shelf.look(conversation, visitor.visitor_id())
    house.conversations.shelf.delete(visitor.visitor_id(), conversation)
    st.session_state[_GONE] = chat
    if st.query_params.get("c") == conversation or st.session_state.get("conversation") == conversation:
        st.session_state["conversation"] = new_conversation_id()
        open_chat(st.session_state["conversation"])
    st.rerun()


def _undo(house: House) -> None:
    gone: Listed | None = st.session_state.get(_GONE)
    if gone is None:
        return
    with st.container(border=True, key="chat-undo"):
        st.markdown(t("“{title}” is deleted.", title=plain(gone.title)))
        with st.container(horizontal=True):
            if st.button(t("Undo"), key="undo-delete", icon=":material/undo:"):
                house.conversations.shelf.restore(visitor.visitor_id(), gone.conversation)
                del st.session_state[_GONE]
                open_chat(gone.conversation)
            st.button(t("Close"), key="undo-close", type="tertiary", on_click=_forget_undo)


def _forget_undo() -> None:
    st.session_state.pop(_GONE, None)


def _listed(house: House, mine: Sequence[Listed]) -> None:
    everything = st.session_state.get("chats-all", False)
    heading = ""
    for chat in mine if everything else mine[:_SHOWN]:
        group = _group(house, chat)
        if group != heading:
            st.caption(group)
            heading = group
        _row(house, chat)
    if len(mine) > _SHOWN and not everything:
        label = t("Show all {n} chats", n=len(mine))
        st.button(label, key="show-all-chats", type="tertiary", on_click=_show_all)


def _show_all() -> None:
    st.session_state["chats-all"] = True


def _group(house: House, chat: Listed) -> str:
    if chat.pinned:
        return t("Pinned")
    zone = _zone()
    today = house.clock.now().astimezone(zone).date()
    day = datetime.fromtimestamp(chat.changed, zone).date()
    if day >= today:
        return t("Today")
    return t("Yesterday") if day == today - timedelta(days=1) else t("Earlier")


def _zone() -> ZoneInfo | None:
    """The visitor's own time zone, which decides what their today is; None for the server's."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, OSError, KeyError):
        return None


def _row(house: House, chat: Listed) -> None:
    here = chat.conversation == st.query_params.get("c")
    open_, what = st.session_state.get(_OPEN, ("", ""))
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", wrap=False):
        label = f"**{plain(chat.title)}**" if here else plain(chat.title)
        key = f"chat-{chat.conversation}"
        if st.button(label, key=key, type="tertiary", width="stretch", wrap=False, help=plain(chat.title)):
            open_chat(chat.conversation)
        _menu(house, chat)
    if open_ == chat.conversation:
        _rename(house, chat) if what == "rename" else _save(house, chat)


def _menu(house: House, chat: Listed) -> None:
    names = {
        "rename": t("Rename"),
        "pin": t("Unpin") if chat.pinned else t("Pin"),
        "save": t("Save as a file"),
        "delete": t("Delete"),
    }
    chosen = st.menu_button(
        t("Options of {title}", title=plain(chat.title)),
        list(names),
        format_func=names.__getitem__,
        key=f"quiet-menu-{chat.conversation}",
        icon=":material/more_horiz:",
        type="tertiary",
    )
    if chosen == "delete":
        forget(house, chat.conversation)
    elif chosen == "pin":
        house.conversations.shelf.pin(visitor.visitor_id(), chat.conversation, not chat.pinned)
        st.rerun()
    elif chosen:
        st.session_state[_OPEN] = (chat.conversation, chosen)
        st.rerun()


def _rename(house: House, chat: Listed) -> None:
    with st.form(f"rename-{chat.conversation}", border=False):
        st.text_input(t("New name"), value=chat.title, max_chars=LONGEST_TITLE, key="new-title")
        with st.container(horizontal=True):
            keeps = partial(_keep_title, house, chat.conversation)
            st.form_submit_button(t("Save"), type="primary", on_click=keeps)
            st.form_submit_button(t("Cancel"), type="tertiary", on_click=_close_options)


def _keep_title(house: House, conversation: str) -> None:
    _close_options()
    try:
        house.conversations.shelf.rename(visitor.visitor_id(), conversation, st.session_state["new-title"])
    except RagFoodError as trouble:
        st.toast(plain(str(trouble)))


def _save(house: House, chat: Listed) -> None:
    files, name = house.conversations.files, _file_name(chat.title)
    with st.container(horizontal=True):
        st.download_button(
            "Markdown", lambda: files.as_markdown(chat.conversation), f"{name}.md", "text/markdown",
            key="save-md", on_click="ignore", help=t("For reading: what is shown of this chat."),
        )  # fmt: skip
        st.download_button(
            "JSON", lambda: files.as_json(chat.conversation), f"{name}.json", "application/json",
            key="save-json", on_click="ignore", help=t("For keeping: all of it; it can be taken in again."),
        )  # fmt: skip
        st.button(t("Close"), key="save-close", type="tertiary", on_click=_close_options)


def _close_options() -> None:
    st.session_state.pop(_OPEN, None)


def _file_name(title: str) -> str:
    kept = "".join(c if c.isalnum() else "-" for c in title).strip("-")
    return "-".join(filter(None, kept.split("-")))[:60] or "chat"


def _found(house: House, wanted: str) -> None:
    hits = house.conversations.shelf.search(visitor.visitor_id(), wanted)
    if not hits:
        st.caption(t("No chat holds all of these words."))
    for hit in hits:
        if st.button(plain(hit.title), key=f"hit-{hit.conversation}", type="tertiary", width="stretch", wrap=False):
            _open_at(house, hit)
        if hit.entry is not None:
            st.caption("".join(map(_part, hit.snippet)))


def _part(part: Part) -> str:
    text = plain(part.text)
    return f":primary[**{text}**]" if part.hit and text.strip() else text


def _open_at(house: House, hit: Hit) -> None:
    if hit.entry is not None:
        house.conversations.turn_to(hit.conversation, hit.entry)
        st.session_state["show-entry"] = (hit.conversation, hit.entry)
    open_chat(hit.conversation)


def _take_in(house: House) -> None:
    with st.popover(t("Open a saved chat"), icon=":material/upload_file:", type="tertiary", width="stretch"):
        round_ = st.session_state.setdefault("chat-file-round", 0)
        given = st.file_uploader(t("A chat saved as JSON"), "json", key=f"chat-file-{round_}", max_upload_size=5)
        if given is None:
            return
        try:
            conversation = house.conversations.files.take_in(visitor.visitor_id(), given.read(LARGEST_FILE + 1))
        except RagFoodError as trouble:
            st.error(plain(told(str(trouble))))
            return
        st.session_state["chat-file-round"] = round_ + 1
        open_chat(conversation)
