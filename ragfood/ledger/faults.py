"""What a person is told when the ledger's files fail: the one door from OSError to our own errors."""

from __future__ import annotations

import errno
from pathlib import Path

from ragfood.errors import CostUnrecordable, LedgerTrouble

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def unrecordable(fault: OSError | None, folder: Path) -> CostUnrecordable:
    return CostUnrecordable(
        f"What this call costs cannot be written down, so nothing may be spent. {why(fault, folder)}", remedy(fault)
    )


def unreadable(fault: OSError, folder: Path) -> LedgerTrouble:
    return LedgerTrouble(f"The cost log cannot be used. {why(fault, folder)}", remedy(fault))


def why(fault: OSError | None, folder: Path) -> str:
    """One sentence on the cause."""
    if isinstance(fault, TimeoutError):
        return f"Another process keeps the ledger in {folder} locked."
    if fault and fault.errno in _FULL:
        return f"The disk that holds {folder} is full."
    return f"The folder {folder} cannot be read or written."


def remedy(fault: OSError | None) -> str:
    """What to do about it."""
    if isinstance(fault, TimeoutError):
        return "Try again; if it stays so, end the other process that uses this folder."
    if fault and fault.errno in _FULL:
        return "Make room on it; free providers go on answering meanwhile."
    return "Make it writable or name another in RAGFOOD_STATE_DIR; free providers go on answering meanwhile."
