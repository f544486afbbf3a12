"""What a question demands: whether it can be asked at all, and what it refers to in the talk so far."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from ragfood.errors import QuestionRefused
from ragfood.providers import Message
from ragfood.understanding.referring import agrees, points_by_number, wants_alike, wants_others
from ragfood.words import terms

LONGEST_QUESTION = 4000
"""Characters; more than any question about food needs, and well within every model's prompt."""

_ASIDE = re.compile(
    r"(?:(?:so|well|then|ok|okay|great|nice|cool|thanks|thank you|hi|hello|please|o+h|a+h|aha|hm+|mm+|wow|yum|yummy|um|uh|right|lovely|perfect|brilliant|interesting|gotcha|i see|sounds (?:good|great|nice|lovely)|genau|vale|bueno|ah oui|d'accord|va bene|certo|ja|ok[eé])\b[\s,.!;:]*)+",
    re.I,
)
_OPENINGS = re.compile(
    r"(?:and|but|or|also|und|aber|y|pero|et|oder|lieber|mejor|plut[oô]t|piuttosto|meglio|melhor|peki|ale|albo|maar|ma|mais|mas|sino|entonces|donc|alors|allora|ent[aã]o|dann|luego|liever|wol[eę]|raczej|(?:please )?(?:continue|go on))\b"
    r"|(?:what|how) about\b|what else\b|which ones?\b|why(?: not| so)?\W*$"
    r"|which (?:has|have|is|are|contains?|tastes?|would)\b(?!.*\bor\b)"
    r"|(?:(?:are|is) there |do (?:you|they) have |have you(?: got)? |got |what about |maybe |show me |give me |how about )?(?:also )?"
    r"(?:anything|any|ones?|some|something|an? (?:version|variant|variation|kind)) (?:without|with|for|from|in|containing) [\w' -]{2,25}\W*$|(?:only|just) [\w-]+(?: [\w-]+)?\W*$"
    r"|(?:anything|something) (?:(?:a bit|a little|more|less|really|quite|very|kind of|slightly) )?[\w-]+\W*$|(?:make|keep) (?:it|them|that|those)\b|(?:but |oh |sorry |actually |also )*(?:i['’ ]?m|i am|i have|we are|we['’]re"
    r"|my [\w ]{2,15} (?:is|has)) (?:an? )?(?:\w+ )?(?:allerg|vegan|vegetarian|coeliac|celiac|intoleran|pescatarian)[^?]*$"
    r"|(?:any |some |tell me |show me |give me )?more(?: please| like| of| about| than)*"
    r"(?: (?:it|this|that|these|those|them))?\W*$"
    r"|(?:(?:why|how|when|where|what|who) )?(?:is|are|was|were|does|do|did|can|could|would|should|has|have|will)"
    r" (?:this|that)\b"
    r"|another\b(?! (?:question|thing|topic|day|time)\b)|(?:а|и|но|тогда|лучше)\b"
    r"|the (?:first|second|third|fourth|fifth|last|other)(?: ones?\b|\W*$)"
    r"|welche[rs]? (?:davon|von (?:beiden|ihnen|denen))\b|¿?cu[aá]l(?:es)? de (?:ellos|ellas|los dos|las dos)\b",
    re.I,
)
_FRAGMENT = re.compile(
    r"(?:for|with|without|in|from|like|mit|ohne|aus|f[uü]r|con|sin|para|avec|sans|pour|senza|per|com|sem|bez|dla|met|zonder|voor|na|z|с|без|для|из|на)(?: [\w'-]+){1,3}(?:,? (?:instead of|rather than|not|statt|anstatt|en vez de|en lugar de|au lieu d[eu]|invece di|em vez de)(?: [\w'-]+){1,2})?\W*$",
    re.I,
)
"""A few words that only narrow down what was asked before: "without peanuts?"."""

