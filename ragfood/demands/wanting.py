"""Which facets a clause wants and which it does not: "grilled, from Japan, not spicy"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ragfood.demands.facets import Facet, Facets
from ragfood.demands.signs import PUT_OFF
from ragfood.understanding.naming import Names
from ragfood.words import terms_of

_LONGEST = 4
_ARTICLE = "ال"
"""Arabic writes "the" as part of the word."""
NEEDS_FROM = ("turkey", "chile", "georgia", "jordan", "gulf", "mali", "oman", "benin", "gambia")
"""Places that are other things besides."""
_FROM = ("from", "in", "of", "across", "around", "via", "de", "aus")
_OF_WHAT = ("type", "taste", "dish")
_APART = 3
_BESIDE = ("with", "in", "on", "into", "onto", "my", "over", "as", "inside", "under", "dip")
"""Words before a bread or a sauce that only goes with what is asked for."""

_NOT = re.compile(
    r" (?:not|too|(?:fed up|bored|done) (?:with|of|by)|(?:sick|tired|weary) of|enough(?: of)?|hart[oa]s? de|marre d[eu]s?|genug von|stufo di|fart[oa]s? de|demasiado|troppo|trop|non|no|nothing|never|isn ?t|aren ?t|without|w o|avoid\w*(?! (?:at|in|when|if|ordering) )|except|excluding|(?:any|every|some)thing (?:but|except)"
    r"|other than|rather than|g[ia]ve up|given up|giving up|quit|stopped eating|swore off|verzichte\w* auf|hates?|dislikes?|neither|nor|less|minus|(?<! al )menos|moins|weniger|meno|cannot|(?:do|does|did|can|could|wo|would|should|must)(?:n)? ?(?:t|not)"
    r"|nicht|kein\w*|ohne|sin|sans|pas|senza|non|sem|nao|не|niet|nie|inte|bez|без|zonder|utan|geen|nada|rien|nichts|niente|(?<!के )बिना|بدون|غير|ليس)"
    r"(?: (?:too|very|so|that|overly|really|at|all|a|an|the|any|from|of|in|like|likes|do|does|enjoy|fancy|want|wants|with|using|use|uses|is|are|be|has to|have to|had to|to be|gets|get|going to|having to"
    r"|being|need|needs|needing|require|requires|requiring|involve|involves|tolerate|handle|stand|eat|have|made|by|en|de|del|di|da|la|le"
    r"|el|zu|seja|sejam|sea|sean|soit|soient|sia|siano|une?|una|uma|eine?|einen|es|ar|jest|bylo|byla|очень|слишком|дуже|zbyt|bardzo|te|erg|al te|for|for mycket|alltfor|trop|muy|muito|tao|tan|tanto|cosi|molto|tres|zo|tak|sehr|allzu|demasiado|extremely|super|particularly|exactly|necessarily|containing|for|anything|something|deep"
    r"|strong|strongly|typically|me|us|give|suggest|show|include|for me|which|food|foods|dishes|dish))* $"
)  # fmt: skip
_TOO_MUCH = re.compile(
    r" (?:not|isn ?t|aren ?t|nothing|never|without being|nicht|no|em|non|pas|nao|niet|nie|не|inte|nichts|nada|rien|niente)(?: (?:be|being|is|are|sea|sean|soit|sia|seja))?"
    r"(?: (?:too|so|very|overly|that|all that|super|extremely|terribly|zu|sehr|ganz so|allzu|muy|tan|demasiado|troppo|molto|cosi|trop|tres|si|muito|tao|demais|te|erg|zo|zbyt|bardzo|tak|слишком|очень|for|alltfor))+(?: de)? $"
)
"""What stands before a taste that is refused only where there is too much of it."""
_NOT_AFTER = re.compile(rf"^ (?:नहीं|न हो|nahi|olmayan|olmasin|degil|olmadan|{PUT_OFF})(?= )")
_OR = re.compile(r"^ (?:, )?(?:or|oder|o|ou|ya da|veya|или|या|او) $")
_AND_NOT = re.compile(r"^ (?:, )?(?:or|nor|oder|ni|o|ou|या) (?:too |very |from |deep )*$|^ , $")
_NOT_UNSPACED = (re.compile(r"(?:不|非|无|無|没|沒|别|勿|안\s?)(?:要|是|太|吃|用|能吃|带|加|很)?$"), re.compile(
    r"^(?:い|く|き|る|た|は|が|を|物|もの|料理|的|지|지는|하지|거|것|건)*\s?(?:くない|ない|じゃない|ではない|以外|なし|抜き|않|말고|아닌|없)"
))  # fmt: skip

_DISLIKED = "苦手"
"""Written as something bitter."""


@dataclass(frozen=True)
class Said:
    """A facet in a text and whether it is wanted there."""

    facet: Facet
    wanted: bool
    in_excess: bool = False
    """It is refused only where there is too much of it."""


def facets_said(clause: str, facets: Facets, names: Names) -> Sequence[Said]:
    """The facets of a clause (see `leaving_out.clauses`); words inside longer names of foods name no facet."""
    said = clause.split()
    closed = _closed(clause, said, facets, names)
    if not clause.isascii():
        said = [each if each in facets.called else each.removeprefix(_ARTICLE) for each in said]
    found: list[Said] = []
    at, last_end, last_wanted = 0, -1, True
    while at < len(said):
        size, phrase = _longest(said, at, facets, closed)
        if not size:
            at += 1
            continue
        if at and said[at - 1] == "too" and said[at + size : at + size + 1] == ["to"]:
            at += size  # "Too hot to cook" says nothing of the food.
            continue
        before, between = f" {' '.join(said[:at])} ", f" {' '.join(said[last_end:at])} "
        denied = bool(_NOT.search(before) or _NOT_AFTER.match(f" {' '.join(said[at + size :])} "))
        listed = last_end > 0 and not last_wanted and bool(_AND_NOT.match(between))
        denied = denied or (listed and not _begins_anew(facets.called.get(phrase), between, said[at + size :]))
        facet = facets.called.get(phrase) or (facets.denied[phrase] if denied else None)
        of_person = facet and facet.kind == "place" and _of_person(said, at + size, facets)
        if facet and not of_person and _counts(facet, phrase, said[:at], denied):
            other = Said(facet, not denied, denied and bool(_TOO_MUCH.search(before)))
            either = _either(found[-1], other) if found and _OR.match(between) else None
            found[-1:] = [either] if either else [*found[-1:], other]
        at += size
        last_end, last_wanted = at, not denied
    return found


def _begins_anew(facet: Facet | None, between: str, behind: Sequence[str]) -> bool:
    """Whether a place that stands behind a refusal and a comma is wanted: "not spicy, Indian", "not Chinese, Japanese";
    but not "not Chinese, Japanese or Thai".
    """
    return (
        facet is not None and facet.kind == "place" and between.strip() == "," and {"or", "nor"}.isdisjoint(behind[:2])
    )


def _of_person(said: Sequence[str], end: int, facets: Facets) -> bool:
    """Whether a place that ends before the word `end` is that of a person who cooks nothing: "the Japanese girl says"."""
    return not facets.people.isdisjoint(said[end : end + 1]) and facets.cooks.isdisjoint(said[end : end + _APART + 1])


def _either(one: Said, other: Said) -> Said | None:
    """Of "frozen or chilled" one facet, of which either will do; None where both are of no kind that adds up."""
    both, kind = (one.facet, other.facet), one.facet.kind
    if kind != other.facet.kind or kind not in ("taste", "method") or not (one.wanted and other.wanted):
        return None
    return Said(Facet(kind, " or ".join(each.name for each in both), both[0].values | both[1].values), wanted=True)


def facets_unspaced(text: str, facets: Facets) -> Iterator[Said]:
    """The same in Chinese, Japanese and Korean."""
    if text.isascii():
        return
    for found in facets.unspaced.finditer(text):
        if text[found.start() :].startswith(_DISLIKED):
            continue
        before, after = _NOT_UNSPACED
        denied = before.search(text[: found.start()]) or after.match(text[found.end() :])
        yield Said(facets.called[found[0]], not denied)


def _longest(said: Sequence[str], at: int, facets: Facets, closed: set[int]) -> tuple[int, str]:
    for size in range(min(_LONGEST, len(said) - at), 0, -1):
        phrase = " ".join(said[at : at + size])
        if (phrase in facets.called or phrase in facets.denied) and closed.isdisjoint(range(at, at + size)):
            return size, phrase
    return 0, ""


def _counts(facet: Facet, phrase: str, before: Sequence[str], denied: bool) -> bool:
    nearest = before[-1] if before else ""
    if facet.kind == "place" and phrase in NEEDS_FROM:
        return nearest in _FROM or (nearest == "the" and before[-2:-1] in [[each] for each in _FROM])
    if denied or facet.kind not in _OF_WHAT:
        return True
    # "Dishes with noodles" are noodles; "something with bread" is no bread.
    return not _goes_with(before) and (facet.kind == "dish" or nearest not in _BESIDE)


def _goes_with(before: Sequence[str]) -> bool:
    """Whether what follows only goes with something that was named: "eggs in a spicy tomato …"."""
    for at in range(len(before) - 1, max(-1, len(before) - 2 - _APART), -1):
        if before[at] in (",", "and", "or", "for"):
            return False
        if before[at] in _BESIDE:
            return any(terms_of(word) for word in before[:at])
    return False


def _closed(clause: str, said: Sequence[str], facets: Facets, names: Names) -> set[int]:
    """Numbers of the words that belong to a food's name of several words, or to a set phrase."""
    shut: set[int] = set()
    for mention in names.mentions(clause) if "," not in said else ():
        if mention.end - mention.start > 1 and not _of_facets(said[mention.start : mention.end], facets):
            shut.update(range(mention.start, mention.end))
    if "," in said:
        shut.update(_beyond_commas(said, names))
    for start in range(len(said)):
        for size in (4, 3, 2):
            if " ".join(said[start : start + size]) in facets.not_in and not _asks_longer(said, start + size, facets):
                shut.update(range(start, start + size))
    return shut


def _asks_longer(said: Sequence[str], end: int, facets: Facets) -> bool:
    """Whether a set phrase that ends at the word `end` is part of what calls a facet: "can I drink"."""
    return any(" ".join(said[max(0, end - size) : end]) in facets.called for size in (3, 4))


def _of_facets(name: Sequence[str], facets: Facets) -> bool:
    """Whether a name only says how what sort is made, such as "stir-fried noodles", so that it means others as well."""
    kinds, at = list[str](), 0
    while at < len(name):
        size, phrase = _longest(name, at, facets, set())
        if not size or phrase not in facets.called:
            return False
        kinds.append(facets.called[phrase].kind)
        at += size
    return len(kinds) > 1 and kinds[-1] in ("dish", "type") and "place" not in kinds


def _beyond_commas(said: Sequence[str], names: Names) -> Iterator[int]:
    """The same where commas are words, which no name counts."""
    places = [number for number, word in enumerate(said) if word != ","]
    for mention in names.mentions(" ".join(said[number] for number in places)):
        if mention.end - mention.start > 1:
            yield from places[mention.start : mention.end]
