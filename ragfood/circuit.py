"""Circuit: whether a provider that failed repeatedly is being left alone, and who may probe it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Literal

from ragfood.clock import Clock
from ragfood.errors import Resting

FAILURES_TO_OPEN = 3
_A_DAY_S = 86400.0

Verdict = Literal["succeeded", "failed", "undecided"]


@dataclass(frozen=True)
class CircuitState:
    """`rest_s` is how much longer the provider is left alone; 0 when it may be asked."""

    state: Literal["closed", "open", "half-open"]
    rest_s: float
    why: str
    remedy: str = ""


class Circuit:
    """Opens after three failed questions in a row; after its rest one question at a time probes.

    A vendor that names a time to come back is left alone until then, whatever the count.
    Safe to share between threads.
    """

    def __init__(self, provider: str, clock: Clock, rest_s: float) -> None:
        self._provider = provider
        self._clock = clock
        self._rest_s = rest_s
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until: float | None = None
        self._rests = 0
        self._probe: Visit | None = None
        self._why = self._remedy = ""

    def enter(self, *, forced: bool = False) -> Visit:
        """Let one question through. Raises Resting while the provider rests or another question probes
        it, unless the question is `forced` to this provider.
        """
        with self._lock:
            visit = Visit(self, self._rests)
            if self._open_until is None or forced:
                return visit
            left = self._open_until - self._clock.monotonic()
            if left > 0 or self._probe is not None:
                raise Resting(
                    f"{self._provider} is being left alone for a while: {self._why}",
                    until_asked(left),
                    retry_after=max(left, 1.0),
                )
            self._probe = visit
            return visit

    def end(self, visit: Visit, verdict: Verdict, why: str = "", rest_s: float | None = None, remedy: str = "") -> None:
        """What a question showed: the third failure in a row, a failed probe or `rest_s` begins a rest.

        A question that was let in before the present rest knows nothing newer, so its verdict changes nothing,
        unless the vendor itself asks for a rest.
        """
        with self._lock:
            probing = self._probe is visit
            if probing:
                self._probe = None
            if visit.rests != self._rests and not probing and rest_s is None:
                return
            if verdict == "succeeded":
                self._failures, self._open_until, self._why, self._remedy = 0, None, "", ""
            elif verdict == "failed":
                self._failures += 1
                if rest_s is not None or probing or self._failures >= FAILURES_TO_OPEN:
                    self._rest(self._rest_s if rest_s is None else rest_s, why, remedy)

    def _rest(self, seconds: float, why: str, remedy: str) -> None:
        until = self._clock.monotonic() + seconds
        self._rests += 1
        if self._open_until is None or until > self._open_until:
            self._open_until, self._why, self._remedy = until, why, remedy

    @property
    def failing(self) -> bool:
        """Whether the last question that showed anything had failed."""
        with self._lock:
            return self._failures > 0

    def state(self) -> CircuitState:
        with self._lock:
            if self._open_until is None:
                return CircuitState("closed", 0.0, "")
            left = self._open_until - self._clock.monotonic()
            return CircuitState("open" if left > 0 else "half-open", max(left, 0.0), self._why, self._remedy)


class Visit:
    """One question's stay with a provider. Leaving without a verdict tells nothing about the provider."""

    def __init__(self, circuit: Circuit, rests: int) -> None:
        self._circuit = circuit
        self.rests = rests
        """How many rests had begun when it was let in."""
        self._told = False

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self._tell("undecided")

    def succeeded(self) -> None:
        self._tell("succeeded")

    def failed(self, why: str, *, rest_s: float | None = None, remedy: str = "") -> None:
        """`why` is the sentence to show while the provider rests, `remedy` what to do; `rest_s` the rest it asked for
        itself.
        """
        self._tell("failed", why, rest_s, remedy)

    def _tell(self, verdict: Verdict, why: str = "", rest_s: float | None = None, remedy: str = "") -> None:
        if not self._told:
            self._told = True
            self._circuit.end(self, verdict, why, rest_s, remedy)


def waits_for_a_key(rest_s: float) -> bool:
    """Whether a rest is as long as only a refused key makes it: no vendor names more than a day."""
    return rest_s > _A_DAY_S


def until_asked(rest_s: float) -> str:
    """When a resting provider is asked again, as a sentence."""
    if waits_for_a_key(rest_s):
        return "It waits for another key."
    return f"It is asked again in {span(rest_s)}." if rest_s > 0 else "It is being tried right now."


def span(seconds: float) -> str:
    """`seconds` as a person says it: 12 s, 9 min 38 s, 1 h 31 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{max(whole, 1)} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"
