"""By person: allergies that are listed with whom they are of and without a verb: "nuts (me), fish (wife)"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ragfood.demands import signs
from ragfood.demands.phrases import FILLERS, JOINERS, kin
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.words import words

_PERSONS = """
    me i myself we us he she him her they them mine ich mich mir wir uns er sie ihm ihr ihn yo mi nosotros el ella je moi
    nous lui elle io noi lei eu mim nos ele ela я мне меня у мы нам нас он она ему ей него нее ben bana bende benim biz
    bizde मुझे मैं मुझको हम हमें उसे उसको इसे انا عندي ik mij wij hij zij ja mnie mi my on ona
"""
_LINKS = """
    allergic allergisch
    to against is am are s has have had also too my our his her their the oldest youngest older younger elder little big
    gegen auf hat habe haben ist bin mein meine meinem meiner meinen unser unsere unserem a al alla aux au tiene tengo
    es soy su mis sus a l mon ma mes son sa ses est a mio mia mie e sono tem sou meu minha seu sua на есть мой моя моего
    моей моему को से का की के है हैं भी मेरे मेरी मेरा हमारे और var nin nun on in law
"""
_HEAD = re.compile(
    r"^ (?:\w+ )?\w*(?:all?erg|alerj)\w*(?: (?:to|in|of|for|at|on|der|our|the|dans|la|en|mi|nella|na|nuestra|unserer|notre|family|familie|familia|famille|famiglia|house|home|table|guests?|de|da))* "
)
"""What a list of allergies opens with."""
_POSSESSIVES = frozenset(
    [
        "my",
        "our",
        "his",
        "her",
        "their",
        "mein",
        "meine",
        "meinem",
        "mi",
        "mis",
        "su",
        "mon",
        "ma",
        "mes",
        "son",
        "sa",
        "mio",
        "mia",
        "meu",
        "minha",
        "seu",
        "sua",
    ]
)
_SEVERAL = re.compile(r" (?:,|and|und|y|et|e|और|ve|и) ")


def listed_by_person(clause: str, *, leaves_out: bool) -> Iterator[str]:
    """The allergens of the parts of a clause that are made of nothing but persons and allergens; where it tells of no
    allergy but `leaves_out` something, of those behind that name both.
    """
    allergy = _of_allergy(clause)
    if not (allergy or leaves_out):
        return
    parts = _SEVERAL.split(_HEAD.sub(" ", clause))
    read = [told for part in (parts if allergy else parts[1:]) if (told := _read(part.split()))]
    several = allergy and any(persons for persons, _ in read)
    for persons, named in read:
        if persons or several:
            yield from named


def _of_allergy(clause: str) -> bool:
    return bool(signs.OF_ALLERGY.search(clause) and not signs.NO_ALLERGY.search(clause))


def listed_in_sentences(sentences: Sequence[str]) -> list[str]:
    """The same where a sentence each is of a person, and another says that they are allergies: "Me: nuts. Kid: eggs.
    All allergies."
    """
    if not any(_of_allergy(f" {' '.join(words(each))} ") for each in sentences):
        return []
    return [each for read in map(_read, map(words, sentences)) if read and read[0] for each in read[1]]


def speaks_of_person(said: Sequence[str]) -> bool:
    """Whether words are no name of a thing but begin with whom it is of: "moi noix", "mon"."""
    return said[0] in _persons() or said[0] in _POSSESSIVES


def _read(said: Sequence[str]) -> tuple[int, list[str]] | None:
    """How many persons words name, and which allergens; None where they say anything else."""
    at, persons, found = 0, 0, list[str]()
    while at < len(said):
        size, meaning = longest(said[at : at + LONGEST_NAME], safe=True, kinds=False)
        if said[at] in _persons():
            persons += 1
        elif size:
            found += meaning
        elif said[at] not in _links():
            return None
        at += size if size and said[at] not in _persons() else 1
    return persons, found


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return kin().union(_PERSONS.split())


@lru_cache(maxsize=1)
def _links() -> frozenset[str]:
    return frozenset((*_LINKS.split(), *FILLERS.split(), *JOINERS.split()))
