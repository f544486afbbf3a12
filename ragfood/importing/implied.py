"""What an ingredient implies: EU-14 allergens and animal origin, by the words of data/taxonomy.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ragfood.settings import SHIPPED_FOODS


@dataclass(frozen=True)
class Implied:
    """`animals` are kinds of the taxonomy: meat, pork, bee, alcohol."""

    allergens: frozenset[str] = frozenset()
    animals: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Taxonomy:
    hiding: re.Pattern[str]
    """Phrases that hide the words inside them: coconut milk is not milk."""
    hidden: Mapping[str, tuple[str, ...]]
    """What such a phrase implies all the same."""
    naming: re.Pattern[str]
    meaning: Mapping[str, frozenset[str]]
    """A word to the allergens and kinds of animal it stands for."""
    allergens: frozenset[str]


@lru_cache(maxsize=8192)
def implied(ingredient: str) -> Implied:
    """What `ingredient` stands for, as it is written in a list of ingredients."""
    taxonomy = _taxonomy()
    found: set[str] = set()

    def hide(phrase: re.Match[str]) -> str:
        found.update(taxonomy.hidden.get(phrase[0], ()))
        return " "

    plain = taxonomy.hiding.sub(hide, " ".join(ingredient.casefold().split()))
    for word in taxonomy.naming.finditer(plain):
        found |= taxonomy.meaning[word[1]]
    return Implied(frozenset(found & taxonomy.allergens), frozenset(found - taxonomy.allergens))


@lru_cache(maxsize=1)
def _taxonomy() -> _Taxonomy:
    told = json.loads(SHIPPED_FOODS.with_name("taxonomy.json").read_text(encoding="utf-8"))
    meaning: dict[str, set[str]] = {}
    for kind, listed in [*told["allergens"].items(), *told["animal"].items()]:
        for word in listed:
            meaning.setdefault(word.casefold(), set()).add(kind)
    return _Taxonomy(
        re.compile(rf"(?<![\w-])(?:{_any(told['not'])})(?![\w-])"),
        {phrase: tuple(kinds) for phrase, kinds in told["not_but"].items()},
        # Inside a lookahead, so that "egg noodles" is found as itself, as eggs and as noodles.
        re.compile(rf"(?<![\w-])(?=({_any(meaning)})(?![\w-]))"),
        {word: frozenset(kinds | _inside(word, meaning)) for word, kinds in meaning.items()},
        frozenset(told["allergens"]),
    )


def _inside(phrase: str, meaning: Mapping[str, set[str]]) -> set[str]:
    """What the shorter words at the beginning of `phrase` stand for, which the longest match would swallow."""
    words = phrase.split()
    return {kind for size in range(1, len(words)) for kind in meaning.get(" ".join(words[:size]), ())}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
