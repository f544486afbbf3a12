"""What is ended once nobody has a page open that waits for it, by a clock that the tests move."""

from __future__ import annotations

import pytest
from asking import eventually
from clocks import FakeClock

from ragfood.audience import Audience, Viewer, Work


class Tab:
    """A tab of a browser that may be closed."""

    def __init__(self, audience: Audience, session: str, visitor: str = "anna", *shows: str) -> None:
        self.open = True
        audience.attend(session, Viewer(visitor, frozenset(shows), lambda: self.open))


class Writing:
    """An answer that is written until it ends or is abandoned."""

    def __init__(self) -> None:
        self.running = True
        self.abandoned = 0

    def abandon(self) -> None:
        self.abandoned += 1

    def work(self, visitor: str = "anna", shown: str = "chat") -> Work:
        return Work(visitor, shown, lambda: self.running, self.abandon)


@pytest.fixture
def audience(clock: FakeClock) -> Audience:
    return Audience(clock, every_s=1000.0)


def looked(audience: Audience, clock: FakeClock, seconds: float) -> None:
    """So much time goes by, with a look every quarter of a second."""
    for _ in range(round(seconds * 4)):
        clock.advance(0.25)
        audience.look()


def test_an_answer_is_abandoned_once_its_only_tab_was_closed_for_long_enough(
    audience: Audience, clock: FakeClock
) -> None:
    tab, writing = Tab(audience, "s1"), Writing()
    audience.keep(writing.work(), 3.0)
    looked(audience, clock, 60)
    assert writing.abandoned == 0
    tab.open = False
    looked(audience, clock, 2.75)
    assert writing.abandoned == 0
    looked(audience, clock, 0.25)
    assert writing.abandoned == 1
    looked(audience, clock, 60)
    assert writing.abandoned == 1


def test_a_reload_in_time_begins_the_waiting_anew(audience: Audience, clock: FakeClock) -> None:
    before, writing = Tab(audience, "s1"), Writing()
    audience.keep(writing.work(), 3.0)
    before.open = False
    looked(audience, clock, 2.5)
    after = Tab(audience, "s2")
    looked(audience, clock, 2.5)
    after.open = False
    looked(audience, clock, 2.75)
    assert writing.abandoned == 0
    looked(audience, clock, 0.25)
    assert writing.abandoned == 1


@pytest.mark.parametrize("whose", ["anna on another page", "somebody with a link to the chat"])
def test_another_tab_keeps_it_going(audience: Audience, clock: FakeClock, whose: str) -> None:
    tab, writing = Tab(audience, "s1"), Writing()
    other = Tab(audience, "s2", "anna") if "anna" in whose else Tab(audience, "s2", "ben", "chat")
    audience.keep(writing.work(), 3.0)
    tab.open = False
    looked(audience, clock, 60)
    assert writing.abandoned == 0
    other.open = False
    looked(audience, clock, 3)
    assert writing.abandoned == 1


def test_a_stranger_with_another_chat_does_not(audience: Audience, clock: FakeClock) -> None:
    Tab(audience, "s2", "ben", "another chat")
    writing = Writing()
    audience.keep(writing.work(), 3.0)
    looked(audience, clock, 3)
    assert writing.abandoned == 1


def test_a_tab_that_goes_to_another_chat_leaves_the_one_it_had_come_to_by_a_link(
    audience: Audience, clock: FakeClock
) -> None:
    writing = Writing()
    Tab(audience, "s2", "ben", "chat")
    audience.keep(writing.work(), 3.0)
    Tab(audience, "s2", "ben", "another chat")
    looked(audience, clock, 3)
    assert writing.abandoned == 1


def test_what_has_ended_is_left_alone(audience: Audience, clock: FakeClock) -> None:
    writing, other = Writing(), Writing()
    audience.keep(writing.work(), 3.0)
    audience.keep(other.work(shown="other"), 1000.0)
    writing.running = False
    looked(audience, clock, 60)
    assert (writing.abandoned, other.abandoned) == (0, 0)


def test_each_waits_as_long_as_it_was_given(audience: Audience, clock: FakeClock) -> None:
    short, long = Writing(), Writing()
    audience.keep(short.work(), 0.25)
    audience.keep(long.work(), 10**9)
    looked(audience, clock, 0.25)
    assert (short.abandoned, long.abandoned) == (1, 0)
    looked(audience, clock, 600)
    assert long.abandoned == 0


def test_it_looks_by_itself_while_something_is_under_way_and_then_rests(clock: FakeClock) -> None:
    audience = Audience(clock, every_s=0.01)
    for _ in range(2):
        writing = Writing()
        audience.keep(writing.work(), 3.0)
        assert audience._thread is not None
        clock.advance(3.0)
        assert eventually(lambda writing=writing: writing.abandoned == 1)
        assert eventually(lambda: audience._thread is None)


def test_tabs_that_were_closed_long_ago_are_forgotten(audience: Audience, clock: FakeClock) -> None:
    kept = Tab(audience, "here")
    for number in range(1200):
        Tab(audience, f"s{number}", f"v{number}").open = False
    assert len(audience._viewers) <= 502 and "here" in audience._viewers and kept.open
