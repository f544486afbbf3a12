"""How many requests there were, how they ended, what they read and wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ragfood.accounts.series import ALL_ENDS, Bar, bars
from ragfood.accounts.sheets import Sheet, sum_of
from ragfood.ui.costs import charts, legend
from ragfood.ui.costs.charts import Block
from ragfood.ui.costs.filters import Filtered
from ragfood.ui.costs.names import ENDS, end_name
from ragfood.ui.figures import count, dollars
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
        (t("Requests"), count(whole.requests), t("Calls that reached for a provider.")),
        (t("Answers"), count(whole.answers + whole.cached), t("Whole answers, repeated ones included.")),
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
    return count(number) if number < 1_000_000 else f"{number / 1_000_000:.1f} M"


def _out(whole: Sheet) -> str:
    return t("Answers; {n} of them are reasoning that nobody sees.", n=count(whole.reasoning_tokens))


def _ends(whole: Sheet, drawn: Sequence[Bar], filtered: Filtered) -> None:
    st.markdown(f"**{t('How they ended')}**")
    found = [end for end in ALL_ENDS if getattr(whole, end)]
    if not found:
        st.caption(t("Nothing on record."))
        return
    names = {end: end_name(end) for end in found}
    blocks = [Block(bar.begin, bar.end, names[end], bar.ends[end]) for bar in drawn if bar.ends for end in found]
    counts = {names[end]: getattr(whole, end) for end in found}
    _draw(t("Calls"), counts, {names[end]: ENDS[end] for end in found}, blocks, filtered)


def _tokens(whole: Sheet, drawn: Sequence[Bar], filtered: Filtered) -> None:
    st.markdown(f"**{t('Tokens')}**")
    read, written = t("Tokens in"), t("Tokens out")
    blocks = [Block(bar.begin, bar.end, read, bar.input_tokens) for bar in drawn]
    blocks += [Block(bar.begin, bar.end, written, bar.output_tokens) for bar in drawn]
    counts = {read: whole.input_tokens, written: whole.output_tokens}
    _draw(t("Tokens"), counts, dict(zip(counts, _TOKEN_COLOURS, strict=True)), blocks, filtered)


def _draw(
    title: str, counts: Mapping[str, int], colours: Mapping[str, str], blocks: Sequence[Block], filtered: Filtered
) -> None:
    """Over time; of a single day, whose hours do not tell these counts, as one bar."""
    whole = sum(counts.values())
    figures = {kind: f"{count(number)} ({legend.share(number, whole)})" for kind, number in counts.items()}
    words = f"{title}: {legend.in_words(figures)}."
    if filtered.span.days == 1:
        legend.draw_shares(colours, counts, figures, words)
        return
    chart = charts.stacked(blocks, colours, title, (filtered.span.first, filtered.span.last))
    st.altair_chart(chart, width="stretch", alt=words)
    legend.draw(colours, figures)
