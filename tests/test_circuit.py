"""When a provider is left alone, for how long, and who may try it again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal

import pytest
from clocks import FakeClock
from hypothesis import given
from hypothesis import strategies as st

from ragfood.circuit import Circuit, CircuitState, Visit, span, until_asked
from ragfood.errors import Resting

REST_S = 30.0
WHY = "Groq failed."


class Room:
    """A circuit and the clock that it goes by."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.circuit = Circuit("Groq", self.clock, REST_S)

    def fail(self, times: int = 1, *, rest_s: float | None = None) -> None:
        for _ in range(times):
            with self.circuit.enter(forced=True) as visit:
                visit.failed(WHY, rest_s=rest_s)

    @property
    def state(self) -> Literal["closed", "open", "half-open"]:
        return self.circuit.state().state


@pytest.fixture
def room() -> Room:
    return Room()


def test_it_opens_after_three_failed_questions_in_a_row(room: Room) -> None:
    room.fail(2)
    assert room.state == "closed"
    room.fail()
    assert room.circuit.state() == CircuitState("open", REST_S, WHY)
    with pytest.raises(Resting, match=r"left alone.*Groq failed.*asked again in 30 s") as resting:
        room.circuit.enter()
    assert resting.value.retry_after == REST_S


def test_a_success_in_between_begins_the_count_anew(room: Room) -> None:
    room.fail(2)
    with room.circuit.enter() as visit:
        visit.succeeded()
    room.fail(2)
    assert room.state == "closed"


def test_leaving_without_a_verdict_tells_nothing(room: Room) -> None:
    room.fail(2)
    with pytest.raises(KeyboardInterrupt), room.circuit.enter():
        raise KeyboardInterrupt
    assert room.state == "closed"
    room.fail()
    assert room.state == "open"


def test_only_the_first_verdict_of_a_question_counts(room: Room) -> None:
    with room.circuit.enter() as visit:
        for _ in range(5):
            visit.failed(WHY)
    assert room.state == "closed"


def test_after_its_rest_one_question_probes_and_closes_it(room: Room) -> None:
    room.fail(3)
    room.clock.advance(REST_S)
    assert room.circuit.state() == CircuitState("half-open", 0.0, WHY)
    with room.circuit.enter() as probe:
        with pytest.raises(Resting, match="being tried right now") as resting:
            room.circuit.enter()
        assert resting.value.retry_after == 1.0
        probe.succeeded()
    assert room.circuit.state() == CircuitState("closed", 0.0, "")
    room.fail(2)
    assert room.state == "closed"


def test_a_failed_probe_begins_another_rest_at_once(room: Room) -> None:
    room.fail(3)
    room.clock.advance(REST_S)
    with room.circuit.enter() as probe:
        probe.failed("It failed again.")
    assert room.circuit.state() == CircuitState("open", REST_S, "It failed again.")


def test_a_probe_that_ends_undecided_leaves_its_place_to_the_next(room: Room) -> None:
    room.fail(3)
    room.clock.advance(REST_S)
    with room.circuit.enter():
        pass
    assert room.state == "half-open"
    with room.circuit.enter() as probe:
        probe.succeeded()
    assert room.state == "closed"


def test_a_rest_that_the_vendor_names_begins_with_the_first_failure(room: Room) -> None:
    room.fail(rest_s=5460.0)
    assert room.circuit.state().rest_s == 5460.0
    with pytest.raises(Resting, match="1 h 31 min"):
        room.circuit.enter()


def test_an_ordinary_failure_never_shortens_the_rest_that_the_vendor_named(room: Room) -> None:
    room.fail(rest_s=3600.0)
    room.fail(5)
    assert room.circuit.state() == CircuitState("open", 3600.0, WHY)


def test_a_refused_key_waits_for_another_key(room: Room) -> None:
    room.fail(rest_s=365 * 86400.0)
    with pytest.raises(Resting, match="waits for another key"):
        room.circuit.enter()


def test_a_forced_question_is_let_in_always_and_may_end_the_rest(room: Room) -> None:
    room.fail(3)
    with room.circuit.enter(forced=True) as visit:
        visit.succeeded()
    assert room.state == "closed"


def test_an_answer_that_began_before_the_rest_does_not_end_it(room: Room) -> None:
    with room.circuit.enter() as early:
        room.fail(rest_s=3600.0)
        early.succeeded()
    assert room.circuit.state().rest_s == 3600.0


