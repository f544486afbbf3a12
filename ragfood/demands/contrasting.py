"""Contrasting: an allergy that is told "not" of one thing "but" of another, "not only" of one, or of nothing "but" one:
said again in plain words before it is read.
"""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ragfood.demands.phrases import DISHES, NO_FOOD, any_of, polarity, unspaced_things
from ragfood.demands.polarity import welcome
from ragfood.demands.things import LONGEST_NAME, longest
from ragfood.words import fold, words

_ALLERGY = re.compile(
    r"(?:\w*(?:all?ergi|alerj|intoll?eran|ал?лерг|непереносим|nietoleran|unvertrag|anaphyla|allergen|एलर्जी|असहिष्णु|حساسي)\S*|allerg(?:y|en)\S*)$"
)
_AILS = re.compile(
    r"(?:problem\w*|issue|trigger\w*|upsets?|bothers?|sick|ill|malade|krank|react\w*|reagier\w*|hurts?|mal|male|dano|enferm\w*|проблем\S*|प्रॉब्लम)$"
)
"""What is not borne, said of no allergy."""
_NO_NAME = (frozenset(NO_FOOD.split()) | frozenset(DISHES.split())) - {"allergy", "allergies", "intolerance"}
_TURNS = (
    "bis auf ",
    "a part ",
    "a excepcion ",
    "ad eccezione ",
    "a excecao ",
    "a l exception ",
    ", to ",
    ", gegen ",
    ", auf ",
    ", al ",
    ", au ",
    ", aux ",
    ", alle ",
    ", it s",
    ", now it",
    ", it is",
    ", es ist",
    ", c est",
    "e sim ",
    "other than",
    "apart from",
)
_ONCE = frozenset(("thought", "used", "believed", "dachte", "glaubte", "pensaba", "creia", "croyais", "credevo"))
"""What was so may still be: "I thought I was allergic to milk but it's eggs" is both."""
_ENGLISH = frozenset(("allergic", "allergy", "allergies", "intolerant", "intolerance"))
_COMMA = re.compile("[,:،、]")
_ENDS = re.compile(r"[.;!?\n]+")
_REACH = 12
_SENTENCES = re.compile(
    r"[.;!]\s+(?=(?:it\W?s|it is|only|just|but|rather|instead|es ist|nur|sondern|c\W?est|seulement|sino|solo|sólo|ma|mais|mas|только|it was)\b)",
    re.IGNORECASE,
)
_DENIED_ALLERGY = re.compile(r"(?:\bno|n.?t\b|nicht|kein|\bpas\b|non|não|не).*(?:all?erg|intol|аллерг)", re.I | re.S)


def set_right(plain: str) -> str:
    """The words of a clause, commas among them, with what is not meant taken out where it tells of an allergy."""
    said = plain.split()
    if (polarity("denying") | polarity("denying_behind") | _ONCE).isdisjoint(said) and "t" not in said:
        return plain
    said = _not_only(said)
    if _ails(said):
        said = _denied_behind(_told_first(_but_another(said)))
    return f" {' '.join(said)} "


def in_one_sentence(text: str) -> str:
    """`text` where a sentence that goes on with "it's …" or "only …" is part of the one before it."""
    return _SENTENCES.sub(", ", text) if _DENIED_ALLERGY.search(text) else text


def said_instead(text: str) -> str:
    """The words of those sentences of `text` that tell of another allergy than one that they deny, or of more than one;
    "" of none.
    """
    told = []
    for sentence in _ENDS.split(fold(in_one_sentence(text))):
        said = " , ".join(" ".join(words(part)) for part in _COMMA.split(sentence)).split()
        another = _not_only(said) if _ails(said) else said
        another = _but_another(another) if _ails(said) else another
        if another is not said:
            told.append(f" {' '.join(another)} ")
    return " , ".join(told)


def only_named(plain: str) -> Sequence[str]:
    """What folded words name behind an "only": "it's only peanuts"."""
    said = plain.split()
    behind = (_past(said, at + 1) for at, word in enumerate(said) if word in polarity("only"))
    return [each for at in behind if _names(said, at) for each in longest(said[at : at + LONGEST_NAME], safe=True)[1]]


def _but_another(said: list[str]) -> list[str]:
    """ "Not allergic to milk but to eggs", "no nut allergy, only sesame": allergic to what comes behind."""
    for at in range(len(said)):
        if not _turns(said, at):
            continue
        start = _denied_from(said, at)
        named = _past(said, at)
        if start is not None and _names(said, named):
            begins = start - 1 if said[start] == "t" else start
            return [*said[:begins], "allergic", "to", *_but_another(said[named:])]
    return said


def _turns(said: Sequence[str], at: int) -> bool:
    """Whether a "but" stands at a place, or words that tell as much: "…, it's"."""
    if said[at] == "so" and not _ENGLISH.isdisjoint(said):
        return False
    ahead = " ".join(said[at : at + 3])
    return said[at] in polarity("turning") or ahead.startswith(_TURNS)


def _denied_from(said: Sequence[str], end: int) -> int | None:
    """Where the nearest "not" before `end` stands that denies an allergy, or that it is one to what is named."""
    for start in range(end - 1, max(-1, end - _REACH), -1):
        word, between = said[start], said[start + 1 : end]
        if word in polarity("turning"):
            return None
        if word in _ONCE and any(map(_ALLERGY.match, between)):
            return end
        if not _denies(said, start):
            continue
        of_allergy = any(map(_ALLERGY.match, between))
        named = any(longest(between[at : at + LONGEST_NAME], safe=True)[0] for at in range(len(between)))
        surely = word == "t" or word in polarity("denying_surely") or said[end] == "sino" or _ails(between)
        behind = next((at for at in range(max(0, start - 4), start) if _ALLERGY.match(said[at])), None)
        surely = surely and polarity("consuming").isdisjoint(between)
        return start if of_allergy or (named and surely) else behind if not named else None
    return None


