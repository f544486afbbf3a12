"""How SQLite files are opened: shared by threads and processes, and set aside when they are damaged."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ragfood.errors import StoreTrouble

_BUSY_S = 5.0
"""How long a statement waits for another process to finish writing."""


class _OtherVersion(sqlite3.DatabaseError):
    """The file was written with another schema."""


class Store:
    """One SQLite file with one connection behind a lock. Nothing is opened before the first use.

    A file that is no readable database, or has another `version`, is moved to `<name>.damaged-<n>`
    and begun anew, at the latest with the next use; `set_aside` then tells where it went.
    """

    def __init__(self, path: Path, schema: str, version: int = 1) -> None:
        self._path = path
        self._schema = schema
        self._version = version
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
                connection = self._connection or self._open()
                with connection:
                    yield connection
            except (sqlite3.Error, OSError) as wrong:
                self.close()
                if is_damage(wrong):
                    with suppress(OSError):
                        self._move_aside()
                raise StoreTrouble(
                    f"The file {self._path.name} in the state folder cannot be used ({type(wrong).__name__}).",
                    "Check that the disk has room and that the folder may be written.",
                ) from wrong

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
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("PRAGMA foreign_keys=ON")
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            if found not in (0, self._version):
                raise _OtherVersion
            connection.executescript(self._schema)
            if found == 0:
                connection.execute(f"PRAGMA user_version={self._version}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

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
