"""The costs page: what the days have cost, against the budgets. All figures come from the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import streamlit as st

from ragfood.assembly import House
from ragfood.errors import LedgerTrouble
from ragfood.ledger import Standing, Totals
from ragfood.ui.figures import dollars
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain

if TYPE_CHECKING:
    import pandas as pd


def draw(house: House) -> None:
    """The month at a glance, a bar for each day, and the table behind it."""
    st.title("Costs")
    try:
        standing, days, month = house.ledger.standing(), house.ledger.days(), house.ledger.month()
    except LedgerTrouble as trouble:
        say_trouble(trouble)
        return
    for warning in house.ledger.warnings():
        st.warning(plain(warning))
    _glance(standing, month)
    table = day_table(days)
    if table.empty:
        st.info("Nothing has been asked yet. The first answer of a model will show up here.")
        return
    if table["cost"].any():
        _bars(table, standing)
    else:
        st.caption("So far every answer was free, so there is nothing to draw.")
    st.dataframe(table, hide_index=True, column_config=_headings())
    st.download_button("Download as CSV", table.to_csv(index=False), "rag-food-costs.csv", "text/csv")
    _cache(house)


def day_table(days: Mapping[str, Totals]) -> pd.DataFrame:
    """One row for each day and model: day, provider, model, requests, input_tokens, output_tokens, cost (USD).

    What a day holds that no model is named for stands under the provider "earlier".
    """
    import pandas as pd

    rows = [
        {
            "day": day,
            "provider": key.partition("/")[0],
            "model": key.partition("/")[2],
            "requests": part.requests,
            "input_tokens": part.input_tokens,
            "output_tokens": part.output_tokens,
            "cost": float(part.cost),
        }
        for day, totals in days.items()
        for key, part in {**totals.by_model, **_unnamed(totals)}.items()
        if part.requests or part.cost
    ]
    return pd.DataFrame(rows)


def _unnamed(totals: Totals) -> dict[str, Totals]:
    named = totals.by_model.values()
    rest = Totals(
        requests=totals.requests - sum(part.requests for part in named),
        input_tokens=totals.input_tokens - sum(part.input_tokens for part in named),
        output_tokens=totals.output_tokens - sum(part.output_tokens for part in named),
        cost=totals.cost - sum((part.cost for part in named), start=Decimal(0)),
    )
    return {"earlier": rest} if rest.requests or rest.cost or not named else {}


def _glance(standing: Standing, month: Totals) -> None:
    today, so_far, asked = st.columns(3)
    today.metric(
        "Today",
        dollars(standing.spent_today),
        f"of {dollars(standing.daily_limit)}",
        delta_color="off",
        delta_arrow="off",
    )
    so_far.metric(
        "This month",
        dollars(standing.spent_month),
        f"of {dollars(standing.monthly_limit)}",
        delta_color="off",
        delta_arrow="off",
    )
    tokens = f"{month.input_tokens:,} tokens in, {month.output_tokens:,} out"
    asked.metric("Requests this month", f"{month.requests:,}", tokens, delta_color="off", delta_arrow="off")
    resets = standing.resets
    st.caption(
        f"Held for calls under way: {plain(dollars(standing.held))}. The day's budget starts anew at "
        f"{resets.day:%Y-%m-%d %H:%M %Z}, the month's on {resets.month:%Y-%m-%d}."
    )
    if standing.alert:
        st.warning(f"{standing.alert} % of a limit is spent. At the limit Groq is no longer asked; Ollama goes on.")


def _headings() -> dict[str, Any]:
    names = {"day": "Day", "provider": "Provider", "model": "Model"}
    counts = {"requests": "Requests", "input_tokens": "Tokens in", "output_tokens": "Tokens out"}
    return {
        **names,
        **{key: st.column_config.NumberColumn(name, format="localized") for key, name in counts.items()},
        "cost": st.column_config.NumberColumn("Cost", format="$%.6f"),
    }


def _bars(table: pd.DataFrame, standing: Standing) -> None:
    import altair as alt
    import pandas as pd

    bars = (
        alt.Chart(table)
        .mark_bar(size=28)
        .encode(
            x=alt.X("day:O", title=None),
            y=alt.Y("sum(cost):Q", title="US dollars"),
            color=alt.Color("provider:N", title=None, legend=alt.Legend(orient="bottom")),
            tooltip=["day", "provider", "model", "requests", alt.Tooltip("cost:Q", format="$.6f")],
        )
    )
    spent, limit = table.groupby("day")["cost"].sum().max(), float(standing.daily_limit)
    chart: alt.Chart | alt.LayerChart = bars
    if spent > limit / 4:  # further away the line would flatten every bar
        rule = alt.Chart(pd.DataFrame({"limit": [limit]})).mark_rule(strokeDash=[4, 4], color="#c0392b")
        chart = bars + rule.encode(y="limit:Q")
    st.altair_chart(chart, width="stretch")


def _cache(house: House) -> None:
    tally = house.cache.tally()
    asked = tally.hits + tally.misses
    if asked:
        st.caption(
            f"Answered from those already paid for: {tally.hits} of {asked} "
            f"({tally.hits / asked:.0%}), which saved {plain(dollars(tally.saved))}."
        )
