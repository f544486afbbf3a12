"""Parts: which foods are made with an ingredient that a question names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from ragfood.demands.facets import table
from ragfood.foods import Food
from ragfood.words import fold, terms_of, words

_Ids = frozenset[str]
_Stems = frozenset[str]


class Parts:
    """Of all foods of a corpus."""

    def __init__(self, foods: Sequence[Food]) -> None:
        self._foods = {food.id: food for food in foods}
        self._made: dict[str, _Ids] = {}

    def holding(self, things: Sequence[Sequence[str]]) -> _Ids:
        """Foods that are known to contain some allergen of each of these things: of "nuts", nuts or peanuts."""
        return frozenset(
            food.id
            for food in self._foods.values()
            if all(any(food.allergens.get(each) == "contains" for each in thing) for thing in things)
        )

    def made_with(self, ids: Iterable[str]) -> _Ids:
        """Foods with any of the ingredients `ids` among theirs."""
        return frozenset[str]().union(*map(self._with, ids))

    def share(self, food_id: str, ids: Sequence[str]) -> float:
        """How many of the ingredients `ids` are in a food, from 0 to 1."""
        return sum(food_id in self._with(each) for each in ids) / len(ids)

    def _with(self, ingredient: str) -> _Ids:
        made = self._made.get(ingredient)
        if made is None:
            made = self._made[ingredient] = frozenset(self._naming(self._foods[ingredient]))
        return made

    def _naming(self, ingredient: Food) -> Iterable[str]:
        for name in {_stems(each) for each in (*ingredient.all_names, ingredient.name.partition(",")[0])}:
            for part in self._by_stem.get(next(iter(name), ""), ()):
                if name <= part and not (part - name) & _derived():
                    yield from self._by_part[part]

    @cached_property
    def _by_part(self) -> Mapping[_Stems, set[str]]:
        found: dict[_Stems, set[str]] = defaultdict(set)
        for food in self._foods.values():
            for each in food.ingredients:
                found[_stems(each)].add(food.id)
        return found

    @cached_property
    def _by_stem(self) -> Mapping[str, set[_Stems]]:
        found: dict[str, set[_Stems]] = defaultdict(set)
        for part in self._by_part:
            for stem in part:
                found[stem].add(part)
        return found

    def lay_out(self) -> None:
        """All that takes time over many foods."""
        _ = self._by_stem


@lru_cache(maxsize=1)
def _derived() -> _Stems:
    """What is made of an ingredient and is another: rice vinegar is no rice."""
    return _stems(table()["derived"])


def _stems(name: str) -> _Stems:
    return frozenset(stem for word in words(fold(name)) for stem in terms_of(word))
