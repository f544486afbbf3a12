"""Describing: whether a question describes one dish in detail, rather than asking for a sort of food."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, terms_of, words

_LEAST_SAID = 4
"""Words that say something, of which a description has at least so many; "spicy soup from Thailand" has three."""
_LEAST_BEHIND = 3
"""The same for what stands behind "what is the dish that …"."""
_REQUEST = re.compile(
    r"\b(?:some|something|anything|dishes|foods|food|recipes?|ideas?|suggest\w*|suggestions?|recommend\w*|want|wants|like|need|needs"
    r"|give|show|list|find|options|meals?|specialit(?:y|ies)|specialt(?:y|ies)|any|looking|craving|cravings|fancy|feel|mood|soups|stews|salads|breads|drinks"
    r"|desserts|snacks|curries|sauces|dips|sweets|cakes|pies|cookies|pastries|dumplings|sandwiches|pancakes|skewers|kebabs"
    r"|breakfasts?|lunch(?:es)?|dinners?|supper|can|could|should|what|which|how|where|who|why|when|i|im|we|my|our|me"
    r"|condiments|beverages|flatbreads|noodles|things|ones|stuff|treats|bites|bits|nibbles|anywhere|somewhere|everything|for (?:a|an|two|three|four|five|six|eight|ten|twelve|tonight|today|tomorrow)|high|low|under|less|more|most|least|highest|lowest)\b"
)
"""Who asks for something, or for several, asks for a sort."""
_OPENS = re.compile(r"(?:a|an|the|that|those|these|whatever|it s|its|they re) ")
_TOLD = re.compile(
    r"\b(?:where|who|which|when|how|what|bits|bites|ones|things|more|most|less|under|high|low|can|could)\b"
)
"""What asks at the beginning of a question and tells behind an article: "a bowl where flatbread comes back as bits"."""
_LEAST_TOLD = 6
_ABROAD = re.compile(
    r"\b(?:que|je|suis|de|del|la|las|los|el|sin|sans|ohne|mit|und|les|des|con|para|un|una|une|der|die|das|dem|den|ein|eine"
    r"|ich|ist|en|le|avec|pour|por|y|et|oder|soy|du|di|il|senza|sem|com|no|non|pas|aus|al|aux|au|een|het|voor|zonder|och|utan|jest|dla|bez|co|na|icin|nedir|ve|zum|zur|zu|isst|kocht|fur|vom|beim|auf|auch|nicht|kein|keine|wie)\b"
)
_THE_DISH = re.compile(
    r"\b(?:what|whats|which|name|called|remember)\b.{0,25}"
    r"\b(?:dish|food|soup|stew|salad|bread|drink|dessert|sauce|snack|cake|pie|pastry|curry|one|thing) "
    r"(?:where|in which|that|which|with|of|made|you|named|called|from|consisting|whose|served|eaten)\b(?P<behind>.*)"
)

_WHAT_WAS_IT = re.compile(
    r"\b(?:what (?:was|is|were|are|might|could) (?:it|that|this|he|she|they|those|these)(?: be)?"
    r"(?: (?:making|cooking|eating|selling|called|serving|named|frying|having|baking))?$"
    r"|whats? (?:it|that|this|they) called|what s (?:it|that|this) called|do(?:es)? (?:it|they|that|this) have a name"
    r"|what (?:do|did) (?:you|they|we|people) call (?:it|that|this|them)|what (?:did|have|had) (?:i|we) (?:eat|eaten|tried)"
    r"|name of (?:it|that|this)(?: dish)?$|(?:can t|cannot|don t) remember (?:the|its|what) |forg[eo]t(?:ten)? (?:the|its|what) )"
)
"""The end of a story about one dish: "… What was he making?", "… Does it have a name?"."""


_TAG = re.compile(
    r"\b(?:true|right|correct|really|yes|no|innit|or not|or false|isn t it|aren t they|doesn t it|don t they)$"
)
"""The end of a claim that asks whether it is so."""


def describes(text: str) -> bool:
    """Of "eggs poached in a spicy tomato sauce" it is true, of "spicy soups with eggs" it is not. Knows English."""
    plain = " ".join(words(fold(text)))
    if not plain.isascii():
        return False
    tongues = tongues_of(text)
    if _ABROAD.search(plain) or (tongues and "en" not in tongues):
        return False
    if the_dish := _THE_DISH.search(plain):
        return _said(the_dish["behind"]) >= _LEAST_BEHIND
    if _TAG.search(plain):
        return False
    if _WHAT_WAS_IT.search(plain):
        return _said(plain) >= _LEAST_BEHIND
    if _OPENS.match(plain) and _said(plain) >= _LEAST_TOLD:
        plain = _TOLD.sub(" ", plain)
    return not _REQUEST.search(plain) and _said(plain) >= _LEAST_SAID


def speaks_other(text: str) -> bool:
    """Whether `text` is in another language than English, as far as its letters and little words tell."""
    plain = " ".join(words(fold(text)))
    return not plain.isascii() or len({*_ABROAD.findall(plain)}) > 1


def _said(plain: str) -> int:
    return sum(bool(terms_of(word)) for word in plain.split())
