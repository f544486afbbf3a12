"""Groq's event stream, read strictly: deltas, finish mark, usage and the errors that hide in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ragfood.errors import Declined
from ragfood.providers import Piece, Usage
from ragfood.providers.answers import Answer, count
from ragfood.providers.groq_errors import bad_reply, dropped

_DATA, _DONE = b"data:", b"[DONE]"


def read_events(lines: Iterable[bytes], answer: Answer, meaning: Callable[[object], Declined]) -> Iterator[Piece]:
    """The pieces of a stream of events, the last with the finish mark.

    The finish mark makes an answer whole, with or without `[DONE]` behind it. A mark that is no plain
    end (content_filter, tool_calls, one of tomorrow's) counts as an end only when `[DONE]` follows:
    then the vendor did end on purpose. Raises Declined for all else, also after text was given out;
    `meaning` tells which for an error in the stream.
    """
    mark: object = None
    done = False
    for event in _events(lines):
        done = event is None
        if event is None:
            break
        choice = _choice(event, answer, meaning)
        delta = _mapping(choice.get("delta"))
        yield from answer.hidden(_text(delta.get("reasoning")))
        yield from answer.text(_text(delta.get("content")))
        mark = choice.get("finish_reason") or mark
        if mark == "stop" or mark == "length":
            answer.finish = mark
    if answer.finish is None:
        if not (mark and done):
            raise dropped()
        answer.finish = "stop"
    yield from answer.close()


def _events(lines: Iterable[bytes]) -> Iterator[Mapping[str, Any] | None]:
    """What the data lines hold; None for the last word. An `event:` line tells nothing that they do not."""
    for line in lines:
        if not line.startswith(_DATA):
            continue
        data = line.removeprefix(_DATA).strip()
        if data == _DONE:
            yield None
            return
        try:
            event = json.loads(data)
        except (ValueError, RecursionError):
            raise bad_reply() from None
        if not isinstance(event, Mapping):
            raise bad_reply()
        yield event


def _choice(event: Mapping[str, Any], answer: Answer, meaning: Callable[[object], Declined]) -> Mapping[str, Any]:
    """The event's only choice, empty when it has none; the tokens it tells of are noted."""
    groq = _mapping(event.get("x_groq"))
    answer.usage = _usage(event.get("usage")) or _usage(groq.get("usage")) or answer.usage
    error = event.get("error") or groq.get("error")
    if error:
        raise meaning(error)
    choices = event.get("choices")
    if isinstance(choices, list):
        return _mapping(choices[0]) if choices else {}
    if answer.finish is None:
        raise bad_reply()
    return {}


def _usage(told: object) -> Usage | None:
    """None unless both counts are there and the prompt's is no zero, which some servers send for "not counted"."""
    usage = _mapping(told)
    prompt, completion = count(usage.get("prompt_tokens")), count(usage.get("completion_tokens"))
    if not prompt or completion is None:
        return None
    cached = count(_mapping(usage.get("prompt_tokens_details")).get("cached_tokens")) or 0
    reasoning = count(_mapping(usage.get("completion_tokens_details")).get("reasoning_tokens")) or 0
    return Usage(prompt, completion, min(cached, prompt), min(reasoning, completion))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
