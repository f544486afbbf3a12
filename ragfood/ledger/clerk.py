"""Who writes into the books: one of those that wait for it, for all of them in one step; and what is written later,
because another process keeps the books locked.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from ragfood.ledger.calls import CallRecord
from ragfood.ledger.vault import Ask, Vault

_MOST_PENDING = 5000
"""Free calls remembered for writing while the disk is full; paid ones are all remembered."""

_TRY_S = 0.05
"""How long one of those that wait for the lock keeps the others from trying."""

_BRIEF_S = 0.3
"""Seconds that a free call waits for the lock, and any once it is known that another process keeps it: then it is
written in the background, and the answer is there for whoever waits for it."""


@dataclass(eq=False)
class Entry:
    """What one thread wants written: an ask, an ended call, or nothing but a repair."""

    ask: Ask | None = None
    record: CallRecord | None = None
    done: bool = False
    fault: OSError | None = None


class Clerk:
    """For any number of threads. `turn` is had by the one that writes."""

    def __init__(self, vault: Vault, lock_wait_s: float) -> None:
        self._vault = vault
        self._lock_wait_s = lock_wait_s
        self.turn = threading.Lock()
        self.fault: OSError | None = None
        """Why the last step failed; None when it did not."""
        self._queue: deque[Entry] = deque()
        self._shut_out = False
        """The lock was waited for in vain, and was not had since."""
        self._later: threading.Thread | None = None

    def write(self, entry: Entry) -> Entry:
        """Give `entry` back when it is written, or cannot be. What asks for money or has spent some waits its full
        time for the lock, unless that was in vain the last time: nobody waits twice for it. All else waits briefly.
        A record that is not written then is written later.
        """
        self._queue.append(entry)
        paid = entry.ask is not None or (entry.record is not None and entry.record.hold is not None)
        patient = paid and not self._shut_out
        end = time.monotonic() + (self._lock_wait_s if patient else min(_BRIEF_S, self._lock_wait_s))
        while not entry.done:
            with self.turn:
                if not entry.done:
                    left = end - time.monotonic()
                    self._step(min(_TRY_S, max(left, 0.0)))
                    if left <= _TRY_S and not entry.done:
                        self._give_up(list(self._queue) if paid else [entry])
        if patient and isinstance(entry.fault, TimeoutError):
            self._shut_out = True
        if entry.record and isinstance(entry.fault, TimeoutError):
            self.write_later()
        return entry

    def write_later(self) -> None:
        """Go on trying to write what the lock keeps from being written, in a thread that outlives nobody's patience."""
        with self.turn:
            if self._later is None and (self._queue or self._vault.pending):
                self._later = threading.Thread(target=self._keep_trying, name="ledger")
                self._later.start()

    def _keep_trying(self) -> None:
        pause, end = threading.Event(), time.monotonic() + self._lock_wait_s
        while True:
            with self.turn:
                self._step(0.0)
                if not isinstance(self.fault, TimeoutError) or time.monotonic() >= end:
                    self._later = None
                    return
            pause.wait(_TRY_S)

    def _step(self, seconds: float) -> None:
        """Write for all, if the lock is had within `seconds`; without it all go on waiting."""
        self.fault = None
        try:
            with self._vault.locked(seconds):
                self._end(list(self._queue))
        except TimeoutError as locked:
            self.fault = locked
        except OSError as trouble:
            self.fault = trouble
            self._give_up(list(self._queue))

    def _end(self, entries: Sequence[Entry]) -> None:
        self._shut_out = False
        self._take(entries)
        try:
            self._vault.step([each.ask for each in entries if each.ask])
        except OSError as trouble:
            self.fault = trouble
        finally:
            self._finish(entries)

    def _give_up(self, entries: Sequence[Entry]) -> None:
        """Let `entries` wait no more. With one that has spent or would spend money all do: they have waited as well."""
        self._take(entries)
        self._finish(entries)

    def _take(self, entries: Sequence[Entry]) -> None:
        for each in entries:
            self._queue.remove(each)
            if each.record and (each.record.hold or len(self._vault.pending) < _MOST_PENDING):
                self._vault.pending[each.record.id] = each.record

    def _finish(self, entries: Sequence[Entry]) -> None:
        for each in entries:
            each.fault = self.fault
            each.done = True
