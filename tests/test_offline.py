"""The collection read back without a model: each matched food, its facts, its number."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from ragfood.answers.citations import cited
from ragfood.cancel import Cancel
from ragfood.errors import Stopped
from ragfood.foods import Food
from ragfood.providers import Call, Message, Piece, Usage
from ragfood.providers.offline import Offline

PHO = Food(
    "pho",
    "Pho",
    "A soup of rice noodles.",
    country="Vietnam",
    region="Southeast Asia",
    diets=MappingProxyType({"vegan": "no", "dairy-free": "yes", "halal": "depends"}),
    allergens=MappingProxyType({"fish": "contains", "celery": "may contain", "milk": "free"}),
)
RICE = Food("rice", "Rice", "A grain.", region="Worldwide")


def read_back(*foods: Food, cancel: Cancel | None = None) -> list[Piece]:
    asked = [Message("user", "What is pho?")]
    return list(Offline().stream(Call("none", asked, 1024, 0.7, 1.0, cancel or Cancel(), foods)))


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_foods_are_read_back_in_their_order_and_cited_by_their_numbers() -> None:
    text = text_of(read_back(PHO, RICE))
    assert cited(text) == (1, 2)
    assert text.index("**Pho** (Vietnam, Southeast Asia) [1]") < text.index(PHO.text) < text.index("**Rice** [2]")
    assert "without a model" in text.splitlines()[0]


def test_only_what_is_known_is_said_of_diets_and_allergens() -> None:
    text = text_of(read_back(PHO))
    assert "*Suits:* dairy-free · *Contains:* fish · *May contain:* celery" in text
    assert not any(word in text for word in ("vegan", "halal", "milk"))
    assert "Suits" not in text_of(read_back(RICE))


def test_it_ends_as_every_answer_does_and_costs_nothing() -> None:
    for pieces in (read_back(PHO), read_back()):
        assert (pieces[-1].finish, pieces[-1].usage) == ("stop", Usage(0, 0))
        assert all(piece.finish is None for piece in pieces[:-1])
        assert pieces[0].text


def test_no_match_says_so_and_what_to_try() -> None:
    text = text_of(read_back())
    assert text.startswith("No food in the collection bears on this question. Try")
    assert cited(text) == ()


def test_it_is_always_ready_and_can_be_stopped() -> None:
    cancel = Cancel()
    assert Offline().ready(cancel) == "none"
    cancel.set()
    with pytest.raises(Stopped):
        read_back(PHO, cancel=cancel)


def test_what_the_data_answer_plainly_is_said_instead_in_paragraphs() -> None:
    call = Call(
        "none", [Message("user", "?")], 1024, 0.7, 1.0, Cancel(), (PHO,), ("**Pho** contains fish [1].", "More.")
    )
    pieces = list(Offline().stream(call))
    assert text_of(pieces) == "**Pho** contains fish [1].\n\nMore.\n\n"
    assert (pieces[-1].finish, pieces[-1].usage) == ("stop", Usage(0, 0))
