"""Sources: files from outside as rows, one by one, within bounded memory. Knows JSON, JSONL, CSV and TSV."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ragfood.foods import LARGEST_FILE
from ragfood.importing.shapes import TooDeep, foods_in
from ragfood.importing.terms import bare, terms

LARGEST_JSON = 32 * 1024 * 1024
"""Bytes; JSON must be in memory as a whole, JSONL and CSV are read line by line."""
MOST_FOODS = 20_000
"""Of one corpus: twice what the speed of a search is measured with."""
_LONGEST_LINE = 2_000_000
_PACKED = {
    b"PK\x03\x04": "a ZIP archive (as Excel workbooks are)",
    b"PK\x05\x06": "a ZIP archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"%PDF": "a PDF",
    b"SQLite format 3": "a database",
}
_MERGE_MARK = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class Unreadable(ValueError):
    """A file, or a row of it, that cannot be read; `place` is "" for the whole file."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.place = place


@dataclass(frozen=True)
class Source:
    """A file by the name it is told by; `open` gives its bytes from the beginning, as often as it is asked."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def source_of(path: Path) -> Source:
    """The file `path`. Raises Unreadable when there is no such file."""
    try:
        if not path.is_file():
            raise Unreadable("there is no such file" if not path.exists() else "it is no file")
        return Source(path.name, path.stat().st_size, lambda: path.open("rb"))
    except (OSError, ValueError) as wrong:
        raise Unreadable(
            str(wrong) if isinstance(wrong, Unreadable) else f"it cannot be read ({type(wrong).__name__})"
        ) from wrong


def rows_of(source: Source) -> Iterator[tuple[str, Any]]:
    """Where each row stands ("row 3" of JSON, "line 3" of all else) and what it holds; an Unreadable in place of a
    row that cannot be read.

    Raises Unreadable when nothing of the file, or nothing more, can be read.
    """
    try:
        encoding = _check(source)
        if source.name.lower().endswith((".csv", ".tsv", ".tab")) or not _looks_like_json(source, encoding):
            yield from _csv_rows(source, encoding)
        elif source.name.lower().endswith((".jsonl", ".ndjson")):
            yield from _jsonl_rows(source, encoding)
        else:
            yield from _json_rows(source, encoding)
    except OSError as wrong:
        raise Unreadable(f"it cannot be read ({type(wrong).__name__})") from wrong


def _check(source: Source) -> str:
    """The encoding of a file that may be read. Raises Unreadable."""
    if source.size > LARGEST_FILE:
        raise Unreadable(f"it has {source.size:,} bytes; at most {LARGEST_FILE:,} are read")
    with source.open() as file:
        head = file.read(4096)
    if not head.strip():
        raise Unreadable("it is empty")
    if kind := next((kind for magic, kind in _PACKED.items() if head.startswith(magic)), ""):
        raise Unreadable(f"it is {kind}, which is not opened; unpack it, or save it as CSV or JSON")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        if source.size > LARGEST_JSON:
            raise Unreadable("it is UTF-16 and large; save it as UTF-8")
        return "utf-16"
    if b"\0" in head:
        raise Unreadable("it is no text file")
    return "utf-8"


def _looks_like_json(source: Source, encoding: str) -> bool:
    with source.open() as file:
        head = file.read(4096).decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    return head.startswith(("{", "[")) or source.name.lower().endswith((".json", ".jsonl", ".ndjson"))


def _lines(source: Source, encoding: str) -> Iterator[str]:
    """Line by line, so that a line that cannot be read can be told."""
    if encoding == "utf-16":
        yield from _text(source, encoding).splitlines(keepends=True)
        return
    with source.open() as file:
        number = 0
        while raw := file.readline(_LONGEST_LINE + 1):
            number += 1
            if len(raw) > _LONGEST_LINE:
                raise Unreadable(f"is longer than {_LONGEST_LINE:,} bytes", f"line {number}")
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as wrong:
                raise Unreadable("is not UTF-8; save the file as UTF-8", f"line {number}") from wrong
            if _MERGE_MARK.match(line):
                raise Unreadable("is a merge marker: two versions of the file were never joined", f"line {number}")
            yield line


def _text(source: Source, encoding: str) -> str:
    with source.open() as file:
        raw = file.read(LARGEST_JSON + 1)
    try:
        return raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise Unreadable("is not UTF-8; save the file as UTF-8", f"line {line}") from wrong


def _json_rows(source: Source, encoding: str) -> Iterator[tuple[str, Any]]:
    if source.size > LARGEST_JSON:
        raise Unreadable(
            f"it has {source.size:,} bytes; of JSON at most {LARGEST_JSON:,} are read. JSONL may be larger"
        )
    text = _text(source, encoding)
    if mark := _MERGE_MARK.search(text):
        place = f"line {text.count(chr(10), 0, mark.start()) + 1}"
        raise Unreadable("is a merge marker: two versions of the file were never joined", place)
    try:
        parsed = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as wrong:
        if wrong.msg == "Extra data" and text.lstrip().startswith("{"):
            yield from _jsonl_rows(source, encoding)
            return
        raise _not_json(wrong, text) from wrong
    except (ValueError, RecursionError) as wrong:
        raise _odd_json(wrong) from wrong
    rows = _flat(parsed)
    if len(rows) > MOST_FOODS:
        raise _too_many(len(rows))
    yield from ((f"row {number}", row) for number, row in enumerate(rows, 1))


def _jsonl_rows(source: Source, encoding: str) -> Iterator[tuple[str, Any]]:
    count = sum(1 for line in _lines(source, encoding) if line.strip())
    if count > MOST_FOODS:
        raise _too_many(count)
    for number, line in enumerate(_lines(source, encoding), 1):
        if line.strip():
            yield from ((f"line {number}", row) for row in _foods_of_line(line))


def _foods_of_line(line: str) -> list[Any]:
    try:
        return _flat(json.loads(line, object_pairs_hook=_once))
    except json.JSONDecodeError as wrong:
        return [_not_json(wrong, line)]
    except Unreadable as wrong:
        return [wrong]
    except (ValueError, RecursionError) as wrong:
        return [_odd_json(wrong)]


def _csv_rows(source: Source, encoding: str) -> Iterator[tuple[str, Any]]:
    first = next((line for line in _lines(source, encoding) if line.strip()), "")
    sign = max(",;\t|", key=lambda each: _known_columns(first, each))
    if not _known_columns(first, sign)[0]:
        raise Unreadable("its first line names no column that is known, such as name and text", "line 1")
    count = -1 + sum(1 for _, row in _records(source, encoding, sign) if any(row))
    if count > MOST_FOODS:
        raise _too_many(count)
    records = _records(source, encoding, sign)
    _, names = next((record for record in records if any(record[1])), (1, []))
    given = [bare(name) for name in names if name.strip()]
    if twice := next((name for name in given if given.count(name) > 1), ""):
        raise Unreadable(f"the column {twice} stands twice", "line 1")
    for line, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            yield f"line {line}", Unreadable(f"it has {len(cells)} cells where the first line names {len(names)}")
            continue
        named = zip(names, cells, strict=True)
        yield f"line {line}", {name: cell for name, cell in named if cell.strip() and name.strip()}


def _records(source: Source, encoding: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """The line where each record begins, and its cells."""
    reader = csv.reader(_lines(source, encoding), delimiter=sign, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            cut = "a quotation is not closed" if "unexpected end" in str(wrong) else str(wrong)
            raise Unreadable(f"is no row of a table: {cut}", f"line {line}") from wrong


def _known_columns(line: str, sign: str) -> tuple[int, int]:
    try:
        names = next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return 0, 0
    return sum(bare(name) in terms().fields for name in names), len(names)


def _flat(parsed: Any) -> list[Any]:
    try:
        return list(foods_in(parsed))
    except (TooDeep, RecursionError) as wrong:
        raise Unreadable("its objects are nested too deeply") from wrong


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand there once each: the second would silently win."""
    made = dict(pairs)
    if len(made) != len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f"the key {twice[:60]!r} stands twice in one object")
    return made


def _not_json(wrong: json.JSONDecodeError, text: str) -> Unreadable:
    if not text[wrong.pos :].strip() or wrong.msg.startswith("Unterminated"):
        return Unreadable(f"it is not whole JSON: it ends in line {wrong.lineno}, as if it had been cut off")
    return Unreadable(f"it is not JSON: {wrong.msg} in line {wrong.lineno}, column {wrong.colno}")


def _odd_json(wrong: Exception) -> Unreadable:
    if isinstance(wrong, RecursionError):
        return Unreadable("its objects are nested too deeply")
    return Unreadable(f"it is not JSON that can be used: {str(wrong)[:120]}")


def _too_many(count: int) -> Unreadable:
    return Unreadable(f"it has {count:,} rows; a corpus has at most {MOST_FOODS:,} foods")
