"""How the providers are doing: what the page shows beside their names, without ever waiting for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ragfood.circuit import Circuit, until_asked, waits_for_a_key
from ragfood.clock import Clock

BadgeState = Literal["checking", "ready", "degraded", "down", "not configured"]

_READY_FOR_S = 120.0
"""A good state is asked for again after this long; one that is not good after `_TROUBLED_FOR_S`."""
_TROUBLED_FOR_S = 10.0


@dataclass(frozen=True)
class Badge:
    """One provider's state: a sentence on it and, where something can be done, the command or link for it."""

    provider: str
    state: BadgeState
    sentence: str
    remedy: str = ""
    checked: datetime | None = None
    unsure: bool = False
    """The look came to no end in time, which may tell more of this machine, just started, than of the provider."""


class Board:
    """Asks every provider now and then, in a thread of its own, and remembers what it saw."""

    def __init__(
        self, checks: Mapping[str, Callable[[], Badge]], circuits: Mapping[str, Circuit], clock: Clock
    ) -> None:
        self._checks = checks
        self._circuits = circuits
        self._clock = clock
        self._lock = threading.Lock()
        self._seen = {name: Badge(name, "checking", "Being looked at…") for name in checks}
        self._at: dict[str, float] = {}
        self._doubted: set[str] = set()
        self._looking: dict[str, threading.Thread] = {}

    def badges(self) -> list[Badge]:
        """What is known now; asks nobody."""
        with self._lock:
            return [self._with_circuit(badge) for badge in self._seen.values()]

    def refresh(self, *names: str) -> None:
        """Begin to look again, in the background, at whatever of `names` (all, if none) is no longer fresh."""
        with self._lock:
            for name in names or tuple(self._checks):
                if self._is_stale(name) and not (name in self._looking and self._looking[name].is_alive()):
                    self._looking[name] = threading.Thread(target=self.look_at, args=(name,), name="badge", daemon=True)
                    self._looking[name].start()

    def look_soon(self) -> None:
        """Ask every provider in the background, however fresh what is known of it."""
        with self._lock:
            self._at.clear()
        self.refresh()

    def look_now(self) -> list[Badge]:
        """Ask every provider and wait for all of them."""
        threads = [threading.Thread(target=self.look_at, args=(name,), daemon=True) for name in self._checks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.badges()

    def likely(self, provider: str) -> bool:
        """Whether it makes sense to move on to `provider`, as far as is known; what has not been looked at yet is
        given the chance. Begins to look if that was long ago, so that the next question to this knows better.
        """
        if provider in self._checks:
            self.refresh(provider)
        with self._lock:
            badge = self._seen.get(provider)
            return badge is None or self._with_circuit(badge).state in ("ready", "checking")

    def look_at(self, name: str) -> None:
        """Ask one provider now, however fresh what is known of it. A first look that is unsure says nothing yet: it
        is looked once more.
        """
        badge = replace(self._checks[name](), checked=self._clock.now())
        with self._lock:
            if badge.unsure and self._seen[name].state == "checking" and name not in self._doubted:
                self._doubted.add(name)
                return
            self._seen[name], self._at[name] = badge, self._clock.monotonic()

    def _is_stale(self, name: str) -> bool:
        if name not in self._at:
            return True
        limit = _READY_FOR_S if self._seen[name].state == "ready" else _TROUBLED_FOR_S
        return self._clock.monotonic() - self._at[name] > limit

    def _with_circuit(self, badge: Badge) -> Badge:
        circuit = self._circuits.get(badge.provider)
        seen = circuit.state() if circuit else None
        if seen is None or seen.state == "closed" or badge.state in ("not configured", "down"):
            return badge
        rest = until_asked(seen.rest_s) if seen.rest_s else "The next question tries it again."
        state: BadgeState = "down" if waits_for_a_key(seen.rest_s) else "degraded"
        return replace(badge, state=state, sentence=f"{seen.why} {rest}", remedy=seen.remedy or badge.remedy)
