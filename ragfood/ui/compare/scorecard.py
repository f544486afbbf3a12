"""The scorecard on the page: advice first, every criterion with its figure, and the button that acts on it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from ragfood.assembly import House
from ragfood.preference import Preferred
from ragfood.scorecard.card import Card
from ragfood.scorecard.marks import Mark
from ragfood.ui.figures import PROVIDERS, count, dollars, percent
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_DAYS = (1, 7, 30)


def draw(house: House) -> None:
    """Raises LedgerTrouble or StoreTrouble when what it rests on cannot be read."""
    given = str(st.query_params.get("days", "7"))
    days = st.segmented_control(
        t("Over the last"),
        _DAYS,
        default=int(given) if given in map(str, _DAYS) else 7,
        format_func=lambda n: t("day") if n == 1 else t("{n} days", n=n),
        required=True,
        key="scorecard-days",
    )
    st.query_params["days"] = str(days)
    card = house.scorecard.now(int(days or 7))
    _advice(house, card)
    _switch(house, house.preference.current())
    st.markdown(f"#### {t('Success criteria')}")
    _marks(card.criteria, card, 2)
    st.markdown(f"#### {t('Signs to roll back')}")
    _marks(card.signs, card, 3)
    st.caption(t("As of {time}. Calls of comparisons count like all others.", time=f"{card.at:%Y-%m-%d %H:%M %Z}"))


def _advice(house: House, card: Card) -> None:
    reasons = _reasons(card)
    if card.advice == "stay":
        st.success(f"**{t('Stay with Groq.')}** {plain(reasons)}", icon=":material/check_circle:")
    elif card.advice == "watch":
        st.warning(f"**{t('Keep watching.')}** {plain(reasons)}", icon=":material/visibility:")
    else:
        st.error(f"**{t('Roll back to Ollama.')}** {plain(reasons)}", icon=":material/undo:")


def _reasons(card: Card) -> str:
    names = _names()
    if card.advice == "stay":
        met = sum(mark.verdict == "met" for mark in card.criteria)
        words = t("{n} of {all} criteria are met, none speaks against it, and no sign to roll back is seen.")
        return words.format(n=met, all=len(card.criteria))
    if all(mark.verdict == "not enough data" for mark in card.reasons):
        lacking = ", ".join(names[mark.code] for mark in card.reasons)
        return t("There is too little data yet for: {what}.", what=lacking)
    return "; ".join(f"{names[mark.code]}: {_figure(mark)}" for mark in card.reasons) + "."


def _switch(house: House, preferred: Preferred | None) -> None:
    if preferred:
        since = f"{preferred.since.astimezone(house.clock.now().tzinfo):%Y-%m-%d %H:%M %Z}"
        st.info(t("Only {who} answers, in every session, since {time}.", who=PROVIDERS[preferred.provider], time=since))
        _permanent()
        if st.button(t("Undo: everybody may choose again"), icon=":material/redo:"):
            house.preference.clear()
            st.rerun()
        return
    with st.popover(t("Roll back to Ollama…"), icon=":material/undo:"):
        st.markdown(t("From now on only Ollama answers, in every session of the running app. It can be undone here."))
        badge = next((each for each in house.board.badges() if each.provider == "ollama"), None)
        if badge and badge.state not in ("ready", "checking"):
            st.warning(f"{t('Ollama is not ready now:')} {plain(told(badge.sentence))} {plain(told(badge.remedy))}")
        _permanent()
        if st.button(t("Roll back now"), type="primary"):
            house.preference.choose("ollama")
            st.rerun()


def _permanent() -> None:
    st.caption(t("To make it permanent, put this into .env:"))
    st.code("RAGFOOD_PROVIDER=ollama", language="bash")


def _names() -> dict[str, str]:
    return {
        "works": t("All questions are answered"),
        "response": t("Mean response of Groq"),
        "errors": t("Error rate of Groq"),
        "cost": t("Cost of this month, forecast"),
        "limits": t("Attempts that met a rate limit"),
        "quality": t("Answers at least as good as Ollama's"),
        "slow": t("Mean response of Groq"),
        "failing": t("Error rate of Groq"),
        "dear": t("Cost of this month, forecast"),
    }


def _verdict(mark: Mark) -> str:
    if mark.verdict == "not enough data":
        return f":gray-badge[:material/hourglass_empty: {t('not enough data')}]"
    if mark.verdict == "met":
        return f":green-badge[:material/check: {t('not seen') if mark.sign else t('met')}]"
    return f":red-badge[:material/close: {t('seen') if mark.sign else t('not met')}]"


def _marks(marks: Sequence[Mark], card: Card, abreast: int) -> None:
    for begin in range(0, len(marks), abreast):
        for mark, column in zip(marks[begin : begin + abreast], st.columns(abreast), strict=False):
            with column:
                _mark(mark, card)


def _mark(mark: Mark, card: Card) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(f"{_verdict(mark)} **{_names()[mark.code]}**: {plain(_figure(mark))}")
        least = t("; at least {n} are needed", n=mark.needed) if mark.counted < mark.needed else ""
        st.caption(f"{_basis(mark)}{least}{_beside(mark, card)}")
        if mark.evidence:
            with st.expander(t("What is behind it")):
                _evidence(mark)


def _basis(mark: Mark) -> str:
    if mark.code in ("cost", "dear"):
        return t("Days of this month with calls: {n}", n=mark.counted)
    if mark.code == "quality":
        return t("Measures with enough data: {n} of 4, over {days} d", n=mark.counted, days=mark.days)
    if mark.code == "works":
        return t("Questions: {n}, over {days} d", n=count(mark.counted), days=mark.days)
    return t("Calls: {n}, over {days} d", n=count(mark.counted), days=mark.days)


def _beside(mark: Mark, card: Card) -> str:
    if mark.code != "response" or card.ollama_mean_s is None:
        return ""
    return t(" · Ollama's mean: {s}", s=f"{card.ollama_mean_s:.2f}\u00a0s")


def _figure(mark: Mark) -> str:
    if mark.value is None:
        return t("nothing to go by yet")
    if mark.code == "quality":
        worse = [str(row["measure"]) for row in mark.evidence if row["verdict"] == "worse"]
        if mark.verdict == "not enough data":
            return t("too little to compare yet")
        return t("worse by {what}", what=", ".join(worse)) if worse else t("not worse by any measure")
    if mark.code == "works":
        return t("{share} failed, none should", share=_told(mark, mark.value))
    value, target = _told(mark, mark.value), _told(mark, mark.target)
    if mark.sign:
        return t("{value}; above {target} is a sign", value=value, target=target)
    if mark.code == "limits":
        return t("{value}, at most {target}", value=value, target=target)
    return t("{value}, below {target} is wanted", value=value, target=target)


def _told(mark: Mark, value: float | Decimal | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return dollars(value)
    return f"{value:.2f}\u00a0s" if mark.unit == "seconds" else percent(value, 1)


def _evidence(mark: Mark) -> None:
    import pandas as pd

    columns: dict[str, Any] = {
        "time": st.column_config.DatetimeColumn(t("Time"), format="YYYY-MM-DD HH:mm:ss"),
        "provider": t("Provider"),
        "model": t("Model"),
        "outcome": t("Outcome"),
        "reason": t("Reason"),
        "total_s": st.column_config.NumberColumn(t("Seconds"), format="%.2f"),
        "cost_usd": t("Cost"),
        "day": t("Day"),
        "requests": t("Requests"),
        "unknown_cost": t("Unknown cost"),
        "measure": t("Measure"),
        "groq": st.column_config.NumberColumn("Groq", format="%.0f %%"),
        "ollama": st.column_config.NumberColumn("Ollama", format="%.0f %%"),
        "groq_count": t("Groq: count"),
        "ollama_count": t("Ollama: count"),
        "verdict": t("Verdict"),
    }
    rows = [{**row, **_shown(row)} for row in reversed(mark.evidence)]
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=columns)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Money as it is told, and shares in per cent."""
    shares = {name: 100 * row[name] for name in ("groq", "ollama") if row.get(name) is not None}
    return shares | ({"cost_usd": dollars(row["cost_usd"])} if isinstance(row.get("cost_usd"), Decimal) else {})
