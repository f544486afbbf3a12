"""Beside: what is asked for to go with a food, and what is had with which sort of it (data/goes_with.json)."""

# ruff: noqa: E501  a pattern is broken where its parts end

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ragfood.demands import Demands, Facet, Vocabulary, vocabulary_of
from ragfood.demands.facets import table, values_of
from ragfood.finding.pantry import pantry_of
from ragfood.foods import Food
from ragfood.retrieval import FoodIndex, Found, Match
from ragfood.understanding.talk import plain
from ragfood.understanding.topic import groups_of
from ragfood.words import fold, words

_FILE = Path(__file__).resolve().parents[2] / "data" / "goes_with.json"
_LONGEST = 3
"""Words of the longest name in the table."""
_AHEAD = re.compile(
    r"(?: (?:a|an|the|my|our|some|this|these|those|good|nice|leftover|el|la|los|las|un|una|le|les|du|des|il|lo|gli|i|o|os|as|um|uma|einem|einer|der|den|dem|het|een|de|l))*"
    r"(?P<named>(?: (?!(?:that|and|but|if|for|when|because|without|no|not|which|please|so|or|what|who|i|we|to|on|at|pour|para|fur|per|it|them|you|bitte|por|s|svp|in|from|with|at)\b)\w+){1,5})"
)
_TOLD = re.compile(
    r"\b(?:eaten|served|comes|goes|arrives|sits|stands|scooped|mopped|ladled)\b[^.;]*?\b(?:with|on|over|beside)\b(?P<beside>[^.;]*)"
)
"""What the text of a dish tells of what is had with it."""
_MOST_TOLD = 5
_OF_NAMED = ("dish:", "type:grill", "type:dessert")
"""What tells of a dish that is named what goes with it; not every soup goes with bread."""
_BARE = ("ingredient", "condiment")
_OF_MEAL = "side dish"
_COURSES = frozenset(["drink", "dessert"])
"""What goes with a dish and is told of in no dish's own passage, so that nobody needs to see that again first."""


@dataclass(frozen=True)
class Beside:
    """What shall be gone with: its `name` as asked, the foods that it names, the rows of the table that hold for it,
    and the facets that only its own words say.
    """

    name: str
    named: tuple[str, ...]
    partners: tuple[str, ...]
    said: frozenset[Facet]
    wish: str = ""
    """What is said before it: "which cheese goes with …"."""
    spoken_of: bool = False
    """Whether it was spoken of before, and is only pointed at."""


def beside_in(question: str, vocabulary: Vocabulary, spoken_of: Sequence[str] = ()) -> Beside | None:
    """With what `question` wants something to go; None where it asks for nothing of the kind, or the table knows
    nothing to go with it. `spoken_of` are ids of what "with it" stands for.
    """
    if spoken_of:
        found = _read(vocabulary.foods[spoken_of[0]].name, vocabulary, weak=False)
        return found and replace(found, spoken_of=True)
    said = plain(question)
    for pattern, weak in ((_signs("before"), False), (_signs("weak"), True)):
        for sign in pattern.finditer(said):
            ahead = _AHEAD.match(said, sign.end())
            if ahead and (found := _read(ahead["named"].strip(), vocabulary, weak=weak)):
                return replace(found, wish=said[: sign.start()])
    found = _read(said.strip(), vocabulary, weak=False) if _signs("behind").search(said) else None
    names = [vocabulary.foods[each].name for each in found.named] if found else []
    return found and replace(found, name=", ".join(names or sorted(facet.name for facet in found.said)) or found.name)


def _read(name: str, vocabulary: Vocabulary, *, weak: bool) -> Beside | None:
    foods = [vocabulary.foods[m.ids[0]] for m in vocabulary.names.mentions(name) if m.ids[0] in vocabulary.foods]
    if weak and any(food.type in _BARE for food in foods):
        return None  # "What can I eat with eggs" asks for what is made with them.
    said = words(fold(name))
    phrases = [" ".join(said[at : at + size]) for size in range(_LONGEST, 0, -1) for at in range(len(said))]
    called = (*phrases, *(found[0] for found in vocabulary.facets.unspaced.finditer("" if name.isascii() else name)))
    facets = frozenset(each for phrase in called if (each := vocabulary.facets.called.get(phrase)))
    rows = [row for phrase in dict.fromkeys(phrases) if (row := _table()[0].get(phrase)) is not None]
    values = {value for facet in facets for value in facet.values} | _values(foods)
    values |= {f"group:{group}" for group in groups_of(name, Demands())}
    rows += [row for value, row in _table()[1].items() if value in values]
    partners = dict.fromkeys((*_told_of(foods, vocabulary), *(each for row in rows for each in row)))
    named = tuple(food.id for food in foods)
    partners = {each: None for each in partners if each not in named}
    return Beside(name, named, tuple(partners), facets) if partners else None


