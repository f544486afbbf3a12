"""How the terminal says things: complaints on standard error, money with enough digits."""

from __future__ import annotations

import sys
from decimal import Decimal


def complain(happened: str, remedy: str = "") -> None:
    """What happened and what to do about it, on standard error."""
    print(f"{happened} {remedy}".strip(), file=sys.stderr)


def money(amount: Decimal | None) -> str:
    return "cost unknown" if amount is None else f"${amount.normalize():f}"
