"""`backup` and `restore`: all that a run has written put aside in one archive, and put back."""

from __future__ import annotations

from pathlib import Path

from ragfood.assembly import House
from ragfood.backups import Backup
from ragfood.backups.archives import read_manifest


def backup(house: House, folder: Path | None) -> int:
    """Make a backup in `folder`, or in the state folder. Raises BackupRefused, LedgerTrouble."""
    made = house.backups.make(folder)
    print(f"{made.path} holds {_contents(made)} ({made.size:,} bytes).")
    return 0


def list_backups(house: House) -> int:
    """The backups in the state folder, newest first."""
    for each in house.backups.all():
        print(f"{each.made}  {each.size:>12,} bytes  {each.path}")
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
    print(f"What was there before is in {restored.before.path}.")
    return 0


def _contents(made: Backup) -> str:
    return ", ".join(name for name in made.contents if name != "manifest.json")
