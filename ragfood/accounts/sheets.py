"""A sheet: what one day of one model came to. The daily log gives requests, tokens and money, the digests of
the calls what the log does not say. Sheets add up to sheets, so every figure of a page is a sum of them; pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ragfood.accounts.digest import Digest, Hour, added
from ragfood.accounts.spread import Spread, merged
from ragfood.ledger import Totals

UNKNOWN = "unknown"
"""The provider of what a log says of no provider, as logs of older versions do."""


@dataclass(frozen=True)
class Sheet:
    """Counts are of calls. `unrecorded`: requests whose end the log does not say."""

    day: str = ""
    provider: str = ""
    model: str = ""
    answered: int = 0
    fallback: int = 0
    cached: int = 0
    stopped: int = 0
    declined: int = 0
    failed: int = 0
    refused: int = 0
    unrecorded: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """Of the input, those that the vendor had cached."""
    reasoning_tokens: int = 0
    """Of the output, those that nobody sees."""
    cost: Decimal = Decimal(0)
    """US dollars, exact, without calls of unknown cost."""
    unknown_cost: int = 0
    estimated: int = 0
    first: Spread = Spread()
    total: Spread = Spread()
    hours: Mapping[int, Hour] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        """Calls that reached for a provider."""
        return self.answered + self.fallback + self.stopped + self.declined + self.failed + self.unrecorded

    @property
    def answers(self) -> int:
        """Whole answers that a model wrote; of a log that does not tell how requests ended, all of them."""
        return self.answered + self.fallback + self.unrecorded

    @property
    def cost_per_answer(self) -> Decimal | None:
        """US dollars; None without an answer. What failed or was stopped is part of the cost."""
        return self.cost / self.answers if self.answers else None


_SUMS = tuple(each.name for each in fields(Sheet) if each.type == "int")
_counts = attrgetter(*_SUMS)


def sum_of(sheets: Iterable[Sheet], **named: str) -> Sheet:
    """Counts and money of all of them as one sheet, which bears the day, provider and model given. Times
    and hours, which take longest to add, have sums of their own: `times_of` and `hours_of`.
    """
    rows = list(sheets)
    columns = zip(*map(_counts, rows), strict=True)
    figures: dict[str, Any] = dict(zip(_SUMS, map(sum, columns), strict=bool(rows)))
    return Sheet(**{**figures, **named}, cost=sum((row.cost for row in rows), Decimal(0)))


def times_of(sheets: Iterable[Sheet]) -> tuple[Spread, Spread]:
    """Seconds to the first token, and to the end."""
    rows = list(sheets)
    return merged(row.first for row in rows), merged(row.total for row in rows)


def hours_of(sheets: Iterable[Sheet]) -> dict[int, Hour]:
    """Hour of the day to how it went."""
    return added(row.hours for row in sheets)


def grouped(sheets: Iterable[Sheet], key: Callable[[Sheet], str]) -> dict[str, list[Sheet]]:
    """The sheets by what `key` says of them, in the order of the keys."""
    groups: dict[str, list[Sheet]] = {}
    for row in sheets:
        groups.setdefault(key(row), []).append(row)
    return dict(sorted(groups.items()))


def sheets_of(days: Mapping[str, Totals], digests: Mapping[str, Mapping[str, Digest]]) -> list[Sheet]:
    """A sheet for each day and model of the log, by day; what a day holds beyond its models is of the
    provider UNKNOWN.
    """
    rows = []
    for day, totals in sorted(days.items()):
        digested = digests.get(day, {})
        for key, part in sorted(totals.by_model.items()):
            provider, _, model = key.partition("/")
            rows.append(_sheet(day, provider, model, part, digested.get(key, Digest())))
        rest = _rest(totals)
        if any((rest.requests, rest.cached, rest.input_tokens, rest.output_tokens, rest.cost)) or not totals.by_model:
            rows.append(_sheet(day, UNKNOWN, "", rest, Digest()))
    return rows


def _sheet(day: str, provider: str, model: str, part: Totals, digest: Digest) -> Sheet:
    ends = digest.ends or {"answered": part.answered, "cached": part.cached, "failed": part.errors}
    asked = sum(count for end, count in ends.items() if end not in ("cached", "refused"))
    return Sheet(
        day,
        provider,
        model,
        **ends,
        unrecorded=max(0, part.requests - asked),
        input_tokens=part.input_tokens,
        output_tokens=part.output_tokens,
        cached_tokens=digest.cached_tokens,
        reasoning_tokens=digest.reasoning_tokens,
        cost=part.cost,
        unknown_cost=part.unknown_cost,
        estimated=part.estimated,
        first=digest.first,
        total=digest.total,
        hours=digest.hours,
    )


def _rest(totals: Totals) -> Totals:
    """What of a day's sums none of its models accounts for."""
    named = list(totals.by_model.values())
    counts = {
        name: max(0, getattr(totals, name) - sum(getattr(part, name) for part in named))
        for name in ("requests", "answered", "errors", "cached", "estimated", "unknown_cost")
    }
    tokens = {
        name: max(0, getattr(totals, name) - sum(getattr(part, name) for part in named))
        for name in ("input_tokens", "output_tokens")
    }
    cost = max(Decimal(0), totals.cost - sum((part.cost for part in named), Decimal(0)))
    return Totals(**counts, **tokens, cost=cost)
