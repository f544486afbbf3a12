"""The words of a passage that support what an answer says of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ragfood.answers.quoting import marked

PASSAGE = "Rice noodles stir-fried in a hot wok with egg, tofu and tamarind. Sold from street stalls in Bangkok."


def lit(answer: str, number: int = 1, passage: str = PASSAGE) -> list[str]:
    return [text for text, on in marked(passage, answer, number) if on]


def test_the_words_of_the_sentence_that_cites_a_passage_are_marked_in_it() -> None:
    assert lit("It is made of rice noodles with tamarind [1].") == ["Rice noodles", "tamarind"]


def test_words_match_by_their_stems() -> None:
    assert lit("A noodle dish sold at a street stall [1].") == ["noodles", "Sold from street stalls"]


def test_other_sentences_and_other_citations_mark_nothing() -> None:
    answer = "Tofu is a curd [2]. Wok cooking is quick. Noodles are old [1]."
    assert lit(answer) == ["noodles"]
    assert lit(answer, 3) == []


def test_a_citation_after_the_full_stop_belongs_to_the_sentence_before_it() -> None:
    assert lit("It holds tamarind. [1] Eggs are separate.") == ["tamarind"]


def test_a_mark_does_not_run_over_the_end_of_a_sentence() -> None:
    assert lit("Tamarind is sold [1].") == ["tamarind", "Sold"]


def test_passages_in_other_scripts_are_marked_as_well() -> None:
    assert lit("米粉 [1]。", passage="泰式炒米粉很好吃") != []


@given(st.text(), st.text(), st.integers(0, 9))
def test_the_pieces_are_the_passage_and_no_two_neighbours_are_alike(passage: str, answer: str, number: int) -> None:
    passage = passage.replace("\0", " ")
    pieces = marked(passage, answer, number)
    assert "".join(text for text, _ in pieces) == passage
