"""How many requests there were, how they ended, what they read and wrote."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ragfood.accounts.series import ALL_ENDS, Bar, bars
from ragfood.accounts.sheets import Sheet, sum_of
from ragfood.money import dollars
from ragfood.ui.costs import charts, legend
from ragfood.ui.costs.charts import Block
from ragfood.ui.costs.filters import Filtered
from ragfood.ui.costs.names import ENDS, end_name
from ragfood.ui.markup import plain
from ragfood.ui.wording import t

_TOKEN_COLOURS = ("#7db8e8", "#d9772b")


def draw(filtered: Filtered) -> None:
    """Figures of the chosen days, then how requests ended and tokens in and out over time."""
    whole = sum_of(filtered.sheets)
    st.subheader(t("Requests"), anchor="requests")
    _figures(whole)
    drawn = bars(filtered.sheets, "day" if filtered.span.unit == "hour" else filtered.span.unit)
    left, right = st.columns(2)
    with left:
        _ends(whole, drawn, filtered)
    with right:
        _tokens(whole, drawn, filtered)


def _figures(whole: Sheet) -> None:
    mean = whole.cost_per_answer
    shown = (
        (t("Requests"), f"{whole.requests:,}", t("Calls that reached for a provider.")),
        (t("Answers"), f"{whole.answers + whole.cached:,}", t("Whole answers, repeated ones included.")),
        (
            t("Mean cost per answer"),
            t("no answer") if mean is None else dollars(mean),
            t("All that was spent, through the answers that models wrote to their end."),
        ),
        (t("Tokens in"), _short(whole.input_tokens), t("Questions with their passages.")),
        (t("Tokens out"), _short(whole.output_tokens), _out(whole)),
    )
    row = st.container(horizontal=True, gap="medium")
    for label, value, about in shown:
        row.metric(label, plain(value), help=about, width="content")


def _short(number: int) -> str:
    return f"{number:,}" if number < 1_000_000 else f"{number / 1_000_000:,.1f} M"


def _out(whole: Sheet) -> str:
    return t("Answers; {n} of them are reasoning that nobody sees.", n=f"{whole.reasoning_tokens:,}")


def _ends(whole: Sheet, drawn: Sequence[Bar], filtered: Filtered) -> None:
    st.markdown(f"**{t('How they ended')}**")
    counts = {end: getattr(whole, end) for end in ALL_ENDS if getattr(whole, end)}
    if not counts:
        st.caption(t("Nothing on record."))
        return
    names, asked = {end: end_name(end) for end in counts}, sum(counts.values())
    figures = {names[end]: f"{n:,} ({legend.share(n, asked)})" for end, n in counts.items()}
    blocks = [Block(bar.begin, bar.end, names[end], bar.ends[end]) for bar in drawn if bar.ends for end in counts]
    _draw(blocks, {names[end]: ENDS[end] for end in counts}, t("Calls"), filtered, figures)


def _tokens(whole: Sheet, drawn: Sequence[Bar], filtered: Filtered) -> None:
    st.markdown(f"**{t('Tokens')}**")
    names = (t("Tokens in"), t("Tokens out"))
    figures = dict(zip(names, (f"{whole.input_tokens:,}", f"{whole.output_tokens:,}"), strict=True))
    blocks = [Block(bar.begin, bar.end, names[0], bar.input_tokens) for bar in drawn]
    blocks += [Block(bar.begin, bar.end, names[1], bar.output_tokens) for bar in drawn]
    _draw(blocks, dict(zip(names, _TOKEN_COLOURS, strict=True)), t("Tokens"), filtered, figures)


def _draw(
    blocks: Sequence[Block], colours: dict[str, str], title: str, filtered: Filtered, figures: dict[str, str]
) -> None:
    chart = charts.stacked(blocks, colours, title, (filtered.span.first, filtered.span.last))
    st.altair_chart(chart, width="stretch", alt=f"{title}: {legend.in_words(figures)}.")
    legend.draw(colours, figures)
