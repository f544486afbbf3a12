"""Dishes that are named only to have others are not offered."""

from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.demands import vocabulary_of
from ragfood.finding import find
from ragfood.providers import Message
from ragfood.understanding.passed_over import passed_over


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("passed"), RAGFOOD_FOODS=str(DATA / "foods.json"))


OTHERS = {
    "Something Moroccan that isn't tagine?": "tagine",
    "vegan breakfast that isnt toast again": "pan-con-tomate",
    "Mexican food besides tacos please": "tacos-al-pastor",
    "japanese food that's not sushi or ramen": "ramen",
    "I'm fed up with porridge, other breakfasts?": "porridge",
    "instead of moussaka, what greek dish could I cook?": "moussaka",
    "algo mexicano que no sean tacos": "tacos-al-pastor",
    "etwas Italienisches, aber keine Pizza": "pizza-margherita",
    "un plat vietnamien autre que le pho": "pho",
    "寿司以外の日本料理": "sushi",
    "除了饺子还有什么中国菜": "jiaozi",
    "suşi dışında japon yemeği": "sushi",
    "طبق ياباني غير السوشي": "sushi",
    "italian dinner but not lasagnia": "lasagne-alla-bolognese",
}


@pytest.mark.parametrize(("question", "gone"), OTHERS.items())
def test_others_are_offered_than_what_is_named(app: House, question: str, gone: str) -> None:
    finding = find(app.index, question, (), 8)
    found = [match.food.id for match in finding.found.matches]
    assert len(found) >= 3 and gone not in found and gone not in finding.subjects


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("Isn't kimchi a Chinese soup?", "kimchi"),
        ("is sushi not raw fish", "sushi"),
        ("why is gazpacho not hot?", "gazpacho"),
        ("I had pho in Hanoi, how is it made?", "pho"),
        ("what is pizza but not the American one", "pizza-margherita"),
    ],
)
def test_a_dish_that_is_asked_about_stays(app: House, question: str, kept: str) -> None:
    assert kept in [match.food.id for match in find(app.index, question, (), 8).found.matches]


@pytest.mark.parametrize(
    "question",
    ["dessert, not with nuts", "vegan street food that is not deep-fried", "a soup that isn't spicy", "no eggs"],
)
def test_what_is_demanded_is_never_cut(app: House, question: str) -> None:
    assert passed_over(question, vocabulary_of(app.index.corpus)) == (question, frozenset())


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("how are crepes different from american pancakes", {"crepes", "american-pancakes"}),
        ("what makes udon different to soba", {"udon", "soba-noodles-cooked"}),
    ],
)
def test_what_is_told_apart_from_another_is_shown_beside_it(app: House, question: str, both: set[str]) -> None:
    assert both <= {match.food.id for match in find(app.index, question, (), 5).found.matches}


def test_a_question_of_nothing_else_stays_whole(app: House) -> None:
    text, ids = passed_over("other than sushi", vocabulary_of(app.index.corpus))
    assert text == "other than sushi" and "sushi" in ids


def test_in_place_of_what_is_unfit_comes_what_is_like_it(app: House) -> None:
    finding = find(app.index, "dairy-free alternative to tzatziki", (), 5)
    assert {match.food.type for match in finding.found.matches} == {"condiment"}


def test_it_may_be_asked_about_later(app: House) -> None:
    before = (Message("user", "japanese food but not sushi"), Message("assistant", "Tempura [1].", ("tempura",)))
    assert find(app.index, "ok what is in sushi?", before, 5).subjects == ("sushi",)
