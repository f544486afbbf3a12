"""Demands that must never be missed: grave reactions, the Spanish "I am", and lists behind a colon."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest

from ragfood.demands import read_demands

GRAVE = """
my son had anaphylaxis from peanuts, what thai dishes can he eat|my daughter goes into anaphylactic shock from peanuts. dinner?
he goes into anaphylactic shock after eating peanuts|anaphylactic shock with peanuts, what can she eat|she went into anaphylaxis after peanuts
my son reacts badly to peanuts, Thai food?|peanuts send him to hospital, what can he eat?|peanuts sent my son to the hospital last year, thai dishes?
peanuts put her in the ER. Snacks?|peanuts could kill him, what can he eat in Thailand|can peanuts kill my son? what thai dish is ok
I am deathly allergic to peanuts|my wife is deadly allergic to peanuts|peanuts cause anaphylaxis, which soups are ok
peanuts trigger an anaphylactic reaction|tuve un shock anafiláctico por cacahuetes, ¿qué puedo comer?|j'ai fait un choc anaphylactique aux arachides
anaphylaktischer Schock von Erdnüssen, was kann ich essen?|I ended up in hospital after eating peanuts, dinner ideas
"""


@pytest.mark.parametrize("text", [each for line in GRAVE.strip().splitlines() for each in line.split("|")])
def test_a_grave_reaction_is_a_demand(text: str) -> None:
    demands = read_demands(text)
    assert demands.free_of == ("peanuts",) and not demands.without_ingredients


@pytest.mark.parametrize(
    ("text", "free_of"),
    [
        ("Erdnüsse vertrage ich nicht. Thailändische Gerichte?", "peanuts"),
        ("Milch vertragen wir leider nicht, welche Suppe?", "milk"),
        ("Eier darf mein Sohn nicht essen, Kuchen?", "eggs"),
        ("Fisch mag ich nicht, Abendessen aus Japan", "fish"),
        ("Sesam bekommt mir nicht", "sesame"),
        ("Sellerie vertrage ich gar nicht", "celery"),
    ],
)
def test_what_stands_first_in_a_german_sentence_is_left_out_too(text: str, free_of: str) -> None:
    assert read_demands(text).free_of == (free_of,)


@pytest.mark.parametrize("text", ["Warum kann man Nüsse nicht einfrieren?", "Warum wird Milch nicht sauer?"])
def test_a_german_why_leaves_no_allergen_out(text: str) -> None:
    assert not read_demands(text).of_safety


def test_a_hospital_alone_leaves_nothing_out() -> None:
    assert not read_demands("soup for someone in hospital").of_safety
    assert not read_demands("Does satay contain peanuts?")


@pytest.mark.parametrize(
    ("text", "free_of"),
    [
        ("soy alérgico al maní, ¿puedo comer pad thai?", "peanuts"),
        ("Soy muy alérgica a los cacahuetes, postres", "peanuts"),
        ("soy intolerante a la lactosa", "milk"),
        ("soy celíaco, desayuno", "gluten"),
        ("soy una persona alérgica al huevo", "eggs"),
        ("soy alérgico a la soja", "soybeans"),
        ("soy allergic friend, dinner", "soybeans"),
        ("I'm soy intolerant", "soybeans"),
        ("soy free vegan soup", "soybeans"),
        ("vegan, no soy", "soybeans"),
    ],
)
def test_the_spanish_i_am_is_no_bean(text: str, free_of: str) -> None:
    assert read_demands(text).free_of == (free_of,)


def test_who_says_what_they_are_in_spanish_demands_that() -> None:
    assert read_demands("soy vegana, sopa").diets == ("vegan",)
    assert not read_demands("soy vegana, sopa").free_of


@pytest.mark.parametrize(
    ("text", "free_of", "ingredients"),
    [
        ("may contain traces of nuts is fine, but no peanuts: chocolate desserts", "peanuts", ""),
        ("no peanuts: chocolate desserts", "peanuts", ""),
        ("vegan, no eggs: pasta ideas", "eggs", ""),
        ("without dairy: mango desserts", "milk", ""),
        ("no peanuts, no milk: chocolate cake", "peanuts milk", ""),
        ("allergic to nuts: what snack can I eat", "peanuts nuts", ""),
        ("no peanuts: eggs either", "eggs peanuts", ""),
        ("no nuts: almonds, chocolate", "peanuts nuts", "almond chocolate"),
        ("allergies: peanuts, milk", "peanuts milk", ""),
        ("I can't eat: peanuts, milk", "peanuts milk", ""),
        ("I can't eat the following foods: peanuts, milk", "peanuts milk", ""),
        ("avoid: peanuts, chocolate", "peanuts", "chocolate"),
        ("peanuts: allergic", "peanuts", ""),
        ("allergic to these: kiwi, peanuts", "peanuts", "kiwi"),
        ("I can eat peanuts but not tree nuts, snack ideas", "nuts", ""),
        ("peanuts are fine, just no tree nuts", "nuts", ""),
    ],
)
def test_a_colon_ends_a_list_unless_the_list_goes_on(text: str, free_of: str, ingredients: str) -> None:
    demands = read_demands(text)
    assert sorted(demands.free_of) == sorted(free_of.split())
    assert sorted(demands.without_ingredients) == sorted(ingredients.split())
