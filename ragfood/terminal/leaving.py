"""Leaving in good order: what runs is ended and booked as far as it came, and the session is summed up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ragfood.money import dollars
from ragfood.terminal.show import counted

if TYPE_CHECKING:
    from ragfood.assembly import House

PATIENCE_S = 3.0
"""Longest wait for what is being ended; its money is booked at its worst case if that is not enough."""


def leave(house: House) -> str:
    """End answers and comparisons as far as they have come, and say what the session amounts to."""
    contest = house.contests.running()
    if contest is not None:
        contest.abandon()
    turns = house.turns.running()
    for turn in turns:
        house.turns.abandon(turn.conversation)
    until = time.monotonic() + PATIENCE_S
    for turn in turns:
        turn.wait(max(until - time.monotonic(), 0.0))
    return summary(house)


def summary(house: House) -> str:
    """What this process has asked, and what it cost, in one line."""
    tally = house.ledger.tally()
    return (
        f"This session: {counted(tally.requests, 'request')}, {tally.answered} answered,"
        f" {counted(tally.errors, 'error')}, {counted(tally.fallbacks, 'fallback')}, {tally.cached} cached,"
        f" {tally.input_tokens:,} tokens in and {tally.output_tokens:,} out, {dollars(tally.cost)}."
    )
