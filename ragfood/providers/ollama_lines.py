"""Ollama's replies, one JSON object a line: what they hold, read strictly."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from ragfood.providers import Piece, Usage
from ragfood.providers.answers import Answer, count
from ragfood.providers.ollama_errors import bad_reply, dropped, failed


def read_objects(lines: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    """Raises BadReply for a line that holds no object."""
    for line in lines:
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            raise bad_reply() from None
        if not isinstance(told, dict):
            raise bad_reply()
        yield told


def read_answer(told: Iterable[Mapping[str, Any]], answer: Answer) -> Generator[Piece, None, None]:
    """The pieces of an answer. Raises Declined when an error takes the place of the `done` line, or nothing does."""
    for line in told:
        if "error" in line:
            raise failed()
        message = line.get("message")
        if isinstance(message, dict):
            yield from answer.hidden(str(message.get("thinking") or ""))
            yield from answer.text(str(message.get("content") or ""))
        if line.get("done") is True:
            answer.usage = _usage(line)
            answer.load_s = (count(line.get("load_duration", 0)) or 0) / 1e9
            answer.finish = "length" if line.get("done_reason") == "length" else "stop"
            yield from answer.close()
            return
    raise dropped()


def _usage(last: Mapping[str, Any]) -> Usage | None:
    """Ollama leaves out counts that are zero; None when both are missing."""
    prompt, evaluated = count(last.get("prompt_eval_count", 0)), count(last.get("eval_count", 0))
    return Usage(prompt or 0, evaluated or 0) if prompt or evaluated else None
