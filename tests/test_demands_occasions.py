"""Feasts and fasts: how they are called, which foods are eaten at them, and what they leave out."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.demands import read_demands
from ragfood.demands.facets import table, values_of
from ragfood.demands.occasions import occasions_of
from ragfood.finding import find
from ragfood.foods import Food

OCCASIONS = {
    "Ramadan": "iftar soup|was kocht man zum Fastenbrechen|रमज़ान में क्या खाएं|斋月吃什么|ramazan yemekleri",
    "Christmas": "christmas dinner|was isst man zu Weihnachten|cena de navidad|クリスマス料理",
    "Diwali": "diwali sweets|दिवाली की मिठाई",
    "Thanksgiving": "thanksgiving side dish|acción de gracias, postre",
    "Lunar New Year": "tet food|설날 음식|chinese new year dumplings",
    "Nowruz": "nowruz dishes|نوروز",
}


@pytest.mark.parametrize(("text", "name"), [(text, name) for name, row in OCCASIONS.items() for text in row.split("|")])
def test_an_occasion_is_understood(text: str, name: str) -> None:
    assert name in {facet.name for facet in read_demands(text).wanted if facet.kind == "occasion"}


@pytest.mark.parametrize(
    ("text", "diets", "free_of"),
    [
        ("food for passover", ("kosher",), ("gluten",)),
        ("lenten soup", ("pescatarian",), ()),
        ("receta de cuaresma", ("pescatarian",), ()),
        ("Greek orthodox fasting recipe", ("vegan",), ()),
        ("fasting food from ethiopia", ("vegetarian",), ()),
        ("my neighbour lent me a wok", (), ()),
    ],
)
def test_a_fast_leaves_out_what_it_forbids(text: str, diets: tuple[str, ...], free_of: tuple[str, ...]) -> None:
    demands = read_demands(text)
    assert (demands.diets, demands.free_of) == (diets, free_of)


def test_foods_are_of_an_occasion_by_what_is_told_by_name_or_by_where_it_is_kept() -> None:
    rows = [{"name": "Diwali", "told": "diwali", "foods": "jalebi", "places": ["india"], "kinds": ["dessert"]}]
    sweet = Food(id="a", name="Barfi", text="Sweet.", type="dessert")
    assert [*occasions_of(sweet, "eaten at diwali", (), rows)] == ["diwali"]
    assert [*occasions_of(sweet, "sweet", ("india",), rows)] == ["diwali"]
    assert [*occasions_of(sweet, "sweet", ("italy",), rows)] == []
    assert [*occasions_of(Food(id="b", name="Jalebi", text="Fried."), "fried", (), rows)] == ["diwali"]


def test_every_occasion_that_is_kept_somewhere_has_foods(app: House) -> None:
    values = [values_of(food) for food in app.index.corpus.foods]
    named = table()["facets"]["occasion"]
    empty = [name for name, row in named.items() if not any(each.intersection(row["is"]) for each in values)]
    assert set(empty) <= {"a Jewish holiday", "Songkran", "Eid"} and {row["name"] for row in table()["occasions"]} == {
        *named
    }


def test_gifts_and_dates_of_a_feast_find_no_food(app: House) -> None:
    for question in ("christmas gift ideas", "how many days until christmas", "when is ramadan"):
        assert not find(app.index, question, (), 5).found.matches
