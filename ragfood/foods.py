"""Food: one entry of the corpus; and the corpus as a whole, read from a file only when all of it is sound."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ragfood.compounds import Compound, compounds_within
from ragfood.errors import CorpusInvalid, CorpusMissing
from ragfood.rows import ALLERGENS, DIETS, FREE_FROM, read_row

__all__ = ["ALLERGENS", "DIETS", "LARGEST_FILE", "Corpus", "Food", "food_row", "load_foods", "read_foods"]

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes; a corpus file above it is refused before it is read."""

_SHOWN_PROBLEMS = 3
_OBJECTS = ("diets", "names", "nutrition")


@dataclass(frozen=True)
class Food:
    """One food or dish. What is not known is absent, never guessed."""

    id: str
    name: str
    text: str
    type: str = ""
    country: str = ""
    region: str = ""
    cuisine: str = ""
    ingredients: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    tastes: tuple[str, ...] = ()
    meals: tuple[str, ...] = ()
    diets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Diet to "yes", "no" or "depends"; an absent diet is unknown."""
    allergens: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Allergen to "contains", "may contain" or "free"; an absent allergen is unknown, which is not safe."""
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Language code to the name in it."""
    nutrition: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Per 100 g, by keys such as kcal, protein_g, fat_g, carbs_g, fibre_g, sugar_g, sodium_mg."""
    nutrition_source: str = ""
    compounds: tuple[Compound, ...] = field(default=(), compare=False, repr=False)
    """What is inside of its ingredients, as its corpus tells; no row holds it."""

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name, its aliases and its names in other languages, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.names.values())))

    def passage(self) -> str:
        """The text that stands for this food in a search: what it is called first, prose last."""
        place = ", ".join(each for each in dict.fromkeys((self.country, self.region)) if each)
        what = (self.cuisine, self.type, f"from {place}" if place else "")
        lines = [
            self.name,
            ", ".join(self.all_names[1:]),
            " ".join(each for each in what if each),
            _labelled("Ingredients", self.ingredients),
            _labelled("Made", self.methods),
            _labelled("Taste", self.tastes),
            _labelled("For", self.meals),
            self.text,
        ]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, eq=False)
class Corpus:
    """All foods, in the order of their file."""

    foods: tuple[Food, ...]

    def __post_init__(self) -> None:
        within = compounds_within(self.foods)
        told = (tuple(each for name in food.ingredients for each in within.get(name, ())) for food in self.foods)
        foods = zip(self.foods, told, strict=True)
        object.__setattr__(
            self, "foods", tuple(replace(food, compounds=held) if held else food for food, held in foods)
        )

    def __eq__(self, other: object) -> bool:
        """By their hashes: what is kept for a corpus is looked up many times in a question, and one that was read anew
        would be compared with it food by food.
        """
        return self is other or (isinstance(other, Corpus) and self.hash == other.hash)

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def by_id(self) -> Mapping[str, Food]:
        return MappingProxyType({food.id: food for food in self.foods})

    @cached_property
    def hash(self) -> str:
        """SHA-256 (hex) over the content and order of the foods; spacing and foreign keys of the file do not count."""
        names = [each.name for each in fields(Food) if each.compare]
        values = itemgetter(*names)
        digest = hashlib.sha256(json.dumps(names).encode())
        for food in self.foods:
            digest.update(json.dumps([_plain(value) for value in values(vars(food))]).encode())
        return digest.hexdigest()


def load_foods(path: Path) -> Corpus:
    """The corpus in the JSON file `path`, in the form of data/foods.schema.json.

    Raises CorpusMissing when there is no such file, CorpusInvalid when any row is unsound.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _invalid(path.name, [f"the file has {size:,} bytes; at most {LARGEST_FILE:,} are read"])
        raw = path.read_bytes()
    except OSError as missing:
        raise CorpusMissing(
            f"The food corpus {path} cannot be read.",
            "Restore the file, or set RAGFOOD_FOODS to where your foods are.",
        ) from missing
    try:
        rows = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as malformed:
        raise _invalid(path.name, [f"it is not JSON in UTF-8: {malformed}"]) from malformed
    return read_foods(rows, path.name)


def read_foods(rows: Any, source: str = "the list") -> Corpus:
    """The corpus that parsed JSON holds. Raises CorpusInvalid with every problem of every row."""
    if not isinstance(rows, list) or not rows:
        raise _invalid(source, ["it must hold a list of at least one food"])
    problems: list[str] = []
    foods: list[Food] = []
    first_row: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        values, wrong = read_row(row)
        problems += [f"row {number}{_called(row)}: {each}" for each in wrong]
        same = values.get("id")
        if same and (earlier := first_row.setdefault(same, number)) != number:
            problems.append(f'row {number}: id "{same}" is already that of row {earlier}')
        if not wrong:
            foods.append(Food(**values))
    if problems:
        raise _invalid(source, problems)
    return Corpus(tuple(foods))


def food_row(food: Food) -> dict[str, Any]:
    """`food` as a row of a corpus file; reading the row gives the same food."""
    row: dict[str, Any] = {}
    for name, value in vars(food).items():
        if value and name not in ("allergens", "nutrition_source", "compounds"):
            row[name] = list(value) if isinstance(value, tuple) else dict(value) if name in _OBJECTS else value
    if food.nutrition_source:
        row["nutrition"] = {**row.get("nutrition", {}), "source": food.nutrition_source}
    for diet, allergen in FREE_FROM.items():
        if allergen in food.allergens and diet not in food.diets:  # or it would be derived at the next reading
            row["diets"] = {**row.get("diets", {}), diet: "unknown"}
    states = ("contains", "may contain", "free")
    if food.allergens:
        row["allergens"] = {
            state.replace(" ", "_"): [each for each, has in food.allergens.items() if has == state] for state in states
        }
    return row


def _invalid(source: str, problems: list[str]) -> CorpusInvalid:
    shown = "; ".join(problems[:_SHOWN_PROBLEMS])
    more = f"; and {len(problems) - _SHOWN_PROBLEMS} more" if len(problems) > _SHOWN_PROBLEMS else ""
    return CorpusInvalid(
        f"The food corpus {source} cannot be used: {shown}{more}.",
        "Correct these rows; data/foods.schema.json describes what a row may hold.",
        problems,
    )


def _called(row: Any) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return f" ({str(name)[:60]})" if isinstance(name, str | int) else ""


def _labelled(label: str, words: Sequence[str]) -> str:
    return f"{label}: {', '.join(words)}" if words else ""


def _plain(value: Any) -> Any:
    return sorted(value.items()) if type(value) is MappingProxyType else value
