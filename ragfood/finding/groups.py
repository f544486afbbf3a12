"""Groups: which foods are fruit, nuts or grain, and which are made of such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from ragfood.demands.facets import table
from ragfood.foods import Food
from ragfood.words import fold, words

_Ids = frozenset[str]
_NONE: _Ids = frozenset()
_Part = frozenset[str]
"""The words of an ingredient: vegetable oil is no vegetable."""
_MAIN = 2
"""How many of the ingredients are what a food is mainly made of; those come first."""


class Groups:
    """Of all foods of a corpus; the groups are those of data/facets.json."""

    def __init__(self, foods: Sequence[Food]) -> None:
        self._foods = foods
        self.named = lru_cache(maxsize=None)(self._named)
        self.made_of = lru_cache(maxsize=64)(self._made_of)
        self.mainly_of = lru_cache(maxsize=64)(self._mainly_of)

    def lay_out(self) -> None:
        """All that takes time over many foods."""
        for laid_out in ("_by_word", "_made_with", "_mainly_with"):
            getattr(self, laid_out)

    def any_of(self, groups: Iterable[str]) -> _Ids:
        """Ingredients of any of `groups`."""
        return _NONE.union(*map(self.named, groups))

    def _named(self, group: str) -> _Ids:
        """Ingredients whose names say that they are of `group`, such as "fruit"."""
        row = table()["groups"][group]
        names = (name.split("_") for name in row["names"])
        named = (frozenset.intersection(*(self._by_word.get(word, _NONE) for word in name)) for name in names)
        return _NONE.union(*named).difference(*(self._by_word.get(word, _NONE) for word in row.get("but", ())))

    def _made_of(self, groups: tuple[str, ...]) -> _Ids:
        """Foods of any sort with something of all `groups` among their ingredients; those without any told too."""
        return frozenset.intersection(*(self._with(each, self._made_with) for each in groups))

    def _mainly_of(self, groups: tuple[str, ...]) -> _Ids:
        """The same where it is what they are mainly made of."""
        return frozenset.intersection(*(self._with(each, self._mainly_with) for each in groups))

    def _with(self, group: str, holders: Mapping[_Part, Sequence[str]]) -> _Ids:
        row = table()["groups"][group]
        listed = [frozenset(name.split("_")) for name in (*row["names"], *row["words"])]
        single = _NONE.union(*(name for name in listed if len(name) == 1))
        several = [name for name in listed if len(name) > 1]
        but = frozenset(row.get("but", ()))
        return self._untold.union(
            *(
                ids
                for part, ids in holders.items()
                if but.isdisjoint(part) and (not single.isdisjoint(part) or any(name <= part for name in several))
            )
        )

    @cached_property
    def _untold(self) -> _Ids:
        return frozenset(food.id for food in self._foods if not food.ingredients)

    @cached_property
    def _made_with(self) -> Mapping[_Part, Sequence[str]]:
        return self._by_part(None)

    @cached_property
    def _mainly_with(self) -> Mapping[_Part, Sequence[str]]:
        return self._by_part(_MAIN)

    def _by_part(self, most: int | None) -> Mapping[_Part, Sequence[str]]:
        """The foods that have an ingredient among their first."""
        found: dict[_Part, list[str]] = defaultdict(list)
        part_of = lru_cache(maxsize=None)(lambda ingredient: frozenset(words(fold(ingredient))))
        for food in self._foods:
            for each in food.ingredients[:most]:
                found[part_of(each)].append(food.id)
        return found

    @cached_property
    def _by_word(self) -> Mapping[str, _Ids]:
        """Ingredients, and foods of no known type, by each word of their names."""
        found: dict[str, list[str]] = defaultdict(list)
        for food in self._foods:
            for word in words(fold(food.name)) if food.type in ("ingredient", "") else ():
                found[word].append(food.id)
        return {word: frozenset(ids) for word, ids in found.items()}
