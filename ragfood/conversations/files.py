"""Chats as files: written as Markdown or JSON, and taken in from JSON only when all of it is sound."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from ragfood.answers import Answer, answer_from_json, answer_to_json, read_answer, whole_characters
from ragfood.conversations.checking import fits
from ragfood.conversations.entries import Entry, add_entry, entries_to, facts_of, new_conversation_id, shown
from ragfood.conversations.shelf import tidy_title
from ragfood.conversations.tree import Role
from ragfood.errors import ChatFileRefused
from ragfood.understanding.questions import LONGEST_QUESTION

if TYPE_CHECKING:
    from ragfood.clock import Clock
    from ragfood.stores import Store

FORMAT = "ragfood-chat"
LARGEST_FILE = 5 * 1024 * 1024
"""Bytes."""
MOST_ENTRIES = 4000


@dataclass(frozen=True)
class _Row:
    number: int
    parent: int | None
    role: Role
    text: str
    made: float | None
    answer: Answer | None


class ChatFiles:
    """Raises StoreTrouble when the chats cannot be read or written."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def as_json(self, conversation: str) -> str:
        """All of a chat with all its branches, as `take_in` reads it; it says nothing of whose it is."""
        with self._store.transaction() as connection:
            row = connection.execute("SELECT title, shown FROM conversations WHERE id = ?", (conversation,)).fetchone()
            rows = connection.execute(
                "SELECT number, parent, role, text, made, answer FROM entries WHERE conversation = ? ORDER BY number",
                (conversation,),
            ).fetchall()
        title, last = row or ("", None)
        entries = [_plain(*row) for row in rows]
        whole = {"format": FORMAT, "version": 1, "title": title, "shown": last, "entries": entries}
        return json.dumps(whole, ensure_ascii=False, indent=1)

    def as_markdown(self, conversation: str) -> str:
        """The branch that is shown, for people: questions quoted, answers as they were written, their foods below."""
        with self._store.transaction() as connection:
            row = connection.execute("SELECT title FROM conversations WHERE id = ?", (conversation,)).fetchone()
            entries = entries_to(connection, conversation, shown(connection, conversation))
        return "\n\n".join([f"# {row[0] if row else ''}", *map(_written, entries)]) + "\n"

    def take_in(self, visitor: str, data: bytes) -> str:
        """Put the chat in a JSON file on the visitor's shelf as a new one. Returns its id.

        Raises ChatFileRefused, with nothing written, unless all of the file is sound.
        """
        title, rows, last = _read(data)
        conversation, now = new_conversation_id(), self._clock.now().timestamp()
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT INTO conversations (id, title, made, changed, visitor, imported) VALUES (?, ?, ?, ?, ?, ?)",
                (conversation, title, now, now, visitor, now),
            )
            numbers: dict[int | None, int] = {}
            for row in rows:
                numbers[row.number] = add_entry(
                    connection,
                    conversation,
                    row.role,
                    row.text,
                    parent=numbers.get(row.parent),
                    made=now if row.made is None else min(row.made, now),
                    facts=facts_of(row.answer) if row.answer else None,
                )
            end = numbers.get(last, numbers[rows[-1].number])
            connection.execute("UPDATE conversations SET shown = ? WHERE id = ?", (end, conversation))
        return conversation


def _plain(number: int, parent: int | None, role: str, text: str, made: float, facts: str | None) -> dict[str, Any]:
    entry = {"number": number, "parent": parent, "role": role, "text": text, "made": made}
    answer = read_answer(facts) if facts else None
    # What the JSON text of an answer would make of tuples and money.
    return {**entry, "answer": json.loads(json.dumps(answer_to_json(answer)))} if answer else entry


def _written(entry: Entry) -> str:
    if entry.role == "user":
        return "\n".join(f"> {line}" for line in entry.text.splitlines())
    answer = entry.answer or Answer(entry.text)
    parts = [entry.text or f"*{answer.trouble}*"]
    parts += ["\n".join(f"{n}. {source.name} (`{source.id}`)" for n, source in enumerate(answer.sources, 1))]
    said = [answer.provider, answer.model, f"{datetime.fromtimestamp(entry.made, UTC):%Y-%m-%d %H:%M} UTC"]
    said += ["cost unknown" if answer.cost is None else f"${answer.cost:f}"] if answer.provider else []
    said += ["not complete"] if answer.interrupted or answer.stopped or answer.cut else []
    return "\n\n".join([*filter(None, parts), f"*{' · '.join(filter(None, said))}*"])


def _read(data: bytes) -> tuple[str, list[_Row], int | None]:
    """Title, entries with parents first, and the last entry shown. Raises ChatFileRefused."""
    if len(data) > LARGEST_FILE:
        _refuse(f"it has {len(data):,} bytes, and at most {LARGEST_FILE:,} are read")
    try:
        whole = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        _refuse("it is no JSON")
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        _refuse("it was not exported from here")
    if whole.get("version") != 1:
        _refuse("its version is not known here")
    listed = whole.get("entries")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_ENTRIES:
        _refuse(f"it must hold between 1 and {MOST_ENTRIES:,} entries")
    roles: dict[int, Role] = {}
    rows = [_row(place, each, roles) for place, each in enumerate(listed, 1)]
    title, last = whole.get("title"), whole.get("shown")
    named = tidy_title(title) if isinstance(title, str) else ""
    return named or tidy_title(rows[0].text) or "Chat", rows, last if fits(last, int) else None


def _row(place: int, each: Any, roles: dict[int, Role]) -> _Row:
    kinds = {"number": int, "parent": int | None, "role": Role, "text": str}
    if not isinstance(each, dict) or not all(name in each and fits(each[name], kinds[name]) for name in kinds):
        _refuse(f"entry {place} does not say who said what")
    number, parent, role, text = (each[name] for name in kinds)
    if number in roles or (parent is not None and parent not in roles):
        _refuse(f"entry {place} does not follow one that stands before it")
    if role == "assistant" and roles.get(parent) != "user":
        _refuse(f"entry {place} answers no question")
    if role == "user" and not 1 <= len(text) <= LONGEST_QUESTION:
        _refuse(f"the question in entry {place} is empty or too long")
    roles[number] = role
    made = each.get("made") if fits(each.get("made"), float) else None
    if role == "user":
        return _Row(number, parent, role, whole_characters(text), made, None)
    answer = _answer(place, each.get("answer"), text)
    return _Row(number, parent, role, answer.text, made, answer)


def _answer(place: int, plain: Any, text: str) -> Answer:
    """The answer without those of its sentences that pages draw as the app's own words."""
    if plain is None:
        return Answer(text)
    if not fits(plain, Answer):
        _refuse(f"the facts of the answer in entry {place} are not what they should be")
    answer = answer_from_json(plain)
    broke = "This answer broke off." if answer.trouble else ""
    return replace(answer, attempts=(), notices=(), trouble=broke, remedy="")


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _refuse(why: str) -> NoReturn:
    raise ChatFileRefused(
        f"The file cannot be taken in: {why}.", "Choose a JSON file that was exported from a chat, as it was written."
    )
