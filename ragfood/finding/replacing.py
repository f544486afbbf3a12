"""Replacing: what is asked for in the place of an ingredient, which is then never offered, nor what is made of it."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ragfood.demands import Demands, Vocabulary
from ragfood.demands.demand import demands_of
from ragfood.demands.facets import table
from ragfood.demands.ingredients import naming
from ragfood.demands.phrases import FILLERS
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.finding.pantry import Pantry, pantry_of
from ragfood.finding.swaps import stored_swap
from ragfood.foods import Corpus, Food
from ragfood.retrieval import FoodIndex, Found
from ragfood.understanding.talk import plain
from ragfood.words import fold, singular

_SUBSTITUTE = re.compile(
    r" (?:substitut(?:es?|ions?|ing)?|replacements?|replac(?:e|es|ing)|alternatives?|subs?|stand ?ins?|swaps?|swap out|ersatz|sustitut[oa]s?|substitut[oa]s?|sostitut[oi]|alternativas?|alternativen?) (?:for|to|of|fur|zu|zum|zur|del?|al?|pour|aux?|per|d[aeiou]\w?)(?= )"
    r"| (?:replace|replacing|substitute|swap|swap out|remplac\w+|ersetz\w+|sustitu(?:ir|yo|imos)|reemplaz\w+|sostitui\w+|substitui\w+)(?= )"
)
"""What always asks for something in the place of what comes next."""
_INSTEAD = re.compile(
    r" (?:instead of|in place of|in lieu of|in the place of|statt|anstatt|anstelle(?: von)?|au lieu d[eu]s?|a la place d[eu]s?|en (?:lugar|vez|cambio) del?|invece d\w+|al posto d\w+|em vez d\w+|no lugar d\w+)(?= )"
)
"""The same where nothing that is wanted was named before it: "rice instead of potatoes" wants rice."""
_MEANT = {"vegetarian": "meat"}
_FEWEST_LETTERS = 3


@dataclass(frozen=True)
class Replaced:
    """What shall be replaced, by its English `name`, and what foods are `without` it."""

    name: str
    without: Demands
    for_wish: bool = False
    """Whether it is told what shall be there in its place: "rice instead of potatoes"."""

    def is_in(self, food: Food) -> bool:
        """Whether `food` is it or is made of it, by its names, ingredients and allergens; its text is not asked."""
        told = fold("\n".join((*food.all_names, *food.ingredients)))
        if any(naming(each).search(told) for each in self.without.without_ingredients):
            return True
        return not Demands(self.without.diets, self.without.free_of).met_by(food)

    def held_by(self, corpus: Corpus) -> frozenset[str]:
        """Ids of all foods that it is in."""
        return frozenset(food.id for food in corpus.foods if self.is_in(food))


def replaced_in(question: str, vocabulary: Vocabulary) -> Replaced | None:
    """The ingredient for which `question` asks something else; None of dishes, and where it asks for none."""
    said = plain(question)
    sign = _SUBSTITUTE.search(said) or _INSTEAD.search(said)
    if not sign:
        return None
    wish = sign.re is _INSTEAD and _names_wish(said[: sign.start()], vocabulary)
    found = named_ahead(said[sign.end() :], vocabulary)
    return replace(found, for_wish=wish) if found else None


def named_ahead(said: str, vocabulary: Vocabulary) -> Replaced | None:
    """The ingredient that folded words name first, but for words that only bind."""
    ahead = [each for each in said.split() if each != "l"]
    while ahead and (ahead[0] in FILLERS.split() or ahead[0] in ("use", "for", "using")):
        ahead = ahead[1:]
    return _thing(ahead, vocabulary)


def _names_wish(before: str, vocabulary: Vocabulary) -> bool:
    facets = (vocabulary.facets.called.get(each) for each in before.split())
    return bool(vocabulary.names.mentions(before)) or any(each and each.kind in ("type", "dish") for each in facets)


def _thing(ahead: Sequence[str], vocabulary: Vocabulary) -> Replaced | None:
    """What the words ahead name first: "soy sauce in a stir-fry"."""
    for size in range(min(LONGEST_NAME, len(ahead)), 0, -1):
        name = " ".join(ahead[:size])
        if stored_swap(name) or stored_swap(singular(name)):
            return Replaced(name, demands_of(longest(ahead[:size], safe=False)[1] or (singular(name),)))
    size, meaning = longest(ahead[:LONGEST_NAME], safe=False)
    if meaning:
        return Replaced(_MEANT.get(meaning[0], meaning[0]), demands_of(meaning))
    if ahead and vocabulary.foods and ahead[0] not in vocabulary.facets.called and vocabulary.may_leave_out(ahead[0]):
        mentions = vocabulary.names.mentions(" ".join(ahead[:LONGEST_NAME]))
        if not mentions:
            return Replaced(singular(ahead[0]), demands_of([singular(ahead[0])]))
    first = next(iter(vocabulary.names.mentions(" ".join(ahead[:LONGEST_NAME]))), None)
    food = vocabulary.foods.get(first.ids[0]) if first and not first.start else None
    if first is None or food is None or food.type != "ingredient":
        return None
    name = singular(" ".join(ahead[: first.end]))
    return Replaced(name, demands_of([name])) if len(name) >= _FEWEST_LETTERS else None


def in_place_of(replaced: Replaced, index: FoodIndex, demands: Demands, most: int) -> tuple[Found, tuple[str, ...]]:
    """At most `most` foods that do without it and meet `demands`: those that cooks are known to take, then others of
    its sort, or any that bear on it; and a sentence on the former.
    """
    pantry, by_id = pantry_of(index.corpus), index.corpus.by_id
    fit = pantry.meeting(demands.only_safety())
    uses, how = stored_swap(replaced.name) or stored_swap(singular(replaced.name)) or ((), "")
    taken = [each for each in uses if each in fit and not replaced.is_in(by_id[each])][:most]
    others = fit & pantry.meeting(replaced.without) - {*taken}
    others = frozenset(each for each in others if not replaced.is_in(by_id[each]))
    of_sort = others & _of_its_sort(replaced.name, index, pantry)
    ids = frozenset(taken) or of_sort or others & pantry.parts_of_dishes
    found = index.search(replaced.name, most, ids, sure=taken or of_sort)
    rank = {each: at for at, each in enumerate(taken)}
    matches = tuple(sorted(found.matches, key=lambda match: rank.get(match.food.id, len(rank))))
    names = ", ".join(by_id[each].name for each in taken)
    told = (f"Cooks use these in the place of {replaced.name}: {names}. How: {how}.",) if taken else ()
    return replace(found, matches=matches), told


def _of_its_sort(name: str, index: FoodIndex, pantry: Pantry) -> frozenset[str]:
    """Foods of the smallest group that what is called `name` belongs to."""
    return min(_groups(name, index, pantry), key=len, default=frozenset[str]())


def _groups(name: str, index: FoodIndex, pantry: Pantry) -> Iterator[frozenset[str]]:
    called = {
        food.id for food in index.corpus.foods if food.type == "ingredient" and naming(name).search(fold(food.name))
    }
    for group in table()["groups"]:
        if called & (ids := pantry.groups.named(group)):
            yield ids
