"""Practice: stand-ins for both vendors on this machine, for a demo that needs no key, no Ollama and no internet.

They speak the vendors' protocols over real HTTP, so that the app goes through the same code as always; their
answers say that they are practice, nothing is spent, and the books of a demo are kept apart from the real ones.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ragfood.ledger import CallRecord, Hold, Ledger
from ragfood.practice.drill import Drill, Trouble
from ragfood.practice.vendors import GROQ_PACE, OLLAMA_PACE, Pace, PracticeGroq, PracticeOllama
from ragfood.practice.wire import Place
from ragfood.providers import Usage
from ragfood.settings import Secret, Settings

FIRST_TOKEN_S = 3.0
"""Seconds of silence after which a demo goes on to the next provider, so that nobody watches for ten."""
_CIRCUIT_REST_S = 15.0
_REQUESTS_PER_MINUTE, _TOKENS_PER_MINUTE, _TOKENS_PER_DAY = 1_000, 300_000, 10_000_000
"""Wide enough that in a demo nothing is declined unasked: the free plan's end the fifth quick question of a minute.
Who wants to show that sets them.
"""


class Practice:
    """Both stand-ins and the trouble they make; shared by all visitors of a process."""

    def __init__(
        self,
        groq_models: Sequence[str],
        ollama_model: str,
        groq_pace: Pace = GROQ_PACE,
        ollama_pace: Pace = OLLAMA_PACE,
        first_token_s: float = FIRST_TOKEN_S,
    ) -> None:
        self._drill = Drill()
        self._first_token_s = first_token_s
        self._keys = 1
        self._held: tuple[Ledger, Hold] | None = None
        self._lock = threading.Lock()
        self._groq = Place(PracticeGroq(groq_models, self._drill, lambda: self.key, groq_pace))
        self._ollama = Place(PracticeOllama(ollama_model, ollama_pace))

    @property
    def key(self) -> str:
        """The key that the practice Groq accepts; a new one after every recovery."""
        return f"practice-{self._keys}"

    def open(self) -> None:
        """Begin to answer. Raises OSError."""
        self._groq.open()
        self._ollama.open()

    def close(self) -> None:
        self._groq.close()
        self._ollama.close()

    def settings(self, given: Settings) -> Settings:
        """`given`, with the stand-ins in the vendors' places and a state folder of its own."""
        return replace(
            given,
            groq_api_key=Secret(self.key),
            groq_base_url=self._groq.url,
            groq_model="",
            ollama_host=self._ollama.url,
            embedder="lsa",
            state_dir=given.state_dir / "demo",
            first_token_s=self._first_token_s,
            circuit_rest_s=_CIRCUIT_REST_S,
            requests_per_minute=_REQUESTS_PER_MINUTE
            if given.requests_per_minute is None
            else given.requests_per_minute,
            tokens_per_minute=_TOKENS_PER_MINUTE if given.tokens_per_minute is None else given.tokens_per_minute,
            tokens_per_day=_TOKENS_PER_DAY if given.tokens_per_day is None else given.tokens_per_day,
        )

    @property
    def trouble(self) -> Trouble | None:
        """What the next question will meet."""
        return self._drill.armed

    @property
    def met(self) -> bool:
        """Whether a question has met the trouble already, and no other will."""
        return self._drill.met

    def make(self, trouble: Trouble, ledger: Ledger) -> None:
        """Make `trouble` for the next question, instead of any other. Raises LedgerTrouble, Declined."""
        with self._lock:
            self._end_trouble()
            if trouble == "budget":
                self._held = ledger, ledger.hold("groq", "practice", _all_that_is_left(ledger))
            if trouble in ("ollama off", "all off"):
                self._ollama.close()
            if trouble == "all off":
                self._groq.close()
            self._drill.arm(trouble)

    def recover(self) -> None:
        """All is well again: vendors answer, money is let go, and Groq has a new key, which ends its rest."""
        with self._lock:
            self._end_trouble()
            self._keys += 1

    def _end_trouble(self) -> None:
        if self._held:
            ledger, hold = self._held
            ledger.settle(hold, _never_made())
            self._held = None
        self._drill.arm(None)
        self.open()


def _all_that_is_left(ledger: Ledger) -> Decimal:
    standing = ledger.standing()
    return max(Decimal(0), min(each.limit - each.spent - each.held for each in (standing.day, standing.month)))


def _never_made() -> CallRecord:
    return CallRecord("groq", "practice", "refused", Usage(0, 0), Decimal(0), reason="drill")
