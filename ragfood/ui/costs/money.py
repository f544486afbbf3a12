"""What was spent over the chosen days, and how the month adds up, drawn and in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from ragfood.accounts.overview import Overview
from ragfood.accounts.series import Bar, bars, costs_by_day, month_so_far
from ragfood.accounts.sheets import Sheet, grouped, sum_of
from ragfood.money import adding_up
from ragfood.ui.costs import charts, legend
from ragfood.ui.costs.filters import Filtered
from ragfood.ui.costs.names import both, colours, pairs
from ragfood.ui.figures import dollars
from ragfood.ui.markup import plain
from ragfood.ui.wording import t


def draw(seen: Overview, filtered: Filtered) -> None:
    """Two charts side by side; each is also told in a sentence."""
    left, right = st.columns(2)
    with left:
        _bars(seen, filtered)
    with right:
        _month(seen)


def _bars(seen: Overview, filtered: Filtered) -> None:
    unit = filtered.span.unit
    titles = {
        "hour": t("Cost per hour"),
        "day": t("Cost per day"),
        "week": t("Cost per week"),
        "month": t("Cost per month"),
    }
    st.markdown(f"**{titles[unit]}**")
    paid = [row for row in filtered.sheets if row.cost]
    total = sum_of(filtered.sheets)
    if not filtered.sheets:
        st.info(t("Nothing was asked in these days."))
        return
    if not paid:
        st.info(t("Every answer of these days was free, so there is no cost to draw."))
        return
    drawn = bars(paid, unit)
    highest = _highest(drawn)
    limits = {"day": seen.standing.daily_limit, "month": seen.standing.monthly_limit}
    limit = limits.get(unit)
    line = limit if limit is not None and charts.worth_drawing(highest, limit) else None
    shades = colours(pairs(filtered.sheets))
    figures, in_all = _by_model(filtered.sheets, total.cost)
    words = _told(unit, in_all, highest, limit, line)
    chart = charts.cost_bars(drawn, shades, line, (filtered.span.first, filtered.span.last))
    st.altair_chart(chart, width="stretch", alt=f"{words} {legend.in_words(figures)}.")
    legend.draw(shades, figures)
    st.caption(plain(words))
    if total.unknown_cost:
        st.caption(t("{n} calls have an unknown cost, which is in none of these sums.", n=total.unknown_cost))


def _by_model(sheets: Sequence[Sheet], total: Decimal) -> tuple[dict[str, str], str]:
    """What each provider and model cost, and its share of all; and all, with the digits that let them add up."""
    rows = grouped(sheets, lambda row: both(row.provider, row.model))
    costs = {name: sum_of(each).cost for name, each in rows.items()}
    shown, in_all = adding_up(list(costs.values()))
    shares = [legend.share(cost, total) for cost in costs.values()]
    return {name: f"{cost} ({share})" for name, cost, share in zip(costs, shown, shares, strict=True)}, in_all


def _highest(drawn: list[Bar]) -> Decimal:
    sums: dict[object, Decimal] = {}
    for bar in drawn:
        sums[bar.begin] = sums.get(bar.begin, Decimal(0)) + bar.cost
    return max(sums.values())


def _told(unit: str, total: str, highest: Decimal, limit: Decimal | None, line: Decimal | None) -> str:
    words = t("{total} in all; the highest bar is {highest}.", total=total, highest=dollars(highest))
    if limit is None:
        return words
    if line is None:
        return words + " " + t("The limit of {limit} is far above and not drawn.", limit=dollars(limit))
    dashed = (
        t("The dashed line is the daily limit, {limit}.")
        if unit == "day"
        else t("The dashed line is the monthly limit, {limit}.")
    )
    return words + " " + dashed.format(limit=dollars(limit))


def _month(seen: Overview) -> None:
    st.markdown(f"**{t('This month, day by day')}**")
    out, limit = seen.month, seen.standing.monthly_limit
    so_far = month_so_far(costs_by_day(seen.sheets), seen.today)
    near = charts.worth_drawing(max(out.expected, out.spent), limit)
    words = t(
        "Spent so far {spent}; forecast for the month's end {expected}, likely {low} to {high}.",
        spent=dollars(out.spent),
        expected=dollars(out.expected),
        low=dollars(out.low),
        high=dollars(out.high),
    )
    more = (
        t("The dashed line across is the monthly limit, {limit}.")
        if near
        else t("The limit of {limit} is far above and not drawn.")
    )
    words += " " + more.format(limit=dollars(limit))
    st.altair_chart(charts.month_line(so_far, out, limit, "limit" if near else ""), width="stretch", alt=words)
    st.caption(plain(words))
