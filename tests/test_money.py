"""Money as people read it and write it."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.money import adding_up, alike, cents, compared, dollars, read_amount

MONEY = [
    ("0", "$0"), ("0.00", "$0"), ("0.000030", "$0.000030"), ("0.00003", "$0.000030"), ("0.000000005", "$0.0000000050"),
    ("0.0123", "$0.012"), ("0.09", "$0.090"), ("0.1", "$0.10"), ("0.42", "$0.42"), ("1", "$1.00"), ("12.5", "$12.50"),
    ("1234.5", "$1,234.50"), ("9.999", "$10.00"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "shown"), MONEY)
def test_money_has_enough_digits_to_be_true(amount: str, shown: str) -> None:
    assert dollars(Decimal(amount)) == shown


NEAR_A_LIMIT = [
    ("0.996", "1", "$0.996"), ("0.99999", "1", "$0.99999"), ("0.99", "1", "$0.99"), ("1", "1", "$1.00"),
    ("0.0198", "0.02", "$0.0198"), ("1.004", "1", "$1.00"), ("9.9951", "10", "$9.995"), ("0", "1", "$0"),
]  # fmt: skip


@pytest.mark.parametrize(("amount", "limit", "shown"), NEAR_A_LIMIT)
def test_what_is_short_of_a_limit_does_not_read_as_all_of_it(amount: str, limit: str, shown: str) -> None:
    assert dollars(Decimal(amount), limit=Decimal(limit)) == shown


def test_an_unknown_cost_is_no_zero() -> None:
    assert dollars(None) == "cost unknown"


@given(st.decimals(min_value="1e-12", max_value=10**6, allow_nan=False))
def test_no_cost_is_rounded_to_nothing_or_far_from_what_it_is(amount: Decimal) -> None:
    shown = Decimal(dollars(amount).removeprefix("$").replace(",", ""))
    assert abs(shown - amount) <= amount * Decimal("0.051")
    assert shown > 0


LISTED = [("0.009", "$0.01"), ("0.09", "$0.09"), ("0.9", "$0.90"), ("9", "$9.00"), ("0.0027", "$0.0027"), ("0", "$0")]


@pytest.mark.parametrize(("amount", "shown"), LISTED)
def test_a_price_list_has_cents_where_they_say_something(amount: str, shown: str) -> None:
    assert cents(Decimal(amount)) == shown


WRITTEN = [("1", "1"), ("$2.50", "2.50"), (" $ 0 ", "0"), ("1e-3", "0.001"), ("1000000", "1000000")]


@pytest.mark.parametrize(("raw", "amount"), WRITTEN)
def test_amounts_are_read_as_people_write_them(raw: str, amount: str) -> None:
    assert read_amount(raw) == Decimal(amount)


@pytest.mark.parametrize("raw", ["", "-1", "NaN", "inf", "a lot", "1,5", "1000000.01", "€3"])
def test_what_is_no_amount_is_refused_with_what_it_must_be(raw: str) -> None:
    with pytest.raises(ValueError, match="US dollars"):
        read_amount(raw)


@given(st.text(max_size=12))
def test_whatever_is_written_is_an_amount_or_refused(raw: str) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= read_amount(raw) <= 1_000_000


def test_amounts_that_are_compared_have_the_same_decimals() -> None:
    assert alike([Decimal("0.4757"), Decimal("0.4637"), Decimal("0.0120")]) == ["$0.476", "$0.464", "$0.012"]
    assert alike([Decimal("1200"), Decimal(0), None]) == ["$1,200.00", "$0", "cost unknown"]
    assert alike([]) == []


def test_parts_get_the_digits_that_let_them_add_up_to_their_sum() -> None:
    parts = [Decimal("0.1346"), Decimal("0.3412")]
    assert adding_up(parts) == (["$0.135", "$0.341"], "$0.476")
    assert adding_up([Decimal("0.1304"), Decimal("0.0421")]) == (["$0.130", "$0.042"], "$0.172")
    assert adding_up([Decimal("0.134"), Decimal("0.344")]) == (["$0.134", "$0.344"], "$0.478")
    assert adding_up([Decimal(2), Decimal(0), None]) == (["$2.00", "$0", "cost unknown"], "$2.00")
    assert adding_up([]) == ([], "$0")


@given(st.lists(st.decimals(min_value=0, max_value=1000, places=9), max_size=8))
def test_what_is_shown_of_parts_always_adds_up(amounts: list[Decimal]) -> None:
    shown, total = adding_up(amounts)
    read = [Decimal(each.removeprefix("$").replace(",", "")) for each in (*shown, total)]
    assert sum(read[:-1]) == read[-1]


def test_a_cost_and_what_it_is_apart_from_the_first_add_up_as_shown() -> None:
    assert compared([Decimal("0.1755"), Decimal("0.1604"), None, Decimal("0.1755"), Decimal("0.2")]) == [
        ("$0.176", "±$0"), ("$0.160", "−$0.016"), ("cost unknown", "–"), ("$0.176", "±$0"), ("$0.200", "+$0.024"),
    ]  # fmt: skip
    assert compared([Decimal(0), Decimal("0.01")]) == [("$0", "±$0"), ("$0.010", "+$0.010")]
