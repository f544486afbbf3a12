"""The page of what people ask about and think of the answers, over all chats of this app."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from ragfood import insights
from ragfood.assembly import House
from ragfood.cases import FILE, add_case
from ragfood.conversations.exchanges import Exchange
from ragfood.errors import RagFoodError, StoreTrouble
from ragfood.insights import Thumbs
from ragfood.ui.figures import PROVIDERS, count
from ragfood.ui.food_words import cuisine
from ragfood.ui.markup import plain
from ragfood.ui.thumbs import reasons
from ragfood.ui.wording import t, told

_RANGES = {"7": 7, "30": 30, "90": 90, "365": 365}
_MOST = 20_000
"""Exchanges that are counted: as many as are read in about half a second by a page that has not seen them."""
_MOST_SHOWN = 10
_MOST_CASES = 100
_TELLING = 5
"""Bars that are named in the words of a chart."""


def draw(house: House) -> None:
    """Everything below the page's title, or why there is nothing."""
    st.title(t("Insights"))
    if not house.settings.insights:
        st.info(t("Insights are switched off (RAGFOOD_INSIGHTS=0). Chats are kept for their owners alone."))
        return
    st.caption(
        t("Counted over the chats that are kept on this machine; no other text is stored for it, nothing is sent.")
    )
    days = _choose_range()
    try:
        since = (house.clock.now() - timedelta(days=days)).timestamp()
        asked = house.conversations.exchanges.since(since, _MOST)
    except StoreTrouble as trouble:
        st.warning(plain(told(str(trouble))))
        return
    if not asked:
        st.info(t("Nobody has asked anything in these days yet."))
        return
    questions = insights.each_once(asked)
    _glance(asked, questions)
    _when(house, questions)
    _what(house, questions)
    _lacking(house, questions)
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


def _glance(asked: Sequence[Exchange], questions: Sequence[Exchange]) -> None:
    found = sum(1 for each in questions if each.foods)
    thumbs = insights.thumbs_by(asked, lambda each: ["all"]).get("all")
    columns = st.columns(3)
    columns[0].metric(t("Questions"), count(len(questions)), border=True)
    columns[1].metric(t("Found foods"), _share(found, len(questions)), border=True)
    liked = t("nobody said") if thumbs is None else _share(thumbs.up, thumbs.up + thumbs.down)
    columns[2].metric(t("Liked, of those judged"), liked, border=True)
    if len(asked) == _MOST:
        st.caption(t("Only the newest {n} questions of these days are counted.", n=count(_MOST)))


def _share(some: int, whole: int) -> str:
    """Cut, not rounded: 99.9 % is not all of it."""
    return f"{some * 100 // whole}\u00a0%"


def _when(house: House, asked: Sequence[Exchange]) -> None:
    now = house.clock.now()
    per_day, per_hour = insights.times_asked(asked, now.tzinfo)
    left, right = st.columns(2)
    with left:
        st.subheader(t("By day"))
        busiest = max(per_day, key=lambda day: per_day[day])
        words = t("Most on {day}: {n} questions.", day=f"{busiest:%Y-%m-%d}", n=count(per_day[busiest]))
        _bars([(f"{day:%Y-%m-%d}", number) for day, number in per_day.items()], t("Day"), words)
    with right:
        st.subheader(t("By hour"))
        most = sorted(range(insights.HOURS), key=lambda hour: -per_hour[hour])[:_TELLING]
        told = ", ".join(f"{hour:02}:00 ({count(per_hour[hour])})" for hour in most if per_hour[hour])
        words = t("Busiest hours: {hours}. Times are those of {zone}.", hours=told, zone=f"{now:%Z}")
        _bars([(f"{hour:02}", number) for hour, number in enumerate(per_hour)], t("Hour"), words)


def _bars(counts: Sequence[tuple[str, int]], name: str, words: str) -> None:
    """Bars over days (ISO dates) or hours, and the same in words."""
    import altair as alt
    import pandas as pd

    questions = t("Questions")
    axis = alt.Axis(labelAngle=0, labelOverlap=True, labelFontSize=12, labelSeparation=12)
    chart = (
        alt.Chart(pd.DataFrame([{"at": at, "count": number} for at, number in counts]))
        .mark_bar()
        .encode(
            x=alt.X("at:O", title=None, axis=axis),
            y=alt.Y("count:Q", title=questions, axis=alt.Axis(tickMinStep=1, tickCount=5, format="d")),
            tooltip=[alt.Tooltip("at:O", title=name), alt.Tooltip("count:Q", title=questions, format="d")],
        )
        .properties(height=220)
    )
    st.altair_chart(chart, width="stretch", alt=words)
    st.caption(plain(words))


def _what(house: House, asked: Sequence[Exchange]) -> None:
    foods = house.index.corpus.by_id
    named = {id: food.name for id, food in foods.items()}
    demanded, cuisines = insights.popular_demands(asked), insights.popular_cuisines(asked, foods)
    left, right = st.columns(2)
    for column, title, counts, names in (
        (left, t("Popular foods"), insights.popular_foods(asked), named),
        (right, t("Cuisines"), cuisines, {name: cuisine(name) for name in cuisines}),
        (left, t("Demands"), demanded, {label: told(label) for label in demanded}),
    ):
        with column:
            st.subheader(title)
            _ranked(counts, names)


