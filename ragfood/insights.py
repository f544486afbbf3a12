"""Insights: what people ask about, what the collection lacks, and what they think of the answers. Pure figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ragfood.answers import Answer
from ragfood.answers.citations import cited
from ragfood.foods import Food
from ragfood.words import fold, words

HOURS = 24


@dataclass(frozen=True)
class Asked:
    """A question with its answer. `time` is in the stated zone; `liked` is None where nobody said."""

    time: datetime
    question: str
    answer: Answer
    liked: bool | None = None
    reason: str = ""
    """Why a thumb is down, as people chose it."""


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


def per_day(asked: Iterable[Asked]) -> dict[date, int]:
    """Questions of every day on which there was one, in order."""
    return dict(sorted(Counter(each.time.date() for each in asked).items()))


def per_hour(asked: Iterable[Asked]) -> tuple[int, ...]:
    """Questions of every hour of the day, 0 to 23."""
    found = Counter(each.time.hour for each in asked)
    return tuple(found[hour] for hour in range(HOURS))


def foods_of(each: Asked) -> tuple[str, ...]:
    """The ids of the foods that an answer cites; where it cites none, of the nearest."""
    sources = each.answer.sources
    numbers = [number for number in cited(each.answer.text) if number <= len(sources)]
    return tuple(sources[number - 1].id for number in numbers) or tuple(source.id for source in sources[:1])


def popular_foods(asked: Iterable[Asked]) -> Counter[str]:
    """In how many answers each food, by its id, is what the answer rests on."""
    return Counter(food for each in asked for food in foods_of(each))


def popular_cuisines(asked: Iterable[Asked], foods: Mapping[str, Food]) -> Counter[str]:
    """In how many answers each cuisine is met; an answer counts once for each of its cuisines."""
    return Counter(cuisine for each in asked for cuisine in _cuisines(each, foods))


def popular_demands(asked: Iterable[Asked]) -> Counter[str]:
    """How often each demand was understood, by its label."""
    return Counter(chip.label for each in asked for chip in each.answer.understood)


def found_nothing(asked: Iterable[Asked]) -> list[Wanted]:
    """Questions for which the collection had no food, those asked most often first; alike but for case and
    punctuation counts as one.
    """
    groups: dict[str, list[Asked]] = {}
    for each in asked:
        if not each.answer.sources and not each.answer.trouble:
            groups.setdefault(" ".join(words(fold(each.question))), []).append(each)
    wanted = [Wanted(group[-1].question, len(group), max(each.time for each in group)) for group in groups.values()]
    return sorted(wanted, key=lambda each: (-each.times, -each.last.timestamp()))


def thumbs_by(asked: Iterable[Asked], kinds: Callable[[Asked], Iterable[str]]) -> dict[str, Thumbs]:
    """Thumbs by each of the `kinds` that an answer belongs to; kinds that nobody judged are left out."""
    up, down = Counter[str](), Counter[str]()
    for each in asked:
        if each.liked is not None:
            (up if each.liked else down).update(set(kinds(each)))
    return {kind: Thumbs(up[kind], down[kind]) for kind in sorted(up.keys() | down.keys())}


def by_provider(each: Asked) -> Sequence[str]:
    return [each.answer.provider] if each.answer.provider else []


def by_model(each: Asked) -> Sequence[str]:
    return [each.answer.model] if each.answer.model else []


def by_topic(foods: Mapping[str, Food]) -> Callable[[Asked], Iterable[str]]:
    """The cuisines that an answer is about."""
    return lambda each: _cuisines(each, foods)


def disliked(asked: Iterable[Asked]) -> list[Asked]:
    """Answers with a thumb down, newest first."""
    return sorted((each for each in asked if each.liked is False), key=lambda each: each.time, reverse=True)


def _cuisines(each: Asked, foods: Mapping[str, Food]) -> set[str]:
    known = (foods[food] for food in foods_of(each) if food in foods)
    return {food.cuisine or food.region for food in known} - {"", "Worldwide"}
