"""Names of foods are known again when they are written as they sound, or with several slips."""

from __future__ import annotations

import pytest

from ragfood.retrieval.by_ear import ByEar

NAMES = ByEar(
    (
        *("Bruschetta", "Croissant", "Lasagna", "Hummus", "Tofu", "Sauerkraut", "Ratatouille", "Steak", "Quesadilla"),
        *("Chicken Tikka Masala", "Jollof Rice", "Bánh mì", "Rice Noodles"),
    )
)
KNOWN = {"chicken", "rice", "noodles", "with", "mi", "jelly", "fried"}


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("brusketa", "bruschetta"),
        ("kroasan", "croissant"),
        ("lazania", "lasagna"),
        ("hummos", "hummus"),
        ("tofoo", "tofu"),
        ("sourkrout", "sauerkraut"),
        ("ratatui", "ratatouille"),
        ("kwesadilla", "quesadilla"),
    ],
)
def test_a_word_is_known_by_its_sound(heard: str, meant: str) -> None:
    assert NAMES.word(heard) == meant


@pytest.mark.parametrize("word", ["steckt", "madam", "friend", "wether", "carolina", "table"])
def test_other_words_are_none(word: str) -> None:
    assert NAMES.word(word) is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("chiken tika masla please", "chicken tikka masala please"),
        ("Jallof rice!", "jollof rice!"),
        ("bahn mi", "banh mi"),
        ("jallof rice or chiken tikka masla", "jollof rice or chicken tikka masala"),
        ("fried rice", "fried rice"),  # every word is known
        ("rice noodels", "rice noodles"),
        ("chicken with rice", "chicken with rice"),
        ("", ""),
    ],
)
def test_a_whole_name_is_put_right_where_a_word_of_it_is_strange(text: str, right: str) -> None:
    assert NAMES.whole(text, KNOWN.__contains__) == right