def _values(foods: Sequence[Food]) -> set[str]:
    found = {value for food in foods for value in values_of(food) if value.startswith(_OF_NAMED)}
    named = {word for food in foods if food.type == "ingredient" for word in words(fold(food.name))}
    return found | {f"group:{name}" for name, row in table()["groups"].items() if not named.isdisjoint(row["names"])}


def _told_of(foods: Sequence[Food], vocabulary: Vocabulary) -> Iterator[str]:
    for food in foods:
        for told in _TOLD.finditer(food.text):
            for mention in vocabulary.names.mentions(told["beside"]):
                ready = (each for each in mention.ids if vocabulary.foods[each].type != "ingredient")
                yield next(ready, mention.ids[0])


def go_with(beside: Beside, index: FoodIndex, demands: Demands, most: int) -> tuple[Found, tuple[str, ...]] | None:
    """At most `most` foods that go with it and meet `demands`, those of the sort first that is wanted, behind them
    what is named itself; and a sentence on the former. None where there are none.
    """
    pantry, by_id = pantry_of(index.corpus), index.corpus.by_id
    fit = pantry.meeting(demands)
    known = [each for each in beside.partners if each in fit]
    partners, facets = known, [each for each in demands.wanted if each not in beside.said and each.name != _OF_MEAL]
    if sort := pantry.having(facets, fit) if facets else _wished(beside.wish, index, fit):
        sort = (sort - pantry.of_types(("ingredient",))) or sort
        known = [each for each in known if each in sort]
        partners = [*known, *_nearest(beside.name, index, sort - {*beside.named}, most)]
    partners = list(dict.fromkeys(partners))[: most - len(beside.named)]
    if not partners:
        return None
    named = [each for each in beside.named if each in fit and by_id[each].type not in _BARE]
    told = beside.spoken_of and _COURSES.isdisjoint(facet.name for facet in facets)
    shown = (*named, *partners) if told else (*partners, *named)
    found = index.search(" ".join(by_id[each].name for each in shown), most, frozenset(shown), sure=shown)
    scored = {match.food.id: match for match in found.matches}
    matches = tuple(scored.get(each) or Match(by_id[each], 0.0, 0.0, None) for each in shown)
    names = "; ".join(by_id[each].name for each in known[:_MOST_TOLD] if each in partners)
    return replace(found, matches=matches), ((f"Often had with {beside.name}: {names}.",) if names else ())


def _wished(wish: str, index: FoodIndex, fit: frozenset[str]) -> frozenset[str]:
    """Foods that `wish` names, or of the groups that it names."""
    groups = groups_of(wish, Demands())
    found = pantry_of(index.corpus).groups.any_of(groups)
    return fit & (found | {mention.ids[0] for mention in vocabulary_of(index.corpus).names.mentions(wish)})


def _nearest(name: str, index: FoodIndex, among: frozenset[str], most: int) -> list[str]:
    return [match.food.id for match in index.search(name, most, among, sure=among).matches] if among else []


@lru_cache(maxsize=4)
def _signs(key: str) -> re.Pattern[str]:
    told = json.loads(_FILE.read_text(encoding="utf-8"))[key]
    phrases = sorted((fold(each.replace("_", " ")) for each in told.split()), key=len, reverse=True)
    if key == "behind":
        return re.compile("|".join(map(re.escape, phrases)))
    return re.compile(rf" (?:{'|'.join(map(re.escape, phrases))})(?= )")


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """What goes with what is called so, and with foods that have a value, as ids."""
    called, valued = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for row in json.loads(_FILE.read_text(encoding="utf-8"))["beside"]:
        foods = tuple(row["foods"].split())
        called |= {fold(word.replace("_", " ")): foods for word in row["words"].split()}
        valued |= dict.fromkeys(row["of"], foods)
    return called, valued
