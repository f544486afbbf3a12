"""A comparison that is over: who is faster and cheaper, all figures, the answers, and what can be taken along."""

from __future__ import annotations

import json

import streamlit as st

from ragfood.assembly import House
from ragfood.contests import picture, sheet
from ragfood.contests.trials import Comparison
from ragfood.contests.verdicts import Figures, Versus, costs, figures, versus
from ragfood.ui.answers import draw_sources
from ragfood.ui.compare import measures
from ragfood.ui.compare.charts import draw_times
from ragfood.ui.compare.live import draw_name, mark_seen, trial_line
from ragfood.ui.compare.measures import name_of
from ragfood.ui.compare.picture_words import picture_words
from ragfood.ui.markup import drawable, plain
from ragfood.ui.wording import t, told


def draw_figures(house: House, comparison: Comparison, trouble: str = "") -> None:
    """Sentences first, then the chart, the tables and the downloads."""
    found = figures(comparison)
    _state(house, comparison, trouble)
    for pair, less in zip(versus(found), costs(found).apart, strict=True):
        st.markdown(f"##### {plain(_sentence(pair, less))}")
    for each in found:
        _note(each)
    draw_times(comparison, found)
    measures.draw(found)
    measures.draw_quality(found)
    _take_along(house, comparison)


def _state(house: House, comparison: Comparison, trouble: str) -> None:
    when = f"{comparison.begun.astimezone(house.clock.now().tzinfo):%Y-%m-%d %H:%M %Z}"
    st.caption(
        t(
            "{when} · {n} questions × {rounds} · at most {tokens} tokens an answer",
            when=when,
            n=sum(not question.idle for question in comparison.questions),
            rounds=comparison.rounds,
            tokens=comparison.max_tokens,
        )
    )
    if trouble:
        st.warning(t("This comparison cannot be kept: {why}", why=plain(told(trouble))))
    if comparison.ended is None:
        st.info(t("It was not finished: the program ended, or it runs in another one. These are the answers so far."))
    elif comparison.stopped:
        st.info(t("It was stopped; these are the answers so far."))
    for question in comparison.questions:
        if question.idle:
            st.caption(t("Not asked: {question}: {why}", question=plain(question.text), why=told(question.idle)))


_ABOUT = 1.05
"""Times faster below which nobody is called faster."""


def _sentence(pair: Versus, less: str) -> str:
    better, other = name_of(pair.better.contestant), name_of(pair.other.contestant)
    if pair.times < _ABOUT:
        faster = t("{who} and {other} are about as fast", who=better, other=other)
    else:
        faster = t("{who} is {times} times faster than {other}", who=better, times=f"{pair.times:.1f}", other=other)
    if pair.difference is None:
        return t("{faster}; which one is cheaper is unknown.", faster=faster)
    if pair.cheaper is None:
        return t("{faster}, at the same cost.", faster=faster)
    cheaper = name_of(pair.cheaper)
    if pair.times_cheaper is None:
        return t("{faster}; {who} is free, which saves {less} an answer.", faster=faster, who=cheaper, less=less)
    times = f"{pair.times_cheaper:.1f}"
    return t("{faster}; {who} is {times} times cheaper.", faster=faster, who=cheaper, times=times)


def _note(found: Figures) -> None:
    """What is left out of the figures, and what went wrong."""
    who = plain(name_of(found.contestant))
    if found.cold_s and found.warm:
        took = ", ".join(f"{s:.2f} s" for s in found.cold_s)
        loading = t(" ({s} of it loading)", s=f"{found.load_s:.1f} s") if found.load_s else ""
        st.caption(t("{who}: cold start {took}{loading}, not in the figures.", who=who, took=took, loading=loading))
    elif found.cold_s:
        st.caption(t("{who}: only cold starts were measured; ask more for warm figures.", who=who))
    if found.waited_s >= 0.1:
        st.caption(t("{who}: {s} s in line for limits, not in the figures.", who=who, s=f"{found.waited_s:.1f}"))
    if found.errors:
        errors = ", ".join(f"{count} × {told(code.replace('_', ' '))}" for code, count in found.errors.items())
        skipped = t("; {n} more were not asked for the same reason", n=found.skipped) if found.skipped else ""
        st.warning(t("{who}: failed: {told}{skipped}.", who=who, told=plain(errors), skipped=skipped))


def _take_along(house: House, comparison: Comparison) -> None:
    words = picture_words()  # now: a download is made where no language is known
    stem = f"rag-food-comparison-{comparison.begun:%Y-%m-%d-%H%M}"
    with st.container(horizontal=True):
        st.download_button(t("Table (CSV)"), lambda: sheet.to_csv(comparison), f"{stem}.csv", "text/csv",
                           icon=":material/table:", on_click="ignore")  # fmt: skip
        st.download_button(t("Picture (SVG)"), lambda: picture.to_svg(comparison, words), f"{stem}.svg",
                           "image/svg+xml", icon=":material/image:", on_click="ignore")  # fmt: skip
        st.download_button(t("Everything (JSON)"), lambda: _json(comparison), f"{stem}.json", "application/json",
                           icon=":material/data_object:", on_click="ignore")  # fmt: skip
        with st.popover(t("Delete"), icon=":material/delete:"):
            st.markdown(t("The comparison is deleted with its answers and its votes."))
            if st.button(t("Delete it for good"), type="primary"):
                house.contests.delete(comparison.id)
                st.query_params.pop("run", None)
                st.rerun()


def _json(comparison: Comparison) -> str:
    return json.dumps(sheet.to_object(comparison), ensure_ascii=False, indent=1, default=str)


def draw_answers(comparison: Comparison) -> None:
    """All answers to one question side by side, with the foods that everybody was given."""
    mark_seen(comparison.id)
    asked = [number for number, question in enumerate(comparison.questions) if not question.idle]
    question = st.selectbox(t("Question"), asked, format_func=lambda number: comparison.questions[number].text)
    round_number = 0
    if comparison.rounds > 1:
        round_number = int(st.number_input(t("Round"), 1, comparison.rounds, 1)) - 1
    sources = comparison.questions[question].sources
    numbers = range(len(comparison.contestants))
    for begin in numbers[::3]:
        row = numbers[begin : begin + 3]
        for number, column in zip(row, st.columns(len(row), border=True), strict=True):
            with column:
                draw_name(comparison, number)
                trial = comparison.trial(question, round_number, number)
                st.caption(plain(trial_line(trial)) if trial else t("not asked"))
                if trial:
                    st.markdown(drawable(trial.text, sources, "shown"))
    draw_sources(sources, "", "shown")