def _ranked(counts: Counter[str], names: Mapping[str, str]) -> None:
    if not counts:
        st.caption(t("None yet."))
        return
    rows = [{"": names.get(key, key), t("Answers"): number} for key, number in counts.most_common(_MOST_SHOWN)]
    most = max(counts.values())
    bars = {t("Answers"): st.column_config.ProgressColumn(format="%d", min_value=0, max_value=most)}
    st.dataframe(rows, hide_index=True, width="stretch", column_config=bars)


def _lacking(house: House, asked: Sequence[Exchange]) -> None:
    st.subheader(t("Questions that found nothing"))
    wanted = insights.found_nothing(asked, house.clock.now().tzinfo)
    if not wanted:
        st.caption(t("Every question found a food."))
        return
    st.caption(t("What the collection may lack, asked most often first."))
    rows = [{t("Question"): each.question, t("Times"): each.times, t("Last"): f"{each.last:%Y-%m-%d %H:%M}"}
            for each in wanted[:_MOST_CASES]]  # fmt: skip
    st.dataframe(rows, hide_index=True, width="stretch", height=min(320, 35 * len(rows) + 38))
    st.download_button(
        t("Download all {n} as CSV", n=count(len(wanted))),
        lambda: insights.wanted_csv(wanted),
        "rag-food-found-nothing.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _opinions(house: House, asked: Sequence[Exchange]) -> None:
    st.subheader(t("Thumbs"))
    by_provider = insights.thumbs_by(asked, insights.by_provider)
    if not by_provider:
        st.caption(t("Nobody has judged an answer in these days."))
        return
    topics = insights.thumbs_by(asked, insights.by_topic(house.index.corpus.by_id))
    tables = (
        (t("By provider"), {PROVIDERS[key]: each for key, each in by_provider.items()}),
        (t("By model"), insights.thumbs_by(asked, insights.by_model)),
        (t("By topic"), {cuisine(name): each for name, each in topics.items()}),
    )
    columns = st.columns(2)
    for column, (title, thumbs) in zip((*columns, columns[0]), tables, strict=True):
        with column:
            st.markdown(f"**{title}**")
            if thumbs:
                st.dataframe(_thumb_rows(thumbs), hide_index=True, width="stretch")
            else:
                st.caption(t("None yet."))
    with columns[1]:
        st.markdown(f"**{t('What was wrong')}**")
        _ranked(insights.complaints(asked), reasons())


def _thumb_rows(thumbs: Mapping[str, Thumbs]) -> list[dict[str, Any]]:
    ordered = sorted(thumbs.items(), key=lambda each: each[1].up + each[1].down, reverse=True)
    return [
        {"": key, t("Up"): each.up, t("Down"): each.down, t("Liked"): _share(each.up, each.up + each.down)}
        for key, each in ordered[:_MOST_SHOWN]
    ]


def _disliked(house: House, asked: Sequence[Exchange]) -> None:
    disliked = {each.number: each for each in insights.disliked(asked)[:_MOST_CASES]}
    if not disliked:
        return
    st.subheader(t("Answers with a thumb down"))
    command = f"python -m ragfood eval --questions {house.settings.state_dir / FILE}"
    st.caption(
        t("One click keeps a question with the foods that should answer it. This asks all that are kept:")
        + f" `{command}`"
    )
    zone = house.clock.now().tzinfo

    def label(number: int) -> str:
        each = disliked[number]
        return f"{datetime.fromtimestamp(each.made, zone):%Y-%m-%d %H:%M} · {each.question[:120]}"

    chosen = st.selectbox(t("Which one, the newest first"), list(disliked), format_func=label, key="disliked")
    if chosen in disliked:
        _case(house, disliked[chosen])


def _case(house: House, each: Exchange) -> None:
    said = [PROVIDERS[each.provider] if each.provider else "", each.model, reasons().get(each.reason, "")]
    with st.container(border=True):
        st.markdown(f"**{plain(each.question[:300])}**")
        st.caption(plain(" · ".join(part for part in said if part)))
        st.markdown(plain(house.conversations.exchanges.text_of(each.number)[:600]))
        foods = house.index.corpus.by_id
        right = st.multiselect(
            t("Foods that should answer it; none if nothing should"),
            list(foods),
            default=[food for food in dict.fromkeys(each.foods) if food in foods],
            format_func=lambda food: foods[food].name,
            key=f"case-foods-{each.number}",
        )
        if st.button(t("Keep as an evaluation case"), key=f"case-{each.number}", icon=":material/add_task:"):
            try:
                kept = add_case(house.settings.state_dir, each.question, right)
            except RagFoodError as trouble:
                st.warning(plain(told(str(trouble))))
                return
            st.toast(t("Kept; there are {n} cases now.", n=kept), icon=":material/check:")
