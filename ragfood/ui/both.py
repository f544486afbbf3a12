"""The same question over the same foods, answered by Groq and by Ollama side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ragfood.answers import Answer
from ragfood.assembly import House
from ragfood.chat.turns import Turn
from ragfood.ui import quiet, running, scrolling
from ragfood.ui.answers import FACES, draw_ending, draw_grounds, draw_premises, draw_stored, draw_words
from ragfood.ui.figures import PROVIDERS, answer_line, dollars
from ragfood.ui.markup import drawable, plain
from ragfood.ui.wording import t, told

_PACE_S = 0.06
_TOLD_FASTER = 1.2
"""How many times faster one answer must be for that to be said: it is one answer of each."""
_BEFORE_WORDS = 1
"""Parts above both answers, which stand where one answer alone has nothing: its words come when they are gone."""


def draw_running(house: House, turn: Turn) -> None:
    """Tail `turn` and the one beside it until both have ended; this script may be ended at any moment."""
    pair = _pair(turn)
    with st.chat_message("assistant", avatar=FACES["assistant"]):
        quiet.nothing(_BEFORE_WORDS)
        places = [(each, *_place(each, column)) for each, column in zip(pair, st.columns(2, gap="medium"), strict=True)]
        running.stop_button(turn)
        quiet.nothing(running.MOST_PARTS)
    line = running.draw_waiting(house, turn)
    scrolling.to_the_end(turn.id)
    while turn.under_way and house.turns.waiting(turn.conversation) == line:
        for each, phase, body in places:
            snapshot = each.snapshot()
            phase.caption(plain(told(snapshot.phase) if not snapshot.text else t("writing…")))
            if snapshot.text:
                body.markdown(drawable(snapshot.text, snapshot.sources, f"now-{each.mode}") + " ▌")
        next(each for each in pair if each.running or each is pair[-1]).wait(_PACE_S)
    st.rerun()


def draw_finished(turn: Turn, place: str, below: Callable[[int, Answer, str], None]) -> bool:
    """Both answers with what each took, and which was faster and cheaper; False when there are not two.
    `below` draws what can be done with the answer of an entry, by whoever was asked for it.
    """
    answers = [each.snapshot().answer for each in _pair(turn)]
    both = [answer for answer in answers if answer is not None]
    if len(both) < 2:
        return False
    with st.container():  # in the one place before the words, as while they were written
        draw_premises(both[0], place, turn.question)
    for each, answer, other, column in zip(_pair(turn), both, reversed(both), st.columns(2, gap="medium"), strict=True):
        with column:
            st.markdown(f"**{PROVIDERS[each.mode]}**")
            with st.container():
                _draw_figures(answer, other, [each for each in answer.notices if each not in both[0].notices])
            draw_words(answer, f"{place}-{each.mode}", turn.question)
            draw_ending(answer)
            draw_grounds(answer, f"{place}-{each.mode}", turn.question, figures=False)
            number = each.snapshot().entry
            if number is not None:
                below(number, answer, each.mode)
    draw_stored(both[0])
    kept = next((each for each in _pair(turn) if place == f"s{each.snapshot().entry}"), None)
    if kept is not None:
        st.caption(t("The chat goes on from the answer of {provider}.", provider=PROVIDERS[kept.mode]))
    return True


def other_entry(turn: Turn, number: int) -> int | None:
    """The entry of the answer that stands beside the one of entry `number`."""
    return next((made for each in _pair(turn) if (made := each.snapshot().entry) not in (None, number)), None)


def _pair(turn: Turn) -> Sequence[Turn]:
    return (turn, turn.pair) if turn.pair else (turn,)


def _place(
    turn: Turn, column: st.delta_generator.DeltaGenerator
) -> tuple[st.delta_generator.DeltaGenerator, st.delta_generator.DeltaGenerator]:
    with column:
        st.markdown(f"**{PROVIDERS[turn.mode]}**")
        places = st.empty(), st.empty()
        quiet.nothing(running.MOST_PARTS)  # of answers that stood here before
        return places


def speed(answer: Answer) -> float | None:
    """Tokens a second from the first word to the last; None where there is too little to tell."""
    first, total = answer.timings.first_token, answer.timings.total
    if answer.usage is None or first is None or total is None or total <= first:
        return None
    return answer.usage.output_tokens / (total - first)


def _draw_figures(answer: Answer, other: Answer, notices: Sequence[str]) -> None:
    for mark in _marks(answer, other):
        st.badge(mark, icon=":material/check:", color="green")
    if figures := _figures(answer):
        st.caption(plain(figures))
    for notice in notices:
        st.caption(f":material/info: {plain(told(notice))}")


def _figures(answer: Answer) -> str:
    """What the answer took, with its speed; "" of one that failed."""
    line, rate = answer_line(answer), speed(answer)
    speeds = [t("{n} tokens a second", n=f"{rate:.0f}")] if rate and not answer.cached else []
    return " · ".join([line, *speeds]) if line else ""


def _marks(answer: Answer, other: Answer) -> list[str]:
    """What this answer is better in; nothing is said of one that failed or broke off."""
    if not (answer.complete and other.complete):
        return []
    mine, theirs = answer.timings.total, other.timings.total
    marks = []
    if mine and theirs and theirs / mine >= _TOLD_FASTER:
        marks.append(t("{n} × faster", n=f"{theirs / mine:.1f}"))
    if answer.cost is not None and other.cost is not None and answer.cost < other.cost:
        marks.append(t("{amount} cheaper", amount=dollars(other.cost - answer.cost)))
    return marks
