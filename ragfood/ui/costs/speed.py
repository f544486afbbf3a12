"""How fast each provider was, and its hours of one day: well, with faults, down."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ragfood.accounts.incidents import Cell, runs, strip
from ragfood.accounts.overview import Overview
from ragfood.accounts.sheets import grouped, times_of
from ragfood.accounts.spread import Spread
from ragfood.ui.costs import charts, legend
from ragfood.ui.costs.filters import Filtered
from ragfood.ui.costs.names import STATES, provider_name
from ragfood.ui.figures import seconds
from ragfood.ui.markup import plain
from ragfood.ui.wording import t

_FIXED_SPACE = "\u00a0"


def draw(seen: Overview, filtered: Filtered) -> None:
    """Percentiles over the chosen days, and the strip of the last of them that has calls."""
    st.subheader(t("Speed and incidents"), anchor="speed")
    left, right = st.columns(2)
    with left:
        _speeds(filtered)
    with right:
        _incidents(filtered)


def _speeds(filtered: Filtered) -> None:
    st.markdown(f"**{t('Time to answer, p50 / p95')}**")
    lines = [["", t("First token"), t("Total")], ["---", "---:", "---:"]]
    for provider, sheets in grouped(filtered.sheets, lambda row: row.provider).items():
        first, total = times_of(sheets)
        if total.count:
            lines.append([plain(provider_name(provider)), _pair(first), _pair(total)])
    if len(lines) == 2:
        st.caption(t("No times are on record for these days."))
        return
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    st.caption(t("Half of the answers came within p50, 95 of 100 within p95. Both are exact to 2 %."))


def _pair(spread: Spread) -> str:
    words = f"{seconds(spread.percentile(0.5))} / {seconds(spread.percentile(0.95))}"
    return plain(words.replace(" ", _FIXED_SPACE).replace(f"/{_FIXED_SPACE}", "/ "))


def _incidents(filtered: Filtered) -> None:
    days = sorted({row.day for row in filtered.sheets if row.hours}, reverse=True)
    if not days:
        st.markdown(f"**{t('Incidents')}**")
        st.caption(t("No hours are on record for these days."))
        return
    faulty = {row.day for row in filtered.sheets if any(hour.badly for hour in row.hours.values())}
    title, choice = st.columns([2, 3], vertical_alignment="center")
    title.markdown(f"**{t('Incidents, hour by hour')}**")
    marked = t("with faults")
    day = choice.selectbox(
        t("Day"),
        days,
        format_func=lambda each: f"{each} · {marked}" if each in faulty else each,
        key="costs-strip-day",
        label_visibility="collapsed",
    )
    found = strip(row for row in filtered.sheets if row.day == day)
    names = state_names()
    words = " ".join(told(provider, cells) for provider, cells in found.items())
    cells = [cell for each in found.values() for cell in each]
    st.altair_chart(charts.hours_strip(cells, STATES, names), width="stretch", alt=words)
    legend.draw({names[state]: colour for state, colour in STATES.items()}, {})
    st.caption(plain(words))


def state_names() -> dict[str, str]:
    return {"ok": t("well"), "degraded": t("with faults"), "down": t("down"), "idle": t("not asked")}


def told(provider: str, cells: Sequence[Cell]) -> str:
    """The strip of one provider in words."""
    names = state_names()
    asked = sum(cell.state != "idle" for cell in cells)
    bad = [each for each in runs(cells) if each[0] in ("degraded", "down")]
    parts = [f"{names[state]} {first:02d}–{last:02d} h" for state, first, last in bad] or [t("no faults")]
    return t(
        "{provider}: hours with calls: {n}; {parts}.", provider=provider_name(provider), n=asked, parts=", ".join(parts)
    )
