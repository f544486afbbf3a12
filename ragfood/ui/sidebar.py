"""The sidebar: who answers, how the providers are doing, what is spent, and the chats so far."""

from __future__ import annotations

from hashlib import sha256

import streamlit as st

from ragfood.assembly import House
from ragfood.errors import RagFoodError
from ragfood.ledger import Alert, Allowance
from ragfood.ledger.budget import LEVELS
from ragfood.ui import chats, drill, provider_badges, standing
from ragfood.ui.figures import PROVIDERS, dollars
from ragfood.ui.markup import plain
from ragfood.ui.wording import choose, language, languages, t, told

_STYLE = """<style>
[data-testid="stSidebarHeader"] {margin-bottom: 0; height: 2.75rem}
[data-testid="stSidebarUserContent"] > div > [data-testid="stVerticalBlock"] {gap: .6rem}
[data-testid="stSidebarUserContent"] [data-testid="stMarkdownContainer"] {font-size: .9rem}
[data-testid="stSidebarUserContent"] [data-testid="stButtonGroup"] button {padding-inline: .5rem}
</style>"""
"""The list of chats is to begin on a screen 900 px high, also with the demo's panel."""
_WORTH_A_BAR = 0.25
"""Of the day's budget spent; below it a bar shows nothing that the figures do not."""


def draw(house: House) -> None:
    """Everything in the sidebar, from top to bottom."""
    with st.sidebar:
        st.html(_STYLE)
        st.markdown("### RAG-Food")
        st.page_link("app.py", label=t("Chat"), icon=":material/chat:")
        st.page_link("pages/1_Costs.py", label=t("Costs"), icon=":material/payments:")
        st.page_link("pages/2_Compare.py", label=t("Compare"), icon=":material/compare_arrows:")
        st.page_link("pages/3_Foods.py", label=t("Foods"), icon=":material/menu_book:")
        if house.settings.insights:
            st.page_link("pages/4_Insights.py", label=t("Insights"), icon=":material/monitoring:")
        if house.practice:
            st.page_link("pages/5_Tour.py", label=t("Tour"), icon=":material/signpost:")
        chats.new_chat()
        _choose_mode(house)
        standing.choose(house)
        drill.draw(house)
        provider_badges.draw(house)
        _money(house)
        with st.container(gap="xsmall"):  # a place of its own: what stands below keeps its own when chats come and go
            chats.draw(house)
        _choose_language()


def _choose_language() -> None:
    names, key = languages(), "language-choice"
    # No list that opens: at the end of the sidebar a click scrolls it into view, and scrolling closes the list again.
    st.segmented_control(
        t("Language"),
        list(names),
        default=language(),
        format_func=names.__getitem__,
        key=key,
        required=True,
        width="stretch",
        on_change=lambda: choose(st.session_state[key]),
    )


def mode_of(house: House) -> str:
    """Who is to answer the next question, as chosen in the sidebar, or for everybody on the scorecard."""
    if preferred := house.preference.current():
        return preferred.provider
    return str(st.session_state.get("mode") or house.settings.provider)


def _choose_mode(house: House) -> None:
    names = {"auto": t("Auto"), "groq": "Groq", "ollama": "Ollama"}
    if house.settings.provider == "offline":
        names["offline"] = t("Collection")
    if preferred := house.preference.current():
        st.info(t("Rolled back: only {who} answers.", who=PROVIDERS[preferred.provider]), icon=":material/undo:")
        return
    if "mode" not in st.session_state:
        st.session_state["mode"] = house.settings.provider
    st.segmented_control(
        t("Who answers"),
        list(names),
        help=_mode_says(mode_of(house)),
        format_func=names.__getitem__,
        key="mode",
        required=True,
        width="stretch",
        persist_state="session",
    )


def _mode_says(mode: str) -> str:
    says = {
        "auto": t("Groq first; Ollama when Groq cannot; the collection itself when neither can."),
        "groq": t("Only Groq's cloud. If it cannot answer, you are told why."),
        "ollama": t("Only Ollama on this machine. Nothing leaves it, nothing is paid."),
        "offline": t("No model: the collection is read back. Nothing leaves this machine."),
    }
    return says[mode]


@st.fragment(run_every=5)
def _money(house: House) -> None:
    try:
        standing = house.ledger.standing()
    except RagFoodError as trouble:
        st.warning(told(str(trouble)))
        return
    limit = standing.daily_limit
    share = min(float(standing.spent_today / limit), 1.0) if limit else 1.0
    month = t(
        "This month {spent} of {limit}. The day's budget starts anew at {time}.",
        spent=dollars(standing.spent_month, limit=standing.monthly_limit),
        limit=dollars(standing.monthly_limit),
        time=f"{standing.resets.day:%H:%M %Z}",
    )
    today = t("Today {spent} of {limit}", spent=dollars(standing.spent_today, limit=limit), limit=dollars(limit))
    st.caption(today, help=month)
    tight = [each for each in (standing.day, standing.month) if each.level == LEVELS[-1] or not each.fits(None)]
    if tight:
        st.caption(f":orange[:material/block:] {plain(_no_room(tight[-1]))}")
    if share >= _WORTH_A_BAR or tight:
        st.progress(1.0 if tight else share)
    _warn(house)
    highest = {alert.name: alert for alert in sorted(house.ledger.alerts(), key=lambda alert: alert.level)}
    for alert in highest.values():  # who hears of 80 % need not hear of 50 %
        st.toast(plain(_alert(alert)), icon=":material/payments:")


def _no_room(allowance: Allowance) -> str:
    """Why Groq, which is well, is left out, and until when."""
    until = f"{allowance.reset:%Y-%m-%d %H:%M}"
    if allowance.spent >= allowance.limit:
        return t("The budget is used up: Groq is not asked until {time}.", time=until)
    if allowance.fits(None):
        return t("Little is left of the budget: most questions go past Groq until {time}.", time=until)
    # Money held for calls under way is as good as spent for whoever asks next.
    spent, held = dollars(allowance.spent, limit=allowance.limit), dollars(allowance.held)
    return t("The budget is used up: {spent} spent, {held} held. Ollama goes on for free.", spent=spent, held=held)


def _warn(house: House) -> None:
    """What is wrong with the books; what is over by now can be taken away once it was read."""
    over = house.ledger.notes()
    for warning in house.ledger.warnings():
        with st.container(gap="xxsmall"):
            st.warning(plain(told(warning)))
            if warning in over:
                key = f"dismiss-{sha256(warning.encode()).hexdigest()[:12]}"
                st.button(t("Got it"), key=key, type="tertiary", on_click=house.ledger.dismiss, args=(warning,))


def _alert(alert: Alert) -> str:
    spent, limit = dollars(alert.spent, limit=alert.limit), dollars(alert.limit)
    if alert.level == LEVELS[-1] and alert.spent < alert.limit:
        return t(
            "{spent} of the budget of {limit} are spent, and the rest is too little for most questions.",
            spent=spent, limit=limit,
        )  # fmt: skip
    if alert.period == "day":
        return t(
            "{level} % of the day's budget is reached: {spent} of {limit} are spent.",
            level=alert.level, spent=spent, limit=limit,
        )  # fmt: skip
    return t(
        "{level} % of the month's budget is reached: {spent} of {limit} are spent.",
        level=alert.level, spent=spent, limit=limit,
    )  # fmt: skip
