"""Shapes: where in parsed JSON the foods are. A list, a list inside of objects, one key for each food, or mixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ragfood.importing.rows import looks_like_food
from ragfood.importing.terms import bare, terms

_DEEPEST = 8


class TooDeep(ValueError):
    """The foods are nested more deeply than any honest file nests them."""


def foods_in(parsed: Any, depth: int = 0) -> Iterator[Any]:
    """Every row of `parsed`, one by one; what is no food comes too, so that it can be complained of."""
    if depth > _DEEPEST:
        raise TooDeep("foods are nested too deeply")
    if isinstance(parsed, list):
        for each in parsed:
            if isinstance(each, list) or (isinstance(each, dict) and _holds_foods(each)):
                yield from foods_in(each, depth + 1)
            else:
                yield each
    elif isinstance(parsed, dict):
        yield from _foods_of_object(parsed, depth)
    else:
        yield parsed


def _foods_of_object(parsed: Mapping[str, Any], depth: int) -> Iterator[Any]:
    inside = _containers(parsed)
    if inside:
        for each in inside:
            yield from foods_in(each, depth + 1)
    elif looks_like_food(parsed):
        yield parsed
    elif texts := _texts_by_name(parsed):
        yield from texts
    else:
        yield from _by_key(parsed, depth)


def _by_key(parsed: Mapping[str, Any], depth: int) -> Iterator[Any]:
    """One key for each food, or for each group of foods; plain values beside them tell of the file."""
    inner = {key: value for key, value in parsed.items() if isinstance(value, dict | list)}
    if not inner:
        yield parsed
    for key, value in inner.items():
        if isinstance(value, dict) and not _holds_foods(value):
            yield _keyed(key, value)
        else:
            yield from foods_in(value, depth + 1)


def _holds_foods(each: Mapping[str, Any]) -> bool:
    if _containers(each):
        return True
    if looks_like_food(each):
        return False
    return any(_is_foods(value) for value in each.values())


def _is_foods(value: Any) -> bool:
    if isinstance(value, dict):
        return looks_like_food(value)
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(each, dict) and looks_like_food(each) for each in value)
    )


def _containers(parsed: Mapping[str, Any]) -> list[Any]:
    """What stands under keys that are known to hold foods, and does hold objects."""
    return [
        value
        for key, value in parsed.items()
        if bare(str(key)) in terms().containers
        and (
            isinstance(value, dict)
            or (isinstance(value, list) and any(isinstance(each, dict | list) for each in value))
        )
        and not (bare(str(key)) in _TOLD and looks_like_food(parsed))
    ]


_TOLD = ("content", "source", "menu", "list", "data", "document")
"""Keys that a food may have itself."""


def _texts_by_name(parsed: Mapping[str, Any]) -> list[dict[str, str]]:
    if parsed and all(isinstance(value, str) for value in parsed.values()):
        if any(bare(str(key)) in terms().fields for key in parsed):
            return []
        return [{"name": name, "text": text} for name, text in parsed.items()]
    return []


def _keyed(key: str, food: Mapping[str, Any]) -> dict[str, Any]:
    """The food under `key`, which is its id where it has none, and so its name where it has none either."""
    fields = {terms().fields.get(bare(str(each)), ("",))[0] for each in food}
    named = {} if fields & {"name", "names"} else {"name": key.replace("_", " ") if " " in key or "_" in key else key}
    return {**({} if "id" in fields else {"id": key}), **named, **food}
