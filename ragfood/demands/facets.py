"""Facets: places, ways of cooking, tastes, meals and kinds of food, what people call them and which foods have them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ragfood.demands.ingredients import compound_with, naming, told_of
from ragfood.demands.lightness import LIGHT, is_light
from ragfood.demands.occasions import occasions_of
from ragfood.foods import Corpus, Food
from ragfood.words import fold, words

_TABLE = Path(__file__).resolve().parents[2] / "data" / "facets.json"
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3 ]+")
_PARTS = re.compile(r"\band\b|[,/()]")

_LABELS = MappingProxyType(
    {"place": ("from {}", "not from {}"), "meal": ("for {}", "not for {}"), "occasion": ("for {}", "not for {}")}
)
_DENIED_LABELS = MappingProxyType({"alcoholic": "no alcohol", "cooked": "no cooking", "oven-made": "without an oven"})


PARTY = "celebration"
_ALCOHOL = "alcohol"


@dataclass(frozen=True)
class Facet:
    """`values` are those of `values_of` by which a food has it; `around` places that may or may not be part of it."""

    kind: str
    name: str
    values: frozenset[str]
    around: frozenset[str] = frozenset()

    @property
    def wanted(self) -> str:
        """To be shown: "from Japan", "grilled"."""
        return _LABELS.get(self.kind, ("{}",))[0].format(self.name)

    @property
    def unwanted(self) -> str:
        return _DENIED_LABELS.get(self.name) or _LABELS.get(self.kind, ("", "not {}"))[1].format(self.name)

    @property
    def choice(self) -> str:
        """Of all that are wanted with the same, any one is enough: a birthday is no other meal than dessert."""
        return self.name if self.name == PARTY else self.kind

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(value.partition(":")[0] for value in self.values) - {"name"}

    def of(self, values: frozenset[str]) -> bool | None:
        """Whether a food with these `values` has it; None when that is not known."""
        if not self.values.isdisjoint(values):
            return True
        known = {value.partition(":")[0] for value in values}
        if self.fields.isdisjoint(known) or ("country:" not in values and not self.around.isdisjoint(values)):
            return None
        return False


def values_of(food: Food) -> frozenset[str]:
    """What is known of `food`, as "taste:spicy", "place:japan", "occasion:diwali"; "country:" where no country is told
    is absent.
    """
    places = {each for part in (food.country, food.region, food.cuisine) for each in _places(part)}
    found = {f"place:{each}" for each in places}
    if food.country:
        found.add("country:")
    for kind, listed in (("method", food.methods), ("taste", food.tastes), ("meal", food.meals)):
        found.update(f"{kind}:{fold(each)}" for each in listed)
    found.update([LIGHT] if is_light(food) else ())
    found.update(f"type:{fold(each)}" for each in (food.type,) if each)
    found.update(f"name:{word}" for word in words(fold(food.name)))
    whole = fold(food.text)
    found.update(f"dish:{each}" for each in _dishes(food, whole))
    if naming(_ALCOHOL).search(told_of(food)) or compound_with(_ALCOHOL, food):
        found.add("dish:alcoholic")
    found.update(f"occasion:{each}" for each in occasions_of(food, whole, places, table()["occasions"]))
    return frozenset(found)


_MEALS = ("rice", "noodles", "curry")
"""Sorts that are told of meals alone: a pudding of rice is no rice dish, masala chai no curry."""

_SWEET = ("cake",)
"""Sorts that are told of desserts alone: idli are steamed cakes of rice."""

_ANYWHERE = ("in_leaves", "earth_oven", "clay_oven", "dip", "raw_meat")
"""Sorts by how a dish is cooked, which any sentence on it may tell."""


def _dishes(food: Food, whole: str) -> Iterator[str]:
    """Sorts of dishes such as "curry", told of by the names of a food and the sentence that says what it is; and ""."""
    yield ""
    said, _, _ = food.text.partition(". ") if food.type != "ingredient" else ("", "", "")
    told = fold(f"{' . '.join((food.name, *food.aliases))} . {said} . {food.type} in {food.region}")
    sweet = food.type in ("dessert", "drink")
    yield from (
        name
        for name, pattern in _dish_patterns()
        if not ((sweet and name in _MEALS) or (name in _SWEET and food.type != "dessert"))
        and pattern.search((whole if said else "") if name in _ANYWHERE else told)
    )


@lru_cache(maxsize=1)
def _dish_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in table()["dishes"].items())


def _places(text: str) -> Iterator[str]:
    for part in {text, *_PARTS.split(text)}:
        if plain := " ".join(words(fold(part))):
            yield plain


@dataclass(frozen=True)
class Facets:
    """All facets by what they are called; `denied` those that only count where they are not wanted."""

    called: Mapping[str, Facet]
    denied: Mapping[str, Facet]
    not_in: frozenset[str]
    """Phrases whose words mean nothing of what they mean elsewhere: "french fries"."""
    people: frozenset[str] = frozenset()
    """What people are called who may be from a place."""
    cooks: frozenset[str] = frozenset()
    """What a person does who stands for the food of a place: "what my Italian aunt cooks"."""

    @cached_property
    def unspaced(self) -> re.Pattern[str]:
        """Finds those in Chinese, Japanese and Korean, the longest first."""
        found = (each for each in self.called if _UNSPACED.fullmatch(each))
        return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))) or r"(?!)")


@lru_cache(maxsize=1)
def table() -> Mapping[str, Any]:
    """data/facets.json, read once."""
    read: Mapping[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return read


@lru_cache(maxsize=1)
def plain_facets() -> Facets:
    """Those of data/facets.json."""
    called, denied = dict(_of_places(table()["places"])), dict[str, Facet]()
    for kind, named in table()["facets"].items():
        for name, row in named.items():
            facet = Facet(kind, name, frozenset(row["is"]))
            called |= {_phrase(word): facet for word in row["words"]}
            denied |= {_phrase(word): facet for word in row.get("denied", ())}
    not_in = frozenset(map(fold, table()["not_in"]))
    return Facets(MappingProxyType(called), MappingProxyType(denied), not_in, _listed("people"), _listed("cooks"))


def _listed(name: str) -> frozenset[str]:
    return frozenset(fold(table()[name]).split())


@lru_cache(maxsize=4)
def facets_of(corpus: Corpus) -> Facets:
    """Those of data/facets.json, and the places that only `corpus` knows."""
    known = plain_facets()
    own = {
        place for food in corpus.foods for part in (food.country, food.region, food.cuisine) for place in _places(part)
    }
    new = {
        place: Facet("place", place.title(), frozenset({f"place:{place}"}))
        for place in own - known.called.keys() - {"worldwide", "international"}
        if len(place) > 3
    }
    return Facets(MappingProxyType({**new, **known.called}), known.denied, known.not_in, known.people, known.cooks)


def _of_places(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Facet]]:
    by_name = {row["name"]: row for row in rows}
    inside: dict[str, set[str]] = {name: set() for name in by_name}
    around: dict[str, set[str]] = {name: set() for name in by_name}
    for name in by_name:
        for outer in _outer(name, by_name):
            inside[outer].add(name)
            around[name].add(outer)
    for name, row in by_name.items():
        parts = {name, *inside[name]}
        values = {f"place:{word}" for part in parts for word in _spoken(by_name[part])}
        outside = {f"place:{word}" for part in around[name] for word in _spoken(by_name[part])} - values
        facet = Facet("place", name, frozenset(values), frozenset(outside))
        yield from ((word, facet) for word in _spoken(row))


def _outer(name: str, by_name: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for outer in by_name[name]["in"]:
        yield outer
        yield from _outer(outer, by_name)


def _spoken(row: Mapping[str, Any]) -> list[str]:
    return [" ".join(words(fold(row["name"]))), *map(_phrase, row["words"])]


def _phrase(word: str) -> str:
    return fold(word.replace("_", " "))
