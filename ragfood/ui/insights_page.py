"""The page of what people ask about and think of the answers, over all chats of this app."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from ragfood import insights
from ragfood.assembly import House
from ragfood.cases import add_case
from ragfood.errors import RagFoodError, StoreTrouble
from ragfood.insights import Asked, Thumbs
from ragfood.ui.figures import PROVIDERS
from ragfood.ui.markup import plain
from ragfood.ui.wording import t

_RANGES = {"7": 7, "30": 30, "90": 90, "365": 365}
_MOST_SHOWN = 10
_MOST_CASES = 20


def draw(house: House) -> None:
    """Everything below the page's title, or why there is nothing."""
    st.title(t("Insights"))
    if not house.settings.insights:
        st.info(t("Insights are switched off (RAGFOOD_INSIGHTS=0). Chats are kept for their owners alone."))
        return
    st.caption(
        t("Counted over the chats that are kept on this machine; nothing more is stored for it, nothing is sent.")
    )
    days = _choose_range()
    try:
        asked = _asked(house, days)
    except StoreTrouble as trouble:
        st.warning(plain(str(trouble)))
        return
    if not asked:
        st.info(t("Nobody has asked anything in these days yet."))
        return
    _glance(asked)
    _when(house, asked)
    _what(house, asked)
    _lacking(asked)
    _opinions(house, asked)
    _disliked(house, asked)


def _choose_range() -> int:
    names = {"7": t("7 days"), "30": t("30 days"), "90": t("90 days"), "365": t("A year")}
    given = str(st.query_params.get("days", "30"))
    chosen = st.segmented_control(
        t("Days"), list(names), format_func=names.__getitem__, default=given if given in names else "30", required=True
    )
    st.query_params["days"] = str(chosen)
    return _RANGES[str(chosen)]


def _asked(house: House, days: int) -> list[Asked]:
    """In the order in which it was asked."""
    now = house.clock.now()
    exchanges = house.conversations.opinions.exchanges((now - timedelta(days=days)).timestamp())
    return [
        Asked(datetime.fromtimestamp(each.made, now.tzinfo), each.question, each.answer, each.liked, each.reason)
        for each in reversed(exchanges)
    ]


def _glance(asked: Sequence[Asked]) -> None:
    grounded = sum(1 for each in asked if each.answer.sources)
    thumbs = insights.thumbs_by(asked, lambda each: ["all"]).get("all")
    columns = st.columns(3)
    columns[0].metric(t("Questions"), f"{len(asked):,}", border=True)
    columns[1].metric(t("Found foods"), f"{grounded / len(asked):.0%}", border=True)
    liked = t("nobody said") if thumbs is None else f"{thumbs.share:.0%}"
    columns[2].metric(t("Liked, of those judged"), liked, border=True)


def _when(house: House, asked: Sequence[Asked]) -> None:
    per_day, per_hour = insights.per_day(asked), insights.per_hour(asked)
    left, right = st.columns(2)
    busiest = max(per_day, key=lambda day: per_day[day])
    with left:
        st.subheader(t("By day"))
        _bars([(f"{day:%Y-%m-%d}", count) for day, count in per_day.items()], t("Day"))
        st.caption(t("Most on {day}: {n} questions.", day=f"{busiest:%Y-%m-%d}", n=per_day[busiest]))
    with right:
        st.subheader(t("By hour"))
        _bars([(f"{hour:02}", count) for hour, count in enumerate(per_hour)], t("Hour"))
        st.caption(t("Hours of the zone {zone}.", zone=f"{house.clock.now():%Z}"))


def _bars(counts: Sequence[tuple[str, int]], name: str) -> None:
    import altair as alt
    import pandas as pd

    questions = t("Questions")
    table = pd.DataFrame(counts, columns=[name, questions])
    chart = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X(name, type="ordinal", title=None),
            y=alt.Y(questions, type="quantitative", axis=alt.Axis(tickMinStep=1, format="d")),
            tooltip=[name, questions],
        )
        .properties(height=220)
    )
    said = ", ".join(f"{label}: {count}" for label, count in counts if count)
    st.altair_chart(chart, width="stretch", alt=said)


