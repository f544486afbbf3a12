"""`import`: foods from foreign files into the corpus, its backups, and the way back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from ragfood.clock import Clock, SystemClock
from ragfood.errors import ImportRefused
from ragfood.importing import Remarks, draft_of_files
from ragfood.importing.shelving import How, Plan, backups, plan, present_corpus, reset, restore, shelve
from ragfood.larder import foods_file
from ragfood.settings import Settings
from ragfood.terminal.show import complain

_SHOWN = 50


@dataclass(frozen=True)
class Wish:
    """What the command line asks of `import`."""

    files: tuple[Path, ...] = ()
    how: How = "merge"
    check: bool = False
    reset: bool = False
    backups: bool = False
    restore: str | None = None
    """A backup's name, "" for the newest, "shipped" for the shipped foods; None when nothing is to be restored."""


def run(settings: Settings, wish: Wish) -> int:
    """0 done, or nothing wrong with `--check`; 1 refused. Never opens the search index."""
    clock = SystemClock()
    try:
        if wish.backups:
            return _list_backups(settings)
        if wish.reset or wish.restore == "shipped":
            kept = reset(settings, clock)
            print(f"Kept the imported foods as {kept.name}." if kept else "The shipped foods are in use already.")
        elif wish.restore is not None:
            print(f"Restored {restore(settings, clock, wish.restore).name}.")
        else:
            return _import(settings, wish, clock)
    except ImportRefused as refused:
        complain(refused.happened, refused.remedy)
        return 1
    print(foods_file(settings).sentence)
    return 0


def _import(settings: Settings, wish: Wish, clock: Clock) -> int:
    draft = draft_of_files(wish.files, _progress if sys.stderr.isatty() else None)
    counts = f"{len(draft.foods):,} foods, {draft.errors.count:,} problems, {draft.notes.count:,} notes"
    print(f"{draft.rows:,} rows read: {counts}.")
    _tell("note", draft.notes)
    _tell("PROBLEM", draft.errors)
    made = plan(draft, present_corpus(settings, wish.how), wish.how)
    if wish.check:
        _tell_plan(made, "would be")
        print("Nothing was written.")
        return 0
    made, kept = shelve(draft, wish.how, settings, clock)
    _tell_plan(made, "were")
    if kept:
        print(f"What was there before is kept as {kept.name}; `python -m ragfood import --restore` brings it back.")
    print(f"{foods_file(settings).sentence} There are {len(made.foods):,} now.")
    return 0


def _tell(what: str, remarks: Remarks) -> None:
    for remark in remarks.told[:_SHOWN]:
        complain(f"{what}  {remark}")
    if remarks.count > _SHOWN:
        complain(f"… and {remarks.count - _SHOWN:,} more.")


def _tell_plan(made: Plan, verb: str) -> None:
    parts = [f"{made.added:,} added", f"{len(made.replaced):,} replaced", f"{made.unchanged:,} left as they are"]
    parts += [f"{made.dropped:,} dropped"] if made.dropped else []
    print(f"Foods that {verb}: {', '.join(parts)}.")
    for identity, before, after in made.replaced[:_SHOWN]:
        complain(f"replaced  {identity}: {before}" + (f" by {after}" if after != before else ""))
    for name in made.alike[:_SHOWN]:
        complain(f"note  {name} is also the name of a food with another id")


def _progress(file: str, rows: int) -> None:
    print(f"\r{file}: {rows:,} rows ", end="", file=sys.stderr, flush=True)


def _list_backups(settings: Settings) -> int:
    print(foods_file(settings).sentence)
    for each in backups(settings):
        print(f"{each.name}  {each.bytes:,} bytes")
    return 0
