"""A provider set for everybody while the app runs: kept in the state folder, over what sessions chose, until undone."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ragfood.clock import Clock
from ragfood.errors import StoreTrouble

PROVIDERS = ("groq", "ollama")


@dataclass(frozen=True)
class Preferred:
    """Only `provider` answers, since `since`."""

    provider: str
    since: datetime


class Preference:
    """Shared by all processes on a state folder. Nothing is written before somebody chooses."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._stamp: object = ()
        self._seen: Preferred | None = None

    def current(self) -> Preferred | None:
        """None while everybody may choose. Cheap; a file that cannot be read counts as none."""
        try:
            state = self._path.stat()
        except OSError:
            return None
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        if stamp != self._stamp:
            self._seen, self._stamp = _read(self._path), stamp
        return self._seen

    def choose(self, provider: str) -> None:
        """From now on only `provider` ("groq" or "ollama") answers, in every session. Raises StoreTrouble."""
        if provider not in PROVIDERS:
            raise ValueError(f"{provider} is no provider")
        told = json.dumps({"provider": provider, "since": self._clock.now().isoformat()})
        temporary = ""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(told)
            Path(temporary).replace(self._path)
        except OSError as wrong:
            with suppress(OSError):
                Path(temporary).unlink()
            raise _trouble(self._path, wrong) from wrong

    def clear(self) -> None:
        """Everybody may choose again. Raises StoreTrouble."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as wrong:
            raise _trouble(self._path, wrong) from wrong


def _read(path: Path) -> Preferred | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(told["since"])
        return Preferred(told["provider"], since) if told["provider"] in PROVIDERS else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _trouble(path: Path, wrong: OSError) -> StoreTrouble:
    return StoreTrouble(
        f"The file {path.name} in the state folder cannot be written ({type(wrong).__name__}).",
        "Give this user the right to write there, or set RAGFOOD_PROVIDER in .env instead.",
    )
