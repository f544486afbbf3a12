"""Slate: a small file with a record of bytes for each model, which all processes change under one lock.

Where the file cannot be used, this process goes on alone, from memory.
"""

from __future__ import annotations

import time
import zlib
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from ragfood.limits.locked import LockedFile, read_at, write_at

RECORD = 512
"""Bytes of a record: a divisor of every disk's block, so that no record is written in two parts."""
_CHECK, _KEY = 4, 16
_MOST_RECORDS = 64
_VERSION = 1
_PATIENCE_S = 0.25
_POLL_S = 0.001


class Slate:
    """`read` and `write` are for between `lock` and `unlock`, for one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._file = LockedFile(path)
        self._places: dict[bytes, int] = {}
        self._memory: dict[bytes, bytes] = {}
        self._unwritten: set[bytes] = set()
        self._patience_s = _PATIENCE_S
        self._trouble: OSError | None = None

    @property
    def alone(self) -> bool:
        """Whether the file cannot be used, so that others do not see what this process writes."""
        return self._trouble is not None or bool(self._unwritten)

    def blank(self) -> bool:
        """Whether nobody has written anything yet."""
        return not self._memory and not self._file.path.exists()

    def lock(self) -> bool:
        """False when another process keeps the file locked for far longer than a change takes."""
        try:
            locked = self._locked()
            self._trouble = None
        except OSError as trouble:
            self._trouble, locked = trouble, True
        # With a process that does not move, only the first one waits.
        self._patience_s = _PATIENCE_S if locked else 0.0
        return locked

    def unlock(self) -> None:
        self._file.let_go()

    def read(self, model: str) -> bytes | None:
        """What was last written for `model`, empty if nothing was, None if it is damaged."""
        key = _key(model)
        if self._trouble is None and key not in self._unwritten:
            try:
                return self._read(key)
            except OSError as trouble:
                self._trouble = trouble
        return _payload(self._memory.get(key, b""))

    def remembered(self, model: str) -> bytes:
        """What this process last wrote for `model`; needs no lock."""
        return _payload(self._memory.get(_key(model), b""))

    def write(self, model: str, payload: bytes) -> None:
        """Of at most 492 bytes, always as many."""
        key = _key(model)
        body = (key + payload).ljust(RECORD - _CHECK, b"\0")
        self._memory[key] = _check(body) + body
        self._unwritten.add(key)
        if self._trouble is None:
            try:
                self._write(key)
                self._unwritten.discard(key)
            except OSError as trouble:
                self._trouble = trouble
                self._places.pop(key, None)

    def _locked(self) -> bool:
        until = None
        while not self._file.grab() or self._file.replaced():
            until = until or time.monotonic() + self._patience_s
            if time.monotonic() >= until:
                return False
            time.sleep(_POLL_S)  # until the system's lock is free, which no clock of ours tells
        return True

    def _read(self, key: bytes) -> bytes | None:
        mine = self._memory.get(key, b"")
        record = self._record(self._places[key]) if key in self._places else b""
        if not record or (record != mine and _owner(record) != key):
            self._places[key] = self._place(key)
            record = self._record(self._places[key])
            if record and _owner(record) != key:
                return None
        return _payload(record or mine)

    def _write(self, key: bytes) -> None:
        if key not in self._places:
            self._places[key] = self._place(key)
        if write_at(self._file.descriptor, self._memory[key], self._places[key] * RECORD) < RECORD:
            raise OSError("a record was cut short")

    def _place(self, key: bytes) -> int:
        """Which record is the key's; failing that a damaged one, which may have been, or the next."""
        free = None
        for place in range(_MOST_RECORDS):
            record = self._record(place)
            owner = _owner(record)
            if owner == key:
                return place
            if owner is None and free is None:
                free = place
            if not record:
                break
        return _MOST_RECORDS - 1 if free is None else free

    def _record(self, place: int) -> bytes:
        return read_at(self._file.descriptor, RECORD, place * RECORD)


@lru_cache(maxsize=_MOST_RECORDS)
def _key(model: str) -> bytes:
    return blake2b(f"{_VERSION} {model}".encode(), digest_size=_KEY).digest()


def _check(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECK, "little")


def _owner(record: bytes) -> bytes | None:
    """The key of a whole record; None for a damaged one or none."""
    whole = len(record) == RECORD and record[:_CHECK] == _check(record[_CHECK:])
    return record[_CHECK : _CHECK + _KEY] if whole else None


def _payload(record: bytes) -> bytes:
    return record[_CHECK + _KEY :]
