"""Drill: the trouble that the practice vendors make on purpose for the next question."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Literal, get_args

Trouble = Literal["rate limit", "timeout", "cut", "bad key", "ollama off", "all off", "budget"]
TROUBLES: tuple[Trouble, ...] = get_args(Trouble)

GROQ_TROUBLES: Mapping[Trouble, str] = {
    "rate limit": "429",
    "timeout": "silence",
    "cut": "a stream that breaks off",
    "bad key": "401",
}
"""Those that are met in Groq's replies, with what they are on the wire."""


class Drill:
    """At most one trouble at a time, for one question: its retries meet it too, the question after does not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: Trouble | None = None
        self._victim: str | None = None

    @property
    def armed(self) -> Trouble | None:
        """What the next question meets, or the present one is meeting."""
        with self._lock:
            return self._armed

    @property
    def met(self) -> bool:
        """Whether a question has met it, so that others do not."""
        with self._lock:
            return self._victim is not None

    def arm(self, trouble: Trouble | None) -> None:
        """Prepare `trouble` for the next question; None: no trouble any more."""
        with self._lock:
            self._armed, self._victim = trouble, None

    def groq_trouble(self, question: str) -> Trouble | None:
        """What a request to Groq with `question` as its last message meets."""
        with self._lock:
            if self._armed not in GROQ_TROUBLES:
                return None
            if self._victim is None:
                self._victim = question
            if self._victim != question:
                self._armed = self._victim = None
            return self._armed
