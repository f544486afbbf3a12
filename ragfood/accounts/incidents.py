"""How each provider did in every hour of a day: well, with faults, down or not asked; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ragfood.accounts.digest import Hour
from ragfood.accounts.sheets import Sheet, grouped, hours_of

FAULTS_NOTICED = 0.05
"""Share of calls that must fail before an hour counts as degraded: the error rate that is still a success."""

State = Literal["ok", "degraded", "down", "idle"]


@dataclass(frozen=True)
class Cell:
    """One provider in one hour, 0 to 23."""

    provider: str
    hour: int
    state: State
    well: int
    badly: int


def strip(sheets: Iterable[Sheet]) -> dict[str, list[Cell]]:
    """Provider to its 24 hours of one day, for each provider that has hours on record."""
    cells = {}
    for provider, rows in grouped(sheets, lambda row: row.provider).items():
        hours = hours_of(rows)
        if hours:
            cells[provider] = [_cell(provider, number, hours.get(number, Hour())) for number in range(24)]
    return cells


def runs(cells: Iterable[Cell]) -> list[tuple[State, int, int]]:
    """State, first hour and hour after the last, of hours in a row that are alike."""
    found: list[tuple[State, int, int]] = []
    for cell in cells:
        if found and found[-1][0] == cell.state and found[-1][2] == cell.hour:
            found[-1] = (cell.state, found[-1][1], cell.hour + 1)
        else:
            found.append((cell.state, cell.hour, cell.hour + 1))
    return found


def _cell(provider: str, number: int, hour: Hour) -> Cell:
    return Cell(provider, number, _state(hour), hour.well, hour.badly)


def _state(hour: Hour) -> State:
    if not hour.badly:
        return "ok" if hour.well else "idle"
    if not hour.well:
        return "down"
    return "degraded" if hour.badly / (hour.well + hour.badly) >= FAULTS_NOTICED else "ok"
