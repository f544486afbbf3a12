"""Shelving: a draft put into the corpus file, whole or not at all; what was there before is kept and can come back."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from ragfood.clock import Clock
from ragfood.errors import CorpusError, ImportRefused
from ragfood.foods import LARGEST_FILE, Corpus, Food, food_row, load_foods
from ragfood.importing import Draft
from ragfood.importing.sources import MOST_FOODS
from ragfood.larder import foods_file, import_target
from ragfood.ledger.atomic import replace
from ragfood.settings import Settings
from ragfood.words import fold

How = Literal["merge", "replace"]

MOST_BACKUPS = 10
_LOCK_S = 30.0
_NAME = re.compile(r"corpus-\d{8}T\d{6}(?:-\d+)?\.json")


@dataclass(frozen=True)
class Plan:
    """What a draft makes of the corpus."""

    foods: tuple[Food, ...]
    added: int
    replaced: tuple[tuple[str, str, str], ...]
    """Id, name before and name after of each food that changes."""
    unchanged: int
    dropped: int
    """Foods that are there now and will not be."""
    alike: tuple[str, ...]
    """Names of new foods that foods with other ids have already."""


@dataclass(frozen=True)
class Backup:
    """A corpus as it was before something was written over it."""

    name: str
    made: datetime
    bytes: int


def plan(draft: Draft, present: Corpus | None, how: How) -> Plan:
    """What would be written; writes nothing. Raises ImportRefused when it would be too much, or is unsound."""
    if draft.errors.count:
        raise ImportRefused(
            f"{draft.errors.count:,} problems were found, so nothing was written.", "Correct them and import again."
        )
    before: Mapping[str, Food] = present.by_id if present else {}
    given = {food.id: food for food in draft.foods}
    kept = before if how == "merge" else {}
    foods = tuple({**kept, **given}.values())
    if len(foods) > MOST_FOODS:
        raise ImportRefused(
            f"Together that would be {len(foods):,} foods; a corpus has at most {MOST_FOODS:,}.",
            "Import fewer, or replace the corpus instead of adding to it.",
        )
    names = {fold(food.name): food.id for food in kept.values()}
    return Plan(
        foods,
        sum(each not in before for each in given),
        tuple(
            (key, before[key].name, food.name) for key, food in given.items() if key in before and before[key] != food
        ),
        sum(before.get(key) == food for key, food in given.items()),
        len(before.keys() - given.keys()) if how == "replace" else 0,
        tuple(food.name for food in draft.foods if names.get(fold(food.name), food.id) != food.id),
    )


def shelve(draft: Draft, how: How, settings: Settings, clock: Clock) -> tuple[Plan, Backup | None]:
    """Write the corpus that `draft` makes, after keeping the present one.

    Raises ImportRefused when it cannot be taken or written; nothing has changed then.
    """
    with _alone(settings):
        made = plan(draft, present_corpus(settings, how), how)
        text = _as_text(made.foods)
        kept = _keep(settings, clock)
        _write(import_target(settings), text)
        return made, kept


def present_corpus(settings: Settings, how: How) -> Corpus | None:
    """The corpus that is there now; None where there is none, or none that can be read and it is replaced anyway.

    Raises ImportRefused.
    """
    try:
        return load_foods(foods_file(settings).path)
    except CorpusError as trouble:
        if how == "replace":
            return None
        raise ImportRefused(
            "The present corpus cannot be read, so nothing can be added to it.",
            "Replace it (--replace), or bring a backup back (--restore).",
        ) from trouble


def backups(settings: Settings) -> list[Backup]:
    """What can be restored, newest first."""
    folder = _folder(settings)
    found = [each for each in folder.glob("corpus-*.json") if _NAME.fullmatch(each.name)] if folder.is_dir() else []
    return [_backup(each) for each in sorted(found, key=_age, reverse=True)]


def restore(settings: Settings, clock: Clock, name: str = "") -> Backup:
    """Put the backup `name`, or the newest, in the place of the corpus, after keeping what is there now.

    Raises ImportRefused when there is none of that name, or it holds no sound corpus.
    """
    with _alone(settings):
        found = {each.name: each for each in backups(settings)}
        if not found or (name and name not in found):
            raise ImportRefused(
                f"There is no backup {name[:80]}." if name else "There is no backup yet.",
                "`python -m ragfood import --backups` lists what can be restored.",
            )
        chosen = found[name or next(iter(found))]
        path = _folder(settings) / chosen.name
        try:
            corpus = load_foods(path)
        except CorpusError as trouble:
            raise ImportRefused(f"The backup {chosen.name} cannot be used.", "Restore another one.") from trouble
        text = _as_text(corpus.foods)
        _keep(settings, clock)
        _write(import_target(settings), text)
        return chosen


def reset(settings: Settings, clock: Clock) -> Backup | None:
    """Go back to the shipped foods, after keeping the imported ones; None when the shipped ones are in use already.

    Raises ImportRefused where RAGFOOD_FOODS names another file.
    """
    with _alone(settings):
        file = foods_file(settings)
        if file.origin == "set":
            raise ImportRefused(f"RAGFOOD_FOODS says that the foods come from {file.path}.", "Clear it to use others.")
        if file.origin == "shipped":
            return None
        kept = _keep(settings, clock)
        try:
            file.path.unlink(missing_ok=True)
        except OSError as wrong:
            raise _unwritable(file.path, wrong) from wrong
        return kept


def _as_text(foods: tuple[Food, ...]) -> str:
    """A food on each line. Raises ImportRefused when it would be larger than what is read again."""
    rows = (json.dumps(food_row(food), ensure_ascii=False) for food in foods)
    text = "[\n" + ",\n".join(rows) + "\n]\n"
    if (size := len(text.encode())) > LARGEST_FILE:
        raise ImportRefused(
            f"The corpus would have {size:,} bytes; at most {LARGEST_FILE:,} are read.", "Import fewer."
        )
    return text


def _keep(settings: Settings, clock: Clock) -> Backup | None:
    """The present corpus file, byte for byte, as a backup; the oldest make room."""
    folder, file = _folder(settings), foods_file(settings)
    if file.stamp is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, f"{clock.now():%Y%m%dT%H%M%S}")
        path.write_bytes(file.path.read_bytes())
        for old in backups(settings)[MOST_BACKUPS:]:
            (folder / old.name).unlink(missing_ok=True)
    except OSError as wrong:
        raise _unwritable(folder, wrong) from wrong
    return _backup(path)


def _free_name(folder: Path, second: str) -> Path:
    """A name that sorts behind all others of its second, also behind those that have made room already."""
    taken = [_age(each)[1] for each in folder.glob(f"corpus-{second}*.json") if _NAME.fullmatch(each.name)]
    return folder / (f"corpus-{second}-{max(taken) + 1}.json" if taken else f"corpus-{second}.json")


def _backup(path: Path) -> Backup:
    state = path.stat()
    return Backup(path.name, datetime.fromtimestamp(state.st_mtime).astimezone(), state.st_size)


def _age(path: Path) -> tuple[str, int]:
    stem, _, number = path.stem.removeprefix("corpus-").partition("-")
    return stem, int(number or 1)


def _folder(settings: Settings) -> Path:
    return settings.state_dir / "backups"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(Path(os.path.realpath(path)), text)
    except OSError as wrong:
        raise _unwritable(path, wrong) from wrong


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """One writer among all processes of a state folder. Raises ImportRefused."""
    from filelock import FileLock, Timeout

    try:
        settings.state_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(settings.state_dir / "foods.lock", timeout=_LOCK_S)
        lock.acquire()
    except Timeout as busy:
        raise ImportRefused("Another import is still under way.", "Try again when it is done.") from busy
    except OSError as wrong:
        raise _unwritable(settings.state_dir, wrong) from wrong
    try:
        yield
    finally:
        lock.release()


def _unwritable(path: Path, wrong: OSError) -> ImportRefused:
    return ImportRefused(
        f"{path} cannot be written ({type(wrong).__name__}), so nothing was changed.",
        "Check that the disk has room and that the folder may be written.",
    )
