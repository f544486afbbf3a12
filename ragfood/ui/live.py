"""The one set of parts that all visitors of this process share; made when a page first asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from ragfood.assembly import Live


@st.cache_resource(show_spinner=False)
def live() -> Live:
    """Its `current()` are the parts for the settings as they are now."""
    from ragfood.assembly import Live

    return Live()
