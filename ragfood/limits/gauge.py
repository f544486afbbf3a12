"""Gauge: how much of one model's limits is used, and when there is room again. No file, no lock, no clock.

Requests of a minute pass a token bucket (a burst, then the adaptive rate) and are counted as well, so
that no minute ever holds more than its limit. Everything else drains steadily, as Groq's own limits do.
"""

from __future__ import annotations

import math
import struct
from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from ragfood.limits.draining import DAY_S, MINUTE_S, drained, to_give_back, until_room, vendors_count
from ragfood.models import ModelLimits
from ragfood.providers import RateHeaders

PAUSE = "the vendor asked for a pause"
USUAL_RATE = 30
"""Requests per minute where the limit is not known: what Groq's free plan allows for every text model."""
SLOWEST_RATE = 5.0
REFUSALS_TO_SLOW, CLEAN_TO_QUICKEN, QUICKER = 2, 10, 1.1
_DAY_PAUSE_S = 900.0
"""For a limit per day whose end the vendor does not name."""
_SECONDS = 61
"""A minute touches so many seconds of the clock."""
_HEADS = 8
_STANDS_S = 2.0
_MOST_IN_A_SECOND = 65535
_HEAD = struct.Struct("=2d")
_NOBODY = bytes(_HEADS * _HEAD.size)
_FIGURES = struct.Struct(f"=11d{2 * _SECONDS}s{len(_NOBODY)}s")


class Delay(NamedTuple):
    """`seconds` until there is room; `lasting` when that is more than a minute away whatever others do."""

    seconds: float
    why: str
    lasting: bool = False


