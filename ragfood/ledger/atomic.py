"""Files that are whole or as they were, whatever kills the writer, and JSON whose numbers are exact."""

from __future__ import annotations

import json
import os
import shutil
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

Stamp = tuple[int, int, int] | None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number of JSON")


DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse)
"""Reads decimals digit for digit; NaN and Infinity are a ValueError."""


def from_json(text: str) -> Any:
    """Raises ValueError when `text` is not JSON; nesting too deep to read counts as that."""
    try:
        return DECODER.decode(text)
    except RecursionError as deep:
        raise ValueError("nested too deeply") from deep


def to_json(value: Any) -> str:
    """JSON on one line in which a Decimal stands as the number it is, digit for digit."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {to_json(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value)


def read_text(path: Path) -> str | None:
    """What is in `path`; None when there is no such file. Raises OSError, UnicodeDecodeError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None


def stamp_of(path: Path) -> Stamp:
    """What changes whenever `path` is replaced: when, how long, which; None when there is no such file."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def replace(path: Path, text: str) -> None:
    """Put `text` in the place of `path`, which a power failure leaves as it is now or as it was;
    `sync_folder` makes it stay as it is now. Only under the ledger's lock: the temporary file has one
    fixed name. Raises OSError, and then `path` is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb", buffering=0) as file:
        write_all(file.fileno(), text.encode())
        os.fsync(file.fileno())
    temporary.replace(path)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte or raise OSError: a full disk cuts the first write short and refuses the second."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """Make new names in `folder` survive a power failure, on systems where a folder can be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def set_aside(path: Path, now: datetime) -> Path:
    """Keep what is in `path` under a new name, and give that name. A file also stays where it is,
    until it is replaced, so that a kill in between loses nothing; a folder is moved. Raises OSError.
    """
    wanted = path.with_name(f"{path.stem}.damaged-{now:%Y%m%dT%H%M%S}{path.suffix}")
    aside, number = wanted, 2
    while aside.exists():
        aside, number = wanted.with_stem(f"{wanted.stem}-{number}"), number + 1
    if path.is_dir():
        return path.rename(aside)
    shutil.copyfile(path, aside)
    return aside
