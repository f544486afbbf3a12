"""A comparison while it runs: the answers to one question growing side by side. It only watches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ragfood.assembly import House
from ragfood.contests.contest import Contest, Growing, Moment
from ragfood.contests.trials import Comparison, Trial
from ragfood.ui.answers import draw_sources
from ragfood.ui.figures import PROVIDERS, dollars, seconds
from ragfood.ui.markup import drawable, plain
from ragfood.ui.wording import t, told

_PACE_S = 0.1
"""Between two redraws of answers that grow."""
_IN_A_ROW = 3


def draw(house: House, contest: Contest, *, hidden: bool) -> None:
    """Until it is over; this script may be ended at any moment. `hidden` shows how far it is and no answer."""
    if not hidden:
        mark_seen(contest.comparison.id)
    progress, heading = st.empty(), st.empty()
    names = contest.comparison.contestants
    places = [] if hidden else _columns(len(names))
    sources = st.empty()
    st.button(t("Stop"), icon=":material/stop:", shortcut="Esc", on_click=contest.stop, key="compare-stop")
    st.caption(
        t(
            "Keep a tab of this app open: when the last is closed, it ends as far as it has come. "
            "`python -m ragfood bench` needs none."
        )
    )
    shown = -1
    for moment in contest.moments(pace_s=_PACE_S):
        question, round_number = _present(moment)
        _draw_progress(progress, heading, moment, question, round_number)
        for number, place in enumerate(places):
            _draw_one(place, moment, number, question, round_number)
        if not hidden and question != shown:
            shown = question
            with sources.container():
                draw_sources(moment.comparison.questions[question].sources, "", "now")
    st.rerun()


def mark_seen(comparison: str) -> None:
    """This session knows from now on who wrote which answer of `comparison`."""
    st.session_state.setdefault("compare-seen", set()).add(comparison)


def _columns(count: int) -> list[Any]:
    """A place for each contestant, at most three beside each other."""
    places: list[Any] = []
    for begin in range(0, count, _IN_A_ROW):
        places += [column.empty() for column in st.columns(min(_IN_A_ROW, count - begin), border=True)]
    return places


def _present(moment: Moment) -> tuple[int, int]:
    """The question and the round that are being answered now."""
    places: Sequence[Growing | Trial] = (*moment.growing.values(), *moment.comparison.trials[-1:])
    if not places:
        asked = (n for n, question in enumerate(moment.comparison.questions) if not question.idle)
        return next(asked, 0), 0
    latest = max(places, key=lambda each: (each.round, each.question))
    return latest.question, latest.round


def _draw_progress(progress: Any, heading: Any, moment: Moment, question: int, round_number: int) -> None:
    comparison = moment.comparison
    done, planned = len(comparison.trials), max(comparison.planned, 1)
    progress.progress(min(done / planned, 1.0), text=t("{n} of {all} answers", n=done, all=planned))
    rounds = t(" · round {n} of {all}", n=round_number + 1, all=comparison.rounds) if comparison.rounds > 1 else ""
    heading.markdown(f"#### {plain(comparison.questions[question].text)}{rounds}")


def _draw_one(place: Any, moment: Moment, number: int, question: int, round_number: int) -> None:
    comparison, growing = moment.comparison, moment.growing.get(number)
    trial = comparison.trial(question, round_number, number)
    sources = comparison.questions[question].sources
    phase, text = t("next…"), ""
    if trial:
        phase, text = trial_line(trial), drawable(trial.text, sources, "now")
    elif growing and (growing.question, growing.round) == (question, round_number):
        phase, text = _phase(growing), drawable(growing.text, sources, "now") + " ▌" if growing.text else ""
    # Always as many elements as before: one that is not drawn anew would stay from the question before.
    with place.container():
        draw_name(comparison, number)
        st.caption(plain(phase))
        st.markdown(text or "&nbsp;")


def _phase(growing: Growing) -> str:
    known = {
        "asked": t("asked, nothing came yet…"),
        "loading": t("loading the model, which is a cold start…"),
        "writing": t("writing…"),
    }
    return known.get(growing.phase) or told(growing.phase)


def draw_name(comparison: Comparison, number: int) -> None:
    """Provider and model as a heading of a column."""
    who = comparison.contestants[number]
    st.markdown(f"**{PROVIDERS[who.provider]}** {plain(who.model)}")


def trial_line(trial: Trial) -> str:
    """How one answer came about, in one line."""
    if trial.outcome == "skipped":
        return t("not asked any more: {why}", why=told(trial.sentence))
    if trial.outcome == "stopped":
        return t("stopped")
    if not trial.answered:
        return t("failed: {why} {remedy}", why=told(trial.sentence), remedy=told(trial.remedy))
    parts = [t("{s} in all", s=seconds(trial.total_s)), t("first token {s}", s=seconds(trial.first_token_s))]
    if trial.tokens_per_s:
        parts.append(t("{n} tokens/s", n=f"{trial.tokens_per_s:.0f}"))
    parts.append(dollars(trial.cost))
    if trial.cold:
        parts.append(t("cold start"))
    if trial.cut:
        parts.append(t("cut at its longest length"))
    return " · ".join(parts)
