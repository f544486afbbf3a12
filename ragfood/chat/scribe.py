"""Scribe: what of a turn goes to disk: its question, every second what is written so far, and its end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ragfood.answers import Answer
from ragfood.answers.continuing import joined
from ragfood.chat.turns import Snapshot, Turn, Turns
from ragfood.conversations import Conversations, history_of
from ragfood.errors import StoreTrouble
from ragfood.providers import Message

_LOG = logging.getLogger(__name__)


@dataclass
class _Open:
    """A turn under way: the entry that it answers, its draft, and the answer that it continues."""

    question: int
    draft: int
    continued: int | None = None
    first: Answer | None = None
    saved: str = ""


@dataclass(frozen=True)
class Noted:
    """What was said before a question, and the answer that is to be continued, if one is."""

    history: Sequence[Message] = ()
    first: Answer | None = None


class Scribe:
    """Shared by all turns of a process. One thread writes what there is of all of them, and ends when there is none."""

    def __init__(self, conversations: Conversations, every_s: float = 1.0) -> None:
        self._conversations = conversations
        self._every_s = every_s
        self._lock = threading.Lock()
        self._open: dict[Turn, _Open] = {}
        self._thread: threading.Thread | None = None

    def note(self, turn: Turn) -> Noted:
        """Write down that `turn` is under way. Raises StoreTrouble."""
        chats, aim, where = self._conversations, turn.aim, turn.conversation
        chats.drafts.recover(where)
        if not turn.again:
            number, draft = chats.add_question(
                where, turn.question, visitor=aim.visitor, edits=aim.edits, waited=turn.id if turn.waited else ""
            )
            self._begin(turn, _Open(number, draft))
            return Noted(history_of(chats.entries(where, number)[:-1]))
        path = chats.entries(where, aim.entry)
        asked = max((n for n, entry in enumerate(path) if entry.role == "user"), default=None)
        if asked is None:
            return Noted()
        question, last = path[asked].number, path[-1]
        first = last.answer if turn.continues and last.role == "assistant" else None
        continued = last.number if first else None
        draft = chats.begin_answer(where, question, continued)
        self._begin(turn, _Open(question, draft, continued, first))
        return Noted(history_of(path[:asked]), first)

    def queue(self, turn: Turn, turns: Turns) -> None:
        """Write down that `turn` waits in the line of `turns`, so that its question outlives the line."""
        turn.waited = True
        try:
            self._conversations.queued.add(turn.id, turn.conversation, turn.question)
        except StoreTrouble:
            _LOG.warning("a question that waits cannot be kept", exc_info=True)
        if turns.of(turn.conversation) is turn:  # it was begun in this moment
            self.forget(turn)

    def forget(self, turn: Turn) -> None:
        """The question of `turn` waits no more, and is kept as one that was asked or not at all."""
        try:
            self._conversations.queued.forget(turn.id)
        except StoreTrouble:
            _LOG.warning("a question that was taken back is still kept", exc_info=True)

    def end(self, turn: Turn, answer: Answer, sent: Sequence[Message] = ()) -> tuple[Answer, int | None]:
        """Write the finished answer down, with what was `sent` to a model. Returns it as it is kept, and its number;
        None when it could not be kept.
        """
        with self._lock:
            held = self._open.pop(turn, None)
        answer = joined(held.first, answer) if held and held.first else answer
        try:
            if held and held.continued is not None:
                self._conversations.change_answer(held.continued, answer, draft=held.draft)
                return answer, held.continued
            at = {"question": held.question, "draft": held.draft} if held else {}
            return answer, self._conversations.add_answer(turn.conversation, answer, sent=sent, **at)
        except StoreTrouble as trouble:
            if held is None:  # not even the question could be, which was said then
                return answer, None
            return replace(answer, notices=(*answer.notices, f"This answer cannot be saved: {trouble}")), None

    def _begin(self, turn: Turn, held: _Open) -> None:
        turn.update(asked=held.question)
        with self._lock:
            self._open[turn] = held
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="scribe", daemon=True)
                self._thread.start()

    def _keep(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(self._every_s)
            with self._lock:
                if not self._open:
                    self._thread = None
                    return
                under_way = dict(self._open)
            self._save(under_way)

    def _save(self, under_way: dict[Turn, _Open]) -> None:
        written = {}
        for turn, held in under_way.items():
            snapshot = turn.snapshot()
            if snapshot.text and snapshot.text != held.saved:
                held.saved = snapshot.text
                written[held.draft] = _so_far(snapshot, held.first)
        if written:
            try:
                self._conversations.drafts.save(written)
            except StoreTrouble:
                _LOG.warning("what is written so far cannot be kept", exc_info=True)


def _so_far(snapshot: Snapshot, first: Answer | None) -> Answer:
    answer = Answer(
        snapshot.text,
        provider=snapshot.provider,
        model=snapshot.model,
        searched_for=snapshot.searched_for,
        sources=snapshot.sources,
        attempts=snapshot.attempts,
        notices=snapshot.notices,
    )
    return joined(first, answer) if first else answer
