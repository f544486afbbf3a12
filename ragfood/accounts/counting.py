"""Counting all calls in a process of its own.

A thread would hold the interpreter's lock most of the time, and every page would wait for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from ragfood.accounts.digests import Digests

_ROOT = Path(__file__).resolve().parents[2]
_NICE = 10


def count_apart(folder: Path) -> bool:
    """Have what is not counted yet in the state folder `folder` counted and kept by another process, and wait for it.
    False when there can be no such process, or it could not.
    """
    program = f"import sys; from {__name__} import main; sys.exit(main())"
    command = [sys.executable, "-c", program, str(folder.resolve())]
    try:
        # Its standard input ends with this process, however that ends: nobody counts for an app that is gone.
        with subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as child:
            return child.wait() == 0
    except OSError:
        return False


def main() -> int:
    """0 when all is counted."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    try:
        Digests(Path(sys.argv[1])).catch_up()
    except OSError:
        return 1
    return 0


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)
