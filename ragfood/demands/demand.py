"""Demands: what foods must be, or should be, to be offered; and which foods meet that for certain. Knows no search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ragfood.demands.facets import Facet, values_of
from ragfood.demands.ingredient_kinds import untold
from ragfood.demands.ingredients import compound_with, naming, told_of
from ragfood.demands.nutrients import Bound, Order
from ragfood.foods import ALLERGENS, DIETS, Food
from ragfood.understanding.understood import Chip

_SHOWN = {"gluten": "gluten-free", "milk": "dairy-free"}
_DIET_UNMET = {"no": "not {}", "depends": "{} only in some versions"}
_EVERY = frozenset({"taste", "method"})
"""Kinds of which a food must have all that are wanted; of the others any one."""


_SORTS = frozenset({"type", "dish"})
_MAIN = frozenset({"dinner", "lunch"})
_SWEET = "sweet"
"""What takes the place of a main meal, as a taste of its own: after "an easy supper", "and something sweet"."""
_COURSES = frozenset({"dessert", "drink", "snack"})
"""What takes the place of a sort: after "soups from Japan", "and for dessert?" wants no soup."""


@dataclass(frozen=True)
class Demands:
    """Diets, allergens and ingredients to do without, facets that are not wanted, and bounds must be met for
    certain; `wanted` facets steer, `orders` sort. False when nothing is demanded.
    """

    diets: tuple[str, ...] = ()
    free_of: tuple[str, ...] = ()
    without_ingredients: tuple[str, ...] = ()
    unwanted: tuple[Facet, ...] = ()
    bounds: tuple[Bound, ...] = ()
    wanted: tuple[Facet, ...] = ()
    orders: tuple[Order, ...] = ()
    unheard: tuple[str, ...] = ()
    """Of the ingredients those that no food of the collection is made of or called after."""

    def __bool__(self) -> bool:
        return bool(self.strict or self.wanted or self.orders)

    @property
    def of_safety(self) -> bool:
        """Whether diets, allergens or ingredients are demanded."""
        return bool(self.diets or self.free_of or self.without_ingredients)

    @property
    def of_things(self) -> bool:
        """Whether allergens or ingredients are demanded to be left out."""
        return bool(self.free_of or self.without_ingredients)

    @property
    def strict(self) -> bool:
        """Whether anything is demanded that must be met for certain."""
        return bool(self.of_safety or self.unwanted or self.bounds)

    def only_strict(self) -> Demands:
        if not (self.wanted or self.orders):
            return self
        return Demands(
            self.diets, self.free_of, self.without_ingredients, self.unwanted, self.bounds, unheard=self.unheard
        )

    def only_safety(self) -> Demands:
        return Demands(self.diets, self.free_of, self.without_ingredients, unheard=self.unheard)

    @property
    def untellable(self) -> tuple[str, ...]:
        """Ingredients to do without of which the collection does not tell which foods hold them."""
        return tuple(each for each in self.without_ingredients if each in untold() or each in self.unheard)

    def less(self, other: Demands) -> Demands:
        """Without the diets, allergens and ingredients of `other`."""
        safety = ("diets", "free_of", "without_ingredients")
        kept = {
            name: tuple(each for each in getattr(self, name) if each not in getattr(other, name)) for name in safety
        }
        return replace(self, **kept) if other.of_safety else self

    def beyond_safety(self) -> Demands:
        return replace(self, diets=(), free_of=(), without_ingredients=())

    def __or__(self, other: Demands) -> Demands:
        """Both at once, such as those of a question and standing ones."""
        if not (self and other):
            return (self or other)._in_order()
        both = {name: tuple(dict.fromkeys((*mine, *getattr(other, name)))) for name, mine in vars(self).items()}
        return replace(self, **both)._in_order()

    def then(self, later: Demands) -> Demands:
        """With what a follow-up demands: all of both, but a later place, meal, kind, order or bound takes the place
        of an earlier one.
        """
        kinds = {facet.kind for facet in later.wanted} - _EVERY
        if kinds & _SORTS or any(facet.name in _COURSES for facet in later.wanted):
            kinds |= _SORTS
        sweet = any(facet.name == _SWEET for facet in later.wanted)
        mains = _MAIN if sweet and not kinds else frozenset[str]()
        refused, bounded = set(later.unwanted), {bound.nutrient for bound in later.bounds}
        kept = replace(
            self,
            wanted=tuple(
                each
                for each in self.wanted
                if each.kind not in kinds and each not in refused and each.name not in mains
            ),
            unwanted=tuple(each for each in self.unwanted if each not in later.wanted),
            bounds=tuple(each for each in self.bounds if each.nutrient not in bounded),
            orders=() if later.orders else self.orders,
        )
        return kept | later

    def _in_order(self) -> Demands:
        diets = tuple(each for each in DIETS if each in self.diets)
        free_of = tuple(each for each in ALLERGENS if each in self.free_of)
        return self if (diets, free_of) == (self.diets, self.free_of) else replace(self, diets=diets, free_of=free_of)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """All that is demanded, to be shown, each with a key by which `without` takes it away."""
        return tuple(chip for chip, _, _ in self._each())

    def without(self, *keys: str) -> Demands:
        """The demands but for those with these keys; a key that is not there is no matter."""
        gone: dict[str, list[object]] = {}
        if not keys:
            return self
        for chip, name, value in self._each():
            if chip.key in keys:
                gone.setdefault(name, []).append(value)
        return replace(
            self, **{name: tuple(each for each in getattr(self, name) if each not in out) for name, out in gone.items()}
        )  # fmt: skip

    def _each(self) -> Iterator[tuple[Chip, str, object]]:
        for diet in self.diets:
            yield Chip(f"diet:{diet}", diet), "diets", diet
        for allergen in self.free_of:
            yield Chip(f"free-of:{allergen}", _SHOWN.get(allergen, f"no {allergen}")), "free_of", allergen
        for ingredient in self.without_ingredients:
            yield Chip(f"without:{ingredient}", f"no {ingredient}"), "without_ingredients", ingredient
        for facet in self.unwanted:
            yield Chip(f"not:{facet.kind}:{facet.name}", facet.unwanted), "unwanted", facet
        for bound in self.bounds:
            yield Chip(bound.key, bound.label), "bounds", bound
        for facet in self.wanted:
            yield Chip(f"{facet.kind}:{facet.name}", facet.wanted), "wanted", facet
        for order in self.orders:
            yield Chip(f"order:{order.nutrient}", order.label), "orders", order

    def words(self) -> tuple[str, ...]:
        """What must be met, to be shown: "vegan", "gluten-free", "no peanuts"."""
        return tuple(dict.fromkeys(chip.label for chip in self.only_strict().chips))

    def met_by(self, food: Food) -> bool:
        """Whether it is known of `food` that it meets every strict demand; what may be or is not known does not."""
        return not self.unmet_by(food)

    def unmet_by(self, food: Food) -> str:
        """Why `food` is not offered: "contains milk", "milk not known"; "" when it is. What is known comes first."""
        reasons = [*self._unmet(food)]
        return min(reasons, key=lambda reason: reason.endswith("not known"), default="")

    def _unmet(self, food: Food) -> Iterator[str]:
        for allergen in self.free_of:
            if (state := food.allergens.get(allergen)) != "free":
                yield f"{state} {allergen}" if state in ("contains", "may contain") else f"{allergen} not known"
        for diet in self.diets:
            if (state := food.diets.get(diet)) != "yes":
                yield _DIET_UNMET.get(state or "", "{} not known").format(diet)
        for ingredient in self.without_ingredients:
            if ingredient in self.untellable:
                yield f"{ingredient} not known"
            elif naming(ingredient).search(told_of(food)):
                yield f"names {ingredient}"
            elif inside := compound_with(ingredient, food):
                compound, sure = inside
                yield f"holds {ingredient} in its {compound}" if sure else f"may hold {ingredient} in its {compound}"
            elif not food.ingredients:
                yield "ingredients not known"
        yield from self._unmet_facets(food)
        yield from filter(None, (bound.unmet_by(food) for bound in self.bounds))

    def _unmet_facets(self, food: Food) -> Iterator[str]:
        values = values_of(food) if self.unwanted else frozenset[str]()
        for facet in self.unwanted:
            has = facet.of(values)
            if has is not False:
                yield facet.wanted if has else f"{facet.wanted} or not is not known"

    def lacking(self, values: frozenset[str]) -> tuple[Facet, ...]:
        """The wanted facets that a food with these `values_of` it is not known to have: of places, meals and kinds
        any one is enough.
        """
        return self.beyond({facet for facet in self.wanted if facet.of(values)})

    def beyond(self, had: Collection[Facet]) -> tuple[Facet, ...]:
        """The wanted facets that are missing where those `had` are there."""
        choices = {facet.choice for facet in had} - _EVERY
        return tuple(each for each in self.wanted if each not in had and each.choice not in choices)


def changes_course(before: Demands, later: Demands) -> bool:
    """Whether a follow-up that demands `later` wants another course than what was demanded `before`: a dessert."""
    gone = {each for each in before.wanted if each.kind in ("meal", "type", "dish")} - {*before.then(later).wanted}
    return bool(gone) and any(each.name in _COURSES or each.name == _SWEET for each in later.wanted)


def hidden(demands: Demands, foods: Iterable[Food]) -> Counter[str]:
    """How many of `foods` are not offered, by the reason; each food counts once, and of a bound no amounts are told."""
    missed = tuple(f", not {bound.label}" for bound in demands.bounds)
    return Counter(_reason(reason, missed) for food in foods if (reason := demands.unmet_by(food)))


def _reason(reason: str, missed: Iterable[str]) -> str:
    return next((each.removeprefix(", ") for each in missed if reason.endswith(each)), reason)


def demands_of(states: Collection[str]) -> Demands:
    """Diets, allergens and ingredients by their names alone."""
    named = tuple(dict.fromkeys(each for each in states if each not in DIETS and each not in ALLERGENS))
    return Demands(
        tuple(each for each in DIETS if each in states), tuple(each for each in ALLERGENS if each in states), named
    )
