"""Chats as a busy app keeps them: so many answers over so many days, some of them judged, some without a food."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from ragfood.answers import Answer, Source, Timings
from ragfood.conversations.entries import facts_of
from ragfood.conversations.opinions import REASONS
from ragfood.conversations.schema import SCHEMA, VERSION
from ragfood.foods import Corpus
from ragfood.providers import Usage
from ragfood.understanding.understood import Chip

_TOPICS = ("a quick dinner", "breakfast", "something spicy", "a soup", "a vegan lunch", "a cake without eggs")
_CHIPS = (Chip("diet:vegan", "vegan"), Chip("without:nuts", "without nuts"), Chip("facet:soup", "soup"))
_AT_ONCE = 6
"""Passages of an answer."""
_CHAT = "INSERT INTO conversations (id, title, made, changed, visitor) VALUES (?, 'A chat', ?, ?, 'somebody')"
_ENTRY = "INSERT INTO entries (number, conversation, role, text, answer, made, parent) VALUES (?, ?, ?, ?, ?, ?, ?)"
_THUMB = "INSERT INTO feedback (entry, liked, made, reason) VALUES (?, ?, ?, ?)"


def write_answers(folder: Path, corpus: Corpus, now: datetime, days: int, number: int, seed: int = 3) -> None:
    """`number` answered questions of the last `days` days in `folder`/chats.sqlite, ten to a chat."""
    chance = random.Random(seed)
    times = sorted((now - timedelta(days=days) * chance.random()).timestamp() for _ in range(number))
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "chats.sqlite")) as connection, connection:
        connection.executescript(f"{SCHEMA}; PRAGMA user_version={VERSION}")
        for at, made in enumerate(times):
            if not at % 10:
                connection.execute(_CHAT, (f"chat-{at // 10}", made, made))
            question, answer = _exchange(corpus, chance)
            asked = 2 * at + 1
            chat = f"chat-{at // 10}"
            connection.execute(_ENTRY, (asked, chat, "user", question, None, made, asked - 1 if at % 10 else None))
            connection.execute(_ENTRY, (asked + 1, chat, "assistant", answer.text, facts_of(answer), made, asked))
            if chance.random() < 0.2:
                liked = chance.random() < 0.8
                connection.execute(_THUMB, (asked + 1, liked, made, "" if liked else chance.choice(REASONS)))


def _exchange(corpus: Corpus, chance: random.Random) -> tuple[str, Answer]:
    local = chance.random() < 0.25
    who = ("ollama", "llama3.2") if local else ("groq", "llama-3.1-8b-instant")
    if chance.random() < 0.06:
        return f"How do I repair bicycle number {chance.randrange(40)}?", Answer("No food here is about that.")
    found = [corpus.foods[int(len(corpus.foods) * chance.random() ** 2)] for _ in range(_AT_ONCE)]
    sources = tuple(Source(food.id, food.name, food.passage(), 0.9 - at / 10) for at, food in enumerate(found))
    answer = Answer(
        f"{found[0].name} [1] would do, and so would {found[1].name} [2]. " * 6,
        *who,
        sources=sources,
        usage=Usage(1200, 180),
        cost=Decimal(0) if local else Decimal("0.000075"),
        timings=Timings(first_token=0.3, total=6.5 if local else 0.9),
        understood=tuple(chip for chip in _CHIPS if chance.random() < 0.2),
    )
    return f"What is good for {chance.choice(_TOPICS)} like {found[0].name}?", answer
