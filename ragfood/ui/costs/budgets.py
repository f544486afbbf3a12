"""The limits of the day and the month: which hold, where they come from, and how to change them."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from ragfood.accounts.overview import Overview
from ragfood.assembly import House
from ragfood.errors import LedgerTrouble
from ragfood.ledger import Choice, Period
from ragfood.money import read_amount
from ragfood.ui.figures import dollars
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_VARIABLES: dict[Period, str] = {"day": "RAGFOOD_DAILY_BUDGET_USD", "month": "RAGFOOD_MONTHLY_BUDGET_USD"}
_PROPOSED = "costs-proposed-limits"


def draw(house: House, seen: Overview) -> None:
    """What holds; a form; and before anything changes, what would."""
    try:
        choices = house.ledger.choices()
    except LedgerTrouble as trouble:
        say_trouble(trouble)
        return
    for choice in choices.values():
        st.markdown(_holds(choice))
    if done := st.session_state.pop("costs-limits-done", ""):
        st.success(plain(done))
    proposed: dict[Period, Decimal] | None = st.session_state.get(_PROPOSED)
    if proposed is None:
        _form(choices)
    else:
        _confirm(house, seen, choices, proposed)
    if seen.standing.monthly_limit < seen.standing.daily_limit:
        st.caption(t("The month's limit is below the day's, so the month's stops first."))


def _holds(choice: Choice) -> str:
    name = t("Per day") if choice.period == "day" else t("Per month")
    source = (
        t(
            "chosen here on {date}; {variable} says {amount}",
            date=f"{choice.chosen:%Y-%m-%d %H:%M}",
            variable=_VARIABLES[choice.period],
            amount=dollars(choice.environment),
        )
        if choice.chosen
        else t("from {variable} or its default", variable=_VARIABLES[choice.period])
    )
    return f"{name}: **{plain(dollars(choice.limit))}** – {plain(source)}"


def _form(choices: dict[Period, Choice]) -> None:
    with st.form("costs-limits", border=True):
        left, right = st.columns(2)
        day = left.text_input(t("US dollars a day"), f"{choices['day'].limit:f}", key="costs-limit-day")
        month = right.text_input(t("US dollars a month"), f"{choices['month'].limit:f}", key="costs-limit-month")
        st.caption(
            t(
                "A limit chosen here holds for everyone who uses this app, in all its processes, until it is taken back"
                " or its variable is changed."
            )
        )
        row = st.container(horizontal=True)
        changed = row.form_submit_button(t("Change limits …"))
        back = any(each.chosen for each in choices.values()) and row.form_submit_button(
            t("Take back to the settings …")
        )
    if back:
        _propose({period: each.environment for period, each in choices.items()})
    elif changed:
        try:
            _propose({"day": _amount(t("US dollars a day"), day), "month": _amount(t("US dollars a month"), month)})
        except ValueError as wrong:
            st.error(plain(told(str(wrong))))


def _amount(label: str, raw: str) -> Decimal:
    try:
        return read_amount(raw)
    except ValueError as wrong:
        raise ValueError(f"{label}: {wrong}") from wrong


def _propose(limits: dict[Period, Decimal]) -> None:
    st.session_state[_PROPOSED] = limits
    st.rerun()


def _confirm(house: House, seen: Overview, choices: dict[Period, Choice], proposed: dict[Period, Decimal]) -> None:
    lines = [t("Change the limits?")]
    spent: dict[Period, Decimal] = {"day": seen.standing.spent_today, "month": seen.standing.spent_month}
    for period, limit in proposed.items():
        name = t("Per day") if period == "day" else t("Per month")
        lines.append(f"{name}: {dollars(choices[period].limit)} → {dollars(limit)}")
        if spent[period] >= limit:
            lines.append(
                t("{spent} are spent already, so Groq is no longer asked at once.", spent=dollars(spent[period]))
            )
    st.warning("  \n".join(plain(line) for line in lines))
    row = st.container(horizontal=True)
    if row.button(t("Yes, change them"), type="primary", key="costs-limits-yes"):
        _change(house, choices, proposed)
    if row.button(t("Cancel"), key="costs-limits-no"):
        del st.session_state[_PROPOSED]
        st.rerun()


def _change(house: House, choices: dict[Period, Choice], proposed: dict[Period, Decimal]) -> None:
    """A limit equal to that of the settings is no choice of its own."""
    own = {period: limit for period, limit in proposed.items() if limit != choices[period].environment}
    try:
        house.ledger.choose(own)
    except LedgerTrouble as trouble:
        say_trouble(trouble)
        return
    del st.session_state[_PROPOSED]
    for period in choices:
        st.session_state.pop(f"costs-limit-{period}", None)
    st.session_state["costs-limits-done"] = t("The new limits hold from now on.")
    st.rerun()
