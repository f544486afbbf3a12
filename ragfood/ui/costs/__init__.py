"""The costs page, from top to bottom: the month at a glance, then what it is made of, then what might be.

Draws; every figure comes from `ragfood.accounts`.
"""

from __future__ import annotations

import streamlit as st

from ragfood.accounts.overview import Overview, overview
from ragfood.assembly import House
from ragfood.errors import LedgerTrouble
from ragfood.ui.costs import budgets, estimator, filters, glance, requests, speed, table, what_if
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told


def draw(house: House) -> None:
    """Numbers come first: they need neither pandas nor altair."""
    st.title(t("Costs"))
    try:
        seen = overview(house.accounts, house.ledger, house.table, house.settings.groq_model.strip(), house.clock.now())
    except LedgerTrouble as trouble:
        say_trouble(trouble)
        return
    for warning in house.ledger.warnings():
        st.warning(plain(told(warning)))
    glance.draw(house, seen)
    counting = st.container()
    if seen.sheets:
        _books(house, seen)
    else:
        st.info(t("Nothing has been asked yet. The first answer of a model will show up here."))
    st.subheader(t("What would it cost?"), anchor="estimate")
    estimator.draw(house, seen)
    st.subheader(t("Limits"), anchor="limits")
    budgets.draw(house, seen)
    if seen.sheets and seen.counted < 1:
        with counting:
            _counting(house)  # last: it draws the page anew, and a click on what is not drawn by then would be lost


def _books(house: House, seen: Overview) -> None:
    filtered = filters.draw(seen)
    from ragfood.ui.costs import money

    money.draw(seen, filtered)
    if not filtered.sheets:
        return
    requests.draw(filtered)
    speed.draw(seen, filtered)
    st.subheader(t("What if?"), anchor="what-if")
    what_if.draw(house, seen, filtered)
    table.draw(filtered)


@st.fragment(run_every=2)
def _counting(house: House) -> None:
    """Shown while the calls are counted for the first time; draws the page anew when that is done."""
    try:
        share = house.accounts.counted()
    except LedgerTrouble:
        return
    if share >= 1:
        st.rerun()
    text = t("The single calls are being counted. Until then times, ends of calls and hours are missing below.")
    st.progress(share, text=text)
