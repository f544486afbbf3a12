"""Passed over: dishes that a question names only to have others: "something Moroccan that isn't tagine"."""

# ruff: noqa: E501  a pattern is broken where its parts end

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ragfood.demands import Vocabulary, read_demands
from ragfood.demands.phrases import diets_cut
from ragfood.demands.things import things_said
from ragfood.understanding.naming import Mention
from ragfood.understanding.talk import listed, pattern, plain
from ragfood.words import fold, terms_of, word_spans

_LONGEST = 3
"""Words of what is passed over without being the whole name of a dish."""
_TOLD_APART = re.compile(
    r" (?:how|what|in what way|in which way)(?: (?:is|are|s|re|does|do|did|makes?))? .*(?:differ|differs|different) | differences? "
    r"| (?:en|in|em) (?:que|quoi|che|wat|welcher) .*(?:differ\w*|difer\w*|diver\w*|unterscheid\w*|verschil\w*) | (?:was|worin|wie) .*(?:anders|unterscheid\w*) "
)
"""What is set against another is not passed over: "how is pho different from ramen"."""
_NEVER = ("ingredient", "")
"""Types of which nothing is passed over: what is left out of a dish is demanded."""


def passed_over(text: str, vocabulary: Vocabulary, repair: Callable[[str], str] = str) -> tuple[str, frozenset[str]]:
    """`text` without the dishes that it names only to have others, and their ids. It stays whole where it says nothing
    else; what must not be in a dish is never passed over. What is spelt wrong is looked for as `repair` spells it.
    """
    if not _opens(text):
        return text, frozenset()
    cut, ids = _passed_over(text, vocabulary)
    if ids and not {*read_demands(text).free_of} <= {*read_demands(cut).free_of}:
        return text, frozenset()  # of "it's not just milk I can't have" the milk is no dish
    if not ids and (right := repair(text)) != text:
        right, ids = _passed_over(right, vocabulary)
        return (right, ids) if ids else (text, ids)
    return cut, ids


def _opens(text: str) -> bool:
    said = plain(text)
    if not text.isascii() and pattern("passed_over_unspaced").search(text):
        return True
    if listed("passed_over_signs").isdisjoint(said.split()) or _TOLD_APART.search(said):
        return False
    return bool(pattern("passed_over").search(said) or pattern("passed_over_behind").search(said))


def _passed_over(text: str, vocabulary: Vocabulary) -> tuple[str, frozenset[str]]:
    spans = [*word_spans(text)]
    said = [fold(text[start:end]) for start, end in spans]
    runs = [*_named(f" {' '.join(said)} ", said, vocabulary)]
    ids = frozenset(each for _, _, found in runs for each in found)
    cut = _without(text, [(spans[first][0], spans[last - 1][1]) for first, last, _ in runs])
    for unspaced in pattern("passed_over_unspaced").finditer(text) if not text.isascii() else ():
        named = next(filter(None, unspaced.groups()), "")
        if found := [each for mention in vocabulary.names.mentions(named) for each in _dishes(mention, vocabulary)]:
            ids, cut = ids | frozenset(found), cut.replace(unspaced[0], " ")
    return (cut, ids) if any(map(_tells, diets_cut(plain(cut)).split())) else (text, ids)


def _tells(word: str) -> bool:
    """Whether a word says what is wanted, and not only what must not be in it."""
    idle = word in listed("idle") or word in listed("passed_over_rest") or any(things_said([word], kinds=True))
    return bool(terms_of(word)) and not idle


def _named(whole: str, said: Sequence[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int, frozenset[str]]]:
    """From and to before which word dishes are passed over, with the words that say so, and their ids."""
    opened = [found.span() for found in pattern("passed_over").finditer(whole)]
    closed = [found.span() for found in pattern("passed_over_behind").finditer(whole)]
    mentions = vocabulary.names.mentions(" ".join(said)) if opened or closed else []
    starting = {each.start: each for each in mentions}
    for start, end in opened:
        at, found, last = whole[:end].count(" "), frozenset[str](), 0
        while at < len(said):
            if said[at] in listed("passed_over_between"):
                at += 1
                continue
            size, ids = _dish_at(said, at, starting, vocabulary)
            if not size:
                break
            at = last = at + size
            found |= ids
        if last:
            yield whole[:start].count(" "), last, found
    for start, end in closed:
        behind = whole[:start].count(" ")
        for each in mentions:
            if each.end == behind and (ids := frozenset(_dishes(each, vocabulary))):
                yield each.start, whole[:end].count(" "), ids


def _dish_at(
    said: Sequence[str], at: int, starting: Mapping[int, Mention], vocabulary: Vocabulary
) -> tuple[int, frozenset[str]]:
    """How many words from `at` on are what a dish or a sort of dishes is called, and the ids of those."""
    mention = starting.get(at)
    if mention and (ids := frozenset(_dishes(mention, vocabulary))):
        return mention.end - at, ids | _called(said[at : mention.end], vocabulary.dishes_by_word[1])
    (sorts, told), called = vocabulary.dishes_by_word, vocabulary.facets.called
    for size in range(min(_LONGEST, len(said) - at), 0, -1):
        phrase = said[at : at + size]
        # "Not soup" is read as a demand, and so is "no nut roast"; of "not fruit salad" only that is meant.
        first = phrase[:-1] or phrase
        known = all(any(stem in told for stem in terms_of(word)) for word in first)
        demanded = any(word in called for word in (*first, " ".join(phrase))) or [*things_said(phrase, kinds=True)]
        facet = called.get(phrase[-1])
        sort = not facet or facet.kind in ("dish", "type")
        if known and sort and not demanded and any(stem in sorts for stem in terms_of(phrase[-1])):
            return size, _called(phrase, told)
    return 0, frozenset()


def _dishes(mention: Mention, vocabulary: Vocabulary) -> list[str]:
    return [each for each in mention.ids if each in vocabulary.foods and vocabulary.foods[each].type not in _NEVER]


def _called(phrase: Sequence[str], by_word: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The foods that have all words of a phrase."""
    stems = [stem for word in phrase for stem in terms_of(word)]
    return frozenset.intersection(*(by_word.get(each, frozenset()) for each in stems)) if stems else frozenset()


def _without(text: str, gone: Sequence[tuple[int, int]]) -> str:
    if not gone:
        return text
    for start, end in sorted(gone, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return re.sub(r"\s{2,}", " ", text).strip()
