"""Aside: what is said that asks for no food, such as a greeting, and what is asked that no food's data tell."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator

from ragfood.words import fold, words

_CAN = (
    "Ask about a dish, an ingredient, a country or a diet: “What is a tagine?”, “A vegan dinner without nuts”, "
    "“Which has more protein, lentils or chickpeas?”. Then go on with “the second one”, “something lighter” or "
    "“what else?”."
)
_HELLO = (
    r"hi|hello|hey|hiya|howdy|good (?:morning|day|afternoon|evening)|hallo|hi there|moin|servus|gr(?:u|ue)(?:ss|zi) ?(?:dich|gott)?|guten (?:tag|morgen|abend)|hola|buen[oa]s (?:dias|tardes|noches)"
    r"|bonjour|bonsoir|salut|coucou|ciao|buon ?giorno|buona ?sera|salve|ola|oi|bom dia|boa (?:tarde|noite)|hoi|goedendag|hej|czesc|dzien dobry|merhaba|selam|привет|здравствуите|добрыи (?:день|вечер)"
    r"|你好|您好|嗨|こんにちは|こんばんは|안녕하세요|안녕|नमस्ते|مرحبا|السلام عليكم|اهلا"
)
_HOW_ARE_YOU = (
    r"how (?:are|r) (?:you|u)(?: (?:doing|today))?|how is it going|how s it going|what s up|nice to meet you|wie geht(?: es|s)? (?:dir|ihnen)|wie geht s|que tal(?: estas)?|como estas?(?: usted)?"
    r"|(?:comment )?ca va|comment (?:vas tu|allez vous)|come (?:stai|sta|va)|tudo bem|como vai|как дела|nasilsin|好吗"
)
_THANKS = (
    r"thanks|thank (?:you|u)|thankyou|thx|ty|cheers|much appreciated|danke(?: ?(?:schon|sehr))?|(?:vielen|besten|herzlichen) dank|(?:muchas |muchisimas |mil )?gracias|merci|(?:mille |molte )?grazie(?: mille)?"
    r"|(?:muito )?obrigad[oa]|dank (?:je|u)(?: wel)?|bedankt|tack(?: sa mycket)?|dziekuje|dzieki|tesekkur(?:ler| ederim)|спасибо|благодарю|谢谢|謝謝|多谢|ありがとう(?:ございます|ございました)?|どうも|고마워요?|감사합니다|धन्यवाद|शुक्रिया|شكرا"
)
_PRAISE = (
    r"great|perfect|nice|cool|ok|okay|super|wonderful|lovely|awesome|amazing|brilliant|excellent|(?:very |really |so )?(?:good|helpful)|good to know|sounds (?:good|great|delicious|yummy|tasty)|that (?:was|is|s) (?:great|good|helpful|perfect|nice|lovely)|that helps|got it|i see"
    r"|bye|goodbye|good night|see you|that s all|that is all|no thanks|no thank you|(?:sehr |ganz )?gut|prima|toll|klasse|alles klar|genial|vale|perfecto|muy bien|parfait|d accord|tres bien|va bene|perfetto|otimo|perfeito|tschuss|adios|au revoir|хорошо|отлично|пока|好的|再见|ok(?:ay)? (?:thanks|bye)"
)
_FILL = r"very much|so much|a lot|there|again|everybody|everyone|all|you|then|beaucoup|bien|sehr|mucho|большое|شكرا|for (?:that|this|your help|the help|the ideas?|everything)"
_SMALL = rf"{_THANKS}|{_PRAISE}|{_FILL}"
_REPLIES = (
    (rf"(?:(?:{_SMALL}) ?)*(?:{_THANKS})(?: ?(?:{_SMALL}))*", "You are welcome."),
    (rf"(?:(?:{_HELLO}|{_HOW_ARE_YOU})(?: (?:{_FILL}))* ?)+", f"Hello. {_CAN}"),
    (rf"(?:{_PRAISE})(?: (?:{_PRAISE}))*", "Good. Ask on whenever you like."),
    (
        r"(?:(?:so|hi|hello|and) )*(?:what (?:can|do) (?:you|i|this) (?:do|ask|know|here)(?: (?:you|here|about|for me))*"
        r"|how does (?:this|it) work|who are you|what are you|what is this|help(?: me)?|how can you help(?: me)?)",
        _CAN,
    ),
)
_POINTS = re.compile(
    r"(?:(?:and|but|so|then|ok|okay|y|und) )*(?:which(?: ones?| of (?:them|these|those|the two))?|welche[rs]?(?: davon| von beiden)?"
    r"|cual(?:es)?(?: de (?:ellos|ellas|los dos|las dos))?) (?:is|are|would be|ist|sind|es|son) "
    r"(?:(?:the|der|die|das|el|la) )?(?:(?:more|mas) \w+|better|best|worse|worst|\w{3,}ier|\w{3,}iest|cheaper|cheapest|lighter|lightest"
    r"|gesunder|besser|leichter|mejor|peor)(?: (?:ones?|for (?:me|you|us|my \w+)))?"
    r"|.*\bthe (?:first|second|third|fourth|fifth|last) ones?\b.*"
)
_RESTAURANTS = re.compile(
    r"\b(?:best|good|nice|great|top|famous|any|which|recommend\w*|find|where|near\w*|closest|book|open|rated|cheap\w*|mejor\w*|buen\w*|donde|cerca|meilleur\w*|bons?|ou|bestes?|besten|gutes?|gute|wo|miglior\w*|buon\w*|dove|melhor\w*|onde|en iyi|nerede|лучш\w*|где|najlepsz\w*|gdzie|beste|waar)\b"
    r".*\b(?:restaurants?|restaurantes?|ristorant[ei]|restoran\w*|ресторан\w*|restauracj\w*|pizzerias?|steakhouses?|bakeries|cafes|pubs|diners|food trucks?)\b|\b(?:restaurants?|takeaways?|cafes?|pubs?|bakery|bakeries) (?:near|nearby|around here|open)|michelin|a table for \w+|\b(?:pizza|food|sushi|burgers?|ramen|kebabs?) near me\b"
    r"|餐[厅廳馆館].*(?:推荐|推薦|哪)|(?:哪|最好).*餐[厅廳馆館]|おすすめの?(?:レストラン|お店)|(?:レストラン|お店).*(?:おすすめ|どこ)|맛집 ?추천|식당 ?추천|(?:افضل|احسن) مطعم|सबसे अच्छा रेस्"
)
_TO_ORDER = re.compile(
    r"\b(?:order|eat|dish\w*|menus?|recipes?|made|make|cook\w*|serve\w*|vegan|vegetarian|allerg\w*|gluten|nuts?|style|pedir|comer|platos?|bestellen|essen|commander|manger|ordinare|mangiare|заказать|есть)\b|点什|點什|注文|시킬|메뉴"
)
"""Who asks what to eat at a restaurant asks for food."""
_NO_RESTAURANTS = (
    "No restaurants or shops are stored here, only foods. Ask what is eaten in a place instead: “What do people eat in "
    "Portugal?”"
)
_PRICES = re.compile(r"\b(?:cheap\w*|inexpensive|price\w*|costs?|how expensive|on a budget|billig\w*|barat\w*)\b")
_MINUTES = re.compile(
    r"\b(?:in|under|within|less than|max|only|at most) (?:\w+ ){0,2}?(?:\d+|ten|fifteen|twenty|thirty|half an?|an?|one) "
    r"?(?:min\w*|hours?)\b|\bhow long (?:does|do|must|should|to) .*\b(?:cook|take|make|bake|boil)"
)


_HEALTHIEST = re.compile(
    r"\b(?:healthiest|healthier|unhealthiest|gesunde(?:r|re|ste\w*)|(?:mas|plus|piu|mais) (?:san[oae]s?|saludables?|sains?|saines?|saudave\w*|salutar[ei]))\b"
)
_LIKED = re.compile(
    r"\b(?:tastiest|yummiest|(?:most|least) (?:popular|famous|loved|delicious|eaten|well known)|best (?:\w+ )?(?:dish|food|meal|recipe)|beliebteste\w*|leckerste\w*|mas (?:famos|ric|popular)\w*|plus (?:populaire|connu|celebre)\w*|piu (?:famos|buon)\w*)\b"
)


def reply_to(question: str) -> str:
    """What is said to a greeting, thanks, who asks what can be asked, or for restaurants; "" to all else."""
    said = " ".join(words(fold(question)))
    if _RESTAURANTS.search(said) and not _TO_ORDER.search(said):
        return _NO_RESTAURANTS
    return next((reply for pattern, reply in _REPLIES if re.fullmatch(pattern, said)), "")


def points(question: str) -> bool:
    """Whether it asks of what was shown before, whatever that was: "which one is healthier?", "the second one"."""
    return bool(_POINTS.fullmatch(" ".join(words(fold(question)))))


def not_told(question: str) -> Iterator[str]:
    """A sentence for each thing that `question` asks for and no food's data hold."""
    said = " ".join(words(fold(question)))
    if _PRICES.search(said):
        yield "No prices are stored, so nothing is sorted or chosen by what it costs."
    if _HEALTHIEST.search(said):
        yield "How healthy a food is, is not stored: judge by its numbers and how it is made."
    if _LIKED.search(said):
        yield "How popular or good a food is, is not stored, so nothing is sorted by it."
    if _MINUTES.search(said):
        yield "Cooking times are not stored, so nothing is chosen by them; a food's text may tell one."
