"""The conversation on the page: what was asked and answered, and the answer being written now."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ragfood.answers import Answer
from ragfood.assembly import House
from ragfood.conversations import Entry, new_conversation_id
from ragfood.errors import QuestionRefused, RagFoodError, StoreTrouble
from ragfood.turns import Snapshot, Turn
from ragfood.ui.answers import copy_button, draw_answer, draw_sources
from ragfood.ui.figures import PROVIDERS
from ragfood.ui.frame import warm_up
from ragfood.ui.markup import drawable, plain
from ragfood.ui.sidebar import mode_of

_FACES = {"user": ":material/person:", "assistant": ":material/restaurant:"}
_PACE_S = 0.04
"""Between two redraws of a growing answer; faster than the eye tells apart."""

CONTINUE = "Please continue your answer where it broke off."

STARTERS = (
    "Healthy breakfast options",
    "Spicy Asian food",
    "What is high in protein?",
    "Mediterranean diet dishes",
    "Quick dinner ideas",
    "A vegan stew from Africa",
)


def conversation_id() -> str:
    """The id in the page's address; a new one is put there on the first visit."""
    given = str(st.query_params.get("c", ""))
    if not given or len(given) > 64:
        # Back from another page of the same visit it is the chat that was left, which may still be answered.
        given = st.session_state.get("conversation") or new_conversation_id()
        st.query_params["c"] = given
    if st.session_state.get("conversation") != given:
        st.session_state["conversation"] = given
    return given


def draw(house: House, typed: str | None) -> None:
    """The whole chat: history, starter questions and the running answer. `typed` is a question just sent."""
    conversation = conversation_id()
    turn = house.turns.of(conversation)
    try:
        entries = house.conversations.entries(conversation)
    except StoreTrouble as trouble:
        st.warning(str(trouble))
        entries = []
    starters = st.empty()
    if not entries and turn is None:
        with starters.container():
            _draw_starters(house, conversation)
    _draw_entries(house, conversation, entries, busy=turn is not None and turn.running)
    shown_already = turn is not None and turn.snapshot().entry in {entry.number for entry in entries}
    if typed:
        _ask(house, conversation, typed)
    warm_up(house)
    if turn is not None and not shown_already:
        _draw_running(turn, entries)


def _ask(house: House, conversation: str, question: str, *, mode: str | None = None, again: bool = False) -> None:
    try:
        house.chat.ask(question, conversation=conversation, mode=mode or mode_of(house), again=again)
    except QuestionRefused as refused:
        st.toast(f"{refused.happened} {refused.remedy}", icon=":material/info:")
        return
    st.rerun()


def _draw_starters(house: House, conversation: str) -> None:
    st.markdown("#### What would you like to know about food?")
    st.caption(
        f"Answers rest on {house.index.status().foods} foods and dishes, and say which. "
        "They are no medical advice: with an allergy, ask whoever cooks."
    )
    _what_would_help(house)
    columns = st.columns(2)
    for number, question in enumerate(STARTERS):
        if columns[number % 2].button(question, key=f"starter-{number}", width="stretch"):
            _ask(house, conversation, question)


@st.fragment(run_every=2)
def _what_would_help(house: House) -> None:
    states = {badge.provider: badge.state for badge in house.board.badges()}
    if any(state in ("ready", "checking") for state in states.values()):
        return
    st.info(
        "Answers come straight from the collection now. For written ones put a Groq key "
        "([free here](https://console.groq.com/keys)) into `.env`, or start Ollama with `ollama serve`."
    )


def _draw_entries(house: House, conversation: str, entries: Sequence[Entry], *, busy: bool) -> None:
    question = ""
    for entry in entries:
        with st.chat_message(entry.role, avatar=_FACES[entry.role]):
            if entry.role == "user":
                question = entry.text
                st.markdown(plain(entry.text))
            else:
                answer = entry.answer or Answer(entry.text)
                draw_answer(answer, f"s{entry.number}", question)
                last = entry is entries[-1] and not busy
                _draw_actions(house, conversation, entry, answer, question, last=last)


def _draw_actions(house: House, conversation: str, entry: Entry, answer: Answer, question: str, *, last: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if answer.text:
            st.feedback(
                "thumbs",
                key=f"thumb-{entry.number}",
                default=None if entry.liked is None else int(entry.liked),
                on_change=_rate,
                args=(house, entry.number),
            )
            copy_button(answer.text, f"copy-{entry.number}")
        if last:
            _draw_again(house, conversation, entry, answer, question)


def _draw_again(house: House, conversation: str, entry: Entry, answer: Answer, question: str) -> None:
    asked = answer.provider or (answer.attempts[-1].provider if answer.attempts else "")
    for provider in ("groq", "ollama"):
        if provider != asked and _again_button(f"{provider}-{entry.number}", _instead(provider, answer), answer.failed):
            _ask(house, conversation, question, mode=provider, again=True)
    if _again_button(f"again-{entry.number}", "Try again" if answer.failed else "Again"):
        _ask(house, conversation, question, again=True)
    if answer.interrupted and asked and _again_button(f"on-{entry.number}", f"Continue with {PROVIDERS[asked]}"):
        _ask(house, conversation, CONTINUE, mode=asked)


def _instead(provider: str, answer: Answer) -> str:
    return f"Ask {PROVIDERS[provider]} instead" if answer.failed else f"Ask {PROVIDERS[provider]}"


def _again_button(key: str, label: str, primary: bool = False) -> bool:
    return st.button(label, key=key, type="primary" if primary else "tertiary")


def _rate(house: House, number: int) -> None:
    value = st.session_state.get(f"thumb-{number}")
    try:
        house.conversations.rate(number, None if value is None else bool(value))
    except RagFoodError as trouble:
        st.toast(str(trouble))


def _draw_running(turn: Turn, entries: Sequence[Entry]) -> None:
    """Tail the answer that a background thread is writing; this script may be ended at any moment."""
    written = bool(entries) and (entries[-1].role == "user" or turn.again)
    if not written:
        with st.chat_message("user", avatar=_FACES["user"]):
            st.markdown(plain(turn.question))
    with st.chat_message("assistant", avatar=_FACES["assistant"]):
        phase, body, sources = st.empty(), st.empty(), st.empty()
        st.button("Stop", key="stop", icon=":material/stop:", shortcut="Esc", on_click=turn.stop)
        shown = 0
        for snapshot in turn.snapshots(pace_s=_PACE_S):
            _draw_phase(phase, snapshot)
            if snapshot.text:
                body.markdown(drawable(snapshot.text, snapshot.sources, "now") + " ▌")
            if len(snapshot.sources) != shown:
                shown = len(snapshot.sources)
                with sources.container():
                    draw_sources(snapshot.sources, "", "now")
    st.rerun()


def _draw_phase(place: st.delta_generator.DeltaGenerator, snapshot: Snapshot) -> None:
    tried = [f"{PROVIDERS[a.provider]}: {a.sentence}" for a in snapshot.attempts if a.outcome == "declined"]
    where = f"{PROVIDERS[snapshot.provider]} is writing" if snapshot.text and snapshot.provider else snapshot.phase
    place.caption(plain(" → ".join([*tried, f"{where}…"])))
