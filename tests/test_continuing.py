"""Continuing: two parts read as one text, and their tokens and money are added up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ragfood.answers import Answer, Attempt, Timings
from ragfood.answers.continuing import can_continue, joined, seam, sound_part, wish_to_continue
from ragfood.providers import Usage

FIRST = Answer(
    "Pho is a so",
    provider="groq",
    model="m",
    interrupted=True,
    trouble="It broke off.",
    remedy="Continue.",
    usage=Usage(100, 5, estimated=True),
    cost=Decimal("0.01"),
    timings=Timings(0.1, 0.2, 1.0),
    attempts=(Attempt("groq", "m", "interrupted"),),
)
MORE = Answer(
    "soup with herbs.",
    provider="ollama",
    model="l",
    usage=Usage(120, 6),
    cost=Decimal(0),
    timings=Timings(0.3, 0.4, 2.0),
    attempts=(Attempt("ollama", "l", "answered"),),
)


def test_both_parts_are_one_answer_with_both_costs_and_it_says_so() -> None:
    whole = joined(FIRST, MORE)
    assert whole.text == "Pho is a soup with herbs."
    assert (whole.cost, whole.provider, whole.complete) == (Decimal("0.01"), "ollama", True)
    assert whole.usage == Usage(220, 11, estimated=True)
    assert whole.timings.total == 3.0 and whole.timings.first_token == 0.2
    assert [attempt.outcome for attempt in whole.attempts] == ["interrupted", "answered"]
    assert any("Continued by Ollama (l)" in notice for notice in whole.notices)


def test_when_nobody_goes_on_the_first_part_stays_and_says_why() -> None:
    failed = Answer("", trouble="Nobody could.", remedy="Wait.", attempts=(Attempt("groq", "m", "declined"),))
    whole = joined(FIRST, failed)
    assert (whole.text, whole.trouble, whole.remedy) == (FIRST.text, "Nobody could.", "Wait.")
    assert whole.interrupted and can_continue(whole) and len(whole.attempts) == 2 and whole.cost == FIRST.cost
    stopped = joined(FIRST, Answer("", stopped=True))
    assert (stopped.text, stopped.trouble) == (FIRST.text, FIRST.trouble)


def test_an_unknown_cost_or_count_makes_the_sum_unknown() -> None:
    assert joined(replace(FIRST, cost=None), MORE).cost is None
    assert joined(FIRST, replace(MORE, cost=None)).cost is None
    assert joined(FIRST, replace(MORE, usage=None)).usage is None


def test_what_may_be_continued_has_a_text_that_was_broken_off() -> None:
    assert can_continue(FIRST) and can_continue(replace(MORE, stopped=True)) and can_continue(replace(MORE, cut=True))
    assert not can_continue(MORE) and not can_continue(replace(FIRST, text=""))
    assert not can_continue(replace(FIRST, degraded=True))


PARTS = {
    "a broken word is written anew": ("Pho is a so", "soup.", "Pho is a soup."),
    "a sentence goes on after its end": ("Pho is a soup.", "It is hot.", "Pho is a soup. It is hot."),
    "a citation is an end": ("Pho is a soup [1]", "and hot.", "Pho is a soup [1] and hot."),
    "punctuation follows at once": ("Pho (hot)", ", a soup.", "Pho (hot), a soup."),
    "what is said again is left out": ("- rice noodles and broth,", "- rice noodles and broth, beef", None),
    "scripts without spaces have none": ("越南河粉是一种", "汤面。", "越南河粉是一种汤面。"),
    "full stops of those scripts too": ("这是汤。", "很好吃。", "这是汤。很好吃。"),
    "Cyrillic words are words": ("Борщ это су", "суп.", "Борщ это суп."),
    "a list goes on in its line": ("- rice\n- ", "noodles", "- rice\n- noodles"),
    "one word alone stays": ("Pho", " is a soup", "Pho is a soup"),
}


@pytest.mark.parametrize(("written", "more", "whole"), PARTS.values(), ids=PARTS.keys())
def test_the_seam_cannot_be_seen(written: str, more: str, whole: str | None) -> None:
    assert seam(sound_part(written), more) == (whole or "- rice noodles and broth, beef")


@given(some.text(max_size=60), some.text(max_size=60))
def test_nothing_new_is_lost_at_the_seam(written: str, more: str) -> None:
    sound = sound_part(written)
    assert written.startswith(sound)
    whole = seam(sound, more)
    assert whole.startswith(sound.rstrip())
    assert whole.endswith(more.lstrip()[12:].lstrip()) or more.lstrip() in whole or more.strip() == ""


def test_the_model_sees_the_end_of_what_is_written() -> None:
    wish = wish_to_continue("What is pho?", "a" * 9000 + " the end")
    assert wish.startswith("What is pho?") and " the end\n</answer>" in wish and len(wish) < 4000
