"""Pantry: a corpus laid out by what is known of its foods, so that those that meet demands are found at once."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import compress

from ragfood.demands import Bound, Demands, Facet
from ragfood.demands.facets import plain_facets, values_of
from ragfood.demands.lightness import LIGHT
from ragfood.demands.nutrients import Order
from ragfood.finding.groups import Groups
from ragfood.finding.holdings import Holdings
from ragfood.finding.parts import Parts
from ragfood.foods import ALLERGENS, DIETS, Corpus
from ragfood.words import fold

_Ids = frozenset[str]
_NONE: _Ids = frozenset()
_MOSTLY = 0.25
"""Of the foods of a sort, the share from which on their type is that of the sort."""
_WARM = frozenset(("cooked", "warming"))
_HEAVY = ("method:deep-fried", "method:fried", "taste:rich", "dish:cake", "type:stew")
_UNREADY = frozenset(("raw", "dried", "pressed", "refined", "blended"))
_FEW = 3
_MOST_KEPT = 256
"""Sets of foods remembered, by what they have in common."""


class Pantry:
    """Shared by all questions to one corpus; says the same of every food as `Demands.met_by` does."""

    def __init__(self, corpus: Corpus) -> None:
        self._foods = corpus.foods
        self._places: dict[str, Mapping[str, float]] = {}
        self._sets: dict[object, _Ids] = {}
        self._keeping = threading.Lock()
        self.everything: _Ids = frozenset(food.id for food in corpus.foods)
        self.parts = Parts(corpus.foods)
        self.groups = Groups(corpus.foods)
        self.holdings = Holdings(corpus.foods)

    def lay_out(self) -> None:
        """All that takes time over many foods, so that no question waits for it."""
        for laid_out in ("_free_of", "_fit_for", "_by_value", "_amounts"):
            getattr(self, laid_out)
        for each in (self.parts, self.groups, self.holdings):
            each.lay_out()

    def meeting(self, demands: Demands) -> _Ids:
        """The foods that meet every strict demand; the same set for the same demands, so that it is found again."""
        strict = demands.only_strict()
        return self._once(("meeting", strict), lambda: self._meeting(strict)) if strict else self.everything

    def _meeting(self, demands: Demands) -> _Ids:
        left = _NONE if demands.untellable else self.everything
        for allergen in demands.free_of:
            left &= self._free_of[allergen]
        for diet in demands.diets:
            left &= self._fit_for[diet]
        for facet in demands.unwanted:
            left &= self._known_without(facet)
        for bound in demands.bounds:
            left &= self._within(bound)
        for ingredient in demands.without_ingredients:
            left = (left & self._of_known_ingredients) - self.holdings.of(ingredient)
        return left

    def having(self, wanted: Iterable[Facet], among: _Ids) -> _Ids:
        """Those of `among` that have the wanted facets (see `Demands.lacking`)."""
        facets = tuple(wanted)
        return self._once(("having", facets, among), lambda: self._having(facets, among))

    def _having(self, wanted: Sequence[Facet], among: _Ids) -> _Ids:
        any_of: dict[str, _Ids] = {}
        for facet in wanted:
            if facet.kind in ("taste", "method"):
                among &= self._with(facet)
            else:
                any_of.setdefault(facet.choice, frozenset())
                any_of[facet.choice] |= self._with(facet)
        for ids in any_of.values():
            among &= ids
        return among

    def akin(self, facet: Facet) -> _Ids:
        """Foods that have a facet or come near to it: from the region around a place, of the types that foods of a
        sort mostly are. All foods where a facet has nothing near to it.
        """
        if facet.kind == "place":
            return self._once(("around", facet), lambda: self._with(facet).union(*map(self._valued, facet.around)))
        if facet.kind in ("dish", "type"):
            return self._once(("akin", facet), lambda: self._with(facet) | self._of_types(self._with(facet)))
        return self.everything

    def wider(self, place: Facet) -> list[_Ids]:
        """Foods of the places around `place`, from the nearest to the whole continent."""
        called = plain_facets().called
        outer = {called[name] for each in place.around if (name := each.removeprefix("place:")) in called}
        return sorted((self._with(each) for each in outer), key=len)

    def like(self, ids: Collection[str], among: _Ids) -> _Ids:
        """Those of `among` that are the same sort of dish as any of the dishes `ids`; where few are, of their type."""
        parts = self.parts_of_dishes
        among -= parts if parts.isdisjoint(ids) else self._valued("type:ingredient")
        values = _NONE.union(*(self._values[each] for each in ids))
        found: _Ids = frozenset()
        for kind in ("dish:", "type:"):
            sorts = (self._valued(each) for each in values if each.startswith(kind) and each != kind)
            found |= among & _NONE.union(*sorts)
            if len(found) >= _FEW:
                return found
        return found

    def _valued(self, value: str) -> _Ids:
        return frozenset(self._by_value.get(value, ()))

    def _of_types(self, ids: _Ids) -> _Ids:
        types = Counter(value for each in ids for value in self._values[each] if value.startswith("type:"))
        likely = (value for value, count in types.items() if count >= len(ids) * _MOSTLY and value != "type:ingredient")
        return _NONE.union(*map(self._valued, likely))

    def of_types(self, types: Iterable[str]) -> _Ids:
        return _NONE.union(*(self._valued(f"type:{each}") for each in types))

    @cached_property
    def parts_of_dishes(self) -> _Ids:
        """What is eaten with others or inside of them, rather than for a meal by itself."""
        return self._valued("type:ingredient") | self._valued("type:condiment")

    def unserved_for(self, wanted: Iterable[Facet]) -> _Ids:
        """What is never offered for what is `wanted`: for what warms nothing that is eaten cold, nor drunk as it was
        fermented; for what is light nothing fried or rich, no stew and no cake.
        """
        names = {facet.name for facet in wanted}
        unserved = _NONE
        if not names.isdisjoint(_WARM):
            unserved = self._valued("type:drink") & self._valued("method:fermented")
            unserved |= self._valued("method:chilled") | self._valued("method:frozen")
        if "light" in names:
            unserved |= _NONE.union(*map(self._valued, _HEAVY)) - self._valued(LIGHT)
        return unserved

    @cached_property
    def uncooked(self) -> _Ids:
        """Bare ingredients that were not made ready: raw, dried or pressed, and nothing else."""
        ready = {food.id for food in self._foods if not _UNREADY.issuperset(map(fold, food.methods))}
        return self._valued("type:ingredient") - ready

    def amounts(self, nutrient: str) -> Mapping[str, float]:
        """Per 100 g, by the ids of the foods whose number is stored."""
        return self._amounts.get(nutrient, {})

    def places(self, nutrient: str) -> Mapping[str, float]:
        """Where each food with a stored number stands among all amounts there are: 0 the least, 1 the most."""
        if nutrient not in self._places:
            amounts = self.amounts(nutrient)
            levels = {amount: at for at, amount in enumerate(sorted(set(amounts.values())))}
            most = max(1, len(levels) - 1)
            self._places[nutrient] = {food_id: levels[amount] / most for food_id, amount in amounts.items()}
        return self._places[nutrient]

    def placing(self, orders: Iterable[Order]) -> Callable[[str], tuple[float, float, bool, str]]:
        """By the sum of a food's places in all `orders`; then what has more fibre, and dishes before their parts."""
        places = [(self.places(order.nutrient), order.most_first) for order in orders]
        return lambda food_id: (
            sum(-place[food_id] if most_first else place[food_id] for place, most_first in places),
            -self.amounts("fibre_g").get(food_id, 0.0),
            food_id in self.parts_of_dishes,
            food_id,
        )

    def lacking(self, demands: Demands) -> Callable[[str], tuple[Facet, ...]]:
        """From the id of a food to the wanted facets that it is not known to have; few foods differ in these."""
        having = [self._with(facet) for facet in demands.wanted]

        @cache
        def beyond(*has: bool) -> tuple[Facet, ...]:
            return demands.beyond(frozenset(compress(demands.wanted, has)))

        return lambda food_id: beyond(*[food_id in each for each in having])

    @cached_property
    def sweets(self) -> _Ids:
        """What is eaten for dessert or as a sweet drink; a snack may be salty."""
        return self._valued("meal:dessert") | self._valued("type:dessert") | self._valued("type:drink")

    @cached_property
    def _free_of(self) -> Mapping[str, _Ids]:
        return {each: frozenset(f.id for f in self._foods if f.allergens.get(each) == "free") for each in ALLERGENS}

    @cached_property
    def _fit_for(self) -> Mapping[str, _Ids]:
        return {each: frozenset(f.id for f in self._foods if f.diets.get(each) == "yes") for each in DIETS}

    @cached_property
    def _of_known_ingredients(self) -> _Ids:
        return frozenset(food.id for food in self._foods if food.ingredients)

    @cached_property
    def _values(self) -> Mapping[str, frozenset[str]]:
        return {food.id: values_of(food) for food in self._foods}

    @cached_property
    def _by_value(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for food_id, values in self._values.items():
            for value in values:
                found[value].add(food_id)
                found[value.partition(":")[0]].add(food_id)
        return found

    def _once(self, key: object, make: Callable[[], _Ids]) -> _Ids:
        with self._keeping:
            if (ids := self._sets.pop(key, None)) is not None:
                self._sets[key] = ids  # as the last that is forgotten
                return ids
        ids = make()
        with self._keeping:
            self._sets[key] = ids
            if len(self._sets) > _MOST_KEPT:
                del self._sets[next(iter(self._sets))]
        return ids

    def _with(self, facet: Facet) -> _Ids:
        values = facet.values
        return self._once(values, lambda: _NONE.union(*(self._by_value.get(value, ()) for value in values)))

    def _known_without(self, facet: Facet) -> _Ids:
        known = _NONE.union(*(self._by_value.get(field, ()) for field in facet.fields))
        vague = _NONE.union(*(self._by_value.get(value, ()) for value in facet.around))
        return known - self._with(facet) - (vague - self._by_value.get("country:", set()))

    @cached_property
    def _amounts(self) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for food in self._foods:
            for nutrient, amount in food.nutrition.items():
                found[nutrient][food.id] = amount
        return found

    def _within(self, bound: Bound) -> _Ids:
        return frozenset(food_id for food_id, amount in self.amounts(bound.nutrient).items() if bound.holds(amount))


@lru_cache(maxsize=4)
def pantry_of(corpus: Corpus) -> Pantry:
    """Made once for each corpus."""
    return Pantry(corpus)
