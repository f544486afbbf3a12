"""Files that one holder on this machine has locked at a time; the system lets go when its process ends."""

from __future__ import annotations

import os
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """Others cannot read bytes that are locked, so it is a byte behind all that is ever written."""

    def _lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, _BEYOND, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    def read_at(descriptor: int, size: int, offset: int) -> bytes:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, size)

    def write_at(descriptor: int, data: bytes, offset: int) -> int:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.write(descriptor, data)
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    read_at, write_at = os.pread, os.pwrite

_LOOKS_S = 1.0


class LockedFile:
    """Opened when it is first needed. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = -1
        self._pid = 0
        self._identity = (0, 0)
        self._looked = 0.0
        self._close: Callable[[], object] = lambda: None

    def grab(self) -> bool:
        """Lock the file if nobody else has it. Raises OSError when it cannot be opened."""
        # A forked child would share its parent's lock through the descriptor it inherits.
        if self._pid != os.getpid():
            self._open()
        return _lock(self.descriptor)

    def let_go(self) -> None:
        try:
            if self._pid == os.getpid():
                _unlock(self.descriptor)
        except OSError:
            self._pid = 0  # the next to grab it closes this descriptor, which unlocks as well

    def _open(self) -> None:
        self._close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        self._close = weakref.finalize(self, os.close, self.descriptor)
        opened = os.fstat(self.descriptor)
        self._identity, self._pid = (opened.st_dev, opened.st_ino), os.getpid()

    def replaced(self) -> bool:
        """Whether others who open the path do not find this file; then it is opened anew at the next `grab`.
        It looks once a second, since looking takes longer than all else that is asked of the system.
        """
        now = time.monotonic()
        if now < self._looked + _LOOKS_S:
            return False
        try:
            found = self.path.stat()
            same = (found.st_dev, found.st_ino) == self._identity
        except FileNotFoundError:
            same = False
        self._looked = now if same else 0.0
        self._pid = self._pid if same else 0
        return not same


class Slots:
    """Room for so many calls at once on this machine: a locked file for each call under way."""

    def __init__(self, path: Path, count: int) -> None:
        self._files = [LockedFile(path.with_name(f"{path.name}.{number}")) for number in range(1, count + 1)]
        self._mine: set[int] = set()

    def take(self) -> int | None:
        """A free slot. Where the files cannot be opened it counts the calls of this process alone."""
        for number, file in enumerate(self._files):
            if number not in self._mine and _grabbed(file):
                self._mine.add(number)
                return number
        return None

    def give_back(self, number: int) -> None:
        self._mine.discard(number)
        self._files[number].let_go()

    def taken(self) -> int:
        """How many calls are under way, of all processes."""
        return len(self._mine) + sum(_held(file) for n, file in enumerate(self._files) if n not in self._mine)


def _grabbed(file: LockedFile) -> bool:
    try:
        return file.grab()
    except OSError:
        return True


def _held(file: LockedFile) -> bool:
    if not file.path.exists():
        return False
    if _grabbed(file):
        file.let_go()
        return False
    return True