_ONLY_HOW = re.compile(
    r"(?:(?:any|some|something|anything|but|only)\s)*"
    r"(?:(?:less|more|not|not so|not too|non) [\w-]+|milder|spicier|hotter|sweeter|lighter|healthier|cheaper|similar"
    r"|quicker|comparable|faster|easier|simpler|light|easy|quick|cheap|filling|warm|hot|cold|mild|healthy|simple|fresh|hearty|crunchy|creamy|crispy|savoury|fancy|traditional|vegan|vegetarian|gluten[- ]free|dairy[- ]free|halal|kosher)"
    r"(?: ones?| options?)?(?: please| then| though| instead| too)*(?: (?:but|and|with|without)\b.*)?\W*$"
    r"|(?:还有|那|它|这个|那个)|(?:じゃあ|では|それ)|(?:그럼|그거)|(?:और|तो) |و",
    re.I,
)
"""A wish that says nothing of what it is for: "less spicy?"; and how other languages open a follow-up."""

_ONLY_HOW_ABROAD = re.compile(
    r"(?:(?:aber|mais|ma|pero|mas|maar|ale|но) )?(?:nicht|pas|no|non|n[aã]o|niet|nie|не|m[aá]s|pi[uù]|weniger|menos|moins|meno|minder|mniej|daha|более|менее|meer)"
    r"(?: (?:trop|so|zu|muy|tan|tanto|troppo|cos[iì]|muito|t[aã]o|zo|te|zbyt|tak|слишком|очень|çok))? [\w-]+(?: [\w-]+)?\W*$",
    re.I,
)
"""The same in other languages: "pas trop épicé", "nicht so scharf"."""

_ONLY_HOW_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff]{1,8}(?:なしで?|抜きで?|以外で?|なら|は)[？?。]?$|(?:不要|没有|不吃|不放|别放)[\u3400-\u9fff]{1,5}(?:的|吗)?[？?。]?$"
    "|[\u3400-\u9fff]{1,5}(?:呢|的呢|的有吗|有吗)[？?。]?$|[\uac00-\ud7a3]{1,8} ?(?:없이|빼고|말고|없는 ?거|은요?|는요?)[?？]?$"
)
"""The same in scripts without spaces: "魚なしで", "不要豆腐", "汤呢"."""

_POINTERS = re.compile(
    r"\b(?:(?P<it>it)|its|they|them|their|those|these|do the same|the same (?:for|with|true)|instead(?! of\b(?! (?:the|its|that|those|these)\b))"
    r"|(?:that|this|another|the other|an? [\w-]+) ones?(?!-)"
    r"|(?:this|that) (?:dish|food|meal|recipe|soup|stew|salad|bread|sauce|drink|dessert|cuisine|country|region|way"
    r"|cheese|fish|meat|spice|herb|nut|fruit|vegetable|veg|bean|lentil|grain|noodle|pasta|rice|oil|leaf|root|seed|berry|flour|dough|paste|powder|curry|cake|pie|pastry|sandwich|pancake|dumpling|broth|dip|spread|snack|starter|breakfast|lunch|dinner|plate|thing|stuff|sausage|mushroom|tea)s?(?! (?:of|from|with|that|which|called|named|like|i|we|you|they) )"
    r"|(?:does|is|was|did|can|would) (?:that|this)(?= (?:have|contain|taste|made|eaten|served|cooked|come|keep|vegan|healthy|also|safe))"
    r"|like (?:this|that)|(?:this|that|(?<!are )(?<!is )there)(?=\W*$)"
    r"|(?:the|how many|how much) (?:ingredients|calories|allergens|recipe|origin|protein|fat|carbs|sugar|salt)(?=\W*$)"
    r")\b",
    re.I,
)
_SAME_PLACE = re.compile(
    r"\b(?:from|in|of|de|del|aus|du|da) (?:the |that |this |el |la |le |il |o |a |dem |der )?(?:very )?(?:same|mism[oa]|gleichen|selben|meme|stess[oa]|mesm[oa]) (?:place|country|region|cuisine|area|corner|kitchen|part|lugar|pais|cocina|land|kuche|pays|cuisine|paese|cucina|cozinha)\b",
    re.I,
)
_SHORT = 9
"""Words: a pointer in a longer sentence usually points inside that sentence, unless it opens with it."""

