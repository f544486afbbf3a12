"""Pulling: the models that Ollama is downloading for this process, and how far each has come."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from ragfood.cancel import Cancel
from ragfood.errors import RagFoodError, Stopped
from ragfood.providers.ollama import Ollama, PullProgress


@dataclass(frozen=True)
class Download:
    """One model's download at one moment; `trouble` is set once it has failed."""

    model: str
    progress: PullProgress = PullProgress()
    running: bool = True
    trouble: RagFoodError | None = None

    @property
    def share(self) -> float:
        """How much of what is known has come, 0 to 1."""
        return self.progress.completed / self.progress.total if self.progress.total else 0.0


@dataclass
class _Begun:
    download: Download
    cancel: Cancel = field(default_factory=Cancel)


class Pulls:
    """At most one running download for each model; shared by all visitors, each of whom sees it go on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun: dict[str, _Begun] = {}

    def begin(self, ollama: Ollama, model: str, then: Callable[[], None]) -> None:
        """Begin to download `model` in the background, unless that is under way; `then` is called at its end."""
        with self._lock:
            before = self._begun.get(model)
            if before and before.download.running:
                return
            begun = self._begun[model] = _Begun(Download(model))
        threading.Thread(target=self._pull, args=(ollama, begun, then), name="pull", daemon=True).start()

    def of(self, model: str) -> Download | None:
        """The running or last download of `model`; None when nobody asked for one."""
        with self._lock:
            begun = self._begun.get(model)
            return begun.download if begun else None

    def stop(self, model: str) -> None:
        """Let go of a running download. Ollama keeps what has come and goes on from there the next time."""
        with self._lock:
            if begun := self._begun.get(model):
                begun.cancel.set()

    def _pull(self, ollama: Ollama, begun: _Begun, then: Callable[[], None]) -> None:
        model, trouble, progress = begun.download.model, None, PullProgress()
        try:
            for progress in ollama.pull(begun.cancel, model):
                self._note(begun, Download(model, progress))
        except Stopped:
            pass
        except RagFoodError as failed:
            trouble = failed
        finally:
            then()
            self._note(begun, Download(model, progress, running=False, trouble=trouble))

    def _note(self, begun: _Begun, download: Download) -> None:
        with self._lock:
            begun.download = download
