"""The tour: six steps that show the app to others, each with a button that takes it and a mark once it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

import streamlit as st

from ragfood.assembly import House
from ragfood.chat.turns import Aim
from ragfood.conversations import Entry, new_conversation_id
from ragfood.errors import QuestionRefused, StoreTrouble
from ragfood.ui import attendance, drill, standing
from ragfood.ui.markup import plain
from ragfood.ui.visitor import visitor_id
from ragfood.ui.wording import t, told

_DONE = "tour-done"
_CHAT = "tour-chat"


@dataclass(frozen=True)
class _Step:
    name: str
    says: str
    button: str
    take: Callable[[], None]
    seen: bool
    """It shows in the chat, or the button was pressed, that this step is done."""


def draw(house: House) -> None:
    """The steps in order, with what is done, and a way to begin again."""
    st.title(t("A tour in six steps"))
    if house.practice is None:
        st.info(t("The drill needs the practice vendors: start the app with RAGFOOD_DEMO=1. All else works as it is."))
    steps = _steps(house)
    done = sum(step.seen for step in steps)
    st.progress(done / len(steps), text=t("{done} of {all} steps done", done=done, all=len(steps)))
    for number, step in enumerate(steps, 1):
        with st.container(border=True):
            mark = ":green[:material/check_circle:]" if step.seen else ":material/radio_button_unchecked:"
            st.markdown(f"## {mark} {number}. {step.name}")
            st.markdown(step.says)
            if st.button(step.button, key=f"tour-{number}", type="secondary" if step.seen else "primary"):
                step.take()
    if st.button(t("Begin the tour again"), icon=":material/restart_alt:"):
        _reset(house)


def _steps(house: House) -> list[_Step]:
    pressed: set[str] = st.session_state.setdefault(_DONE, set())
    return [*_in_the_chat(house, pressed), *_on_other_pages(pressed)]


def _in_the_chat(house: House, pressed: Collection[str]) -> list[_Step]:
    answers = [entry.answer for entry in _entries(house) if entry.answer]
    providers = {answer.provider for answer in answers if answer.provider != "offline"}
    return [
        _Step(
            t("Ask"),
            t("A question is answered from the collection, with the foods it rests on and a line on what it took."),
            t("Ask what a tagine is"),
            partial(_ask, house, t("What is a Moroccan tagine?")),
            bool(answers),
        ),
        _Step(
            t("Open a citation"),
            t("Every number in an answer leads to its passage. Open one below the answer."),
            t("Go to the answer"),
            partial(_go, "app.py", "citation"),
            "citation" in pressed,
        ),
        _Step(
            t("Switch the provider"),
            t("The same chat goes on with Ollama on this machine. The switch is in the sidebar."),
            t("Ask the next question of Ollama"),
            partial(_ask, house, t("Which Thai dishes are vegan?"), "ollama"),
            "ollama" in providers,
        ),
        _Step(
            t("Drill a failure"),
            t("Groq refuses the next question with a 429. Watch who answers instead, and why."),
            t("Let Groq refuse, and ask"),
            partial(_drill, house),
            any(answer.fell for answer in answers),
        ),
    ]


def _on_other_pages(pressed: Collection[str]) -> list[_Step]:
    return [
        _Step(
            t("Compare"),
            t("The same questions to both providers, side by side, with times and costs."),
            t("Open the comparison"),
            partial(_go, "pages/2_Compare.py", "compare"),
            "compare" in pressed,
        ),
        _Step(
            t("Watch the costs"),
            t("What the month has cost, where it is heading, and what the budget does about it."),
            t("Open the costs"),
            partial(_go, "pages/1_Costs.py", "costs"),
            "costs" in pressed,
        ),
    ]


def _chat() -> str:
    if _CHAT not in st.session_state:
        st.session_state[_CHAT] = new_conversation_id()
    return str(st.session_state[_CHAT])


def _entries(house: House) -> list[Entry]:
    try:
        return house.conversations.entries(_chat())
    except StoreTrouble as trouble:
        st.warning(plain(told(str(trouble))))
        return []


def _ask(house: House, question: str, mode: str = "auto") -> None:
    try:
        holds = standing.demands(house)
        turn = house.chat.ask(question, conversation=_chat(), mode=mode, aim=Aim(visitor_id()), standing=holds)
    except QuestionRefused as refused:
        st.toast(told(str(refused)))
        return
    attendance.keep_turn(house, turn)
    _go("app.py")


def _drill(house: House) -> None:
    drill.make(house, "rate limit")
    _ask(house, t("What is a good breakfast in Japan?"))


def _go(page: str, step: str = "") -> None:
    if step:
        st.session_state[_DONE].add(step)
    st.switch_page(page, query_params={"c": _chat()} if page == "app.py" else {})


def _reset(house: House) -> None:
    drill.recover(house)
    for name in (_DONE, _CHAT):
        st.session_state.pop(name, None)
    st.rerun()
