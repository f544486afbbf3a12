"""Cyrillic: names of dishes that are written as they sound in another script, in any case: "карбонару" is carbonara."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

_LETTERS = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэієґї", "abvgdeziiklmnoprstufhieiegi", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ь": "", "ъ": "", "ё": "e"}
)
_ENDING = re.compile("(?:ами|ями|ого|ому|ой|ей|ом|ем|ах|ях|ов|ев|ую|ою|[аяуюыиеоьй])$")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"zz|(?:ts)+", "ts"),
        (r"scht?|shch", "sh"),
        (r"ou", "u"),
        (r"qu|ck|c(?![heiy])|q", "k"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[jy]", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SHORTEST = 4
"""Sounds of the shortest name; a stem must have more, lest "такое" be tacos."""
_LONGER = 3
"""By how many letters a name may be longer than the stem that was written."""


def is_cyrillic(word: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in word)


def by_sound(names: Iterable[str]) -> Mapping[str, list[tuple[str, str]]]:
    """Folded words of names with how they sound, by their first letters."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        if name.isascii() and len(sound := _sound(name)) >= _SHORTEST:
            found[sound[:_SHORTEST]].append((sound, name))
    return found


def meant(word: str, names: Mapping[str, list[tuple[str, str]]]) -> str | None:
    """The name that a folded word in Cyrillic letters sounds like; None when none does."""
    stem = _sound(_ENDING.sub("", word).translate(_LETTERS))
    near = [
        (len(sound), name)
        for sound, name in names.get(stem[:_SHORTEST], ())
        if sound.startswith(stem) and len(sound) - len(stem) < _LONGER
    ]
    return min(near)[1] if len(stem) > _SHORTEST and near else None


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
