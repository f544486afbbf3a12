"""Premises: "since sushi comes from Italy, what pasta does it use?" claims a thing of a food and demands none of it."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

from ragfood.demands.signs import OF_ONESELF
from ragfood.words import fold

_OPENING = (
    r"^\W*(?:(?:so|but|and|well|ok|okay|hi|hello)\W+)*(?:since|as|because|given(?: that)?|considering(?: that)?|seeing (?:as|that|how)"
    r"|now that(?: we| you)?(?: all)?(?: know)?(?: that)?|knowing(?: that)?|assuming(?: that)?|supposing(?: that)?|suppose|if|although|though|even though|while|whereas"
    r"|as (?:we|you|everyone|everybody)(?: all)? knows?|(?:everyone|everybody|we all) knows?(?: that)?|puisque|comme|etant donne que|da|weil"
    r"|ya que|puesto que|dado que|como)\b"
)
_HEARSAY = (
    r"^\W*(?:(?:so|but|and|well|ok|okay|hi|hello|hey|wait|um|hmm)\W+)*(?:i(?:.ve)? (?:just |once |always |recently )?(?:heard|read|thought|believe[d]?|was told|learn(?:ed|t)|understand|know|saw|guess|assume|bet|suppose)(?: somewhere| online| on \w+)?(?: that)?"
    r"|(?:they|people|some|many) (?:say|claim|think|believe)(?: that)?|apparently|supposedly|allegedly|(?:my|a|our|the) (?:\w+ ){1,5}?(?:says|said|told me|claims|claimed|thinks|reckons|insists|swears|believes|argues|maintains|keeps saying|is (?:sure|convinced|certain))(?: that)?|someone (?:said|told me)(?: that)?"
    r"|on dit que|j.ai (?:entendu|lu) (?:dire )?que|dicen que|he (?:oido|leido) que|man sagt,?(?: dass)?|angeblich|ich habe (?:gehort|gelesen),?(?: dass)?|ho (?:sentito|letto) che|dizem que|ouvi dizer que)[\s,]+"
)
_PLAIN = r"^\W*(?:(?:so|but|and|well|ok|okay|hi|hello|hey|wait|um|hmm)\W+)*(?!(?:what|which|how|why|when|where|who|can|could|is|are|does|do|should|would|will|was|were|has|have|did|any|some|something|tell|show|give|suggest)\b)"
_CLAIM = r"(?P<claim>.{3,120}?\b(?:is|are|was|were|has|have|had|contains?|comes?|came|originat\w+|means?|made|uses?|isn.?t|aren.?t|est|sont|vient|contient|ist|sind|kommt|enthalt|es|son|viene|contiene)\b.{1,120}?)"
_REST = r"(?:[,;:.]|\s(?=(?:what|which|how|why|when|where|who|can|could|is|are|does|do|should|would|will)\b))\s*(?P<rest>.+)$"
_THEN = (
    r"(?:\s*[,;:.!–-]+\s*|\s+)(?:(?:so|then|hence|therefore|which means|right|correct|yes|no|and|but|also|pues|entonces|donc|alors|quindi|allora|entao)\b[\s,?.]*)*[\s¿]*"
    r"(?P<rest>(?:what|which|how|why|when|where|who|can|could|is|are|does|do|should|would|will|que|cual|como|por que|welche\w*|was|wie|warum|quel\w*|comment|pourquoi|quale|quali|perche|qual|come)\b.+)$"
)
_PREMISES = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (_OPENING + _CLAIM + _REST, _HEARSAY + _CLAIM + _THEN, _PLAIN + _CLAIM + _THEN)
)
_OF_PEOPLE = re.compile(
    r"\b(?:i|im|i.m|we|my|our|you|your|he|she|they|there|someone|somebody|it.?s|je|nous|ich|wir|soy|somos|tengo|me|us|him|her|them|his|mich|mir|uns|ihn|moi|mi|guests?|party"
    r"|off|limits?|dangerous|deadly|lethal|forbidden|allowed|banned|prohibited|taboo|no.?go|out of|allerg\w*|intoleran\w*|a problem|an issue|verboten|tabu|prohibid\w*|interdit\w*|vietat\w*|proibid\w*)\b",
    re.I,
)
_ASKS_FOR_OTHERS = re.compile(
    r"\b(?:dishes|foods|recipes?|ideas?|suggest\w*|recommend\w*|alternatives?|instead|substitutes?|breakfast|lunch|dinner|without|(?:can|could|should) (?:i|we) (?:make|cook|serve))\b",
    re.I,
)
_GRANTED = re.compile(
    r"^\W*(?:since|as|because|given that|seeing that|considering(?: that)?|knowing that) (?!(?:i|we|my|our|he|she|it s)\b)"
    r"[^,]* (?:is|are|was|were|comes?|contains?|has|have|originates?|uses?)\b[^,]*,"
)


def premise_of(text: str) -> str:
    """What `text` takes for granted before it asks, rightly or not: "as butter is fat free,"; "" for most."""
    found = _GRANTED.match(fold(text))
    return found[0] if found else ""


def without_premise(folded: str) -> str:
    """A folded sentence without what it takes for granted, unless that tells of somebody's own body."""
    granted = _GRANTED.match(folded)
    return folded if not granted or OF_ONESELF.search(f" {granted[0]}") else folded[granted.end() :]


def parted(text: str) -> tuple[str, str] | None:
    """What `text` claims first and what it then asks; None when it claims nothing, speaks of people, or asks for other
    foods.
    """
    for pattern in _PREMISES:
        found = pattern.match(text)
        if found and not (_OF_PEOPLE.search(found["claim"]) or _ASKS_FOR_OTHERS.search(found["rest"])):
            return found["claim"].strip(), found["rest"].strip()
    return None
