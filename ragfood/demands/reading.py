"""Reading: all that a text demands. Rules over words; no model is asked."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ragfood.demands import signs
from ragfood.demands.amounts import bounds_said, orders_said
from ragfood.demands.by_person import listed_in_sentences
from ragfood.demands.by_tongue import in_its_tongue
from ragfood.demands.claiming import claims_cut
from ragfood.demands.conditions import told_first
from ragfood.demands.contrasting import in_one_sentence
from ragfood.demands.degrees import tempered
from ragfood.demands.demand import Demands, demands_of
from ragfood.demands.doubted import without_doubted
from ragfood.demands.each_of_them import states_of_another
from ragfood.demands.facets import PARTY, Facet, Facets, plain_facets
from ragfood.demands.for_children import ALCOHOLIC, without_alcohol
from ragfood.demands.leaving_out import clauses, left_out, parts
from ragfood.demands.made_ill import made_ill_by
from ragfood.demands.not_raw import but_for_raw
from ragfood.demands.premises import without_premise
from ragfood.demands.slips import spelled_right
from ragfood.demands.things import means
from ragfood.demands.unspaced import left_out_unspaced
from ragfood.demands.vocabulary import Vocabulary, plain_vocabulary
from ragfood.demands.wanting import Said, facets_said, facets_unspaced
from ragfood.demands.warmth import put_warm
from ragfood.demands.wished import wished_behind
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, words

_SENTENCE = re.compile(r"(?<!\d)\.|\.(?!\d)|[?!;\n。？！；؟।]+")

_NO_MATTER = re.compile(
    r"\b(?:(?:oh|ah|uh|wait|hm+|sorry|well|ok|nah|yeah)[\s,.!…-]+)*no[\s,.!…-]+(?=(?:wait|sorry|hang on|hold on|actually|scratch that|i (?:mean\w*|said|wanted|wrote)|that s wrong|not that|make (?:it|that)|let s)\b)"
)
"""Who takes back what was said does not leave out what comes next: "wait, no, I meant …"."""
_WITHOUT = re.compile(r"\bw ?/ ?(?:o|out|no)\b", re.IGNORECASE)
_SOY = re.compile(r"(?<!\bno )\bsoy\b(?! (?:sauce|milk))")
_NO_WORD = re.compile(r" no (?=(\w+))")


_BAKES = re.compile(
    r"\b(?:bakes?|baking|backen|backe|gebacken|hornear|horneo|horneamos|horneado|infornare|inforno|fare in forno|bakken|bak|piec|upiec|upieke|baka|pisirmek|испечь|печь|испеку|спечь)\b|烤|焼[いくけ]|굽|बेक"
)
_DESSERT, _MAINS = "dessert", ("lunch", "dinner")


def read_demands(text: str, vocabulary: Vocabulary | None = None) -> Demands:
    """What `text` demands. "Is hummus vegan?" asks for a fact and demands nothing; "I'm allergic to …" always does."""
    vocabulary = vocabulary or plain_vocabulary()
    before, text = "", spelled_right(text)
    sentences = _SENTENCE.split(in_one_sentence(told_first(_WITHOUT.sub("without", text))))
    demanded = demands_of(listed_in_sentences([*map(fold, sentences)]) if len(sentences) > 1 else ())
    for sentence in sentences:
        folded = fold(sentence)
        if before and states_of_another(folded):
            sentence = " but ".join((before, sentence))
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


def asks_for_fact(text: str) -> bool:
    """Whether all of `text` asks for facts: "Is hummus vegan?", "why is sushi from Italy?"."""
    said = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    return bool(said) and all(
        _is_fact(clause, each) or _is_fact_unspaced(clause) for each in said for clause in clauses(fold(each))
    )


def _is_fact_unspaced(folded: str) -> bool:
    return bool(signs.FACT_UNSPACED.search(folded) and not signs.ASKS_FOR.search(folded))


def _of_sentence(sentence: str, vocabulary: Vocabulary, text: str) -> Demands:
    folded = without_premise(_NO_MATTER.sub(" ", put_warm(fold(sentence))))
    folded = claims_cut(_in_the(_i_am(in_its_tongue(folded, text), text), text, vocabulary.facets), vocabulary.names)
    states, said = list(left_out_unspaced(folded)), list[Said]()
    unspaced_fact = _is_fact_unspaced(folded)
    if not unspaced_fact:
        said += facets_unspaced(folded, vocabulary.facets)
    asked_for = []
    for clause in map(without_doubted, clauses(folded)):
        if not _is_fact(clause, sentence):
            of_clause = facets_said(clause, vocabulary.facets, vocabulary.names)
            states += but_for_raw(vocabulary.known(left_out(clause), clause), clause, of_clause)
            said += of_clause
            asked_for.append(clause)
    *before, last = words(folded) or [""]
    asks = text.rstrip().endswith(("?", "？")) or (before and means(before[-1], True))
    ends = vocabulary.facets.called.get(last) if asks else None
    wished = (
        wished_behind(folded, vocabulary.names, vocabulary.foods, vocabulary.facets) if _asks(text) else frozenset()
    )
    demanded = demands_of(
        [
            each
            for each in states
            if not wished.issuperset(each.split())
            and not (_names_facet(each, said, vocabulary.facets, ends) or _of_place(each, said, vocabulary))
        ]
    )
    demanded = vocabulary.unheard(demanded, grave=any(map(signs.OF_ALLERGY.search, clauses(folded))))
    if not asked_for or unspaced_fact:
        return demanded
    if "alcohol" not in states and without_alcohol(folded):
        said.append(Said(ALCOHOLIC, wanted=False))
    amounts = Demands(
        bounds=tuple(dict.fromkeys(bounds_said(folded, text))), orders=tuple(dict.fromkeys(orders_said(folded)))
    )
    return (
        demanded | _of_facets(tempered(said, vocabulary.facets), examples=bool(signs.EXAMPLES.search(folded))) | amounts
    )


def _asks(text: str) -> bool:
    return text.rstrip(" .!").endswith(("?", "？", "؟", "please"))


def _i_am(folded: str, text: str) -> str:
    """A folded sentence of `text` with the Spanish "soy", which is "I am", told apart from the bean."""
    if not _SOY.search(folded):
        return folded
    tongues = tongues_of(text)
    return _SOY.sub("yo", folded) if "es" in tongues and "en" not in tongues else folded


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


@lru_cache(maxsize=256)  # a clause is looked at for a fact, and for what it demands
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
