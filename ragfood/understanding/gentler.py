"""Gentler: follow-ups that want the same, but milder or lighter than what was shown: "a milder version", "lighter?"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

from ragfood.words import fold, words

_BEFORE = (
    r"(?:(?:and|but|ok|okay|hmm+|maybe|perhaps|is there|are there|do you have|have you got|got|any|some|something|anything|somewhat|a|an|one|ones|rather|i d like|i would like|i want|give me|show me|can i have|what about|how about|much|bit|little|even"
    r"|und|oder|aber|gibt es|etwas|was|eine?|noch|lieber|bitte|y|pero|algo|hay|una?|version|opcion|plato|mais|et|quelque chose|de|il y a|une?|un plat|plat|ma|e|qualcosa|di|c e|uno|piatto|alguma coisa|tem|um|uma|iets) )*"
)
_BEHIND = r"(?: (?:one|ones|version|versions|option|options|alternative|alternatives|dish|dishes|choice|food|of it|of that|than that|than this|please|then|though|instead|maybe|perhaps|for (?:me|us|tonight|dinner|lunch)|variante|gericht|als das|bitte|por favor|s il (?:te|vous) plait|que eso|per favore|di quello))*"
_MILDER = "milder|milderes|mildere|less (?:hot|spicy|fiery)|not (?:so|as|that|too|quite so) (?:hot|spicy)|weniger scharf(?:es|e)?|nicht so scharf(?:es|e)?|mas suave|menos picante|plus doux|plus douce|moins (?:epicee?|fort|pimentee?)|(?:piu )?delicato|meno piccante|mais suave|menos apimentad[oa]|minder (?:pittig|scherp)"
_LIGHTER = (
    "lighter|healthier|less (?:heavy|rich|filling|greasy|fattening)|not (?:so|as|that|too|quite so) (?:heavy|rich|greasy)|leichter(?:es|e)?|gesunder(?:es|e)?|weniger schwer(?:es|e)?|nicht so schwer(?:es|e)?"
    "|mas (?:liger[oa]|livian[oa]|san[oa]|saludable)|menos pesad[oa]|plus (?:leger|legere|saine?)|moins lourde?|piu (?:legger[oa]|san[oa])|meno pesante|mais (?:leve|saudavel)|lichter|gezonder"
)
_SORT = r"(?: (?P<sort>soup|curry|stew|salad|dessert|drink|dinner|lunch|breakfast|snack|suppe|abendessen|sopa|postre|cena|soupe|diner|zuppa|pranzo|sobremesa))?"
_SAID = re.compile(rf"{_BEFORE}(?:(?P<milder>{_MILDER})|(?P<lighter>{_LIGHTER})){_SORT}{_BEHIND}")
_LONGEST = 9
"""Words; who says more tells more than that."""


def gentler(text: str) -> str:
    """What `text` wants of what was asked for before, in plain words: "not spicy", "dessert light"; "" where it is not
    all that it says.
    """
    said = words(fold(text))
    if not said or len(said) > _LONGEST or not (found := _SAID.fullmatch(" ".join(said))):
        return ""
    return " ".join((*filter(None, (found["sort"],)), "not spicy" if found["milder"] else "light"))
