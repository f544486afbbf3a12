"""Warmth: who wants something hot or speaks of a cold day wants food that is served warm, and not what is called so."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

_MEALS = "soups?|broths?|drinks?|beverages?|lunch(?:es)?|dinners?|suppers?|breakfasts?|meals?|snacks?|desserts?|puddings?|bowl|stews?|starters?|mains?|dish(?:es)?|food"
_HOT = re.compile(
    rf"\b(?<!too )(?<!less )(?<!not )(?<!so )(?<!very )hot(?= (?!and |n |but |dogs?\b|pots?\b|chocolate|chil|pepper|curr|sauce|day|weather|summer|or )(?:[a-z]+ ){{0,2}}(?:{_MEALS})\b)"
    r"|\bwarming(?= (?:[a-z]+ ){0,2}(?:soups?|broths?|drinks?|beverages?)\b)"
    r"|(?<=\bsomething )hot(?= (?:to (?:drink|eat|sip)|for|in|on|tonight|please|now)\b|\s*[?.!]*$)"
    r"|\bhei(?:ss|ß)e[snmr]?(?= (?:\w+ )?(?:\w*suppen?|getranke?|getränke?|mittagessen|abendessen|mahlzeit|essen|speisen?|bruhe|brühe|fruhstuck|frühstück)\b)"
    r"|(?<=\betwas )hei(?:ss|ß)es|(?<=\bzuppa )calda|(?<=\bminestra )calda|(?<=\bbevanda )calda|(?<=\bbevande )calde|(?<=\bpranzo )caldo|(?<=\bcena )calda|(?<=\bzuppe )calde"
    r"|\bhete(?= (?:soep|drank|maaltijd|lunch)\b)",
    re.IGNORECASE,
)
_SPICY = re.compile(
    r"\b(?<!too )(?<!less )(?<!not )(?<!so )(?<!very )hot(?= (?:curry|curries|wings|salsas?|vindaloo|thai|indian|sichuan|szechuan|mexican|korean)\b)",
    re.IGNORECASE,
)
_HOT_MEAL = re.compile(
    r"\b(?<!not )(?<!less )(?<!too )hot (?:meals?|dish(?:es)?|supper)\b(?! (?:for|at) (?:break|lunch))", re.IGNORECASE
)
_WARM_MEAL = "warm dinner"
_COLD_DAY = re.compile(
    r"\b(?:cold|chilly|freezing|frosty|icy|snowy|wintry)(?: (?:and )?(?:winter|autumn|rainy|wet|grey|gray|december|january|november|february))*(?: s)? (?:days?|nights?|evenings?|mornings?|weather|weekends?|afternoons?|winters?|season)\b"
    r"|\bkalte[nrs]?(?: winter| wintertag| winterabend)? ?(?:tage?n?|abende?n?|nachte?n?|nächte?n?|winter|wetter|wintertage?|winterabende?)\b"
    r"|\b(?:dias? (?:muy |de )?fri[oa]s?|días? (?:muy |de )?fr[ií]os?|noches? fr[ií]as?|tardes? fr[ií]as?|noites? frias?|jours? (?:de )?froids?|soir(?:ée)?s? froide?s?|giornat[ae] fredd[ae]|serat[ae] fredd[ae]|koude (?:dag|dagen|avond))\b",
    re.IGNORECASE,
)
_COLD_OUT = re.compile(
    r"\b(?:(?:freezing |so |very |really )*cold|freezing)(?: and \w+)? (?:outside|outdoors|out there|out)\b|\b(?:es ist|ist es) (?:so |sehr |richtig )?kalt(?: draussen| draußen)?\b|\bkalt drau(?:ss|ß)en\b"
    r"|\bhace (?:mucho |tanto )?fr[ií]o\b|\bil fait (?:tres |très |si )?froid(?: dehors)?\b|\bfa (?:molto )?freddo(?: fuori)?\b|\b(?:faz|esta|está) (?:muito )?frio\b",
    re.IGNORECASE,
)
_WANTS_COLD = re.compile(
    r"\b(?:cold|chilled|iced|ice|frozen|salads?|kalte[snrm]?|fria|frio|froide?|fredda|gelato)\b", re.IGNORECASE
)
_OPENS = re.compile(
    r"hot|warming|hei(?:ss|ß)|cald|hete|cold|chilly|freez|frost|icy|snowy|wintry|kalt|fr[ií]|froid|fredd|koude", re.I
)
"""Without any of these nothing is said of warmth."""


def put_warm(text: str) -> str:
    """`text` with "warm" for "hot" where how a meal is served is meant, "spicy" for it where its taste is, and "warm"
    for a cold day on which it shall be eaten; of cold food that day says nothing.
    """
    if not _OPENS.search(text):
        return text
    said = _as_served(text)
    rest = _COLD_OUT.sub(" ", _COLD_DAY.sub(" ", said))
    if rest == said or _WANTS_COLD.search(rest):
        return rest
    return _COLD_OUT.sub("warming", _COLD_DAY.sub("warm", said))


def without_weather(text: str) -> str:
    """`text` as it is searched for: a cold day is none that foods are told of."""
    return _COLD_DAY.sub(" ", _as_served(text)) if _OPENS.search(text) else text


def _as_served(text: str) -> str:
    return _SPICY.sub("spicy", _HOT.sub("warm", _HOT_MEAL.sub(_WARM_MEAL, text)))
