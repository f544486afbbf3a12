"""Indexes for tests: made once in a run for all its processes, and copied to where a test wants one."""

from __future__ import annotations

import atexit
import functools
import hashlib
import shutil
import tempfile
from pathlib import Path

from filelock import FileLock

from ragfood.retrieval import FoodIndex
from ragfood.settings import read_settings

FEW_FOODS = Path(__file__).with_name("few_foods.json")
ALL_FOODS = Path(__file__).resolve().parents[1] / "data" / "foods.json"

_shelves: list[Path] = []


def keep_in(folder: Path) -> None:
    """Where the indexes of this run are kept, by whichever of its processes makes them."""
    folder.mkdir(exist_ok=True)
    _shelves.insert(0, folder)


def lay_index(state: Path, foods: Path = FEW_FOODS) -> None:
    """Make the state folder `state`, with nothing in it but the LSA index of `foods`."""
    shutil.copytree(_made(foods, hashlib.sha256(foods.read_bytes()).hexdigest()[:16]), state)


@functools.cache
def _made(foods: Path, content: str) -> Path:
    if not _shelves:
        keep_in(Path(tempfile.mkdtemp(prefix="ragfood-")))
        atexit.register(shutil.rmtree, _shelves[0], ignore_errors=True)
    folder = _shelves[0] / content
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = folder.with_suffix(".making")
            given = {"RAGFOOD_STATE_DIR": str(making), "RAGFOOD_FOODS": str(foods), "RAGFOOD_EMBEDDER": "lsa"}
            index = FoodIndex(read_settings(given))
            index.prepare()
            index.close()
            making.rename(folder)
    return folder
