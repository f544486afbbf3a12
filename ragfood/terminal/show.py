"""How the terminal says things: complaints go to standard error."""

from __future__ import annotations

import sys


def complain(happened: str, remedy: str = "") -> None:
    """What happened and what to do about it, on standard error."""
    print(f"{happened} {remedy}".strip(), file=sys.stderr)


def counted(number: int, thing: str) -> str:
    """So many of a thing: 1 request, 1,200 requests."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
