"""Which days, providers and models the page shows, kept in its address so that a view can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from ragfood.accounts.overview import Overview
from ragfood.accounts.periods import PRESETS, Span, span_of
from ragfood.accounts.sheets import Sheet
from ragfood.ui.costs.names import model_name, provider_name
from ragfood.ui.wording import t

_USUAL = "30d"


@dataclass(frozen=True)
class Filtered:
    """The sheets of a span, of the providers and models that were chosen."""

    span: Span
    sheets: list[Sheet]
    span_text: str


def draw(seen: Overview) -> Filtered:
    """The row of filters, and what they leave."""
    preset = _preset()
    span = span_of(preset, seen.today, seen.earliest, _own(seen) if preset == "own" else None)
    rows = span.of(seen.sheets)
    left, right = st.columns(2)
    with left:
        providers = _several("provider", t("Providers"), sorted({row.provider for row in rows}))
    rows = [row for row in rows if not providers or row.provider in providers]
    with right:
        models = _several("model", t("Models"), sorted({row.model for row in rows}))
    rows = [row for row in rows if not models or row.model in models]
    text = f"{span.first:%Y-%m-%d}" if span.days == 1 else f"{span.first:%Y-%m-%d} – {span.last:%Y-%m-%d}"
    return Filtered(span, rows, text)


def _preset() -> str:
    names = {
        "today": t("Today"),
        "7d": t("7 days"),
        "30d": t("30 days"),
        "month": t("This month"),
        "last-month": t("Last month"),
        "year": t("This year"),
        "all": t("All"),
        "own": t("Own dates"),
    }
    given = st.query_params.get("range", _USUAL)
    chosen = st.segmented_control(
        t("Days"),
        PRESETS,
        format_func=names.__getitem__,
        default=given if given in PRESETS else _USUAL,
        required=True,
        key="costs-range",
    )
    preset = str(chosen or _USUAL)
    _remember("range", [] if preset == _USUAL else [preset])
    if preset != "own":
        _remember("from", [])
        _remember("to", [])
    return preset


def _own(seen: Overview) -> tuple[date, date]:
    begin = _dated("from") or seen.today - timedelta(days=13)
    end = _dated("to") or seen.today
    chosen = st.date_input(t("From and to"), (min(begin, end), max(begin, end)), format="YYYY-MM-DD", key="costs-dates")
    days = chosen if isinstance(chosen, tuple) else (chosen,)
    first, last = (days[0], days[-1]) if days else (begin, end)
    _remember("from", [first.isoformat()])
    _remember("to", [last.isoformat()])
    return first, last


def _dated(name: str) -> date | None:
    try:
        return date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None


def _several(name: str, label: str, options: list[str]) -> list[str]:
    shown = provider_name if name == "provider" else model_name
    given = [each for each in st.query_params.get_all(name) if each in options]
    key = f"costs-{name}"
    if key in st.session_state:  # what the other filters no longer leave to choose cannot stay chosen
        st.session_state[key] = [each for each in st.session_state[key] if each in options]
    else:
        st.session_state[key] = given
    chosen = st.multiselect(label, options, format_func=shown, key=key, placeholder=t("All"))
    _remember(name, chosen)
    return chosen


def _remember(name: str, values: list[str]) -> None:
    if st.query_params.get_all(name) != values:
        if values:
            st.query_params[name] = values
        else:
            del st.query_params[name]
