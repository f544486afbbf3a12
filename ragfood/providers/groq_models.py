"""Which of Groq's models to ask for: the first preferred one that the account is served."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from ragfood.cancel import Cancel
from ragfood.clock import Clock
from ragfood.errors import Declined, KeyRefused, ModelGone, NotConfigured, Stopped, Unreachable
from ragfood.models import ModelTable

_REMEMBERED_S = 3600.0
_UNKNOWN_S = 60.0
"""How long a list that could not be had is not asked for again."""


class ServedModels:
    """Remembers what the account is served, and which models were seen gone. Safe to share by threads:
    one asks, the others wait for it.
    """

    def __init__(self, table: ModelTable, clock: Clock) -> None:
        self._table = table
        self._clock = clock
        self._asking = threading.Lock()
        self._served: Collection[str] | None = None
        self._fresh_until = float("-inf")
        self._gone: set[str] = set()

    def choose(self, ask: Callable[[], tuple[str, ...]], cancel: Cancel) -> str:
        """The first preferred model that `ask()` lists, or, where there is no list to be had, the first
        that is not retired by today. Raises ModelGone when none is left, and what `ask` raises for a key
        that is refused or a vendor out of reach.
        """
        with self._turn(cancel):
            if self._clock.monotonic() >= self._fresh_until:
                self._remember(ask)
            served = self._served
        candidates = self._table.candidates(self._clock.now().date()) if served is None else self._table.prefer
        for model in candidates:
            if model not in self._gone and (served is None or model in served):
                return model
        raise ModelGone(
            "Groq serves none of the preferred models to this account.",
            "Set RAGFOOD_GROQ_MODEL to one that https://console.groq.com/docs/models lists.",
        )

    def _remember(self, ask: Callable[[], tuple[str, ...]]) -> None:
        try:
            self._served, lasts = ask(), _REMEMBERED_S
        except (NotConfigured, KeyRefused, Unreachable):
            raise
        except Declined:
            self._served, lasts = None, _UNKNOWN_S
        self._fresh_until = self._clock.monotonic() + lasts

    @contextmanager
    def _turn(self, cancel: Cancel) -> Iterator[None]:
        while not self._asking.acquire(timeout=0.1):
            if cancel.is_set():
                raise Stopped
        try:
            yield
        finally:
            self._asking.release()

    def gone(self, model: str) -> None:
        """The vendor said that it does not serve `model`."""
        self._gone.add(model)

    def successor(self, model: str) -> str | None:
        """What the table names in the place of `model`, past those that are themselves retired or gone."""
        today, passed = self._clock.now().date(), {model}
        following = self._table.facts(model).successor
        while following is not None and following not in passed:
            retired = self._table.facts(following).retired
            if following not in self._gone and not (retired and retired <= today):
                return following
            passed.add(following)
            following = self._table.facts(following).successor
        return None