def _ails(said: Sequence[str]) -> bool:
    return any(_ALLERGY.match(word) or _AILS.match(word) for word in said)


def _past(said: Sequence[str], at: int) -> int:
    """The first word from `at` on that does more than bind."""
    while at < len(said) and (said[at] in polarity("bound") or said[at] in polarity("turning")):
        at += 1
    return at


def _names(said: Sequence[str], at: int) -> bool:
    """Whether something that can be left out is named at a place, and no dish made of it."""
    size, _ = longest(said[at : at + LONGEST_NAME], safe=True)
    return bool(size) and _NO_NAME.isdisjoint(said[at + size : at + size + 1]) and not welcome(said, at + size)


def _told_first(said: list[str]) -> list[str]:
    """ "It's milk that I'm allergic to, not eggs": without what it is not."""
    for at in range(2, len(said) - 1):
        denies = said[at] in polarity("denying_surely") or said[at : at + 2] in (["no", "a"], ["no", "al"])
        if not denies or said[at - 1] not in polarity("binding"):
            continue
        named = _past(said, at + 1)
        size, _ = longest(said[named : named + LONGEST_NAME], safe=True)
        behind = "".join(said[named + size : named + size + 1])
        before = any(longest(said[start:at][:LONGEST_NAME], safe=True)[0] for start in range(at))
        if size and before and (not behind or behind == "," or behind in polarity("relative")):
            return [*said[: at - 1], *said[named + size :]]
    return said


def _denied_behind(said: list[str]) -> list[str]:
    """ "Süte değil yumurtaya alerjim var": without what stands before the "not"."""
    for at, word in enumerate(said):
        if word in polarity("denying_behind") and _names(said, _past(said, at + 1)):
            for start in range(max(0, at - 2), at):
                if longest(said[start:at], safe=True)[0]:
                    return [*said[:start], *said[at + 1 :]]
    return said


def _not_only(said: list[str]) -> list[str]:
    """ "Not only to eggs but also to milk": to eggs, and to milk."""
    for at, word in enumerate(said):
        if word in polarity("denying_behind"):
            only = next((each for each in range(max(0, at - 4), at) if said[each] in polarity("only")), None)
            if only is not None:
                return _of_all([*said[:only], *said[only + 1 : at], ",", *said[at + 1 :]]) or said
        elif _denies(said, at) and (only := _only_behind(said, at)):
            return _of_all([*said[: at - (word == "t")], *said[at + 1 : only], *said[only + 1 :]]) or said
    return said


def _denies(said: Sequence[str], at: int) -> bool:
    return said[at] in polarity("denying") or (
        said[at] == "t" and not polarity("contracted").isdisjoint(said[max(0, at - 1) : at])
    )


def _of_all(said: list[str]) -> list[str]:
    """With all told to be left out that is named, up to what is wished for; nothing where none of it is."""
    refused = not polarity("refusing").isdisjoint(said) or "t" in said or "limits" in said
    if not refused and not _ails(said):
        return []
    named: list[str] = []
    at = 0
    while at < len(said) and said[at] not in polarity("wishing") | polarity("passing"):
        size, _ = longest(said[at : at + LONGEST_NAME], safe=True)
        if size and not welcome(said, at + size):
            named += [",", *said[at : at + size]]
        at += size or 1
    return ["allergisch", "gegen", *named[1:], ",", *said] if named else []


def _only_behind(said: Sequence[str], at: int) -> int:
    """Where an "only" stands that the "not" at a place denies: right behind it, or before an "also"; else 0."""
    for only in range(at + 1, min(at + 5, len(said))):
        if said[only] == "," or (said[only] == "so" and said[at] == "not"):
            return 0
        if said[only] in polarity("only"):
            return only if only == at + 1 or not polarity("also").isdisjoint(said[only:]) else 0
    return 0


def set_right_unspaced(text: str) -> str:
    """The folded `text` of a language without spaces, without what it says not to be meant of an allergy."""
    if text.isascii() or not _ALLERGY_UNSPACED.search(text):
        return text
    return _not_meant().sub("", _NOT_ONLY_UNSPACED.sub("、", text))


_ALLERGY_UNSPACED = re.compile("过敏|過敏|アレルギー|알레르기|알러지")
_NOT_ONLY_UNSPACED = re.compile(
    r"(?:不[仅僅光只单單](?:仅|僅|是|对|對)?|并非只)|だけ(?:で(?:は)?|じゃ)なく[てに]?|(?:에)?뿐(?:만)?\s?아니라"
)


@lru_cache(maxsize=1)
def _not_meant() -> re.Pattern[str]:
    """ "不是对牛奶过敏,而是…", "牛乳じゃなくて…", "우유가 아니라…", and "没有坚果过敏,只有…"."""
    thing = f"(?:{any_of(unspaced_things())})"
    allergy = f"(?:{_ALLERGY_UNSPACED.pattern})"
    but = r"[,，、\s]*(?:而?是|只[是有对對]?|但|就是)"
    return re.compile(
        rf"(?:(?:并?不是|[没沒]有?)(?:[对對])?{thing}{allergy}?{but})(?=.{{0,4}}{thing})"
        rf"|{thing}(?:の?{allergy})?(?:では?なく(?:て)?|じゃなく(?:て)?|は(?:ない|ありません|なし)(?:です)?(?:が|けど|けれど)|[이가]?\s?아니(?:라|고)|[은는]?\s?없(?:고|지만|는데))[,，、\s]*(?=.{{0,4}}{thing})"
    )
