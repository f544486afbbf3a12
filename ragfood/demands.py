"""What a question demands of diets, allergens and ingredients, and which foods meet it for certain. Knows no search."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ragfood import demand_signs as signs
from ragfood import demand_words as said
from ragfood.foods import ALLERGENS, DIETS, Food
from ragfood.words import fold, terms_of, words

_SHOWN = {"gluten": "gluten-free", "milk": "dairy-free"}
_DIET_UNMET = {"no": "not {}", "depends": "{} only in some versions"}
_LONGEST_NAME = 3

_JOINERS = frozenset(said.JOINERS.split())
_FILLERS = frozenset(said.FILLERS.split())
_NO_FOOD = frozenset(said.NO_FOOD.split())
_DISHES = frozenset(said.DISHES.split())
_LEAVES = {"leaves": "leaf", "loaves": "loaf", "halves": "half"}


@dataclass(frozen=True)
class Demands:
    """What is demanded, by the names of DIETS and ALLERGENS, and ingredients as said. False when nothing is."""

    diets: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_ingredients: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.diets or self.without or self.without_ingredients)

    def __or__(self, other: Demands) -> Demands:
        """Both at once, such as those of a question and of an earlier one it refers to."""
        return _demands(
            (*self.diets, *other.diets, *self.without, *other.without),
            (*self.without_ingredients, *other.without_ingredients),
        )

    def words(self) -> tuple[str, ...]:
        """To be shown: "vegan", "gluten-free", "no peanuts"."""
        left_out = (*self.without, *self.without_ingredients)
        return tuple(dict.fromkeys((*self.diets, *(_SHOWN.get(each, f"no {each}") for each in left_out))))

    def met_by(self, food: Food) -> bool:
        """Whether it is known of `food` that it meets every demand; what may be or is not known does not."""
        return not self.unmet_by(food)

    def unmet_by(self, food: Food) -> str:
        """Why `food` is not offered: "contains milk", "milk not known"; "" when it is. What is known comes first."""
        reasons = [*self._unmet(food)]
        return min(reasons, key=lambda reason: reason.endswith("not known"), default="")

    def _unmet(self, food: Food) -> Iterator[str]:
        for allergen in self.without:
            if (state := food.allergens.get(allergen)) != "free":
                yield f"{state} {allergen}" if state in ("contains", "may contain") else f"{allergen} not known"
        for diet in self.diets:
            if (state := food.diets.get(diet)) != "yes":
                yield _DIET_UNMET.get(state or "", "{} not known").format(diet)
        for ingredient in self.without_ingredients:
            if _naming(ingredient).search(fold("\n".join((*food.all_names, *food.ingredients, food.text)))):
                yield f"names {ingredient}"
            elif not food.ingredients:
                yield "ingredients not known"


def hidden(demands: Demands, foods: Iterable[Food]) -> Counter[str]:
    """How many of `foods` are not offered, by the reason; each food counts once."""
    return Counter(reason for food in foods if (reason := demands.unmet_by(food)))


def read_demands(text: str) -> Demands:
    """What `text` demands. "Is hummus vegan?" asks for a fact and demands nothing; "I'm allergic to …" always does."""
    found: list[str] = []
    for sentence in re.split(r"[.?!;\n。？！；؟।]+", text.replace("w/o", "without")):
        folded = fold(sentence)
        found += _read_unspaced(folded)
        for clause in _clauses(folded):
            if signs.OF_ONESELF.search(clause) or not (
                signs.FACT.search(clause) or signs.FACT_ACCENTED.search(sentence.casefold())
            ):
                found += _read(clause)
    return _demands(found, found)


def _demands(states: Iterable[str], ingredients: Iterable[str]) -> Demands:
    states = set(states)
    named = tuple(dict.fromkeys(each for each in ingredients if each not in DIETS and each not in ALLERGENS))
    return Demands(
        tuple(each for each in DIETS if each in states), tuple(each for each in ALLERGENS if each in states), named
    )


def _clauses(folded: str) -> Iterator[str]:
    """Words with single spaces between and around them, commas kept; compounds such as "nussfrei" taken apart."""
    plain = f" {' , '.join(' '.join(words(part)) for part in re.split(r'[,:،、/&+()]', folded))} "
    plain = signs.COMPOUND.sub(lambda word: f"{word[1]} {word[2]}" if _means(word[1], True) else word[0], plain)
    asked = r"(?: ,| and| but)+(?= (?:which|what|show|suggest|recommend|give|find|is|are|does|do|can|could) )"
    yield from (f"{clause.rstrip()} " for clause in re.split(asked, plain))


def _read(clause: str) -> Iterator[str]:
    for word in _diet_words().finditer(clause):
        if not _denied(clause[: word.start()]) and not signs.OR_NOT.match(clause[word.end() :]):
            yield from _means_diet(word[0])
    for pattern, safe, any_name in (
        (signs.LEFT_OUT, False, True),
        (signs.LEFT_OUT_ABROAD, False, False),
        (signs.ALLERGIC, True, True),
        (signs.ALLERGIC_ABROAD, True, False),
    ):
        for sign in pattern.finditer(clause):
            if not _denied(clause[: sign.start()]):
                yield from _listed(clause[sign.end() :].split(), safe, any_name)
    for pattern, any_name in ((signs.FREE, True), (signs.ALLERGY, False)):
        for sign in pattern.finditer(clause):
            yield from _listed_before(clause[: sign.start()].split(), any_name)


def _denied(before: str) -> bool:
    return bool(signs.DENIED.search(f"{before.rstrip()} "))


def _listed(after: Sequence[str], safe: bool, any_name: bool) -> list[str]:
    """What the words after a "without" name: "nuts, eggs or milk". Nothing when it is an allergy that is absent."""
    found: list[str] = []
    at = end = 0
    while at < len(after):
        if after[at] in _FILLERS:
            at += 1
            continue
        size, meaning = _longest(after[at : at + _LONGEST_NAME], safe)
        if not size and any_name:
            size, meaning = _name(after[at : at + _LONGEST_NAME])
        if not size:
            break
        found += meaning
        at = end = at + size
        while at < len(after) and after[at] in _JOINERS:
            at += 1
        if at == end:
            break
    absent = not safe and re.match("allerg|intoleran", " ".join(after[end : end + 1]))
    return [] if absent else found


def _listed_before(before: Sequence[str], any_name: bool) -> list[str]:
    """What the words before a "free" or "allergy" name: "nut, egg and milk free"."""
    found: list[str] = []
    at = len(before)
    while at:
        if before[at - 1] in _FILLERS:
            at -= 1
            continue
        for size in range(min(_LONGEST_NAME, at), 0, -1):
            if meaning := _means("_".join(before[at - size : at]), True):
                break
        else:
            size, meaning = _name(before[at - 1 : at]) if any_name and not found else (0, ())
        if not size:
            break
        found += meaning
        at -= size
        while at and before[at - 1] in _JOINERS:
            at -= 1
    return [] if _denied(f" {' '.join(before[:at])}") else found


def _longest(ahead: Sequence[str], safe: bool) -> tuple[int, tuple[str, ...]]:
    for size in range(len(ahead), 0, -1):
        if meaning := _means("_".join(ahead[:size]), safe):
            return size, meaning
    return 0, ()


def _name(ahead: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """The name of any ingredient, up to a word that only asks or that is no food."""
    taken: list[str] = []
    for word in ahead:
        ends = word in _JOINERS or word in _NO_FOOD or word.isdigit() or not terms_of(word)
        if ends or (taken and word in _DISHES):
            break
        taken.append(word)
    return len(taken), (" ".join((*taken[:-1], _singular(taken[-1]))),) if taken else ()


def _means(phrase: str, safe: bool) -> tuple[str, ...]:
    bare = "_".join(word.removeprefix("و").removeprefix("ال") for word in phrase.split("_"))
    for form in (phrase, _singular(phrase), bare):
        if form in _things():
            return _things()[form]
        if form in _members():
            return (_members()[form],) if safe else (form.replace("_", " "),)
    return ()


def _means_diet(word: str) -> tuple[str, ...]:
    return _table(said.DIET_WORDS)[word.replace(" ", "_")]


def _things() -> Mapping[str, tuple[str, ...]]:
    return _table(said.THINGS)


@lru_cache(maxsize=1)
def _members() -> Mapping[str, str]:
    return {word: allergen for allergen, listed in said.MEMBERS.items() for word in listed.split()}


@lru_cache(maxsize=8)
def _read_table(items: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    return {fold(word): tuple(key.split()) for key, listed in items for word in listed.split()}


def _table(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    return _read_table(tuple(table.items()))


@lru_cache(maxsize=1)
def _diet_words() -> re.Pattern[str]:
    return re.compile(f"(?<= )(?:{_any_of(_table(said.DIET_WORDS)).replace('_', ' ')})(?= )")


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))


def _read_unspaced(folded: str) -> Iterator[str]:
    """Chinese, Japanese and Korean, where words are found inside of words."""
    if folded.isascii() or (signs.FACT_UNSPACED.search(folded) and not signs.ASKS_FOR.search(folded)):
        return
    for diet in re.finditer(_any_of(_table(said.UNSPACED_DIETS)), folded):
        if not re.search(r"[非不]是?$", folded[: diet.start()]) and not re.match(
            r"\s?(?:では?ない|じゃない|[이가]? ?아닌)", folded[diet.end() :]
        ):
            yield from _table(said.UNSPACED_DIETS)[diet[0]]
    for part in _unspaced_signs().finditer(folded):
        for thing in re.finditer(_any_of(_table(said.UNSPACED_THINGS)), part[0]):
            yield from _table(said.UNSPACED_THINGS)[thing[0]]


@lru_cache(maxsize=1)
def _unspaced_signs() -> re.Pattern[str]:
    thing = f"(?:{_any_of(_table(said.UNSPACED_THINGS))})"
    things = rf"{thing}(?:\s?(?:[、,和或與与跟とや]|이?나|과|와)\s?{thing})*"
    before = f"(?:[无無]|不[含加要吃放]|不能吃|不可以吃|[没沒]有|[对對])(?:有)?{things}"
    after = (
        rf"{things}(?:フリー|なし|無し|抜き|不使用|不耐|过敏|過敏|アレルギー|(?:[をがの]|は)(?:使わ|使ってい?ない|含ま|入って|入ら|食べられ|食べない|だめ)"
        r"|[이가을를은는도에]?\s?(?:프리|없는|없이|빼고|뺀|안\s?들어|들어가지\s?않|알레르기|알러지|불내증|못\s?먹|안\s?먹))"
    )
    return re.compile(f"{after}|{before}")


def _singular(phrase: str) -> str:
    if phrase.endswith(tuple(_LEAVES)):
        return next(phrase.removesuffix(many) + one for many, one in _LEAVES.items() if phrase.endswith(many))
    if phrase.endswith("ies") and len(phrase) > 4:
        return f"{phrase[:-3]}y"
    if phrase.endswith(("oes", "ches", "shes", "xes", "sses")):
        return phrase[:-2]
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith(("ss", "us", "is")) else phrase


@lru_cache(maxsize=256)
def _naming(ingredient: str) -> re.Pattern[str]:
    """Finds `ingredient` by all its names, singular or plural, as whole words of a folded text."""
    names = (ingredient, *said.SYNONYMS.get(ingredient, "").replace("_", "\0").split())
    each = "|".join(_forms(_singular(fold(name.replace("\0", " ")))) for name in names)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)")


def _forms(name: str) -> str:
    spaced = re.escape(name).replace(r"\ ", r"[\s-]+").replace("_", r"[\s-]+")
    if name.endswith("y"):
        return f"{spaced}|{spaced[:-1]}(?:ys|ies?)"
    return f"{spaced[:-1]}(?:f|ves)" if name.endswith("f") else f"{spaced}(?:e?s)?"
