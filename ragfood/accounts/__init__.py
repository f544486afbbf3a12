"""The figures over the books: days, models and hours as sheets, what they add up to and where they are heading.

Reads the ledger and keeps digests of its calls; changes nothing of either.
"""

from __future__ import annotations

import threading
from pathlib import Path

from ragfood.accounts.counting import count_apart
from ragfood.accounts.digests import Digests
from ragfood.accounts.sheets import Sheet, sheets_of
from ragfood.ledger import Ledger


class Accounts:
    """Sheets of all days, made anew only when the books changed. For any number of threads."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._ledger = ledger
        self._digests = Digests(folder, count_apart)
        self._known: tuple[object, list[Sheet]] | None = None
        self._one = threading.Lock()

    def sheets(self) -> tuple[list[Sheet], float]:
        """The sheets of all days, and the share of the calls that is counted in them (0 to 1). What is
        not counted yet has its requests, tokens and money from the daily log, and nothing else.

        Raises LedgerTrouble.
        """
        share = self._digests.look()
        days = self._ledger.days()
        with self._one:
            state = (days, self._digests.state())
            if self._known is None or self._known[0] != state:
                self._known = (state, sheets_of(days, self._digests.days()))
            return self._known[1], share

    def counted(self) -> float:
        """The share of the calls that is counted by now. Raises LedgerTrouble."""
        return self._digests.look()
