"""Groq's event stream, read strictly: deltas, finish mark, usage and the errors that hide in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ragfood.errors import Declined
from ragfood.providers import Piece, Usage
from ragfood.providers.answers import Answer
from ragfood.providers.groq_errors import bad_reply, dropped

_DATA, _DONE = b"data:", b"[DONE]"


def read_events(
    lines: Iterable[bytes], answer: Answer, error_event: Callable[[object], Declined]
) -> Iterator[Piece]:
    """The pieces of a stream of events, the last with the finish mark.

    The finish mark makes an answer whole, with or without `[DONE]` behind it. A mark that is no plain
    end (content_filter, tool_calls, one of tomorrow's) counts as an end only when `[DONE]` follows:
    then the vendor did end on purpose. Raises Declined for anything else, whatever was given out before.
    """
    done = odd_mark = False
    for line in lines:
        data = line.removeprefix(_DATA).strip()
        if data == _DONE:
            done = True
            break
        if line.startswith(_DATA):
            odd_mark |= yield from _take(_parsed(data), answer, error_event)
    if answer.finish is None:
        if not (odd_mark and done):
            raise dropped()
        answer.finish = "stop"
    yield from answer.close()


def _parsed(data: bytes) -> Mapping[str, Any]:
    try:
        event = json.loads(data)
    except ValueError:
        raise bad_reply() from None
    if not isinstance(event, Mapping):
        raise bad_reply()
    return event


def _take(
    event: Mapping[str, Any], answer: Answer, error_event: Callable[[object], Declined]
) -> "Generator[Piece, None, bool]":
    """One event's pieces; True when it carries a finish mark that is no plain end."""
    extra = _mapping(event.get("x_groq"))
    error = event.get("error") or extra.get("error")
    if error:
        raise error_event(error)
    answer.usage = _usage(event.get("usage")) or _usage(extra.get("usage")) or answer.usage
    choices = event.get("choices")
    if not isinstance(choices, list):
        raise bad_reply()
    if not choices:
        return False
    choice = _mapping(choices[0])
    delta = _mapping(choice.get("delta"))
    yield from answer.hidden(_text(delta.get("reasoning")))
    yield from answer.text(_text(delta.get("content")))
    mark = choice.get("finish_reason")
    if mark in ("stop", "length"):
        answer.finish = mark
    return bool(mark) and answer.finish is None