_CLAUSE = re.compile(
    r"(?:\b(?:and|or|but)\b|[,;:.?!])\s*(?=$|(?:then |so )?(?:what|how|why|where|when|which|who|is|are|was|were|does|"
    r"do|did|can|could|should|would|will|has|have)\b)|\b(?:if|when|because|while|once|before|after)\b",
    re.I,
)
_HOLDING = re.compile(r"\b(?:with|without|has|have|having|contain\w*|includ\w*)\b[^,;]*\b(?:in|on|inside)\s*$", re.I)
"""What stands before the pointer in "dishes with cheese in them"."""

_IDLE = re.compile(
    r"(?:'s|\s+(?:takes?|mean|ok|okay|safe|healthy|unhealthy|possible|bad|good|better|best|fine|true|hard|easy|difficult|"
    r"normal|necessary|important|common|rude|wise))*\s+(?:that\s|if\s|(?:for [\w-]+ )?to \w+ "
    r"(?!(?:at|in|on|for|with|without|from|by|again|and|or|it|them|this|that)\b)(?!(?:raw|cold|hot|daily|often)\W*$)\w)",
    re.I,
)
"""What stands after an "it" that means nothing: "is it safe to eat raw eggs"."""

_MOST_CHAINED = 4


def clean_question(text: str) -> str:
    """`text` as it can be asked: control characters and lone surrogates out, all line ends alike, ends trimmed.

    Raises QuestionRefused when nothing visible is left or it is longer than LONGEST_QUESTION.
    """
    text = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    kept = re.sub(r"\n{3,}", "\n\n", kept).strip()
    if all(unicodedata.category(c)[0] in "MZ" or unicodedata.category(c) == "Cf" or c in "\n\t" for c in kept):
        raise QuestionRefused("There is no question yet.", "Ask about a dish, an ingredient, a country or a diet.")
    if len(kept) > LONGEST_QUESTION:
        raise QuestionRefused(
            f"The question has {len(kept):,} characters; at most {LONGEST_QUESTION:,} can be asked at once.",
            "Shorten it, or ask its parts one after another.",
        )
    return kept


def refers_back(question: str) -> bool:
    """Whether `question` only makes sense after what was said before it. Knows English and a few openings of others."""
    asked = question.strip()
    asked = asked[found.end() :] if (found := _ASIDE.match(asked)) else asked
    if _OPENINGS.match(asked) or _FRAGMENT.match(asked) or _only_how(asked) or _SAME_PLACE.search(asked):
        return True
    if len(asked.split()) <= _SHORT and (points_by_number(asked) or wants_others(asked) or agrees(asked)):
        return True
    short = len(asked.split()) <= _SHORT
    if short and wants_alike(asked):
        return True
    return any(
        not _points_inside(asked, pointer)
        for pointer in _POINTERS.finditer(asked)
        if short or len(asked[: pointer.start()].split()) < 3
    )


def _only_how(asked: str) -> bool:
    return any(each.match(asked) for each in (_ONLY_HOW, _ONLY_HOW_ABROAD, _ONLY_HOW_UNSPACED))


def _points_inside(asked: str, pointer: re.Match[str]) -> bool:
    """Whether a pointer means something of its own sentence: "what is kimchi and how is it made", or nothing at all."""
    before = asked[: pointer.start()]
    named = any(terms(before[: clause.start()]) for clause in _CLAUSE.finditer(before))
    return named or bool(_HOLDING.search(before)) or bool(pointer["it"] and _IDLE.match(asked, pointer.end()))


def asked_with(
    question: str, history: Sequence[Message], leans: Callable[[str], bool] = refers_back
) -> tuple[str, ...]:
    """The question, after the questions that it refers back to, if it does; oldest first.

    Earlier follow-ups in a row are taken along, the newest ones, and the last question that stands by itself. `leans`
    tells of a text whether it refers back.
    """
    if not history or not leans(question):
        return (question,)
    chain = [question]
    for message in reversed(history):
        if message.role != "user":
            continue
        chain.append(message.content)
        if not leans(message.content):
            break
    if len(chain) > _MOST_CHAINED:
        chain[_MOST_CHAINED - 1 :] = chain[-1:]
    return tuple(dict.fromkeys(reversed(chain)))
