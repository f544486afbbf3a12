"""The search lab: what was understood of a question, what was found with which scores, and what was hidden and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from ragfood.assembly import House
from ragfood.errors import QuestionRefused
from ragfood.finding import Finding, find
from ragfood.retrieval import Match
from ragfood.ui.food_words import demanded
from ragfood.ui.foods import address
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told
from ragfood.understanding.questions import LONGEST_QUESTION, clean_question

if TYPE_CHECKING:
    import pandas as pd

_MOST = 20


def draw(house: House) -> None:
    asked = st.text_input(
        t("Question"),
        key=address.begin("ask"),
        max_chars=LONGEST_QUESTION,
        placeholder=t("a vegan stew without peanuts"),
        persist_state="session",
    )
    address.tell("ask", asked or "")
    if not asked:
        st.caption(t("Only the search is tried here. No model is asked and nothing is paid."))
        return
    try:
        finding = find(house.index, clean_question(asked), (), _MOST)
    except QuestionRefused as refused:
        st.warning(told(str(refused)))
        return
    _understood(finding, asked)
    _found(finding)
    _left_out(finding)


def _understood(finding: Finding, asked: str) -> None:
    found = finding.found
    st.subheader(t("Understood"))
    with st.container(horizontal=True, gap="xsmall"):
        for word in map(demanded, finding.understood):
            st.badge(plain(word), icon=":material/filter_alt:", color="blue")
    if not finding.demands:
        st.caption(t("No diet, allergen or ingredient is demanded."))
    if found.searched_for != asked:
        st.markdown(f"{t('Searched for')}: *{plain(found.searched_for)}*")
    st.caption(t("{ms} ms", ms=f"{found.ms:.1f}") + (f" · {plain(told(found.notice))}" if found.notice else ""))


def _found(finding: Finding) -> None:
    matches = finding.found.matches
    st.subheader(t("Found"))
    if not matches:
        st.info(t("No food in the collection bears on this."))
        return
    st.dataframe(match_table(matches), hide_index=True, column_config=_headings(), width="stretch")
    st.caption(
        t(
            "Similarity is what answers show, 0 to 1. By words is BM25, by vectors the cosine; the order follows the "
            "fused score. BM25 and fused scores compare within one question only."
        )
    )


def match_table(matches: tuple[Match, ...]) -> pd.DataFrame:
    """One row for each match: name, score, lexical, dense, fused, id."""
    import pandas as pd

    rows = [(m.food.name, m.score, m.lexical, m.dense, m.fused, m.food.id) for m in matches]
    return pd.DataFrame(rows, columns=["name", "score", "lexical", "dense", "fused", "id"])


def _headings() -> dict[str, Any]:
    names = {"score": t("Similarity"), "lexical": t("By words"), "dense": t("By vectors"), "fused": t("Fused")}
    numbers = {key: st.column_config.NumberColumn(name, format="%.3f") for key, name in names.items()}
    return {"name": t("Food"), **numbers, "id": t("Address")}


def _left_out(finding: Finding) -> None:
    if not finding.left_out:
        return
    st.subheader(t("Hidden by what was demanded"))
    for match in finding.left_out:
        reason = finding.demands.unmet_by(match.food)
        st.markdown(f"- **{plain(match.food.name)}** ({match.score:.2f}): {plain(told(reason))}")
