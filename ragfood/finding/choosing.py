"""Choosing: which foods a question that was read is answered from, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ragfood.demands import Demands, nutrient_of
from ragfood.finding import weighing
from ragfood.finding.looking import Looking
from ragfood.finding.pantry import pantry_of
from ragfood.finding.side_by_side import side_by_side
from ragfood.finding.sorts import Sorts
from ragfood.finding.sought import sought_text
from ragfood.finding.strange import called_so, told_in_passing
from ragfood.finding.telling import few_fit, why_unfit
from ragfood.foods import Food
from ragfood.retrieval import FoodIndex, Found, Match
from ragfood.understanding.asking import Asking
from ragfood.understanding.understood import Comparison

_LEFT_OUT = 20
"""Of how many of the nearest foods it is told that they are hidden, and why."""
_POOL = 100
_SORTS = ("type", "dish", "meal")
_ELSEWHERE = ("celebration", "condiment")
"""Sorts and meals that are spoken of where no food is meant: a wedding, a spread. All others mean food."""
_FOOD_GROUPS = ("grain", "legume", "vegetable", "fruit", "cheese", "leafy green", "berry", "citrus")
"""Groups whose names mean food wherever they are said; a fish or a nut may be something else."""
_MINOR = ("taste", "method")


class Choosing:
    """One question against one index. `told` fills with what is to be said of the choice."""

    def __init__(self, index: FoodIndex, asking: Asking, demands: Demands, most: int) -> None:
        self._index = Looking(index)
        self._asking = asking
        self.demands = demands
        self._most = most
        self._pantry = pantry_of(index.corpus)
        self.corpus = index.corpus
        self._by_id: Mapping[str, Food] = index.corpus.by_id
        self._text = sought_text(asking.text, demands)
        if asking.like:
            self._text = " ".join((*(food.passage() for food in self.foods(asking.like)), self._text))
        self._fit = self._pantry.meeting(demands)
        warned = asking.warned_of
        self._sorts = Sorts(self._pantry, asking, demands)
        self._lacking = self._pantry.lacking(demands)
        if gone := frozenset(asking.shown) | asking.passed | warned | self._sorts.never:
            self._fit -= gone  # else the same set as for others, of which it is known which rows they are
        self._pool = _LEFT_OUT if demands.strict or warned or asking.passed else 0
        self.told = [*told_in_passing(asking, index)]

    @property
    def seen(self) -> Found:
        """The same, or where nothing can be unfit what was found last: it saves a search."""
        return (None if self.demands.strict else self._index.found_last(self._asking.text)) or self.base

    @cached_property
    def base(self) -> Found:
        """What bears on the question, whether or not it is fit."""
        return self._index.search(self._asking.text, max(self._most, self._pool))

    def sides(self) -> list[str]:
        """Ids of the foods that are compared; the nearest by that name where a side is only worded."""
        known = [ids[0] for ids in self._asking.sides]
        for text in self._asking.worded:
            found = called_so(text, self._index)
            if known and not found:
                self.told.append(f"The collection holds nothing called “{text}”.")
            known += found
        return list(dict.fromkeys(known))

    def foods(self, ids: Iterable[str]) -> list[Food]:
        return [self._by_id[each] for each in ids]

    def exactly(self, ids: Sequence[str]) -> tuple[Match, ...]:
        """These foods in this order, with their scores."""
        scored = {match.food.id: match for match in self.base.matches} if ids else {}
        if not scored.keys() >= {*ids}:
            found = self._index.search(self._asking.text, len(ids), frozenset(ids), sure=ids)
            scored = {match.food.id: match for match in found.matches}
        return tuple(scored.get(each) or Match(self._by_id[each], 0.0, 0.0, None) for each in ids)

    def listed(self) -> tuple[Sequence[Match], Comparison | None]:
        """Foods that fit, by what is wanted of them."""
        demands = self.demands
        sorts = any(facet.kind in _SORTS and facet.name not in _ELSEWHERE for facet in demands.wanted)
        kinds = [facet.kind for facet in demands.wanted if facet.kind in (*_MINOR, "place")]
        made, groups = not {*_MINOR}.isdisjoint(kinds), self._asking.groups
        sorts = sorts or (made and bool(len(kinds) > 1 or groups)) or any(each in _FOOD_GROUPS for each in groups)
        spoken = demands.of_safety or demands.orders or demands.bounds or sorts or not self._asking.topic
        kept = any(facet.kind == "occasion" for facet in demands.wanted)
        spoken = spoken or self._asking.speaks_of_food or self._asking.dishes
        spoken = spoken or (kept and self._index.about_food(self._asking.topic))
        if (only := self._sorts.only(self._fit)) is not None:
            return self._index.search(self._text, self._most, only, sure=only).matches if only else (), None
        if not demands or not (spoken or self._index.about_food(self._asking.text) or self.base.matches):
            found = self._made_with_them() if self._asking.dishes and self._asking.made_with else self.base.matches
            return [m for m in found if m.food.id in self._fit][: self._most], None
        if demands.orders and (sorted_foods := self._sorted()):
            return sorted_foods
        if self._asking.describes and not self._named_unfit and (described := self._described()):
            return self._numbered(described)
        if self._asking.made_with and demands.strict and not (demands.wanted or demands.bounds or self._named_unfit):
            return self._made_with_them()[: self._most], None
        if not demands.wanted:
            matches = self._relevant(self._fit, _POOL if demands.bounds else self._most)
            return self._numbered(matches[: self._most])
        return self._numbered(self._wanted())

    def _made_with_them(self) -> Sequence[Match]:
        """Dishes, those first that are made with the ingredients that are named."""
        among = (self._fit - self._pantry.parts_of_dishes) or self._fit
        made = among.intersection(self._pantry.parts.made_with(self._asking.made_with))
        found = self._index.search(self._text, _POOL, self._or_all(among), sure=made).matches
        return sorted(found, key=lambda match: self._sorts.loss(match.food) - match.fused)

    def _relevant(self, among: frozenset[str], most: int) -> Sequence[Match]:
        if unfit := self._named_unfit:
            return self._like(unfit, among, most)
        if self.demands.bounds:
            among = self._of_groups(among)
            return self._within_bounds(among if self._asking.groups else self._sorts.put_on_the_table(among), most)
        if self._asking.dishes and not (self._asking.groups or self._asking.fact):
            among = (among - self._pantry.parts_of_dishes) or among
        if text := self._index.any_meal(self._asking, self._text, strict=self.demands.strict):
            if not self._asking.groups:
                among = (among - self._pantry.parts_of_dishes) or among
            return self._index.search(text, most, self._or_all(among), sure=among).matches
        found = self._index.search(self._text, most, self._or_all(among)).matches
        if found or self._index.search(self._asking.topic, 1).matches:
            return found
        return self._index.search(self._text, most, self._or_all(among), sure=among).matches

    def _like(self, ids: Sequence[str], among: frozenset[str], most: int) -> Sequence[Match]:
        """Of `among` what is like the dishes `ids`, what is from the same place first."""
        alike = self._pantry.like(ids, among)
        told = " ".join(food.passage() for food in self.foods(ids))
        found = self._index.search(told, _POOL, alike, sure=alike, as_told=True).matches if alike else ()
        places = {place for food in self.foods(ids) for place in (food.country, food.region) if place}
        return sorted(found, key=lambda m: (m.food.country not in places) + (m.food.region not in places))[:most]

    def _within_bounds(self, among: frozenset[str], most: int) -> Sequence[Match]:
        """All of `among`, the nearest first; where other words name a food, only those that bear on it."""
        if self._food_words:
            bearing = self._index.search(self._food_words, most, self._or_all(among)).matches
            if found := [match for match in bearing if match.lexical > 0]:
                return found
        return self._index.search(self._text, most, self._or_all(among), sure=among).matches

    @cached_property
    def _food_words(self) -> str:
        return self._index.food_words(self._asking.topic)

    @cached_property
    def _named_unfit(self) -> list[str]:
        """Dishes that are named and not fit: in their place only what is like them is of use."""
        if not self.demands.of_safety:
            return []
        named = self.foods(each for each in self._asking.named or self._asking.pointed if each in self._by_id)
        return [food.id for food in named if food.type not in ("ingredient", "") and food.id not in self._fit]

    def _wanted(self) -> Sequence[Match]:
        """Those that have all that is wanted first; others when they come close or there are few."""
        needed = weighing.needed(self.demands.wanted)
        having = self._pantry.having(needed, self._fit) or self._nearly
        for major in weighing.majors_of(self.demands.wanted) if len(having) < weighing.ENOUGH else ():
            having |= self._pantry.having(major, self._fit)
        if len(having) < weighing.ENOUGH and all(facet.kind == "occasion" for facet in self.demands.wanted):
            having |= self._fit - self._pantry.parts_of_dishes
        having = self._sorts.sweets_only(having, self._fit)
        most = _POOL + min(_POOL, len(having))
        pool = self._index.search(self._text, most, self._or_all(self._fit), sure=having).matches
        told = self._index.told_beyond_places(self._asking.topic, self.demands)
        lacks = {m.food.id: sum(map(weighing.lack, self._lacking(m.food.id))) * (m.food.id not in told) for m in pool}
        full = having & lacks.keys() & self._pantry.having(needed, self._fit)
        if full and self._sorts.tells_unfit(full):
            self._tell_unfit(pool)
        if len(full) >= min(weighing.ENOUGH, self._most):
            of_use = full | told | self._sorts.made_nearly(pool, full, lacks)
            kept = [match for match in pool if match.food.id in of_use or self._close(match)]
            kept.sort(key=lambda match: lacks[match.food.id] + self._sorts.loss(match.food) - match.fused)
            return kept[: self._most]
        of_use = full | having | told
        near = [match for match in pool if match.food.id in of_use or self._comes_near(match)]
        if self._sorts.of_sweets:
            near = [match for match in near if match.food.id in self._sorts.sweets]
        elif self.demands.of_safety and not full:
            near = [match for match in near if not self._sorts.nothing_like_it(match.food)]
        self._tell_few(len(full), others=len(near) > len(full))
        self._tell_unfit(() if full else near)
        return sorted(
            near,
            key=lambda m: (
                lacks[m.food.id] + self._sorts.loss(m.food, near=True),
                self._sorts.loss(m.food) - self._sorts.gain(m.food.id) - m.fused,
            ),
        )[: self._most]

    @cached_property
    def _nearly(self) -> frozenset[str]:
        return self._sorts.nearly(self._fit)

    def _comes_near(self, match: Match) -> bool:
        """Whether a food is of use that has not all that is wanted: it has one thing, or nearly all of them."""
        if not self.demands.of_safety or self._sorts.of_sweets:
            return match.fused >= weighing.NEAR
        major = [each for each in self.demands.wanted if each.kind not in (*_MINOR, "occasion")]
        lacking = [each for each in self._lacking(match.food.id) if each in major]
        some = not major or len(major) > len(lacking)
        if match.food.type == "ingredient" and any(each.kind == "dish" for each in lacking):
            return False
        return match.food.id in self._nearly or (some and match.fused >= weighing.NEAR)

    def _described(self) -> Sequence[Match]:
        """What is most like a description; where it is from and when it is eaten may be told wrong, so they only
        weigh.
        """
        pool = self._index.search(self._text, _POOL, self._or_all(self._fit)).matches
        return self._sorts.as_described(pool, self.foods(self._asking.named))[: self._most]

    def _or_all(self, ids: frozenset[str]) -> frozenset[str] | None:
        return None if len(ids) == len(self._by_id) else ids

    def _tell_few(self, full: int, *, others: bool = True) -> None:
        unfit = not full and self.demands.strict
        known = unfit and self._pantry.having(self.demands.wanted, self._pantry.everything)
        self.told.append(few_fit(self.demands, full, known=bool(known), others=others))

    def _tell_unfit(self, others: Sequence[Match]) -> None:
        """Where there are `others` to be offered, what keeps the nearest foods of the sort from it."""
        among = self._pantry.having(self.demands.wanted, self._pantry.everything) - self._fit
        if self._asking.made_with:
            among &= self._pantry.parts.made_with(self._asking.made_with)
        nearest = [match.food for match in self.base.matches if match.food.id in among]
        self.told += why_unfit(self.demands, nearest if others and self.demands.of_safety else ())

    def _close(self, match: Match) -> bool:
        near = bool(self._asking.topic) and match.fused >= weighing.CLOSE
        return near and all(each.kind in _MINOR and each.name != "light" for each in self._lacking(match.food.id))

    def _sorted(self) -> tuple[Sequence[Match], Comparison | None] | None:
        """By the numbers that are asked for; None when no food that bears on the question has them."""
        orders = self.demands.orders
        among = self._of_groups(self._having_most())
        if self._food_words:
            bearing = self._index.search(self._food_words, _POOL, among).matches
            found = frozenset(match.food.id for match in bearing if match.lexical > 0)
            among = found or (among if self._asking.groups else self._sorts.put_on_the_table(among))
        if named := self._asking.made_with:
            among = (among & (self._pantry.parts.made_with(named) | frozenset(named))) or among
        if not self._asking.groups and not self._food_words:
            among = self._sorts.put_on_the_table(among)
        counted = among.intersection(*(self._pantry.amounts(order.nutrient) for order in orders))
        names = " and ".join(nutrient_of(order.nutrient).label for order in orders)
        if without := len(among) - len(counted):
            self.told.append(
                f"{without:,} {'food is' if without == 1 else 'foods are'} without stored numbers for {names}."
            )
        if not counted:
            return None
        placing = self._pantry.placing(orders)
        best = sorted(self._sorts.dishes_first(sorted(counted, key=placing))[: self._most], key=placing)
        self.told.append("Numbers are per 100 g, as stored; a portion may be more or less.")
        return self._numbered(self.exactly(best))

    def ordered(self, ids: Sequence[str]) -> tuple[Sequence[Match], Sequence[str], Comparison | None] | None:
        """These foods by the numbers that are asked for, with their ids; None when none of them has all numbers."""
        amounts = [self._pantry.amounts(order.nutrient) for order in self.demands.orders]
        if not (counted := [each for each in ids if all(each in listed for listed in amounts)]):
            return None
        best = sorted(counted, key=self._pantry.placing(self.demands.orders))
        matches, numbers = self._numbered(self.exactly(best))
        return matches, best, numbers

    def _having_most(self) -> frozenset[str]:
        """Foods with all that is wanted, or where there are none, with all but what matters least."""
        wanted = sorted(self.demands.wanted, key=lambda facet: -weighing.LACK[facet.kind])
        for kept in range(len(wanted), 0, -1):
            if having := self._pantry.having(wanted[:kept], self._fit):
                if kept < len(wanted):
                    self._tell_few(0)
                return having
        return self._fit

    def _of_groups(self, among: frozenset[str]) -> frozenset[str]:
        groups = self._pantry.groups
        for group in self._asking.groups:
            among = (among & groups.named(group)) or (among & groups.made_of((group,))) or among
        return among

    def _numbered(self, matches: Sequence[Match]) -> tuple[Sequence[Match], Comparison | None]:
        """With the numbers that orders and bounds go by."""
        ordered = [order.nutrient for order in self.demands.orders]
        keys = list(dict.fromkeys((*ordered, *(bound.nutrient for bound in self.demands.bounds))))
        foods = [match.food for match in matches]
        return matches, side_by_side(foods, keys, "ranking") if keys and foods else None
