"""The compare page: a comparison to come, running or past, the scorecard, or the backups; all by its address."""

from __future__ import annotations

import streamlit as st

from ragfood.assembly import House
from ragfood.errors import RagFoodError, StoreTrouble
from ragfood.ui.compare import backups, live, results, scorecard, setup, votes
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told


def draw(house: House) -> None:
    """The whole page. `?view=` scorecard or backups, `?run=` a comparison, and `?part=` of it are in the address."""
    st.title(t("Compare"))
    names = {"compare": t("Comparisons"), "scorecard": t("Scorecard"), "backups": t("Backup")}
    view = _chosen("view", names, t("What to see"))
    try:
        if view == "scorecard":
            scorecard.draw(house)
        elif view == "backups":
            backups.draw(house)
        else:
            _comparisons(house)
    except RagFoodError as trouble:
        say_trouble(trouble)


def _chosen(name: str, names: dict[str, str], label: str) -> str:
    """One of `names`, kept in the address under `name`; the first stands for nothing there."""
    first = next(iter(names))
    given = str(st.query_params.get(name, first))
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=names.__getitem__,
        default=given if given in names else first,
        key=f"compare-{name}-{st.query_params.get('run', '')}",
        required=True,
        label_visibility="collapsed",
    )
    if chosen and chosen != first:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)
    return str(chosen or first)


def _comparisons(house: House) -> None:
    run = str(st.query_params.get("run", ""))
    if not run:
        setup.draw(house)
        _past(house)
        return
    # First, as what stands below a running comparison is drawn only after its end.
    st.button(t("All comparisons, or a new one"), icon=":material/arrow_back:", type="tertiary", on_click=_open)
    contest, comparison = house.contests.of(run), house.contests.open(run)
    if comparison is None:
        st.warning(t("There is no comparison under this address; it may have been deleted."))
    else:
        names = {"figures": t("Figures"), "answers": t("Answers"), "vote": t("Blind vote")}
        part = _chosen("part", names, t("Part"))
        if contest and comparison.ended is None:
            live.draw(house, contest, hidden=part == "vote")
        elif part == "vote":
            votes.draw(house, comparison)
        elif part == "answers":
            results.draw_answers(comparison)
        else:
            results.draw_figures(house, comparison, contest.now().trouble if contest else "")


def _open(run: str = "") -> None:
    for name in ("run", "part"):
        st.query_params.pop(name, None)
    if run:
        st.query_params["run"] = run


def _past(house: House) -> None:
    st.markdown(f"#### {t('Past comparisons')}")
    try:
        headings = house.contests.archive.recent()
    except StoreTrouble as trouble:
        st.warning(plain(told(str(trouble))))
        return
    if not headings:
        st.caption(t("None yet. The first one will be kept here, and can be opened again by its address."))
    running = house.contests.running()
    for each in headings:
        runs = running is not None and running.comparison.id == each.id
        state = "" if each.finished else f" · {t('running') if runs else t('not finished')}"
        when = f"{each.begun.astimezone(house.clock.now().tzinfo):%Y-%m-%d %H:%M %Z}"
        label = t("{when} · {n} questions · {answers} answers", when=when, n=each.questions, answers=each.answered)
        label = f"{plain(each.title)} · {label}{state}"
        st.button(label, key=f"run-{each.id}", type="tertiary", on_click=_open, args=(each.id,))
