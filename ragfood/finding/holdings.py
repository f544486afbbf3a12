"""Holdings: which foods are told to hold a thing, by any of its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from ragfood.demands.ingredients import held_within, named_by, naming, told_of
from ragfood.foods import Food
from ragfood.words import words

_Ids = frozenset[str]


class Holdings:
    """Of all foods of a corpus; says the same as a search for `naming` in each line that is told of one."""

    def __init__(self, foods: Sequence[Food]) -> None:
        self._foods = foods
        self.of = lru_cache(maxsize=256)(self._of)

    def lay_out(self) -> None:
        """All that takes time over many foods."""
        _ = self._by_word, self._foreign

    def _of(self, thing: str) -> _Ids:
        """Foods that are told to hold `thing`: among their names, ingredients or compounds, or in their text."""
        names, pattern = named_by(thing), naming(thing)
        lines = self._with_any(names.words)
        doubtful = lines & self._with_any(names.spoiled_by)
        lines -= {at for at in doubtful if not pattern.search(self._lines[at])}
        likely = set[int]().union(*map(self._with_all, names.together), self._foreign if names.anywhere else ())
        lines |= {at for at in likely - lines if pattern.search(self._lines[at])}
        return frozenset[str]().union(*(self._foods_of[self._lines[at]] for at in lines))

    def _with_any(self, said: Iterable[str]) -> set[int]:
        return set[int]().union(*(self._by_word.get(each, ()) for each in said))

    def _with_all(self, said: Iterable[frozenset[str]]) -> set[int]:
        return set.intersection(*map(self._with_any, said))

    @cached_property
    def _foods_of(self) -> Mapping[str, Sequence[str]]:
        """By each line that is told, the foods of which it is: many hold the same things."""
        found: dict[str, list[str]] = defaultdict(list)
        for food in self._foods:
            for line in dict.fromkeys((*told_of(food).split("\n"), *held_within(food).split("\n"))):
                found[line].append(food.id)
        return found

    @cached_property
    def _lines(self) -> Sequence[str]:
        return list(self._foods_of)

    @cached_property
    def _foreign(self) -> Sequence[int]:
        """The lines in which a name may stand that is not ASCII."""
        return [at for at, line in enumerate(self._lines) if not line.isascii()]

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        """By each word, the lines that it is in."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(self._lines):
            for word in dict.fromkeys(words(line)):
                found[word].append(at)
        return found
