"""Amending: what a few words that say nothing else add to what was told before, or put right of it: "and to eggs", "now
eggs too", "I said nuts but I meant milk".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ragfood.demands import Vocabulary
from ragfood.demands.phrases import any_of, kin, polarity, unspaced_things
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.foods import ALLERGENS
from ragfood.understanding.talk import listed, table
from ragfood.words import fold, words

_LONGEST = 14
"""Words; who says more says it whole."""
_LONGEST_PHRASE = 4
_MOST_STRANGE = 3
"""Words that nobody listed: a message with more of them tells something else."""
_QUESTIONS = frozenset(("is", "are", "does", "do", "was", "were", "ist", "sind", "hat", "haben", "czy", "ar"))
"""What a message opens with that asks, with or without a mark."""
_OR = frozenset(
    [
        "or",
        "nor",
        "oder",
        "ni",
        "o",
        "ou",
        "neither",
        "ne",
        "ani",
        "tampoco",
        "neanche",
        "nemmeno",
        "neppure",
        "tampouco",
        "noch",
        "weder",
        "ни",
        "или",
        "veya",
        "eller",
        "या",
    ]
)
"""What adds to a refusal where it opens a message: "I can't eat pork", then "or egg"."""
_LABEL = re.compile(r"(?<=\w)[:：]\s*(?=\w)")
"""What is named behind a colon is added: "PS: gluten"."""
_MARKED = re.compile(r"^\W*\*(?=\w)")
"""How a word is put right that was written wrong: "*eggs"."""
_COMMA = re.compile(r"[,:،、]|\s[-–—]+\s")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

_Part = tuple[str, tuple[str, ...]]
"""What part a word or phrase has in a message (the keys of "joining" in data/talk.json), and what it names."""
_THING, _COMMA_PART, _STRANGE = "thing", ",", "?"
_JOIN = frozenset({"weakly", "also", "surely", "likewise", "to", "behind", "meant", "not_only"})


@dataclass(frozen=True)
class Amended:
    """Allergens and ingredients that a message names to be left out as well, or in the place of others."""

    things: tuple[str, ...]
    in_place_of: tuple[str, ...]
    refused: tuple[str, ...]
    """What it says "no" of, which is none of both."""
    parts: frozenset[str]

    @property
    def bound(self) -> bool:
        """Whether it says "to …", which is said of allergies only."""
        return "to" in self.parts

    @property
    def joins(self) -> bool:
        return bool(self.parts & _JOIN)

    @property
    def at_length(self) -> bool:
        """Whether it may add to what was told before the last message."""
        return bool(self.parts & (_JOIN - {"weakly", "behind"}))

    @property
    def surely(self) -> bool:
        """Whether it tells of what is not borne, and of no wish: "forgot eggs", "I meant eggs"."""
        return bool(self.parts & {"to", "surely", "likewise", "meant"})

    @property
    def clear(self) -> bool:
        """Whether what it names `in_place_of` other things is surely what was told by mistake."""
        return bool(self.parts & {"meant", "surely_but", "but"})


def amended(text: str, vocabulary: Vocabulary) -> Amended | None:
    """What `text` amends; None where it says anything else, or names nothing."""
    opens = words(fold(text))[:1]
    asked = not _QUESTIONS.isdisjoint(opens)
    parts = [] if asked or len(text.split()) > _LONGEST else [*_parts(text, vocabulary)]
    if not _OR.isdisjoint(opens):
        parts.insert(0, ("weakly", ()))
    said = {part for part, _ in parts}
    if _THING not in said or "bars" in said or {"likewise", "please"} <= said:
        return None
    heard = _by_side(parts)
    if not heard.things or (heard.parts.isdisjoint(_JOIN | {"only", "no"}) and not heard.in_place_of):
        return None
    strange = sum(part == _STRANGE for part, _ in parts)
    most = _MOST_STRANGE if heard.at_length else 2
    return heard if not strange or ({*heard.things} <= {*ALLERGENS} and strange <= most) else None


def _by_side(parts: Sequence[_Part]) -> Amended:
    """What is named on either side of a "not … but …"."""
    named = [at for at, (part, _) in enumerate(parts) if part == _THING]
    # An "and" between things lists them: "rice and chicken" is a wish, "and milk" is none.
    listing = range(named[0], named[-1]) if named else range(0)
    said = {part for at, (part, _) in enumerate(parts) if part != "weakly" or at not in listing}
    refuses = {"not"} | ({"said"} if said & {"meant", "but"} else set()) | ({"no"} if "surely_but" in said else set())
    things, gone, passed = list[str](), list[str](), list[str]()
    side = things
    for at, (part, meaning) in enumerate(parts):
        if part == _THING:
            if side is things and at + 1 < len(parts) and parts[at + 1][0] == "was_not":
                gone += meaning
            else:
                side += meaning
        elif part in refuses:
            side = gone
        elif part == "no":
            side = passed if parts[at + 1 : at + 2] != [(_COMMA_PART, ())] else things
        elif part in ("but", "surely_but", "meant", _COMMA_PART, "not_only"):
            side = things
    if "no" in said and not passed:
        said |= {"weakly"}  # "no, eggs"
    return Amended(
        () if side is gone and not gone else tuple(dict.fromkeys(things)),
        tuple(each for each in dict.fromkeys(gone) if each not in things),
        tuple(dict.fromkeys(passed)),
        frozenset(said),
    )


def _parts(text: str, vocabulary: Vocabulary) -> Iterator[_Part]:
    folded = _LABEL.sub(" btw ", _MARKED.sub(" correction ", fold(text))).replace("&", " and ").replace("+", " plus ")
    parts = [*(_parts_unspaced(folded) if _UNSPACED.search(folded) else _parts_of(_said(folded), vocabulary))]
    named = False
    for before, (part, meaning) in zip([("", ()), *parts], parts, strict=False):
        if before[0] == _THING and part == (_STRANGE if _UNSPACED.search(folded) else _THING):
            yield "bars", ()  # "sesame chicken" is a dish
        elif part == "welcome":
            yield "bars" if named else "beside", ()
        elif part == "behind" and before[0] != _THING:
            yield "beside", ()
        else:
            yield part, meaning
        named = named or part == _THING


def _said(folded: str) -> list[str]:
    return " , ".join(" ".join(words(each)) for each in _COMMA.split(folded)).split()


def _parts_of(said: Sequence[str], vocabulary: Vocabulary) -> Iterator[_Part]:
    at = 0
    while at < len(said):
        if said[at] == ",":
            yield _COMMA_PART, ()
            at += 1
            continue
        size, part = _listed(said[at : at + _LONGEST_PHRASE])
        named, meaning = longest(said[at : at + LONGEST_NAME], safe=True)
        if named and named >= size:
            size, part = named, _THING
        elif not size and (named := _ingredient(said[at:], vocabulary)):
            size, part, meaning = named, _THING, (" ".join(said[at : at + named]),)
        yield part or _unlisted(said[at], vocabulary), meaning if part == _THING else ()
        at += size or 1


def _listed(ahead: Sequence[str]) -> tuple[int, str]:
    for size in range(len(ahead), 0, -1):
        phrase = "_".join(ahead[:size])
        if part := _roles().get(phrase):
            return size, part
        if phrase.startswith("و") and (part := _roles().get(phrase[1:])):
            return size, "weakly" if part == "beside" else part
    return 0, ""


def _unlisted(word: str, vocabulary: Vocabulary) -> str:
    if word in kin() or word in polarity("persons"):
        return "weakly"
    wishes = word in polarity("wishing") or word in polarity("welcome") or word in listed("asking")
    of_foods = word in vocabulary.words or vocabulary.may_leave_out(word) or bool(vocabulary.names.mentions(word))
    return "bars" if wishes or of_foods else _STRANGE


def _ingredient(ahead: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many of the words ahead name an ingredient."""
    for mention in vocabulary.names.mentions(" ".join(ahead)):
        food = vocabulary.foods.get(mention.ids[0])
        if mention.start == 0 and food and food.type == "ingredient":
            return mention.end
    return 0


def _parts_unspaced(folded: str) -> Iterator[_Part]:
    at = 0
    while at < len(folded):
        found = _unspaced().match(folded, at)
        if not found:
            yield _STRANGE, ()
            at += 1
            continue
        phrase = found[0]
        if phrase in unspaced_things():
            yield _THING, unspaced_things()[phrase]
        elif part := _roles().get(phrase) or (_COMMA_PART if _COMMA.match(phrase) or phrase in "，。" else ""):
            yield part, ()
        at = found.end()


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, str]:
    """What part each listed word or phrase has; of one listed twice the first."""
    roles: dict[str, str] = {}
    for part, phrases in table()["joining"].items():
        for phrase in fold(phrases).split():
            roles.setdefault(phrase, part)
    return roles


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    phrases = {each for each in _roles() if _UNSPACED.search(each)}
    return re.compile(rf"{any_of({*phrases, *unspaced_things()})}|[\s,，:：、。!！~.;；]")
