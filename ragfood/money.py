"""Amounts of US dollars as people read and write them: enough digits to be true, and never nothing for something."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_CENT = Decimal("0.01")
_MOST = Decimal(1_000_000)


def dollars(amount: Decimal | None, *, limit: Decimal | None = None) -> str:
    """US dollars with two significant digits at least, never rounded to nothing: $0.000030, $0.42, $12.50; and with
    as many more as it takes that an amount short of `limit` does not read as all of it: $0.996 of $1.00.
    """
    if amount is None:
        return "cost unknown"
    if amount == 0:
        return "$0"
    digits = 2 if amount >= Decimal("0.1") else 1 - amount.adjusted()
    while limit is not None and amount < limit <= round(amount, digits):
        digits += 1
    return f"${amount:,.{digits}f}"


def alike(amounts: Sequence[Decimal | None]) -> list[str]:
    """Amounts that people set against each other, with as many decimals as the least of them needs, so that what is
    shown adds up to a digit: $0.476, $0.464, $0.012.
    """
    decimals = max([2, *(1 - amount.adjusted() for amount in amounts if amount)])
    return [f"${each:,.{decimals}f}" if each else dollars(each) for each in amounts]


def cents(amount: Decimal | None) -> str:
    """US dollars to the cent where that says something, as a price list does: $0.01, $9.00; else as `dollars`."""
    if amount is None or amount < _CENT / 2:
        return dollars(amount)
    return f"${amount.quantize(_CENT, ROUND_HALF_UP):,}"


def read_amount(raw: str) -> Decimal:
    """The amount that a person wrote, with or without `$`. Raises ValueError that says what it must be."""
    try:
        value = Decimal(raw.strip().lstrip("$").strip())
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= _MOST:
        raise ValueError("must be an amount in US dollars from 0 to 1,000,000, such as 1.00")
    return value
