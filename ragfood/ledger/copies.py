"""Copies of the books: how they are put aside, and what of them the present books lack."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from ragfood.ledger.books import load_books
from ragfood.ledger.calls import CallRecord, calls_since
from ragfood.ledger.days import COUNTED, Day

_LOG, _CALLS = "usage.json", "calls"


def copy_books(state: Path, folder: Path) -> None:
    """The daily log and the calls of `state`, as far as there are any, into `folder`. Raises OSError."""
    (folder / _CALLS).mkdir(parents=True, exist_ok=True)
    for path in [state / _LOG, *sorted((state / _CALLS).glob("????-??.jsonl"))]:
        if path.is_file():
            shutil.copyfile(path, folder / path.relative_to(state))


def days_of(folder: Path) -> Mapping[str, Day]:
    """The days of a copied log, none of whose calls are counted by the books that they are for. Raises OSError."""
    days = load_books(folder / _LOG).days
    return {name: {**day, COUNTED: 0} if COUNTED in day else day for name, day in days.items()}


def calls_lacking(folder: Path, state: Path) -> dict[str, list[CallRecord]]:
    """Month to the calls of a copy that the books in `state` do not have. Raises OSError."""
    lacking: dict[str, list[CallRecord]] = {}
    for path in sorted((folder / _CALLS).glob("????-??.jsonl")):
        here = state / _CALLS / path.name
        known = {call.id for _, call in calls_since(here, 0) if call} if here.is_file() else set()
        calls = [call for _, call in calls_since(path, 0) if call and call.id not in known]
        if calls:
            lacking[path.stem] = calls
    return lacking
