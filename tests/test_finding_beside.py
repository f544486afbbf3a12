"""What goes with a food: by the table, by what the foods' own texts tell, and never against a demand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ragfood.assembly import House
from ragfood.demands import vocabulary_of
from ragfood.finding import Finding, find
from ragfood.finding.beside import beside_in
from ragfood.foods import load_foods
from ragfood.providers import Message

DATA = Path(__file__).resolve().parents[1] / "data"
TABLE = json.loads((DATA / "goes_with.json").read_text("utf-8"))


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("what goes with curry", {"naan", "roti", "raita"}),
        ("which sauce goes with falafel", {"tahini", "hummus"}),
        ("was passt zu bratwurst", {"sauerkraut", "yellow-mustard-prepared"}),
        ("¿qué acompaña bien a una carne asada?", {"chimichurri"}),
        ("quel accompagnement pour du poisson", {"potato-boiled", "lemon-raw"}),
        ("contorno per la bistecca", {"chimichurri", "french-fries"}),
        ("カレーに合うものは？", {"naan", "white-rice-cooked"}),
        ("stuff to eat with beer", {"soft-pretzel", "potato-crisps"}),
    ],
)
def test_what_is_had_beside_a_food_comes_and_not_more_of_it(app: House, question: str, partners: set[str]) -> None:
    finding = find(app.index, question, (), 8)
    assert partners <= {*ids(finding)} and any(each.startswith("Often had with") for each in finding.told)


def test_what_shall_go_with_it_is_of_the_sort_that_is_wanted(app: House) -> None:
    drinks = find(app.index, "what drink goes well with tacos", (), 5).found.matches
    assert drinks[0].food.id == "horchata" and {match.food.type for match in drinks} == {"drink"}
    assert "cheese" in ids(find(app.index, "which cheese goes with figs", (), 5))[0]
    assert ids(find(app.index, "which wine goes with steak", (), 5)) == ["red-wine"]


def test_only_what_is_known_to_go_with_it_is_told_of_so(app: House) -> None:
    told = " ".join(find(app.index, "what to drink with baklava", (), 8).told)
    assert "Coffee" in told and "Lassi" not in told


def test_nothing_that_goes_with_it_breaks_a_demand(app: House) -> None:
    finding = find(app.index, "I'm vegan, what goes well with dal", (), 10)
    assert ids(finding) and all(match.food.diets["vegan"] == "yes" for match in finding.found.matches)
    finding = find(app.index, "what goes with a curry, no gluten please", (), 10)
    assert ids(finding) and all(match.food.allergens["gluten"] == "free" for match in finding.found.matches)


def test_what_goes_with_it_comes_behind_what_was_spoken_of(app: House) -> None:
    history = [Message("user", "what is injera"), Message("assistant", "Injera is a flatbread [1].")]
    assert ids(find(app.index, "and what do people eat with it?", history, 5))[:3] == [
        "injera",
        "doro-wat",
        "misir-wat",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "what can I eat with gout",
        "what can I have with eggs and spinach",
        "what is falafel served with",
        "which breads do they eat with their hands",
        "my throat is swelling up after peanuts",
        "pho",
    ],
)
def test_other_questions_are_none_of_what_goes_with_a_food(app: House, question: str) -> None:
    assert beside_in(question, vocabulary_of(app.index.corpus)) is None


def test_the_table_names_foods_of_the_collection_once_and_calls_each_row() -> None:
    known = load_foods(DATA / "foods.json").by_id
    called = [word for row in TABLE["beside"] for word in row["words"].split()]
    assert len(called) == len({*called})
    for row in TABLE["beside"]:
        foods = row["foods"].split()
        assert foods and len(foods) == len({*foods}) and known.keys() >= {*foods} and (row["words"] or row["of"])
