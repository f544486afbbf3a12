"""Run: what is gathered while one question is answered, and the answer that it amounts to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from ragfood.answers import Answer, Attempt, Source, Timings
from ragfood.answers.citations import keep_supported, keep_valid
from ragfood.answers.continuing import sound_part, wish_to_continue
from ragfood.chat.turns import Turn
from ragfood.demands import Demands
from ragfood.errors import Interrupted, RagFoodError, Stopped, Unwatched
from ragfood.meter import Bill
from ragfood.prompt import Prompt
from ragfood.understanding.understood import Chip, Comparison, DishSwaps, Hidden


@dataclass
class Run:
    """What is gathered while one question is answered. Times are seconds since `began`."""

    turn: Turn
    began: float
    again: bool
    foods: int
    standing: Demands = field(default_factory=Demands)
    """What holds for every question of whoever asks."""
    dropped: Collection[str] = ()
    """Keys of chips that were taken away."""
    bill: Bill = field(default_factory=Bill)
    parts: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sources: tuple[Source, ...] = ()
    grounds: tuple[str, ...] = ()
    """All that is known of each source, against which citations are checked."""
    safety: str = ""
    understood: tuple[Chip, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    comparison: Comparison | None = None
    swaps: tuple[DishSwaps, ...] = ()
    sent: Prompt | None = None
    """What was last sent to a model."""
    searched_for: str = ""
    provider: str = ""
    model: str = ""
    key: str = ""
    retrieval_s: float | None = None
    first_token_s: float | None = None
    replayed: Answer | None = None
    first: Answer | None = None
    """The answer that broke off and is continued."""

    @property
    def wish(self) -> str:
        """The question as a model is asked it."""
        question = self.turn.question
        return wish_to_continue(question, sound_part(self.first.text)) if self.first else question

    def say(self, notice: str) -> None:
        self.notices.append(notice)

    def answer(
        self,
        now: float,
        *,
        end: RagFoodError | None = None,
        kept: Answer | None = None,
    ) -> Answer:
        """The finished answer as of `now` on the monotonic clock."""
        if isinstance(end, Stopped) and self.turn.cancel.abandoned:
            end = Unwatched()
        stopped = isinstance(end, Stopped) and not isinstance(end, Unwatched)
        wrong = None if stopped else end
        wrote = self.provider if self.parts else ""
        return Answer(
            text=self._text(kept),
            provider=kept.provider if kept else wrote,
            model=kept.model if kept else (self.model if self.parts else ""),
            degraded=wrote == "offline" and bool(self.sources),
            interrupted=isinstance(end, Interrupted | Unwatched) and bool(self.parts),
            stopped=stopped,
            cached=kept is not None,
            cut=self.bill.cut,
            searched_for=self.searched_for,
            sources=self.sources,
            usage=kept.usage if kept else self.bill.usage,
            cost=Decimal(0) if kept else self.bill.cost,
            timings=Timings(self.retrieval_s, self.first_token_s, now - self.began),
            attempts=tuple(self.attempts),
            notices=tuple(self.notices),
            trouble=wrong.happened if wrong else "",
            remedy=wrong.remedy if wrong else "",
            safety=self.safety,
            understood=self.understood,
            hidden=self.hidden,
            comparison=self.comparison,
            swaps=self.swaps,
        )

    def _text(self, kept: Answer | None) -> str:
        """What was written, with the citations that hold; without a model they are right by themselves."""
        text = keep_valid(kept.text if kept else "".join(self.parts).strip(), len(self.sources))
        return text if self.provider == "offline" and not kept else keep_supported(text, self.grounds)
