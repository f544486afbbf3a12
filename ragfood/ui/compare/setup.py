"""A new comparison: who is asked what, what that may cost, and the click that agrees to it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ragfood.assembly import House
from ragfood.cancel import Cancel
from ragfood.circuit import span
from ragfood.contests.estimate import Estimate, estimate, left, tight
from ragfood.contests.plan import (
    MISSION_QUESTIONS,
    MOST_ROUNDS,
    Plan,
    choose,
    prepare,
    read_questions,
)
from ragfood.errors import Declined, LedgerTrouble, RagFoodError
from ragfood.ledger import CallRecord
from ragfood.money import adding_up
from ragfood.providers import Provider
from ragfood.ui import attendance
from ragfood.ui.figures import PROVIDERS, dollars
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_READY = "compare-ready"


def draw(house: House) -> None:
    """The form, and below it the estimate of what was filled in last."""
    st.caption(
        t(
            "The same questions, over the same foods and with the same prompt, to each provider or model, side by "
            "side. Every call goes through your limits and budget and is booked like any other."
        )
    )
    running = house.contests.running()
    if running:
        st.info(t("A comparison is running."), icon=":material/timer:")
        # Called back, so that it leads there also when the comparison has just ended.
        st.button(t("Watch it"), type="primary", on_click=_watch, args=(running.comparison.id,))
        return
    with st.form("compare-setup"):
        asked = st.text_area(
            t("Questions, one per line"), "\n".join(MISSION_QUESTIONS), height=170, key="compare-asked"
        )
        chosen = st.pills(
            t("Who is compared"),
            _options(house),
            default=["groq", "ollama"],
            format_func=lambda name: _label(house, name),
            selection_mode="multi",
            key="compare-chosen",
        )
        others = st.text_input(
            t("Other models"), placeholder="groq/openai/gpt-oss-120b, ollama/qwen3:4b", key="compare-others"
        )
        rounds = st.number_input(t("Rounds"), 1, MOST_ROUNDS, 1, help=t("How often each question is asked."))
        if st.form_submit_button(t("What will it cost?"), icon=":material/calculate:"):
            st.session_state.pop(_READY, None)
            try:
                st.session_state[_READY] = _ready(house, asked, [*chosen, *_named(others)], int(rounds))
            except RagFoodError as trouble:
                say_trouble(trouble)
    if _READY in st.session_state:
        _offer(house, *st.session_state[_READY])


def _ready(house: House, asked: str, chosen: list[str], rounds: int) -> tuple[Plan, list[Declined]]:
    providers: dict[str, Provider] = {"groq": house.groq, "ollama": house.ollama}
    names = [name for name in chosen if name in providers]
    models = [name for name in chosen if name not in providers]
    contestants, unable = choose(providers, names, models, house.table)
    return prepare(house.index, house.taste, read_questions(asked), contestants, rounds), unable


def _named(others: str) -> list[str]:
    return [name.strip() for name in others.split(",") if name.strip()]


def _options(house: House) -> list[str]:
    today = house.clock.now().date()
    groq = [f"groq/{model}" for model in house.table.candidates(today) if house.table.facts(model).price]
    up = any(badge.provider == "ollama" and badge.state in ("ready", "degraded") for badge in house.board.badges())
    installed = _installed(house.settings.ollama_host, house) if up else []
    return ["groq", "ollama", *groq, *(f"ollama/{model}" for model in installed if "embed" not in model)]


@st.cache_data(ttl=60, show_spinner=False)
def _installed(host: str, _house: Any) -> list[str]:
    """Full names of Ollama's models at `host`; none when it does not answer."""
    try:
        return list(_house.ollama.installed(Cancel()))
    except Declined:
        return []


def _label(house: House, name: str) -> str:
    if name == "groq":
        return t("Groq, the model in use")
    return plain(f"Ollama {house.settings.ollama_model}" if name == "ollama" else name)


def _calls(house: House) -> list[CallRecord]:
    try:
        return house.ledger.calls(f"{house.clock.now():%Y-%m}")
    except LedgerTrouble:
        return []


def _offer(house: House, plan: Plan, unable: list[Declined]) -> None:
    expected = estimate(plan, house.table, _calls(house))
    with st.container(border=True):
        for no in unable:
            st.warning(t("Left out: {why}", why=plain(told(str(no)))))
        for each in plan.prepared:
            if each.question.idle:
                st.caption(
                    t("Not asked: {question}: {why}", question=plain(each.question.text), why=told(each.question.idle))
                )
        _figures(expected)
        _warn(house, expected)
        _rolled_back(house, plan)
        at_most = t("Start: free") if expected.free else t("Start: at most {cost}", cost=plain(dollars(expected.worst)))
        begin, vote = st.columns(2)
        shown = begin.button(
            at_most, type="primary", icon=":material/play_arrow:", width="stretch", key="compare-start"
        )
        blind = vote.button(
            t("Start, and vote before I see names"),
            key="compare-start-blind",
            icon=":material/visibility_off:",
            width="stretch",
            help=t("The answers stay hidden while they are written, so that your votes are blind."),
        )
    if shown or blind:
        _start(house, plan, blind=blind)


def _figures(expected: Estimate) -> None:
    likely, worst, time = st.columns(3)
    costs, in_all = adding_up([share.likely for share in expected.shares])
    likely.metric(t("Likely cost"), dollars(None) if expected.likely is None else in_all)
    worst.metric(t("At most"), dollars(expected.worst))
    time.metric(t("About"), span(expected.seconds))
    for share, amount in zip(expected.shares, costs, strict=True):
        basis = t("as its answers so far") if share.measured else t("as a typical answer")
        cost = t("free") if share.worst == 0 else plain(told(amount))
        st.caption(
            t(
                "{who}: {n} calls of about {tokens} tokens ({basis}), {cost}",
                who=plain(share.contestant.key),
                n=share.calls,
                tokens=share.output_tokens,
                basis=basis,
                cost=cost,
            )
        )


def _warn(house: House, expected: Estimate) -> None:
    narrow = None if expected.free else tight(expected, house.ledger.standing())
    if narrow is None:
        return
    room = plain(dollars(left(narrow)))
    told = (
        t("Today's budget has {room} left, which may not be enough.", room=room)
        if narrow.period == "day"
        else t("This month's budget has {room} left, which may not be enough.", room=room)
    )
    st.warning(f"{told} {t('Calls that do not fit are refused, and the comparison says which.')}")


def _rolled_back(house: House, plan: Plan) -> None:
    """That a roll-back keeps nobody from being compared."""
    only = house.preference.current()
    others = dict.fromkeys(each.provider for each in plan.contestants if only and each.provider != only.provider)
    if only and others:
        st.warning(
            t(
                "A roll-back is on: all questions of the chats go to {only}. This comparison asks {others} all the"
                " same.",
                only=PROVIDERS[only.provider],
                others=", ".join(PROVIDERS[each] for each in others),
            )
        )


def _watch(run: str) -> None:
    st.query_params["run"] = run


def _start(house: House, plan: Plan, *, blind: bool) -> None:
    contest = house.contests.begin(plan)
    attendance.keep_contest(house, contest)
    st.session_state.pop(_READY, None)
    st.query_params["run"] = contest.comparison.id
    if blind:
        st.query_params["part"] = "vote"
    st.rerun()
