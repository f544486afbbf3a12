"""What the headers of a reply say of waiting and of limits."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from ragfood.providers import RateHeaders
from ragfood.providers.headers import duration_s, rate_headers, retry_after_s

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("585ms", 0.585),
        ("7.66s", 7.66),
        ("6s", 6.0),
        ("1m26.4s", 86.4),
        ("2m59.56s", 179.56),
        ("1h31m0s", 5460.0),
        ("2m", 120.0),
        ("0s", 0.0),
        ("1s500ms", 1.5),
        ("", None),
        ("12", None),
        ("s", None),
        ("1.2.3s", None),
        ("-3s", None),
        ("1d", None),
        ("٣s", None),
    ],
)
def test_durations_are_read_as_go_writes_them(written, seconds):
    assert duration_s(written) == (None if seconds is None else pytest.approx(seconds))


@pytest.fixture
def far_east(monkeypatch):
    """A machine whose own time zone is far from the vendor's."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("1", 1.0),
        (" 0.5 ", 0.5),
        ("5460", 5460.0),
        ("0", 0.0),
        ("Sun, 22 Nov 2026 12:00:45 GMT", 45.0),
        ("Sun, 22 Nov 2026 13:00:45 +0100", 45.0),
        ("Sun, 22 Nov 2026 12:00:45", 45.0),
        ("Sun, 22 Nov 2026 11:59:00 GMT", 0.0),
        ("", None),
        ("tomorrow", None),
        ("-1", None),
        ("inf", None),
        ("nan", None),
        ("Sun, 99 Nov 2026 12:00:45 GMT", None),
    ],
)
def test_the_wait_is_a_number_or_a_date(written, seconds, far_east):
    assert retry_after_s({"retry-after": written}, NOON) == seconds
    assert retry_after_s({"retry-after": written}, NOON.astimezone(timezone(timedelta(hours=9)))) == seconds


def test_without_the_header_no_wait_is_known():
    assert retry_after_s({}, NOON) is None


def test_limits_are_read_where_they_are_told():
    told = {
        "x-ratelimit-limit-requests": "1000",
        "x-ratelimit-remaining-tokens": "many",
        "x-ratelimit-reset-tokens": "2s",
    }
    assert rate_headers(told) == RateHeaders(limit_requests=1000, reset_tokens_s=2.0)
    assert rate_headers({"x-ratelimit-remaining-requests": "-1", "content-type": "text/html"}) is None
