"""Diets and what is left out, as Chinese, Japanese and Korean say it, where words are found inside of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ragfood.demands import phrases as said
from ragfood.demands import signs
from ragfood.demands.phrases import any_of, folded


def left_out_unspaced(text: str) -> Iterator[str]:
    """Diets, allergens and ingredients that the folded `text` demands to leave out, or to meet."""
    if text.isascii() or (signs.FACT_UNSPACED.search(text) and not signs.ASKS_FOR.search(text)):
        return
    for diet in re.finditer(any_of(folded(said.UNSPACED_DIETS)), text):
        if not re.search(r"[非不]是?$", text[: diet.start()]) and not re.match(
            r"\s?(?:では?ない|じゃない|[이가]? ?아닌)", text[diet.end() :]
        ):
            yield from folded(said.UNSPACED_DIETS)[diet[0]]
    for part in _unspaced_signs().finditer(text):
        for thing in re.finditer(any_of(folded(said.UNSPACED_THINGS)), part[0]):
            yield from folded(said.UNSPACED_THINGS)[thing[0]]


@lru_cache(maxsize=1)
def _unspaced_signs() -> re.Pattern[str]:
    thing = f"(?:{any_of(folded(said.UNSPACED_THINGS))})"
    things = rf"{thing}(?:\s?(?:[、,和或與与跟とや]|이?나|과|와)\s?{thing})*"
    before = f"(?:[无無]|不[含加要吃放]|不能吃|不可以吃|[没沒]有|[对對])(?:有)?{things}"
    after = (
        rf"{things}(?:フリー|なし|無し|抜き|不使用|不耐|过敏|過敏|アレルギー|(?:[をがの]|は)(?:使わ|使ってい?ない|含ま|入って|入ら|食べられ|食べない|だめ)"
        r"|[이가을를은는도에]?\s?(?:프리|없는|없이|빼고|뺀|안\s?들어|들어가지\s?않|알레르기|알러지|불내증|못\s?먹|안\s?먹))"
    )
    return re.compile(f"{after}|{before}")
