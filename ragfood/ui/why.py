"""Why an answer is as it is: its steps with their times, what was understood and hidden, and the exact prompt."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from ragfood.answers import Answer
from ragfood.assembly import House
from ragfood.circuit import span
from ragfood.errors import StoreTrouble
from ragfood.ui.answers import outcome_name
from ragfood.ui.figures import PROVIDERS, seconds
from ragfood.ui.food_words import demanded
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_OPEN = "prompt-shown"


def draw(house: House, answer: Answer, number: int) -> None:
    """The quiet button below an answer; `number` is that of its entry."""
    with st.popover(t("Why this answer"), icon=":material/route:", type="tertiary"):
        st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(_steps(answer), 1)))
        if answer.provider not in ("", "offline"):
            st.button(t("Show the exact prompt"), key=f"prompt-{number}", on_click=_open, args=(number,))
    if st.session_state.get(_OPEN) == number:
        st.dialog(t("What the model was sent"), width="large", on_dismiss=_close)(_prompt)(house, number)


def _steps(answer: Answer) -> Iterator[str]:
    if answer.understood:
        yield t("Understood: {chips}", chips=plain(", ".join(demanded(chip) for chip in answer.understood)))
    found = t("Searched for “{text}”: {n} foods", text=plain(answer.searched_for), n=len(answer.sources))
    yield f"{found} · {seconds(answer.timings.retrieval)}"
    if answer.hidden:
        reasons = ", ".join(f"{each.foods} {told(each.reason)}" for each in answer.hidden)
        yield t("Hidden by what was demanded: {told}", told=plain(reasons))
    for attempt in answer.attempts:
        who = f"{PROVIDERS[attempt.provider]} {attempt.model if attempt.model != 'none' else ''}".strip()
        took = seconds(attempt.seconds) if attempt.seconds < 60 else span(attempt.seconds)
        yield (
            plain(f"{who}: {outcome_name(attempt.outcome)}{' · ' + told(attempt.sentence) if attempt.sentence else ''}")
            + f" · {took}"
        )
    if answer.cached:
        yield t("Taken from the answers already paid for")
    first, total = answer.timings.first_token, seconds(answer.timings.total)
    if answer.failed:
        yield t("Given up after {total}", total=total)
    elif first is None:
        yield t("All of it after {total}", total=total)
    else:
        yield t("First word after {first}, all of it after {total}", first=seconds(first), total=total)


def _open(number: int) -> None:
    st.session_state[_OPEN] = number


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _prompt(house: House, number: int) -> None:
    try:
        messages = house.conversations.prompt_of(number)
    except StoreTrouble as trouble:
        st.warning(plain(told(str(trouble))))
        return
    if not messages:
        st.caption(t("It is not kept for this answer."))
    for message in messages:
        st.caption(message.role)
        st.code(message.content, language=None, wrap_lines=True)
