"""What people say every day: yes, the second one, once vegan, what is honey, nuts."""

from __future__ import annotations

import pytest
from test_talk import found, ids

from ragfood.assembly import House
from ragfood.finding.of_notes import SUITED, TO_AVOID
from ragfood.finding.pantry import pantry_of
from ragfood.understanding.safety import called_for, withheld


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


@pytest.mark.parametrize(
    "question",
    ["foods to avoid when pregnant", "what can't I eat while pregnant?", "I'm pregnant / what should I avoid?"],
)
def test_who_asks_what_to_avoid_sees_what_the_note_warns_of(app: House, question: str) -> None:
    finding = found(app, question)
    warned = {*ids(finding)}
    assert warned and warned <= withheld("I'm pregnant") and finding.told == (TO_AVOID,)
    assert not warned & {*ids(found(app, "I'm pregnant / dinner ideas"))}


@pytest.mark.parametrize(
    ("question", "named"),
    [("french dish with lamb", "lamb"), ("greek food with shrimp", "shrimp"), ("indian food with pork", "")],
)
def test_where_nothing_is_made_with_what_is_named_that_is_told(app: House, question: str, named: str) -> None:
    finding = found(app, question)
    told = [each for each in finding.told if each.startswith("None of these is made with")]
    assert told == ([f"None of these is made with {named}."] if named else [])


@pytest.mark.parametrize(
    "question",
    ["healthiest dish", "which is the most popular dish in the world?", "what's the healthiest thing to eat?"],
)
def test_the_best_of_all_is_no_number_of_ours_and_dishes_are_shown(app: House, question: str) -> None:
    finding = found(app, question)
    assert ids(finding) and any("is not stored" in each for each in finding.told)


def test_sauces_for_pasta_are_those_of_pasta(app: House) -> None:
    assert ids(found(app, "sauce for spaghetti"))[0] == "pesto-alla-genovese"


@pytest.mark.parametrize(
    "question",
    ["food for a baby 8 months", "what can I give my 9 month old baby?", "was darf mein Baby mit 7 Monaten essen?"],
)
def test_for_a_baby_only_what_is_fit_for_babies_is_offered(app: House, question: str) -> None:
    finding = found(app, question)
    assert ids(finding) and not {*ids(finding)} & withheld(question) and finding.told == (SUITED,)
    assert "egg-hard-boiled" not in ids(found(app, f"my baby is allergic to eggs / {question}"))


def test_notes_know_the_foods_that_they_speak_of(app: House) -> None:
    spoken = [note for question in ("food for a baby", "I'm pregnant") for note in called_for(question)]
    assert any(note.suits for note in spoken)
    for note in spoken:
        assert note.withholds | note.suits <= app.index.corpus.by_id.keys() and not note.withholds & note.suits


@pytest.mark.parametrize(
    "question", ["healthy breakfast options", "healthiest breakfast", "gesundes Frühstück", "desayuno saludable"]
)
def test_where_healthy_food_is_asked_for_nothing_fried_comes_first(app: House, question: str) -> None:
    offered = [app.index.corpus.by_id[each] for each in ids(found(app, question))]
    assert offered and not any({"fried", "deep-fried", "cured"} & {*food.methods} for food in offered[:5])
    assert any(each == "full-english-breakfast" for each in ids(found(app, "cooked breakfast with sausages and bacon")))


@pytest.mark.parametrize(
    "talk", ["What is sushi? / Something like Sushi, but vegan", "What is sushi? / something similar"]
)
def test_what_is_like_a_dish_is_no_sauce(app: House, talk: str) -> None:
    offered = [app.index.corpus.by_id[each].type for each in ids(found(app, talk))]
    assert offered and not {"condiment", "ingredient"} & {*offered}
