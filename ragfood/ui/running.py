"""The answer being written now, and the questions that wait for its end; this script may be ended at any moment."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ragfood.answers import Answer, failed
from ragfood.answers.continuing import seam, sound_part
from ragfood.assembly import House
from ragfood.chat.turns import MOST_WAITING, Snapshot, Turn
from ragfood.conversations import Entry
from ragfood.conversations.unasked import Unasked
from ragfood.errors import StoreTrouble
from ragfood.ui import keys, quiet, scrolling
from ragfood.ui.answers import FACES, draw_answer, draw_safety, draw_sources, in_words
from ragfood.ui.asking import ask
from ragfood.ui.figures import PROVIDERS
from ragfood.ui.markup import drawable, plain
from ragfood.ui.wording import t, told

_PACE_S = 0.04
"""Between two redraws of a growing answer; faster than the eye tells apart."""


MOST_PARTS = 10
"""Parts of a finished answer with its buttons, at most; what a new version of it is written over."""


_PARTS_BELOW_SOURCES = 3
"""Of a finished answer in the same place."""


def before(turn: Turn, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries that stand above the answer of `turn`: without what it replaces or continues, and without itself,
    which is on disk a moment before the turn is at its end.
    """
    asked = turn.snapshot().asked
    for place, entry in enumerate(entries):
        if entry.number == asked:
            return entries[: place + 1]
    for place, entry in enumerate(entries):
        if entry.number == turn.aim.edits or (entry.number == turn.aim.entry and entry.role == "assistant"):
            return entries[:place]
    return entries


def draw(house: House, turn: Turn, entries: Sequence[Entry], first: Answer | None) -> None:
    """Tail `turn` to its end. `entries` are those above it, `first` is the answer that it continues."""
    _question(turn, entries)
    with st.chat_message("assistant", avatar=FACES["assistant"]):
        # as `draw_answer` has them, so that each is written over by its own at the end
        safety, _, phase, body, _, sources = (st.empty() for _ in range(6))
        stop_button(turn)
        quiet.nothing(MOST_PARTS)
    line = draw_waiting(house, turn)
    scrolling.to_the_end(turn.id)
    shown, warned = 0, False
    for snapshot in turn.snapshots(pace_s=_PACE_S):
        _phase(phase, snapshot)
        if snapshot.safety and not warned:
            warned = True
            with safety:
                draw_safety(snapshot.safety, turn.question)
        text = seam(sound_part(first.text), snapshot.text) if first else snapshot.text
        text = in_words(text, snapshot.provider, turn.question)
        if text:
            body.markdown(drawable(text, snapshot.sources or (first.sources if first else ()), "now") + " ▌")
        if len(snapshot.sources) != shown:
            shown = len(snapshot.sources)
            with sources.container():
                draw_sources(snapshot.sources, "", "now")
                quiet.nothing(_PARTS_BELOW_SOURCES)
        if house.turns.waiting(turn.conversation) != line:
            break
    st.rerun()


def stop_button(turn: Turn) -> None:
    """Ends `turn`, and the one beside it."""
    st.button(t("Stop"), key="stop", icon=":material/stop:", shortcut=keys.key(keys.STOP), on_click=turn.stop)


def draw_waiting(house: House, turn: Turn) -> Sequence[Turn]:
    """The questions that wait for the end of `turn`, each of which can be taken back."""
    line = house.turns.waiting(turn.conversation)
    for waiting in line:
        _waiting(house, waiting)
    draw_unasked(house, turn.conversation)
    quiet.nothing(MOST_WAITING)
    return line


def draw_unasked(house: House, conversation: str) -> None:
    """The questions that waited in this chat when it was left, or when the app ended; each can be asked now."""
    waiting = {turn.id for turn in house.turns.waiting(conversation)}
    try:
        left = house.conversations.queued.left(conversation, waiting)
    except StoreTrouble:
        return  # the page has said that its chats cannot be read
    for question in left:
        _unasked(house, conversation, question)


def draw_unsaved(turn: Turn, entries: Sequence[Entry]) -> None:
    """A finished answer that could not be kept: it is there for as long as this process remembers it."""
    answer = turn.snapshot().answer
    if answer is not None:
        _question(turn, entries)
        with st.chat_message("assistant", avatar=FACES["assistant"]):
            draw_answer(answer, "unsaved", turn.question)


def _question(turn: Turn, entries: Sequence[Entry]) -> None:
    asked = bool(entries) and entries[-1].role == "user" and (turn.again or entries[-1].text == turn.question)
    if not asked:
        with st.chat_message("user", avatar=FACES["user"]):
            st.markdown(plain(turn.question))
            quiet.nothing(2)  # while it waited, it could be taken back here


def _waiting(house: House, turn: Turn) -> None:
    with st.chat_message("user", avatar=":material/schedule:"):
        st.markdown(plain(turn.question))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("Waits for the answer before."), width="content")
            st.button(
                t("Take back"),
                key=f"back-{turn.id}",
                icon=":material/undo:",
                type="tertiary",
                on_click=_take_back,
                args=(house, turn),
            )


def _unasked(house: House, conversation: str, question: Unasked) -> None:
    with st.chat_message("user", avatar=":material/schedule:"):
        st.markdown(plain(question.text))
        st.caption(t("Not asked: the page was closed, or the app ended, before its turn came."))
        with st.container(horizontal=True):
            st.button(
                t("Ask it now"),
                key=f"unasked-{question.id}",
                icon=":material/send:",
                on_click=_ask_now,
                args=(house, conversation, question),
            )
            st.button(
                t("Discard it"),
                key=f"discard-{question.id}",
                icon=":material/undo:",
                type="tertiary",
                on_click=_discard,
                args=(house, question),
            )


def _ask_now(house: House, conversation: str, question: Unasked) -> None:
    def under_way() -> object:
        return house.turns.of(conversation), house.turns.waiting(conversation)

    before = under_way()
    ask(house, conversation, question.text)
    if under_way() != before:  # it was not refused
        _discard(house, question)


def _discard(house: House, question: Unasked) -> None:
    try:
        house.conversations.queued.forget(question.id)
    except StoreTrouble as trouble:
        st.toast(plain(told(str(trouble))))


def _take_back(house: House, turn: Turn) -> None:
    if not house.chat.take_back(turn):
        st.toast(t("It is being answered already."), icon=":material/info:")


def _phase(place: st.delta_generator.DeltaGenerator, snapshot: Snapshot) -> None:
    tried = [f"{PROVIDERS[a.provider]}: {told(a.sentence)}" for a in failed(snapshot.attempts)]
    writing = t("{provider} is writing", provider=PROVIDERS[snapshot.provider])
    if snapshot.provider == "offline":
        writing = t("The collection is read back")
    where = writing if snapshot.text and snapshot.provider else told(snapshot.phase)
    place.caption(plain(" → ".join([*tried, f"{where}…"])))
