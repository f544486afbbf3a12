"""The ledger's files, changed in one locked step so that a kill between any two writes loses and doubles nothing.

The calls are the truth. A step reads what others have done, appends the lines of ended calls, reads
those back and counts them, grants holds, then writes `holds.json` and last `usage.json`. So a line that
the daily log does not count yet is found after its mark; a hold whose line is counted has left
`holds.json` before; and a hold of a dead process that is still there was never booked.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ragfood.clock import Clock
from ragfood.errors import OverBudget
from ragfood.ledger import atomic
from ragfood.ledger.books import Books, UsageFile, load_books
from ragfood.ledger.budget import Budget, Standing, over_budget
from ragfood.ledger.calls import CallRecord, append_calls, calls_file
from ragfood.ledger.chosen import ChosenBudgets
from ragfood.ledger.copies import calls_lacking, days_of
from ragfood.ledger.holds import Hold, HoldsFile, Life, read_holds
from ragfood.ledger.notes import Notes

if TYPE_CHECKING:
    from filelock import BaseFileLock

_POLL_S = 0.002


@dataclass
class Ask:
    """A wish to spend: answered by a hold or by a refusal; by neither when the files fail."""

    provider: str
    model: str
    worst_case: Decimal | None
    time: datetime
    hold: Hold | None = None
    refusal: OverBudget | None = None


@dataclass(frozen=True)
class View:
    """What the files say, for those who only read."""

    stamps: tuple[atomic.Stamp, ...]
    books: Books
    holds: Mapping[str, Hold]
    damaged: bool = False


class Vault:
    """All but `view` and `standing` is done by one thread at a time, inside `locked`."""

    def __init__(self, folder: Path, clock: Clock, budget: Budget, lock_wait_s: float) -> None:
        self._folder = folder
        self._clock = clock
        self.budgets = ChosenBudgets(folder / "budgets.json", budget)
        self._judged_by: Budget | None = None
        self._lock_wait_s = lock_wait_s
        self._lock: BaseFileLock | None = None
        self._life = Life(folder)
        self._usage = UsageFile(folder / "usage.json")
        self._holds_file = HoldsFile(folder / "holds.json")
        self._books: Books | None = None
        self._holds: dict[str, Hold] = {}
        self._mine: dict[str, Hold] = {}
        self._closed: set[str] = set()
        self._view: View | None = None
        self.pending: dict[str, CallRecord] = {}
        """Ended calls that are not written yet, by id."""
        self.full: set[str] = set()
        """Days and months for which a call was refused because of what is spent."""
        self.notes = Notes()

    @contextmanager
    def locked(self, wait_s: float | None = None) -> Iterator[None]:
        """One process at a time. Raises OSError: no such folder, or TimeoutError when another has it for `wait_s`."""
        from filelock import FileLock

        if self._lock is None:
            self._lock = FileLock(self._folder / "ledger.lock", thread_local=False, poll_interval=_POLL_S)
        with self._lock.acquire(timeout=self._lock_wait_s if wait_s is None else wait_s):
            yield

    def step(self, asks: Sequence[Ask]) -> None:
        """Book what is pending and answer the asks. Raises OSError; what is not written stays pending."""
        books = self._refreshed()
        dead = {owner for owner in {hold.owner for hold in self._holds.values()} if not self._life.lives(owner)}
        self.pending |= {hold.id: hold.abandoned() for hold in self._holds.values() if hold.owner in dead}
        books = self._booked(books)
        granted = [(ask, hold) for ask in asks if (hold := self._answer(ask, books))]
        self._save(books, granted)

    def rebuild(self) -> list[str]:
        """Sum the days anew from the calls; gives the days that changed. Raises OSError."""
        before = self._booked(self._refreshed())
        after = self._noted(before.rebuilt(self._folder))
        self._save(after)
        return [name for name, day in after.days.items() if day != before.days.get(name)]

    def take_in(self, folder: Path) -> int:
        """Add what the copied books in `folder` have and these lack; gives how many calls. Raises OSError."""
        books = self._booked(self._refreshed())
        lacking = calls_lacking(folder, self._folder)
        for month, calls in lacking.items():
            append_calls(self._folder, month, calls)
        joined = replace(books, days={**days_of(folder), **books.days})
        self._save(self._noted(joined.rebuilt(self._folder)))
        return sum(map(len, lacking.values()))

    def try_to_write(self) -> None:
        """Write beside every file that a call changes, and take it away again. Raises OSError."""
        for folder in (self._folder, self._folder / "calls"):
            probe = folder / ".probe"
            atomic.replace(probe, "")
            probe.unlink()

    def view(self) -> View:
        """What the files say now, read anew only when one of them changed. Raises OSError."""
        stamps = self._stamps()
        if self._view is None or self._view.stamps != stamps:
            books, calls = load_books(self._usage.path).caught_up(self._folder)
            holds = read_holds(self._holds_file.path)
            closed = {call.hold for call in calls}
            still = {key: hold for key, hold in (holds or {}).items() if key not in closed}
            self._view = View(stamps, self._safe(books), still, books.damaged or holds is None)
        return self._view

    def left_behind(self, view: View) -> bool:
        """Whether a process that is gone still holds money: a step books it. Not told where nothing can be written."""
        try:
            return not all(self._life.lives(owner) for owner in {hold.owner for hold in view.holds.values()})
        except OSError:
            return False

    def standing(self, books: Books, holds: Mapping[str, Hold], now: datetime) -> Standing:
        budget = self.budgets.budget()
        if budget != self._judged_by:
            self._judged_by = budget
            self.full.clear()
        return budget.standing(books, holds.values(), self.full, now)

    def _refreshed(self) -> Books:
        if self._books is None:
            self._clean()
        books = self._books
        if books is None or self._usage.changed():
            books = self._usage.read()
            if books.damaged:
                self._set_aside(self._usage.path, "The daily log", "rebuilt from the calls")
        # A hold of ours that nobody was given comes from a step that failed after writing it.
        others = {key: hold for key, hold in self._read_holds().items() if hold.owner != self._life.name}
        self._holds = others | self._mine
        return self._caught_up(books)

    def _clean(self) -> None:
        for path in self._folder.glob("*.json.tmp"):
            path.unlink(missing_ok=True)
        self._life.forget_dead()

    def _read_holds(self) -> dict[str, Hold]:
        holds = self._holds_file.read()
        if holds is None:
            self._set_aside(self._holds_file.path, "The list of money held", "begun anew")
        return holds or {}

    def _set_aside(self, path: Path, what: str, remedy: str) -> None:
        aside = atomic.set_aside(path, self._clock.now())
        self.notes.tell(f"{what} was damaged; it is kept as {aside.name} and was {remedy}.", what)

    def _caught_up(self, books: Books) -> Books:
        books, calls = books.caught_up(self._folder)
        for call in calls:
            self.pending.pop(call.id, None)
            if call.hold:
                self._closed.add(call.hold)
        for key in self._closed:
            self._holds.pop(key, None)
            self._mine.pop(key, None)
        self._books = self._noted(self._safe(books))
        return self._books

    def _safe(self, books: Books) -> Books:
        return books.assuming(self.budgets.budget().daily, self._clock.now().strftime("%Y-%m"))

    def _noted(self, books: Books) -> Books:
        for note in books.notes:
            self.notes.tell(note)
        return replace(books, damaged=False, lost=(), notes=())

    def _booked(self, books: Books) -> Books:
        self.pending = {
            key: each for key, each in self.pending.items() if each.hold is None or each.hold in self._holds
        }
        if not self.pending:
            return books
        books = books.adopting(each.day for each in self.pending.values())
        self._save(books)
        months = defaultdict[str, list[CallRecord]](list)
        for each in self.pending.values():
            months[each.day[:7]].append(each)
        for month, records in sorted(months.items()):
            path = calls_file(self._folder, month)
            if path.is_dir():
                self._set_aside(path, f"The list of calls of {month}", "begun anew; the daily log keeps its sums")
            append_calls(self._folder, month, records)
        return self._caught_up(books)

    def _answer(self, ask: Ask, books: Books) -> Hold | None:
        standing = self.standing(books, self._holds, ask.time)
        for allowance in (standing.day, standing.month):
            if not allowance.fits(ask.worst_case):
                if not allowance.fits(ask.worst_case, held=False):
                    self.full.add(allowance.name)
                ask.refusal = over_budget(allowance, ask.worst_case, ask.time)
                return None
        self._life.begin()
        hold = Hold(secrets.token_hex(8), ask.provider, ask.model, ask.worst_case, ask.time, self._life.name)
        self._holds[hold.id] = hold
        return hold

    def _save(self, books: Books, granted: Sequence[tuple[Ask, Hold]] = ()) -> None:
        self._holds_file.write(self._holds)
        self._closed.clear()
        if granted:
            atomic.sync_folder(self._folder)
        for ask, hold in granted:
            ask.hold = self._mine[hold.id] = hold
        self._books = books
        self._usage.write(books)
        self._view = View(self._stamps(), books, dict(self._holds))

    def _stamps(self) -> tuple[atomic.Stamp, ...]:
        month = calls_file(self._folder, self._clock.now().strftime("%Y-%m"))
        return tuple(map(atomic.stamp_of, (self._usage.path, self._holds_file.path, month)))
