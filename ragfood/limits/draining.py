"""How Groq's limits fill and drain: no fixed windows, but `limit / window` a second of what is used. Pure.

A limit of None is not known and never in the way.
"""

from __future__ import annotations

MINUTE_S, DAY_S = 60.0, 86400.0


def until_room(used: float, wanted: float, limit: float | None, window_s: float) -> float:
    """Seconds until `wanted` fits, by the formula that Groq's own refusals follow."""
    return max((used + wanted - limit) * window_s / limit, 0.0) if limit else 0.0


def drained(used: float, passed_s: float, limit: float | None, window_s: float) -> float:
    """What is still used after so many seconds."""
    return max(used - passed_s * limit / window_s, 0.0) if limit else 0.0


def to_give_back(charge: int, used: int, passed_s: float, limit: float | None, window_s: float) -> float:
    """What to take off for a call that was charged more than it used; less than nothing where it used more.

    What has drained of the charge since is not given back: it would be taken from what others use.
    """
    if used >= charge:
        return charge - used
    return drained(charge, passed_s, limit, window_s) - drained(used, passed_s, limit, window_s)


def vendors_count(limit: float | None, remaining: int | None, reset_s: float | None, window_s: float) -> float:
    """What the vendor counts as used: it says what remains, or how long until all is there again."""
    if not limit:
        return 0.0
    if remaining is not None:
        return limit - remaining
    return min(reset_s * limit / window_s, limit) if reset_s else 0.0
