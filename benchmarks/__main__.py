"""Runs every benchmark, or those that are named, such as `python -m benchmarks chat people`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

NAMES = (
    "retrieval",
    "public_sets",
    "ledger",
    "limits",
    "costs",
    "insights",
    "chat",
    "people",
    "long_chat",
    "first_paint",
)


def main() -> int:
    """0 when every figure reaches its target."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    missed = 0
    for name in sys.argv[1:] or NAMES:
        print(f"== {name}")
        for figure in importlib.import_module(f"benchmarks.{name}").measure():
            print(figure.line(), flush=True)
            missed += not figure.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
