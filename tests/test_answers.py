"""What deltas make of an answer: hidden thoughts, visible text, its end."""

from __future__ import annotations

import pytest

from ragfood import errors
from ragfood.cancel import Cancel
from ragfood.providers import Piece, Usage
from ragfood.providers.answers import Answer, count, until_stopped


def told(deltas: list[str]) -> tuple[str, str]:
    """Visible and hidden text of a finished answer."""
    answer = Answer("Groq")
    pieces = [piece for delta in deltas for piece in answer.text(delta)]
    answer.finish = "stop"
    pieces.extend(answer.close())
    return "".join(piece.text for piece in pieces), "".join(piece.hidden for piece in pieces)


WRITTEN = [
    ("Dal is a stew.", ("Dal is a stew.", "")),
    ("\n\n Dal is\n\na stew. \n", ("Dal is\n\na stew. \n", "")),
    ("<think>Hm.</think>Dal.", ("Dal.", "Hm.")),
    (" \n<think>\nHm.\n</think>\n\nDal.", ("Dal.", "\nHm.\n")),
    ("<think></think>Dal.", ("Dal.", "")),
    ("<think>a < b </thin </think>Dal.", ("Dal.", "a < b </thin ")),
    ("Dal <think>not hidden</think>.", ("Dal <think>not hidden</think>.", "")),
    ("<thinking> is a word", ("<thinking> is a word", "")),
    ("<th", ("<th", "")),
    ("<b>Dal</b>", ("<b>Dal</b>", "")),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_thoughts_at_the_start_are_hidden_however_the_text_is_cut_up(text, expected, size):
    assert told([text[at : at + size] for at in range(0, len(text), size)]) == expected


def test_text_is_given_out_as_soon_as_it_cannot_be_a_thought():
    answer = Answer("Groq")
    assert [list(answer.text(delta)) for delta in ("<th", "in")] == [[], []]
    assert list(answer.text("g")) == [Piece(text="<thing")]
    assert list(answer.text(" ")) == [Piece(text=" ")]


@pytest.mark.parametrize("deltas", [[], ["", " ", "\n"], ["<think>never ends"], ["<think>x</think>", "  "]])
def test_without_visible_text_there_is_no_answer(deltas):
    with pytest.raises(errors.EmptyAnswer):
        told(deltas)


def test_a_failure_is_as_it_is_before_the_first_text_and_an_interruption_after_it():
    failure = errors.ServerFault("Groq failed.")
    answer = Answer("Groq")
    list(answer.hidden("Hm."))
    with pytest.raises(errors.ServerFault):
        list(answer.fail(failure))
    list(answer.text("Dal."))
    with pytest.raises(errors.Interrupted, match="Groq failed"):
        list(answer.fail(failure))
    with pytest.raises(errors.Stopped):
        list(answer.fail(errors.Stopped()))


def test_tokens_that_were_told_come_before_the_failure():
    answer = Answer("Groq")
    answer.usage = Usage(9, 3)
    failing = answer.fail(errors.ServerFault("Groq failed."))
    assert next(failing).usage == Usage(9, 3)
    with pytest.raises(errors.ServerFault):
        next(failing)


def test_what_a_stop_leaves_unread_is_closed_at_once_whoever_holds_it():
    closed = []

    def pieces():
        try:
            while True:
                yield Piece(text="word ")
        finally:
            closed.append(True)

    cancel, held = Cancel(), pieces()
    told = until_stopped(held, cancel)
    next(told)
    cancel.set()
    with pytest.raises(errors.Stopped):
        next(told)
    assert closed


def test_only_whole_numbers_are_counts():
    assert [count(number) for number in (0, 7)] == [0, 7]
    assert [count(other) for other in (-1, True, "7", None, 7.0, [])] == [None] * 6
