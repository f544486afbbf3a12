"""The sheets behind the page as a table, and as a file from which every figure can be computed again."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ragfood.accounts.periods import Unit
from ragfood.accounts.series import joined
from ragfood.accounts.tables import COLUMNS, write_csv
from ragfood.money import decimals_of
from ragfood.ui.costs.filters import Filtered
from ragfood.ui.costs.names import ENDS, end_name, model_name, provider_name
from ragfood.ui.wording import t, told


def draw(filtered: Filtered) -> None:
    """A row for each model and day, or week or month where there are many days; the newest first."""
    import pandas as pd

    unit = "day" if filtered.span.unit == "hour" else filtered.span.unit
    _title(unit)
    shown = (
        "requests", "answered", "fallback", "cached", "stopped", "declined", "failed", "refused", "unrecorded",
        "input_tokens", "output_tokens",
    )  # fmt: skip
    names, nameless = {row.provider: provider_name(row.provider) for row in filtered.sheets}, model_name("")
    rows: list[dict[str, Any]] = [
        {
            "day": row.day[:7] if unit == "month" else row.day,
            "provider": names[row.provider],
            "model": row.model or nameless,
            "cost": float(row.cost),
            **{name: getattr(row, name) for name in shown},
        }
        for row in reversed(joined(filtered.sheets, unit))
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=min(320, 35 * len(rows) + 38),
        column_config=_headings(unit, max(6, decimals_of([row.cost for row in filtered.sheets]))),
        key="costs-table",
    )
    st.download_button(
        t("Download as CSV"),
        lambda: write_csv(filtered.sheets),
        f"rag-food-costs-{filtered.span.first}-{filtered.span.last}.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    with st.expander(t("What the columns of the file hold")):
        st.markdown("\n".join(f"- `{name}` {told(about)}" for name, about in COLUMNS.items()))


def _title(unit: Unit) -> None:
    titles = {"day": t("Day by day"), "week": t("Week by week"), "month": t("Month by month")}
    st.subheader(titles[unit], anchor="table")
    if unit != "day":
        st.caption(t("There are many days, so the charts and this table add them up. The file has every single day."))


def _headings(unit: Unit, decimals: int) -> dict[str, Any]:
    days = {"day": t("Day"), "week": t("Week from"), "month": t("Month")}
    names = {
        "day": days[unit],
        "provider": t("Provider"),
        "model": t("Model"),
    }
    counts = {
        "requests": t("Requests"),
        **{end: end_name(end) for end in ENDS},
        "input_tokens": t("Tokens in"),
        "output_tokens": t("Tokens out"),
    }
    return {
        **names,
        **{key: st.column_config.NumberColumn(name, format="%d") for key, name in counts.items()},
        "cost": st.column_config.NumberColumn(t("Cost"), format=f"$%.{decimals}f"),
    }
