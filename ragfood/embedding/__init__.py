"""Embedding: texts made into vectors, by Ollama, by MiniLM or by the corpus itself; and which of them it is to be."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ragfood.errors import EmbeddingFailed
from ragfood.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Called with how many texts are done and how many there are."""


class Embedder(Protocol):
    """Makes vectors that are near to each other where texts mean the like. Safe to share by threads."""

    @property
    def name(self) -> str:
        """Kind, model and version: vectors under different names must never meet."""
        ...

    @property
    def dimension(self) -> int:
        """Length of every vector; 0 while it is not known yet."""
        ...

    def documents(self, texts: Sequence[str], progress: Progress) -> NDArray[np.float32]:
        """One row of length 1 for each text. Raises EmbeddingFailed."""
        ...

    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question. Its length, at most 1, is the share of the question that was understood.

        Raises EmbeddingFailed.
        """
        ...


def choose_embedder(settings: Settings) -> Embedder:
    """The embedder that `settings` name. With "auto" the best that is at hand: Ollama if it is up and has the
    model, MiniLM if its files are there, else LSA. Takes as long as Ollama takes to load its model.

    Raises EmbeddingFailed when the one that is named cannot be used; nothing else is put in its place.
    """
    from ragfood.embedding.lsa import Lsa
    from ragfood.embedding.minilm import open_minilm
    from ragfood.embedding.ollama import open_ollama

    makers: dict[str, Callable[[], Embedder]] = {
        "ollama": lambda: open_ollama(settings.ollama_host, settings.embed_model),
        "minilm": lambda: open_minilm(settings.minilm_dir),
        "lsa": Lsa,
    }
    if settings.embedder != "auto":
        return makers[settings.embedder]()
    for name in ("ollama", "minilm"):
        try:
            return makers[name]()
        except EmbeddingFailed as unavailable:
            _LOG.info("embedder %s passed over: %s", name, unavailable.happened)
    return makers["lsa"]()
