"""Reading: all that a text demands. Rules over words; no model is asked."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ragfood.demands import signs
from ragfood.demands.amounts import bounds_said, orders_said
from ragfood.demands.claiming import claims_cut
from ragfood.demands.conditions import told_first
from ragfood.demands.contrasting import in_one_sentence
from ragfood.demands.demand import Demands, demands_of
from ragfood.demands.doubted import without_doubted
from ragfood.demands.facets import PARTY, Facet, Facets, facets_of, plain_facets, table
from ragfood.demands.ingredient_kinds import untold
from ragfood.demands.leaving_out import clauses, left_out, made_ill_by, parts
from ragfood.demands.nutrients import nutrient_words
from ragfood.demands.premises import without_premise
from ragfood.demands.things import kind_of, means
from ragfood.demands.unspaced import left_out_unspaced
from ragfood.demands.wanting import Said, facets_said, facets_unspaced
from ragfood.foods import ALLERGENS, DIETS, Corpus, Food
from ragfood.understanding.naming import Names, names_of
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, singular, terms_of, words

_SENTENCE = re.compile(r"(?<!\d)\.|\.(?!\d)|[?!;\n。？！；؟।]+")

_NO_MATTER = re.compile(
    r"\b(?:(?:oh|ah|uh|wait|hm+|sorry|well|ok|nah|yeah)[\s,.!…-]+)*no[\s,.!…-]+(?=(?:wait|sorry|hang on|hold on|actually|scratch that|i (?:mean\w*|said|wanted|wrote)|that s wrong|not that|make (?:it|that)|let s)\b)"
)
"""Who takes back what was said does not leave out what comes next: "wait, no, I meant …"."""
_WITHOUT = re.compile(r"\bw ?/ ?(?:o|out|no)\b", re.IGNORECASE)
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
_NO_WORD = re.compile(r" no (?=(\w+))")


_BAKES = re.compile(
    r"\b(?:bakes?|baking|backen|backe|gebacken|hornear|horneo|horneamos|horneado|infornare|inforno|fare in forno|bakken|bak|piec|upiec|upieke|baka|pisirmek|испечь|печь|испеку|спечь)\b|烤|焼[いくけ]|굽|बेक"
)
_DESSERT, _MAINS = "dessert", ("lunch", "dinner")


@dataclass(frozen=True)
class Vocabulary:
    """What facets and foods are called, and the foods."""

    facets: Facets
    names: Names
    foods: Mapping[str, Food] = field(default_factory=dict)
    """By their ids."""

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


def read_demands(text: str, vocabulary: Vocabulary | None = None) -> Demands:
    """What `text` demands. "Is hummus vegan?" asks for a fact and demands nothing; "I'm allergic to …" always does."""
    vocabulary = vocabulary or plain_vocabulary()
    demanded, before = Demands(), ""
    for sentence in _SENTENCE.split(in_one_sentence(told_first(_WITHOUT.sub("without", text)))):
        folded = fold(sentence)
        demanded |= demands_of(made_ill_by(before, folded))
        before = folded if sentence.strip() else before
        for part in parts(sentence) if sentence.strip() else ():
            demanded |= _of_sentence(part, vocabulary, text)
    return _sweet_party(_after_meal(demanded, text), text, vocabulary)


def _sweet_party(demanded: Demands, text: str, vocabulary: Vocabulary) -> Demands:
    """With a dessert for a feast for which something sweet is wanted, or is baked: "to bake for a birthday"."""
    sorts = [each for each in demanded.wanted if each.kind in ("meal", "type", "dish")]
    dessert = vocabulary.facets.called.get(_DESSERT)
    if [each.name for each in sorts] != [PARTY] or not dessert:
        return demanded
    if not (_BAKES.search(fold(text)) or any(each.name == "sweet" for each in demanded.wanted)):
        return demanded
    return replace(demanded, wanted=tuple(dessert if each.name == PARTY else each for each in demanded.wanted))


def _after_meal(demanded: Demands, text: str) -> Demands:
    """Without the meal that a dessert is for: "a dessert for after dinner"."""
    if not any(each.name == _DESSERT for each in demanded.wanted) or not signs.ENDS_MEAL.search(fold(text)):
        return demanded
    return replace(demanded, wanted=tuple(each for each in demanded.wanted if each.name not in _MAINS))


def _stems(said: Iterable[str]) -> Iterator[str]:
    return (stem for word in said for stem in terms_of(word))


def asks_for_fact(text: str) -> bool:
    """Whether all of `text` asks for facts: "Is hummus vegan?", "why is sushi from Italy?"."""
    said = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    return bool(said) and all(
        _is_fact(clause, each) or _is_fact_unspaced(clause) for each in said for clause in clauses(fold(each))
    )


def _is_fact_unspaced(folded: str) -> bool:
    return bool(signs.FACT_UNSPACED.search(folded) and not signs.ASKS_FOR.search(folded))


def _of_sentence(sentence: str, vocabulary: Vocabulary, text: str) -> Demands:
    folded = without_premise(_NO_MATTER.sub(" ", fold(sentence)))
    folded = claims_cut(_in_the(folded, text, vocabulary.facets), vocabulary.names)
    states, said = list(left_out_unspaced(folded)), list[Said]()
    unspaced_fact = _is_fact_unspaced(folded)
    if not unspaced_fact:
        said += facets_unspaced(folded, vocabulary.facets)
    asked_for = []
    for clause in map(without_doubted, clauses(folded)):
        if not _is_fact(clause, sentence):
            grave = signs.OF_ALLERGY.search(clause)
            states += [each for each in left_out(clause) if grave or vocabulary.may_leave_out(each)]
            said += facets_said(clause, vocabulary.facets, vocabulary.names)
            asked_for.append(clause)
    *before, last = words(folded) or [""]
    asks = text.rstrip().endswith(("?", "？")) or (before and means(before[-1], True))
    ends = vocabulary.facets.called.get(last) if asks else None
    demanded = demands_of(
        [
            each
            for each in states
            if not (_names_facet(each, said, vocabulary.facets, ends) or _of_place(each, said, vocabulary))
        ]
    )
    if not asked_for or unspaced_fact:
        return demanded
    amounts = Demands(
        bounds=tuple(dict.fromkeys(bounds_said(folded, text))), orders=tuple(dict.fromkeys(orders_said(folded)))
    )
    return demanded | _of_facets(said, examples=bool(signs.EXAMPLES.search(folded))) | amounts


def _in_the(folded: str, text: str, facets: Facets) -> str:
    """A folded sentence of `text` with the Portuguese "no", which is "in the", told apart from a refusal."""
    tongues = tongues_of(text) if " no " in folded else frozenset[str]()
    if "pt" not in tongues or "en" in tongues:
        return folded
    sure = len(tongues) == 1
    return _NO_WORD.sub(
        lambda found: " em " if sure or getattr(facets.called.get(found[1]), "kind", "") == "place" else found[0],
        folded,
    )


def _of_facets(said: Iterable[Said], *, examples: bool) -> Demands:
    unwanted = {each.facet for each in said if not each.wanted}
    places = [each.facet for each in said if each.wanted and each.facet.kind == "place"]
    # "Nordic food from the north of Europe" is Nordic food; "the north, such as Norway" is all of the north.
    wider = {wide for wide in places if any(each.values < wide.values for each in places)}
    inner = {each for each in places if any(each.values < wide.values for wide in places)}
    sorts = [each.facet for each in said if each.wanted and each.facet.kind == "type"]
    wider_sorts = {wide for wide in sorts if any(each.values < wide.values for each in sorts)}
    unwanted_or_wider = unwanted | wider_sorts | (inner if examples else wider)
    return Demands(
        unwanted=tuple(dict.fromkeys(each.facet for each in said if not each.wanted)),
        wanted=tuple(dict.fromkeys(each.facet for each in said if each.wanted and each.facet not in unwanted_or_wider)),
    )


def _names_facet(ingredient: str, said: Iterable[Said], facets: Facets, ends: Facet | None) -> bool:
    """Whether what was taken for an ingredient is a facet that is not wanted: "no soup"; or one that is wanted, where
    the list went on: "no peanuts, Thai food". "No noodles" leaves out both the dish and the ingredient, but the sort with
    which a question `ends` is what it asks for, "no eggs, pancakes?", and so is one of a thing: "no gluten noodles".
    """
    sorts = [each for each in said if each.facet.kind != "dish" or (each.wanted and each.facet == ends)]
    refused = {each.facet for each in sorts if not each.wanted}
    named = {each.facet for each in sorts}
    return facets.called.get(ingredient) in named or any(
        facets.called.get(each) in refused for each in ingredient.split()
    )


def _of_place(ingredient: str, said: Iterable[Said], vocabulary: Vocabulary) -> bool:
    """Whether what was taken for an ingredient says where what is wanted is from, and names nothing that foods hold: the
    "french main course" of "no pork, french main course".
    """
    first, *rest = ingredient.split()
    wanted = {each.facet for each in said if each.wanted and each.facet.kind == "place"}
    return vocabulary.facets.called.get(first) in wanted and not (rest and vocabulary.may_leave_out(rest[-1]))


def _is_fact(clause: str, sentence: str) -> bool:
    if signs.OF_ONESELF.search(clause):
        return False
    if (of_place := signs.MAY_EAT.search(clause)) and _only_facets(of_place["what"].split()):
        return False
    return bool(signs.FACT.search(clause) or signs.FACT_ACCENTED.search(sentence.casefold()))


def _only_facets(said: Sequence[str]) -> bool:
    """Whether words name a place or a meal and nothing else: what a coeliac may eat of it is wished for."""
    facets = plain_facets().called
    found = [facets[word].kind for word in said if word in facets]
    return bool(found) and all(word in facets or word in signs.BESIDE_PLACE for word in said) and "place" in found
