"""The budgets that people chose while the app runs, kept in `budgets.json`, over those of the environment.

The latest decision holds: a limit chosen here stands until it is taken back, or until the environment
names another limit than the one it was chosen over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from ragfood.ledger import atomic
from ragfood.ledger.budget import Budget

Period = Literal["day", "month"]


@dataclass(frozen=True)
class Choice:
    """A limit, US dollars, where it comes from, and what it stands over."""

    period: Period
    limit: Decimal
    environment: Decimal
    chosen: datetime | None = None
    """When a person chose it; None when the environment's limit holds."""


class ChosenBudgets:
    """What holds now, in every process that shares the folder: the file is looked at on every use."""

    def __init__(self, path: Path, environment: Budget) -> None:
        self._path = path
        self._environment: dict[Period, Decimal] = {"day": environment.daily, "month": environment.monthly}
        self._stamp: object = ()
        self._choices: dict[Period, Choice] = {}

    def budget(self) -> Budget:
        """Raises OSError."""
        found = self.choices()
        return Budget(found["day"].limit, found["month"].limit)

    def choices(self) -> dict[Period, Choice]:
        """Raises OSError. A file that holds anything else counts as no choice."""
        stamp = atomic.stamp_of(self._path)
        if stamp != self._stamp:
            kept = self._read()
            self._choices = {period: self._choice(period, kept.get(period)) for period in self._environment}
            self._stamp = stamp
        return self._choices

    def choose(self, limits: Mapping[Period, Decimal], now: datetime) -> None:
        """Keep these limits; a period that is not named goes back to the environment's. Only under the
        ledger's lock. Raises OSError.
        """
        entries = {
            period: {"limit": limit, "over": self._environment[period], "chosen": now.isoformat()}
            for period, limit in limits.items()
        }
        atomic.replace(self._path, atomic.to_json(entries) + "\n")
        atomic.sync_folder(self._path.parent)

    def _read(self) -> dict[str, Any]:
        try:
            found = atomic.from_json(atomic.read_text(self._path) or "{}")
        except (IsADirectoryError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _choice(self, period: Period, entry: Any) -> Choice:
        environment = self._environment[period]
        try:
            limit, over = Decimal(entry["limit"]), Decimal(entry["over"])
            if limit.is_finite() and limit >= 0 and over == environment:
                return Choice(period, limit, environment, datetime.fromisoformat(entry["chosen"]))
        except (TypeError, KeyError, ValueError, ArithmeticError):
            pass
        return Choice(period, environment, environment)
