"""Citations stay only where their passages bear the sentence out."""

from __future__ import annotations

import pytest

from ragfood.answers.citations import keep_supported

PHO = "name: Pho\ntext: A Vietnamese soup of rice noodles in beef broth.\nkcal 52, protein_g 3.25"
DAL = "name: Dal\ntext: A stew of lentils from India.\nkcal 116, protein_g 9.02"

CHECKED = [
    ("Pho is a soup of rice noodles [1].", "Pho is a soup of rice noodles [1]."),
    ("The stew of India is made with lentils [2][1].", "The stew of India is made with lentils [2]."),
    ("The tower of Pisa is in a city by the sea [1].", "The tower of Pisa is in a city by the sea."),
    ("Dal has 9 g of protein in 100 g [2].", "Dal has 9 g of protein in 100 g [2]."),
    ("A bowl of dal has 31 g of protein [2].", "A bowl of dal has 31 g of protein."),
    ("Dal has about 6 g more protein than pho [1][2].", "Dal has about 6 g more protein than pho [1][2]."),
    ("La torre de Pisa está cerca del mar [1].", "La torre de Pisa está cerca del mar [1]."),
    ("这座塔很有名 [1]。", "这座塔很有名 [1]。"),
    ("Very good [1].", "Very good [1]."),
    ("No citation is in this sentence.", "No citation is in this sentence."),
    ("- Pho is a soup [1]\n- The moon is a stone [1]\n", "- Pho is a soup [1]\n- The moon is a stone\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kept"), CHECKED)
def test_a_citation_stays_only_when_its_passage_bears_it_out(text: str, kept: str) -> None:
    assert keep_supported(text, (PHO, DAL)) == kept


def test_without_grounds_nothing_is_taken_away() -> None:
    assert keep_supported("The tower of Pisa is in a city [1].", ()) == "The tower of Pisa is in a city [1]."
