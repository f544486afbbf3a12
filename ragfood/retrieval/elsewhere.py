"""Elsewhere: questions about other things that are called like foods: cookies of a browser, a traffic jam, Meat Loaf."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from ragfood.understanding.signals import Signals
from ragfood.words import fold, words

_TABLE = Path(__file__).resolve().parents[2] / "data" / "elsewhere.json"

_ABOUT = re.compile(
    r"\b(?:algorithm\w*|admissions?|albums?|astronom\w*|attractions?|bank account|bitcoin|browsers?|capital (?:city )?of|cast of|movie|movies|cinema|computers?|crude oil"
    r"|cryptograph\w*|crypto\w*|currency|delete|download\w*|earthquakes?|elections?|emails?|encrypt\w*|exchange rates?|films?|flights? (?:to|from)|cheap flights|(?:aero|air)planes?|helicopters?|football|founded|founders?|gossip|grammar|hash functions?"
    r"|induction|install\w*|insurance|interest rates?|invest\w*|iphone|iron (?:a|my|the) \w*(?:shirt|dress|clothes|suit|trousers)\w*|iron (?:man|maiden|curtain|age)|javascript|laptops?|lawyers?|chart library|line chart|pie charts?|bar charts?"
    r"|lyrics|loans?|login|mortgages?|museums?|music|networking|network|passwords?|password|plumb\w*|poems?|polic(?:y|ies)|politic\w*|population of|chicken ?pox|president\w*|prime minister|programming|python"
    r"|raspberry pi|apple (?:stock|watch|phone|store|pay|music|inc|computer|id)|blackberry phones?|rappers?|revolution\w*|rivers?|servers?|sang|singers?|soccer|software|songs?|sports?|stains?|stock (?:price|market|exchange)s?"
    r"|tax(?:es)?|timeline|concert|on tour|peppers tour|traffic|translate|trailer|universit\w*|visas?|weather|websites?|wi ?fi|cold war|world war|planting|fertili[sz]er|fish tank|aquarium|clean(?:ing)? (?:an?|the|my) (?:oven|pan|stove|grill|fridge|microwave)"
    r"|get rid of|fishing (?:spots?|rods?|licen[cs]es?|trips?)|say (?:\w+ ){1,4}in (?:\w+)$|black holes?|flat t[iy]res?|t[iy]res?|mix colou?rs|colou?rs? to (?:get|make)|how (?:hot|big|far|old) is the (?:sun|moon|earth|universe)|planets?|galax\w*|spiders?|insects have"
    r"|paintings?|as pets|pets?|ride a|riding|pruning|prune (?:a|the|my) \w*tree|republic stores?|maze|rocket launch|launch(?:es|ed)?|jam session|workouts?|crying|idioms?|piece of cake|gravy train|spill the beans|sour grapes|couch potato\w*|cold turkey"
    r"|what medicines?|which medicines?|medicine should|sweet dreams|egg donat\w*|lead poisoning|zodiac|horoscopes?|dogs?(?! (?:bread|bun))\b(?<!hot dog)(?<!hot dogs)|hiking|jokes?|screensaver|spam (?:mails?|e ?mails?|filters?|folder))\b"
    r"|^who (?:is|was|are|were|sang|sings|wrote|founded|won|plays|played|directed|starred)\b(?!.*\b(?:eat|eats|eating|cook|cooks|makes|serves)\b)|^is \w+ (?:a country|a city|a continent)\b"
    r"|首都|天气|天氣|天気|総理|总统|人口|数学|宏观|프로그래밍|수도|날씨|대통령|राजधानी|मौसम|عاصمة|الطقس|رئيس"
)
_OF_BODIES = re.compile(
    r"\bhow (?:many|much) (?:calories|kcal|energy|food) (?:can|should|do|must|may|would) (?:i|we|you|he|she) (?:eat|need|have|consume|burn|take)\b.*\b(?:lose|gain|weight|kilos?|kg|pounds|lbs)\b"
    r"|\b(?:lose|drop|shed) \d+ ?(?:kg|kilos?|pounds|lbs|stone) (?:in|within|by|over)\b"
)
"""What depends on the body of who asks, on which no food tells anything."""
_OF_FOOD = re.compile(
    r"\b(?:eat\w*|food\w*|recipes?|dish(?:es)?|cook(?:s|ed|ing)?|bak(?:e|es|ed|ing)|drinks?|meals?|soups?|stews?|salads?|snacks?|desserts?|breads?|sauces?|breakfasts?|lunch\w*|dinners?|suppers?|brunch|cuisines?"
    r"|ingredients?|calor\w*|protein|vegan|vegetarian|gluten|all?erg\w*|tastes?|flavou?rs?|crunchy|crispy|chewy|nibbles?|munch(?:ies|ing)?|appeti[sz]ers?|picnics?|potlucks?|hungry|serve[ds]?|carbs?|fibre|fiber|sip\w*|slurp\w*|chew(?!ing gum)\w*|lick\w*|mouthfuls?|spoon\w*|bite into|lunchbox\w*|sweet tooth|restaurants?)\b|吃|菜|食|料理|먹|음식|요리|खाना|खाते|व्यंजन|طعام|طبق|اكل"
)


@lru_cache(maxsize=256)  # of each text it is asked several times while foods are found
def of_other_things(question: str) -> bool:
    """Whether `question` speaks of something else than food, whatever foods its words also name."""
    plain = " ".join(words(fold(question)))
    told = _told().in_text(plain)
    if "sayings" in told or _OF_BODIES.search(plain):
        return True
    elsewhere = "elsewhere" in told or bool(_ABOUT.search(plain))
    return elsewhere and "of_food" not in told and not _OF_FOOD.search(plain)


@lru_cache(maxsize=1)
def _told() -> Signals:
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return Signals.of({name: table[name] for name in ("sayings", "elsewhere", "of_food")}, {})