def test_failures_from_before_the_rest_do_not_draw_it_out(room: Room) -> None:
    early = [room.circuit.enter() for _ in range(7)]
    room.fail(3)
    room.clock.advance(20)
    for visit in early:
        visit.failed(WHY)
    assert room.circuit.state().rest_s == 10.0


def test_of_many_at_once_one_probes(room: Room) -> None:
    people = 12
    barrier = threading.Barrier(people)
    room.fail(3)
    for _ in range(20):
        room.clock.advance(REST_S)
        let_in: list[Visit] = []
        refused: list[Resting] = []

        def come(let_in: list[Visit] = let_in, refused: list[Resting] = refused) -> None:
            barrier.wait()
            try:
                let_in.append(room.circuit.enter())
            except Resting as resting:
                refused.append(resting)

        threads = [threading.Thread(target=come) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(let_in), len(refused)) == (1, people - 1)
        let_in[0].failed(WHY)


@dataclass
class Model:
    """What the circuit's docstrings promise, told the long way: a list of what happened."""

    now: float = 0.0
    opened: list[float] = field(default_factory=list)
    """Ends of the rests begun since it was last closed."""
    begun: int = 0
    failures: int = 0
    probe: int | None = None

    def may_enter(self, forced: bool) -> bool:
        return forced or not self.opened or (self.now >= max(self.opened) and self.probe is None)

    def end(self, who: int, entered_after: int, verdict: str, rest_s: float | None) -> None:
        probing, self.probe = self.probe == who, None if self.probe == who else self.probe
        stale = entered_after < self.begun and not probing
        if verdict == "succeeded" and not stale:
            self.opened, self.failures = [], 0
        if verdict == "failed" and (not stale or rest_s is not None):
            self.failures += 1
            if probing or rest_s is not None or self.failures >= 3:
                self.opened.append(self.now + (REST_S if rest_s is None else rest_s))
                self.begun += 1


VERDICTS = st.sampled_from(["succeeded", "failed", "undecided"])
STEPS = st.lists(
    st.tuples(st.just("enter"), st.booleans())
    | st.tuples(st.just("end"), st.integers(0, 5), VERDICTS, st.sampled_from([None, 90.0]))
    | st.tuples(st.just("pass"), st.sampled_from([1.0, 10.0, REST_S, 90.0])),
    max_size=40,
)


@given(STEPS)
def test_it_does_what_its_words_say(steps: list[tuple[str, ...]]) -> None:
    room, model = Room(), Model()
    inside: list[tuple[int, int, Visit]] = []
    for number, (kind, *details) in enumerate(steps):
        if kind == "pass":
            room.clock.advance(float(details[0]))
            model.now += float(details[0])
        elif kind == "enter":
            forced = bool(details[0])
            try:
                visit = room.circuit.enter(forced=forced)
            except Resting:
                assert not model.may_enter(forced)
                continue
            assert model.may_enter(forced)
            if model.opened and not forced:
                model.probe = number
            inside.append((number, model.begun, visit))
        elif inside:
            who, after, visit = inside.pop(int(details[0]) % len(inside))
            verdict, rest_s = details[1], details[2]
            if verdict == "failed":
                visit.failed(WHY, rest_s=rest_s)  # type: ignore[arg-type]
            elif verdict == "succeeded":
                visit.succeeded()
                rest_s = None  # type: ignore[assignment]
            else:
                visit.__exit__()
                rest_s = None  # type: ignore[assignment]
            model.end(who, after, verdict, rest_s)  # type: ignore[arg-type]
        left = max(model.opened) - model.now if model.opened else 0.0
        assert room.circuit.state().rest_s == pytest.approx(max(left, 0.0))
        assert (room.state == "closed") == (not model.opened)


SPANS = [
    (0.2, "1 s"),
    (12.4, "12 s"),
    (59.6, "1 min 0 s"),
    (578, "9 min 38 s"),
    (5460, "1 h 31 min"),
    (86_400, "24 h 0 min"),
]


@pytest.mark.parametrize(("seconds", "said"), SPANS)
def test_a_span_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert span(seconds) == said


def test_when_it_is_asked_again_is_a_sentence() -> None:
    assert until_asked(86_400) == "It is asked again in 24 h 0 min."
    assert until_asked(86_401) == "It waits for another key."
    assert until_asked(0) == "It is being tried right now."
