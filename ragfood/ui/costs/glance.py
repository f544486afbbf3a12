"""The month in ten seconds: one sentence, four figures, when the budgets start anew."""

from __future__ import annotations

import streamlit as st

from ragfood.accounts.overview import Overview
from ragfood.assembly import House
from ragfood.ledger import Allowance
from ragfood.ui.costs.names import model_name
from ragfood.ui.figures import dollars
from ragfood.ui.markup import plain
from ragfood.ui.sidebar import mode_of
from ragfood.ui.wording import t

_NOTICED = 80
"""Per cent of a limit from which the page warns."""


def draw(house: House, seen: Overview) -> None:
    """How it stands, and where it is heading."""
    then = _then(mode_of(house))
    full = [each for each in (seen.standing.month, seen.standing.day) if each.level >= 100]
    warned = seen.standing.alert >= _NOTICED or seen.month.reached or seen.day.reached
    say = st.error if full else st.warning if warned else st.success
    sentences = _used_up(seen, full[0], house) if full else [month_sentence(seen, then), day_sentence(seen, then)]
    say("  \n".join(plain(each) for each in sentences if each), icon=_icon(bool(full), bool(warned)))
    today, month, ahead, saved = st.columns([1, 1, 1, 1])
    with today.container(border=True, height="stretch"):
        _allowance(t("Today"), seen.standing.day)
    with month.container(border=True, height="stretch"):
        _allowance(t("This month"), seen.standing.month)
    with ahead.container(border=True, height="stretch"):
        _ahead(seen)
    with saved.container(border=True, height="stretch"):
        _saved(seen)
    resets = seen.standing.resets
    st.caption(
        plain(
            t(
                "Held for calls under way: {held}. Today's budget starts anew at {day}, the month's on {month}. Days"
                " are those of {zone}.",
                held=dollars(seen.standing.held),
                day=f"{resets.day:%Y-%m-%d %H:%M}",
                month=f"{resets.month:%Y-%m-%d}",
                zone=_zone(seen),
            )
        )
    )


def _zone(seen: Overview) -> str:
    name = f"{seen.now:%Z}"
    return name if name == "UTC" else f"{name} (UTC{seen.now:%z})"


def month_sentence(seen: Overview, then: str) -> str:
    """Where the month is heading, and what follows from it."""
    out, limit = seen.month, dollars(seen.standing.monthly_limit)
    if out.reached:
        words = t("At this pace the monthly limit of {limit} is reached on {day}; {then}.")
        return words.format(limit=limit, day=f"{out.reached:%Y-%m-%d}", then=then)
    if out.reached_early:
        return t(
            "At this pace the month ends at {expected}, within its limit of {limit}; if it gets busier, the limit is"
            " reached on {day}, and {then}.",
            expected=dollars(out.expected),
            limit=limit,
            day=f"{out.reached_early:%Y-%m-%d}",
            then=then,
        )
    return t(
        "At this pace the month ends at {expected}, within its limit of {limit}.",
        expected=dollars(out.expected),
        limit=limit,
    )


def day_sentence(seen: Overview, then: str) -> str:
    """The same for today; nothing when there is nothing to say."""
    if seen.day.reached:
        return t(
            "The daily limit of {limit} is reached about {time}; {then} until {reset}.",
            limit=dollars(seen.standing.daily_limit),
            time=f"{seen.day.reached:%H:%M}",
            then=then,
            reset=f"{seen.standing.resets.day:%Y-%m-%d %H:%M}",
        )
    if seen.standing.day.level >= _NOTICED:
        return t(
            "{share} % of the daily limit is spent; at this pace today ends at {expected}.",
            share=_per_cent(seen.standing.day),
            expected=dollars(seen.day.expected),
        )
    return ""


def _used_up(seen: Overview, allowance: Allowance, house: House) -> list[str]:
    """That a budget is used up; of the day's also what becomes of the month."""
    mode = mode_of(house)
    return [_full(allowance, mode), month_sentence(seen, _then(mode)) if allowance.period == "day" else ""]


def _full(allowance: Allowance, mode: str) -> str:
    now = t("answers come from Ollama") if mode == "auto" else t("Groq is not asked")
    month = allowance.period == "month"
    words = (
        t("The monthly limit of {limit} is used up: {now} until {reset}.")
        if month
        else t("The daily limit of {limit} is used up: {now} until {reset}.")
    )
    if allowance.spent < allowance.limit:
        words = (
            t("What is left of the monthly limit of {limit} is too little for most questions: {now} until {reset}.")
            if month
            else t("What is left of the daily limit of {limit} is too little for most questions: {now} until {reset}.")
        )
    return words.format(limit=dollars(allowance.limit), now=now, reset=f"{allowance.reset:%Y-%m-%d %H:%M}")


def _then(mode: str) -> str:
    if mode == "auto":
        return t("then answers move to Ollama")
    return t("then Groq is no longer asked")


def _icon(full: bool, warned: bool) -> str:
    return ":material/block:" if full else ":material/trending_up:" if warned else ":material/check_circle:"


def _per_cent(allowance: Allowance) -> int:
    """Cut, not rounded: 99.9 % is not all of it."""
    return int(allowance.spent * 100 / allowance.limit) if allowance.limit else 100


def _allowance(label: str, allowance: Allowance) -> None:
    st.metric(label, dollars(allowance.spent, limit=allowance.limit))
    share = _per_cent(allowance)
    st.progress(min(share, 100))
    mark = (
        t("limit reached")
        if allowance.level >= 100
        else t("{level} % alert", level=allowance.level)
        if allowance.level
        else t("no alert")
    )
    shown = t("under 1") if allowance.spent and not share else share
    words = t("{share} % of {limit} · {mark}", share=shown, limit=dollars(allowance.limit), mark=mark)
    st.caption(plain(words))


def _ahead(seen: Overview) -> None:
    out = seen.month
    st.metric(t("Month's end, forecast"), dollars(out.expected))
    limit = seen.standing.monthly_limit
    st.progress(min(int(out.expected * 100 / limit), 100) if limit else 100)
    words = t("likely {low} to {high}", low=dollars(out.low), high=dollars(out.high))
    st.caption(
        plain(words),
        help=t(
            "Every day left costs what a day of the last week did on average. The range holds four of five outcomes"
            " if days go on varying as they did in the last four weeks."
        ),
    )


def _saved(seen: Overview) -> None:
    saved = seen.saved
    st.metric(t("Saved, estimate"), t("unknown") if saved.total is None else dollars(saved.total))
    words = t("this month: {n} local answers, {m} repeated", n=saved.local_answers, m=saved.repeated_answers)
    st.caption(
        plain(words),
        help=t(
            "An estimate: local answers would have cost {local} on {model}, repeated ones {repeated} the first time."
            " Models cut texts into different tokens.",
            local=plain(dollars(saved.local)),
            repeated=plain(dollars(saved.repeated)),
            model=plain(model_name(seen.reference)),
        ),
    )
