"""Chats on disk: what was asked and answered, under an unguessable id, whose they are and what people thought of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ragfood.answers import Answer
from ragfood.clock import Clock
from ragfood.conversations.answered import Answered, AnsweredLog
from ragfood.conversations.drafts import Drafts, close_draft
from ragfood.conversations.entries import (
    Entry,
    add_entry,
    change_answer,
    entries_to,
    facts_of,
    history_of,
    is_of,
    is_wordless,
    new_conversation_id,
    nodes,
    show,
    shown,
)
from ragfood.conversations.exchanges import Exchanges
from ragfood.conversations.files import ChatFiles
from ragfood.conversations.opinions import Opinions
from ragfood.conversations.prompts import keep_prompt, read_prompt
from ragfood.conversations.schema import SCHEMA, UPGRADES, VERSION
from ragfood.conversations.shelf import Shelf
from ragfood.conversations.standing import Standing
from ragfood.conversations.tree import newest_below
from ragfood.conversations.unasked import Queued, forget_queued
from ragfood.errors import StoreTrouble
from ragfood.ledger.holds import Life
from ragfood.providers import Message
from ragfood.stores import Store

__all__ = ["Conversations", "Entry", "history_of", "new_conversation_id"]

_TITLE_CHARACTERS = 60


class Conversations:
    """Safe to share between threads and processes. Raises StoreTrouble when the file cannot be used.

    Chats are trees: a question asked differently and another answer to it are branches. One branch is
    shown, and what is asked next follows its end.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._store = Store(path, SCHEMA, VERSION, UPGRADES)
        self._clock = clock
        life = Life(path.parent)
        self.drafts = Drafts(self._store, clock, life)
        self.queued = Queued(self._store, life)
        self.standing = Standing(self._store)
        self.opinions = Opinions(self._store, clock)
        self.exchanges = Exchanges(self._store)
        self._answered = AnsweredLog(self._store)
        self.shelf = Shelf(self._store, clock)
        self.files = ChatFiles(self._store, clock)

    def add_question(
        self, conversation: str, text: str, *, visitor: str = "", edits: int | None = None, waited: str = ""
    ) -> tuple[int, int]:
        """Write a question down, beside the one that it `edits` if that is given; the first one names the
        conversation and gives it to `visitor`. What `waited` in line waits no
        more. Returns its number and that of the draft of its answer.
        """
        now = self._now()
        values = (conversation, _title(text), now, now, visitor)
        with self._store.transaction() as connection:
            if waited:
                forget_queued(connection, waited)
            connection.execute(
                "INSERT OR IGNORE INTO conversations (id, title, made, changed, visitor) VALUES (?, ?, ?, ?, ?)", values
            )
            connection.execute("UPDATE conversations SET deleted = NULL WHERE id = ?", (conversation,))
            known = nodes(connection, conversation) if edits is not None else {}
            parent = known[edits].parent if edits in known else shown(connection, conversation)
            number = add_entry(connection, conversation, "user", text, parent=parent, made=now)
            show(connection, conversation, number, now)
            return number, self.drafts.begin(connection, conversation, number)

    def begin_answer(self, conversation: str, question: int, continues: int | None = None) -> int:
        """Note that `question` is being answered anew, or an answer continued. Returns the draft."""
        with self._store.transaction() as connection:
            if continues is None:
                show(connection, conversation, question, self._now())
            return self.drafts.begin(connection, conversation, question, continues)

    def add_answer(
        self,
        conversation: str,
        answer: Answer,
        *,
        question: int | None = None,
        draft: int | None = None,
        sent: Sequence[Message] = (),
    ) -> int:
        """Write an answer down after `question`, or after the last entry, with what was `sent` for it; its draft is
        done. Returns its number. Raises StoreTrouble when its question is gone.
        """
        facts, now = facts_of(answer), self._now()
        with self._store.transaction() as connection:
            close_draft(connection, draft)
            if question is not None and not is_of(connection, question, conversation):
                raise StoreTrouble(
                    "Its question is no longer in the chats.", "A backup was put back, or the chat deleted; ask again."
                )
            last = shown(connection, conversation)
            parent = last if question is None else question
            number = add_entry(connection, conversation, "assistant", answer.text, parent=parent, made=now, facts=facts)
            if sent:
                keep_prompt(connection, number, sent)
            if parent == last or (answer.text and is_wordless(connection, last, after=parent)):
                show(connection, conversation, number, now)
            return number

    def prompt_of(self, number: int) -> tuple[Message, ...]:
        """What was sent to the model that wrote the answer `number`; empty when no model did, or nobody knows."""
        with self._store.transaction() as connection:
            return read_prompt(connection, number)

    def change_answer(self, number: int, answer: Answer, *, draft: int | None = None) -> None:
        """Put `answer`, continued, in the place of the one that broke off; its draft is done."""
        with self._store.transaction() as connection:
            close_draft(connection, draft)
            change_answer(connection, number, answer)

    def entries(self, conversation: str, last: int | None = None) -> list[Entry]:
        """The branch that is shown, or that ends with `last`, oldest first; empty for an id nobody has used."""
        with self._store.transaction() as connection:
            return entries_to(connection, conversation, shown(connection, conversation) if last is None else last)

    def turn_to(self, conversation: str, number: int) -> None:
        """Show the branch of `number`, down to where it was last written on."""
        with self._store.transaction() as connection:
            known = nodes(connection, conversation)
            if number in known:
                end = newest_below(known, number)
                connection.execute("UPDATE conversations SET shown = ? WHERE id = ?", (end, conversation))

    def stamp(self, conversation: str) -> object:
        """Another value whenever what is shown of the chat has changed."""
        statement = "SELECT shown, changed, title, deleted FROM conversations WHERE id = ?"
        with self._store.transaction() as connection:
            return connection.execute(statement, (conversation,)).fetchone()

    def answered_since(self, moment: datetime, *, rated: bool = False) -> list[Answered]:
        """See `AnsweredLog.since`."""
        return self._answered.since(moment, rated=rated)

    def close(self) -> None:
        self._store.close()

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _title(question: str) -> str:
    """The beginning of a question, cut between words where its script has spaces."""
    whole = " ".join(question.split())
    if len(whole) <= _TITLE_CHARACTERS:
        return whole
    cut = whole[:_TITLE_CHARACTERS]
    return cut[: max(cut.rfind(" "), _TITLE_CHARACTERS // 2)].rstrip() + "…" if " " in cut else cut + "…"
