"""What a question sets against each other, names, points at and asks to know."""

from __future__ import annotations

import pytest

from ragfood.assembly import DATA
from ragfood.foods import load_foods
from ragfood.providers import Message
from ragfood.understanding.comparing import compares, named_sides, worded_sides
from ragfood.understanding.inquiring import read_inquiry
from ragfood.understanding.naming import Names, names_of
from ragfood.understanding.referring import all_shown, positions, referred, wants_others

NAMES = names_of(load_foods(DATA / "foods.json"))

COMPARED = {
    "which has more protein, lentils or chickpeas": "lentils-cooked chickpeas-cooked",
    "compare hummus and falafel": "hummus falafel",
    "hummus vs falafel": "hummus falafel",
    "difference between ramen and pho": "ramen pho",
    "is quinoa healthier than hummus?": "quinoa-cooked hummus",
    "do eggs have more protein than tofu": "egg-hard-boiled tofu-firm",
    "Compare the calories of almonds, walnuts and cashews": "almonds-raw walnuts-raw cashews-raw",
    "lentils or chickpeas: which has less fat?": "lentils-cooked chickpeas-cooked",
    "¿Cuál tiene más proteína, lentejas o garbanzos?": "lentils-cooked chickpeas-cooked",
    "鸡蛋和豆腐哪个蛋白质多？": "egg-hard-boiled tofu-firm",
}

NOT_COMPARED = """
What is pho?|rice and beans|soup or salad|is hummus vegan?|the best dish|foods with more protein|most iron
a dish like sushi|what can I make with tofu and rice|how is pho made|less spicy curry
Não como carne, mas peixe sim. O que há de japonês para mim?
"""


@pytest.mark.parametrize(("question", "expected"), COMPARED.items())
def test_both_sides_are_found_by_name(question: str, expected: str) -> None:
    assert compares(question)
    assert [ids[0] for ids in named_sides(question, NAMES)] == expected.split()


@pytest.mark.parametrize("question", NOT_COMPARED.strip().replace("\n", "|").split("|"))
def test_other_questions_compare_nothing(question: str) -> None:
    assert not compares(question)


def test_a_nutrient_that_is_counted_is_no_side() -> None:
    assert [ids[0] for ids in named_sides("which has less sugar, honey or plums", NAMES)] == ["honey", "plum-raw"]
    assert [ids[0] for ids in named_sides("sugar vs honey", NAMES)] == ["white-sugar", "honey"]


def test_sides_without_a_known_name_are_taken_as_worded() -> None:
    assert list(worded_sides("compare dragon stew and moon pie")) == ["dragon stew", "moon pie"]
    assert list(worded_sides("drinks with less sugar than juice")) == []


POINTED = {
    "the second one": (1,), "Is the second one vegan?": (1,), "the last one": (4,), "the last two": (3, 4),
    "number 3 please": (2,), "what about #2?": (1,), "compare the first and third": (0, 2), "the first two": (0, 1),
    "both": (0, 1), "compare them": (0, 1, 2, 3, 4), "el segundo": (1,), "das zweite": (1,), "第二个": (1,),
    "2番目は？": (1,), "두 번째": (1,), "the first time I ate": (), "number 9": (),
    "is it vegan?": (), "a second helping": (),
}  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), POINTED.items())
def test_ordinals_point_at_what_was_shown(question: str, expected: tuple[int, ...]) -> None:
    assert positions(question, 5) == expected


@pytest.mark.parametrize(
    "question", ["what else?", "anything else", "more", "show me more", "other options", "还有什么"]
)
def test_others_are_wanted(question: str) -> None:
    assert wants_others(question)


@pytest.mark.parametrize("question", ["what is pho?", "is it vegan?", "more protein", "something with nuts"])
def test_no_others_are_wanted(question: str) -> None:
    assert not wants_others(question)


def test_it_is_the_food_that_was_spoken_of() -> None:
    answer = Message("assistant", "Dal is nice [2], and pho [1].", ("pho", "hummus", "ramen"))
    asked = [Message("user", "What should I eat?"), answer]
    assert referred("is it vegan?", asked, NAMES) == ("hummus",)
    assert referred("are they vegan?", asked, NAMES) == ("hummus", "pho")
    assert referred("what is it?", [Message("user", "What is ramen?"), answer], NAMES) == ("ramen",)
    assert referred("the third one", asked, NAMES) == ("ramen",)
    assert referred("and without nuts?", asked, NAMES) == ()


def test_where_no_ids_are_told_the_names_in_the_answer_count() -> None:
    told = [Message("user", "What should I eat?"), Message("assistant", "Try **Falafel** or **Hummus**.")]
    assert referred("the second one", told, NAMES) == ("hummus",)
    assert referred("is it vegan?", told, NAMES) == ("falafel",)


def test_a_number_may_point_behind_a_shorter_answer() -> None:
    talk = [Message("assistant", "Three.", ("pho", "ramen", "hummus")), Message("assistant", "One.", ("pho",))]
    assert referred("how about the second one?", talk, NAMES) == ("ramen",)


INQUIRIES = {
    "Is pad thai gluten-free?": ("gluten-free",), "does pho contain fish": ("fish", "ingredients"),
    "how much protein is in lentils": ("protein_g",), "where is pho from?": ("origin",), "is it vegan?": ("vegan",),
    "is it halal or kosher": ("halal", "kosher"), "how is kimchi made?": ("methods",), "is it spicy": ("tastes",),
    "calories of rice": ("kcal",), "ist es vegan": ("vegan",), "tell me about pho": (),
}  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), INQUIRIES.items())
def test_the_facts_asked_are_read(question: str, expected: tuple[str, ...]) -> None:
    read = read_inquiry(question)
    assert {*expected} <= {*read.diets, *read.allergens, *read.nutrients, *read.aspects}
    assert bool(read) == bool(expected)


def test_the_whole_name_counts_before_an_alias_and_the_first_part_last() -> None:
    ids = [mention.ids[0] for mention in NAMES.mentions("Lentils and lentil soup with egg")]
    assert ids == ["lentils-cooked", "lentil-soup", "egg-hard-boiled"]
    assert Names(()).mentions("anything") == []


def test_all_that_was_shown_is_known_so_that_others_are_new() -> None:
    talk = [
        Message("assistant", "Two.", ("pho", "ramen")),
        Message("user", "?"),
        Message("assistant", "One.", ("dal",)),
    ]
    assert all_shown(talk, NAMES) == ("pho", "ramen", "dal")


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("Woraus besteht ein Gulasch?", "ingredients"),
        ("¿qué lleva la paella?", "ingredients"),
        ("De quoi est fait le houmous ?", "ingredients"),
        ("Wat zit er in een stroopwafel?", "ingredients"),
        ("из чего делают плов", "ingredients"),
        ("baklavanın içinde ne var", "ingredients"),
        ("味噌汁の材料は？", "ingredients"),
        ("D'où vient le ceviche ?", "origin"),
        ("비빔밥은 어느 나라 음식이야?", "origin"),
        ("Come si prepara il pesto?", "methods"),
        ("هل تعرف طريقة عمل الحمص", "methods"),
        ("Wie schmeckt Durian?", "tastes"),
    ],
)
def test_what_is_asked_of_a_dish_is_read_in_every_language(question: str, aspect: str) -> None:
    assert read_inquiry(question).aspects == (aspect,)
