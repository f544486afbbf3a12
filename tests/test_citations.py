"""Which passages an answer may point to: those that exist, in one way of writing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.answers.citations import cited, keep_valid

MENDED = [
    ("Pho is a soup [1].", "Pho is a soup [1]."),
    ("Pho [9] is a soup [9].", "Pho is a soup."),
    ("Pho [1] [9], dal[2][7].", "Pho [1], dal[2]."),
    ("Pho [1, 2;4 & 9 and 3].", "Pho [1][2][4][3]."),
    ("Pho [1-3], dal [3–9].", "Pho [1][2][3], dal [3][4]."),
    ("Pho [1, 1].", "Pho [1]."),
    ("Pho 【1】, 【2†source】.", "Pho [1], [2]."),
    ("Pho [[1]], dal [[9]].", "Pho [1], dal."),
    ("Pho [Food 1], [foods 2, 3], [#4].", "Pho [1], [2][3], [4]."),
    ("Pho [0] and [١].", "Pho [1]."),
    ("See [2] and [9].", "See [2]."),
    ("See [9] and [2].", "See [2]."),
    ("See [1], [2] and [9].", "See [1] and [2]."),
    ("See [9], [1] and [2].", "See [1] and [2]."),
    ("See [1], [9], and [2] here.", "See [1], and [2] here."),
    ("See [8] or [9] here.", "See here."),
    ("Siehe [1] und [9]. Voir [2] et [7].", "Siehe [1]. Voir [2]."),
    ("Pho [1] and dal [9].", "Pho [1] and dal."),
    ("One [1].\n[2] and [9] two", "One [1].\n[2] two"),
    ("Pho [1](https://made.up/pho_(soup)).", "Pho [1]."),
    ('Pho [9](javascript:alert(1)) and [2](#two "Two").', "Pho [2]."),
    ("Pho [1](a soup)", "Pho [1](a soup)"),
    ("Vraiment ? Oui [1] ! Non [9] !", "Vraiment ? Oui [1] ! Non !"),
    ("Very hot![1]", "Very hot![1]"),
    ("In [1995] a [link](https://a.b) and [a] and [].", "In [1995] a [link](https://a.b) and [a] and []."),
    ("[see [1]](https://a.b)", "[see [1]](https://a.b)"),
    ("2 [9]x", "2 x"),
    ("- [9] one\n- [1] two", "- one\n- [1] two"),
    ("nothing cited , as you see", "nothing cited , as you see"),
]


@pytest.mark.parametrize(("text", "mended"), MENDED)
def test_citations_are_written_alike_and_invalid_ones_leave_no_trace(text: str, mended: str) -> None:
    assert keep_valid(text, 4) == mended


@pytest.mark.parametrize("text", ["[[9]9]", "[9[9]]", "[[[9]9]9]", "[1[9]9]", "[9[1](#x)]", "[[9](#x)9]"])
def test_taking_one_out_leaves_no_other_behind(text: str) -> None:
    assert all(number <= 4 for number in cited(keep_valid(text, 4)))


FRAGMENTS = ("[", "]", "【", "】", "(", ")", "1", "9", "44", ",", "-", " ", ".", "and", "#x", "†", "https://a.b", "Pho")
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


@given(TEXTS | st.text(max_size=60), st.integers(0, 5))
def test_nothing_out_of_range_is_ever_let_through(text: str, passages: int) -> None:
    assert all(1 <= number <= passages for number in cited(keep_valid(text, passages)))


@given(st.text(alphabet="abc .,!?\n([x](y))", max_size=60), st.integers(0, 5))
def test_a_text_without_citations_is_not_touched(text: str, passages: int) -> None:
    assert keep_valid(text, passages) == text


def test_cited_numbers_come_once_in_the_order_of_their_first_use() -> None:
    assert cited("Dal [3][1], pho [1-2], rice [3].") == (3, 1, 2)
    assert cited("No citation in [1995] or [a](b).") == ()


@pytest.mark.parametrize("text", [" " * 100_000, "[" * 100_000, "[1" * 50_000, "[1](#" * 20_000, "[1, " * 25_000])
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    keep_valid(text, 4)
    assert time.process_time() - began < 2
