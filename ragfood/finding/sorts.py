"""Sorts: what sort of food a question means, and what a food loses of its fused score that is of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ragfood.demands import Demands
from ragfood.finding import weighing
from ragfood.finding.pantry import Pantry
from ragfood.finding.wholesome import asks_for_health, is_rich
from ragfood.foods import Food
from ragfood.retrieval import Match
from ragfood.understanding.asking import Asking
from ragfood.understanding.fitness import asks_what_to_avoid

_SEASONINGS = ("for cooking", "spice")
_BESIDE_MEALS = ("vegetable", "leafy green", "fruit", "citrus", "berry", "nut", "seed", "mushroom", "oil")
"""Groups of what is eaten at a meal and is none by itself."""
_OF_FOOD = (
    "grilled", "fried", "deep-fried", "stir-fried", "baked", "oven-made", "roasted", "steamed", "boiled", "simmered",
    "smoked", "toasted", "griddled", "for an air fryer",
)  # fmt: skip
"""Ways of cooking by which no drink is meant, though some are made so."""
_BESIDE = ("condiment", "bread", "drink")
"""Types of the same."""
_FRUIT = ("fruit", "berry", "tropical fruit", "citrus")
"""Groups of what is a dessert as it is, unlike flour and egg white."""
_MAY_BE_SWEETS = ("drink", "bread", "breakfast", "snack", "street-food")
_EATEN_RAW = (*_FRUIT, "nut", "seed")
"""Groups of what is eaten as it is; at breakfast grain is too."""


class Sorts:
    """Of one question to one corpus."""

    def __init__(self, pantry: Pantry, asking: Asking, demands: Demands) -> None:
        self._pantry = pantry
        self._groups = pantry.groups
        self._asking = asking
        self._demands = demands
        self._wanted = demands.wanted
        self._lacking = pantry.lacking(demands)
        self._healthy = asks_for_health(asking.text)
        self._of_types = weighing.types_of(demands.wanted)
        self.of_sweets = weighing.of_sweets(demands.wanted) and not (asking.groups or asking.named)

    def only(self, fit: frozenset[str]) -> frozenset[str] | None:
        """Of those `fit` all that answer which foods hold an allergen, of the sort wanted, or what of a group is
        fit that is eaten as it is; none where nothing of it is, "lactose-free cheese"; or a group that is all that is
        named. None for other questions.
        """
        if held := self._asking.holding:
            holding = fit & self._pantry.parts.holding(held)
            holding = (holding - self._pantry.parts_of_dishes if self._asking.dishes else holding) or holding
            return self._pantry.having(self._wanted, holding) or holding or None
        groups = self._asking.groups
        if not groups or self._asking.topic or self._demands.beyond_safety():
            return None
        of_them = fit & self._groups.any_of(groups)
        if not self._demands.free_of:
            return None if self._demands or self._asking.dishes else of_them or None
        return of_them if not of_them or {*groups} <= {*_BESIDE_MEALS, *_SEASONINGS} else None

    def loss(self, food: Food, *, near: bool = False) -> float:
        """What `food` loses, from 0 to 1; only by its sort where it is `near` to what is wanted."""
        if self._healthy and is_rich(food):
            return weighing.RICH
        groups = self._asking.groups
        if groups and food.id in self._of_named_groups:
            return 0.0
        if near:
            beside = () if self._only_of_place else ("condiment", "drink")
            parts = ("ingredient",) if self.of_meal or self._asking.dishes else ()
            other = self._of_other_sort(food) if self.of_sweets or food.type in (*beside, *parts) else 0.0
            return other + self._without_parts(food.id)
        return self._of_other_sort(food) + self._little_of_groups(food.id) + self._without_parts(food.id)

    def _without_parts(self, food_id: str) -> float:
        """For a dish without the ingredients that it shall be made with, of several for each that it lacks."""
        named = self._asking.made_with
        if not named or food_id in named:
            return 0.0
        return weighing.WITHOUT_PART * (1 - self._pantry.parts.share(food_id, named))

    @cached_property
    def sweets(self) -> frozenset[str]:
        """What is eaten for dessert, and what tastes sweet of the types that may be sweets."""
        tasting = [facet for facet in self._wanted if facet.name == "sweet"]
        drinks = self._pantry.of_types(("drink",))
        return (self._pantry.sweets - drinks) | self._pantry.having(tasting, self._pantry.of_types(_MAY_BE_SWEETS))

    def sweets_only(self, having: frozenset[str], fit: frozenset[str]) -> frozenset[str]:
        """The sweets of those `having` all else, or all that are `fit` where these are few; where sweets are wanted."""
        if not self.of_sweets:
            return having
        having &= self.sweets
        return having if len(having) >= weighing.ENOUGH else having | (fit & self.sweets)

    def nothing_like_it(self, food: Food) -> bool:
        """Whether it is shown in place of a sort of dish that it has nothing of: a stew for noodles, or for dessert."""
        if any(facet.name == "dessert" for facet in self._wanted) and (
            food.type == "drink" or food.id not in self._pantry.sweets
        ):
            return True
        if food.type not in weighing.OF_ANY_SORT:
            return False
        sorts = {facet for facet in self._wanted if facet.kind in ("dish", "type")}
        lacking = {facet for facet in sorts if food.id not in self._pantry.having((facet,), self._pantry.everything)}
        return lacking == sorts and any(facet.kind == "dish" for facet in sorts)

    def made_as_named(self, food_id: str) -> bool:
        """Whether it is mainly of the groups, or made with all the ingredients, that are named, where any are."""
        groups, named = self._asking.groups, self._asking.made_with
        mainly = not groups or food_id in self._groups.mainly_of(groups)
        return bool(groups or named) and mainly and not self._without_parts(food_id)

    def tells_unfit(self, full: frozenset[str]) -> bool:
        """Whether it is of use to hear of what is not fit though the foods `full` are: of what is to be avoided."""
        if self._demands.of_safety and asks_what_to_avoid(self._asking.text):
            return True
        made = self._asking.made_with and self._demands.of_things
        return bool(made) and not any(map(self.made_as_named, full))

    def made_nearly(self, pool: Sequence[Match], full: Iterable[str], lacks: Mapping[str, float]) -> frozenset[str]:
        """Foods that come near and are made with what is named, where none of `full`, which have all else, is."""
        if any(map(self.made_as_named, full)):
            return frozenset()
        near = (match.food.id for match in pool if match.fused >= weighing.NEAR)
        return frozenset(each for each in near if lacks[each] < weighing.LACK["place"] and self.made_as_named(each))

    def as_described(self, pool: Sequence[Match], named: Iterable[Food]) -> Sequence[Match]:
        """`pool`, what is most like a description first; what it names are parts of that."""
        lacks = {match.food.id: len(self._lacking(match.food.id)) for match in pool}
        part = {food.id: weighing.PART for food in named if food.type == "ingredient"}
        return sorted(
            pool,
            key=lambda m: weighing.LACK_DESCRIBED * lacks[m.food.id] + part.get(m.food.id, 0.0) - m.fused,
        )

    def gain(self, food_id: str) -> float:
        """What a food gains that is from around a place that is wanted, though not from there, or of the types that a
        sort mostly is.
        """
        lacking = (each for each in self._lacking(food_id) if each.kind in ("place", "dish"))
        return weighing.AROUND if any(food_id in self._pantry.akin(each) for each in lacking) else 0.0

    def nearly(self, fit: frozenset[str]) -> frozenset[str]:
        """Those of `fit` that come near to all that is wanted; where no dishes from next to a place do, from further
        off.
        """
        near = fit.intersection(*map(self._pantry.akin, self._wanted))
        dishes = fit - self._pantry.parts_of_dishes - self._pantry.of_types(("drink",))
        places = [each for each in self._wanted if each.kind == "place"]
        if len(near & dishes) >= weighing.ENOUGH or len(places) != len(self._wanted):
            return near
        wide = (dishes & area for each in places for area in self._pantry.wider(each))
        return near | next((found for found in wide if len(found) >= weighing.ENOUGH), frozenset())

    def put_on_the_table(self, among: frozenset[str]) -> frozenset[str]:
        """Those of `among` that are eaten by themselves, where there are any; for a main meal no bare vegetables, nor
        what is eaten or drunk beside it.
        """
        among = (among - self._seasonings) or among
        if not self._no_dishes.issuperset(self._asking.named):
            return (among - self._no_dishes) or among
        if not (self.of_meal or self._asking.dishes):
            return among
        raw = self._pantry.uncooked - self._groups.any_of(_EATEN_RAW)
        if not (self._main_meal or self._asking.dishes):
            raw -= self._groups.any_of(("grain",))
            return (among - raw - self._pantry.of_types(("drink", "condiment"))) or among
        beside = self._beside_meals | self._groups.any_of(("cheese",)) | self._pantry.of_types(_BESIDE)
        return (among - raw - beside) or (among - self._beside_meals - self._pantry.of_types(_BESIDE)) or among

    def dishes_first(self, ranked: Sequence[str]) -> Sequence[str]:
        """Of foods ranked by their numbers, for a meal, those before bare ingredients that are dishes and well placed
        too.
        """
        if not (self.of_meal or self._asking.dishes):
            return ranked
        parts = self._pantry.parts_of_dishes | self._pantry.of_types(_BESIDE)
        first = [each for each in ranked[: int(len(ranked) * weighing.WELL_PLACED)] if each not in parts]
        return [*first, *(each for each in ranked if each not in first)]

    @cached_property
    def _of_named_groups(self) -> frozenset[str]:
        return self._groups.any_of(self._asking.groups)

    @cached_property
    def _of_snacks(self) -> bool:
        """Whether a snack is wanted and nothing sweet."""
        names = {facet.name for facet in self._wanted}
        return "snack" in names and names.isdisjoint(("dessert", "sweet"))

    @cached_property
    def _of_drinks(self) -> bool:
        return any(facet.name == "drink" for facet in self._wanted)

    @cached_property
    def _of_sort(self) -> bool:
        """Whether a sort of dish is wanted: in the place of a soup no sauce will do, nor a drink."""
        names = {facet.name for facet in self._wanted if facet.kind in ("type", "dish")}
        return bool(names) and names.isdisjoint(("drink", "condiment", "warming", "ice cream"))

    @cached_property
    def _only_of_place(self) -> bool:
        """Whether food of a place, or cooked in some way, is asked for, and nothing else is said of it."""
        cooked = any(each.name in _OF_FOOD for each in self._wanted)
        food = all(each.kind == "place" or each.name in _OF_FOOD for each in self._wanted)
        return bool(self._wanted) and food and (cooked or not self._asking.topic)

    @cached_property
    def _seasonings(self) -> frozenset[str]:
        return self._groups.any_of(_SEASONINGS)

    @cached_property
    def never(self) -> frozenset[str]:
        """What is not offered: nothing cold for what warms, nothing deep-fried that is light, no onion for
        dessert, no sauce that is like a dish.
        """
        alike = self._asking.like and self._pantry.parts_of_dishes.isdisjoint(self._asking.like)
        no_dish = self._pantry.parts_of_dishes if alike else frozenset[str]()
        return self._pantry.unserved_for(self._wanted) | self._no_dessert | no_dish

    @cached_property
    def _no_dessert(self) -> frozenset[str]:
        """Bare ingredients that nobody eats for dessert; none where something else is wanted, or a group of them."""
        wanted = self.of_sweets or any(facet.name == "dessert" for facet in self._wanted)
        if self._asking.groups or not wanted:
            return frozenset()
        return self._pantry.of_types(("ingredient",)) - self._groups.any_of(_FRUIT)

    @cached_property
    def _beside_meals(self) -> frozenset[str]:
        return self._groups.any_of(_BESIDE_MEALS)

    @cached_property
    def of_meal(self) -> bool:
        """Whether something is wanted that is put on the table by itself, at a time of the day or of the year."""
        return self._main_meal or any(
            facet.kind == "occasion" or (facet.kind == "meal" and facet.name not in ("snack", "drink"))
            for facet in self._wanted
        )

    @cached_property
    def _no_dishes(self) -> frozenset[str]:
        return self._pantry.parts_of_dishes | self._pantry.of_types(("drink",))

    @cached_property
    def _cooked(self) -> bool:
        """Whether a dish is wanted by the way of making it, and by nothing that says of which sort."""
        kinds = {facet.kind for facet in self._wanted}
        return "method" in kinds and kinds <= {"method", "taste", "place"}

    @cached_property
    def _no_dish(self) -> frozenset[str]:
        """What has all that is wanted, where dishes are asked for by that word; what only comes near is not told by."""
        kinds = {facet.kind for facet in self._wanted}
        if not (self._cooked or (self._asking.dishes and kinds <= {"taste", "place"})):
            return frozenset()
        return self._pantry.having(self._wanted, self._pantry.of_types(("drink",)))

    @cached_property
    def _main_meal(self) -> bool:
        return any(facet.kind == "meal" and facet.name in weighing.MAIN_MEALS for facet in self._wanted)

    def _little_of_groups(self, food_id: str) -> float:
        groups = self._asking.groups
        if not groups or food_id in self._groups.mainly_of(groups):
            return 0.0
        return weighing.LITTLE_OF_GROUP if food_id in self._groups.made_of(groups) else weighing.NOT_OF_GROUP

    def _of_other_sort(self, food: Food) -> float:
        if self.of_sweets and food.id not in self._pantry.sweets:
            return weighing.RAW_MEAL + (weighing.BESIDE_MEAL if food.type == "condiment" else 0.0)
        if self.of_sweets and food.type == "drink":
            return weighing.DRINK_SWEET
        if food.type == "condiment" and (self.of_meal or self._cooked) and not self._asking.groups:
            return weighing.RAW_MEAL + (weighing.BESIDE_MEAL if self._main_meal else 0.0)
        if (
            food.type == "drink"
            and (self.of_meal or food.id in self._no_dish)
            and not (self.of_sweets or self._of_drinks)
        ):
            return weighing.DRINK_MEAL + (weighing.BESIDE_MEAL if self._main_meal else 0.0)
        if food.type in ("drink", "condiment") and self._only_of_place and not self.gain(food.id):
            return weighing.BESIDE_PLACE
        if food.type in ("drink", "condiment") and self._of_sort:
            return weighing.BESIDE_SORT
        if food.type == "ingredient":
            raw = 1.0 if self._asking.dishes else weighing.RAW_MEAL if self.of_meal else weighing.RAW
            beside = self._main_meal and (food.id in self._seasonings or food.id in self._beside_meals)
            return raw + (weighing.BESIDE_MEAL if beside else 0.0)
        if food.type == "bread" and self._main_meal and not self._of_types:
            return weighing.BREAD_MEAL
        if food.type == "dessert" and self._of_snacks:
            return weighing.SWEET_SNACK
        return weighing.OTHER_SORT if self._of_types and food.type not in self._of_types else 0.0
