"""Cases: questions whose answers people disliked, kept as questions with known answers that the search is tried on."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ragfood.errors import StoreTrouble

FILE = "cases.json"
"""In the state folder, in the form of data/questions.json."""


def cases_in(folder: Path) -> list[dict[str, Any]]:
    """All cases kept in the state folder; empty when there are none. Raises StoreTrouble."""
    try:
        told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError, RecursionError) as wrong:
        raise _unreadable(wrong) from wrong
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise _unreadable(ValueError("no list of cases"))
    return told


def add_case(folder: Path, question: str, foods: Sequence[str]) -> int:
    """Keep `question` with the ids of the foods that should answer it, none if nothing should; the same question
    again takes the place of the one before. Returns how many cases there are. Raises StoreTrouble.
    """
    from filelock import FileLock, Timeout

    case: dict[str, Any] = {"id": f"case-{secrets.token_hex(4)}", "kind": "fact", "set": "tuning", "question": question}
    case |= {"relevant": dict.fromkeys(foods, 2)} if foods else {"kind": "out of domain", "nothing": True}
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{FILE}.lock", timeout=5):
            kept = [each for each in cases_in(folder) if each.get("question") != question] + [case]
            making = path.with_name(f".{FILE}.making")
            making.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            making.replace(path)
    except (OSError, Timeout) as wrong:
        raise _unreadable(wrong) from wrong
    return len(kept)


def _unreadable(wrong: Exception) -> StoreTrouble:
    return StoreTrouble(
        f"The file {FILE} in the state folder cannot be used ({type(wrong).__name__}).",
        "Check that the folder may be written; a damaged file can be moved away.",
    )
