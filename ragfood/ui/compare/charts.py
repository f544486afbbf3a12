"""The chart of a comparison: every answer as a point, the mean as a line, and the same in words."""

from __future__ import annotations

import streamlit as st

from ragfood.contests.trials import Comparison
from ragfood.contests.verdicts import Figures
from ragfood.ui.figures import PROVIDER_COLOURS, PROVIDERS, seconds
from ragfood.ui.wording import t

_OTHER = "#8e6bb1"


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
    who = sorted({each.contestant.provider for each in found})
    painted = alt.Scale(
        domain=[PROVIDERS[name] for name in who], range=[PROVIDER_COLOURS.get(name, _OTHER) for name in who]
    )
    formed = alt.Scale(domain=[t("warm"), t("cold start")], range=["circle", "diamond"])
    gray = alt.Legend(orient="bottom", symbolFillColor="gray", symbolStrokeColor="gray")
    dots = (
        alt.Chart(points)
        .mark_point(filled=True, size=90, opacity=0.75)
        .encode(
            x=across,
            y=models,
            color=alt.Color("provider:N", title=None, scale=painted, legend=alt.Legend(orient="top")),
            shape=alt.Shape("start:N", title=None, scale=formed, legend=gray),
            tooltip=[
                alt.Tooltip("model:N", title=t("Model")),
                alt.Tooltip("question:N", title=t("Question")),
                alt.Tooltip("start:N", title=t("Part")),
                alt.Tooltip("seconds:Q", title=t("Seconds"), format=".2f"),
            ],
        )
    )
    lines = alt.Chart(means).mark_tick(thickness=3, size=34, color="gray").encode(x="seconds:Q", y=models)
    st.altair_chart((dots + lines).properties(height=60 * len(means) + 140), width="stretch", alt=in_words(found))
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
