"""In which language a question is asked."""

from __future__ import annotations

import pytest

from ragfood.understanding.tongue import tongue_of


@pytest.mark.parametrize(
    ("question", "tongue"),
    [
        ("Meine Zunge kribbelt nach Erdnüssen", "de"),
        ("Darf mein Baby Honig essen?", "de"),
        ("Was ist vegan?", "de"),
        ("se me hincha la lengua", "es"),
        ("¿Puede mi bebé tomar miel?", "es"),
        ("platos sin gluten", "es"),
        ("Was Pad Thai invented in Thailand?", ""),
        ("How is chili con carne made?", ""),
        ("A la carte dishes in Los Angeles", ""),
        ("Is mole de olla spicy?", ""),
        ("Che cosa è la pasta con le vongole", ""),
        ("sauerkraut", ""),
        ("", ""),
    ],
)
def test_small_words_tell_the_language_of_a_question(question: str, tongue: str) -> None:
    assert tongue_of(question) == tongue
