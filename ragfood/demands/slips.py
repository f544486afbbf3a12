"""Slips: one letter wrong in the word for an allergy or in an allergen's name must not lose it: "Erdnusallergie"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from ragfood.demands import phrases
from ragfood.demands.phrases import members, species, things
from ragfood.demands.things import food_in, longest
from ragfood.foods import ALLERGENS
from ragfood.words import fold, replace_words, singular

_SAID_RIGHT = re.compile("all?erg|alerj|ал?лерг|алерг|intoll?eran")
_FORMS = """
    allergy allergies allergic allergique allergiques allergie allergien allergisch allergiker allergikerin
    allergia allergico allergica allergici allergiche alergia alergias alergico alergica alergicos alergicas
    alerji alerjim alerjisi alerjimiz alerjik allergi allergisk аллергия аллергии аллергию аллергик алергія
    алергію uczulenie uczulony uczulona intolerant intolerance intolerante intolerancia intolleranza intolleranz
"""
_EVERYDAY = """
    barely better bitter break breaks cheesy coach couch creamy daily ember embers ever frisch gran grand grande
    grandes guten hammer kill kills late last lasts main many male man mann mai mich mild milky mill many many
    nice noch noche noches note notes none nose perche peut place places poison sauce selber seller sete sharp
    sofa soil soir soit stark state states stay stays sure thin tout todas veces verte vote what whats when why
    writing waiting para nada einer eher mussen otras send sent share spent mini mehr sehr seit peace hava rouge
    grade what
"""
"""Words that come near to the name of an allergen and are none."""
_RARE = frozenset(["char", "basa", "ling", "bass", "pike", "carp", "dory", "hake", "mawa", "khoa", "unagi", "fugu"])
"""Names that are seldom meant."""
_OTHER_WORDS = frozenset(["alegria", "alegrias", "allegria", "allegrie", "alegrie", "allegri"])
_SHORTEST = 6
"""Letters of a word that may mean an allergy."""
_SHORTEST_NAME = 4
"""Letters of a name: shorter ones are too near to each other."""
_LONG = 6
"""Letters from which one letter for another makes no other word."""
_VOWELS = frozenset("aeiouy")
_SHORTEST_PART = 2
"""Letters of an allergen's name before "allergie"."""


def spelled_right(text: str) -> str:
    """`text` with the words for an allergy as they are spelled, and the names of allergens in one word with them."""
    return replace_words(text, lambda word: _right(fold(word)) or word)


@lru_cache(maxsize=4096)
def slipped(word: str, *, unknown: bool = False) -> tuple[str, ...]:
    """The allergens that a folded `word` was meant to name, where it has one slip and names no food itself. In a short
    word one letter for another makes another word, unless it is `unknown` to the foods.
    """
    known = word in _no_names() or longest([word], safe=True)[0] or food_in([word])[0]
    if known or len(word) < _SHORTEST_NAME - 1:
        return ()
    names = _names().get(word[0], ())
    near = _near(word, names) or _near(singular(word), names)
    near = near if unknown or len(word) >= _LONG else [name for name in near if not _changed(name, word)]
    return tuple(dict.fromkeys(each for name in near for each in _meant(name)))


def slipped_before(said: Sequence[str]) -> list[str]:
    """The allergens that the words right before a word for an allergy were meant to name: "wneat allergy"."""
    before = (word for word, then in pairwise(said) if _SAID_RIGHT.match(then))
    return list(dict.fromkeys(each for word in before for each in slipped(word, unknown=True)))


@lru_cache(maxsize=4096)
def _right(word: str) -> str:
    """A folded word put right; "" when nothing is wrong with it."""
    if len(word) < _SHORTEST or word in _OTHER_WORDS:
        return ""
    exact = _SAID_RIGHT.search(word)
    if exact:
        return _part_right(word[: exact.start()], word[exact.start() :])
    if len(set("lerg") - set(word)) > 1 and len(set("лерг") - set(word)) > 1 and len(set("lerj") - set(word)) > 1:
        return ""
    if whole := _near(word, _forms()):
        return whole[0]
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST + 2):
        if (form := _near(word[at:], _forms())) and longest([word[:at]], safe=True)[0]:
            return word[:at] + form[0]
    return ""


def _part_right(part: str, allergy: str) -> str:
    if len(part) < _SHORTEST_PART:
        return ""
    right = re.sub("^alerg", "allerg", allergy)
    if longest([part], safe=True)[0]:
        return part + right if right != allergy else ""
    near = _near(part, _names().get(part[0], ())) if len(part) >= _SHORTEST_NAME - 1 else []
    return near[0] + right if near else ""


def _near(word: str, names: Sequence[str]) -> list[str]:
    """Those of `names` that are one slip away from `word`, letters left out or doubled before letters changed."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(word, names, scorer=OSA.distance, score_cutoff=1, limit=None)
    near = [name for name, _, _ in found]
    return sorted(near, key=lambda name: (_changed(name, word), name))


def _changed(name: str, word: str) -> bool:
    """Whether a letter stands for another one, and is no vowel for a vowel."""
    pairs = [pair for pair in zip(name, word, strict=False) if pair[0] != pair[1]]
    return len(name) == len(word) and sorted(name) != sorted(word) and not any(_VOWELS.issuperset(p) for p in pairs)


def _meant(name: str) -> tuple[str, ...]:
    return (*things().get(name, ()), *members().get(name, ()), *species().get(name, ()))


@lru_cache(maxsize=1)
def _forms() -> Sequence[str]:
    return _FORMS.split()


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words of every day that come near to the name of an allergen and are none."""
    said = f"{phrases.JOINERS} {phrases.FILLERS} {phrases.NO_FOOD} {_EVERYDAY}".split()
    return frozenset((*said, *phrases.kin(), *phrases.polarity("refusing")))


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Sequence[str]]:
    """The names of allergens of one word, by their first letters."""
    found = defaultdict[str, list[str]](list)
    for table in (things(), members(), species()):
        for name, meant in table.items():
            if len(name) >= _SHORTEST_NAME and name not in _RARE and "_" not in name and set(meant) <= set(ALLERGENS):
                found[name[0]].append(name)
    return found
