"""Conditions: where "high cholesterol" or "low iron" is what a body has, so that foods shall be the other way."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

_OF_PEOPLE = re.compile(
    r"\b(?:i|he|she|we|they|who) ?[' ]?(?:m|am|is|are|re|was|been) (?:a bit |very |always |quite |so |really |running )?$|(?:\bi|\bhe|\bshe|\bwe|\bwho|\bmum|\bmom|\bdad|\bmother|\bfather|\bwife|\bhusband|\bmy \w+) (?:have|has|had|ve|s|got|am|is|suffers? from|diagnosed with)"
    r"(?: got| a| very| slightly| really)* $"
)
"""Who has high cholesterol wants little of it, who has low iron wants much."""

_TESTED = re.compile(
    r" (?:blood|bloods|bloodwork|labs?|tests?|tested|results?|levels?|readings?|check ?up|deficien\w+|doctor|gp|nurse|midwife|analisis|analitica|bluttest|blutbild|blutwerte?|analyses?|prise de sang|esami)"
    r" (?!(?:\w+ )*?(?:diet|needs?|should|eat|wants?|told|put|foods?|recommend\w*|advise\w*) )"
)
_OF_FOODS = re.compile(r"(?:foods?|diets?|meals?|dish(?:es)?|recipes?|options|snacks?|lunch|dinner|breakfast) ")
"""A blood test that shows little iron asks for much of it, but not for a low-iron diet."""


_TOO_HIGH = frozenset(["cholesterol_mg", "potassium_mg", "sodium_mg"])
_TOO_LOW = frozenset(["iron_mg", "calcium_mg", "potassium_mg", "magnesium_mg", "zinc_mg", "folate_ug", "vit_c_mg", "vit_a_rae_ug", "vit_d_ug", "vit_b12_ug"])  # fmt: skip
"""What bodies are found to have too much of, and too little of: "for low carb" and "for high protein" wish for foods."""
LEAST = (_TOO_HIGH | _TOO_LOW) - {"sodium_mg"}
"""What everything holds some of, so that who avoids it is best served by the foods with the least."""
_AGAINST = re.compile(
    r" (?:for|against|bei|gegen|para|contra|pour|contre|per|por|because of|due to|thanks to|suffer\w* from|treat\w*|manag\w*|fight\w*|beat\w*|helps? (?:with |against )?|living with|diagnosed with"
    r"|(?:someone|somebody|anyone|people|persons?|patients?|those|man|woman|husband|wife|mum|mom|dad|mother|father|grandma|gran|friend|(?:can|should|do|could|to) (?:i |we )?eat|what) (?:\w+ )?(?:with|has|have|having|mit|con|avec|if i have))"
    r"(?: (?:my|his|her|our|the|a|an|very|too|really|el|la|le|il|mein\w*|zu))* $"
)
"""Words before what food is looked for against."""
_OF_WHOM = re.compile(r"^(?:diets?|foods?|meals?|dish(?:es)?|recipes?|options?|snacks?|cooking|eating|versions?) ")
_THEN = re.compile(
    r"^(?:levels? |count |here |again )?(?:(?:and |so |, |: )+(?:dinners?|lunch(?:es)?|breakfasts?|snacks?|foods?|meals?|dishes|recipes?|need|give|show|tell|can|could|please|looking) |(?:and |so |, |: |[-–—] ?)*(?:what|which|any|suggest\w*|recommend\w*|help|ideas?|how|was|que|quoi|cosa|(?:is|are|can|could|should|may) (?=(?:\w+ )*?(?:ok|okay|safe|fine|allowed|good|bad|eat|have) )) ?(?!.* (?:is|are|has|have|contains?) (?:it|them|this|these) ))"
)
_TOLD_FIRST = re.compile(r"^(\W*(?:\w+\W+){0,4}?(?:low|high)\s+\w+(?:\s\w+)?)\s*[.!…]+\s+(?=\w)", re.I)
_OPENS = re.compile(
    r"^ (?:(?:hi|hello|help|got|have|having|my|with|very|really|too|doctor|doc|says?|said|gp|told|me|i|ve|ok|so|,|and) )*$"
)
"""Who opens with it and then asks what to eat: "low iron, what should I eat"."""


def told_first(text: str) -> str:
    """`text` with what opens it as a sentence of its own joined to what is asked for then: "Low iron. What can I eat?"."""
    return _TOLD_FIRST.sub(r"\1, ", text, count=1)


def of_a_body(before: str, after: str, nutrient: str, *, high: bool, wished: bool) -> bool:
    """Whether an amount of `nutrient`, told between these folded words, is one of a body and not of foods; of what is
    `wished` for a blood test tells too little.
    """
    after = after.lstrip()
    if _OF_PEOPLE.search(before):
        return True
    if _TESTED.search(before) and not _OF_FOODS.match(after) and not high and wished:
        return True
    if nutrient not in (_TOO_HIGH if high else _TOO_LOW) or _OF_WHOM.match(after):
        return False
    return bool(_AGAINST.search(before) or (_OPENS.search(before) and _THEN.search(after)))
