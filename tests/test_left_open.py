"""Who names nothing and leaves it to others what to eat is offered dishes, and nobody else is taken for such."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.finding import find
from ragfood.retrieval.left_open import leaves_it_open

LEFT_OPEN = (
    "surprise me", "Recommend me something!", "hey, what do you recommend?", "any ideas?", "i don't know what i want",
    "suggest something good please", "Was empfiehlst du heute?", "Überrasch mich!", "¿Qué me recomiendas?",
    "Que me conseilles-tu ?", "Mi consigli?", "O que você recomenda?", "удиви меня", "Bugün ne önerirsin",
    "I'm so hungry", "J'ai faim", "Ich habe Hunger!", "tengo hambre", "ho fame", "お腹すいた",
    "推荐一下", "おすすめは何ですか", "추천해 줘", "कुछ सुझाओ", "ماذا تنصحني",
)  # fmt: skip
OF_SOMETHING = (
    "surprise party", "what would you recommend me to see in Rome", "recommend me a film", "you choose a colour",
    "any ideas for a birthday present?", "Was empfiehlst du gegen Kopfschmerzen?",
)  # fmt: skip


@pytest.mark.parametrize("question", LEFT_OPEN)
def test_who_leaves_it_open_is_offered_dishes(app: House, question: str) -> None:
    assert leaves_it_open(question)
    matches = find(app.index, question, (), 5).found.matches
    assert matches and all(match.food.type not in ("ingredient", "") for match in matches)


@pytest.mark.parametrize("question", OF_SOMETHING)
def test_who_asks_for_something_does_not_leave_it_open(question: str) -> None:
    assert not leaves_it_open(question)


@pytest.mark.parametrize("question", ["best food in the world", "what's your favourite food", "most popular dish ever"])
def test_the_best_of_all_foods_is_no_white_bread(app: House, question: str) -> None:
    matches = find(app.index, question, (), 5).found.matches
    assert matches and all(match.food.type not in ("ingredient", "") for match in matches)
