"""Each of them: of whom an allergy is told once and meant of several: "I'm allergic to peanuts, my sister to shrimp"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from functools import lru_cache

from ragfood.demands.phrases import any_of, kin

_ALLERGY = r"\w*(?:all?erg|alerj|intoll?eran|ал?лерг|reagi|reagier|react)\w*"
_OTHERS = (
    r"(?:the |an)?other(?: ones?)?|the (?:first|second|third|last|older|elder|younger|oldest|eldest|youngest|little|big)(?: one)?"
    r"|one|he|she|they|i|we|[ei]l otro|la otra|una?|ella|[ld] ?autre|elle|(?:der|die|das) andere|er|sie|ich|wir|l altr[oa]|lui|lei|[oa] outr[oa]|ele|ela|yo|je|moi|io|eu|zij|hij|ik|он|она|я"
)
_TO = r"gegen|auf|aux?|a l[ae]s?|a los|a l|al|a|all[ae]?|agli|ai|aos?|tegen|voor|na|на"
_STATED = r"is|am|are|does|do|has|have|si|oui|ja|schon|sim|e|e sim|es|ist es|lo es|l est|l e|wel|да"
_NOT = re.compile(
    rf"(?<= )(?:(?:am|is|are|do|does|have|has) not|(?:isn|aren|don|doesn|haven|hasn) ?t|ain t|not|no|non|nao|pas|nicht|kein\w*|geen|niet|не|нет|nie)(?= (?:[^ ,]+ ){{0,4}}?{_ALLERGY})"
)


def told_of_each(plain: str) -> str:
    """The words of a clause with the allergy said again of everybody of whom it is told; who "is" behind a "but" has
    the allergy that another one has not.
    """
    first = re.search(f" {_ALLERGY}(?= )", plain)
    if not first:
        return plain
    plain = _without_not(plain)
    head, rest = plain[: first.end()], plain[first.end() :]
    rest = _another().sub(
        lambda told: f"{told['who']} {'allergic to' if told['to'] == 'to' else 'allergisch gegen'}", rest
    )
    return head + rest


def _without_not(plain: str) -> str:
    told = _but_another().search(plain)
    return _NOT.sub("", plain[: told.start()]) + plain[told.start() :] if told else plain


@lru_cache(maxsize=1)
def _who() -> str:
    """Somebody, in words with single spaces."""
    return rf"(?:(?:\w+ ){{1,2}}?(?:{any_of(kin())})(?: s)?|{_OTHERS})"


@lru_cache(maxsize=1)
def _another() -> re.Pattern[str]:
    return re.compile(
        rf"(?<= )(?P<who>{_who()})(?: is| are| am| es| est| e| ist| reacts?)?(?: also| too| auch| aussi| tambien| anche| tambem)? (?P<to>to|{_TO})(?= )"
    )


@lru_cache(maxsize=1)
def _but_another() -> re.Pattern[str]:
    but = r" (?:, )?(?:but|though|although|however|while|whereas|only|pero|mais|aber|ma|mas|maar|ale|но|а)(?: ,)?| ,"
    return re.compile(
        rf"(?:{but}) {_who()}(?: (?:{_STATED}))(?= (?:$|,|so |and |et |und |y |e ))|(?: (?:but|aber|pero|mais|mas|maar|но)) {_who()} $"
    )
