"""`search`: retrieval alone, one question or a batch of them, with one load of the index."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ragfood.assembly import House, keep_for_good
from ragfood.errors import QuestionRefused
from ragfood.finding import Finding, find, lay_out
from ragfood.providers import Message
from ragfood.retrieval import Found
from ragfood.terminal.show import complain
from ragfood.understanding.questions import clean_question


@dataclass(frozen=True)
class _Asked:
    id: Any
    question: str
    history: tuple[Message, ...]


def search_once(house: House, question: str, foods: int, *, as_json: bool) -> int:
    try:
        text = clean_question(question)
    except QuestionRefused as refused:
        complain(refused.happened, refused.remedy)
        return 2
    finding = find(house.index, text, (), foods)
    found = finding.found
    if as_json:
        print(json.dumps(found_object(None, found) | understood_object(finding), ensure_ascii=False))
        return 0
    for match in found.matches:
        print(f"{match.score:.2f}  {match.food.name}  ({match.food.id})")
    if not found.matches:
        print("No food in the collection bears on this.")
    for notice in filter(None, (finding.notice, *finding.notices, found.notice)):
        complain(notice)
    return 0


def search_batch(house: House, path: Path, foods: int) -> int:
    """One output line for each line of `path`; a file with any unusable line is refused whole. `ms` is all that a
    question took, from understanding it to the last filter.
    """
    asked, problems = _read_batch(path)
    if problems:
        complain(f"{path} cannot be used, nothing was searched:", "\n".join(["", *problems]))
        return 2
    lay_out(house.index)
    keep_for_good()
    for each in asked:
        began = house.clock.monotonic()
        found = find(house.index, each.question, each.history, foods).found
        found = replace(found, ms=(house.clock.monotonic() - began) * 1000)
        sys.stdout.write(json.dumps(found_object(each.id, found), ensure_ascii=False) + "\n")
    return 0


def found_object(asked_id: Any, found: Found) -> dict[str, Any]:
    """The JSON of one search."""
    matches = [
        {"id": m.food.id, "name": m.food.name, "text": m.food.text, "score": round(m.score, 4)} for m in found.matches
    ]
    return {"id": asked_id, "searched_for": found.searched_for, "matches": matches, "ms": round(found.ms, 3)}


def understood_object(finding: Finding) -> dict[str, Any]:
    """What was understood of a question, and what its demands hid."""
    return {
        "understood": [vars(chip) for chip in finding.understood],
        "hidden": [vars(each) for each in finding.hidden],
        "warnings": list(finding.warnings),
    }


def _read_batch(path: Path) -> tuple[list[_Asked], list[str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as wrong:
        return [], [f"it cannot be read as UTF-8 text ({type(wrong).__name__})"]
    asked, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked.append(_read_line(json.loads(line)))
        except (ValueError, KeyError, TypeError, QuestionRefused) as wrong:
            problems.append(f"line {number}: {_reason(wrong)}")
    return asked, problems


def _read_line(row: Any) -> _Asked:
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise TypeError('needs {"id", "question"}')
    history = row.get("history") or []
    if not isinstance(history, list):
        raise TypeError("history must be a list")
    talk = tuple(
        Message("user" if turn["role"] == "user" else "assistant", str(turn["content"]), _ids(turn.get("foods")))
        for turn in history
    )
    return _Asked(row.get("id"), clean_question(row["question"]), talk)


def _ids(foods: Any) -> tuple[str, ...]:
    return tuple(map(str, foods)) if isinstance(foods, list) else ()


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        return "not JSON"
    if isinstance(wrong, KeyError):
        return f"history entries need {wrong.args[0]}"
    return str(wrong)
