"""Stored numbers of foods, side by side: a table whose cells are bars, each row linked to its food."""

from __future__ import annotations

import html
from urllib.parse import quote

import streamlit as st

from ragfood.ui.figures import count
from ragfood.ui.food_words import nutrient_called
from ragfood.ui.wording import t
from ragfood.understanding.understood import Column, Comparison, Row


def draw(comparison: Comparison) -> None:
    """The numbers per 100 g; what was asked about comes first and has bars. Where none is stored a line says so."""
    if all(value is None for row in comparison.rows for value in row.amounts):
        st.caption(f"{_caption(comparison)}: {t('unknown')}")
        return
    st.html(table(comparison))


def table(comparison: Comparison) -> str:
    """The comparison as HTML of our own making, every text escaped. An amount that is not stored is "unknown"."""
    heads = "".join(f'<th scope="col">{_heading(column)}</th>' for column in comparison.columns)
    most = [max((row.amounts[at] or 0.0 for row in comparison.rows), default=0.0) for at in _places(comparison)]
    rows = "".join(_row(row, comparison, most) for row in comparison.rows)
    caption = html.escape(_caption(comparison))
    food = html.escape(t("Food"))
    return (
        f'<div class="rf-numbers"><table><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{food}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{_STYLE}'
    )


def amount(value: float | None, unit: str) -> str:
    """A stored amount as people read it: "24.6 g", "116 kcal", "unknown"."""
    if value is None:
        return t("unknown")
    return f"{count(value)} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def _caption(comparison: Comparison) -> str:
    if comparison.kind == "ranking":
        return t("Stored numbers per 100 g, in the order that was asked for")
    return t("Stored numbers per 100 g, side by side")


def _heading(column: Column) -> str:
    name = nutrient_called(column.label)
    return html.escape(name[:1].upper() + name[1:])


def _row(row: Row, comparison: Comparison, most: list[float]) -> str:
    link = f'<a href="/Foods?food={quote(row.id)}" target="_self">{html.escape(row.name)}</a>'
    cells = "".join(_cell(row, comparison, at, most[at]) for at in _places(comparison))
    title = f' title="{html.escape(row.source)}"' if row.source else ""
    return f'<tr><th scope="row"{title}>{link}</th>{cells}</tr>'


def _cell(row: Row, comparison: Comparison, at: int, most: float) -> str:
    column, value = comparison.columns[at], row.amounts[at]
    said = html.escape(amount(value, column.unit))
    if value is None or not most or column.key not in (comparison.asked or [comparison.columns[0].key]):
        return f"<td>{said}</td>"
    return f'<td><span class="rf-bar" style="width:{100 * value / most:.1f}%"></span>{said}</td>'


def _places(comparison: Comparison) -> range:
    return range(len(comparison.columns))


_STYLE = """<style>
.rf-numbers {overflow-x: auto; margin: .2rem 0 .6rem}
.rf-numbers table {border-collapse: collapse; font-size: .875rem; width: 100%; font-variant-numeric: tabular-nums}
.rf-numbers caption {text-align: left; opacity: .8; padding-bottom: .3rem}
.rf-numbers th, .rf-numbers td {border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  padding: .35rem .5rem; text-align: right; font-weight: normal; white-space: nowrap}
.rf-numbers th:first-child {text-align: left; white-space: normal; min-width: 7rem}
.rf-numbers thead th {font-weight: 600; vertical-align: bottom; white-space: normal}
.rf-numbers a {color: inherit}
.rf-bar {display: block; height: .35rem; min-width: 2px; border-radius: .2rem; margin: 0 0 .2rem auto;
  background: color-mix(in srgb, #c8742b 75%, currentColor)}
</style>"""
