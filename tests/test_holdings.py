"""Which foods hold a thing is known by their words as a search in all that is told of each would find it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragfood.assembly import House
from ragfood.demands.facets import table
from ragfood.demands.ingredients import held_within, naming, told_of
from ragfood.finding.groups import Groups
from ragfood.finding.holdings import Holdings
from ragfood.words import fold, words

NAMED = (
    "pork",
    "egg white",
    "soy_sauce",
    "five-spice",
    "leaf",
    "berry",
    "loaf",
    "bok choy",
    "Käse",
    "chilli",
    "beef kidney",
)


def test_it_says_the_same_as_a_search_in_each_line_of_each_food(app: House) -> None:
    foods = app.index.corpus.foods
    lines = {each.id: f"{told_of(each)}\n{held_within(each)}".split("\n") for each in foods}
    holdings = Holdings(foods)
    parts = sorted({fold(part) for food in foods for part in food.ingredients})
    for thing in (*map(fold, NAMED), *parts[::40]):
        pattern = naming(thing)
        told = {food_id for food_id, said in lines.items() if any(map(pattern.search, said))}
        assert holdings.of(thing) == told, thing


@pytest.mark.parametrize(
    ("ingredients", "held"),
    [(["egg", "white wine"], False), (["egg whites"], True), (["egg-white powder"], True), (["eggwhite"], False)],
)
def test_a_name_of_several_words_stands_in_one_line(app: House, ingredients: list[str], held: bool) -> None:
    food = replace(app.index.corpus.by_id["caprese-salad"], ingredients=tuple(ingredients), text="", compounds=())
    assert bool(Holdings([food]).of("egg white")) is held


def test_a_name_in_another_script_is_found(app: House) -> None:
    food = replace(app.index.corpus.by_id["caprese-salad"], ingredients=("रसोई नमक",), text="", compounds=())
    assert Holdings([food]).of("नमक") == {food.id} and not Holdings([food]).of("चीनी")


def test_what_foods_are_made_of_is_told_by_their_ingredients(app: House) -> None:
    foods = app.index.corpus.foods
    groups = Groups(foods)
    row = table()["groups"]["nut"]
    named = {name for name in (*row["names"], *row["words"]) if "_" not in name}
    for food in foods:
        told = [set(words(fold(each))) for each in food.ingredients]
        of_nuts = [not named.isdisjoint(part) and not part.intersection(row.get("but", ())) for part in told]
        if any(of_nuts):
            assert food.id in groups.made_of(("nut",))
        assert (food.id in groups.mainly_of(("nut",))) >= any(of_nuts[:2])


def test_what_a_food_is_mainly_made_of_comes_first(app: House) -> None:
    pilaf = replace(app.index.corpus.by_id["caprese-salad"], ingredients=("rice", "water", "almonds"))
    groups = Groups([pilaf])
    assert groups.made_of(("nut",)) == groups.mainly_of(("grain",)) == {pilaf.id} and not groups.mainly_of(("nut",))


def test_what_is_not_told_of_may_be_made_of_anything(app: House) -> None:
    groups = Groups([replace(app.index.corpus.by_id["caprese-salad"], ingredients=())])
    assert groups.made_of(("nut", "fruit")) == groups.mainly_of(("fruit",)) == {"caprese-salad"}


def test_ingredients_are_of_a_group_by_their_names(app: House) -> None:
    groups = Groups(app.index.corpus.foods)
    assert "almonds-raw" in groups.named("nut") and groups.any_of(("nut", "seed")) > groups.named("nut")
    assert groups.named("nut").isdisjoint(groups.named("fish"))
