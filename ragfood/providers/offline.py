"""No model: reads the matched foods back, well set out and plainly marked. It never declines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ragfood.cancel import Cancel
from ragfood.errors import Stopped
from ragfood.foods import Food
from ragfood.providers import Call, Piece, Usage

_NOTHING = "No food in the collection bears on this question. Try a dish, an ingredient, a country or a way of cooking."


class Offline:
    name = "offline"

    def ready(self, cancel: Cancel) -> str:
        return "none"

    def stream(self, call: Call) -> Iterator[Piece]:
        """What the call says plainly, a paragraph a piece; else a piece for each food, in the order of its number."""
        for paragraph in call.plain:
            if call.cancel.is_set():
                raise Stopped
            yield Piece(text=paragraph + "\n\n")
        if call.plain:
            yield Piece(usage=Usage(0, 0), finish="stop")
            return
        if not call.foods:
            yield Piece(text=_NOTHING)
        else:
            yield Piece(text="The collection holds this on it, read back without a model:\n")
        for number, food in enumerate(call.foods, 1):
            if call.cancel.is_set():
                raise Stopped
            yield Piece(text="\n" + _read_out(number, food))
        yield Piece(usage=Usage(0, 0), finish="stop")


def _read_out(number: int, food: Food) -> str:
    origin = ", ".join(dict.fromkeys(part for part in (food.country, food.region) if part and part != "Worldwide"))
    lines = [f"**{food.name}**{f' ({origin})' if origin else ''} [{number}]  ", food.text]
    facts = [
        ("Suits", _with_state(food.diets, "yes")),
        ("Contains", _with_state(food.allergens, "contains")),
        ("May contain", _with_state(food.allergens, "may contain")),
    ]
    shown = " · ".join(f"*{title}:* {', '.join(names)}" for title, names in facts if names)
    if shown:
        lines.append("\n" + shown)
    return "\n".join(lines) + "\n"


def _with_state(facts: Mapping[str, str], state: str) -> list[str]:
    return [name for name, found in facts.items() if found == state]
