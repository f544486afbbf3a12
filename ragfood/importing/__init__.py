"""Importing: files from foreign systems made into foods, validated as a whole before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ragfood.foods import Food
from ragfood.importing.rows import read_foreign
from ragfood.importing.sources import Source, Unreadable, rows_of, source_of
from ragfood.words import fold

_MOST_TOLD = 1000
"""Remarks that are kept of each kind; all are counted."""

Progress = Callable[[str, int], None]
"""Called with a file's name and how many of its rows are read."""


@dataclass(frozen=True)
class Remark:
    """Something said of a row: by `file`, `place` ("row 3", "line 3", "" for the whole file) and `key` ("" for all)."""

    file: str
    place: str
    key: str
    said: str

    def __str__(self) -> str:
        where = ", ".join(each for each in (self.file, self.place) if each)
        return f"{where}: {self.key} {self.said}" if self.key else f"{where}: {self.said}"


@dataclass
class Remarks:
    """The first remarks, and how many there are of which kind."""

    told: list[Remark] = field(default_factory=list)
    count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, remark: Remark) -> None:
        self.count += 1
        self.kinds[remark.key] += 1
        if len(self.told) < _MOST_TOLD:
            self.told.append(remark)


@dataclass
class Draft:
    """All foods of all files, in their order. With any error nothing of it may be written; a note tells what was
    left out or taken otherwise than it was said.
    """

    foods: list[Food] = field(default_factory=list)
    errors: Remarks = field(default_factory=Remarks)
    notes: Remarks = field(default_factory=Remarks)
    rows: int = 0


def draft_of_files(paths: Iterable[Path], progress: Progress | None = None) -> Draft:
    """Read the files `paths`. Never raises over what they hold: that is told in the draft."""
    draft, sources = Draft(), []
    for path in paths:
        try:
            sources.append(source_of(path))
        except Unreadable as wrong:
            draft.errors.add(Remark(path.name, "", "", str(wrong)))
    return draft_of(sources, progress, draft)


def draft_of(sources: Iterable[Source], progress: Progress | None = None, draft: Draft | None = None) -> Draft:
    """The same for sources that are open already, such as uploads; added to `draft` if there is one."""
    draft = Draft() if draft is None else draft
    seen = _Seen()
    for source in sources:
        rows_before = draft.rows
        try:
            for place, row in rows_of(source):
                _take(draft, seen, source.name, place, row)
                if progress and (draft.rows - rows_before) % 500 == 0:
                    progress(source.name, draft.rows - rows_before)
        except Unreadable as wrong:
            draft.errors.add(Remark(source.name, wrong.place, "", str(wrong)))
            continue
        if draft.rows == rows_before:
            draft.errors.add(Remark(source.name, "", "", "holds no foods"))
    return draft


@dataclass
class _Seen:
    """Where the foods of a draft stood: by id, and by name."""

    ids: dict[str, tuple[Food, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def _take(draft: Draft, seen: _Seen, file: str, place: str, row: object) -> None:
    draft.rows += 1
    if isinstance(row, Unreadable):
        draft.errors.add(Remark(file, place, "", str(row)))
        return
    reading = read_foreign(row)
    for key, said in reading.errors:
        draft.errors.add(Remark(file, place, key, said))
    for key, said in reading.notes:
        draft.notes.add(Remark(file, place, key, said))
    food = reading.food
    if food is None:
        return
    here = f"{file}, {place}"
    before, there = seen.ids.setdefault(food.id, (food, here))
    if there != here or before is not food:
        _twice(draft, Remark(file, place, "", ""), food, before, there, reading.has_id)
        return
    if (same := seen.names.setdefault(fold(food.name), here)) != here:
        draft.notes.add(Remark(file, place, "name", f"{food.name!r} is also that of {same}, under another id"))
    draft.foods.append(food)


def _twice(draft: Draft, at: Remark, food: Food, before: Food, there: str, has_id: bool) -> None:
    if food == before:
        draft.notes.add(Remark(at.file, at.place, "", f"is the same food as in {there}; it was taken once"))
    elif has_id:
        draft.errors.add(Remark(at.file, at.place, "id", f"{food.id!r} is already that of {there}"))
    else:
        said = f"{food.name!r} is already that of {there}, and this row has no id of its own"
        draft.errors.add(Remark(at.file, at.place, "name", said))
