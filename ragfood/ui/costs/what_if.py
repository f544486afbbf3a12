"""What the chosen days would have cost if other models had answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from ragfood.accounts.overview import Overview
from ragfood.accounts.sheets import Sheet, sum_of, times_of
from ragfood.accounts.worth import HIDDEN_PER_VISIBLE, hidden_per_visible, would_cost
from ragfood.assembly import House
from ragfood.money import compared
from ragfood.ui.costs.filters import Filtered
from ragfood.ui.figures import seconds
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told


def draw(house: House, seen: Overview, filtered: Filtered) -> None:
    """As it was, all local, all on Groq, and all on a model of one's choice."""
    models = list(house.table.models)
    others = [model for model in models if model != seen.reference]
    other = st.selectbox(t("Another model"), others, key="costs-other-model", width=360)
    real = sum_of(filtered.sheets)
    lines: list[tuple[str, Decimal | None, str]] = [
        (t("As it was"), real.cost, ""),
        (t("All answers local, with Ollama"), Decimal(0), _slower(filtered.sheets)),
    ]
    for model in (seen.reference, other):
        facts = house.table.facts(model)
        hidden = _hidden(seen.sheets, model)
        cost = would_cost(filtered.sheets, facts, hidden)
        note = t("its price is not known") if cost is None else _note(facts.reasoning, hidden)
        lines.append((t("All answers on Groq, with {model}", model=model), cost, note))
    rows = [["", t("Cost"), t("Difference")], ["---", "---:", "---:"]]
    rows += [list(map(plain, row)) for row in _rows([(name, cost) for name, cost, _ in lines])]
    st.markdown("\n".join(f"| {' | '.join(row)} |" for row in rows))
    for name, _, note in lines:
        if note:
            st.caption(plain(f"{name}: {note}."))
    st.caption(
        t(
            "{span}. Estimates: the tokens on record at other prices; other models cut texts differently and write"
            " longer or shorter.",
            span=filtered.span_text,
        )
    )


def _hidden(sheets: Sequence[Sheet], model: str) -> Decimal:
    found = hidden_per_visible(sheets, model)
    return HIDDEN_PER_VISIBLE if found is None else found


def _note(reasons: bool, hidden: Decimal) -> str:
    return t("with {n} reasoning tokens for each visible one", n=f"{hidden:.2f}") if reasons else ""


def _rows(lines: Sequence[tuple[str, Decimal | None]]) -> list[tuple[str, str, str]]:
    """What each came to, and how far that is from the first."""
    shown = compared([cost for _, cost in lines])
    return [(name, told(cost), apart) for (name, _), (cost, apart) in zip(lines, shown, strict=True)]


def _slower(sheets: Sequence[Sheet]) -> str:
    local = times_of(row for row in sheets if row.provider == "ollama")[1].percentile(0.5)
    cloud = times_of(row for row in sheets if row.provider == "groq")[1].percentile(0.5)
    if local is None or cloud is None:
        return ""
    return t("half of the answers within {local} instead of {cloud}", local=seconds(local), cloud=seconds(cloud))
