"""What a body does that does not bear a food leaves that food out, in whatever words it is told."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest

from ragfood.demands import read_demands

REACTIONS = {
    "crustaceans": "Prawns, crab, lobster: one bite and it's the ambulance|吃了虾就全身发痒，想吃泰国菜",
    "nuts": "walnuts close up my throat. Greek dessert?|Once I had a cashew. One bite put me in hospital. Indian curry?|had to use my epipen after a cashew",
    "milk": "Wenn ich Milch trinke, muss ich aufs Klo|one sip of milk and I'm on the toilet all night|con il latte sto malissimo|leite me dá dor de barriga|牛乳を飲むとお腹を壊す。デザートは?",
    "eggs": "eggs? instant rash. what is left|My boy turns blue if there's egg in anything|our toddler wheezes with egg",
    "gluten": "wheat wrecks my guts, bread?|moi c'est simple, le gluten me tue",
    "peanuts": "Bei Erdnüssen bekomme ich keine Luft mehr|땅콩 먹으면 숨이 막혀요",
    "sesame": "sesame = A&E trip. dinner?",
    "soybeans": "soy turns my skin into a horror show",
}


@pytest.mark.parametrize(
    ("text", "allergen"), [(text, allergen) for allergen, texts in REACTIONS.items() for text in texts.split("|")]
)
def test_a_reaction_leaves_out_what_brought_it(text: str, allergen: str) -> None:
    assert read_demands(text).free_of == (allergen,)


@pytest.mark.parametrize(
    "text",
    [
        "soup that's easy on the stomach, with fish",
        "what fish is good for heartburn",
        "my stomach hurts, chicken soup or fish soup?",
        "milk never made me wheeze",
        "eggs won't upset my stomach",
        "A fish soup. It warms the belly",
    ],
)
def test_no_reaction_leaves_nothing_out(text: str) -> None:
    assert not read_demands(text).of_safety


@pytest.mark.parametrize(
    "text",
    ["doesn't eat meat, lunch idea", "don't eat meat. dinner?", "gave up meat, dinner?", "carne não", "viande non"],
)
def test_who_does_without_meat_demands_it_however_the_sentence_opens(text: str) -> None:
    assert read_demands(text).diets == ("vegetarian",)


@pytest.mark.parametrize(
    "text", ["carne não, peixe sim", "viande non, poisson oui", "kein Fleisch, Fisch schon", "мясо нет, рыба да"]
)
def test_meat_no_and_fish_yes_is_pescatarian(text: str) -> None:
    assert read_demands(text).diets == ("pescatarian",)


def test_no_fish_is_never_taken_for_a_welcome_to_fish() -> None:
    assert read_demands("no meat no fish yes eggs, brunch").diets == ("vegetarian",)


def test_what_was_given_up_is_left_out_whatever_it_is() -> None:
    demands = read_demands("I gave up sugar and alcohol, dessert?")
    assert demands.without_ingredients == ("sugar", "alcohol")
    assert not read_demands("I gave up smoking, dessert?").of_safety


def test_cheese_with_rennet_means_vegetarian_and_not_cheese() -> None:
    assert read_demands("not even cheese with calf rennet").diets == ("vegetarian",)
