"""Words of foreign files: texts out of nested values, lists out of texts, and what is no text taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ragfood.importing.terms import bare

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
"""Control characters, and those that turn the direction of writing round for whatever follows."""
_WORDED = ("text", "name", "ingredient", "item", "food", "description", "original", "value", "label", "title", "step")
_DEEPEST = 4
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def clean(text: str) -> str:
    """`text` without control characters; line ends and tabs stay."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def prose(value: Any) -> str:
    """The text of a string, or of a list of strings or of objects that hold text, a line for each."""
    return "\n".join(dict.fromkeys(_texts(value, 0)))


def listed(value: Any) -> list[str]:
    """The entries of a list, or of a text that lists them: as JSON, or between semicolons, bars, lines or commas."""
    if isinstance(value, str):
        return [entry for entry in map(str.strip, _parted(value)) if entry]
    if isinstance(value, list):
        return list(_texts(value, 0))
    return [f"{key}" for key, has in value.items() if has is True] if isinstance(value, dict) else []


def _texts(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{value}"[:40]
    elif isinstance(value, list) and depth < _DEEPEST:
        for each in value:
            yield from _texts(each, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        known = {bare(str(key)): one for key, one in value.items()}
        worded = next((known[key] for key in _WORDED if known.get(key)), None)
        inner = worded if worded is not None else known.get("item_list_element")
        yield from _texts(inner, depth + 1)


def _parted(text: str) -> list[str]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        try:
            return list(_texts(json.loads(text), 0))
        except (ValueError, RecursionError):
            quoted = [one or other for one, other in _QUOTED.findall(text)]
            return quoted or text[1:-1].split(",")
    for sign in ("\n", ";", "|"):
        if sign in text:
            return text.split(sign)
    return re.split(r",(?![^(]*\))(?!\d)", text)


def kind_of(value: Any) -> str:
    """What `value` is, as people call it."""
    kinds = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "empty")
