"""Vernacular: in which of ten languages a text is, and what its everyday words for foods are called in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from types import MappingProxyType

from ragfood.understanding.lexicon import HEAD, Meanings, lexicon
from ragfood.words import fold, word_spans, words

_ENGLISH = "en"
_LONGEST = 3
"""Words of the longest phrase."""
_SHORTEST = 5
"""Letters from which a word that no food knows is taken for that of another language than the text is in."""
_AROUND = 3
"""Words of a name before and behind one of them: "pan con tomate"."""
_SHORTEST_STEM = 4
"""Letters that an ending leaves of the name of a dish."""
_SHORTEST_COMPOUND = 7
_LINKS = ("n", "en", "s", "e", "er")
"""What stands between the two words of a compound."""
_ENDINGS = MappingProxyType({"pl": 3, "ru": 4, "tr": 7, "uk": 4})
"""Letters of the longest ending that a stem may have; of those of other languages _ENDING."""
_ENDING = 3
_SCRIPTS = MappingProxyType({"hi": re.compile("[\u0900-\u097f]"), "ar": re.compile("[\u0600-\u06ff]")})
_ARTICLES = re.compile("^(?:[وفبلك]?ال|لل)(?=..)")
"""Arabic writes "the", and what stands before it, as part of the word."""
_WITHOUT = re.compile("^[sş][ıiuü]z")
"""Turkish says "without" at the end of a word."""
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_WIDEST = 4
"""Characters around a word without spaces in which a longer name of a food is looked for."""


@lru_cache(maxsize=256)
def tongues_of(text: str) -> frozenset[str]:
    """The languages, as codes of two letters, that most words of `text` tell; several where they tell as many, none
    where they tell none. Of those in scripts of their own only Russian is told.
    """
    told = Counter(code for word in words(fold(text)) for code in lexicon().telling.get(word, ()))
    most = max(told.values(), default=0)
    return frozenset(code for code, times in told.items() if times == most)


def in_english(text: str, knows: Callable[[str], bool], is_name: Callable[[Sequence[str]], bool]) -> str:
    """`text` with its everyday words for foods in English. Words that are `knows`n from the foods stay, unless the text
    is in a language that means something by them, and so do those that are part of a longer name of a food.
    """
    tongues = tongues_of(text)
    if text.isascii():
        if tongues == {_ENGLISH}:
            return text
    else:
        text = _unspaced_in_english(text, is_name) if _UNSPACED.search(text) else text
        tongues |= {code for code, script in _SCRIPTS.items() if script.search(text)}
    spans = [*word_spans(text)]
    said = [fold(text[start:end]) for start, end in spans]
    found, at = [], 0
    while at < len(said):
        if _ENGLISH in tongues and _ENGLISH in lexicon().telling.get(said[at], ()):
            at += 1  # the article is no French tea
            continue
        size, meant = (1, " ") if _passes(said[at], tongues) else _meant(said, at, tongues, knows)
        if meant and not _inside_name(said, at, at + size, is_name):
            found.append((spans[at][0], spans[at + size - 1][1], meant))
        at += size
    for start, end, meant in reversed(found):
        text = text[:start] + meant + text[end:]
    return text


def _unspaced_in_english(text: str, is_name: Callable[[Sequence[str]], bool]) -> str:
    """`text` with words of Chinese, Japanese and Korean in English that are not part of a longer name of a food."""
    known = lexicon()

    def put(found: re.Match[str]) -> str:
        start, end = found.span()
        longer = (
            (first, last)
            for first in range(max(0, start - _WIDEST), start + 1)
            for last in range(end, min(len(text), end + _WIDEST) + 1)
            if last - first > end - start
        )
        inside = any(is_name([text[first:last]]) for first, last in longer if " " not in text[first:last])
        return found[0] if inside else f" {known.unspaced[found[0]]} "

    return known.unspaced_words.sub(put, text)


def _passes(word: str, tongues: frozenset[str]) -> bool:
    """Whether a word that elsewhere names a food only binds in each of `tongues`, such as the "mi" of bánh mì."""
    passing = lexicon().passing
    return bool(tongues) and all(word in passing.get(code, ()) for code in tongues)


def without_endings(word: str, tongues: frozenset[str]) -> Iterator[str]:
    """A folded word without the endings of cases and numbers in `tongues`, the longest ending first: "mantıyı"."""
    known = lexicon()
    for code in tongues & known.endings.keys() if word not in known.telling else ():
        for ending in known.endings[code]:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                yield word.removesuffix(ending)


def _meant(said: Sequence[str], at: int, tongues: frozenset[str], knows: Callable[[str], bool]) -> tuple[int, str]:
    """How many words from `at` on mean one food, and its English name; (1, "") where none does."""
    for size in range(min(_LONGEST, len(said) - at), 0, -1):
        phrase = " ".join(said[at : at + size])
        for meanings, whole in _meanings(phrase):
            own = sorted(tongues & meanings.keys())
            tells = whole or not phrase.isascii()
            strange = not own and tells and len(phrase) >= _SHORTEST and not any(map(knows, said[at : at + size]))
            if own or strange:
                return size, meanings[own[0]] if own else next(iter(meanings.values()))
    return 1, _of_two(said[at], tongues, knows)


def _of_two(word: str, tongues: frozenset[str], knows: Callable[[str], bool]) -> str:
    """What an unknown word that is made of two means, such as "Apfelkuchen"; "" where it is not."""
    if len(word) < _SHORTEST_COMPOUND or not word.isascii() or knows(word) or tongues == {_ENGLISH}:
        return ""
    known = lexicon()
    for code, heads in known.heads.items():
        for end, head in heads if code in tongues or not tongues else ():
            first = word.removesuffix(end)
            if len(first) < len(word):
                for part in (first, *(first.removesuffix(link) for link in _LINKS if first.endswith(link))):
                    if meanings := known.said.get(part):
                        return f"{meanings.get(code) or next(iter(meanings.values()))} {head}"
                    if len(part) >= _SHORTEST_STEM - 1 and knows(part):
                        return f"{part} {head}"
    return ""


def _meanings(phrase: str) -> Iterator[tuple[Meanings, bool]]:
    """What a phrase means, and whether it is a whole word of the list; else it only begins as one does."""
    known = lexicon()
    exact = known.said.get(phrase)
    if not exact and not phrase.isascii():
        exact = known.said.get(_ARTICLES.sub("", phrase))
    if exact:
        yield exact, True
    for stem, meanings in known.stems.get(phrase[:HEAD], ()):
        ending = phrase[len(stem) :]
        bent = {
            code: " ".join((name, "free")) if code == "tr" and _WITHOUT.search(ending) else name
            for code, name in meanings.items()
            if len(ending) <= _ENDINGS.get(code, _ENDING)
        }
        if bent and phrase.startswith(stem) and " " not in ending:
            yield bent, False


def _inside_name(said: Sequence[str], start: int, end: int, is_name: Callable[[Sequence[str]], bool]) -> bool:
    """Whether the words are part of a longer name: the milk of "caffè latte"."""
    return any(
        end_of - start_of > end - start and is_name(said[start_of:end_of])
        for start_of in range(max(0, start - _AROUND), start + 1)
        for end_of in range(end, min(len(said), end + _AROUND) + 1)
    )