def _what(house: House, asked: Sequence[Asked]) -> None:
    foods = house.index.corpus.by_id
    named = {id: food.name for id, food in foods.items()}
    columns = st.columns(3)
    for column, title, counts, names in (
        (columns[0], t("Popular foods"), insights.popular_foods(asked), named),
        (columns[1], t("Cuisines"), insights.popular_cuisines(asked, foods), {}),
        (columns[2], t("Demands"), insights.popular_demands(asked), {}),
    ):
        with column:
            st.subheader(title)
            _ranked(counts, names)


def _ranked(counts: Counter[str], names: Mapping[str, str]) -> None:
    if not counts:
        st.caption(t("None yet."))
        return
    rows = [{"": names.get(key, key), t("Answers"): count} for key, count in counts.most_common(_MOST_SHOWN)]
    most = max(counts.values())
    bars = {t("Answers"): st.column_config.ProgressColumn(format="%d", min_value=0, max_value=most)}
    st.dataframe(rows, hide_index=True, width="stretch", column_config=bars)


def _lacking(asked: Sequence[Asked]) -> None:
    st.subheader(t("Questions that found nothing"))
    wanted = insights.found_nothing(asked)
    if not wanted:
        st.caption(t("Every question found a food."))
        return
    st.caption(t("What the collection may lack, asked most often first."))
    rows = [{t("Question"): each.question, t("Times"): each.times, t("Last"): each.last} for each in wanted]
    st.dataframe(rows, hide_index=True, width="stretch")


def _opinions(house: House, asked: Sequence[Asked]) -> None:
    st.subheader(t("Thumbs"))
    by_provider = insights.thumbs_by(asked, insights.by_provider)
    if not by_provider:
        st.caption(t("Nobody has judged an answer in these days."))
        return
    topics = insights.thumbs_by(asked, insights.by_topic(house.index.corpus.by_id))
    columns = st.columns(3)
    for column, title, thumbs in (
        (columns[0], t("By provider"), {PROVIDERS[key]: each for key, each in by_provider.items()}),
        (columns[1], t("By model"), insights.thumbs_by(asked, insights.by_model)),
        (columns[2], t("By topic"), topics),
    ):
        with column:
            st.markdown(f"**{title}**")
            st.dataframe(_thumb_rows(thumbs), hide_index=True, width="stretch")


def _thumb_rows(thumbs: Mapping[str, Thumbs]) -> list[dict[str, Any]]:
    ordered = sorted(thumbs.items(), key=lambda each: each[1].up + each[1].down, reverse=True)
    return [
        {"": key, t("Up"): each.up, t("Down"): each.down, t("Liked"): f"{each.share:.0%}"}
        for key, each in ordered[:_MOST_SHOWN]
    ]


def _disliked(house: House, asked: Sequence[Asked]) -> None:
    disliked = insights.disliked(asked)
    if not disliked:
        return
    st.subheader(t("Answers with a thumb down"))
    st.caption(t("One click keeps a question with the foods that should answer it; `python -m ragfood eval` asks it."))
    for number, each in enumerate(disliked[:_MOST_CASES]):
        with st.expander(plain(each.question[:120])):
            _case(house, each, number)


def _case(house: House, each: Asked, number: int) -> None:
    said = [f"{each.time:%Y-%m-%d %H:%M}", PROVIDERS[each.answer.provider] if each.answer.provider else "", each.reason]
    st.caption(plain(" · ".join(part for part in said if part)))
    st.markdown(plain(each.answer.text[:600]))
    foods = house.index.corpus.by_id
    right = st.multiselect(
        t("Foods that should answer it"),
        list(foods),
        default=[food for food in insights.foods_of(each) if food in foods],
        format_func=lambda food: foods[food].name,
        key=f"case-foods-{number}",
    )
    if st.button(t("Keep as an evaluation case"), key=f"case-{number}", icon=":material/add_task:"):
        try:
            kept = add_case(house.settings.state_dir, each.question, right)
        except RagFoodError as trouble:
            st.warning(plain(str(trouble)))
            return
        st.toast(t("Kept; there are {n} cases now.", n=kept), icon=":material/check:")
