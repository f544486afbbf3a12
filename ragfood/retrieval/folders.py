"""Index folders: all that one corpus and one embedder need to be searched; made whole or not at all, never changed.

`index.json` lists every file with its digest, because Chroma reads damaged vector files without a word, or
crashes the process over them. Only `chroma.sqlite3`, to which Chroma adds a row at every opening, is checked by
SQLite instead.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ragfood.errors import IndexTrouble
from ragfood.retrieval.collection import Content, FoodCollection, fill_collection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_UNFINISHED = ".making-"
_LIST, _VECTORS, _DATABASE = "index.json", "vectors.npy", "chroma.sqlite3"


@dataclass(frozen=True)
class Label:
    """What an index was made of. An index serves only those who ask for exactly this."""

    embedder: str
    corpus: str
    """Hash of the corpus."""
    foods: int
    dimension: int
    near: float
    """Cosine from which this embedder alone shows that a food bears on a question."""
    format: int = 1

    @property
    def folder_name(self) -> str:
        return folder_name(self.embedder, self.corpus)


@dataclass(frozen=True)
class IndexFolder:
    """A whole index on disk, with its vectors in memory, one row for each food of the corpus in its order."""

    path: Path
    label: Label
    vectors: NDArray[np.float32]

    def open_collection(self, ids: list[str]) -> FoodCollection:
        """Its collection, after known vectors were found in it. `ids` are those of the corpus, in its order.

        Raises IndexTrouble when it is not what it should be.
        """
        collection = FoodCollection(self.path)
        try:
            collection.check(asdict(self.label), ids, self.vectors)
        except IndexTrouble:
            collection.close()
            raise
        return collection


def folder_name(embedder: str, corpus: str) -> str:
    """Folder of the index that `embedder` makes of the corpus with the hash `corpus`."""
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '-', embedder)}-{corpus[:12]}"


def read_folder(path: Path, embedder: str, corpus: str) -> IndexFolder:
    """The index in `path`, its files checked against their digests.

    Raises IndexTrouble when there is none, it is damaged, or it is of another embedder or corpus.
    """
    import numpy as np

    try:
        told = json.loads((path / _LIST).read_text(encoding="utf-8"))
        label = Label(**told["label"])
        if (label.embedder, label.corpus, label.format) != (embedder, corpus, Label.format):
            raise _trouble("it is of another corpus or embedder")
        if told["files"] != _digests(path):
            raise _trouble("its files have changed")
        with closing(sqlite3.connect(f"{(path / _DATABASE).absolute().as_uri()}?mode=ro", uri=True)) as database:
            if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise _trouble("its database is damaged")
        vectors = np.load(path / _VECTORS, allow_pickle=False)
    except (OSError, EOFError, ValueError, KeyError, TypeError, sqlite3.Error) as damaged:
        raise _trouble(f"it cannot be read ({type(damaged).__name__})") from damaged
    if vectors.shape != (label.foods, label.dimension) or not np.isfinite(vectors).all():
        raise _trouble("its vectors are damaged")
    return IndexFolder(path, label, vectors)


def make_folder(
    root: Path, label: Label, content: Content, add_files: Callable[[Path], None], progress: Callable[[int, int], None]
) -> IndexFolder:
    """Make an index under a temporary name, try it, and only then put it in its place, also over an older one.

    `add_files` may put more files into it. The caller holds the lock of `root`. Raises IndexTrouble.
    """
    import numpy as np

    try:
        root.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=root))
        try:
            np.save(making / _VECTORS, content.vectors)
            add_files(making)
            fill_collection(making, asdict(label), content, progress)
            told = {"label": asdict(label), "files": _digests(making)}
            (making / _LIST).write_text(json.dumps(told, indent=1), encoding="utf-8")
            whole = read_folder(making, label.embedder, label.corpus)
            whole.open_collection(list(content.ids)).close()
            place = root / label.folder_name
            _publish(making, place)
            return IndexFolder(place, label, whole.vectors)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as wrong:
        raise IndexTrouble(
            f"The search index cannot be written ({type(wrong).__name__}).",
            "Check that the disk has room and that the state folder may be written.",
        ) from wrong


def tidy(root: Path, in_use: Path, keep: int = 3) -> None:
    """Delete what builders that died have left, and all but the newest `keep` indexes. The caller holds the lock."""
    folders = [each for each in root.iterdir() if each.is_dir()]
    unfinished = [each for each in folders if each.name.startswith(_UNFINISHED)]
    others = [each for each in folders if not each.name.startswith(".") and each != in_use]
    others.sort(key=lambda each: each.stat().st_mtime, reverse=True)
    for each in unfinished + others[keep - 1 :]:
        shutil.rmtree(each, ignore_errors=True)


def _publish(making: Path, place: Path) -> None:
    if place.exists():
        # Should the deletion fail, `tidy` finds the old one under this name.
        old = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=place.parent))
        place.rename(old / place.name)
        making.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        making.rename(place)


def _digests(path: Path) -> dict[str, str]:
    return {
        each.relative_to(path).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(path.rglob("*"))
        if each.is_file() and each.name != _LIST and not each.name.startswith(_DATABASE)
    }


def _trouble(reason: str) -> IndexTrouble:
    return IndexTrouble(f"The search index cannot be used: {reason}.", "It is rebuilt by itself.")
