"""Backups: books, chats, foods and search index put aside in one archive, and put back, while the app runs.

The books are joined on restoring, so that money spent since stays spent; chats, foods and what people chose become
what they were, also when that was nothing. What is replaced is put aside first, as a backup of its own.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ragfood.backups.archives import Manifest, pack, read_manifest, unpack
from ragfood.clock import Clock
from ragfood.errors import BackupRefused
from ragfood.ledger import Ledger
from ragfood.stores import is_damage

_LOG = logging.getLogger(__name__)

FOLDER = "backups"
"""Where backups are put inside the state folder unless another place is named."""
_BOOKS, _INDEX, _FOODS = "books", "index", "foods.json"
_STORES = ("chats.sqlite", "comparisons.sqlite", "vectors.sqlite")
_SAID = _STORES[:2]
"""Those that are no mere copies of what could be computed again."""
_CHOICES = ("budgets.json", "preference.json", "cases.json")
"""Files that are small and replaced whole: limits chosen on the page, a roll-back, evaluation cases."""
_BUSY_S = 10.0


@dataclass(frozen=True)
class Backup:
    """An archive on disk. `made` is a moment in ISO 8601; `size` is in bytes."""

    path: Path
    made: str
    size: int
    contents: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    """What came of a restore; `before` holds what was replaced."""

    before: Backup
    calls: int
    """Calls that the books did not have."""
    parts: tuple[str, ...]
    emptied: tuple[str, ...]
    """What was not there yet when the archive was made, and is gone."""


class Backups:
    """Backups of one state folder; safe to use beside running answers and other processes."""

    def __init__(self, state: Path, foods: Path, foods_target: Path, ledger: Ledger, clock: Clock) -> None:
        """`foods` is the corpus file in use, `foods_target` the one that takes its place when foods are put back."""
        self._state = state
        self._foods = foods
        self._foods_target = foods_target
        self._ledger = ledger
        self._clock = clock

    def make(self, folder: Path | None = None, *, why: str = "") -> Backup:
        """Put everything aside in a new archive in `folder`. Raises BackupRefused, LedgerTrouble."""
        now = self._clock.now()
        target = _free_name(folder or self._state / FOLDER, now, why)
        with self._room() as room:
            try:
                self._ledger.copy_to(room / _BOOKS)
                versions = self._copy_stores(room)
                for path in (self._state / name for name in _CHOICES):
                    if path.is_file():
                        shutil.copyfile(path, room / path.name)
                if self._foods.is_file():
                    shutil.copyfile(self._foods, room / _FOODS)
                self._copy_index(room / _INDEX)
                manifest = pack(room, target, now.isoformat(timespec="seconds"), versions)
            except (OSError, sqlite3.Error) as wrong:
                raise _cannot("made", wrong) from wrong
        _LOG.info("backup made files=%d bytes=%d", len(manifest.files), target.stat().st_size)
        return _told(target, manifest)

    def all(self) -> list[Backup]:
        """The readable backups in the state folder, newest first."""
        return self.look()[0]

    def look(self, folder: Path | None = None) -> tuple[list[Backup], list[BackupRefused]]:
        """The readable backups in `folder`, or in the state folder, newest first, and why others cannot be read."""
        found, refusals = [], []
        for path in sorted((folder or self._state / FOLDER).glob("*.zip")):
            try:
                found.append(_told(path, read_manifest(path)))
            except BackupRefused as refused:
                refusals.append(refused)
        return sorted(found, key=lambda backup: backup.made, reverse=True), refusals

    def check(self, archive: Path) -> Manifest:
        """Look at every byte of `archive`. Raises BackupRefused when it could not be restored."""
        with self._room() as room:
            return unpack(archive, room)

    def restore(self, archive: Path) -> Restored:
        """Put back what `archive` holds, once all of it is found sound, and what is there now is put aside.

        Raises BackupRefused, and then nothing has changed, or LedgerTrouble.
        """
        with self._room() as room:
            manifest = unpack(archive, room)
            before = self.make(why="before-restore")
            try:
                self._refuse_newer(manifest, archive)
                calls = self._ledger.take_in(room / _BOOKS)
                parts = [name for name in _STORES if self._put_store(room / name)]
                parts += [_FOODS] if self._put_foods(room / _FOODS) else []
                parts += [name for name in _CHOICES if _put_file(room / name, self._state / name)]
                emptied = [name for name in (*_SAID, *_CHOICES) if self._empty(room, name)]
                self._put_index(room / _INDEX)
            except (OSError, sqlite3.Error) as wrong:
                raise _cannot(f"put back in full; what was there is in {before.path.name}", wrong) from wrong
        _LOG.info("backup restored made=%s calls=%d", manifest.made, calls)
        return Restored(before, calls, tuple(parts), tuple(emptied))

    def _copy_stores(self, room: Path) -> dict[str, str]:
        """Copy the SQLite files; gives the version of each."""
        versions = {}
        for path in (self._state / name for name in _STORES):
            if _is_whole(path):
                versions[path.name] = str(_copy_database(path, room / path.name))
            elif path.is_file():
                shutil.copyfile(path, room / f"{path.name}.damaged")
        return versions

    def _copy_index(self, target: Path) -> None:
        """The newest index; whole folders only, which never change once they have their name."""
        folders = [each for each in (self._state / _INDEX).glob("[!.]*") if (each / "index.json").is_file()]
        if folders:
            newest = max(folders, key=lambda each: each.stat().st_mtime)
            shutil.copytree(newest, target / newest.name, ignore=shutil.ignore_patterns("*-wal", "*-shm"))

    def _refuse_newer(self, manifest: Manifest, archive: Path) -> None:
        for name in _STORES:
            known = _version(self._state / name) if _is_whole(self._state / name) else None
            if known is not None and int(manifest.facts.get(name, "0")) > known:
                raise BackupRefused(
                    f"{archive.name} holds a {name} of a newer version of RAG-Food.",
                    "Restore it with that version, or a later one.",
                )

    def _put_store(self, source: Path) -> bool:
        """A store that is damaged cannot be written over; it makes room, being in the backup made before."""
        if not source.is_file():
            return False
        target = self._state / source.name
        if target.is_file() and not _is_whole(target):
            for ending in ("", "-wal", "-shm"):
                target.with_name(target.name + ending).unlink(missing_ok=True)
        _copy_database(source, target)
        return True

    def _empty(self, room: Path, name: str) -> bool:
        """Make what the archive in `room` does not hold what it was then: not there. Whether it was there till now.
        What was damaged then is left as it is now."""
        here = self._state / name
        if not here.is_file() or (room / name).exists() or (room / f"{name}.damaged").exists():
            return False
        if name in _CHOICES:
            here.unlink()
        elif not _is_whole(here) or not _has_rows(here):
            return False
        else:
            _copy_database(Path(":memory:"), here)
        return True

    def _put_foods(self, source: Path) -> bool:
        target = self._foods_target
        if not source.is_file() or (self._foods.is_file() and source.read_bytes() == self._foods.read_bytes()):
            return False
        return _put_file(source, target)

    def _put_index(self, source: Path) -> None:
        """An index that is there already is the same or newer; the app checks each before it uses it."""
        for folder in source.glob("*"):
            if not (place := self._state / _INDEX / folder.name).exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(folder, place)

    @contextmanager
    def _room(self) -> Iterator[Path]:
        """An empty folder on the disk of the state folder, gone afterwards."""
        try:
            self._state.mkdir(parents=True, exist_ok=True)
            room = Path(tempfile.mkdtemp(prefix=".packing-", dir=self._state))
        except OSError as wrong:
            raise _cannot("made", wrong) from wrong
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def _put_file(source: Path, target: Path) -> bool:
    """Whether there was anything to put in the place of `target`, which changes as a whole. Raises OSError."""
    if not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_name(f".{target.name}.restoring")
    shutil.copyfile(source, making)
    making.replace(target)
    return True


def _copy_database(source: Path, target: Path) -> int:
    """Copy a SQLite file over another, both of which may be in use; gives its version. Raises sqlite3.Error."""
    with (
        closing(sqlite3.connect(source, timeout=_BUSY_S)) as there,
        closing(sqlite3.connect(target, timeout=_BUSY_S)) as here,
    ):
        there.backup(here)
    return _version(target)


def _version(path: Path) -> int:
    """The version of a SQLite file. Raises sqlite3.Error."""
    with closing(sqlite3.connect(path, timeout=_BUSY_S)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def _has_rows(path: Path) -> bool:
    """Whether a SQLite file holds anything but empty tables. Raises sqlite3.Error."""
    with closing(sqlite3.connect(path, timeout=_BUSY_S)) as database:
        tables = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
        indexes = tuple(f"{name}_" for name, made in tables.items() if made.startswith("CREATE VIRTUAL"))
        plain = [name for name in tables if not name.startswith(("sqlite_", *indexes))]
        return any(database.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}")').fetchone()[0] for name in plain)


def _is_whole(path: Path) -> bool:
    """Whether `path` is a database that can be read. Raises sqlite3.Error for trouble that is no damage."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as wrong:
        if is_damage(wrong):
            return False
        raise


def _free_name(folder: Path, now: datetime, why: str) -> Path:
    stem = f"ragfood-{now:%Y%m%d-%H%M%S}{'-' if why else ''}{why}"
    target, number = folder / f"{stem}.zip", 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.zip", number + 1
    return target


def _told(path: Path, manifest: Manifest) -> Backup:
    parts = dict.fromkeys(name.split("/")[0] for name in manifest.files)
    return Backup(path, manifest.made, path.stat().st_size, tuple(parts))


def _cannot(what: str, wrong: Exception) -> BackupRefused:
    return BackupRefused(
        f"The backup cannot be {what} ({type(wrong).__name__}).",
        "Check that the disk has room and that the folder may be written.",
    )
