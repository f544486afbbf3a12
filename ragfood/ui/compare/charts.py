"""The chart of a comparison: every answer as a point, the mean as a line, and the same in words."""

from __future__ import annotations

import streamlit as st

from ragfood.contests.trials import Comparison
from ragfood.contests.verdicts import Figures
from ragfood.ui.figures import PROVIDERS, seconds
from ragfood.ui.wording import t


def draw_times(comparison: Comparison, found: tuple[Figures, ...]) -> None:
    """Seconds of each answer by model; nothing when nobody answered."""
    if not any(each.total for each in found):
        return
    import altair as alt
    import pandas as pd

    points = pd.DataFrame(_points(comparison))
    means = pd.DataFrame([{"model": f.contestant.model, "seconds": f.total.mean} for f in found if f.total])
    models = alt.Y("model:N", title=None, sort=None, axis=alt.Axis(labelLimit=130))
    across = alt.X(
        "seconds:Q", title=t("seconds for a whole answer"), scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6)
    )
    gray = alt.Legend(orient="bottom", symbolFillColor="gray", symbolStrokeColor="gray")
    dots = (
        alt.Chart(points)
        .mark_point(filled=True, size=90, opacity=0.75)
        .encode(
            x=across,
            y=models,
            color=alt.Color("provider:N", title=None, legend=alt.Legend(orient="top")),
            shape=alt.Shape("start:N", title=None, legend=gray),
            tooltip=["model", "question", "start", alt.Tooltip("seconds:Q", format=".2f")],
        )
    )
    lines = alt.Chart(means).mark_tick(thickness=3, size=34, color="gray").encode(x="seconds:Q", y=models)
    st.altair_chart((dots + lines).properties(height=80 * len(means) + 130), width="stretch", alt=in_words(found))
    st.caption(in_words(found))


def in_words(found: tuple[Figures, ...]) -> str:
    """What the chart shows, for who does not see it."""
    told = [
        t(
            "{who}: mean {mean}, from {least} to {most}",
            who=f"{PROVIDERS[each.contestant.provider]} {each.contestant.model}",
            mean=seconds(each.total.mean),
            least=seconds(each.total.least),
            most=seconds(each.total.most),
        )
        for each in found
        if each.total
    ]
    return f"{'; '.join(told)}."


def _points(comparison: Comparison) -> list[dict[str, object]]:
    return [
        {
            "model": comparison.contestants[trial.contestant].model,
            "provider": PROVIDERS[comparison.contestants[trial.contestant].provider],
            "question": comparison.questions[trial.question].text,
            "seconds": trial.total_s,
            "start": t("cold start") if trial.cold else t("warm"),
        }
        for trial in comparison.trials
        if trial.answered
    ]
