"""All figures of a comparison as a table: a line for each measure, a column for each who answered."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import streamlit as st

from ragfood.contests.estimate import EXPECTED_S
from ragfood.contests.spread import Spread
from ragfood.contests.trials import Contestant
from ragfood.contests.verdicts import Figures, costs
from ragfood.ui.figures import PROVIDERS, count, percent
from ragfood.ui.wording import t, told

NOTHING = "–"


def name_of(who: Contestant) -> str:
    return f"{PROVIDERS[who.provider]} {who.model}"


def draw(found: Sequence[Figures]) -> None:
    """Speed, money and errors; and what is counted in them."""
    money = costs(found)
    lines = [
        (t("Answered"), [f"{each.answered}/{each.asked}" for each in found]),
        (t("Errors"), [f"{each.asked - each.answered}" for each in found]),
        *((name, _column(found, of)) for name, of in _times()),
        (t("Expected"), [_expected(each) for each in found]),
        (t("Tokens/s"), [count(each.tokens_per_s.mean) if each.tokens_per_s else NOTHING for each in found]),
        (t("Cost of an answer"), [*map(told, money.an_answer)]),
        (t("Cost in all"), [*map(told, money.in_all)]),
    ]
    st.html(table(t("Model"), [name_of(each.contestant) for each in found], lines))
    st.caption(
        t("Times are those of whole answers, cold starts left out; tokens/s are visible ones, counted after the first.")
    )


def draw_quality(found: Sequence[Figures]) -> None:
    """What the passages say of the answers; nothing where none was judged."""
    judged = [(name_of(each.contestant), each.quality) for each in found if each.quality]
    if not judged:
        return
    st.markdown(f"##### {t('Quality, without a judge')}")
    lines = [
        (t("Citations that exist"), [_share(each.citations_exist) for _, each in judged]),
        (t("Sentences supported"), [_share(each.supported) for _, each in judged]),
        (t("Refused to answer"), [_share(each.refused) for _, each in judged]),
        (t("Words"), [f"{each.words:.0f}" for _, each in judged]),
    ]
    st.html(table(t("Model"), [name for name, _ in judged], lines))
    st.caption(
        t(
            "Supported: all numbers and most words of a sentence stand in the foods that it cites. This finds what was "
            "made up or left uncited; it cannot tell what is well put. For that, vote."
        )
    )


def table(corner: str, heads: Sequence[str], lines: Sequence[tuple[str, Sequence[str]]]) -> str:
    """HTML of our own making, every text escaped; it scrolls by itself where it is too wide for the screen."""
    top = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in (corner, *heads))
    rows = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th>{"".join(f"<td>{html.escape(cell)}</td>" for cell in cells)}</tr>'
        for name, cells in lines
    )
    label = html.escape(", ".join(heads))
    return (
        f'<div class="rf-measures" role="region" aria-label="{label}" tabindex="0"><table>'
        f"<thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table></div>{_STYLE}"
    )


def _times() -> list[tuple[str, Callable[[Figures], str]]]:
    def total(name: str) -> Callable[[Figures], str]:
        return lambda each: _told(each.total, name, "{:.2f}\u00a0s")

    return [
        (t("Mean"), total("mean")),
        (t("Median"), total("median")),
        (t("Fastest"), total("least")),
        (t("Slowest"), total("most")),
        (t("Std. deviation"), total("deviation")),
        (t("p95"), total("p95")),
        (t("First token"), lambda each: _told(each.first_token, "mean", "{:.2f}\u00a0s")),
    ]


def _column(found: Sequence[Figures], of: Callable[[Figures], str]) -> list[str]:
    return [of(each) for each in found]


def _expected(each: Figures) -> str:
    bounds = EXPECTED_S.get(each.contestant.provider)
    return f"{bounds[0]:g}–{bounds[1]:g}\u00a0s" if bounds else NOTHING


def _told(spread: Spread | None, name: str, form: str) -> str:
    value: float | None = getattr(spread, name) if spread else None
    return NOTHING if value is None else form.format(value)


def _share(value: float | None) -> str:
    return NOTHING if value is None else percent(value)


_STYLE = """<style>
.rf-measures {overflow-x: auto; margin: .2rem 0 .4rem}
.rf-measures table {border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums}
.rf-measures th, .rf-measures td {border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  padding: .3rem 1rem .3rem 0; text-align: right; font-weight: normal}
.rf-measures td {white-space: nowrap}
.rf-measures th:first-child {text-align: left; padding-right: 1.2rem}
.rf-measures thead th {font-weight: 600; vertical-align: bottom; overflow-wrap: anywhere; max-width: 14rem}
</style>"""
