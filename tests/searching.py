"""What the tests of the index share: how it is watched, and what is read of it and of its files."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from fake_vendors import FakeOllama
from indexes import FEW_FOODS

from ragfood.retrieval import FoodIndex, Found

ROWS = json.loads(FEW_FOODS.read_text())
Open = Callable[..., FoodIndex]


def ready(index: FoodIndex, seconds: float = 60) -> FoodIndex:
    until(lambda: index.status().state == "ready", seconds)
    return index


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def ids(found: Found) -> list[str]:
    return [match.food.id for match in found.matches]


def texts_sent(fake: FakeOllama) -> list[str]:
    """Documents that were embedded; questions and the opening call left out."""
    sent = [text for request in fake.requests if request.path == "/api/embed" for text in request.body["input"]]
    return [text for text in sent if not text.startswith("Represent this sentence")]


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """What a restart may not touch. Chroma notes every opening in its database."""
    return {
        str(each.relative_to(folder)): (each.stat().st_mtime_ns, each.stat().st_size)
        for each in folder.rglob("*")
        if each.is_file() and each.name != "chroma.sqlite3" and not each.name.endswith(("-wal", "-shm"))
    }


def rows_file(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text(json.dumps(rows))
    return path
