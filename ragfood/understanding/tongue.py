"""Tongue: whether a question is asked in German or Spanish, told by the words that only that language has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

_LEAST = 2
"""Words that tell it: one may be the name of a dish."""
_SHARE = 3
"""Of how many words one must tell it."""

_GERMAN = """
    ab aber alle allergisch als atmen auch auf aus bei beim bekomme bekommt bin bitte brauche das dass dem den der des
    dich dieser dieses dir doch dürfen darf ein eine einem einen einer eines enthält essen esse etwas für gegen gegessen
    geht gerne gericht gerichte gern getrunken gibt gut habe haben hals hast hat hätte hatte ich ihm ihn ihr im isst ist
    ja jemand kann kannst kein keine keinen kind können könnte koche kochen luft mache machen macht mehr mein meine
    meinem meinen meiner mich mir mit möchte muss nach nicht nichts noch nur ob oder ohne rezept rezepte schon schwanger
    sehr seit sich sie sind soll sollte speisen trinken über um und uns unser unter viel viele vom von vor wann warum
    welche welchen welcher welches wenig weniger wenn wer werden wie wieviel wird wo wurde zu zum zunge zur zwischen
"""
_SPANISH = """
    acabo al alergia algo algún alguna algunas algunos bebé beber comer comida comido como cómo cuál cuales cuáles
    cuándo cuánta cuántas cuánto cuántos dame desde después dime donde dónde el ellos embarazada entre esa ese eso esta
    está están este esto estoy fue garganta ha haber hace hacer hago hay he hecho hijo hija hincha huevo huevos labios
    leche lengua lleva llevan lo más menos miel mis muy nada necesito niño niña niños nos para pero platos poco por
    porque postres puede pueden puedo qué que quiero quién receta recetas respirar sin sobre soy sus también tengo tiene
    tienen tomar tomo tras unas uno unos y
"""
_OWN = MappingProxyType({"de": frozenset(_GERMAN.split()), "es": frozenset(_SPANISH.split())})
_ELSEWHERE_TOO = MappingProxyType(
    {
        "de": ["was", "in", "so", "will", "es"],
        "es": [
            "a",
            "con",
            "de",
            "del",
            "en",
            "es",
            "la",
            "las",
            "le",
            "les",
            "los",
            "mi",
            "se",
            "si",
            "son",
            "un",
            "una",
        ],
    }
)
"""Words that other languages have as well: they count beside one that tells it."""
_OTHERS = """
    and are can do does dishes food for how is of the what
    não é com uma faz fazer che è della est sont les des et avec het een van hoe
"""
_NEITHER = frozenset(_OTHERS.split())
_LETTERS = MappingProxyType({"de": re.compile("[ßäöü]"), "es": re.compile("[¿¡ñ]")})


def tongue_of(question: str) -> str:
    """ "de" or "es" when the words of `question` say so, else ""."""
    words = re.findall(r"[^\W\d_]+", question.lower())
    neither = sum(word in _NEITHER for word in words)
    found = {code: _telling(code, words, question.lower()) for code in _OWN}
    best = max(found, key=lambda code: found[code])
    rival = max(neither, *(count for code, count in found.items() if code != best))
    return best if found[best] >= _LEAST and found[best] > rival and found[best] * _SHARE >= len(words) else ""


def _telling(code: str, words: Sequence[str], question: str) -> int:
    own = sum(word in _OWN[code] for word in words) + bool(_LETTERS[code].search(question))
    return own + sum(word in _ELSEWHERE_TOO[code] for word in words) if own else 0
