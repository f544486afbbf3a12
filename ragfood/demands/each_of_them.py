"""Each of them: of whom an allergy is told once and meant of several: "I'm allergic to peanuts, my sister to shrimp"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ragfood.alternation import any_found, grouped
from ragfood.demands import phrases as said
from ragfood.demands.phrases import any_of, diet_words, kin, polarity
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.words import words

_ALLERGY = r"\w*(?:all?erg|alerj|intoll?eran|ал?лерг|reagi|reagier|react)\w*"
_OTHERS = (
    r"(?:the |an)?other(?: ones?)?|the (?:first|second|third|last|older|elder|younger|oldest|eldest|youngest|little|big)(?: one)?"
    r"|one|he|she|they|i|we|[ei]l otro|la otra|una?|ella|[ld] ?autre|elle|(?:der|die|das) andere|er|sie|ich|wir|l altr[oa]|lui|lei|[oa] outr[oa]|ele|ela|yo|je|moi|io|eu|zij|hij|ik|он|она|я"
)
_TO = r"gegen|auf|aux?|a l[ae]s?|a los|a l|al|a|all[ae]?|agli|ai|aos?|tegen|voor|na|на"
_STATED = r"is|am|are|does|do|has|have|si|oui|ja|schon|sim|e|e sim|es|ist es|lo es|l est|l e|wel|да|है|हैं|tiene|l a|hat(?: sie| es)?|has it|is one"
_BESIDE = frozenset(
    (*said.FILLERS.split(), *said.JOINERS.split(), "to", "for", "one", "also", "too", *_TO.replace("?", "").split("|"))
)
"""Words that may stand beside what is named."""
_FROM = re.compile(" से(?= (?:है |हैं |भी |और )*(?:$|, ))")
"""How Hindi ends what somebody is allergic to."""


def told_of_each(plain: str) -> str:
    """The words of a clause with the allergy said again of everybody of whom it is told; who "is" behind a "but" has
    the allergy that another one has not.
    """
    if not (_any_of_it().search(plain) and _bears_not().search(plain)):
        return plain
    plain = _without_not(plain)
    if not (first := re.search(f" {_ALLERGY}(?= )", plain)):
        return plain
    head, rest = plain[: first.end()], _FROM.sub(" से एलर्जी", plain[first.end() :])
    head = _of_another(first=True).sub(_said_again, head)
    rest = _another().sub(
        lambda told: f"{told['who']} {'allergic to' if told['to'] == 'to' else 'allergisch gegen'}", rest
    )
    return head + _of_another().sub(_said_again, rest)


def _said_again(told: re.Match[str]) -> str:
    """With the allergy said again where nothing but things are named: "and eggs for my son", but not "and an egg
    salad for my son".
    """
    things = (told["of"] or told["his"]).split()
    return f"{told['joined']}allergic to {told[0][len(told['joined']) :]}" if _only_things(things) else told[0]


def _only_things(named: Sequence[str]) -> bool:
    at, found = 0, False
    while at < len(named):
        size, _ = longest(named[at : at + LONGEST_NAME], safe=True)
        found = found or bool(size)
        if not size and named[at] not in _BESIDE:
            return False
        at += size or 1
    return found


def _without_not(plain: str) -> str:
    if not (told := _but_another().search(plain)):
        return plain
    denied = (told.end() if told["alone"] else told.start()) + 1
    return _not().sub("", plain[:denied]) + plain[denied:]


def states_of_another(sentence: str) -> bool:
    """Whether a folded sentence only tells that somebody is, or has, what the one before denies: "my wife is"."""
    return bool(_alone().fullmatch(f" {' '.join(words(sentence))} "))


@lru_cache(maxsize=1)
def _bears_not() -> re.Pattern[str]:
    """An allergy or a diet."""
    return grouped(rf"(?<= )(?:{_ALLERGY}|\w+ (?:free|frei)|{any_of(diet_words()).replace('_', ' ')})(?= )")


@lru_cache(maxsize=1)
def _any_of_it() -> re.Pattern[str]:
    """What stands in every allergy and diet, found sooner."""
    return any_found([_ALLERGY.removeprefix(r"\w*").removesuffix(r"\w*"), "free|frei", *map(re.escape, _diets())])


def _diets() -> Sequence[str]:
    return [each.replace("_", " ") for each in diet_words()]


@lru_cache(maxsize=1)
def _not() -> re.Pattern[str]:
    return re.compile(
        r"(?<= )(?:(?:am|is|are|do|does|have|has) not|(?:isn|aren|don|doesn|haven|hasn) ?t|ain t|not|no|non|nao|pas|nicht|kein\w*|geen|niet|не|нет|nie)"
        rf"(?= (?:[^ ,]+ ){{0,4}}?{_bears_not().pattern})|(?<= )(?:नहीं|degil\w*)(?= )"
    )


@lru_cache(maxsize=1)
def _who() -> str:
    """Somebody, in words with single spaces."""
    return rf"(?:(?:[^ ,]+ ){{1,2}}?(?:{any_of(kin())})(?: s| in law)?|{_OTHERS})"


@lru_cache(maxsize=2)
def _of_another(first: bool = False) -> re.Pattern[str]:
    """What is named for somebody or of somebody: "and eggs for my son", ", eggs , my son", "and my son eggs"; or what a
    clause names `first`: "eggs for my son and …".
    """
    bound = "(?:(?:, )?(?:and|plus|y|e|et|und|en|i|и)|,) "
    joined, behind = ("(?<=^ )", f"(?= {bound})") if first else (f"(?<= ){bound}", "")
    whom = rf"(?:{_who()}|me|him|her|us|{any_of(kin())})"
    for_whom = (
        rf"(?:(?:for|in|with|para|por|pour|chez|bei|fur|per|voor|bij|dla|u|для|у) {whom}(?= )|, {whom}(?= (?:,|$)))"
    )
    had = r"(?:(?:has|have|s|tiene|hat|ha|a|tem|heeft|ma) (?:an? )?)?"
    fine = rf"(?! (?:(?:is|are|would be|ist|sind|es|son) )?(?:{any_of(polarity('welcome'))}) )"
    ends = "(?=$|, |and |but |so |y |et |und |e )"
    return re.compile(
        rf"(?P<joined>{joined})(?:(?P<of>(?:[^ ,]+ ){{1,4}}?){for_whom}{behind}{fine}|{_who()} {had}(?P<his>(?:[^ ,]+ ){{1,3}}?){ends})"
    )


@lru_cache(maxsize=1)
def _another() -> re.Pattern[str]:
    return re.compile(
        rf"(?<= )(?P<who>{_who()})(?: is| are| am| es| est| e| ist| reacts?)?(?: also| too| auch| aussi| tambien| anche| tambem)? (?P<to>to|{_TO})(?= )"
    )


@lru_cache(maxsize=1)
def _but_another() -> re.Pattern[str]:
    but = r" (?:, )?(?:but|though|although|however|while|whereas|only|pero|mais|aber|ma|mas|maar|ale|но|а|लेकिन|पर|मगर|ama|fakat)(?: ,)?| ,"
    return re.compile(
        rf"(?:{but}) {_who()}(?: (?:{_STATED}))(?= (?:$|,|so |and |et |und |y |e |though |however |unfortunately |too ))"
        rf"| (?:but|aber|pero|mais|mas|maar|но) {_who()} $|(?<= )(?P<alone>{any_of(diet_words()).replace('_', ' ')})(?= {_who()} (?:is|are|am) $)"
    )


@lru_cache(maxsize=1)
def _alone() -> re.Pattern[str]:
    opens = "(?:but|and|though|pero|aber|mais|ma|mas|maar|но|y|et|und|e) "
    return re.compile(rf" (?:{opens})?{_who()} (?:{_STATED})(?: (?:though|however|too))? ")
