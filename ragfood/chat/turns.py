"""Turn: one answer being made by a background thread. Pages and terminals only tail it.

A turn knows nothing of how answers are made; it holds what there is of one so far, wakes whoever
watches, and can be stopped. A registry keeps the turns of a process by their conversation.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ragfood.answers import Answer, Attempt, Source, whole_characters
from ragfood.cancel import Cancel
from ragfood.errors import QuestionRefused
from ragfood.understanding.understood import Chip, Comparison, Hidden

_FINISHED_KEPT = 100
"""Finished turns that stay at hand; their answers are on disk by then."""

MOST_WAITING = 5
"""Questions that may wait in one conversation."""


@dataclass(frozen=True)
class Aim:
    """Where an answer belongs: all None for the next question at the end of the branch that is shown."""

    visitor: str = ""
    """Whose chat it becomes when this is its first question."""
    edits: int | None = None
    """The question that this one is asked in the place of."""
    entry: int | None = None
    """The question, or the answer to it, that is answered anew or continued."""


@dataclass(frozen=True)
class Snapshot:
    """What there is of an answer at one moment. `answer` is set once it is finished."""

    phase: str = "Looking through the foods"
    """What is being done now, in plain words."""
    text: str = ""
    provider: str = ""
    model: str = ""
    searched_for: str = ""
    sources: tuple[Source, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    notices: tuple[str, ...] = ()
    safety: str = ""
    understood: tuple[Chip, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    comparison: Comparison | None = None
    answer: Answer | None = None
    asked: int | None = None
    """The number under which the question is kept on disk, known before there can be an answer there."""
    entry: int | None = None
    """The number under which the finished answer is kept on disk."""


class Turn:
    """Shared between the thread that makes the answer and all who watch it."""

    def __init__(
        self,
        conversation: str,
        question: str,
        mode: str,
        *,
        again: bool = False,
        continues: bool = False,
        aim: Aim | None = None,
    ) -> None:
        self.id = secrets.token_hex(8)
        self.conversation = conversation
        self.question = question
        self.mode = mode
        self.again = again or continues
        self.continues = continues
        self.aim = aim or Aim()
        self.waited = False
        """Whether it waited in line, and its question was written down meanwhile."""
        self.pair: Turn | None = None
        """The turn that answers the same question beside this one."""
        self.cancel = Cancel()
        self._changed = threading.Condition()
        self._ended = threading.Event()
        self._snapshot = Snapshot()
        self._parts: list[str] = []
        self._version = 0

    def snapshot(self) -> Snapshot:
        with self._changed:
            return self._current()

    def snapshots(self, *, at_least_every_s: float = 1.0, pace_s: float = 0.0) -> Iterator[Snapshot]:
        """The present state, then every later one up to the finished one; quick changes are joined.

        Yields again after `at_least_every_s` without a change, so that a page notices its own end, and
        not more often than every `pace_s`.
        """
        seen = -1
        while True:
            with self._changed:
                self._changed.wait_for(lambda seen=seen: self._version != seen, at_least_every_s)  # type: ignore[misc]
                current, seen = self._current(), self._version
            yield current
            if current.answer is not None:
                return
            if pace_s:
                self.wait(pace_s)

    def wait(self, timeout_s: float | None = None) -> Answer | None:
        """The finished answer; None when it is not finished within `timeout_s`."""
        self._ended.wait(timeout_s)
        return self._snapshot.answer

    @property
    def running(self) -> bool:
        return self._snapshot.answer is None  # asked of every turn at each question: no lock, no joined text

    @property
    def under_way(self) -> bool:
        """Whether this or the one beside it is still running."""
        return self.running or (self.pair is not None and self.pair.running)

    def stop(self) -> None:
        """End the answer as it stands, and that beside it; what was written is kept."""
        self.cancel.set()
        if self.pair:
            self.pair.stop()

    def abandon(self) -> None:
        """End the answer, and that beside it, because nobody waits for it any more."""
        self.cancel.abandon()
        if self.pair:
            self.pair.abandon()

    def write(self, text: str) -> None:
        with self._changed:
            self._parts.append(text)
            self._bump()

    def update(self, **changes: object) -> None:
        """Set fields of the snapshot."""
        with self._changed:
            self._snapshot = replace(self._snapshot, **changes)  # type: ignore[arg-type]
            self._bump()
        if self._snapshot.answer is not None:
            self._ended.set()

    def _current(self) -> Snapshot:
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return replace(self._snapshot, text=whole_characters(self._parts[0]) if self._parts else "")

    def _bump(self) -> None:
        self._version += 1
        self._changed.notify_all()


class Turns:
    """The turns of this process: at most one running for each conversation, a few that wait for its end in
    their order, and a bounded number finished.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._lines: dict[str, list[tuple[Turn, Callable[[], None]]]] = {}

    def begin(self, turn: Turn) -> None:
        """Register `turn`. Raises QuestionRefused while its conversation has a running one."""
        with self._lock:
            if self._is_busy(turn.conversation):
                raise QuestionRefused(
                    "The answer before is still being written.", "Wait for its end, or stop it, and ask again."
                )
            self._register(turn)

    def line_up(self, turn: Turn, start: Callable[[], None]) -> bool:
        """Register `turn` if its conversation is free, and return True; else let it wait for its turn, when
        `start` is called by whoever ends the one before.

        Raises QuestionRefused when MOST_WAITING wait already.
        """
        with self._lock:
            if not self._is_busy(turn.conversation):
                self._register(turn)
                return True
            line = self._lines.setdefault(turn.conversation, [])
            if len(line) >= MOST_WAITING:
                raise QuestionRefused(
                    f"{MOST_WAITING} questions are waiting already.", "Take one back, or wait for the next answer."
                )
            line.append((turn, start))
            return False

    def finish(self, turn: Turn, **facts: object) -> None:
        """Set the last facts of `turn`, its answer among them, and start the one that waited longest."""
        with self._lock:
            turn.update(**facts)
            line = self._lines.get(turn.conversation, [])
            present = self._turns.get(turn.conversation)
            is_last = present is not None and turn in (present, present.pair) and not present.under_way
            following = line.pop(0) if line and is_last else None
            if not line:
                self._lines.pop(turn.conversation, None)
            if following:
                self._register(following[0])
        if following:
            following[1]()

    def waiting(self, conversation: str) -> tuple[Turn, ...]:
        """The turns that wait, in their order."""
        with self._lock:
            return tuple(turn for turn, _ in self._lines.get(conversation, ()))

    def take_back(self, conversation: str, turn_id: str) -> bool:
        """Let the waiting turn `turn_id` never begin; False when it has begun."""
        with self._lock:
            line = self._lines.get(conversation, [])
            for place, (turn, _) in enumerate(line):
                if turn.id == turn_id:
                    del line[place]
                    turn.update(answer=Answer("", stopped=True))
                    return True
            return False

    def abandon(self, conversation: str) -> None:
        """End what runs in a chat that nobody looks at any more; what waits there never begins."""
        with self._lock:
            line = self._lines.pop(conversation, [])
            present = self._turns.get(conversation)
        for turn, _ in line:
            turn.update(answer=Answer("", stopped=True))
        if present is not None and present.under_way:
            present.abandon()

    def of(self, conversation: str) -> Turn | None:
        """The running or last finished turn of `conversation` in this process."""
        with self._lock:
            return self._turns.get(conversation)

    def running(self) -> list[Turn]:
        with self._lock:
            known = [each for turn in self._turns.values() for each in (turn, turn.pair) if each]
            return [turn for turn in known if turn.running]

    def _is_busy(self, conversation: str) -> bool:
        before = self._turns.get(conversation)
        return before is not None and before.under_way

    def _register(self, turn: Turn) -> None:
        self._turns.pop(turn.conversation, None)
        self._turns[turn.conversation] = turn
        finished = [key for key, each in self._turns.items() if not each.under_way]
        for key in finished[:-_FINISHED_KEPT]:
            del self._turns[key]
