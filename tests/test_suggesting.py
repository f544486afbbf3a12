"""Suggestions: few, about the foods of the answer, answerable by the collection, and not what was just asked."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ragfood.answers import Answer, Source
from ragfood.answers.suggesting import Suggestion, suggestions
from ragfood.assembly import DATA
from ragfood.demands.reading import read_demands
from ragfood.foods import Food, load_foods
from ragfood.understanding.understood import Chip

FOODS = load_foods(DATA / "foods.json").by_id
BARE = Food("bare", "Bare", "Nothing is known of it.", type="dish")


def answer(*ids: str, text: str = "It is this [1].", **changed: object) -> Answer:
    sources = tuple(Source(id, FOODS[id].name, FOODS[id].text, 0.5) for id in ids)
    return replace(Answer(text=text, sources=sources), **changed)  # type: ignore[arg-type]


def kinds(told: tuple[Suggestion, ...]) -> list[str]:
    return [each.kind for each in told]


def test_a_dish_that_is_not_vegan_leads_to_one_like_it_that_is() -> None:
    told = suggestions(answer("pad-thai"), "What is pad thai?", FOODS)
    assert told[0] == Suggestion("vegan instead", ("Pad Thai",)) and len(told) == 3


def test_of_a_dish_that_may_be_vegan_it_can_be_asked() -> None:
    assert suggestions(answer("hummus"), "What is hummus?", FOODS)[0] == Suggestion("vegan", ("Hummus",))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Is pad thai VEGAN?", "vegan instead"),
        ("Which allergens are in pad thai?", "allergens"),
        ("Does pad thai contain milk?", "allergens"),
        ("What else is from Thailand?", "place"),
        ("How is pad thai made?", "made"),
        ("pad thai recipe", "made"),
    ],
)
def test_what_was_asked_is_not_suggested(question: str, kind: str) -> None:
    assert kind not in kinds(suggestions(answer("pad-thai"), question, FOODS))


def test_two_foods_with_numbers_can_be_compared_by_the_names_people_use() -> None:
    told = suggestions(answer("lentils-cooked", "chickpeas-cooked", text="[1] and [2]"), "pulses", FOODS)
    assert Suggestion("protein", ("lentils", "chickpeas")) in told


def test_foods_beside_the_one_that_is_asked_about_are_not_compared_with_each_other() -> None:
    assert "protein_g" not in FOODS["satay"].nutrition
    told = suggestions(answer("satay", "ghee", "quail-egg-raw", text="[1] [2] [3]"), "Is satay safe?", FOODS)
    assert "protein" not in kinds(told)


def test_only_foods_that_the_answer_cites_are_spoken_of() -> None:
    told = suggestions(answer("pad-thai", "hummus", text="Hummus is a dip [2]."), "a dip?", FOODS)
    assert all("Pad Thai" not in each.about and "Thailand" not in each.about for each in told)


def test_an_answer_that_cites_nothing_is_about_its_first_food() -> None:
    assert suggestions(answer("pad-thai", text="A dish."), "What?", FOODS)[0].about == ("Pad Thai",)


def test_an_ingredient_is_not_asked_to_be_made_or_vegan() -> None:
    told = kinds(suggestions(answer("honey"), "What is honey?", FOODS))
    assert not {"made", "vegan", "vegan instead"} & {*told}


def test_nothing_is_suggested_of_what_is_not_known() -> None:
    bare = Answer(text="[1]", sources=(Source("bare", "Bare", "", 0.5),))
    assert suggestions(bare, "What is bare?", {"bare": BARE}) == ()
    assert suggestions(bare, "What is bare?", {}) == ()


def test_nothing_is_suggested_without_foods_and_citations_beyond_them_are_passed_over() -> None:
    assert suggestions(Answer(text="Nothing bears on it."), "the capital of France?", FOODS) == ()
    assert suggestions(answer("pad-thai", text="It is this [7]."), "What?", FOODS) == ()


def test_what_the_talk_asked_before_or_demanded_is_not_suggested_again() -> None:
    vegan = (Chip("diet:vegan", "vegan"),)
    assert "vegan" not in kinds(suggestions(answer("hummus", understood=vegan), "the second one", FOODS))
    talk = answer("hummus", searched_for="How do I make hummus? and the calories?")
    assert "made" not in kinds(suggestions(talk, "and the calories?", FOODS))


@pytest.mark.parametrize("language", ["de", "es"])
def test_what_is_suggested_of_a_place_is_understood_in_the_languages_of_the_pages(language: str) -> None:
    words = json.loads((DATA / "strings.json").read_text())["strings"]["What else is eaten in {country}?"]
    for country in ("Japan", "Vietnam", "Morocco"):
        (chip,) = read_demands(words[language].format(country=country)).chips
        assert chip.key == f"place:{country}"
