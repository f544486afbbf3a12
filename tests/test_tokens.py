"""How many tokens a text is taken for: high rather than low, and never surprising."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.providers import Message
from ragfood.tokens import estimate_prompt, estimate_tokens

PARTS = [
    ("", 0),
    ("a", 1),
    ("a b c d e f g h", 8),
    ("Is it ok to eat an egg a day?", 10),
    ("1234567890", 4),
    ("kcal 52, protein_g 0.3", 9),
    ("Schwarzwälder Kirschtorte", 7),
    ("김치찌개", 4),
    ("麻婆豆腐", 4),
    ("مجبوس", 5),
]
"""Texts and the fewest tokens that a vocabulary of today makes of them: it joins no two words."""


@pytest.mark.parametrize(("text", "fewest"), PARTS)
def test_never_below_what_a_vocabulary_can_do(text: str, fewest: int) -> None:
    assert fewest <= estimate_tokens(text) <= max(2 * fewest, 2)


def test_english_prose_takes_about_a_token_for_four_letters() -> None:
    prose = "Rice noodles stir-fried in a hot wok with egg, tofu or shrimp, tamarind, fish sauce and palm sugar. " * 20
    assert len(prose) / 4.5 < estimate_tokens(prose) < len(prose) / 3


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_fewer_tokens(text: str, more: str) -> None:
    assert estimate_tokens(text) <= estimate_tokens(f"{text} {more}")
    assert estimate_tokens(text) >= len(text.split())


@given(st.lists(st.text(max_size=50), max_size=6))
def test_a_prompt_costs_its_texts_and_something_for_each_message(texts: list[str]) -> None:
    messages = [Message("user", text) for text in texts]
    assert estimate_prompt(messages) >= sum(map(estimate_tokens, texts)) + 4 * len(texts)
    assert estimate_prompt([]) == 0
