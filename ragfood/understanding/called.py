"""Called: the foods that a text names and asks about, apart from names that only say what to leave out."""

from __future__ import annotations

from collections.abc import Sequence

from ragfood.demands import Demands, Vocabulary
from ragfood.demands.nutrients import nutrient_words
from ragfood.demands.things import kind_of, things_said
from ragfood.understanding.naming import Mention
from ragfood.words import fold, words

_SAYING = [
    [word] for word in ("is", "are", "was", "were", "comes", "come", "contains", "contain", "counts", "has", "have")
]
_ABSENT = frozenset(["out", "off", "not", "no", "bad", "dangerous"])
_PARTS = ("ingredient", "condiment", "drink", "")
_AROUND = 2
"""Words before and behind the name of a food that may make it part of something else."""

_WITH = frozenset({
    "with", "using", "contains", "containing", "including", "featuring", "from", "have", "has", "got", "leftover",
    "leftovers", "mit", "aus", "avec", "con", "com", "sobras", "restes", "reste", "avanzi"
})  # fmt: skip
"""Words before what a dish shall be made with."""
_AND = frozenset(["and", "or", "y", "o", "u", "und", "oder", "et", "ou", "e", "ed"])
_BETWEEN = 2
"""Words between those and its name: "with some cooked chicken"."""


def named_in(repaired: str, vocabulary: Vocabulary, demands: Demands) -> tuple[str, ...]:
    """The foods that are named, but for those that only say what else must not be in them, or is asked about."""
    return tuple(dict.fromkeys(mention.ids[0] for mention in _naming(repaired, vocabulary, demands)))


def made_with(repaired: str, vocabulary: Vocabulary, demands: Demands, *, dishes: bool) -> tuple[str, ...]:
    """The ingredients that what is asked for shall be made with; all that are named where dishes are asked for."""
    said, found, last = words(fold(repaired)), list[str](), -1
    out = Demands(free_of=demands.free_of, without_ingredients=demands.without_ingredients)
    for mention in _naming(repaired, vocabulary, demands, things_too=True):
        food = vocabulary.foods.get(mention.ids[0])
        joined = last >= 0 and not _AND.isdisjoint(said[last : mention.start])
        near = said[max(0, mention.start - 1 - _BETWEEN) : mention.start]
        if " ".join(said[mention.start : mention.end]) in nutrient_words() or (food and out.unmet_by(food)):
            continue
        if food and food.type == "ingredient" and (dishes or joined or not _WITH.isdisjoint(near)):
            found.append(food.id)
            last = mention.end
    return tuple(dict.fromkeys(found))


def _naming(repaired: str, vocabulary: Vocabulary, demands: Demands, *, things_too: bool = False) -> Sequence[Mention]:
    said = words(fold(repaired))
    mentions = vocabulary.names.mentions(repaired)
    things = [not _is_dish(each, vocabulary) and _is_thing(said[each.start : each.end], demands) for each in mentions]
    things = [thing and not _is_told_of(said, each) for thing, each in zip(things, mentions, strict=True)]
    if demands.of_safety:
        things = [thing and _is_part(each, vocabulary) for each, thing in zip(mentions, things, strict=True)]
    if not things_too and (demands.of_safety or not all(things)):
        mentions = [each for each, thing in zip(mentions, things, strict=True) if not thing]
    mentions = [each for each in mentions if not _inside_facet(said, each, vocabulary)]
    facets = {facet for facet in (*demands.wanted, *demands.unwanted) if facet.kind in ("taste", "method", "place")}
    called = [" ".join(said[each.start : each.end]) for each in mentions]
    mentions = [
        each for each, name in zip(mentions, called, strict=True) if vocabulary.facets.called.get(name) not in facets
    ]
    others = [each for each in mentions if " ".join(said[each.start : each.end]) not in nutrient_words()]
    return others or mentions


def _is_part(mention: Mention, vocabulary: Vocabulary) -> bool:
    food = vocabulary.foods.get(mention.ids[0])
    return bool(food) and (food.type if food else "") in ("ingredient", "condiment", "drink")


def _is_told_of(said: Sequence[str], mention: Mention) -> bool:
    """Whether something is said of what is named first: "feta is made from rice"."""
    return said[mention.end : mention.end + 1] in _SAYING and not _ABSENT.intersection(
        said[mention.end : mention.end + 3]
    )


def _is_dish(mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether it names a dish by more than a thing that may be left out: the cheese of "mac and cheese"."""
    food = vocabulary.foods.get(mention.ids[0])
    return bool(food) and mention.end - mention.start > 1 and (food.type if food else "") not in _PARTS


def _is_thing(name: Sequence[str], demands: Demands) -> bool:
    named = {*things_said(name), *things_said(name, safe=True)}
    if demands.free_of and not demands.diets and named:
        # Of "soy sauce without wheat" the soy is what is asked for.
        return not named.isdisjoint((*demands.free_of, *demands.without_ingredients))
    return any(things_said(name)) or kind_of(name) in demands.without_ingredients


def _inside_facet(said: Sequence[str], mention: Mention, vocabulary: Vocabulary) -> bool:
    """Whether a name is part of what calls a place or a way of cooking: the fry of a stir-fry, the lime of Lima."""
    return any(
        " ".join(said[start:end]) in vocabulary.facets.called
        for start in range(max(0, mention.start - _AROUND), mention.start + 1)
        for end in range(mention.end, min(len(said), mention.end + _AROUND) + 1)
        if end - start > mention.end - mention.start
    )


def named_alone(chain: Sequence[str], vocabulary: Vocabulary, demands: Demands) -> tuple[str, ...]:
    """The foods of an earlier question that asked of nothing else: "pad thai", then "and without the nuts?"."""
    for text in reversed(chain):
        if named := named_in(text, vocabulary, demands):
            return named if len(named) == 1 else ()
    return ()
