"""Greetings and thanks are answered as such, and what no food's data tell is said."""

from __future__ import annotations

import pytest

from ragfood.understanding.aside import not_told, points, reply_to


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("hi", "Hello."),
        ("Hello there!", "Hello."),
        ("hello, how are you?", "Hello."),
        ("Hallo! Wie geht's?", "Hello."),
        ("Bonjour, ça va ?", "Hello."),
        ("你好", "Hello."),
        ("thanks", "You are welcome."),
        ("thanks, that was great", "You are welcome."),
        ("merci beaucoup", "You are welcome."),
        ("Grazie mille!", "You are welcome."),
        ("ありがとうございます", "You are welcome."),
        ("no thanks", "Good."),
        ("sounds good", "Good."),
        ("Great, thank you so much!", "You are welcome."),
        ("what can you do?", "Ask about a dish"),
        ("Help", "Ask about a dish"),
        ("okay", "Good."),
    ],
)
def test_who_asks_for_no_food_gets_a_fitting_word(said: str, begins: str) -> None:
    assert reply_to(said).startswith(begins)


@pytest.mark.parametrize(
    "question", ["", "hi, what is pad thai", "thanks, and hummus?", "cold soup", "help with lunch", "good soup"]
)
def test_a_question_about_food_is_never_taken_for_a_greeting(question: str) -> None:
    assert reply_to(question) == ""


def test_prices_and_minutes_are_said_not_to_be_stored_where_they_are_asked_for() -> None:
    assert "No prices" in " ".join(not_told("the cheapest dinner"))
    assert "Cooking times" in " ".join(not_told("a vegan dinner in 30 minutes"))
    assert not [*not_told("What is a tagine?")]


@pytest.mark.parametrize(
    "question",
    [
        "which one is healthier?", "And which is better?", "which of them is the lightest", "is the second one vegan?",
        "¿cuál es más sano?", "Welches davon ist gesünder?", "which is more filling",
    ],
)  # fmt: skip
def test_a_question_about_what_was_shown_is_known(question: str) -> None:
    assert points(question)


@pytest.mark.parametrize(
    "question",
    [
        "which is the best chocolate?", "which cheese is lighter?", "which one is vegan?", "what is high in protein?",
        "the first course of a dinner", "which is healthier, hummus or pesto?",
    ],
)  # fmt: skip
def test_a_question_that_says_what_it_is_about_is_not_taken_for_one(question: str) -> None:
    assert not points(question)


@pytest.mark.parametrize(
    "question",
    [
        "best restaurant in London",
        "good pizza near me",
        "¿dónde hay un buen restaurante en Madrid?",
        "wo gibt es ein gutes Restaurant in Wien",
        "おすすめのレストラン",
    ],
)
def test_restaurants_are_said_not_to_be_stored(question: str) -> None:
    assert reply_to(question).startswith("No restaurants or shops are stored")


@pytest.mark.parametrize(
    "question",
    [
        "what should I order at a Thai restaurant",
        "no nuts and no dairy, what can I order at a Korean restaurant?",
        "restaurant style butter chicken recipe",
        "我对牛奶过敏，去泰国餐厅可以点什么菜？",
        "the best dish in a good French restaurant",
    ],
)
def test_what_is_eaten_at_a_restaurant_is_food(question: str) -> None:
    assert reply_to(question) == ""
