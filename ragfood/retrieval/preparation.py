"""Preparation of the index: one that is there is opened, one that is not is made, by one process at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ragfood.embedding import Embedder
from ragfood.embedding.lsa import Lsa
from ragfood.errors import EmbeddingFailed, IndexTrouble, StoreTrouble
from ragfood.foods import Corpus
from ragfood.retrieval.collection import Content
from ragfood.retrieval.dense import Dense
from ragfood.retrieval.folders import IndexFolder, Label, folder_name, make_folder, read_folder, tidy
from ragfood.retrieval.ranking import near_enough
from ragfood.retrieval.relevance import OFF_TOPIC
from ragfood.retrieval.vectors import VectorStore, text_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOG = logging.getLogger(__name__)

_KEPT_AT_ONCE = 64
"""Texts embedded between two writes: what is lost when the process dies."""

Report = Callable[[str, int, int], None]
"""Called with what is being done, how far it is and how far it goes. May raise, which ends the preparation."""

WAITING = "Waiting for another process"


class Preparation:
    """Makes or opens the indexes of one corpus in one state folder."""

    def __init__(self, corpus: Corpus, passages: Sequence[str], state_dir: Path, pause: Callable[[], None]) -> None:
        """`pause` is called between two looks at what another process is making; it may raise to give up."""
        self._corpus = corpus
        self._passages = passages
        self._root = state_dir / "index"
        self._store = VectorStore(state_dir / "vectors.sqlite")
        self._pause = pause
        self._rows = {food.id: row for row, food in enumerate(corpus.foods)}

    def open(self, embedder: Embedder) -> Dense | None:
        """The index that is there, its collection not yet open; None when there is none that can be used."""
        path = self._root / folder_name(embedder.name, self._corpus.hash)
        with suppress(IndexTrouble, EmbeddingFailed):
            folder = read_folder(path, embedder.name, self._corpus.hash)
            if isinstance(embedder, Lsa):
                embedder.load(path)
            return Dense(embedder, folder, self._rows)
        return None

    def run(self, embedder: Embedder, report: Report, *, rebuild: bool = False) -> Dense:
        """The same, made if it is not there, or in any case with `rebuild`. Where the disk cannot be written
        it is kept in memory.

        Raises EmbeddingFailed.
        """
        from filelock import FileLock, Timeout

        while True:
            if not rebuild and (opened := self.open(embedder)):
                return opened
            try:
                self._root.mkdir(parents=True, exist_ok=True)
                with FileLock(self._root / ".lock", timeout=0):
                    return (None if rebuild else self.open(embedder)) or self._make(embedder, report)
            except Timeout:
                report(WAITING, 0, 0)
                rebuild = False
                self._pause()
            except OSError as wrong:
                trouble = IndexTrouble(
                    f"The folder {self._root} cannot be used ({type(wrong).__name__}).",
                    "Check that the disk has room and that the state folder may be written.",
                )
                return self._make(embedder, report, trouble)

    def close(self) -> None:
        self._store.close()

    def _make(self, embedder: Embedder, report: Report, unwritten: IndexTrouble | None = None) -> Dense:
        vectors = self._vectors(embedder, lambda done, total: report("Embedding the foods", done, total))
        off_topic = [float((vectors @ embedder.query(question)).max()) for question in OFF_TOPIC]
        label = Label(embedder.name, self._corpus.hash, len(vectors), vectors.shape[1], near_enough(off_topic))
        content = Content(list(self._rows), [food.name for food in self._corpus.foods], self._passages, vectors)
        try:
            if unwritten is None:
                save = embedder.save if isinstance(embedder, Lsa) else _nothing
                folder = make_folder(self._root, label, content, save, lambda *at: report("Building the index", *at))
                tidy(self._root, folder.path)
                return Dense(embedder, folder, self._rows)
        except IndexTrouble as trouble:
            unwritten = trouble
        return Dense(embedder, IndexFolder(self._root, label, vectors), self._rows, unwritten)

    def _vectors(self, embedder: Embedder, progress: Callable[[int, int], None]) -> NDArray[np.float32]:
        import numpy as np

        if isinstance(embedder, Lsa):
            return embedder.documents(self._passages, progress)
        hashes = [text_hash(passage) for passage in self._passages]
        kept = self._kept(embedder, hashes)
        missing = dict(zip(hashes, self._passages, strict=True))
        missing = {each: missing[each] for each in missing if each not in kept}
        for start in range(0, len(missing), _KEPT_AT_ONCE):
            progress(start, len(missing))
            part = list(missing)[start : start + _KEPT_AT_ONCE]
            made = dict(zip(part, embedder.documents([missing[each] for each in part], _nothing), strict=True))
            self._keep(embedder, made)
            kept |= made
        return np.stack([kept[each] for each in hashes])

    def _kept(self, embedder: Embedder, hashes: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        try:
            return self._store.get(embedder.name, hashes)
        except StoreTrouble as trouble:
            _LOG.warning("kept vectors cannot be read: %s", trouble)
            return {}

    def _keep(self, embedder: Embedder, made: dict[str, NDArray[np.float32]]) -> None:
        try:
            self._store.put(embedder.name, made)
        except StoreTrouble as trouble:
            _LOG.warning("vectors cannot be kept: %s", trouble)


def _nothing(*_: object) -> None:
    pass
