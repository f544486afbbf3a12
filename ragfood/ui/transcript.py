"""The conversation on the page: what was asked and answered, and the answer being written now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from ragfood.answers import Answer
from ragfood.assembly import House
from ragfood.chat.turns import Turn
from ragfood.conversations import Entry
from ragfood.conversations.shelf import Listed
from ragfood.errors import StoreTrouble
from ragfood.ui import both, focus, running
from ragfood.ui import entries as drawn
from ragfood.ui.answers import FACES
from ragfood.ui.asking import ask, conversation_id
from ragfood.ui.frame import warm_up
from ragfood.ui.markup import drawable, plain
from ragfood.ui.visitor import visitor_id
from ragfood.ui.wording import t, told

_AT_ONCE = 20
"""Entries drawn of a long chat, and how many more each wish for earlier ones brings: each costs a few milliseconds."""


def draw(house: House) -> None:
    """The whole chat: history, starter questions and the running answer."""
    conversation = conversation_id()
    turn = house.turns.of(conversation)
    state = _state(house, conversation)
    busy = turn is not None and turn.under_way
    entries, chat = _read(house, conversation, busy=busy)
    above = running.before(turn, entries) if turn is not None and busy else entries
    starters = st.empty()
    empty = not above and turn is None and not (chat and chat.deleted)
    if empty:
        with starters.container():
            _draw_starters(house, conversation)
    if chat:
        _standing(house, chat)
    pair = turn if turn and turn.pair and not busy and _ends_with(turn, entries) else None
    drawn.draw(house, conversation, _window(conversation, above), busy=busy, pair=pair)
    warm_up(house)
    if turn is not None and busy:
        continued = next((each.answer for each in entries if turn.continues and each.number == turn.aim.entry), None)
        _draw_running(house, turn, above, continued)
    elif turn is not None and turn.snapshot().entry is None:
        running.draw_unsaved(turn, above)
    elif entries and entries[-1].role == "user":
        _unanswered(house, conversation, entries[-1])
    if not busy:
        running.draw_unasked(house, conversation)
    focus.to_the_box(conversation, empty=empty)
    _watch(house, conversation, turn, state)


def _draw_running(house: House, turn: Turn, above: Sequence[Entry], continued: Answer | None) -> None:
    if turn.pair:
        both.draw_running(house, turn)
    else:
        running.draw(house, turn, above, continued)


def _ends_with(turn: Turn, entries: Sequence[Entry]) -> bool:
    """Whether the last of `entries` is an answer of `turn` or of the one beside it."""
    made = {each.snapshot().entry for each in (turn, turn.pair) if each}
    return bool(entries) and entries[-1].number in made


def _read(house: House, conversation: str, *, busy: bool) -> tuple[Sequence[Entry], Listed | None]:
    """The branch on the page, with what a crash left of its last answer, and the chat's place on the shelf."""
    chats, visitor = house.conversations, visitor_id()
    try:
        chat = chats.shelf.look(conversation, visitor)
        if chat and not chat.mine:
            chats.shelf.claim(visitor, conversation)
            chat = chats.shelf.look(conversation, visitor)
        if chat and chat.deleted:
            return (), chat
        entries = chats.entries(conversation)
        if entries and not busy and chats.drafts.recover(conversation):
            entries = chats.entries(conversation)
        return entries, chat
    except StoreTrouble as trouble:
        st.warning(plain(told(str(trouble))))
        return (), None


def _standing(house: House, chat: Listed) -> None:
    """What is to be known of a chat that is not simply one's own."""
    if chat.deleted:
        st.warning(t("This chat is deleted."))
        if chat.mine:
            back = partial(house.conversations.shelf.restore, visitor_id(), chat.conversation)
            st.button(t("Bring it back"), icon=":material/undo:", on_click=back)
    elif not chat.mine:
        st.caption(t(":material/link: You came by a link to somebody else's chat: they see what is asked here."))
    elif chat.imported:
        st.caption(t(":material/upload_file: From a file: what it says of models, costs and foods was not checked."))


def _window(conversation: str, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The last entries, and above them a button for earlier ones; a whole answer with its question."""
    wished = st.session_state.get("earlier", ("", 0))
    most = _AT_ONCE + (wished[1] if wished[0] == conversation else 0)
    where, number = st.session_state.get("show-entry", ("", 0))
    if where == conversation:
        place = next((n for n, entry in enumerate(entries) if entry.number == number), len(entries))
        most = max(most, len(entries) - place + 1)
    if len(entries) <= most:
        return entries
    st.button(
        t("Show earlier messages ({n} more)", n=len(entries) - most),
        icon=":material/expand_less:",
        key="earlier-messages",  # its label changes with every message
        on_click=_show_earlier,
        args=(conversation, most),
    )
    return entries[-most:]


def _show_earlier(conversation: str, shown: int) -> None:
    st.session_state["earlier"] = (conversation, shown)


def _draw_starters(house: House, conversation: str) -> None:
    st.markdown(f"#### {t('What would you like to know about food?')}")
    st.caption(
        t(
            "Answers rest on {n} foods and dishes, and say which. "
            "They are no medical advice: with an allergy, ask whoever cooks.",
            n=house.index.status().foods,
        )
    )
    _what_would_help(house)
    columns = st.columns(2)
    for number, question in enumerate(_starters()):
        columns[number % 2].button(
            question, key=f"starter-{number}", width="stretch", on_click=ask, args=(house, conversation, question)
        )


def _starters() -> Sequence[str]:
    return (
        t("Healthy breakfast options"),
        t("Spicy Asian food"),
        t("What is high in protein?"),
        t("Mediterranean diet dishes"),
        t("Quick dinner ideas"),
        t("A vegan stew from Africa"),
    )


@st.fragment(run_every=2)
def _what_would_help(house: House) -> None:
    states = {badge.provider: badge.state for badge in house.board.badges()}
    if any(state in ("ready", "checking") for state in states.values()):
        return
    st.info(
        t(
            "Answers come straight from the collection now. For written ones put a Groq key "
            "([free here](https://console.groq.com/keys)) into `.env`, or start Ollama (`ollama serve`) with a model."
        )
    )


def _unanswered(house: House, conversation: str, entry: Entry) -> None:
    """A question without an answer: another process writes one, or it was lost before there was a word of it."""
    try:
        elsewhere = house.conversations.drafts.elsewhere(conversation)
    except StoreTrouble:
        elsewhere = None
    with st.chat_message("assistant", avatar=FACES["assistant"]):
        if elsewhere is not None:
            st.caption(t("Being written by another process of this app…"))
            st.markdown(drawable(elsewhere.text, elsewhere.sources, "now"))
            return
        st.caption(t("This question has no answer yet."))
        drawn.again(house, conversation, entry.number, Answer("", trouble=" "), entry.text)


def _state(house: House, conversation: str) -> object:
    try:
        elsewhere = house.conversations.drafts.elsewhere(conversation)
        return house.conversations.stamp(conversation), elsewhere
    except StoreTrouble:
        return None


@st.fragment(run_every=3)
def _watch(house: House, conversation: str, turn: Turn | None, state: object) -> None:
    """Draw the page again when another tab or browser has gone on with this chat."""
    if house.turns.of(conversation) is not turn or _state(house, conversation) != state:
        st.rerun()
