"""How the tests ask a limiter: for a permit, for the wait instead of one, or patiently."""

from __future__ import annotations

from ragfood.limits import Permit, Wait
from ragfood.models import ModelLimits

MODEL = "openai/gpt-oss-20b"
FREE = ModelLimits(requests_per_minute=30, requests_per_day=1000, tokens_per_minute=8000, tokens_per_day=200_000)
WIDE = ModelLimits(requests_per_minute=30)
"""Requests per minute alone."""


def ask(limiter, tokens=0, limits=WIDE, model=MODEL):
    """A permit, or the wait that somebody is told who then goes away."""
    with limiter.queue(model, limits, tokens) as place:
        return place.try_enter()


def enter(limiter, tokens=0, limits=WIDE, model=MODEL):
    permit = ask(limiter, tokens, limits, model)
    assert isinstance(permit, Permit), permit
    return permit


def refused(limiter, tokens=0, limits=WIDE, model=MODEL):
    wait = ask(limiter, tokens, limits, model)
    assert isinstance(wait, Wait), wait
    return wait


def call(limiter, tokens=0, used=0, limits=WIDE, model=MODEL):
    enter(limiter, tokens, limits, model).done(used)


def patiently(limiter, clock, tokens=0, limits=WIDE):
    """A permit, and the seconds it took."""
    waited = 0.0
    with limiter.queue(MODEL, limits, tokens) as place:
        while isinstance(step := place.try_enter(), Wait):
            clock.advance(step.seconds)
            waited += step.seconds
    return step, waited


def most_in(times, seconds):
    return max(sum(1 for other in times if begin <= other <= begin + seconds) for begin in times)


def use_up(limiter, model="m"):
    """The burst, and as much of the minute's tokens as one request may take."""
    call(limiter, 8000, 8000, FREE, model)
    for _ in range(4):
        call(limiter, 0, 0, FREE, model)
