"""Insights: what people ask about, what the collection lacks, and what they think of the answers. Pure figures."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from ragfood.accounts.tables import harmless
from ragfood.conversations.exchanges import Exchange
from ragfood.foods import Food
from ragfood.words import fold, words

HOURS = 24


@dataclass(frozen=True)
class Wanted:
    """A question that found no food, with how often it was asked and when last."""

    question: str
    times: int
    last: datetime


@dataclass(frozen=True)
class Thumbs:
    """How many answers of one kind were liked, and not."""

    up: int
    down: int

    @property
    def share(self) -> float:
        """Of those that anybody judged, the share that was liked, 0 to 1."""
        return self.up / (self.up + self.down)


def each_once(asked: Iterable[Exchange]) -> list[Exchange]:
    """Of each question the answer that came last: two side by side, or one answered anew, was asked once."""
    return list({each.asked: each for each in asked}.values())


def times_asked(asked: Iterable[Exchange], zone: tzinfo | None) -> tuple[dict[date, int], tuple[int, ...]]:
    """Questions of every day from the first to the last, and of every hour of the day, 0 to 23; as clocks of
    `zone` show.
    """
    times = [datetime.fromtimestamp(each.made, zone) for each in asked]
    days, hours = Counter(each.toordinal() for each in times), Counter(each.hour for each in times)
    every = range(min(days), max(days) + 1) if days else ()
    return {date.fromordinal(day): days[day] for day in every}, tuple(hours[hour] for hour in range(HOURS))


def popular_foods(asked: Iterable[Exchange]) -> Counter[str]:
    """In how many answers each food, by its id, is what the answer rests on."""
    return Counter(food for each in asked for food in each.foods)


def popular_cuisines(asked: Iterable[Exchange], foods: Mapping[str, Food]) -> Counter[str]:
    """In how many answers each cuisine is met; an answer counts once for each of its cuisines."""
    return Counter(cuisine for each in asked for cuisine in _cuisines(each, foods))


def popular_demands(asked: Iterable[Exchange]) -> Counter[str]:
    """How often each demand was understood, by its label."""
    return Counter(label for each in asked for label in each.demands)


def found_nothing(asked: Iterable[Exchange], zone: tzinfo | None) -> list[Wanted]:
    """Questions for which the collection had no food, those asked most often first; alike but for case and
    punctuation counts as one.
    """
    groups: dict[str, list[Exchange]] = {}
    for each in asked:
        if not each.foods and not each.trouble:
            groups.setdefault(" ".join(words(fold(each.question))) or each.question, []).append(each)
    newest = [(max(group, key=lambda each: each.made), len(group)) for group in groups.values()]
    ordered = sorted(newest, key=lambda each: (-each[1], -each[0].made))
    return [Wanted(last.question, times, datetime.fromtimestamp(last.made, zone)) for last, times in ordered]


def wanted_csv(wanted: Iterable[Wanted]) -> str:
    """A table for spreadsheets; each question on one line, and never taken for a formula there."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(("question", "times", "last"))
    for each in wanted:
        rows.writerow((harmless(" ".join(each.question.split())), each.times, each.last.isoformat(timespec="seconds")))
    return file.getvalue()


def thumbs_by(asked: Iterable[Exchange], kinds: Callable[[Exchange], Iterable[str]]) -> dict[str, Thumbs]:
    """Thumbs by each of the `kinds` that an answer belongs to; kinds that nobody judged are left out."""
    up, down = Counter[str](), Counter[str]()
    for each in asked:
        if each.liked is not None:
            (up if each.liked else down).update(set(kinds(each)))
    return {kind: Thumbs(up[kind], down[kind]) for kind in sorted(up.keys() | down.keys())}


def by_provider(each: Exchange) -> Sequence[str]:
    return [each.provider] if each.provider else []


def by_model(each: Exchange) -> Sequence[str]:
    return [each.model] if each.model else []


def by_topic(foods: Mapping[str, Food]) -> Callable[[Exchange], Iterable[str]]:
    """The cuisines that an answer is about."""
    return lambda each: _cuisines(each, foods)


def complaints(asked: Iterable[Exchange]) -> Counter[str]:
    """How often each reason for a thumb down was given, by its code."""
    return Counter(each.reason for each in asked if each.liked is False and each.reason)


def disliked(asked: Iterable[Exchange]) -> list[Exchange]:
    """Answers with a thumb down, newest first."""
    return sorted((each for each in asked if each.liked is False), key=lambda each: each.made, reverse=True)


def _cuisines(each: Exchange, foods: Mapping[str, Food]) -> set[str]:
    known = (foods[food] for food in each.foods if food in foods)
    return {food.cuisine or food.region for food in known} - {"", "Worldwide"}
