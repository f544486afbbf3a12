"""Sentences that the floors below make in English, known again by their templates and told in another language."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

_PLACE = re.compile(r"\{(\w+)(?::(told|known|number|text))?\}")
_END = re.compile(r"(?<=[.!?…:])\s+(?=\S)|(?<=[.!?…][)”\"])\s+(?=\S)")
_TOLD = ("told", "text", "known")
_LEAD = re.compile(r"\s*(?:[-•] |\d+\. )?")
_BETWEEN = (" · ", "; ", ", ", " and ")
"""What parts of a list stand between, the widest first."""
_WORD = re.compile(r"[^\W\d_]+")
_UNITS = frozenset(["s", "min", "h", "ms", "g", "mg", "µg", "kcal", "kJ", "MB", "UTC"])
"""What is written alike in all languages."""
_FITTING = {"number": re.compile(r"\d[\d.,]*"), "text": re.compile(".+")}
_IN_ONE_SENTENCE = re.compile(r"(?:[^.!?…]|[.!?…](?!\s))+")
"""What fits into a place: of all but {name:text} nothing that goes on after the end of a sentence."""
_MOST_TRIES = 200
"""Ways to read a text by a template; a text that has more was not made from it."""
_DEEPEST = 4
"""Templates in the places of others, at most."""
_LONGEST = 20_000
"""Characters of a text that is told; a longer one is no sentence of ours."""
_MOST_PIECES = 6
"""Sentences of a text that are tried together, as one template may hold several."""
_REMEMBERED, _REMEMBERED_ANSWERS = 4096, 256


@dataclass(frozen=True)
class Template:
    """What is said with places to fill in: {name} as it is, {name:number} only a number, {name:told} in the other
    language where that is known, {name:text} the same for sentences, {name:known} only where it is known: else the
    template does not fit.
    """

    text: str
    literals: tuple[str, ...]
    """What stands before, between and after the places."""
    places: Mapping[str, str]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.places.values())

    @property
    def weight(self) -> int:
        """Of two templates that fit, the one with more that is no place is meant."""
        return sum(map(len, self.literals))

    @property
    def words(self) -> Iterator[str]:
        """Words that stand whole in whatever is made from it."""
        last = len(self.literals) - 1
        for at, literal in enumerate(self.literals):
            parts = literal.split(" ")
            yield from parts[int(at > 0) : len(parts) - int(at < last)]

    def read(self, text: str) -> Mapping[str, str] | None:
        """What stands in the places of `text`, by name; None where it was not made from this template."""
        first, *between = self.literals
        if not (text.startswith(first) and text.endswith(self.literals[-1]) and all(each in text for each in between)):
            return None
        values = self._values(text, len(first), 0, itertools.repeat(None, _MOST_TRIES))
        return None if values is None else dict(zip(self.places, values, strict=True))

    def _values(self, text: str, begin: int, place: int, tries: Iterator[None]) -> tuple[str, ...] | None:
        """What stands in the places from `place` on, the shortest that fit; gives up when `tries` are used up."""
        fits = _FITTING.get(self.kinds[place], _IN_ONE_SENTENCE)
        if place == len(self.kinds) - 1:
            rest = text[begin : len(text) - len(self.literals[-1])]
            return (rest,) if fits.fullmatch(rest) else None
        literal, end = self.literals[place + 1], begin
        for _ in tries:
            end = text.find(literal, end + 1)
            if end < 0:
                return None
            if fits.fullmatch(text, begin, end):
                after = self._values(text, end + len(literal), place + 1, tries)
                if after is not None:
                    return (text[begin:end], *after)
        return None


class Sentences:
    """`rows` are templates with their translations by language code, `words` the same for single words."""

    def __init__(
        self, rows: Mapping[str, Mapping[str, str]], words: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._rows = {**(words or {}), **rows}
        made = sorted((_template(text) for text in rows if _PLACE.search(text)), key=lambda each: -each.weight)
        often = Counter(word for each in made for word in each.words)
        self._by_word: dict[str, list[tuple[int, Template]]] = {}
        for place, each in enumerate(made):
            rarest = min(each.words, key=lambda word: often[word], default="")
            self._by_word.setdefault(rarest, []).append((place, each))
        self.told = lru_cache(maxsize=_REMEMBERED)(self._told)
        self.read_back = lru_cache(maxsize=_REMEMBERED_ANSWERS)(self._read_back)

    def _told(self, text: str, code: str) -> str:
        """`text`, line by line and sentence by sentence, in the language `code`; what is not known stays as it is."""
        return "\n".join(self._line(line, code)[0] for line in text.split("\n")) if len(text) <= _LONGEST else text

    def _read_back(self, text: str, code: str) -> str:
        """The same for a text in which foods' own sentences stand: only lines that are known whole are told."""
        if len(text) > _LONGEST:
            return text
        lines = ((line, *self._line(line, code)) for line in text.split("\n"))
        return "\n".join(said if known else line for line, said, known in lines)

    def known(self, text: str, code: str) -> bool:
        """Whether every line and sentence of `text` can be told in the language `code`."""
        return all(self._line(line, code)[1] for line in text.split("\n"))

    def _line(self, line: str, code: str) -> tuple[str, bool]:
        whole = line.strip()
        said, known = self._said(whole, code) if whole else (whole, True)
        if not known and (lead := _LEAD.match(line)) and lead[0].strip():
            rest, known = self._said(line[lead.end() :].strip(), code)
            said = lead[0].lstrip() + rest
        return (line.replace(whole, said, 1) if whole else line), known

    def _said(self, text: str, code: str, depth: int = 0) -> tuple[str, bool]:
        """`text` as far as it is known, and whether that is all; in places of templates also parts of a list."""
        whole = self._whole(text, code, depth) if not depth or "; " not in text else None
        if whole is not None:
            return whole, True
        pieces = _END.split(text)
        if len(pieces) > 1:
            return self._one_by_one(pieces, code, depth)
        for between in filter(text.__contains__, _BETWEEN):
            said, known = self._listed(text, between, code, depth)
            if not known and depth and (whole := self._whole(text, code, depth)) is not None:
                return whole, True
            return said if known or depth else text, known
        return text, _UNITS.issuperset(_WORD.findall(text))

    def _listed(self, text: str, between: str, code: str, depth: int) -> tuple[str, bool]:
        """The parts of a list, each by itself."""
        parts = [self._said(part, code, depth) for part in text.split(between)]
        said = self._rows.get(between, {}).get(code, between).join(part for part, _ in parts)
        return said, all(known for _, known in parts)

    def _one_by_one(self, pieces: Sequence[str], code: str, depth: int) -> tuple[str, bool]:
        """Sentences that no template holds together; of those that some do, the shortest run."""
        said, every, at = [], True, 0
        while at < len(pieces):
            ends = range(at + 1, min(len(pieces), at + _MOST_PIECES) + 1)
            found = ((end, self._whole(" ".join(pieces[at:end]), code, depth)) for end in ends)
            end, whole = next(((end, whole) for end, whole in found if whole is not None), (at + 1, None))
            every = every and whole is not None
            said.append(pieces[at] if whole is None else whole)
            at = end
        return " ".join(said), every

    def _whole(self, text: str, code: str, depth: int) -> str | None:
        """`text` by one row; None where there is none."""
        if found := self._rows.get(text, {}).get(code):
            return found
        if text[:1].isupper() and (found := self._rows.get(text[:1].lower() + text[1:], {}).get(code)):
            return found[:1].upper() + found[1:]
        if depth > _DEEPEST:
            return None
        fits = ((each, each.read(text)) for each in self._fitting(text))
        filled = (self._filled(each, match, code, depth) for each, match in fits if match)
        return next((each for each in filled if each is not None), None)

    def _filled(self, template: Template, found: Mapping[str, str], code: str, depth: int) -> str | None:
        values = {}
        for name, how in template.places.items():
            value, known = self._said(found[name], code, depth + 1) if how in _TOLD else (found[name], True)
            if how == "known" and not known:
                return None
            values[name] = value
        written = self._rows[template.text].get(code)
        return None if written is None else _PLACE.sub(lambda place: values[place[1]], written)

    def _fitting(self, text: str) -> Sequence[Template]:
        """Templates of which the rarest word stands in `text`, those that say most first."""
        found = [each for word in {"", *text.split(" ")} for each in self._by_word.get(word, ())]
        return [template for _, template in sorted(found, key=itemgetter(0))]


def places_of(text: str) -> list[str]:
    """The names of the places of a template or of its translation."""
    return sorted(place[1] for place in _PLACE.finditer(text))


def _template(text: str) -> Template:
    found = list(_PLACE.finditer(text))
    begins, ends = [0, *(place.end() for place in found)], [*(place.start() for place in found), len(text)]
    literals = tuple(text[begin:end] for begin, end in zip(begins, ends, strict=True))
    return Template(text, literals, {place[1]: place[2] or "" for place in found})
