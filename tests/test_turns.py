"""A turn is made by one thread and watched by any number: nobody misses its end, anybody may stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from ragfood.answers import Answer, Attempt
from ragfood.chat.turns import Snapshot, Turn, Turns
from ragfood.errors import QuestionRefused

DEADLINE_S = 10.0


def turn(conversation: str = "c") -> Turn:
    return Turn(conversation, "What is pho?", "auto")


def in_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_a_new_turn_says_what_is_being_done() -> None:
    fresh = turn()
    assert fresh.running
    assert fresh.snapshot() == Snapshot()
    assert fresh.snapshot().phase == "Looking through the foods"


def test_text_and_facts_gather_until_the_answer() -> None:
    made = turn()
    made.write("Pho is ")
    made.write("a soup.")
    made.update(provider="groq", attempts=(Attempt("groq", "m", "answered"),))
    made.update(phase="Asking Groq")
    seen = made.snapshot()
    assert (seen.text, seen.provider, seen.phase, len(seen.attempts)) == ("Pho is a soup.", "groq", "Asking Groq", 1)
    made.update(answer=Answer("Pho is a soup."), entry=7)
    assert not made.running
    assert made.wait() == Answer("Pho is a soup.")
    assert made.snapshot().entry == 7


def test_a_character_in_halves_is_whole_once_both_have_come() -> None:
    made = turn()
    made.write("soup \ud83c")
    made.snapshot().text.encode()
    made.write("\udf5c")
    assert made.snapshot().text == "soup 🍜"


def test_watchers_see_every_state_up_to_the_finished_one_and_end() -> None:
    made = turn()
    seen: list[list[Snapshot]] = [[] for _ in range(4)]
    started = threading.Barrier(5)

    def watch(into: list[Snapshot]) -> None:
        started.wait()
        into.extend(made.snapshots(at_least_every_s=DEADLINE_S))

    watchers = [in_thread(lambda into=into: watch(into)) for into in seen]  # type: ignore[misc]
    started.wait()
    for number in range(200):
        made.write(f"{number} ")
    made.update(answer=Answer("done"))
    for watcher in watchers:
        watcher.join(DEADLINE_S)
        assert not watcher.is_alive()
    for states in seen:
        texts = [state.text for state in states]
        assert texts == sorted(texts, key=len)
        assert texts[-1].split() == [str(number) for number in range(200)]
        assert [state.answer is not None for state in states] == [False] * (len(states) - 1) + [True]


def test_who_comes_after_the_end_sees_it_once() -> None:
    made = turn()
    made.update(answer=Answer("done"))
    assert [state.answer for state in made.snapshots()] == [Answer("done")]


def test_a_watcher_is_woken_also_when_nothing_happens() -> None:
    states = turn().snapshots(at_least_every_s=0.01)
    assert next(states) == next(states) == Snapshot()


def test_quick_changes_are_joined_at_the_watchers_pace_and_the_end_is_not_kept_waiting() -> None:
    made = turn()
    states = made.snapshots(pace_s=DEADLINE_S)
    next(states)
    threading.Timer(0.05, lambda: made.update(answer=Answer("done"))).start()
    for word in ("a", "b", "c"):
        made.write(word)
    began = time.monotonic()
    rest = list(states)
    assert time.monotonic() - began < DEADLINE_S / 2
    assert [state.text for state in rest] == ["abc"]


def test_waiting_ends_with_the_answer_or_in_time() -> None:
    made = turn()
    assert made.wait(0) is None
    got: list[Answer | None] = []
    waiter = in_thread(lambda: got.append(made.wait(DEADLINE_S)))
    made.update(answer=Answer("done"))
    waiter.join(DEADLINE_S)
    assert got == [Answer("done")]


def test_stopping_tells_the_thread_that_makes_it() -> None:
    made = turn()
    made.stop()
    assert made.cancel.is_set()
    assert made.running


def finish(made: Turn) -> None:
    made.update(answer=Answer("done"))


def test_one_turn_at_a_time_in_a_conversation() -> None:
    turns = Turns()
    first, other = turn("a"), turn("b")
    turns.begin(first)
    turns.begin(other)
    with pytest.raises(QuestionRefused, match="still being written"):
        turns.begin(turn("a"))
    finish(first)
    second = turn("a")
    turns.begin(second)
    assert turns.of("a") is second
    assert turns.of("b") is other
    assert turns.of("unknown") is None
    assert turns.running() == [other, second]


def test_of_two_tabs_that_ask_at_once_one_is_refused() -> None:
    turns = Turns()
    barrier = threading.Barrier(8)
    outcomes: list[str] = []

    def ask() -> None:
        barrier.wait()
        try:
            turns.begin(turn("a"))
            outcomes.append("begun")
        except QuestionRefused:
            outcomes.append("refused")

    for thread in [in_thread(ask) for _ in range(8)]:
        thread.join(DEADLINE_S)
    assert sorted(outcomes) == ["begun"] + ["refused"] * 7


def test_a_bounded_number_of_finished_turns_is_kept_and_every_running_one() -> None:
    turns = Turns()
    running = turn("running")
    turns.begin(running)
    for number in range(150):
        each = turn(f"c{number}")
        turns.begin(each)
        finish(each)
    kept = [number for number in range(150) if turns.of(f"c{number}")]
    assert len(kept) <= 101
    assert kept == list(range(150 - len(kept), 150))
    assert turns.of("running") is running
