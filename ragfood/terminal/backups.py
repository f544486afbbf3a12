"""`backup` and `restore`: all that a run has written put aside in one archive, and put back."""

from __future__ import annotations

from pathlib import Path

from ragfood.assembly import House
from ragfood.backups import Backup
from ragfood.backups.archives import read_manifest
from ragfood.terminal.show import complain


def backup(house: House, folder: Path | None) -> int:
    """Make a backup in `folder`, or in the state folder. Raises BackupRefused, LedgerTrouble."""
    made = house.backups.make(folder)
    print(f"{made.path} holds {_contents(made)} ({made.size:,} bytes).")
    return 0


def list_backups(house: House, folder: Path | None) -> int:
    """The backups in `folder`, or in the state folder, newest first; and what is there that is none."""
    found, refusals = house.backups.look(folder)
    for each in found:
        print(f"{each.made}  {each.size:>12,} bytes  {each.path}")
    for refused in refusals:
        complain(str(refused))
    if not found and not refusals:
        place = f" in {folder}" if folder else ""
        complain(f"There is no backup{place}.", "Make one with: python -m ragfood backup")
    return 0


def restore(house: House, archive: Path, *, only_check: bool) -> int:
    """Put an archive back, or only look whether it is sound. Raises BackupRefused, LedgerTrouble."""
    if only_check:
        house.backups.check(archive)
        print(f"{archive} is sound; it was made {read_manifest(archive).made}.")
        return 0
    restored = house.backups.restore(archive)
    print(
        f"Restored: {', '.join(restored.parts) or 'nothing but the books'}; {restored.calls} calls added to the books."
    )
    if restored.emptied:
        print(f"Not there yet when it was made, so no longer there: {', '.join(restored.emptied)}.")
    print(f"What was there before is in {restored.before.path}.")
    return 0


def _contents(made: Backup) -> str:
    return ", ".join(name for name in made.contents if name != "manifest.json")
