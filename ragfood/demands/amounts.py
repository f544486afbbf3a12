"""What a text demands of nutrients: bounds ("under 200 kcal", "20–30 g protein") and orders ("high in iron")."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ragfood.alternation import grouped
from ragfood.demands.conditions import LEAST, of_a_body
from ragfood.demands.nutrients import Bound, Order, any_said_otherwise, nutrient_words, nutrients, said_otherwise
from ragfood.demands.phrases import any_of

_KJ_IN_KCAL = 4.184
_MICRO = {"ug": 1.0, "mg": 1e3, "g": 1e6}
_SALT_IN_SODIUM = 2.5
"""Grams of salt that hold one gram of sodium, Regulation (EU) No 1169/2011, Annex I."""
_FREE_OF = {"fat_g": 0.5, "sat_fat_g": 0.1, "sodium_mg": 5.0, "cholesterol_mg": 2.0, "kcal": 4.0, "carbs_g": 0.5}
"""What "free of" allows per 100 g: Regulation (EC) No 1924/2006, Annex; carbohydrates as it has sugars;
cholesterol by 21 CFR 101.62, which counts a serving."""
_OF_PEOPLE = frozenset(["energy", "energia", "energie", "energi", "энергии", "enerji"])
"""Who has none of it is tired, and wants no food without it."""
_AT_LEAST = frozenset(
    ("protein_g", "fibre_g", "iron_mg", "calcium_mg", "potassium_mg", "magnesium_mg", "zinc_mg", "folate_ug")
)
"""What people want to have: "with 20 g protein" means no less, "a 200 kcal snack" no more."""

_UNITS = {
    "kcal": "kcal kcals cal cals calorie calories kilocalorie kilocalories calorias kalorien kalori kaloriden kalorinin kalorii kalorie kalorier calorieen calorie ккал калорий калории калорию калорія калорій калоріи كالوري سعرة سعرات कैलोरी 大卡 千卡 卡路里 卡 カロリー キロカロリー 칼로리 킬로칼로리",
    "kj": "kj kilojoule kilojoules",
    "mg": "mg milligram milligrams milligrammes 毫克 ミリグラム 밀리그램",
    "ug": "ug µg μg mcg microgram micrograms microgrammes 微克",
    "g": "g gr gm grams gram gramme grammes gramos gramm grammi ग्राम غرام جرام 克 グラム 그램",
}  # fmt: skip
_LESS = (
    "under|below|less than|fewer than|lower than|at most|no more than|not more than|not over|not above|maximum of|maximum|max of|max"
    "|up to|within|<=|<|≤|not exceeding|(?:does|do) ?n ?o?t exceed|menos de|como maximo|hasta|maximo|moins de|au plus|maximum de|weniger als|unter"
    "|hochstens|maximal|bis zu|meno di|al massimo|menos que|अधिकतम|اقل من|меньше|менее|не больше|не более|менше|менш ніж|не більше|ponizej|mniej niz|najwyzej|minder dan|onder|hoogstens|mindre an|hogst|abaixo de|no maximo|sotto (?:le|i|la)|sotto|inferiore a|低于|少于|不超过|小于|不到"
)
_MORE = (
    "over|above|more than|at least|minimum of|minimum|min of|min|no less than|not less than|greater than|higher than|exceeding|>=|>|≥"
    "|mas de|al menos|por lo menos|minimo|plus de|au moins|mehr als|uber|mindestens|piu di|almeno|कम से कम|больше|более|не менее|більше|понад|не менше|powyzej|ponad|wiecej niz|co najmniej|meer dan|minstens|boven|mer an|minst|mais de|pelo menos|acima de|oltre|اكثر من|على الاقل|高于|超过|至少|多于"
)
_STRICT = re.compile(
    r"^(?!no |not )(?:under|below|.*than$|over|above|[<>]$|exceeding|menos de|moins de|weniger|unter|mas de|plus de|mehr|uber|اقل|اكثر|低于|少于|小于|不到|高于|超过|多于)"
)
_LESS_AFTER = "or less|or fewer|or under|or below|or lower|max|maximum|at most|tops|o menos|ou moins|oder weniger|o meno|से कम|az|altinda|altindaki|alti|以下|以内|以內|未満|이하|미만|까지"
_MORE_AFTER = "or more|or above|or higher|or over|plus|min|minimum|at least|\\+|o mas|ou plus|oder mehr|से ज्यादा|से अधिक|fazla|ustunde|以上|이상"

_HIGH = (
    "(?:sort|rank|order)(?:ed)?(?: them| those| these| it)? by|high|hi|highest|higher|rich|richest|most|more|lots of|plenty of|loads of|a lot of|(?<!how )much|packed with|full of|loaded with|sources? of|boost|boosts"
    "|maximum|extra|enough|heaps of|tons of|masses of|bursting with|brimming with|stuffed with|jam packed with|big on|heavy on|load(?:ed)? up on|stock up on|fill up on|top up(?: on)?|up (?:my|his|her|our)|bump up|strong in|abundant in|good for|excellent for|decent|serious|mega"
    "|zrodl\\w*|источник\\w*|джерел\\w*|bron(?:nen)? van|kaynag\\w*|fuentes? de|sources? d[e']|quellen? (?:fur|von)|fonti? di|fontes? de|kall(?:a|or) till"
    "|meeste|meest|mest|flest|najwiecej|wiecej|найбільше|наибільше|наибольше|mais|ricc[hi]\\w*|ricos? em|ricas? em|alto em|alta em|cheio de|muit[oa]s?|mucho|beaucoup d[eu]?|plein d[eu]?|bourre\\w* d[eu]|fort en|forte en|eleve en|molt[aeio]|tant[aeio]|yuksek|bol|zengin|cok|много|больше|богат\\w*|высок\\w*|veel|rijk aan|hoog in|duzo|bogat\\w*|wysok\\w*|hog|hogt|hoga|(?<!hur )mycket|багат\\w*|высок\\w*|висок\\w*|rik pa|rico|rica|ricos|ricas|alto|alta|altos|altas|mas|mucha|mucho|riche|riches|eleve|haute teneur|plus|reich|(?<!wie )viel|(?<!wie )viele|mehr|hoher?|hohem"
    "|meisten?|ricco|ricchi|piu|उच्च|ज्यादा|अधिक|سبسे|عالي|عالية|غني|غنية|غنيه|اكثر|اعلى"
)
_LOW = (
    "low|lo|lowest|lower|least|less|fewest|fewer|little|light|lighter|reduced|poor|minimal|(?:barely|hardly|scarcely) any|next to no|almost no|practically no|virtually no|very little|not (?:too |very |that |so )?much|not (?:too |very |that |so )?many|without (?:too )?much|too much|modest|restricted|cut(?:ting)? (?:down|back|out)(?: on)?|cut(?:ting)?(?= (?:my|his|her|our|the|down))|reduc(?:e|es|ing)|limit(?:s|ing)?|watch(?:es|ing)?|lower(?:s|ing)?|go(?:ing)? easy on|easy on|light on|keep(?:ing)? (?:an eye on|down)|lay(?:ing)? off|slash(?:ing)?|tiny bit of|dash of"
    "|minste|minst|mindre|najmniej|mniej|найменше|наименьше|poc[oa]s?|poch[ei]|peu d[eu]?|pauvres? en|faible en|faibles en|pouc[oa]s?|baixos?|baixas?|com pouc[oa]|basso|bassa|bassi|az|dusuk|мало|меньше|низк\\w*|минимум|weinig|laag in|malo|nisk\\w*|низьк\\w*|lite|lagt|laga|mal\\w+ ilosci\\w*|niewielk\\w+ ilosci\\w*|небольш\\w+ количеств\\w*|мал\\w+ количеств\\w*|poca cantidad de|pequena quantidade de|kleine hoeveelheid|liten mangd|bajo|baja|bajos|bajas|menos|pobre|pobres|faible|faibles|pauvre|pauvres|moins|arm"
    "|wenig|weniger|niedrig|niedriger|niedrigem|wenigsten|povero|meno|कम|न्यूनतम|قليل|قليلة|منخفض|منخفضة|اقل"
)
_WISH = (
    r"(?:good|best|great|better|excellent|ideal|top)(?: \w+){0,3} (?:for|with)|needs?|needing|get|gets|getting|increase|raise|low on|short of|short on|lack|lacks|lacking|deficient in|deficiency in"
    r"|(?:foods?|dishes|meals?|seeds?|nuts?|fruits?|vegetables?|veggies|beans|legumes|fish|snacks?|breakfasts?|sources?) (?:with|for|containing|that (?:have|contain))|necesito|besoin d[eu]?|brauche|(?:ranked|rank|sorted|sort|ordered) by|(?:hit|meet|reach) (?:my|his|her|our)|help with|manque d[eu]?|carence en|mangel an|falta de|fehlt mir|bisogno di|preciso de|нужно|не хватает|нехватк\w*|eksik\w*|dodgy|improve|fix|(?:eat|have|drink|take)(?: more)? for(?: my| some)?"
)
"""What is said of nutrients that people want to have."""
_COUNTED = re.compile(
    r"\b(?:(?P<top>(?:the )?(?:top|best))|(?P<asked>name|list|suggest|recommend|show me|give me|tell me|find me|find)) \d{1,2} (?!(?:g|mg|kcal|cal|calories|grams?|%)\b)"
)
"""How many foods somebody wants is no amount of anything in them: "top 5 iron foods"."""
_UP_TO_NINE = {
    word: number
    for number, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)
}
_HUNDREDS = re.compile(rf"\b(?:a |({'|'.join(_UP_TO_NINE)}) )hundred\b")
_BY_TENS = {
    word: number
    for number, word in zip(
        (10, 15, 20, 30, 40, 50, 60, 70, 80, 90),
        ["ten", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        strict=True,
    )
}
_TENS = re.compile(rf"\b(?:{'|'.join(_BY_TENS)})(?= (?:g|mg|kcal|cals?|calories?|grams?|kilocalories)\b)")
_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(
    r"(?<=\d) ?(?:%|percent|per cent|prozent|por ciento|pour cent|per cento)(?= (?:(?:or|of|de|d|an) )?\w+)(?! (?:less|more|off|of (?:my|the|people|all)))"
)
_AROUND_DIGITS = (
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"(?<=\d),(?=\d)"), "."),
    (re.compile(r"(?:per|pro|por|pour|par|je|/|每) ?100 ?(?:g|gr|grams?|gramos|克)\b"), " "),
    (re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?<!\bb)(?<!\bvitamin b)(?=\d)"), " "),
    (re.compile(r"(?<=\d)\s*[-–—~]\s*(?=\d)"), " - "),
)
_ASKS_HOW_MUCH = re.compile(r" how (?:much|many) |^ (?:is|are|does|do|can|should|may|could|would) ")
"""Who asks a fact of one food wants no others, whatever else they say of themselves."""
_FILL = (
    "всего|всех|всього|in|of|on|en|an|amount|amounts|content|contents|level|levels|the|source|sources|quantity|quantities|de|d|la|el|al|les|du|des|di|total|dietary|as|possible|a|von|"
    "em|com|con|avec|mit|açısından|acisindan|content of|sat|added|stuff|things?|good|great|grams|milligrams|من|في|ب|وال|healthy|very|animal|plant|teneur|contenido|contenuto|содержанием|содержание|содержания|вмістом|вміст|w|zawartosci|zawartoscia|contenuto di|innehall av|innehall|gehalte aan|gehalte|aan|conteudo de|icerigi|açisindan"
)


def bounds_said(text: str, told: str = "") -> Iterator[Bound]:
    """Bounds in a folded text, in the stored units, per 100 g; `told` is all that was said around it."""
    plain = _plain(text)
    numbered = _DIGIT.search(plain)
    ranges = list(_patterns()["range"].finditer(plain)) if numbered else []
    for found in ranges:
        first, second = (_amount(found, name, found["unit2"] or found["unit"]) for name in ("low", "high"))
        if (known := _of(found, found["unit2"] or found["unit"])) and first is not None and second is not None:
            least, most = sorted((_stored(first, known, found), _stored(second, known, found)))
            yield Bound(known, least, most)
    left = plain
    for found in reversed(ranges):
        left = f"{left[: found.start()]} , {left[found.end() :]}"
    spoken_of = ({*_keys(left)} or {*_keys(told)}) - {"kcal"}
    for found in _patterns()["amount"].finditer(left) if numbered else ():
        if bound := _bound(found, next(iter(spoken_of)) if len(spoken_of) == 1 else None):
            yield bound
    for found in _patterns()["free"].finditer(left):
        if (called := found["n1"] or found["n2"]) not in _OF_PEOPLE and (key := nutrient_words()[called]) in _FREE_OF:
            yield Bound(key, most=_FREE_OF[key])


def orders_said(text: str) -> Iterator[Order]:
    """Orders in a folded text."""
    plain = _plain(text)
    for found in _patterns()["order"].finditer(plain):
        around = plain[: found.start()], plain[found.end() :]
        high = bool(found["high"])
        yield from (
            Order(key, high != of_a_body(*around, key, high=high, wished=_wished(key)))
            for key in _keys(found["nutrients"])
        )
    for found in _patterns()["raised"].finditer(plain):
        yield from (Order(key, most_first=False) for key in _keys(found["nutrients"]))
    for found in _patterns()["avoided"].finditer(plain):
        yield from (Order(key, most_first=False) for key in _keys(found["nutrients"]) if key in LEAST)
    for found in _patterns()["wish"].finditer(plain):
        keys = _keys(found["nutrients"] or found["lacked"])
        yield from (Order(key) for key in keys if _wished(key))
    if bare := _patterns()["bare"].match(plain):
        key = nutrient_words()[bare["n"]]
        yield from [Order(key)] if _wished(key) else []
    if any_said_otherwise().search(plain) and not _ASKS_HOW_MUCH.search(plain):
        yield from (order for word, order in said_otherwise() if word.search(plain))
    for found in _patterns()["dense"].finditer(plain):
        yield Order(nutrient_words()[found["n"]], found["how"] not in ("poor", "arm", "snal", "light", "lean"))
    if not text.isascii():
        yield from _orders_unspaced(plain)


def _wished(key: str) -> bool:
    return key in _AT_LEAST or key.startswith("vit")


def _orders_unspaced(plain: str) -> Iterator[Order]:
    for found in _patterns()["unspaced"].finditer(plain):
        key = nutrient_words()[found["n1"] or found["n2"] or found["n3"]]
        yield Order(key, found["high"] is not None or found["more"] is not None)


def _bound(found: re.Match[str], spoken_of: str | None) -> Bound | None:
    """Of the nutrient that is named beside the amount, or of the only one that is `spoken_of` at all."""
    unit, key = found["unit"], _of(found, found["unit"])
    limited = found["sign"] or found["less"] or found["more"]
    if key is None and spoken_of and limited and _unit(unit) in _MICRO:
        key = spoken_of
    amount = _amount(found, "number", unit)
    if key is None or amount is None:
        return None
    amount = _stored(amount, key, found)
    sign = found["sign"] or ""
    if re.fullmatch(_LESS, sign) or found["less"]:
        return Bound(key, most=amount, strict=bool(sign and _STRICT.search(sign)) or found["less"] in ("未満", "미만"))
    if re.fullmatch(_MORE, sign) or found["more"]:
        return Bound(key, least=amount, strict=bool(sign and _STRICT.search(sign)))
    return Bound(key, least=amount) if key in _AT_LEAST else Bound(key, most=amount)


def _of(found: re.Match[str], unit: str | None) -> str | None:
    """The nutrient that an amount is of; an amount of energy needs no name."""
    named = found["after"] or found["before"]
    if named:
        key = nutrient_words()[named]
        return key if (key == "kcal") == (_unit(unit) in ("kcal", "kj")) or not unit else None
    return "kcal" if _unit(unit) in ("kcal", "kj") else None


def _amount(found: re.Match[str], name: str, unit: str | None) -> float | None:
    """As a number in kcal or micrograms; as it stands where no unit is told."""
    number, known = float(found[name]), _unit(unit)
    if known == "kj":
        return number / _KJ_IN_KCAL
    return number * _MICRO.get(known, 1.0)


def _stored(amount: float, key: str, found: re.Match[str]) -> float:
    unit = found.groupdict().get("unit2") or found["unit"]
    own = "ug" if key.endswith("_ug") else nutrients()[key].unit
    if key != "kcal" and unit:
        amount /= _MICRO[own]
    if key == "sodium_mg" and (found["after"] or found["before"] or "") in _SALT:
        amount /= _SALT_IN_SODIUM
    return round(amount, 4)


_SALT = frozenset(["salt", "sal", "sel", "salz", "नमक", "ملح", "盐", "塩分", "염분"])


def _unit(unit: str | None) -> str:
    return next((name for name, listed in _UNITS.items() if unit in listed.split()), "")


def _keys(listed: str) -> Iterator[str]:
    yield from (nutrient_words()[found[0]] for found in _any_nutrient().finditer(listed))


@lru_cache(maxsize=1)
def _any_nutrient() -> re.Pattern[str]:
    return grouped(any_of(nutrient_words()))


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    """With one space between words, numbers, units and signs; amounts that only say "per 100 g" taken out."""
    text = re.sub(r"(?<!\w)بال(?=\w)", "من ال", text)
    text = _COUNTED.sub(lambda found: "most " if found["top"] else f"{found['asked']} ", text)
    text = _PERCENT.sub(" g", text)
    text = _HUNDREDS.sub(lambda found: str(100 * _UP_TO_NINE.get(found[1] or "", 1)), text)
    text = _TENS.sub(lambda found: str(_BY_TENS[found[0]]), text)
    for pattern, replacement in _AROUND_DIGITS if _DIGIT.search(text) else ():
        text = pattern.sub(replacement, text)
    text = re.sub(r"(?<!\s)[-–—/](?=\w)", " ", text)
    apart = re.sub(r"([,<>≤≥+:]=?|=)", r" \1 ", re.sub("[?!]", " ", text))
    return f" {' '.join(apart.split())} "


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    every = [word for word in nutrient_words() if _spaced(word)]
    n, unspaced = any_of(every), any_of(word for word in nutrient_words() if not _spaced(word))
    any_n = f"{n}|{unspaced}"
    units = any_of(" ".join(_UNITS.values()).split())
    unit, number = rf"(?: ?(?P<unit>{units})(?![a-z]))?", r"\d+(?:\.\d+)?"
    tail = rf"(?: ?(?:of|de|d|an|von|di|का|من|의|の|的))?(?: (?:total|added|dietary|net))*(?: ?(?P<after>{any_n})(?![a-z]))?"
    head = rf"(?:(?<![a-z])(?P<before>{any_n}) ?(?:content |of |is |are |: |含量 ?|が ?|は ?|이 ?|을 ?)*)?"
    fill, nutrient = rf"(?:(?:{_FILL}) )*", f"(?:{n})"
    listed = rf"(?P<nutrients>{nutrient}(?:(?: ,| and| or| y| et| und| e| o| और| و| &)+ (?:{fill}){nutrient}(?= ))*)"
    high = "高|富含|含有丰富的?|고"
    most = "(?:一番|いちばん|最も|もっとも|가장|제일)"
    many = rf"(?:含量)?(?:が|の|は|이|가|을|를|も)?\s?{most}?\s?(?:最高|最多|最も多|较高|丰富|豊富|多い|多く|高い|很高|很多|많은|높은|많이|풍부|가장 (?:많|높)|제일 많|高(?![中校等])|多(?![少]))"
    few = rf"(?:含量)?(?:が|の|は|이|가|も)?\s?{most}?\s?(?:最低|最少|较低|较少|最も少|가장 (?:적|낮)|少ない|少なめ|控えめ|低い|적은|낮은|低)"
    return {
        "amount": grouped(rf"{head}(?P<sign>{_LESS}|{_MORE})? ?(?<![\d.])(?P<number>{number}){unit} ?(?:(?P<less>{_LESS_AFTER})|(?P<more>{_MORE_AFTER}))?(?![\d.]){tail}"),
        "range": grouped(
            rf"{head}(?:between |from |entre |zwischen |de |von |tra )?(?P<low>{number})(?: ?(?P<unit>{units})(?![a-z]))?(?: (?:{n}))? (?:and|to|-|y|et|und|bis|a|e|à) "
            rf"(?P<high>{number})(?: ?(?P<unit2>{units})(?![a-z]))?{tail}"
        ),
        "free": grouped(rf" (?P<n1>{n}) free(?= )| (?:zero|no|free of|free from|without|ohne|kein\w{0,2}|sin|sans|senza|sem|zonder|geen|bez|без|utan|bila) (?P<n2>{n})(?= )"),
        "order": grouped(rf"(?<= )(?:(?P<high>{_HIGH})|(?P<low>{_LOW})) {fill}{listed}(?= )"),
        "avoided": grouped(rf" (?:avoid\w*|cut(?:ting)? out|stay(?:ing)? off|stay away from|(?:can ?t|cannot|can not|must not|mustn ?t|shouldn ?t|should not|not allowed to|not supposed to) (?:have|eat|take)|not allowed|no|without|eliminat\w+|beware of) {fill}(?:any |much |too |my )*{listed}(?! (?:free|rich) )(?= )"),
        "wish": grouped(rf"(?<= )(?:(?:{_WISH}) {fill}(?:more |enough |some |my |extra |than )*{listed}|(?P<lacked>{nutrient}) (?:deficien|sources?|booste?r?s?|intake|levels?|fix|kick|hit|needs|powerhouse|bomb|supply|mangel|(?:is|are) (?:a bit |very |too |really |quite )?(?:low|down)|(?:levels?|count) (?:is|are) (?:a bit |very |too |really |quite )?(?:low|down)|वाला|वाले|वाली)\w*)(?= )"),
        "raised": grouped(rf" (?:my|his|her|our|their|the|mum s|mom s|dad s|husband s|wife s) {listed} (?:levels? |count |readings? |results? )?(?:is|are|was|were|came back|runs?|keeps?|has been|have been|s) (?:\w+ ){{0,3}}?(?:high|higher|elevated|raised|up|through the roof|over the limit) "),
        "bare": grouped(rf" (?:(?:some|any|more|my|extra|good|plant|natural|vegan|vegetarian) )*(?P<n>{n}) (?:without|for|from|other than|apart from|besides|but|that|which|sin|sans|ohne|senza|sem|para|pour|fur|für|, |$)"),
        "dense": grouped(rf"(?<= )(?P<n>{n}) ?(?:acisindan |yonunden |bakimindan )?(?P<how>rich|dense|packed|heavy|loaded|laden|filled|boosting|boost|reich|rijk|rik|snal|haltig|arm|poor|light|lean|zengin|से भरपूर|भरपूर)\w{{0,2}}(?= )"),
        "unspaced": grouped(
            rf"(?:(?:(?P<high>{high})|(?:低|(?<!多)少|저|減|减))\s?(?P<n1>{any_of(_stems(unspaced))}))|(?P<n2>{unspaced}){many}(?P<more>)|(?P<n3>{unspaced}){few}"
        ),
    }  # fmt: skip


def _stems(unspaced: str) -> list[str]:
    return unspaced.split("|")


def _spaced(word: str) -> bool:
    return not re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", word)
