"""The same question over the same foods, answered by Groq and by Ollama side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ragfood.answers import Answer
from ragfood.chat.turns import Turn
from ragfood.money import dollars
from ragfood.ui import keys
from ragfood.ui.answers import draw_answer
from ragfood.ui.figures import PROVIDERS, seconds
from ragfood.ui.markup import drawable, plain
from ragfood.ui.wording import t

_PACE_S = 0.06


def draw_running(turn: Turn) -> None:
    """Tail `turn` and the one beside it until both have ended; this script may be ended at any moment."""
    pair = _pair(turn)
    places = [(each, *_place(each, column)) for each, column in zip(pair, st.columns(2), strict=True)]
    st.button(t("Stop"), key="stop", icon=":material/stop:", shortcut=keys.key(keys.STOP), on_click=turn.stop)
    while turn.under_way:
        for each, phase, body in places:
            snapshot = each.snapshot()
            phase.caption(plain(snapshot.phase if not snapshot.text else t("writing…")))
            if snapshot.text:
                body.markdown(drawable(snapshot.text, snapshot.sources, f"now-{each.mode}") + " ▌")
        next(each for each in pair if each.running or each is pair[-1]).wait(_PACE_S)
    st.rerun()


def draw_finished(turn: Turn, place: str) -> bool:
    """Both answers with what each took, and which was faster and cheaper; False when there are not two."""
    answers = [each.snapshot().answer for each in _pair(turn)]
    both = [answer for answer in answers if answer is not None]
    if len(both) < 2:
        return False
    for each, answer, other, column in zip(_pair(turn), both, reversed(both), st.columns(2), strict=True):
        with column:
            st.markdown(f"**{PROVIDERS[each.mode]}**")
            for mark in _marks(answer, other):
                st.badge(mark, icon=":material/check:", color="green")
            st.caption(plain(_figures(answer)))
            draw_answer(answer, f"{place}-{each.mode}", turn.question)
    return True


def _pair(turn: Turn) -> Sequence[Turn]:
    return (turn, turn.pair) if turn.pair else (turn,)


def _place(
    turn: Turn, column: st.delta_generator.DeltaGenerator
) -> tuple[st.delta_generator.DeltaGenerator, st.delta_generator.DeltaGenerator]:
    with column:
        st.markdown(f"**{PROVIDERS[turn.mode]}**")
        return st.empty(), st.empty()


def speed(answer: Answer) -> float | None:
    """Tokens a second from the first word to the last; None where there is too little to tell."""
    first, total = answer.timings.first_token, answer.timings.total
    if answer.usage is None or first is None or total is None or total <= first:
        return None
    return answer.usage.output_tokens / (total - first)


def _figures(answer: Answer) -> str:
    rate = speed(answer)
    parts = [
        t("first word {time}", time=seconds(answer.timings.first_token)),
        t("all {time}", time=seconds(answer.timings.total)),
        t("{n} tokens a second", n=f"{rate:.0f}") if rate else "",
        t("cached") if answer.cached else "",
        dollars(answer.cost),
    ]
    return " · ".join(part for part in parts if part)


def _marks(answer: Answer, other: Answer) -> list[str]:
    """What this answer is better in; nothing is said of one that failed or broke off."""
    if not (answer.complete and other.complete):
        return []
    mine, theirs = answer.timings.total, other.timings.total
    marks = []
    if mine and theirs and mine < theirs:
        marks.append(t("{n} × faster", n=f"{theirs / mine:.1f}"))
    if answer.cost is not None and other.cost is not None and answer.cost < other.cost:
        marks.append(t("{amount} cheaper", amount=dollars(other.cost - answer.cost)))
    return marks
