"""Leaning: what a question leaves out because the talk before it said so: "under 250?", "Japanese?", "one without any"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from ragfood.demands import Demands, Vocabulary, nutrient_of
from ragfood.demands.phrases import diets_cut, kin
from ragfood.demands.things import things_said
from ragfood.understanding.gentler import gentler
from ragfood.understanding.inquiring import read_inquiry
from ragfood.understanding.lasting import NOTHING, left_in, of_people, taken_back
from ragfood.understanding.referring import SUBJECTLESS
from ragfood.understanding.talk import listed, pattern, plain, table
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, terms_of, words

_LONGEST = 12
"""Words; a longer question says what it is about."""
_SHORT = 6
_ANY = re.compile(r"^\W*(?:(?:and|but|or)\W+)?(?:any|what about|how about)\b", re.IGNORECASE)
_LONGEST_ADDED = 20
_SORTS = ("meal", "type", "dish")
_OWN = (*_SORTS, "place")
_ONES = re.compile(r"\bones?\b", re.IGNORECASE)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_AGAIN = re.compile(
    r"(?P<left>\b(?:without|w/o|free (?:of|from)|none of|sin|sans|ohne|senza|sem))\s+(?:any(?: of)?|it|that|this|them|those|these|such(?: \w+)?|either|one|ello|eso|esto|esos|ellos|ca|cela|das|dem|diese[nms]?|questo|quello|isso|isto)"
    r"(?=\s*(?:in (?:it|them|there)|at all|please|thanks|though|then|instead|por favor|bitte|s.il (?:vous|te) plait)?\s*(?:[?.!,;]|$))",
    re.IGNORECASE,
)
"""What is left out without being named again: "a stew without any"."""
_NONE = re.compile(
    r"\b(?:sans|ohne|sin|senza|sem|zonder|without)(?=\s*[?.!]?\s*$)|\b(?:that|which|ones?)\s+(?:do(?:es)?n.?t|do(?:es)? not|have no|has no|is not|isn.?t|are not|aren.?t)(?:\s+(?:have|contain|use|include)(?:\s+(?:any|it|that|them))?)?(?=\s*(?:[?.!]|$))",
    re.I,
)
"""The same at the end of a wish: "one that doesn't"."""
_BARE_BOUND = re.compile(
    r"^\W*(?:(?:(?:still |way |far |a bit |that s |thats )*too (?:much|many|high|low|little|few)|more|less|lower|higher|fewer|ok(?:ay)?|hmm|no|and|or|but|what about|how about|make (?:it|that|them)|say|rather|better|maybe|even|still|then|y|et|und|e|oder|lieber|mejor|plutot|plutôt|perhaps|can you do|can we do|could we do|can you go|go|do|only|just|sorry|i meant|actually|nothing|something|anything|ones?|those)\b[\s,.;:!?…-]*)*"
    r"(?:(?P<sign>under|below|less than|fewer than|at most|max(?:imum)?|up to|within|no more than|over|above|more than|at least|min(?:imum)?|unter|weniger als|hochstens|höchstens|über|mehr als|mindestens|menos de|mas de|más de|maximo|máximo|moins de|plus de|meno di|piu di|più di|menos que|mais de|<=?|>=?)\s*)?"
    r"(?P<number>\d+(?:[.,]\d+)?)(?:\s*(?:or (?:less|more|fewer|so)|max(?:imum)?|tops|at (?:most|least)|instead|please|then|ish|o menos|ou moins|oder weniger|thanks|(?:is|would be) (?:also )?(?:fine|ok|okay|alright)|too|maybe|perhaps|if possible))*\W*$",
    re.I,
)
_STEP = re.compile(
    r"^\W*(?:(?:still|way|far|ok(?:ay)?|hmm|no|and|but|make it|even|something|anything|ones?|with|a bit|a little|much|any|go|noch|etwas|encore|aun|aún|todavia|todavía)\b[\s,.;:!?…-]*)*"
    r"(?:(?P<less>less|lower|fewer|lighter|too (?:much|many|high|heavy)|leaner|weniger|leichter|zu viel|menos|demasiado|moins|trop|meno|troppo|mais leve)|(?P<more>more|higher|too (?:little|few|low)|mehr|zu wenig|mas|más|plus|piu|più|mais))\b(?:[\s,.;:!?…-]*(?:please|than that|still|if possible|then|instead|maybe|perhaps|too|ideally|bitte|por favor))*\W*$",
    re.I,
)


_TURNED = re.compile(
    r"^\W*(?:(?:and|or|but|ok(?:ay)?|then|now|what about|how about|which(?: one| ones)?|who|is|has|have|are|the|with|y|et|und|e|el|la|los|le|die|das|der|cual|lequel|welche[rs]?|hat|tiene|a)\b[\s,.;:!?…-]*)*"
    r"(?:(?P<less>least|lowest|fewest|smallest amount|wenigsten|geringste\w*|menor|minimo|moins)|(?P<more>most|highest|biggest amount|meisten|hochste\w*|höchste\w*|mayor|maximo|plus))(?: of (?:it|them|all))?\W*$",
    re.I,
)
"""The other end of an order: "and the most?"."""
_LOOSE = re.compile(
    r"(?:(?P<sign>under|below|less than|fewer than|at most|max(?:imum)?|up to|no more than|over|above|more than|at least|min(?:imum)?|unter|weniger als|hochstens|über|mehr als|mindestens|menos de|mas de|más de|al menos|moins de|plus de|au moins|meno di|piu di|più di|almeno|pelo menos|<=?|>=?)\s*)"
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>g|gr|grams?|grammes?|gramos?|gramm|grammi|gramas?|mg|milligrams?|µg|mcg|ug)\b(?!\s*(?:of\s|de\s|di\s|d.)?\w)",
    re.I,
)
"""An amount of a nutrient that was named before: "only those with at least 20 grams"."""


def leans(text: str, demands: Demands, vocabulary: Vocabulary) -> bool:
    """Whether `text`, which alone demands `demands`, only narrows down what was asked before: it says of which kind,
    or what else must hold, and not what it shall be.
    """
    said = words(fold(text))
    if _only_adds(text, said, demands, vocabulary):
        return True
    if len(said) > _LONGEST or not said:
        return False
    if goes_on(text) or _only_of_people(text, said, demands, vocabulary):
        return True
    if _points_abroad(text, said, demands, vocabulary):
        return True
    if _asks_of_it(text, said, vocabulary):
        return True
    said = words(fold(_LOOSE.sub(" ", text)))
    if not demands or _stands(text, said) or any(map(_tells, _left(said, demands, vocabulary))):
        return False
    sorts = [facet for facet in demands.wanted if facet.kind in _SORTS]
    others = len(demands.chips) - len(sorts)
    return not sorts or (len(sorts) == 1 and not others)


def drops(text: str, demands: Demands, vocabulary: Vocabulary) -> bool:
    """Whether `text`, which demands `demands`, turns from what was spoken of to something of its own: "forget it, a
    soup", "no, I meant risotto".
    """
    if not pattern("dropped").search(plain(text)) or taken_back(text) != NOTHING:
        return False
    named = (vocabulary.foods.get(each.ids[0]) for each in vocabulary.names.mentions(text))
    own = _SORTS if _ONES.search(text) else _OWN
    return any(facet.kind in own for facet in demands.wanted) or any(
        food and food.type not in ("ingredient", "") for food in named
    )


def _only_adds(text: str, said: Sequence[str], demands: Demands, vocabulary: Vocabulary) -> bool:
    """Whether `text` only adds what must not be in it to what was asked for, and asks nothing itself: "sorry, forgot to
    say: no egg and no pork in it".
    """
    if "?" in text or not demands.of_safety or demands.wanted or demands.bounds or demands.orders:
        return False
    if len(said) > _LONGEST_ADDED or _stands(text, said) or not listed("asking").isdisjoint(said):
        return False
    mentions = vocabulary.names.mentions(text)
    return all([*things_said(said[each.start : each.end])] for each in mentions)


@lru_cache(maxsize=256)
def points_abroad(text: str) -> bool:
    """Whether a short `text` in another language than English holds a word that points: "¿pica mucho?", "c'est quoi
    dedans".
    """
    said, tongues = words(fold(text)), tongues_of(text)
    if len(said) > _SHORT or "en" in tongues:
        return False
    return any(not frozenset(fold(table()["points"].get(code, "")).split()).isdisjoint(said) for code in tongues)


def _points_abroad(text: str, said: Sequence[str], demands: Demands, vocabulary: Vocabulary) -> bool:
    """The same of a text that names no food, place or sort itself."""
    own = any(facet.kind in _OWN for facet in demands.wanted)
    if own or _stands(text, said) or not points_abroad(text):
        return False
    mentions = vocabulary.names.mentions(text)
    return all([*things_said(said[each.start : each.end])] for each in mentions)


def _only_of_people(text: str, said: Sequence[str], demands: Demands, vocabulary: Vocabulary) -> bool:
    """Whether `text` only tells what somebody does not eat: "my kid can't have egg"."""
    if "?" in text or demands.wanted or not demands.of_safety or not of_people(text) or _stands(text, said):
        return False
    mentions = vocabulary.names.mentions(text)
    return all([*things_said(said[each.start : each.end])] for each in mentions)


def _asks_of_it(text: str, said: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether `text` asks what is in a food and names none."""
    if len(said) > _SHORT or not (opening := SUBJECTLESS.match(text) or _ANY.match(text)) or _stands(text, said):
        return False
    mentions = vocabulary.names.mentions(text)
    things = all([*things_said(said[each.start : each.end])] for each in mentions)
    left = _left(words(fold(text[opening.end() :])), Demands(), vocabulary)
    return things and read_inquiry(text).of_amounts and not any(map(_tells, left))


