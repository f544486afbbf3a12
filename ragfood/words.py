"""Words of a text in any script: folded, stemmed, and without those that only ask."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
)
"""Thai, Lao, Burmese, Khmer, kana and Han have no spaces; Hangul has, but its particles cling to the words."""

_SIGNS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0640\u064b-\u065f\u0670\u0730-\u074a\u07a6-\u07b0\u0900-\u0963"
    "\u0966-\u0dff\u0e31-\u0ece\u0f18-\u0fbc\u102b-\u109d\u135d-\u135f\u17b4-\u17d3\u3099\u309a"
)
"""What is part of a word though it is no letter to `re`: accents, points, vowel signs, of all scripts in use."""

_WORD = re.compile(f"[\\w{_SIGNS}]+")
_RUNS = re.compile(f"(?P<unspaced>[{_UNSPACED}]+)|(?:[^\\W_{_UNSPACED}]|[{_SIGNS}])+")

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0640\u064b-\u065f\u0670]+")
"""Accents of Latin, Greek and Cyrillic; vowel points, hamzas and the stretching bar of Arabic."""

_ARTICLE = "ال"
"""Arabic writes "the" as part of the word."""

_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""

_ASKING_WORDS = """
    a about all also am an and any anything are as at be been best better but by can could describe did
    difference different dish dishes do does during each eat eaten eating explain find food foods for from get
    give good has have having he her him his how i idea ideas if in into is it its kind kinds know let like
    list made make makes many may me more most much my name need no not of on one option options or other our
    out people please popular question really recipe recipes recommend s say serve served shall she should
    show so some someone something such suggest suggestion suggestions t tell than that the their them then
    there these they thing things this those to try type types typical typically up us used very vs want was
    way we well were what when where which who whose why will with without would you your
    after always because before both called come comes coming commonly each few go goes going here instead just keep
    kept less mostly must named never now often only over own since still take takes through together too under until
    uses using usually while yet

    al como con cual de del el en es la las los para por que son un una unos y
    au aux avec ce comment dans des du est et l le les ou pour qu quel quelle quoi une
    das der die ein eine einen fur ist mit oder sind und von wie zu
    क्या है हैं का की के को में से कैसे बनता बनती बनाते बनाएं
    ما هي هو كيف من في على
"""
"""Words that ask or bind and do not say which food is meant: English, Spanish, French, German, Hindi, Arabic."""

_SAME = {"asian": "asia", "african": "africa", "european": "europ", "american": "america"}
"""Stems of people to stems of places, which are what the foods name."""

_LEAVES = {"leaves": "leaf", "loaves": "loaf", "halves": "half"}


def words(text: str) -> list[str]:
    """The words of `text` as they are written: whatever stands between spaces and punctuation."""
    return _WORD.findall(text)


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each of the `words` of `text` begins and ends."""
    return (found.span() for found in _WORD.finditer(text))


def sought_as(phrase: str) -> str:
    """What to look for in folded words with spaces around to find the folded `phrase`: as whole words, or anywhere
    if it is not ASCII, since such words bend, or have no spaces between.
    """
    return f" {phrase} " if phrase.isascii() else phrase


def replace_words(text: str, replacement: Callable[[str], str]) -> str:
    """`text` with each of its `words` replaced, and all else as it was."""
    return _WORD.sub(lambda found: replacement(found[0]), text)


def terms(text: str) -> list[str]:
    """What a search compares: stems of the words that say something; in scripts without spaces, pairs of
    characters and single Han characters.
    """
    return [term for word in words(text) for term in terms_of(word)]


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """`text` in lower case, full-width forms made plain, without accents: "Jalapeño" is "jalapeno"."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    apart = _MARKS.sub("", unicodedata.normalize("NFKD", lower))
    return unicodedata.normalize("NFC", apart).translate(_STROKES)


def singular(phrase: str) -> str:
    """ "cherries" is "cherry", "leaves" is "leaf"."""
    if phrase.endswith(tuple(_LEAVES)):
        return next(phrase.removesuffix(many) + one for many, one in _LEAVES.items() if phrase.endswith(many))
    if phrase.endswith("ies") and len(phrase) > 4:
        return f"{phrase[:-3]}y"
    if phrase.endswith(("oes", "ches", "shes", "xes", "sses")):
        return phrase[:-2]
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "us", "is")) else phrase


@lru_cache(maxsize=65536)
def terms_of(word: str) -> tuple[str, ...]:
    """The terms of one word; none when the word only asks."""
    plain = fold(word)
    if plain.isascii() and plain.isalnum():
        return () if plain in _asking() else (_stem(plain),)
    found: list[str] = []
    for run in _RUNS.finditer(plain):
        if run["unspaced"]:
            pairs = [run[0][at : at + 2] for at in range(max(1, len(run[0]) - 1))]
            found += dict.fromkeys(pairs + _HAN.findall(run[0]))
        elif run[0] in _asking():
            continue
        elif run[0].isascii():
            found.append(_stem(run[0]))
        else:
            found.append(run[0].removeprefix(_ARTICLE) if len(run[0]) > 4 else run[0])
    return tuple(found)


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    return frozenset(fold(_ASKING_WORDS).split())


def _stem(word: str) -> str:
    import Stemmer

    # One stemmer must not serve two threads; making one costs less than a lock.
    stemmed: str = Stemmer.Stemmer("english", 0).stemWord(word)
    return _SAME.get(stemmed, stemmed)