@dataclass(slots=True)
class Gauge:
    """What is used as of `at`, a moment of the monotonic clock, by all processes of this machine."""

    limits: ModelLimits
    burst: int
    seconds: array[int] = field(default_factory=lambda: _no_seconds(_SECONDS))
    """Requests of this second, of the one before, and so on."""
    heads: dict[float, float] = field(default_factory=dict)
    """When the first in line of each process came, and until when that counts if it does not ask again."""
    at: float = 0.0
    bucket: float = 0.0
    requests_today: float = 0.0
    tokens: float = 0.0
    tokens_today: float = 0.0
    slowed_to: float = 0.0
    """Requests per minute; 0 while the vendor does not complain."""
    clean: float = 0.0
    refusals: float = 0.0
    paused_until: float = 0.0
    told_requests: float = 0.0
    """Requests per day as the vendor's headers say; 0 while they have not."""
    told_tokens: float = 0.0
    """Tokens per minute, likewise."""

    @classmethod
    def read(cls, record: bytes | None, limits: ModelLimits, burst: int, now: float) -> Gauge:
        """The gauge that was packed in `record`, brought up to `now`; nothing is used in an empty one. For a
        damaged one, None, it is as if the last minute had been used at the full rate.
        """
        if not record:
            gauge = cls(limits, burst, at=now)
            return gauge if record is not None else gauge._after_a_full_minute()
        *figures, seconds, heads = _FIGURES.unpack_from(record)
        standing = {} if heads == _NOBODY else {came: until for came, until in _HEAD.iter_unpack(heads) if until > now}
        gauge = cls(limits, burst, array("H", seconds), standing, *figures)
        gauge._advance(now)
        return gauge

    def packed(self) -> bytes:
        heads = b"".join(_HEAD.pack(*head) for head in sorted(self.heads.items())[:_HEADS]) if self.heads else b""
        return _FIGURES.pack(
            *(self.at, self.bucket, self.requests_today, self.tokens, self.tokens_today, self.slowed_to),
            *(self.clean, self.refusals, self.paused_until, self.told_requests, self.told_tokens),
            *(self.seconds.tobytes(), heads),
        )

    @property
    def requests_per_minute(self) -> int:
        return self.limits.requests_per_minute or USUAL_RATE

    @property
    def capacity(self) -> int:
        """Requests that go at once when nobody has asked for a while."""
        return min(self.burst, self.requests_per_minute)

    @property
    def rate(self) -> float:
        """Requests per minute at which the bucket fills now."""
        return min(self.slowed_to or self.requests_per_minute, self.requests_per_minute)

    @property
    def requests_per_day(self) -> float | None:
        return self.told_requests or self.limits.requests_per_day

    @property
    def tokens_per_minute(self) -> float | None:
        return self.told_tokens or self.limits.tokens_per_minute

    @property
    def tokens_per_day(self) -> float | None:
        """No header tells it; an account that is told more than the table says is on another plan."""
        more = self.told_tokens > (self.limits.tokens_per_minute or 0) > 0
        return None if more else self.limits.tokens_per_day

    @property
    def largest(self) -> float:
        """Most tokens that one request may ever take."""
        return min(self.tokens_per_minute or math.inf, self.tokens_per_day or math.inf)

    def delay(self, requests: int, tokens: float) -> Delay:
        """Until the last of so many `requests` may go, which take `tokens` together."""
        pause, capacity = max(self.paused_until - self.at, 0.0), self.capacity
        bucket = self._after_a_pause_of(pause) if pause else self.bucket
        minute = pause + until_room(bucket, requests, capacity, capacity * MINUTE_S / self.rate)
        today = until_room(self.requests_today, requests, self.requests_per_day, DAY_S)
        tokens_today = until_room(self.tokens_today, tokens, self.tokens_per_day, DAY_S)
        seconds, why = max(
            (max(minute, self._minute_over(requests)), PAUSE if pause else "requests per minute"),
            (until_room(self.tokens, tokens, self.tokens_per_minute, MINUTE_S), "tokens per minute"),
            (today, "requests per day"),
            (tokens_today, "tokens per day"),
        )
        return Delay(seconds, why, max(pause, today, tokens_today) > MINUTE_S)

    def take(self, tokens: int) -> None:
        """One request goes, charged with all the tokens it may use."""
        self.bucket += 1
        self.seconds[0] = min(self.seconds[0] + 1, _MOST_IN_A_SECOND)
        self.requests_today += 1
        self.tokens += tokens
        self.tokens_today += tokens

    def settle(self, charge: int, used: int, since: float) -> None:
        """The request that was charged `charge` tokens at the moment `since` used so many of them, or more."""
        passed = max(self.at - since, 0.0)
        minute = to_give_back(charge, used, passed, self.tokens_per_minute, MINUTE_S)
        today = to_give_back(charge, used, passed, self.tokens_per_day, DAY_S)
        self.tokens = max(self.tokens - minute, 0.0)
        self.tokens_today = max(self.tokens_today - today, 0.0)

    def hear(self, told: RateHeaders, heard_at: float) -> None:
        """The vendor's own limits are taken over, and its count of what is used where that is higher, less what
        has drained since it was heard.
        """
        if told.limit_tokens and told.limit_tokens != self.told_tokens:
            # What was guessed by a larger limit, as for a damaged file, would drain for hours by this one.
            self.tokens = min(self.tokens, float(told.limit_tokens))
        self.told_requests = told.limit_requests or self.told_requests
        self.told_tokens = told.limit_tokens or self.told_tokens
        passed, a_day, a_minute = max(self.at - heard_at, 0.0), self.requests_per_day, self.tokens_per_minute
        requests = vendors_count(a_day, told.remaining_requests, told.reset_requests_s, DAY_S)
        tokens = vendors_count(a_minute, told.remaining_tokens, told.reset_tokens_s, MINUTE_S)
        self.requests_today = max(self.requests_today, drained(requests, passed, a_day, DAY_S))
        self.tokens = max(self.tokens, drained(tokens, passed, a_minute, MINUTE_S))

    def went_well(self) -> None:
        """After ten calls without a refusal the rate rises by a tenth, up to the model's own."""
        self.refusals, self.clean = 0.0, self.clean + 1
        if self.slowed_to and self.clean >= CLEAN_TO_QUICKEN:
            quicker = self.slowed_to * QUICKER
            self.slowed_to, self.clean = (quicker if quicker < self.requests_per_minute else 0.0), 0.0

    def was_refused(self, retry_after: float | None, *, lasting: bool) -> None:
        """Nothing goes for `retry_after` seconds, or for one interval of the rate when that is unknown, and
        then one request at a time. The second refusal in a row halves the rate, unless a day's limit is
        to blame (`lasting`), which no rate can help.
        """
        self.clean = 0.0
        self.refusals += not lasting
        if self.refusals >= REFUSALS_TO_SLOW:
            slowest = min(SLOWEST_RATE, self.requests_per_minute)
            self.slowed_to, self.refusals = max(self.rate / 2, slowest), 0.0
        usual = _DAY_PAUSE_S if lasting else MINUTE_S / self.rate
        pause = min(usual if retry_after is None else retry_after, DAY_S)
        self.paused_until = max(self.paused_until, self.at + pause)
        self.bucket = max(self.bucket, self.capacity - 1)

    def stand(self, came: float) -> None:
        """The first in line of a process waits."""
        self.heads[came] = self.at + _STANDS_S

    def step_aside(self, came: float) -> None:
        self.heads.pop(came, None)

    def others_before(self, came: float, own: float) -> int:
        """How many processes, besides the one whose first came at `own`, have somebody waiting since before `came`."""
        return sum(1 for other in self.heads if other < came and other != own)

    def _after_a_full_minute(self) -> Gauge:
        every, self.bucket = min(self.requests_per_minute, _MOST_IN_A_SECOND), float(self.capacity)
        self.seconds = array("H", (every * (n + 1) // _SECONDS - every * n // _SECONDS for n in range(_SECONDS)))
        self.tokens = float(self.limits.tokens_per_minute or 0)
        return self

    def _advance(self, now: float) -> None:
        if now < self.at:
            # The machine was started since, so nobody knows how long ago it was: as if it were just now.
            self.paused_until += now - self.at
            self.heads.clear()
            self.at = now
        passed, seconds = now - self.at, int(now) - int(self.at)
        paused = min(max(self.paused_until - self.at, 0.0), passed)
        if paused:
            self.bucket = self._after_a_pause_of(paused)
        self.bucket = max(self.bucket - (passed - paused) * self.rate / MINUTE_S, 0.0)
        self.requests_today = drained(self.requests_today, passed, self.requests_per_day, DAY_S)
        self.tokens = drained(self.tokens, passed, self.tokens_per_minute, MINUTE_S)
        self.tokens_today = drained(self.tokens_today, passed, self.tokens_per_day, DAY_S)
        if seconds:
            self.seconds = (_no_seconds(min(seconds, _SECONDS)) + self.seconds)[:_SECONDS]
        self.at = now

    def _after_a_pause_of(self, seconds: float) -> float:
        """The bucket, in which a pause makes room for one request and no more."""
        return max(self.bucket - seconds * self.rate / MINUTE_S, min(self.bucket, self.capacity - 1))

    def _minute_over(self, requests: int) -> float:
        """Seconds until `requests` more would not make a minute of more than its limit."""
        excess = sum(self.seconds) + requests - self.requests_per_minute
        if excess <= 0:
            return 0.0
        for age in range(_SECONDS - 1, -1, -1):
            excess -= self.seconds[age]
            if excess <= 0:
                return int(self.at) - age + _SECONDS - self.at
        return _SECONDS + excess * MINUTE_S / self.requests_per_minute


def _no_seconds(count: int) -> array[int]:
    return array("H", bytes(2 * count))
