"""Opening of the index: in the background, again when it is lost, and how it stands meanwhile."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Literal

from ragfood.cancel import Cancel
from ragfood.clock import Clock
from ragfood.embedding import Embedder, choose_embedder
from ragfood.embedding.lsa import Lsa
from ragfood.errors import EmbeddingFailed, IndexTrouble, Stopped
from ragfood.foods import Corpus
from ragfood.retrieval.dense import Dense
from ragfood.retrieval.preparation import WAITING, Preparation
from ragfood.settings import Settings

_LOG = logging.getLogger(__name__)

_RETRY_S = 30.0
"""After how long an index that could not be opened or made is tried again."""
_LOOK_S = 0.3
"""Between two looks at what another process is making."""

IndexState = Literal["building", "ready", "lexical only", "waiting for another process"]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class IndexStatus:
    """How the search stands. `embedder` is "" and `dimension` 0 while there are no vectors; `progress` is 0 to 1."""

    state: IndexState
    embedder: str
    dimension: int
    foods: int
    progress: float
    sentence: str
    built: float | None = None
    """When the open index was written, in seconds since 1970."""


class Opening:
    """Holds the open index of a process. Whoever asks for `dense` gets what there is, and never waits."""

    def __init__(
        self, settings: Settings, corpus: Corpus, passages: Sequence[str], clock: Clock, warm: Callable[[], object]
    ) -> None:
        """`warm` prepares the search by words; it is done in the background too, before anything that takes long."""
        self._warm = warm
        self._settings = settings
        self._clock = clock
        self._cancel = Cancel()
        self._preparation = Preparation(corpus, passages, settings.state_dir, self._pause)
        self._one = threading.Lock()
        """Held by whoever opens."""
        self._thread: threading.Thread | None = None
        self._guard = threading.Lock()
        self._tried: float | None = None
        self._shown: Progress | None = None
        self._dense: Dense | None = None
        self._status = IndexStatus("building", "", 0, len(corpus.foods), 0.0, _BUILDING.format(percent=0))

    @property
    def dense(self) -> Dense | None:
        return self._dense

    @property
    def status(self) -> IndexStatus:
        return self._status

    def begin(self) -> None:
        """Open in the background what is not open, has gone from the disk, or failed a while ago. Cheap."""
        if not self._due():
            return
        with self._guard:
            if self._due() and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self._open_quietly, name="index", daemon=True)
                self._thread.start()

    def finish(self, progress: Progress | None, rebuild: bool) -> None:
        """Open now, and return when it is done, or cannot be done."""
        with self._one, suppress(Stopped):
            self._shown = progress
            try:
                if rebuild or self._wanting():
                    self._open(rebuild)
            finally:
                self._shown = None

    def close(self) -> None:
        """Give up what is going on and let go of all files."""
        self._cancel.set()
        with self._guard:
            thread = self._thread
        if thread:
            thread.join()
        with self._one:
            if self._dense:
                self._dense.close()
            self._preparation.close()

    def _due(self) -> bool:
        if self._cancel.is_set():
            return False
        if self._tried is None:
            return True
        return self._wanting() and self._clock.monotonic() - self._tried >= _RETRY_S

    def _wanting(self) -> bool:
        return self._dense is None or self._dense.lost

    def _open_quietly(self) -> None:
        with self._one, suppress(Stopped):
            if self._due():
                self._open(rebuild=False)

    def _open(self, rebuild: bool) -> None:
        self._tried = self._clock.monotonic()
        self._report("Looking for the index", 0, 0)
        try:
            embedder = choose_embedder(self._settings)
            try:
                self._use(embedder, rebuild)
            except EmbeddingFailed as failed:
                if self._settings.embedder != "auto" or isinstance(embedder, Lsa):
                    raise
                _LOG.warning("embedder %s failed, LSA takes its place: %s", embedder.name, failed)
                self._use(Lsa(), rebuild)
        except (EmbeddingFailed, IndexTrouble) as trouble:
            self._tried = self._clock.monotonic()
            if self._dense is None:
                sentence = f"{_BY_WORDS} {trouble}"
                self._status = replace(self._status, state="lexical only", progress=0.0, sentence=sentence)

    def _use(self, embedder: Embedder, rebuild: bool) -> None:
        dense = None if rebuild else self._preparation.open(embedder)
        if dense is None:
            self._warm()
            dense = self._preparation.run(embedder, self._report, rebuild=rebuild)
        self._take(dense)
        self._warm()
        try:
            dense.open_collection()
        except IndexTrouble as trouble:
            _LOG.warning("%s", trouble)
            dense = self._preparation.run(embedder, self._report, rebuild=True)
            self._take(dense)
            dense.open_collection()

    def _take(self, dense: Dense) -> None:
        """Search with `dense` from now on: its vectors are good before its collection is open."""
        before, self._dense = self._dense, dense
        if before:
            before.close()
        sentence = _READY.format(foods=self._status.foods, embedder=dense.embedder.name, dimension=dense.dimension) + (
            f" It is kept in memory only. {dense.unwritten}" if dense.unwritten else ""
        )
        foods, name = self._status.foods, dense.embedder.name
        self._status = IndexStatus("ready", name, dense.dimension, foods, 1.0, sentence, dense.built)

    def _report(self, what: str, done: int, total: int) -> None:
        if self._cancel.is_set():
            raise Stopped
        if self._shown:
            self._shown(done, total, what)
        if self._dense is not None:
            return  # what there is goes on serving while it is made anew
        share = done / total if total else 0.0
        if what == WAITING:
            self._status = replace(self._status, state="waiting for another process", progress=0.0, sentence=_WAITING)
        else:
            sentence = _BUILDING.format(percent=int(share * 100))
            self._status = replace(self._status, state="building", progress=share, sentence=sentence)

    def _pause(self) -> None:
        if self._clock.wait(_LOOK_S, self._cancel):
            raise Stopped


_READY = "Search is ready: {foods} foods by words and by vectors ({embedder}, {dimension} dimensions)."
_BUILDING = "Search is being prepared ({percent} %); until then it goes by words alone."
_WAITING = "Another process is preparing the search; until then it goes by words alone."
_BY_WORDS = "Search goes by words alone."
