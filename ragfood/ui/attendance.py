"""Which tabs of browsers are open, as far as Streamlit knows, and what was begun on a page for somebody to see."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ragfood.assembly import House
from ragfood.audience import Viewer, Work
from ragfood.chat.turns import Turn
from ragfood.contests.contest import Contest
from ragfood.ui.visitor import visitor_id


def attend(house: House) -> None:
    """Note that this tab is open, and what it shows; every run of a page says so."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    chat = st.query_params.get("c") or st.session_state.get("conversation")
    shows = frozenset(str(each) for each in (chat, st.query_params.get("run")) if each)
    there = partial(_connected, context.session_id)
    house.audience.attend(context.session_id, Viewer(visitor_id(), shows, there))


def keep_turn(house: House, turn: Turn) -> None:
    """Let `turn`, and what waits behind it, end once nobody is there who asked or looks at its chat."""
    _keep(house, turn.conversation, lambda: turn.under_way, partial(house.turns.abandon, turn.conversation))


def keep_contest(house: House, contest: Contest) -> None:
    """Let `contest` end as far as it has come, once nobody is there who began it or looks at it."""
    _keep(house, contest.comparison.id, lambda: contest.under_way, contest.abandon)


def _keep(house: House, shown: str, under_way: Callable[[], bool], abandon: Callable[[], None]) -> None:
    house.audience.keep(Work(visitor_id(), shown, under_way, abandon), house.settings.unwatched_s)


def _connected(session: str) -> bool:
    """Whether the tab still holds its connection. Without a server nobody can leave."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)
