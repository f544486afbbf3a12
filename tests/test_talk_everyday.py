"""What people say every day: yes, the second one, once vegan, what is honey, nuts."""

from __future__ import annotations

import pytest
from test_talk import found, ids

from ragfood.assembly import House
from ragfood.finding.pantry import pantry_of


@pytest.mark.parametrize(
    ("talk", "food", "warning"),
    [
        ("I'm vegan / what is honey?", "honey", "Honey is not vegan."),
        ("I'm vegetarian / what is bacon?", "bacon-fried", "Bacon, fried is not vegetarian."),
        ("I'm allergic to peanuts / how is peanut butter made", "peanut-butter-smooth", "contains peanuts"),
    ],
)
def test_what_is_asked_what_it_is_is_told_with_a_warning(app: House, talk: str, food: str, warning: str) -> None:
    finding = found(app, talk)
    assert ids(finding)[0] == food and warning in finding.warnings[0]
    assert all(app.index.corpus.by_id[each].diets.get("vegan") != "no" for each in ids(finding)[1:] if "vegan" in talk)


@pytest.mark.parametrize("second", ["la segunda", "el segundo", "la deuxième, elle contient quoi ?", "the second one"])
def test_a_place_in_a_list_is_told_in_other_languages(app: House, second: str) -> None:
    shown = ids(found(app, "sopas de Japón"))
    assert ids(found(app, f"sopas de Japón / {second}")) == shown[1:2]


@pytest.mark.parametrize("yes", ["yes please", "Ja, gerne!", "sí, por favor", "oui", "はい"])
def test_who_says_yes_hears_more_of_what_was_shown(app: House, yes: str) -> None:
    shown = ids(found(app, "soups from Japan"))
    assert {*ids(found(app, f"soups from Japan / {yes}"))} == {*shown}
    assert not ids(found(app, yes))


@pytest.mark.parametrize(
    "said",
    [
        "I used to be vegan but now I eat meat. Dinner ideas?", "I was vegetarian for years, dinner ideas",
        "früher war ich vegan. Abendessen?", "antes era vegetariano, cena", "an ex-vegan wants dinner",
    ],
)  # fmt: skip
def test_a_diet_that_was_kept_once_is_none(app: House, said: str) -> None:
    assert not found(app, said).demands.diets
    assert found(app, "I used to be vegetarian, now I'm vegan").demands.diets == ("vegan",)
    assert "nuts" in found(app, "I was allergic to nuts for years").demands.free_of


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("nuts", "nut"),
        ("which nuts are healthiest?", "nut"),
        ("which fish is healthiest", "fish"),
        ("cheese", "cheese"),
    ],
)
def test_where_a_group_is_all_that_is_named_what_is_of_it_is_listed(app: House, question: str, group: str) -> None:
    assert {*ids(found(app, question))} < pantry_of(app.index.corpus).groups.named(group)
    assert not {*ids(found(app, f"I'm allergic to nuts / {question}"))} & pantry_of(app.index.corpus).groups.named(
        "nut"
    )
