"""Comparing: whether a question sets foods against each other, and which."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Sequence

from ragfood.demands.nutrients import nutrient_words
from ragfood.understanding.naming import Names
from ragfood.words import fold, terms, words

_MOST_SIDES = 5
_MORE = (
    r"more|less|fewer|\w{3,}ier|milder|hotter|stronger|denser|fatter|softer|higher|lower|better|worse|healthier|lighter|richer|sweeter|spicier|saltier|leaner|most|least|highest|lowest|healthiest"
    "|meglio|mieux|lepiej|самы\\w*|самая|самое|наибол\\w*|naj\\w{3,}|meeste?|minste?|meisten|wenigsten|\\w{3,}sten|najwiecej|najmniej|किसमें|ज\u093c्यादा|ज\u093cयादा|mas|menos|plus|moins|piu|meno|mais|maior|menor|maggiore|engorda|больше|меньше|daha|полезнее|здоровее|калорииее|калориинее|жирнее|лучше|хуже|вкуснее|легче|слаще|острее|wiecej|mniej|zdrowsz\\w*|lepsz\\w*|lzejsz\\w*|saludable|sano|sana|sain|saine|sani|sano|saudavel|ligero|leger|leve|leggero|peor|pire|pior|peggio|migliore|melhor|schlechter|leichter|fetter|mehr|weniger|gesunder|mejor|meilleur|besser|ज्यादा|अधिक|कम|اكثر|اقل"
)
_TWO = 2
"""Sides at least: a nutrient that is named behind them is what they are set against each other by."""
_SIGN = re.compile(
    r"\b(?:(?:decid\w*|choos\w*|torn|pick\w*|hesitat\w*|undecided|toss up|wavering) between|compare[ds]?|comparing|comparison|vs|versus|differences? between|differ from|different from|compara\w*|comparer|vergleich\w*"
    r"|differences? (?:of|in|with|to)|(?:s|is|are|any|the) (?:the )?(?:main |real |big )?differences?|differs?|differing|sets? .* apart|tell .* apart|in common|side by side|beats?|ranked|(?:is|are|was) .* the same|same (?:thing )?as|compared (?:to|with)|entre .* (?:et|y|e) .* (?:lequel|laquelle|cual|qual)|(?:lequel|laquelle) (?:est|contient|a)|(?:between|among|out of) .* and .* (?:which|who|what)|which .* (?:between|among|out of) .* and|distinguish\w*|diferencias? (?:entre|hay)|que diferencia|diferenca entre|differenza tra|qual e la differenza|quelle (?:est la )?difference|was ist der unterschied|worin unterscheid\w*|unterscheiden sich|confronta\w*|confronto|paragona\w*|fark\w*|karsilastir\w*|разниц\w*|сравни\w*|отлича\w*|diferencia entre|difference entre|unterschied zwischen|तुलना|फर्क|फ़र्क|अंतर|قارن|الفرق|مقارنة)\b|फर्क|अंतर|तुलना|الفرق|区别|區別|不同|差别|差別|違い|ちがい|차이|比较|比較|相比|哪个|哪個|どちら|どっち|より|보다|비교|더 많|어느"
    r"|\b(?:meer|minder|gezonder|beter|lichter|vetter|slechter|zoeter)\b.*\bof\b|\bof\b.*\b(?:meer|minder|gezonder|lichter|vetter|slechter|zoeter)\b"
    rf"|\b(?:rank|sort|order|{_MORE})\b[^:]*: ?[\w ]+,[\w ]+"
    r"|^ ?(?:\w+ ){1,3}or (?:\w+ ){1,3}(?:for|if|when|on) (?:\w+ ){0,3}(?:gluten|vegans?|vegetarians?|coeliacs?|celiacs?|keto|low|diabet\w*|lactose|dairy|diet|protein|iron|fibre|fiber|weight|health)\b"
    rf"|\b(?:{_MORE})\b.*\b(?:or|than|o|que|ou|oder|als|या|से|ام|او|من|или|чем|mi|mu|yoksa|czy|albo|dan|niz)\b|\b(?:or|o|ou|oder|या|или|yoksa|czy|albo|mi|mu)\b.*\b(?:{_MORE})\b"
)
_OUTRIGHT = re.compile(
    r"\b(?:compar\w*|vs|versus|between|vergleich\w*|or|oder|ou|o)\b|^(?:is|are|does|do|has|have|was|were)\b.*\bthan\b"
)
_COUNTED = re.compile(rf"(?:\b(?:{_MORE}|much|many|the|of|in))$")
_JOINED = re.compile(
    r"\s+(?:and|with|to|vs\.?|versus|or|than|y|con|et|avec|ou|und|mit|oder|als|que)\s+|\s*[,/]\s*(?:and |or )?|和|跟|与|還是|还是|と|과 |와 |랑 "
)
_ASIDE = re.compile(
    r"\b(?:which|what|who|has|have|is|are|does|do|the|a|an|more|less|fewer|higher|lower|better|worse|most|least|healthier|compare[ds]?|comparing|comparison|of|between"
    r"|differences?|in|for|you|me|per|100|g|calories|protein|fat|sugar|fibre|fiber|carbs|iron|calcium|there|much|many|it|vs|versus|please|can|content|nutrition\w*|s|decid\w*|choos\w*|torn|t|lequel|laquelle|est|le|la|l|les|plus|moins|quel|quelle|cual|es|el|los|mas|menos|tiene|a|welche[rs]?|hat|ist|mehr|weniger|der|die|das|quale|ha|il|lo|piu|meno|o|qual|tem|mais|gras|grasas?|fett\w*)\b"
)
_BUT = re.compile(r"[,;.]\s*mas\s", re.IGNORECASE)
"""Behind a comma it is no Spanish "more" without its accent but a Portuguese "but"."""


def compares(text: str) -> bool:
    """Whether `text` asks how foods differ: "X vs Y", "which has more protein, X or Y"."""
    return bool(_SIGN.search(_plain(_BUT.sub(", ", text))))


def named_sides(text: str, names: Names) -> tuple[tuple[str, ...], ...]:
    """For each food that `text` names, the ids that the name may mean, the likeliest first; at most five. A nutrient
    that is counted, as in "more sugar", is none of them.
    """
    said, every = words(fold(text)), names.mentions(text)
    mentions = [
        each
        for each in every
        if not (
            " ".join(said[each.start : each.end]) in nutrient_words()
            and (
                _COUNTED.search(" ".join(said[: each.start]))
                or said[each.end : each.end + 1] == ["in"]
                or (each.end == len(said) and len(every) > _TWO)
            )
        )
    ]
    return tuple(dict.fromkeys(mention.ids for mention in mentions))[:_MOST_SIDES]


def with_ones_named(text: str, names: Names) -> str:
    """`text` with the food that "ones" stands for: "fresh apricots or dried ones"."""
    said = words(fold(text))
    at = next((number for number, word in enumerate(said) if word in ("ones", "one") and number), 0)
    before = [each for each in names.mentions(text) if each.end < at]
    if not before or said[at - 1] in ("which", "that", "this", "these", "those", "the", "each", "any"):
        return text
    return " ".join((*said[:at], said[before[-1].end - 1], *said[at + 1 :]))


def worded_sides(text: str) -> Sequence[str]:
    """The sides of a comparison as they are worded, where their names are not known; none of "less sugar than milk"."""
    if not _OUTRIGHT.search(_plain(text)):
        return ()
    parts = (" ".join(_ASIDE.sub(" ", part).split()) for part in _JOINED.split(_plain(text)))
    return [part for part in parts if terms(part)][:_MOST_SIDES]


def _plain(text: str) -> str:
    return re.sub(r"[?!.¿¡'’]+", " ", fold(text))
