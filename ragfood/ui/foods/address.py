"""The address of the Foods page: what is chosen there stands in it, so that it can be kept and sent on.

The address holds our own words, not those of the person's language.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st


def begin(name: str, allowed: Collection[str] | None = None, *, many: bool = False) -> str:
    """The key of a widget, which begins with what the address says for `name`, as far as that is `allowed`."""
    key = f"foods-{name}"
    if key not in st.session_state and name in st.query_params:
        said = st.query_params[name].split(",") if many else [st.query_params[name]]
        known = [each for each in said if allowed is None or each in allowed]
        if known:
            st.session_state[key] = known if many else known[0]
    return key


def tell(name: str, chosen: str | Sequence[str]) -> None:
    """Put what is chosen into the address; "" takes it out."""
    text = chosen if isinstance(chosen, str) else ",".join(chosen)
    if text:
        if st.query_params.get(name) != text:
            st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]
