"""The words of the pages: English as the code has it, every other language from data/strings.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import streamlit as st

COOKIE = "ragfood_language"
"""In which the browser keeps what was chosen."""
_CHOSEN = "language"
_FOUND = "language-found"
"""What the browser asked for when the session began: looked up once, as every word of a page asks for it."""
_FILE = Path(__file__).resolve().parents[2] / "data" / "strings.json"


@lru_cache(maxsize=1)
def _strings() -> Mapping[str, Mapping[str, str]]:
    strings: Mapping[str, Mapping[str, str]] = json.loads(_FILE.read_text("utf-8"))["strings"]
    return strings


@lru_cache(maxsize=1)
def languages() -> Mapping[str, str]:
    """Language code to its own name, English first."""
    names: Mapping[str, str] = json.loads(_FILE.read_text("utf-8"))["languages"]
    return names


def language() -> str:
    """The code of the language that the person chose, now or before, else of the browser's locale, else "en"."""
    wished = st.session_state.get(_CHOSEN) or st.session_state.get(_FOUND)
    if wished not in languages():
        sent = (st.context.cookies.get(COOKIE), (st.context.locale or "").split("-")[0])
        wished = next((code for code in sent if code in languages()), "en")
        st.session_state[_FOUND] = wished
    return str(wished)


def chosen() -> str:
    """The code of the language that was chosen in this session, "" if none was."""
    return str(st.session_state.get(_CHOSEN, ""))


def choose(code: str) -> None:
    """Show this session's pages in the language `code`."""
    st.session_state[_CHOSEN] = code


def translate(text: str, code: str, /, **values: object) -> str:
    """`text` in the language `code` with `values` filled in; in English where no translation is kept."""
    written = _strings().get(text, {}).get(code, text)
    return written.format(**values) if values else written


def t(text: str, /, **values: object) -> str:
    """`text`, a literal such as t("{n} foods are hidden", n=3), in the language of this session."""
    return translate(text, language(), **values)
