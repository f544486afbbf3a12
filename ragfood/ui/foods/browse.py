"""Browse: the foods of the corpus, filtered by what is known of them, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ragfood.assembly import House
from ragfood.browsing import Wanted, browse, choices, nutrient_name
from ragfood.foods import ALLERGENS, DIETS, Food
from ragfood.ui.figures import count
from ragfood.ui.food_words import allergen, diet, nutrient
from ragfood.ui.foods import address
from ragfood.ui.foods.one_food import open_food
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_PER_PAGE = 25


def draw(house: House) -> None:
    wanted = _filters(house)
    found = browse(house.index.corpus, wanted)
    total = len(house.index.corpus.foods)
    st.markdown(t("**{found}** of {total} foods", found=count(len(found)), total=count(total)))
    if wanted.diets or wanted.free_of:
        st.caption(t("Only foods that are known to be fit are shown; unknown never counts as safe."))
    if not found:
        st.info(t("No food fits all of that. Take a filter away."))
        return
    pages = -(-len(found) // _PER_PAGE)
    top = st.container()
    page = st.pagination(pages, key="page", bind="query-params", max_visible_pages=5) if pages > 1 else 1
    with top:
        for food in found[(min(page, pages) - 1) * _PER_PAGE :][:_PER_PAGE]:
            _line(food, wanted.sort)
    st.caption(plain(told(house.index.file.sentence)))


def _filters(house: House) -> Wanted:
    known = choices(house.index.corpus)
    words = st.text_input(
        t("Search by name"),
        key=address.begin("q"),
        type="search",
        placeholder=t("A name in any language"),
        max_chars=100,
        persist_state="session",
    )
    with st.expander(t("Filters and order"), icon=":material/tune:"):
        left, right = st.columns(2)
        with left:
            kind = _one(t("Type"), "type", known.types, _or_any)
            diets = _many(t("Known to be"), "diet", DIETS, diet)
            sort = _one(t("Order"), "sort", known.nutrients, _order)
        with right:
            place = _one(t("Country or region"), "place", known.places, _or_any)
            free_of = _many(t("Known to be free of"), "free", ALLERGENS, allergen)
            measured = _one(t("Nutrition"), "measured", ("yes",), _measured)
    chosen = {"q": words or "", "type": kind, "place": place, "diet": diets, "free": free_of, "sort": sort}
    for name, each in {**chosen, "measured": measured}.items():
        address.tell(name, each)
    return Wanted(words or "", kind, place, tuple(diets), tuple(free_of), measured == "yes", sort)


def _one(label: str, name: str, options: Sequence[str], shown: Callable[[str], str]) -> str:
    key = address.begin(name, options)
    chosen = st.selectbox(label, ["", *options], format_func=shown, key=key, persist_state="session")
    return chosen or ""


def _many(label: str, name: str, options: Sequence[str], shown: Callable[[str], str]) -> list[str]:
    key = address.begin(name, options, many=True)
    return st.multiselect(label, options, format_func=shown, key=key, persist_state="session")


def _measured(choice: str) -> str:
    return t("with figures only") if choice else t("any")


def _or_any(choice: str) -> str:
    return told(choice) or t("any")


def _order(key: str) -> str:
    return t("{nutrient}, high to low", nutrient=nutrient(key)) if key else t("by name")


def _line(food: Food, sort: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(plain(food.name), key=f"open-{food.id}", type="tertiary"):
            open_food(food.id)
        facts = [told(food.type), told(food.country or food.region)]
        if sort:
            name, unit = nutrient(sort), nutrient_name(sort)[1]
            value = food.nutrition.get(sort)
            facts.append(t("{nutrient} not known", nutrient=name) if value is None else f"{name} {value:g} {unit}")
        elif (energy := food.nutrition.get("kcal")) is not None:
            facts.append(t("{kcal} kcal per 100 g", kcal=f"{energy:g}"))
        st.caption(plain(" · ".join(each for each in facts if each)) or "–")
