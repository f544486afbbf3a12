"""What no food tells of, what is no food, and what is added to an exclusion or wished for beside it."""

from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.finding import Finding, find
from ragfood.providers import Message


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("unheard"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def after(*shown: str, asked: str = "tell me about it") -> tuple[Message, ...]:
    return Message("user", asked), Message("assistant", "So it is [1].", shown)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


def test_of_what_no_food_tells_none_is_known_to_be_without_it(app: House) -> None:
    found = find(app.index, "I'm allergic to quuxberry. Dinner?", [], 5)
    assert not found.found.matches and "does not tell which foods hold quuxberry" in found.nothing_fits


@pytest.mark.parametrize("thing", ["mondays", "nothing", "cats", "pollen"])
def test_what_is_no_food_is_not_left_out(app: House, thing: str) -> None:
    found = find(app.index, f"I'm allergic to {thing}. Dinner?", [], 5)
    assert found.found.matches and not found.demands.of_safety


@pytest.mark.parametrize(
    ("question", "allergen"),
    [("I'm allergic to eggs, pasta dish?", "eggs"), ("Fischallergiker, Sushi?", "fish"), ("no eggs, ramen?", "eggs")],
)
def test_a_dish_that_is_asked_for_behind_an_allergy_is_wanted(app: House, question: str, allergen: str) -> None:
    demanded = find(app.index, question, [], 5).demands
    assert demanded.free_of == (allergen,) and not demanded.without_ingredients


def test_what_is_disliked_is_not_taken_back_by_the_denial_beside_it(app: House) -> None:
    assert (
        "nuts" in find(app.index, "I'm not allergic to nuts, I just can't stand them. Dessert?", [], 5).demands.free_of
    )


@pytest.mark.parametrize("added", ["or cheese", "nor cheese", "ni queso", "oder Käse"])
def test_what_is_added_with_or_is_left_out_too(app: House, added: str) -> None:
    history = after(asked="I don't want eggs. Breakfast?")
    demands = find(app.index, added, history, 5).demands
    assert "eggs" in demands.free_of and ("milk" in demands.free_of or "cheese" in demands.without_ingredients)


def test_soy_is_i_am_in_spanish(app: House) -> None:
    history = after(asked="Soy alérgico al huevo. ¿Qué puedo desayunar?")
    assert find(app.index, "y mi mujer a la leche", history, 5).demands.free_of == ("eggs", "milk")
    assert find(app.index, "¿y si soy celíaca?", history, 5).demands.free_of == ("gluten", "eggs")
