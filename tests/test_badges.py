"""How the providers are doing: looked at in the background, remembered for a while, dimmed by an open circuit."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from clocks import NOON, FakeClock

from ragfood.badges import Badge, BadgeState, Board
from ragfood.circuit import Circuit

DEADLINE_S = 10.0


class Vendor:
    """What a look at a provider finds, and how often it was looked at."""

    def __init__(self, name: str, state: BadgeState = "ready") -> None:
        self.name = name
        self.state: BadgeState = state
        self.looks = 0
        self.gate = threading.Event()
        self.gate.set()

    def look(self) -> Badge:
        self.gate.wait(DEADLINE_S)
        self.looks += 1
        return Badge(self.name, self.state, f"{self.name} is {self.state}.", "Do this.")


class Room:
    def __init__(self, *vendors: Vendor) -> None:
        self.clock = FakeClock()
        self.circuits = {vendor.name: Circuit(vendor.name, self.clock, 30.0) for vendor in vendors}
        self.board = Board({vendor.name: vendor.look for vendor in vendors}, self.circuits, self.clock)

    def states(self) -> dict[str, str]:
        return {badge.provider: badge.state for badge in self.board.badges()}

    def fail(self, provider: str, times: int = 3, rest_s: float | None = None, remedy: str = "") -> None:
        for _ in range(times):
            with self.circuits[provider].enter(forced=True) as visit:
                visit.failed("It failed.", rest_s=rest_s, remedy=remedy)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_badges_are_what_is_known_and_ask_nobody() -> None:
    groq = Vendor("groq")
    room = Room(groq)
    assert room.states() == {"groq": "checking"}
    assert groq.looks == 0


def test_a_refresh_waits_for_no_vendor_and_one_that_hangs_holds_up_no_other() -> None:
    groq, ollama = Vendor("groq"), Vendor("ollama", "down")
    groq.gate.clear()
    room = Room(groq, ollama)
    for _ in range(3):
        room.board.refresh()
    until(lambda: room.states()["ollama"] == "down")
    assert room.states()["groq"] == "checking"
    groq.gate.set()
    until(lambda: room.states()["groq"] == "ready")
    assert (groq.looks, ollama.looks) == (1, 1)


def test_a_refresh_of_one_leaves_the_others_alone() -> None:
    groq, ollama = Vendor("groq"), Vendor("ollama")
    room = Room(groq, ollama)
    room.board.refresh("ollama")
    until(lambda: room.states()["ollama"] == "ready")
    assert groq.looks == 0


def test_a_badge_says_when_it_was_looked_at() -> None:
    (badge,) = Room(Vendor("groq")).board.look_now()
    assert (badge.checked, badge.remedy) == (NOON, "Do this.")


@pytest.mark.parametrize(("state", "fresh_s"), [("ready", 120), ("down", 10), ("not configured", 10), ("degraded", 10)])
def test_trouble_is_looked_at_again_sooner_than_health(state: BadgeState, fresh_s: float) -> None:
    vendor = Vendor("groq", state)
    room = Room(vendor)
    room.board.look_now()
    vendor.gate.clear()
    room.clock.advance(fresh_s)
    before = set(threading.enumerate())
    room.board.refresh()
    assert not any(thread.name == "badge" for thread in set(threading.enumerate()) - before)
    room.clock.advance(1)
    room.board.refresh()
    vendor.gate.set()
    until(lambda: vendor.looks == 2)


def test_a_vendor_that_came_back_is_seen() -> None:
    vendor = Vendor("ollama", "down")
    room = Room(vendor)
    room.board.look_now()
    vendor.state = "ready"
    room.clock.advance(11)
    room.board.refresh()
    until(lambda: room.states() == {"ollama": "ready"})


def test_looking_now_waits_for_every_provider() -> None:
    room = Room(Vendor("groq"), Vendor("ollama", "down"))
    assert [badge.state for badge in room.board.look_now()] == ["ready", "down"]


def test_an_open_circuit_shows_through_with_the_time_that_is_left() -> None:
    room = Room(Vendor("groq"))
    room.board.look_now()
    room.fail("groq")
    (badge,) = room.board.badges()
    assert (badge.state, badge.sentence) == ("degraded", "It failed. It is asked again in 30 s.")
    room.clock.advance(30)
    (badge,) = room.board.badges()
    assert (badge.state, badge.sentence) == ("degraded", "It failed. The next question tries it again.")


def test_long_rests_are_said_in_hours_and_a_refused_key_waits_for_another() -> None:
    room = Room(Vendor("groq"))
    room.board.look_now()
    room.fail("groq", 1, rest_s=5460.0)
    assert room.board.badges()[0].sentence.endswith("asked again in 1 h 31 min.")
    room.fail("groq", 1, rest_s=365 * 86400.0)
    assert room.board.badges()[0].sentence.endswith("waits for another key.")


def test_a_key_that_a_question_found_refused_is_down_and_says_where_to_get_another() -> None:
    room = Room(Vendor("groq"))
    room.fail("groq", 1, rest_s=365 * 86400.0, remedy="Get a key.")
    (badge,) = room.board.badges()
    assert (badge.state, badge.remedy) == ("down", "Get a key.")


def test_a_rest_says_what_can_be_done_and_health_forgets_it() -> None:
    room = Room(Vendor("groq"))
    room.fail("groq", remedy="Look into it.")
    (badge,) = room.board.badges()
    assert (badge.state, badge.remedy) == ("degraded", "Look into it.")
    with room.circuits["groq"].enter(forced=True) as visit:
        visit.succeeded()
    room.board.look_now()
    assert [(each.state, each.remedy) for each in room.board.badges()] == [("ready", "Do this.")]


@pytest.mark.parametrize("state", ["down", "not configured"])
def test_what_was_seen_says_more_than_an_open_circuit(state: BadgeState) -> None:
    room = Room(Vendor("groq", state))
    room.board.look_now()
    room.fail("groq")
    assert room.board.badges()[0].state == state


def test_who_is_worth_trying() -> None:
    ollama = Vendor("ollama", "down")
    ollama.gate.clear()
    room = Room(Vendor("groq"), ollama)
    assert [room.board.likely(name) for name in ("groq", "ollama", "offline")] == [True, True, True]
    ollama.gate.set()
    room.board.look_now()
    assert [room.board.likely(name) for name in ("groq", "ollama", "offline")] == [True, False, True]
    room.fail("groq")
    assert not room.board.likely("groq")


def test_asking_whether_to_try_one_looks_again_for_the_next_time() -> None:
    ollama = Vendor("ollama", "down")
    room = Room(ollama)
    room.board.look_now()
    ollama.state = "ready"
    room.clock.advance(11)
    room.board.likely("ollama")
    until(lambda: room.board.likely("ollama"))


def test_a_first_look_that_came_to_no_end_in_time_is_no_verdict_yet_and_a_second_one_is() -> None:
    slow = Slow("groq", "down")
    room = Room(slow)
    room.board.look_at("groq")
    assert room.states() == {"groq": "checking"}
    room.board.refresh()
    until(lambda: room.states() == {"groq": "down"})
    assert slow.looks == 2


def test_what_was_known_before_does_not_hold_back_a_look_that_is_unsure() -> None:
    slow = Slow("groq", "ready", unsure=False)
    room = Room(slow)
    room.board.look_at("groq")
    slow.state, slow.unsure = "down", True
    room.board.look_at("groq")
    assert room.states() == {"groq": "down"}


class Slow(Vendor):
    """One that may give no answer in time."""

    def __init__(self, name: str, state: BadgeState, *, unsure: bool = True) -> None:
        super().__init__(name, state)
        self.unsure = unsure

    def look(self) -> Badge:
        return replace(super().look(), unsure=self.unsure)
