"""Vocabulary: what facets and foods are called, and which foods hold what a text leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ragfood.demands import signs
from ragfood.demands.by_person import speaks_of_person
from ragfood.demands.demand import Demands
from ragfood.demands.facets import Facets, facets_of, plain_facets, table
from ragfood.demands.ingredient_kinds import told_of, untold
from ragfood.demands.nutrients import nutrient_words
from ragfood.demands.phrases import members
from ragfood.demands.slips import slipped
from ragfood.demands.things import kind_of, things_said
from ragfood.foods import ALLERGENS, DIETS, Corpus, Food
from ragfood.understanding.naming import Names, names_of
from ragfood.words import fold, singular, terms_of, words

_BINDING = frozenset(
    [
        "a",
        "al",
        "alla",
        "alle",
        "all",
        "au",
        "aux",
        "aos",
        "ao",
        "com",
        "con",
        "de",
        "del",
        "di",
        "e",
        "en",
        "in",
        "la",
        "mit",
        "with",
    ]
)
_TELLING = 5
"""Words at the start of a food's text that say what it is."""


@dataclass(frozen=True)
class Vocabulary:
    """What facets and foods are called, and the foods."""

    facets: Facets
    names: Names
    foods: Mapping[str, Food] = field(default_factory=dict)
    """By their ids."""

    def lay_out(self) -> None:
        """All that takes time over many foods, so that no question waits for it."""
        _ = self.dishes_by_word, self._parts_of_foods

    @cached_property
    def phrases(self) -> frozenset[str]:
        """All words and phrases by which facets, nutrients and groups of ingredients are called."""
        grouped = (fold(word.replace("_", " ")) for row in table()["groups"].values() for word in row["words"])
        return frozenset((*self.facets.called, *nutrient_words(), *grouped))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of these."""
        return frozenset(word for phrase in self.phrases for word in phrase.split())

    def may_leave_out(self, thing: str) -> bool:
        """Whether `thing` is something that foods hold, and no "no surgery"; of no corpus, anything may be."""
        said = thing.split()
        known = not self.foods or thing in ALLERGENS or thing in DIETS or kind_of(said) or thing in untold()
        return bool(known) or not self._parts_of_foods.isdisjoint(map(singular, said))

    def known(self, things: Iterable[str], clause: str) -> Iterator[str]:
        """Of `things` that a clause leaves out those that foods hold, and of an allergy all: what nothing is called was
        meant to be an allergen that it holds or is spelled like, or is said beside the list: "eggs, sadly".
        """
        grave = bool(signs.OF_ALLERGY.search(clause))
        _, comma, tail = clause.rpartition(" , ")
        aside = [*map(singular, tail.split())] if comma else []
        for each in things:
            said = each.split()
            if speaks_of_person(said):
                yield from things_said(said, safe=True)
            elif self._tells_of(each) or (not grave and self.may_leave_out(each)):
                yield each
            elif grave and aside[-len(said) :] != said:
                meant = [*things_said(said, safe=True, kinds=True)] or slipped(each, unknown=True)
                yield from meant or (each,)

    def unheard(self, demanded: Demands, *, grave: bool) -> Demands:
        """`demanded` with those of its ingredients noted that no food is made of or called after, where it is of an
        allergy.
        """
        listed = tuple(each for each in demanded.without_ingredients if grave and not self._tells_of(each))
        return replace(demanded, unheard=listed) if listed else demanded

    def _tells_of(self, thing: str) -> bool:
        said = thing.split()
        named = thing in ALLERGENS or thing in DIETS or thing in told_of() or thing in untold()
        told = not self.foods or named or thing.replace(" ", "_") in members() or kind_of(said)
        return bool(told) or self._parts_of_foods.issuperset(map(singular, said))

    @cached_property
    def dishes_by_word(self) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
        """Ids of dishes by the stems of what sort they are called, the last word of a name or the first of "tacos al
        pastor"; and by those of all words of their names and of what they are told of first: "toasted bread …".
        """
        sorts, told = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for food in self.foods.values():
            if food.type in ("ingredient", ""):
                continue
            names = [words(fold(name.partition(",")[0])) for name in (food.name, *food.aliases)]
            firsts = (name[0] for name in names if not _BINDING.isdisjoint(name[1:2]))
            for stem in _stems((*firsts, *(name[-1] for name in names if name))):
                sorts[stem].add(food.id)
            for stem in _stems((*words(fold(food.text))[:_TELLING], *(word for name in names for word in name))):
                told[stem].add(food.id)
        return tuple({stem: frozenset(ids) for stem, ids in each.items()} for each in (sorts, told))  # type: ignore[return-value]

    @cached_property
    def _parts_of_foods(self) -> frozenset[str]:
        """The words of all ingredients and names of foods, in the singular."""
        told = {each for food in self.foods.values() for each in (*food.ingredients, *food.all_names)}
        return frozenset(singular(word) for each in told for word in words(fold(each)))


@lru_cache(maxsize=1)
def plain_vocabulary() -> Vocabulary:
    """That of no corpus."""
    return Vocabulary(plain_facets(), Names(()))


@lru_cache(maxsize=4)
def vocabulary_of(corpus: Corpus) -> Vocabulary:
    """With the places and the names of `corpus`."""
    return Vocabulary(facets_of(corpus), names_of(corpus), corpus.by_id)


def _stems(said: Iterable[str]) -> Iterator[str]:
    return (stem for word in said for stem in terms_of(word))
