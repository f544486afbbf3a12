"""Referring: which of the foods shown before a follow-up points at."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Sequence

from ragfood.answers.citations import cited
from ragfood.providers import Message
from ragfood.understanding.naming import Names
from ragfood.understanding.rejecting import rejects
from ragfood.words import fold

_NUMBERS = {
    word: number
    for number, row in enumerate(
        (
            "last final ultimo ultima letzte letzten letzter letztes dernier derniere आखिरी الاخير",
            "first 1st one primero primera primer erste ersten erster erstes premier premiere पहला पहली الاول",
            "second 2nd two segundo segunda zweite zweiten zweiter zweites deuxieme second दूसरा दूसरी الثاني",
            "third 3rd three tercero tercera dritte dritten drittes troisieme तीसरा तीसरी الثالث",
            "fourth 4th four cuarto cuarta vierte vierten viertes quatrieme चौथा",
            "fifth 5th five quinto quinta funfte funften funftes cinquieme पांचवा",
        )
    )
    for word in row.split()
}
_ORDINAL = "|".join(
    sorted((word for word in _NUMBERS if word not in ("one", "two", "three", "four", "five")), key=len, reverse=True)
)
_COUNT = r"(?:two|three|four|five|[2-9])"
_OF_LIST = re.compile(
    rf"\b(?:the|el|la|das|die|der|le)\s(?P<first>{_ORDINAL})(?:\s(?P<count>{_COUNT}))?"
    rf"(?:\s*(?:,|and|or|y|und|et|&)\s*(?:the|el|la|das|die|le)?\s*(?P<also>{_ORDINAL}))?"
    r"(?=\s(?:ones?|dish(?:es)?|foods?|options?|recipes?|suggestions?|plato|gericht|plat)\b|\s*[?.!,]|\s*$|\s(?:is|are|has|have|contain|contains|sounds?|looks?|instead|with|without|vegan|please|bitte|por favor|then|though)\b)"
    rf"|(?:\b(?:number|no\.?|nr\.?|option|item|dish|food|nummer|numero|source)\s?|#)(?P<number>\d|one|two|three|four|five)\b(?!\s?(?:g|mg|kcal|%|calories))"
    r"|第(?P<chinese>[一二三四五])[个個種种]|(?P<japanese>\d)番目|(?P<korean>첫|두|세|네) ?번째"
)  # fmt: skip
_UNSPACED = dict(zip("一二三四五", range(1, 6), strict=True)) | {"첫": 1, "두": 2, "세": 3, "네": 4}
_BOTH = re.compile(r"\b(?:both|the two|beide|ambos|les deux)\b")
_ALL = re.compile(
    r"\b(?:all (?:of )?(?:them|these|those|three|four|five)|each of (?:them|these)|(?:compare|rank|sort) (?:them|these|those))\b"
)
_OTHERS = re.compile(
    r"\b(?:what|anything|something|who|where) else\b|\b(?:any|some|show me|give me|tell me|are there)? ?(?:others|other (?:ones|options|ideas|dishes|foods|suggestions))\b"
    r"|\banother (?:one|dish|idea|option|recipe|suggestion)\b|^\W*(?:and |yet )?another(?: but\b.*)?\W*$|\b(?:outr[oa]s?|altr[oia]|autres?|ander[es]s?|başka|baska|inn[eya]|другое|другую|другои)\b|\b(?:something|anything) different\b|^\W*(?:(?:show|give) me |any |some )?more(?: options| ideas| dishes| suggestions| please)*\W*$"
    r"|\bque mas\b|\botros?\b|\bquoi d autre\b|\bautre chose\b|\bwas (?:gibt es )?(?:sonst )?noch\b|और क्या|ماذا ايضا|还有(?:什么|别的|其他)|他に|ほかに|또 다른|다른 거"
)
_ONE = re.compile(
    r"\b(?:it|its|this|that|(?:this|that|the) (?:dish|food|meal|recipe|soup|stew|salad|bread|sauce|drink|dessert))\b|\b(?:the|how many|how much) "
    r"(?:ingredients|calories|allergens|recipe|origin|protein|fat|carbs|sugar|salt)\W*$|\bes (?:vegano|vegana|picante|sano)\b|这个|它|それ|これ|그거|이거"
)
_SEVERAL = re.compile(
    r"\b(?:they|them|their|those|these|which (?:one|ones|of|is|are|has|have)|davon|von (?:beiden|ihnen|denen)"
    r"|de (?:ellos|ellas|los dos|las dos))\b"
)


_REFINES = re.compile(
    r"^\W*(?:(?:please|can you|could you|but|and|now|ok|okay)\W+)*(?:make|keep) (?:it|them|that|those)\b"
)
"""Who says "make it vegan" wants the same, vegan, and speaks of no single food."""
_BESIDE = re.compile(
    r"\b(?:(?:along|together|goes|go|going)? ?with|alongside|beside|next to|before|after|afterwards|on the side of|on top of|over|accompany"
    r"|dazu|danach|davor|con|despues de|avec|apres|insieme a|con|com|depois de) (?:it|that|this|them|those|these|eso|ello|ca|cela|das|questo|isso)\b|\bdazu\b|\bfor afters\b"
)
"""Who asks what goes with it asks for something else than it."""
_SERVED_WITH = re.compile(
    r"\b(?:with|alongside|beside|next to|on top of|over|accompany|con|avec|com|mit|insieme a) (?:it|that|this|them|those|these|eso|ello|ca|cela|questo|isso)\b|\bdazu\b"
)
_OTHER_OF_TWO = re.compile(
    r"\b(?:the|that) other(?: one)?\b(?! (?:\w{4,}))|\b(?:das|die|der|den) andere\b|\b(?:el otro|la otra|l altro|l altra|o outro|a outra)\b"
)
_THE_OTHERS = re.compile(
    r"\b(?:the|those) (?:others?(?= ones\b|\W*$)|rest\b|remaining ones)|\b(?:los otros|las otras|los demas|las demas|les autres|(?:die|den) anderen|gli altri|le altre|(?:os|as) outr[oa]s|de andere)\b"
    r"(?=\W*$)"
)
_LIKE = re.compile(
    r"\b(?:something|anything|dish(?:es)?|food|one|ones|more) (?:quite |very |a bit )?(?:like|similar to) (?:it|this|that|them|those|these|the \w+ one)\b"
    r"|\b(?:something|anything|what is|others?|dish(?:es)?) (?:else )?(?:similar|alike|comparable)\b|^\W*similar\b|\blike (?:that|this) but\b"
    r"|\b(?:algo|otr[oa]|alguna?|outr[oa]|tem (?:\w+ )?|qualcosa(?: di)?|quelque chose(?: de| d)?|etwas|was|iets|cos|что(?: то| нибудь)?|bir sey)\s?(?:mas )?(?:parecid[oa]|similar|simil[ei]|semelhante|similaire|comparable|ahnliches|vergleichbares|vergelijkbaars|soortgelijks|podobn\w+|похож\w+|benzer\w*)\b"
)


SUBJECTLESS = re.compile(
    r"^\W*(?:(?:y|e|et|und|and|pero|ma|mais|mas|aber|but|ok|okay|also|ah|eh|genau|vale)\W+)*"
    r"(?:tienen?|llevan?|contienen?|es|son|est[aá]n?|se (?:come|sirve|hace|puede)|cu[aá]nt[ao]s?|"
    r"contient|est[- ](?:ce|il|elle)|y a[- ]t[- ]il|il y a|c.est|combien|ist|sind|enth[aä]lt|hat|wie ?viel\w*|ha|hanno|contiene|[èé]|quant[eiao]s?|"
    r"tem|t[eê]m|cont[eé]m|leva|(?:\w+ ){1,3}(?:var m[ıi]|içeriyor mu|iceriyor mu|bulunur mu|olur mu)|var mı|içinde|iceriyor|içeriyor|contains?|has|have|contain|how (?:much|many)|got)\b",
    re.I,
)
"""A question that says nothing of what it asks of: "¿tiene gluten?", "how many calories?"."""


_AGREED = re.compile(
    r"(?:(?:yes|yeah|yep|yup|sure|please|of course|go on|go ahead|please do|tell me more|why not|si|claro|oui|volontiers|ja|gerne?|bitte|por favor|s il (?:te|vous) plait|certo|volentieri|per favore|sim|да|давай|конечно|пожалуиста|はい|お願いします|是的|네|예|हां|हाँ|نعم)\W*)+"
)
"""Who says no more than that wants to hear more of what was spoken of."""


def liked(question: str, history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """Ids of the foods to which "something like that" shall be similar; the first of the last answer if none is told."""
    if not _LIKE.search(fold(question)):
        return ()
    shown = shown_before(history, names)
    return pointed_by_number(question, history, names) or (_focus(history, shown, names) if shown else ())


def wants_alike(question: str) -> bool:
    """Whether something similar is wanted, without a word of what it shall be similar to."""
    return bool(_LIKE.search(fold(question)))


def goes_beside(question: str) -> bool:
    """Whether something is wanted beside what was shown: "what can he drink with it?"."""
    return bool(_BESIDE.search(fold(question)))


def served_with(question: str, history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """The id of the food spoken of, with which `question` wants something to go: its own passage may tell what."""
    return spoken_of(history, names) if _SERVED_WITH.search(fold(question)) else ()


def spoken_of(history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """The id of the one food that was spoken of last, if there is one."""
    shown = shown_before(history, names)
    return _focus(history, shown, names) if shown else ()


def positions(question: str, shown: int) -> tuple[int, ...]:
    """Which of `shown` foods, from 0, "the second one", "the last two", "number 3" or "both" point at."""
    plain = fold(question)
    if shown and _ALL.search(plain):
        return tuple(range(shown))
    if _BOTH.search(plain):
        return tuple(range(min(2, shown)))
    found: list[int] = []
    for pointer in _OF_LIST.finditer(plain):
        found += _pointed(pointer, shown)
    return tuple(dict.fromkeys(each for each in found if 0 <= each < shown))


def agrees(question: str) -> bool:
    """Whether nothing is said but yes: "yes please"."""
    return bool(_AGREED.fullmatch(fold(question).replace("'", " ").strip()))


def points_by_number(question: str) -> bool:
    return bool(_OF_LIST.search(fold(question)))


def wants_others(question: str) -> bool:
    """Whether other foods are wanted than were shown: "what else?", "not that"."""
    return bool(_OTHERS.search(re.sub("['’]", " ", fold(question)))) or rejects(question)


def referred(question: str, history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """Ids of the foods that a follow-up points at; empty where it only narrows down what was asked."""
    if pointed := pointed_by_number(question, history, names):
        return pointed
    shown, plain = shown_before(history, names), fold(question)
    if not shown or wants_others(question) or _REFINES.search(plain):
        return ()
    if _SEVERAL.search(plain) or agrees(question):
        said = _cited_first(history, shown)
        return said if len(said) > 1 else shown
    one = _ONE.search(plain) or SUBJECTLESS.match(question)
    return _focus(history, shown, names) if one else ()


def pointed_by_number(question: str, history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """Ids of what "the second one" is: of the last answer that showed so many foods."""
    if others := _the_others(question, history, names) or _other_of_two(question, history, names):
        return others
    for end in range(len(history), 0, -1):
        if history[end - 1].role == "assistant":
            shown = shown_before(history[:end], names)
            if pointed := positions(question, len(shown)):
                return tuple(shown[each] for each in pointed)
    return ()


def _other_of_two(question: str, history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """The id of that of two foods shown which was not asked about last: "and the other one?"."""
    if not _OTHER_OF_TWO.search(re.sub("['’]", " ", fold(question))):
        return ()
    last = spoken_of(history, names)
    answers = [end for end, message in enumerate(history, 1) if message.role == "assistant"]
    shown = (shown_before(history[:end], names) for end in reversed(answers))
    two = next((each for each in shown if len(each) == 2 and last and last[0] in each), ())
    asked = next((message.content for message in reversed(history) if message.role == "user"), "")
    told = [two[each] for each in positions(asked, len(two))] or list(last)
    return tuple(each for each in two if each not in told)


def _the_others(question: str, history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """Ids of those foods that were shown with the one asked about last: "and the others?"."""
    if not _THE_OTHERS.search(fold(question)):
        return ()
    asked = next((message.content for message in reversed(history) if message.role == "user"), "")
    last = {food_id for mention in names.mentions(asked) for food_id in mention.ids}
    if now := shown_before(history, names):
        last |= {*spoken_of(history, names), *_cited_first(history, now)[:1]}
    answers = [end for end, message in enumerate(history, 1) if message.role == "assistant"]
    # Those of the answer before stand beside it; of the last answer only where it was the first.
    shown = [shown_before(history[:end], names) for end in (*reversed(answers[:-1]), *answers[-1:])]
    several = next((each for each in shown if len(each) > 1 and not last.isdisjoint(each)), ())
    return tuple(each for each in several if each not in last) if len(answers) > 1 else ()


def shown_before(history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """Ids of the foods of the last answer: those it rests on, or those that it names where that is not told."""
    for message in reversed(history):
        if message.role == "assistant":
            named = (mention.ids[0] for mention in names.mentions(message.content))
            return message.foods or tuple(dict.fromkeys(named))
    return ()


def all_shown(history: Sequence[Message], names: Names) -> tuple[str, ...]:
    """Ids of the foods of all answers so far."""
    answers = [end for end, message in enumerate(history, 1) if message.role == "assistant"]
    return tuple(dict.fromkeys(each for end in answers for each in shown_before(history[:end], names)))


def _focus(history: Sequence[Message], shown: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """The one food that was spoken of: that which the question named, else the first that the answer cites."""
    asked = next((message.content for message in reversed(history) if message.role == "user"), "")
    named = [food_id for mention in names.mentions(asked) for food_id in mention.ids]
    if both := [food_id for food_id in named if food_id in shown]:
        return (both[0],)
    return _cited_first(history, shown)[:1]


def _cited_first(history: Sequence[Message], shown: tuple[str, ...]) -> tuple[str, ...]:
    said = next(message.content for message in reversed(history) if message.role == "assistant")
    return tuple(shown[number - 1] for number in cited(said) if number <= len(shown)) or shown


def _pointed(pointer: re.Match[str], shown: int) -> list[int]:
    if number := pointer["number"]:
        return [(_NUMBERS.get(number) or int(number)) - 1]
    if number := pointer["chinese"] or pointer["korean"]:
        return [_UNSPACED[number] - 1]
    if number := pointer["japanese"]:
        return [int(number) - 1]
    first, count = _NUMBERS[pointer["first"]], pointer["count"]
    if count:
        size = _NUMBERS.get(count) or int(count)
        return list(range(max(0, shown - size), shown)) if first == 0 else list(range(first - 1, first - 1 + size))
    both = [first, *([_NUMBERS[pointer["also"]]] if pointer["also"] else [])]
    return [shown - 1 if each == 0 else each - 1 for each in both]
