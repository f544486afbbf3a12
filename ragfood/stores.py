"""How SQLite files are opened: shared by threads and processes, and set aside when they are damaged."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ragfood.errors import StoreTrouble

_BUSY_S = 5.0
"""How long a statement waits for another process to finish writing."""


_CHECK = "Check that the disk has room and that the folder may be written."


class _OtherVersion(sqlite3.DatabaseError):
    """The file was written with another schema."""


class Store:
    """One SQLite file with one connection behind a lock. Nothing is opened before the first use.

    A file that is no readable database, or has another `version`, is moved to `<name>.damaged-<n>`
    and begun anew, at the latest with the next use; `set_aside` then tells where it went.

    With `upgrades` (version found -> what makes the next one of it, inside a transaction) an older file
    is brought up to date instead, and a newer one is refused and left as it is.
    """

    def __init__(
        self,
        path: Path,
        schema: str,
        version: int = 1,
        upgrades: Mapping[int, Callable[[sqlite3.Connection], None]] | None = None,
    ) -> None:
        self._path = path
        self._schema = schema
        self._version = version
        self._upgrades = upgrades
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self.set_aside: Path | None = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction: all of it is written, or nothing.

        Raises StoreTrouble when the file cannot be opened, read or written.
        """
        with self._lock:
            try:
                connection = self._current() or self._open()
                with connection:
                    yield connection
            except (sqlite3.Error, OSError) as wrong:
                self.close()
                if is_damage(wrong):
                    with suppress(OSError):
                        self._move_aside()
                why, remedy = _why(wrong)
                happened = f"The file {self._path.name} in the state folder cannot be used: {why}."
                raise StoreTrouble(happened, remedy) from wrong

    def _current(self) -> sqlite3.Connection | None:
        """The open connection, unless a backup of another version was put back into its file meanwhile."""
        if self._connection and self._connection.execute("PRAGMA user_version").fetchone()[0] != self._version:
            self.close()
        return self._connection

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _open(self) -> sqlite3.Connection:
        from filelock import FileLock

        self._path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite does not wait for the lock that changes a new file's journal: whoever opens second would fail.
        with FileLock(self._path.with_name(f"{self._path.name}.lock"), timeout=_BUSY_S):
            return self._open_alone()

    def _open_alone(self) -> sqlite3.Connection:
        try:
            self._connection = self._connect()
        except sqlite3.DatabaseError as wrong:
            if not is_damage(wrong) and not isinstance(wrong, _OtherVersion):
                raise
            self._move_aside()
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_S, check_same_thread=False)
        try:
            found = self._found(connection)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            if 0 < found < self._version:
                self._bring_up(connection, found)
            if found:
                connection.executescript(self._schema)
            else:
                connection.executescript(f"BEGIN;{self._schema};PRAGMA user_version={self._version};COMMIT")
            connection.execute("PRAGMA foreign_keys=ON")
        except (sqlite3.Error, StoreTrouble):
            connection.close()
            raise
        return connection

    def _found(self, connection: sqlite3.Connection) -> int:
        """The version of the file, 0 for a new one. Changes nothing; raises for one that cannot be used."""
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            found = 1
        if found > self._version and self._upgrades is not None:
            raise StoreTrouble(
                f"The file {self._path.name} in the state folder was written by a newer version of this app.",
                "Start the newer version, or point RAGFOOD_STATE_DIR at another folder; the file is left as it is.",
            )
        if found not in (0, self._version) and self._upgrades is None:
            raise _OtherVersion
        return found

    def _bring_up(self, connection: sqlite3.Connection, found: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            for version in range(found, self._version):
                (self._upgrades or {})[version](connection)
            connection.execute(f"PRAGMA user_version={self._version}")

    def _move_aside(self) -> None:
        number = 1
        while (target := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        self._path.rename(target)
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self.set_aside = target


def is_damage(wrong: Exception) -> bool:
    """Whether an error tells of the file's content, and not of the disk, a lock or a statement."""
    return getattr(wrong, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _why(wrong: Exception) -> tuple[str, str]:
    """The cause in a few words, and what to do about it."""
    code = getattr(wrong, "sqlite_errorcode", 0) & 0xFF
    if is_damage(wrong):
        return "it is damaged", "It is kept under another name, and begun anew with the next use."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "another process keeps it locked", "Try again; if it stays so, end the process that uses this folder."
    if code == sqlite3.SQLITE_FULL or getattr(wrong, "errno", 0) == errno.ENOSPC:
        return "the disk is full", "Make room on it."
    if isinstance(wrong, OSError) or code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return "it cannot be read or written", "Make the folder writable, or name another in RAGFOOD_STATE_DIR."
    return "the database refuses it", _CHECK
