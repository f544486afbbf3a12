"""Correcting in a talk: what was told wrong is put right, what is to be forgotten takes no allergy back, and who
is with child is so pages later.
"""

from __future__ import annotations

import pytest
from test_talk import found, ids, labels

from ragfood.assembly import House
from ragfood.understanding.safety import safety_note, withheld

CORRECTED = {
    "I'm allergic to walnuts / actually no, I meant peanuts / thai food": {"no peanuts"},
    "I'm allergic to walnuts / I meant peanuts, not walnuts / thai food": {"no peanuts"},
    "ich bin allergisch gegen Walnüsse / Quatsch, ich meinte Garnelen / thai food": {"no crustaceans"},
    "soy alérgico a las nueces / perdón, quise decir cacahuetes / thai food": {"no peanuts"},
    "我对核桃过敏 / 不对，是花生 / thai food": {"no peanuts"},
    "卵アレルギーです / すみません、卵じゃなくて牛乳です / thai food": {"dairy-free"},
    "my son is allergic to walnuts / sorry I meant peanuts / thai food": {"no peanuts"},
    "I'm vegan / sorry I meant vegetarian / thai food": {"vegetarian"},
    "I'm allergic to soy and eggs / I meant milk, not soy / thai food": {"no eggs", "dairy-free"},
    "I'm allergic to soy and eggs / I meant milk / thai food": {"no eggs", "dairy-free", "no soybeans"},
    "I'm allergic to milk / soy milk instead / thai food": {"dairy-free"},
    "I'm allergic to eggs / I said no nuts / thai food": {"no eggs", "no peanuts", "no nuts"},
    "soy alérgica a las nueces / quiero cacahuetes / thai food": {"no peanuts", "no nuts"},
    "저는 우유 알레르기가 있어요 / 과일 말고 / thai food": {"dairy-free"},
    "卵アレルギーです / 牛乳じゃなくて / thai food": {"no eggs"},
    "I can't eat pork / or egg / thai food": {"no pork", "no eggs"},
    "no como soja / olvida la soja / thai food": set(),
    "não posso comer soja / esquece a soja / thai food": set(),
    "ich esse keine Eier / vergiss die Eier / thai food": set(),
    "I'm allergic to soy / forget the soy / thai food": {"no soybeans"},
}


@pytest.mark.parametrize(("talk", "chips"), CORRECTED.items())
def test_what_was_told_wrong_is_put_right(app: House, talk: str, chips: set[str]) -> None:
    assert labels(found(app, talk)) - {"from Thailand"} == chips


@pytest.mark.parametrize(
    ("talk", "food"),
    [
        ("I'm pregnant / cheese board / japanese raw fish", "sashimi"),
        ("estoy embarazada / japanese raw fish", "sashimi"),
        ("we have a 7 month old baby / breakfast with oats", "overnight-oats"),
        ("I have G6PD deficiency / egyptian breakfast", "ful-medames"),
    ],
)
def test_what_a_body_does_not_bear_is_not_offered_pages_later(app: House, talk: str, food: str) -> None:
    alone = talk.rpartition(" / ")[2]
    assert food in ids(found(app, alone)) and food not in ids(found(app, talk))


@pytest.mark.parametrize(
    "talk",
    [
        ("can pregnant women eat brie?", "dinner"),
        ("I'm pregnant", "I'm not pregnant after all", "dinner"),
        ("my sister is pregnant", "now just for me, dinner"),
    ],
)
def test_what_is_told_in_general_or_no_longer_true_withholds_nothing(talk: tuple[str, ...]) -> None:
    assert not withheld(talk[-1], talk) and not safety_note(talk[-1], (), talk)


@pytest.mark.parametrize("told", ["I'm pregnant, no sushi please", "estoy embarazada y no como carne"])
def test_what_is_denied_beside_it_takes_nothing_back(told: str) -> None:
    assert "sashimi" in withheld("dinner", (told, "dinner"))


def test_what_stands_is_said_again_where_foods_are_asked_for() -> None:
    assert "pregnancy" in safety_note("dinner", (), ("I'm pregnant", "dinner"))


@pytest.mark.parametrize(
    ("question", "warning"),
    [
        ("is there peanut in massaman? allergic", "Massaman Curry does not meet “no peanuts”: contains peanuts."),
        ("¿lleva huevo la carbonara? soy alérgico", "Spaghetti alla Carbonara does not meet “no eggs”: contains eggs."),
    ],
)
def test_who_is_only_allergic_is_so_to_what_was_asked_of(app: House, question: str, warning: str) -> None:
    assert warning in found(app, question).warnings


def test_people_of_a_faith_are_told_whether_a_dish_is_for_them(app: House) -> None:
    asking = found(app, "can Muslims eat tiramisu?").asking
    assert asking and asking.inquiry.diets == ("halal",) and asking.named == ("tiramisu",)
