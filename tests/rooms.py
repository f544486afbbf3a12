"""A room with chats in a real file, and an answer to be told in it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from clocks import FakeClock

from ragfood.answers import Answer, Source
from ragfood.conversations import Conversations
from ragfood.providers import Usage

PHO = Answer(
    "Pho is a soup [1].",
    provider="groq",
    sources=(Source("pho", "Pho", "A soup.", 0.7),),
    usage=Usage(300, 150),
    cost=Decimal("0.000030"),
)


class Room:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "chats.sqlite"
        self.clock = FakeClock()
        self.chats = self.open()

    def open(self) -> Conversations:
        return Conversations(self.path, self.clock)

    def talk(self, conversation: str, *questions: str) -> list[int]:
        """The numbers of the answers."""
        numbers = []
        for question in questions:
            number, draft = self.chats.add_question(conversation, question, visitor="me")
            self.clock.advance(1)
            numbers.append(self.chats.add_answer(conversation, PHO, question=number, draft=draft))
            self.clock.advance(1)
        return numbers


def shown(room: Room, conversation: str = "a") -> list[str]:
    return [entry.text for entry in room.chats.entries(conversation) if entry.role == "user"]
