"""The words of the pages: English as the code has it, every other language from data/strings.json, sentences.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from ragfood.ui.sentences import Sentences
from ragfood.understanding.tongue import tongue_of

COOKIE = "ragfood_language"
"""In which the browser keeps what was chosen."""
_CHOSEN = "language"
_FOUND = "language-found"
"""What the browser asked for when the session began: looked up once, as every word of a page asks for it."""
_DATA = Path(__file__).resolve().parents[2] / "data"


@lru_cache(maxsize=2)
def _kept(name: str) -> Any:
    return json.loads((_DATA / name).read_text("utf-8"))


def _strings() -> Mapping[str, Mapping[str, str]]:
    strings: Mapping[str, Mapping[str, str]] = _kept("strings.json")["strings"]
    return strings


@lru_cache(maxsize=1)
def sentences() -> Sentences:
    """What the floors below say in English, of data/sentences.json, and the words of the pages."""
    return Sentences(_kept("sentences.json")["sentences"], _strings())


def languages() -> Mapping[str, str]:
    """Language code to its own name, English first."""
    names: Mapping[str, str] = _kept("strings.json")["languages"]
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


def told(text: str) -> str:
    """`text`, which a floor below has made in English, in the language of this session; of several sentences each
    that is known. Texts of foods, people and models are not for it.
    """
    code = language()
    return text if code == "en" else sentences().told(text, code)


def told_to(question: str, text: str) -> str:
    """The same in the language that `question` is asked in where that can be told, else in that of this session."""
    code = _code_for(question)
    return text if code == "en" else sentences().told(text, code)


def read_back(question: str, text: str) -> str:
    """What is ours of an answer in which foods are read back, as `told_to` does; their own texts stay as they are."""
    code = _code_for(question)
    return text if code == "en" else sentences().read_back(text, code)


def _code_for(question: str) -> str:
    spoken = tongue_of(question)
    return spoken if spoken in languages() else language()
