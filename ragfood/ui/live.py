"""The one set of parts that all visitors of this process share; made when a page first asks for it."""

from __future__ import annotations

import atexit
import sys
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from ragfood.assembly import Live


@st.cache_resource(show_spinner=False)
def live() -> Live:
    """Its `current()` are the parts for the settings as they are now."""
    from ragfood.assembly import Live

    made = Live()
    atexit.register(_leave, made)
    return made


def _leave(live: Live) -> None:
    """The server has been told to end: nothing goes on to cost money, and the terminal says what it came to."""
    from ragfood.terminal.leaving import leave

    house = live.made()
    said = leave(house) if house is not None else ""
    if house is not None and (house.ledger.tally().requests or house.ledger.tally().cached):
        sys.stdout.write(f"{said}\n")
