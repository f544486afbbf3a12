"""The legend of a chart with the figures that it draws: what has which colour, and how much of it there is."""

from __future__ import annotations

import html
from collections.abc import Mapping
from decimal import Decimal

import streamlit as st


def draw(colours: Mapping[str, str], figures: Mapping[str, str]) -> None:
    """Each entry of `colours` (kind to colour) with its figure, if it has one; in that order."""
    st.html(f'<ul class="rf-legend">{"".join(_entry(*each, figures) for each in colours.items())}</ul>{_STYLE}')


def draw_shares(colours: Mapping[str, str], parts: Mapping[str, int], figures: Mapping[str, str], words: str) -> None:
    """One bar cut into `parts`, with its legend; `words` say the same to who does not see it."""
    cuts = "".join(
        f'<i style="flex:{number} 0 2px;background:{html.escape(colours[kind])}"></i>'
        for kind, number in parts.items()
        if number
    )
    st.html(f'<div class="rf-shares" role="img" aria-label="{html.escape(words)}">{cuts}</div>{_STYLE}')
    draw(colours, figures)


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """The share of a part in per cent; never all of it, and never nothing, when it is not."""
    if not part or not whole:
        return "0\u00a0%"
    value = 100 * Decimal(part) / Decimal(whole)
    shown = f"{value:.1f}"
    if shown == "0.0":
        return "<0.1\u00a0%"
    return ">99.9\u00a0%" if shown == "100.0" and part != whole else f"{shown}\u00a0%"


def in_words(figures: Mapping[str, str]) -> str:
    """The figures in one line, for who does not see the chart."""
    return " · ".join(f"{kind} {figure}" for kind, figure in figures.items())


def _entry(kind: str, colour: str, figures: Mapping[str, str]) -> str:
    figure = f"<b>{html.escape(figures[kind])}</b>" if kind in figures else ""
    return f'<li><i style="background:{html.escape(colour)}"></i>{html.escape(kind)} {figure}</li>'


_STYLE = """<style>
.rf-legend.rf-legend {list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem;
  font-size: .875rem; line-height: 1.5}
.rf-legend.rf-legend li {margin: 0; padding: 0}
.rf-legend b {font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap}
.rf-legend i {display: inline-block; width: .75rem; height: .75rem; border-radius: .15rem; margin-right: .4rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent)}
.rf-shares {display: flex; gap: 2px; height: 2rem; margin: .2rem 0 .6rem; border-radius: .3rem; overflow: hidden}
.rf-shares i {display: block}
</style>"""
