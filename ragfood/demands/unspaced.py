"""Diets and what is left out, as Chinese, Japanese and Korean say it, where words are found inside of words."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ragfood.alternation import grouped
from ragfood.demands import signs
from ragfood.demands.contrasting import set_right_unspaced
from ragfood.demands.ingredient_kinds import called_unspaced, untold
from ragfood.demands.phrases import any_of, unspaced_diets, unspaced_things
from ragfood.demands.reactions import tells_of_reaction

_FISH_IS_FINE = re.compile(
    r"(?:[鱼魚]|생선|シーフード|海鲜|해산물)[肉类類介]*(?:は|も|なら|은|는|도|이랑)?\s?(?:可以|能吃|没问题|沒問題|没关系|ok|大丈夫|平気|いい|食べます|食べられます|食べれます|괜찮|먹어|먹을 수 있|가능|좋아)"
)
_OF_ALLERGY = re.compile(r"(.{1,24}?)(?:アレルギー|过敏|過敏|알레르기|알러지)")
_NO_ALLERGY = re.compile(
    r"(?:没|沒|不|无|無).{0,8}(?:过敏|過敏)|アレルギー[のはがも]*(?:持ち)?(?:では?|じゃ)?(?:な[いしく]|ありません|無)|(?:알레르기|알러지)[는가도]?\s?(?:없|아니)"
)
"""Who speaks of an allergy and of what, in whatever grammar, unless there is none."""


def left_out_unspaced(text: str) -> Sequence[str]:
    """Diets, allergens and ingredients that the folded `text` demands to leave out, or to meet. No meat, but fish, is
    a diet of its own.
    """
    if text.isascii():
        return ()
    text = set_right_unspaced(text)
    found = [*_left_out_unspaced(text)]
    if "vegetarian" in found and _FISH_IS_FINE.search(text):
        return ["pescatarian", *(each for each in found if each not in ("vegetarian", "fish"))]
    return found


def _left_out_unspaced(text: str) -> Iterator[str]:
    if signs.FACT_UNSPACED.search(text) and not signs.ASKS_FOR.search(text):
        return
    for diet in _any_diet().finditer(text):
        if not re.search(r"[非不]是?$", text[: diet.start()]) and not re.match(
            r"\s?(?:では?ない|じゃない|[이가]? ?아닌)", text[diet.end() :]
        ):
            yield from unspaced_diets()[diet[0]]
    for little in _little_unspaced().finditer(text):
        yield called_unspaced()[little[1]]
    if signs.REACTION_UNSPACED.search(text) or tells_of_reaction(text):
        for thing in _any_thing().finditer(text):
            yield from unspaced_things()[thing[0]]
    told = [part[0] for part in (*_unspaced_signs().finditer(text), *_of_another().finditer(text))]
    told += [part[1] for part in _OF_ALLERGY.finditer(text) if not _NO_ALLERGY.search(text)]
    for part in told:
        for thing in _any_thing().finditer(part):
            yield from unspaced_things()[thing[0]]


@lru_cache(maxsize=1)
def _any_diet() -> re.Pattern[str]:
    return grouped(any_of(unspaced_diets()))


@lru_cache(maxsize=1)
def _any_thing() -> re.Pattern[str]:
    return grouped(any_of(unspaced_things()))


@lru_cache(maxsize=1)
def _of_another() -> re.Pattern[str]:
    """What a second one is told to be allergic to with no more than its name: "息子は卵アレルギー、娘は牛乳"."""
    thing = any_of(unspaced_things())
    return re.compile(
        rf"(?:アレルギー|알레르기|알러지|过敏|過敏)[^。？?！!]{{1,12}}[はも은는对對]\s?(?:{thing})(?=[。!！]?$)"
    )


@lru_cache(maxsize=1)
def _little_unspaced() -> re.Pattern[str]:
    """Little of what no food tells of."""
    named = (word for word, kind in called_unspaced().items() if kind in untold())
    return re.compile(f"(?:低|少|[无無]|저)\\s?({any_of(named)})")


def without_left_out(text: str) -> str:
    """`text` without the places that say what is left out."""
    return text if text.isascii() else _unspaced_signs().sub(" ", text)


@lru_cache(maxsize=1)
def _unspaced_signs() -> re.Pattern[str]:
    thing = rf"(?:{any_of(unspaced_things())})(?:[类類系류]|(?:の|性)?(?:もの|物|食品|食材|成分|製品|制品|식품))?"
    things = rf"お?{thing}(?:\s?(?:[、,・·/&和或與与跟及还還同とやも]|还有|還有|以及|或者|そして|または|이?나|과|와|도|랑|하고|및)?\s?お?{thing})*"
    whose = "(?:的|我们?|我們?|[他她]们?|孩子|家人|对我来说|[都也全皆均]|统统|統統|一概|一律|两样|两个|两种|兩樣|兩個|会|會|很|严重|嚴重|重度)*"
    of_all = "(?:(?:両方|どちら|どっち|全部|すべて|全て|ぜんぶ|みんな|一切|絶対|全然|まったく|全く|かなり|大|重度の?|ひどい)(?:とも|も|に|は|が|の)?、?)*"
    before = (
        f"(?:[无無禁免忌零戒]|讨厌|討厭|忌口|吃不[了得]|喝不[了得]|碰不得|不耐受?|(?:不|别|別|勿|莫|[没沒])(?:能|可以?|要|想|想要|准|许|得|应该?|喜欢|喜歡)?(?:含有?|包含|加入?|要|吃|喝|放|有|带|帶|用|沾|碰|喜欢|喜歡)?"
        f"|避免|避开|避開|远离|除了?|去掉|去除|[对對])(?:有|任何|吃|含有?)?{things}|(?<![가-힣])무{things}"
    )
    after = (
        rf"{things}(?:フリー|なし|無し|抜き|ぬき|不使用|{whose}(?:不耐|过敏|過敏|不行|不能(?![没沒少缺])|不可(?![没沒少缺])|不要(?![太过過])|不吃|不喝|不碰|不沾|不喜欢|不喜歡|忌口|碰不得|[吃喝]不[了得]|禁忌|除外)"
        rf"|[をがのはにも]?(?:、)?{of_all}(?:アレルギー|無理|だめ|ダメ|駄目|ng|避け|以外|苦手|嫌い|除|控え|いらない|要らない|抜い|ぬい|入れない|入れず|使わ|使ってい?ない"
        r"|含ま|入って|入ら|食べられ(?!ま?す|る)|食べない|食べませ|食べれ(?!ま?す|る)|飲ま|飲め(?!ま?す|る)|飲みませ|がだめ|がダメ|食べ(?:ては|ちゃ))"
        r"|(?:[이가을를은는도에]|에는|이나)?\s?(?:(?:둘 다|모두|다|전부|전혀|절대)\s?)*(?:프리|없는|없이|없었|빼|뺀|안\s?들어|안\s?넣|들어가지\s?않|들어\s?있지\s?않|알레르기|알러지|불내증|못\s?먹|안\s?먹|제외|넣지|피해|피하"
        r"|안\s?(?:돼|되|됩)|먹을\s?수\s?없|먹지|먹으면|마시지|마실\s?수\s?없|안\s?마[시셔]|못\s?마[시셔]|싫|사용하지|포함하지|포함되지|쓰지|금지))"
    )
    return re.compile(f"{after}|{before}")
