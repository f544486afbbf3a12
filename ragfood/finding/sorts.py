"""Sorts: what sort of food a question means, and what a food loses of its fused score that is of another."""

from __future__ import annotations

from functools import cached_property

from ragfood.demands import Demands
from ragfood.finding import weighing
from ragfood.finding.pantry import Pantry
from ragfood.foods import Food
from ragfood.understanding.asking import Asking

_SEASONINGS = ("for cooking", "spice")
_BESIDE_MEALS = ("vegetable", "leafy green", "fruit", "citrus", "berry", "nut", "seed", "mushroom", "oil")
"""Groups of what is eaten at a meal and is none by itself."""
_BESIDE = ("condiment", "bread", "drink")
"""Types of the same."""
_FRUIT = ("fruit", "berry", "tropical fruit", "citrus")
"""Groups of what is a dessert as it is, unlike flour and egg white."""


class Sorts:
    """Of one question to one corpus."""

    def __init__(self, pantry: Pantry, asking: Asking, demands: Demands) -> None:
        self._pantry = pantry
        self._asking = asking
        self._wanted = demands.wanted
        self._of_types = weighing.types_of(demands.wanted)
        self._of_sweets = weighing.of_sweets(demands.wanted) and not (asking.groups or asking.named)

    def loss(self, food: Food) -> float:
        """What `food` loses, from 0 to 1."""
        groups = self._asking.groups
        if groups and any(food.id in self._pantry.of_group(each) for each in groups):
            return 0.0
        return self._of_other_sort(food) + self._little_of_groups(food.id)

    def nothing_like_it(self, food: Food) -> bool:
        """Whether it is shown in place of a sort of dish that it has nothing of: a stew for noodles."""
        if food.type not in weighing.OF_ANY_SORT:
            return False
        sorts = {facet for facet in self._wanted if facet.kind in ("dish", "type")}
        lacking = {facet for facet in sorts if food.id not in self._pantry.having((facet,), self._pantry.everything)}
        return lacking == sorts and any(facet.kind == "dish" for facet in sorts)

    def put_on_the_table(self, among: frozenset[str]) -> frozenset[str]:
        """Those of `among` that are eaten by themselves, where there are any; for a main meal no bare vegetables, nor
        what is eaten or drunk beside it.
        """
        among = (among - self._seasonings) or among
        if self._names_dish:
            return (among - self._no_dishes) or among
        if not (self._main_meal or self._asking.dishes):
            return (among - self._pantry.of_types(("drink",))) or among if self.of_meal else among
        return (among - self._beside_meals - self._pantry.of_types(_BESIDE)) or among

    @cached_property
    def _seasonings(self) -> frozenset[str]:
        return frozenset[str]().union(*map(self._pantry.of_group, _SEASONINGS))

    @cached_property
    def no_dessert(self) -> frozenset[str]:
        """Bare ingredients that nobody eats for dessert; none where something else is wanted, or a group of them."""
        if self._asking.groups or all(facet.name != "dessert" for facet in self._wanted):
            return frozenset()
        return self._pantry.of_types(("ingredient",)).difference(*map(self._pantry.of_group, _FRUIT))

    @cached_property
    def _beside_meals(self) -> frozenset[str]:
        return frozenset[str]().union(*map(self._pantry.of_group, _BESIDE_MEALS))

    @cached_property
    def of_meal(self) -> bool:
        """Whether something is wanted that is put on the table by itself, at a time of the day or of the year."""
        return self._main_meal or any(
            facet.kind == "occasion" or (facet.kind == "meal" and facet.name not in ("snack", "drink"))
            for facet in self._wanted
        )

    @property
    def _names_dish(self) -> bool:
        return any(each not in self._no_dishes for each in self._asking.named)

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
        if not groups or food_id in self._pantry.mainly_of(groups):
            return 0.0
        return weighing.LITTLE_OF_GROUP if food_id in self._pantry.made_of(groups) else weighing.NOT_OF_GROUP

    def _of_other_sort(self, food: Food) -> float:
        if self._of_sweets and food.id not in self._pantry.sweets:
            return weighing.RAW_MEAL
        if food.type == "condiment" and (self.of_meal or self._cooked) and not self._asking.groups:
            return weighing.RAW_MEAL + (weighing.BESIDE_MEAL if self._main_meal else 0.0)
        if food.type == "drink" and (self.of_meal or food.id in self._no_dish) and not self._of_sweets:
            return weighing.DRINK_MEAL
        if food.type == "ingredient":
            raw = 1.0 if self._asking.dishes else weighing.RAW_MEAL if self.of_meal else weighing.RAW
            beside = self._main_meal and (food.id in self._seasonings or food.id in self._beside_meals)
            return raw + (weighing.BESIDE_MEAL if beside else 0.0)
        if food.type == "bread" and self._main_meal and not self._of_types:
            return weighing.OTHER_SORT
        return weighing.OTHER_SORT if self._of_types and food.type not in self._of_types else 0.0
