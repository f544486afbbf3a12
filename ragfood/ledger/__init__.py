"""What calls cost, and whether there is money for another: the daily log, the calls, holds and budgets.

    state/usage.json           sums per day: the log to read
    state/calls/YYYY-MM.jsonl  a line per call: the truth, from which the log can be rebuilt
    state/holds.json           money in flight, at its worst case
    state/alive/               which ledgers are running, so that the holds of dead ones are booked
    state/alerts.json          of which alerts people have been told
    state/budgets.json         limits that people chose on the page

Any number of ledgers, in any number of processes, may share a folder.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from ragfood.clock import Clock
from ragfood.errors import LedgerTrouble, PriceUnknown
from ragfood.ledger.alerts import Told
from ragfood.ledger.budget import Alert, Allowance, Budget, Resets, Standing, alerts_of, resets
from ragfood.ledger.calls import CallRecord, Outcome, calls_file, calls_since
from ragfood.ledger.chosen import Choice, Period
from ragfood.ledger.clerk import Clerk, Entry
from ragfood.ledger.copies import copy_books
from ragfood.ledger.days import Day, Totals, summed, with_call
from ragfood.ledger.faults import unreadable, unrecordable, why
from ragfood.ledger.holds import Hold
from ragfood.ledger.vault import Ask, Vault, View

__all__ = [
    "Alert", "Allowance", "CallRecord", "Choice", "Hold", "Ledger", "Outcome", "Period", "Resets", "Standing", "Totals",
]  # fmt: skip


_GLANCE_S = 0.05
"""Seconds that a page which only shows the ledger waits for its lock."""


class Ledger:
    """Constructing it creates nothing; the first write makes the folder. For any number of threads:
    one of those that wait writes for all of them in one step.
    """

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        *,
        daily_limit: Decimal,
        monthly_limit: Decimal,
        allow_unknown_price: bool = False,
        lock_wait_s: float = 5.0,
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._allow_unknown_price = allow_unknown_price
        self._vault = Vault(folder, clock, Budget(daily_limit, monthly_limit), lock_wait_s)
        self._clerk = Clerk(self._vault, lock_wait_s)
        self._open: dict[str, Hold] = {}
        self._tally: Day = {}
        self._tallying = threading.Lock()
        self._unmended: object = None
        self._told = Told(folder / "alerts.json")
        self._summed: dict[str, tuple[object, Totals]] = {}

    def hold(self, provider: str, model: str, worst_case: Decimal | None) -> Hold:
        """Set `worst_case` US dollars apart for a call that is about to be made; it is on the disk
        when this returns. The call is booked to the day it is now.

        Raises OverBudget when it does not fit into what is left of the day or the month,
        CostUnrecordable when it cannot be written down, PriceUnknown when it is None and unknown
        prices are not allowed.
        """
        if worst_case is None and not self._allow_unknown_price:
            raise PriceUnknown(
                f"The price of {model} is not known, and there is a budget to keep.",
                "Add its price to data/models.json, choose another model, or set RAGFOOD_ALLOW_UNKNOWN_PRICE=1.",
            )
        if worst_case is not None and not (worst_case.is_finite() and worst_case >= 0):
            raise ValueError("the worst case must be an amount")
        ask = Ask(provider, model, worst_case, self._clock.now())
        entry = self._clerk.write(Entry(ask=ask))
        if ask.refusal:
            raise ask.refusal
        if ask.hold is None:
            raise unrecordable(entry.fault, self._folder) from entry.fault
        self._open[ask.hold.id] = ask.hold
        return ask.hold

    def settle(self, hold: Hold, record: CallRecord) -> None:
        """Replace the hold by what the call really cost; a second time changes nothing.

        A cost of None is booked as the hold's worst case if that is known. Raises nothing when the
        files fail: the hold stays, and the record is written as soon as that is possible.
        """
        if self._open.pop(hold.id, None) is None:
            return
        if record.cost is None and hold.worst_case is not None:
            record = replace(record, cost=hold.worst_case, usage=replace(record.usage, estimated=True))
        self._book(replace(record, time=hold.time, hold=hold.id))

    def record(self, record: CallRecord) -> None:
        """Book a call that needs no hold: free, repeated from the cache, or refused. Raises nothing
        when the files fail, as `settle`.
        """
        self._book(replace(record, time=record.time or self._clock.now(), hold=None))

    def _book(self, record: CallRecord) -> None:
        with self._tallying:
            self._tally = with_call(self._tally, record)
        self._clerk.write(Entry(record=replace(record, id=secrets.token_hex(8))))

    def today(self) -> Totals:
        """Raises LedgerTrouble when the log cannot be read, like all that follow."""
        return self._sum(self._clock.now().date().isoformat())

    def month(self, month: str = "") -> Totals:
        """The totals of a month, `YYYY-MM`; of this one if none is given."""
        return self._sum(month or self._clock.now().strftime("%Y-%m"))

    def days(self) -> dict[str, Totals]:
        """Every day of the log, `YYYY-MM-DD`, in order."""
        days, known = self._look().books.days, self._summed
        # A day that changes becomes another one, so one that is the same is not added up again.
        self._summed = {
            name: known[name] if name in known and known[name][0] is day else (day, summed([day]))
            for name, day in sorted(days.items())
        }
        return {name: totals for name, (_, totals) in self._summed.items()}

    def calls(self, month: str) -> list[CallRecord]:
        """Every call of a month, `YYYY-MM`, in the order they ended."""
        path = calls_file(self._folder, month)
        try:
            return [call for _, call in calls_since(path, 0) if call] if path.is_file() else []
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def standing(self) -> Standing:
        """Where the budgets stand now."""
        view = self._look()
        try:
            return self._vault.standing(view.books, view.holds, self._clock.now())
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def choices(self) -> dict[Period, Choice]:
        """The limit of the day and of the month that hold now, and where each comes from."""
        try:
            return self._vault.budgets.choices()
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def choose(self, limits: Mapping[Period, Decimal]) -> None:
        """From now on these limits hold, US dollars, in every process that shares the folder; a period
        that is not named goes back to its own limit. What is held stays held. Raises LedgerTrouble.
        """
        now = self._clock.now()
        try:
            with self._clerk.turn, self._vault.locked():
                self._vault.budgets.choose(limits, now)
                with suppress(OSError):
                    self._told.forget({now.date().isoformat(), now.strftime("%Y-%m")})
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def resets(self) -> Resets:
        """When the next day and the next month begin."""
        return resets(self._clock.now())

    def alerts(self) -> list[Alert]:
        """The alerts newly reached, of which nobody was told yet: each once per day or month."""
        reached = alerts_of(self.standing())
        if not self._told.news(reached):
            return []
        news: list[Alert] = []
        with suppress(OSError), self._clerk.turn, self._vault.locked(_GLANCE_S):
            news = self._told.tell(reached)
            self._told.write()
        return news or self._told.tell(reached)

    def warnings(self) -> list[str]:
        """What a person should know of the ledger's files: damage that was repaired, trouble that lasts."""
        lasting: list[str] = []
        with suppress(LedgerTrouble):
            if self._look().damaged:
                lasting += ["The daily log is damaged and cannot be repaired; what is shown is the sum of the calls."]
        if fault := self._clerk.fault:
            waiting = len(self._vault.pending)
            rest = f" {waiting} ended call(s) wait to be written down." if waiting else ""
            lasting.append(f"{why(fault, self._folder)}{rest}")
        return [*self.notes(), *lasting]

    def notes(self) -> list[str]:
        """Those of the warnings that tell of what is over, and may be dismissed."""
        with suppress(LedgerTrouble):
            return self._vault.notes.with_others(self._look().books.notes)
        return self._vault.notes.with_others(())

    def dismiss(self, note: str) -> None:
        """Somebody has read `note`: it is not shown any more, to nobody who uses this ledger."""
        self._vault.notes.dismiss(note)

    def tally(self) -> Totals:
        """All that was booked through this ledger since it was made."""
        return summed([self._tally])

    def rebuild(self) -> list[str]:
        """Sum the daily log anew from the calls; gives the days that changed. Days without calls keep
        their numbers. Raises LedgerTrouble.
        """
        try:
            with self._clerk.turn, self._vault.locked():
                return self._vault.rebuild()
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def copy_to(self, folder: Path) -> None:
        """Put the daily log and the calls into the empty `folder`, as they are at one moment. Raises LedgerTrouble."""
        try:
            with self._clerk.turn, self._vault.locked():
                copy_books(self._folder, folder)
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def take_in(self, folder: Path) -> int:
        """Add what the books in `folder`, once copied there, know and these do not; gives the number of calls added.
        What is booked here stays booked: money that is spent cannot become unspent. Raises LedgerTrouble.
        """
        try:
            with self._clerk.turn, self._vault.locked():
                return self._vault.take_in(folder)
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def check(self) -> None:
        """Raises LedgerTrouble when what a call costs could not be written down now."""
        try:
            with self._clerk.turn, self._vault.locked():
                self._vault.try_to_write()
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault

    def _sum(self, period: str) -> Totals:
        return summed(day for name, day in self._look().books.days.items() if name.startswith(period))

    def _look(self) -> View:
        try:
            if isinstance(self._clerk.fault, TimeoutError):
                self._clerk.write_later()
            view = self._vault.view()
            if view.stamps != self._unmended and (view.damaged or self._vault.left_behind(view)):
                self._unmended = view.stamps
                self._clerk.write(Entry())
                view = self._vault.view()
            return view
        except OSError as fault:
            raise unreadable(fault, self._folder) from fault
