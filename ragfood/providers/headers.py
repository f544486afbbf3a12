"""What a vendor says in the headers of its replies: how long to wait, and what is left of its limits."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ragfood.circuit import span
from ragfood.providers import RateHeaders

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m(?!s))?(?:([\d.]+)s)?(?:([\d.]+)ms)?", re.ASCII)
_SECONDS = (3600.0, 60.0, 1.0, 0.001)
_LONGEST_WAIT_S = 31 * 86400.0
"""What asks for more is no wait that anybody meant."""


def duration_s(text: str) -> float | None:
    """Seconds in a duration as Go writes it, such as 585ms, 7.66s, 1m26.4s or 1h31m0s; None for anything else."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    try:
        return sum(float(part) * unit for part, unit in zip(found.groups(), _SECONDS, strict=True) if part)
    except ValueError:
        return None


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait: `retry-after` as a number or an HTTP date, counted from `now`; None when missing or garbage."""
    raw = headers.get("retry-after", "").strip()
    try:
        seconds = float(raw)
    except ValueError:
        seconds = _until(raw, now)
    return seconds if 0 <= seconds <= _LONGEST_WAIT_S else None


def pause(seconds: float | None) -> str:
    """A wait as a person is told it."""
    return "a little" if seconds is None else span(seconds)


def _until(raw: str, now: datetime) -> float:
    try:
        moment = parsedate_to_datetime(raw)
    except ValueError:
        return math.nan
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def rate_headers(headers: Mapping[str, str]) -> RateHeaders | None:
    """Requests of the day and tokens of the minute; None when the reply says nothing of them."""
    rate = RateHeaders(
        limit_requests=_count(headers, "limit-requests"),
        remaining_requests=_count(headers, "remaining-requests"),
        reset_requests_s=duration_s(headers.get("x-ratelimit-reset-requests", "")),
        limit_tokens=_count(headers, "limit-tokens"),
        remaining_tokens=_count(headers, "remaining-tokens"),
        reset_tokens_s=duration_s(headers.get("x-ratelimit-reset-tokens", "")),
    )
    return None if rate == RateHeaders() else rate


def _count(headers: Mapping[str, str], name: str) -> int | None:
    raw = headers.get(f"x-ratelimit-{name}", "").strip()
    return int(raw) if raw.isascii() and raw.isdigit() else None
