"""What can be asked, and which questions lean on what was said before."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.errors import QuestionRefused
from ragfood.providers import Message
from ragfood.understanding.questions import LONGEST_QUESTION, asked_with, clean_question, refers_back

CLEANED = [
    ("  What is pho?\n", "What is pho?"),
    ("What\x00 is\x1b pho?", "What is pho?"),
    ("one\r\ntwo\rthree\x0bfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
    ("one\n\n\n\n\ntwo\tthree", "one\n\ntwo\tthree"),
    ("ph\ud83do 🍜 \udc9c", "pho 🍜"),
    ("ما هو الفلافل؟", "ما هو الفلافل؟"),
    ("क्या है\u200dयह?", "क्या है\u200dयह?"),
    ("👩‍🍳", "👩‍🍳"),
    ("?", "?"),
    ("a" * LONGEST_QUESTION + "\n" * 100_000, "a" * LONGEST_QUESTION),
]


@pytest.mark.parametrize(("raw", "clean"), CLEANED)
def test_a_question_is_kept_as_it_was_meant(raw: str, clean: str) -> None:
    assert clean_question(raw) == clean


@pytest.mark.parametrize("raw", ["", " \n\t\r\n", "\x00\x07\x1b", "\ud800", "\u200b\u200d \u2060", "\ufeff", "\u0301"])
def test_nothing_to_read_is_no_question(raw: str) -> None:
    with pytest.raises(QuestionRefused, match="no question yet"):
        clean_question(raw)


@pytest.mark.parametrize("raw", ["a" * (LONGEST_QUESTION + 1), "why? " * 200_000, "line\n" * 100_000])
def test_a_question_beyond_all_measure_is_refused_with_its_length(raw: str) -> None:
    with pytest.raises(QuestionRefused, match=r"has [\d,]+ characters; at most 4,000"):
        clean_question(raw)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
def test_a_clean_question_is_sound_and_stays_as_it_is(raw: str) -> None:
    try:
        clean = clean_question(raw)
    except QuestionRefused:
        return
    assert clean == clean.strip() != ""
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in clean)
    assert clean_question(clean) == clean
    refers_back(clean)


LEAN = """
Is it vegan? / How do you make it spicy? / What about Japan? / And for kids? / Which one is the spiciest? / Tell me more
Why? / How long does it keep? / Does it contain nuts? / Can I freeze it? / What can I serve with it? / the second one
Give me a vegan one / Without peanuts? / More like this / Compare them / What are the ingredients? / How many calories?
Is that gluten-free? / So is it vegan? / Thanks! And what is its origin? / Where is that from? / What do they eat there?
What can I use instead? / Can I do the same with tofu? / Can I freeze and reheat it? / Is it safe to eat?
Is it hard to make at home? / How does it compare to other soups? / One more question: is it vegan? / Who eats that?
What goes with this dish? / Und in Japan? / How spicy is it? / Which of these is the mildest? / Do they use milk in it?
Is it vegan if I leave out the egg and the fish sauce that you named? / Is there a version of it without fish?
something like that but vegan / is there a milder one / What else? / How is it made, and where?
"""
STAND = """
Is tofu healthy? / Is it healthy to eat raw eggs? / One-pot dinners / What is a good one-pot dish? / What is pho?
Why is Thai food spicy? / So what is pho? / What is kimchi and how is it made? / Dishes with cheese in them
Which soups have noodles in them? / Are ramen and pho the same? / Is pho the same as ramen? / Which foods are vegan?
What can I use instead of butter? / Why does milk curdle when you boil it? / Foods from Peru and their spices
How hard is it to make sushi? / How long does it take to cook rice? / Is it true that carrots help you see?
What is high in protein? / Quick dinner ideas / Healthy breakfast options / Spicy Asian food / Mediterranean diet dishes
A vegan stew from Africa / Tell me more about miso soup / More protein than chicken? / What dishes are there?
What has peanuts in it? / What are the ingredients of pho? / How many calories does pho have? / Is rice gluten-free?
Do vegans eat honey or do they avoid it? / Is it ok for kids to eat honey? / I have rice, can I use it for sushi?
Ideas for a dinner with rice and beans / From which country does goulash come? / E numbers in food / Was ist Kimchi?
Is there a soup that is vegan? / キムチとは何ですか
Which dishes from Rome do families with children cook for their Sundays?
"""


def each(questions: str) -> list[str]:
    return [question.strip() for line in questions.strip().splitlines() for question in line.split(" / ")]


@pytest.mark.parametrize("question", each(LEAN))
def test_a_question_that_leans_on_the_talk_refers_back(question: str) -> None:
    assert refers_back(question)


@pytest.mark.parametrize("question", each(STAND))
def test_a_question_that_stands_by_itself_does_not(question: str) -> None:
    assert not refers_back(question)


def said(*questions: str) -> list[Message]:
    return [message for text in questions for message in (Message("user", text), Message("assistant", "So it is. [1]"))]


def searched(question: str, history: list[Message]) -> str:
    return " ".join(asked_with(question, history))


def test_a_follow_up_is_searched_with_what_it_refers_to() -> None:
    assert searched("Is it vegan?", said("What is pho?")) == "What is pho? Is it vegan?"
    assert searched("Is it vegan?", said("What is dal?", "What is pho?")) == "What is pho? Is it vegan?"
    assert searched("Is tofu healthy?", said("What is pho?")) == "Is tofu healthy?"
    assert searched("Is it vegan?", []) == "Is it vegan?"


def test_follow_ups_in_a_row_lead_back_to_the_question_that_stands_by_itself() -> None:
    assert searched("And spicy?", said("What is pho?", "Is it vegan?")) == "What is pho? Is it vegan? And spicy?"


def test_a_long_talk_keeps_its_subject_and_the_newest_questions() -> None:
    follow_ups = [f"Is it good with sauce {number}?" for number in range(30)]
    text = searched("Why?", said("What is dal?", "What is pho?", *follow_ups))
    assert text == "What is pho? Is it good with sauce 28? Is it good with sauce 29? Why?"


def test_a_question_asked_twice_is_searched_once() -> None:
    assert searched("Is it vegan?", said("What is pho?", "Is it vegan?")) == "What is pho? Is it vegan?"
