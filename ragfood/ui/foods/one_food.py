"""One food with all that is known of it, and what is not."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ragfood.assembly import House
from ragfood.browsing import allergen_states, diet_states, nutrient_name
from ragfood.foods import Food
from ragfood.ui.food_words import allergen, cuisine, diet, nutrient, state
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_MARKS = {
    "yes": (":material/check:", "green"),
    "free": (":material/check:", "green"),
    "no": (":material/close:", "red"),
    "contains": (":material/warning:", "red"),
    "depends": (":material/contrast:", "orange"),
    "may contain": (":material/contrast:", "orange"),
    "unknown": (":material/question_mark:", "gray"),
}
_GRAMS = ("protein_g", "fat_g", "sat_fat_g", "carbs_g", "sugar_g", "fibre_g")
_SIMILAR = 5


def open_food(identity: str) -> None:
    """Show the food with this id instead of the sections."""
    st.query_params["food"] = identity
    st.rerun()


def draw(house: House, identity: str) -> None:
    if st.button(t("All foods"), icon=":material/arrow_back:", type="tertiary"):
        del st.query_params["food"]
        st.rerun()
    food = house.index.corpus.by_id.get(identity)
    if food is None:
        st.warning(t("There is no food with this address. It may have been replaced."))
        return
    st.title(plain(food.name))
    facts = (told(food.type), cuisine(food.cuisine), told(food.country), told(food.region))
    st.caption(plain(" · ".join(each for each in facts if each)))
    st.markdown(plain(food.text))
    _lists(food)
    st.subheader(t("Diets"))
    _badges((diet(name), known) for name, known in diet_states(food))
    st.subheader(t("Allergens"))
    _badges((allergen(name), known) for name, known in allergen_states(food))
    st.caption(t("Of the usual recipe. Unknown is not safe. This is no medical advice."))
    _nutrition(food)
    _names(food)
    _similar(house, food)
    st.caption(f"{t('Address of this food')}: {plain(food.id)}. {plain(told(house.index.file.sentence))}")


def _lists(food: Food) -> None:
    for label, entries in (
        (t("Ingredients"), food.ingredients),
        (t("Made"), [*map(told, food.methods)]),
        (t("Taste"), [*map(told, food.tastes)]),
        (t("Eaten"), [*map(told, food.meals)]),
    ):
        if entries:
            st.markdown(f"**{label}:** {plain(', '.join(entries))}")


def _badges(states: Iterable[tuple[str, str]]) -> None:
    """Each state by its word, its sign and its colour, so that none of them is needed alone."""
    with st.container(horizontal=True, gap="xsmall"):
        for subject, known in states:
            icon, color = _MARKS[known]
            st.badge(f"{subject}: {state(known)}", icon=icon, color=color)  # type: ignore[arg-type]


def _nutrition(food: Food) -> None:
    st.subheader(t("Nutrition per 100 g"))
    if not food.nutrition:
        st.caption(t("Not known."))
        return
    table, chart = st.columns(2)
    rows = []
    for key, value in food.nutrition.items():
        rows.append(f"| {nutrient(key)} | {value:g} {nutrient_name(key)[1]} |")
    table.markdown("\n".join([f"| {t('Nutrient')} | {t('Amount')} |", "| --- | ---: |", *rows]))
    grams = {nutrient(key): food.nutrition[key] for key in _GRAMS if key in food.nutrition}
    if grams:
        with chart:
            _bars(grams)
    if food.nutrition_source:
        st.caption(t("Source: {source}", source=plain(food.nutrition_source)))


def _bars(grams: dict[str, float]) -> None:
    import altair as alt
    import pandas as pd

    table = pd.DataFrame({"nutrient": list(grams), "grams": list(grams.values())})
    axis = alt.X("grams:Q", title=t("grams in 100 g"))
    rows = alt.Y("nutrient:N", title=None, sort=list(grams), axis=alt.Axis(labelLimit=140))
    tips = [alt.Tooltip("nutrient:N", title=t("Nutrient")), alt.Tooltip("grams:Q", title=t("grams in 100 g"))]
    chart = alt.Chart(table).mark_bar().encode(x=axis, y=rows, tooltip=tips)
    words = ", ".join(f"{name} {amount:g}" for name, amount in grams.items())
    st.altair_chart(chart, width="stretch", alt=f"{t('grams in 100 g')}: {words}.")


def _names(food: Food) -> None:
    if food.aliases or food.names:
        st.subheader(t("Other names"))
        names = [*food.aliases, *(f"{name} ({code})" for code, name in food.names.items())]
        st.markdown(plain(" · ".join(names)))


def _similar(house: House, food: Food) -> None:
    matches = house.index.similar(food, _SIMILAR)
    if not matches:
        return
    st.subheader(t("Similar foods"))
    with st.container(horizontal=True, gap="small"):
        for match in matches:
            if st.button(plain(match.food.name), key=f"similar-{match.food.id}", help=f"{match.score:.2f}"):
                open_food(match.food.id)
