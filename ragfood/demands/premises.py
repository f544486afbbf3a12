"""Premises: "since sushi comes from Italy, what pasta does it use?" claims a thing of a food and demands none of it."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

from ragfood.words import fold

_OPENING = (
    r"^\W*(?:(?:so|but|and|well|ok|okay|hi|hello)\W+)*(?:since|as|because|given(?: that)?|considering(?: that)?|seeing (?:as|that|how)"
    r"|now that(?: we| you)?(?: all)?(?: know)?(?: that)?|knowing(?: that)?|assuming(?: that)?|supposing(?: that)?|suppose|if|although|though|even though|while|whereas"
    r"|as (?:we|you|everyone|everybody)(?: all)? knows?|(?:everyone|everybody|we all) knows?(?: that)?|puisque|comme|etant donne que|da|weil"
    r"|ya que|puesto que|dado que|como)\b"
)
_CLAIM = r"(?P<claim>.{3,120}?\b(?:is|are|was|were|has|have|had|contains?|comes?|came|originat\w+|means?|made|uses?|isn.?t|aren.?t|est|sont|vient|contient|ist|sind|kommt|enthalt|es|son|viene|contiene)\b.{1,120}?)"
_REST = r"(?:[,;:.]|\s(?=(?:what|which|how|why|when|where|who|can|could|is|are|does|do|should|would|will)\b))\s*(?P<rest>.+)$"
_PREMISE = re.compile(_OPENING + _CLAIM + _REST, re.IGNORECASE | re.DOTALL)
_OF_PEOPLE = re.compile(
    r"\b(?:i|im|i.m|we|my|our|you|your|he|she|they|there|someone|somebody|it.?s|je|nous|ich|wir|soy|somos|tengo)\b",
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
    return _GRANTED.sub("", folded)


def parted(text: str) -> tuple[str, str] | None:
    """What `text` claims first and what it then asks; None when it claims nothing, speaks of people, or asks for other
    foods.
    """
    found = _PREMISE.match(text)
    if not found or _OF_PEOPLE.search(found["claim"]) or _ASKS_FOR_OTHERS.search(found["rest"]):
        return None
    return found["claim"].strip(), found["rest"].strip()
