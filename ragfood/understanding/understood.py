"""What is shown with an answer of how its question was understood: chips, what was hidden, and stored numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Chip:
    """One thing that was understood of a question; `key` stays the same from question to question."""

    key: str
    label: str


@dataclass(frozen=True)
class Hidden:
    """How many foods that bear on a question are not offered for one reason."""

    reason: str
    foods: int


@dataclass(frozen=True)
class Column:
    """A nutrient of a comparison: its key in a food, how it is called, and the unit of its numbers."""

    key: str
    label: str
    unit: str


@dataclass(frozen=True)
class Row:
    """A food of a comparison; `amounts` per 100 g, one for each column, None where none is stored."""

    id: str
    name: str
    amounts: tuple[float | None, ...]
    source: str = ""


@dataclass(frozen=True)
class Comparison:
    """Stored numbers of several foods, side by side or, as a ranking, in the order that was asked for."""

    kind: Literal["comparison", "ranking"]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    asked: tuple[str, ...] = ()
    """Keys of the nutrients that were asked about; the first columns."""


@dataclass(frozen=True)
class Swap:
    """What could stand in for an ingredient: foods by id and name, the nearest first, and how."""

    ingredient: str
    instead: tuple[tuple[str, str], ...]
    how: str


@dataclass(frozen=True)
class DishSwaps:
    """A dish that would meet what is demanded if all of `swaps` were made."""

    id: str
    name: str
    swaps: tuple[Swap, ...]


def dish_swaps_to_json(dish: DishSwaps) -> dict[str, Any]:
    """Plain values that `dish_swaps_from_json` turns into equal swaps."""
    return {**vars(dish), "swaps": [{**vars(swap), "instead": [*map(list, swap.instead)]} for swap in dish.swaps]}


def dish_swaps_from_json(plain: Mapping[str, Any]) -> DishSwaps:
    """Raises TypeError, ValueError or KeyError on anything that `dish_swaps_to_json` did not write."""
    swaps = tuple(
        Swap(each["ingredient"], tuple((id, name) for id, name in each["instead"]), each["how"])
        for each in plain["swaps"]
    )
    return DishSwaps(plain["id"], plain["name"], swaps)


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Plain values that `comparison_from_json` turns into an equal comparison."""
    return {
        **vars(comparison),
        "columns": [vars(column) for column in comparison.columns],
        "rows": [vars(row) for row in comparison.rows],
    }


def comparison_from_json(plain: Mapping[str, Any]) -> Comparison:
    """Raises TypeError or ValueError on anything that `comparison_to_json` did not write."""
    known = {name: plain[name] for name in Comparison.__dataclass_fields__ if name in plain}
    known["columns"] = tuple(Column(**each) for each in plain["columns"])
    known["rows"] = tuple(_row(each) for each in plain["rows"])
    known["asked"] = tuple(plain.get("asked", ()))
    if any(len(row.amounts) != len(known["columns"]) for row in known["rows"]):
        raise ValueError("a comparison has rows of different lengths")
    return Comparison(**known)


def _row(plain: Mapping[str, Any]) -> Row:
    amounts: Sequence[Any] = plain["amounts"]
    return Row(**{**plain, "amounts": tuple(None if each is None else float(each) for each in amounts)})
