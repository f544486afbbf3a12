"""Archives: a zip of files with a manifest that has the size and digest of each; read only when all of it is sound."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ragfood.errors import BackupRefused

FORMAT = 1
"""Rises when an older program could no longer read what a newer one packs."""
LARGEST = 4 * 1024**3
"""Bytes of all files of an archive together, unpacked."""

_MANIFEST = "manifest.json"
_MANIFEST_BYTES = 4 * 1024**2
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Packed:
    """One file of an archive: bytes, and SHA-256 in hex."""

    size: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself. `made` is a moment in ISO 8601 with its zone."""

    made: str
    files: Mapping[str, Packed]
    facts: Mapping[str, str]
    """What the one who packed it wants to know when it is unpacked."""
    format: int = FORMAT


def pack(folder: Path, target: Path, made: str, facts: Mapping[str, str]) -> Manifest:
    """All files below `folder` as the archive `target`, which appears whole or not at all. Raises OSError."""
    files = {each.relative_to(folder).as_posix(): each for each in sorted(folder.rglob("*")) if each.is_file()}
    packed = {name: Packed(path.stat().st_size, _digest(path)) for name, path in files.items()}
    manifest = Manifest(made, packed, dict(facts))
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with making.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
                for name, path in files.items():
                    archive.write(path, name)
            file.flush()
            os.fsync(file.fileno())
        making.replace(target)
    finally:
        making.unlink(missing_ok=True)
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What the archive `path` says it holds. Raises BackupRefused: unreadable, no backup, or of a newer program."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _manifest(archive, path)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, zlib.error, RecursionError) as wrong:
        raise _damaged(path, f"it cannot be read ({type(wrong).__name__})") from wrong


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack the archive `path` into the empty `folder`, every file against its size and digest.

    Raises BackupRefused, and then nothing of what is in `folder` is to be used.
    """
    manifest = read_manifest(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != sorted([_MANIFEST, *manifest.files]):
                raise _damaged(path, "it does not hold the files that it lists")
            for name, packed in manifest.files.items():
                if not _unpacked_whole(archive, name, packed, folder / name):
                    raise _damaged(path, f"{name} in it has changed")
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as wrong:
        raise _damaged(path, f"it cannot be unpacked ({type(wrong).__name__})") from wrong
    return manifest


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    if archive.getinfo(_MANIFEST).file_size > _MANIFEST_BYTES:
        raise ValueError("the manifest is too long")
    told = json.loads(archive.read(_MANIFEST))
    if not isinstance(told, dict) or type(told.get("format")) is not int:
        raise ValueError("no manifest")
    if told["format"] > FORMAT:
        raise BackupRefused(
            f"{path.name} was made by a newer version of RAG-Food.", "Restore it with that version, or a later one."
        )
    files = {_safe(name): Packed(int(each["size"]), str(each["digest"])) for name, each in told["files"].items()}
    if any(each.size < 0 for each in files.values()) or sum(each.size for each in files.values()) > LARGEST:
        raise ValueError("the files are too large")
    return Manifest(str(told["made"]), files, _facts(told), told["format"])


def _facts(told: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in told.get("facts", {}).items()}


def _safe(name: str) -> str:
    """`name`, a path below the folder that it will be unpacked into. Raises ValueError for any other."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name or not path.parts:
        raise ValueError("a file's name leads elsewhere")
    return name


def _unpacked_whole(archive: zipfile.ZipFile, name: str, packed: Packed, target: Path) -> bool:
    """Copy one file, never more bytes of it than the manifest says; whether it is what it should be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), packed.size
    with archive.open(name) as source, target.open("wb") as copy:
        while chunk := source.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                return False
            digest.update(chunk)
            copy.write(chunk)
    return left == 0 and digest.hexdigest() == packed.digest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(path: Path, why: str) -> BackupRefused:
    return BackupRefused(f"The backup {path.name} cannot be used: {why}.", "Nothing was changed. Try another backup.")
