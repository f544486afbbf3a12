"""What people who do not know its name tell of a food, where its own text does not say it (data/said_of.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[2] / "data" / "said_of.json"


@lru_cache(maxsize=1)
def said_of() -> Mapping[str, str]:
    """Words by the id of the food that they are said of; read once."""
    read: Mapping[str, str] = json.loads(_TABLE.read_text(encoding="utf-8"))["said"]
    return read