def only_names(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` names foods and says nothing else: "tofu?"."""
    said = words(fold(text))
    mentions = vocabulary.names.mentions(text) if len(said) <= _SHORT else []
    inside = {number for each in mentions for number in range(each.start, each.end)}
    return bool(mentions) and all(number in inside or word in listed("bare") for number, word in enumerate(said))


def unspaced(text: str) -> bool:
    """Whether `text` is in a script without spaces between its words."""
    return bool(_UNSPACED.search(text))


def goes_on(text: str) -> bool:
    """Whether `text` goes on with an amount or a thing that it does not name, or takes something back: "under 250?",
    "still too much", "one without any", "forget the vegan thing".
    """
    if _BARE_BOUND.match(text) or _STEP.match(text) or _TURNED.match(text) or _AGAIN.search(text) or _NONE.search(text):
        return True
    return taken_back(text) != NOTHING or bool(gentler(text))


def demanded_by(chain: Sequence[str], reads: Callable[[str], Demands]) -> Demands:
    """What a follow-up demands with the questions that it refers back to, the oldest first; `reads` reads of one."""
    demands = reads(chain[0])
    for number, text in enumerate(chain[1:], 1):
        kept = left_in(chain[number - 1], demands, text)
        demands = kept.then(reads(filled(text, chain[:number], demands)).less(taken_back(text).named))
    return demands.less(taken_back(chain[-1]).named) if demands.of_safety else demands


def filled(text: str, earlier: Sequence[str], known: Demands) -> str:
    """`text` with what it leaves out: the thing of "one without any", told by the last of the questions `earlier`;
    the nutrient of "under 250", told by the demands `known` before it.
    """
    if (meant := gentler(text)) and not known.bounds:
        return meant
    if bound := _BARE_BOUND.match(text):
        return _of_nutrient(text, bound, known)
    if (step := _STEP.match(text)) and known.bounds:
        label = nutrient_of(known.bounds[0].nutrient).label
        return " ".join(("less" if step["less"] else "more", label))
    if (end := _TURNED.match(text)) and known.orders:
        return " ".join(("least" if end["less"] else "most", nutrient_of(known.orders[0].nutrient).label))
    if (loose := _LOOSE.search(text)) and (known.bounds or known.orders):
        nutrient = nutrient_of((known.bounds or known.orders)[-1].nutrient)
        return f"{text[: loose.end()]} {nutrient.label}{text[loose.end() :]}"
    if not (_AGAIN.search(text) or _NONE.search(text)):
        return text
    things = next(filter(None, map(_things, reversed(earlier))), "")
    if not things:
        return text
    left_out = " ".join(("without", things))
    return _NONE.sub(left_out, _AGAIN.sub(left_out, text))


def _of_nutrient(text: str, bound: re.Match[str], known: Demands) -> str:
    if not known.bounds:
        return text
    last = known.bounds[-1]
    nutrient = nutrient_of(last.nutrient)
    sign = bound["sign"] or ("under" if last.most is not None else "at least")
    named = "" if nutrient.unit == "kcal" else f" {nutrient.label}"
    return f"{sign} {bound['number']} {nutrient.unit}{named}"


def _things(text: str) -> str:
    """What a text names that may be left out, as words: "pork"."""
    named = [word for word in words(fold(text)) if [*things_said([word], kinds=True)]]
    return " or ".join(dict.fromkeys(named))


def _stands(text: str, said: Sequence[str]) -> bool:
    return not listed("stands").isdisjoint(said) or bool(re.search(table()["stands_unspaced"], text))


def _left(said: Sequence[str], demands: Demands, vocabulary: Vocabulary) -> list[str]:
    """The words beyond those of demands and of talk."""
    said = _without_diets(said)
    known = (
        vocabulary.words | listed("idle") | kin() | {word for label in demands.words() for word in words(fold(label))}
    )
    return [word for word in said if word not in known and not word[0].isdigit() and not [*things_said([word])]]


def _without_diets(said: Sequence[str]) -> list[str]:
    """The words of a text but for those that name a diet, such as "plant based"."""
    return diets_cut(f" {' '.join(said)} ").split()


def _tells(word: str) -> bool:
    return bool(terms_of(word)) and not _UNSPACED.search(word)
