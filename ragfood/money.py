"""Amounts of US dollars as people read and write them: enough digits to be true, and never nothing for something."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_CENT = Decimal("0.01")
_MOST = Decimal(1_000_000)
_FINEST = 12
"""Decimals beyond which nobody adds up: a millionth of a millionth."""


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
    """Amounts that people set against each other, with as many decimals as the least of them needs: $0.476, $0.012."""
    decimals = decimals_of(amounts)
    return [f"${each:,.{decimals}f}" if each else dollars(each) for each in amounts]


def compared(amounts: Sequence[Decimal | None]) -> list[tuple[str, str]]:
    """Each of `amounts` as `alike` gives it, and how far it is from the first: what is shown of both adds up."""
    first = amounts[0] or Decimal(0)
    apart = [None if each is None else each - first for each in amounts]
    decimals = decimals_of([*amounts, *apart])
    fine = [None if each is None else round(each, decimals) for each in amounts]
    steps = [None if each is None else each - round(first, decimals) for each in fine]
    shown = [f"${each:,.{decimals}f}" if each else dollars(each) for each in fine]
    signed = ["–" if s is None else f"{'−' if s < 0 else '+'}${abs(s):,.{decimals}f}" if s else "±$0" for s in steps]
    return list(zip(shown, signed, strict=True))


def decimals_of(amounts: Sequence[Decimal | None]) -> int:
    """As many as the least of the amounts needs for two digits that say something; 2 at least."""
    return max([2, *(1 - each.adjusted() for each in amounts if each)])


def adding_up(parts: Sequence[Decimal | None]) -> tuple[list[str], str]:
    """`parts` and their sum with the fewest decimals that let what is shown add up: ($0.134, $0.342), $0.476. Parts
    whose amount is unknown are in no sum.
    """
    known = [each for each in parts if each]
    whole = sum(known, Decimal(0))
    decimals = decimals_of(known)
    while decimals < _FINEST and sum(round(each, decimals) for each in known) != round(whole, decimals):
        decimals += 1
    *shown, total = [f"${each:,.{decimals}f}" if each else dollars(each) for each in (*parts, whole)]
    return shown, total


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
