"""Times and the line under an answer, as people read them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from ragfood.answers import Answer, Timings
from ragfood.providers import Usage
from ragfood.ui.figures import answer_line, seconds

TIMES = [(None, "–"), (0.0, "0 ms"), (0.0421, "42 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (12.34, "12.3 s")]


@pytest.mark.parametrize(("value", "shown"), TIMES)
def test_times_are_short(value: float | None, shown: str) -> None:
    assert seconds(value) == shown


WRITTEN = Answer(
    "Pho.",
    provider="groq",
    model="openai/gpt-oss-20b",
    usage=Usage(1300, 150),
    cost=Decimal("0.000030"),
    timings=Timings(0.01, 0.32, 1.25),
)


def test_the_line_tells_who_how_fast_how_much() -> None:
    assert answer_line(WRITTEN) == (
        "Groq · openai/gpt-oss-20b · first token 320 ms · total 1.2 s · 1,300 in / 150 out tokens · $0.000030"
    )


def test_estimates_are_marked() -> None:
    line = answer_line(replace(WRITTEN, usage=Usage(1300, 150, estimated=True)))
    assert "≈ 1,300 in / 150 out" in line
    assert line.endswith("$0.000030 (estimated)")


def test_an_unknown_price_is_said() -> None:
    assert answer_line(replace(WRITTEN, cost=None)).endswith("cost unknown")


def test_a_repeated_answer_costs_nothing_and_says_so() -> None:
    line = answer_line(replace(WRITTEN, cached=True, cost=Decimal(0), timings=Timings(0.01, 0.02, 0.02)))
    assert line == "Groq · openai/gpt-oss-20b · cached · total 20 ms · $0"


def test_the_collection_has_no_model_no_tokens_and_no_cost() -> None:
    line = answer_line(replace(WRITTEN, provider="offline", model="none", usage=Usage(0, 0), cost=Decimal(0)))
    assert line == "Collection only · total 1.2 s · $0"


def test_nobody_answered_leaves_no_line() -> None:
    assert answer_line(Answer("", trouble="Nobody could answer.")) == ""


@pytest.mark.parametrize(("code", "shown"), [("en", "16,044"), ("de", "16\u202f044"), ("es", "16\u202f044")])
def test_thousands_are_no_decimals_in_any_language(code: str, shown: str) -> None:
    def draw() -> None:
        import streamlit

        from ragfood.ui.figures import count

        streamlit.markdown(count(16_044))

    page = AppTest.from_function(draw)
    page.session_state["language"] = code
    assert page.run().markdown[0].value == shown
