"""What may be said of a food: every claim of a corpus that its own ingredients, names or figures contradict."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]
Taxonomy = Mapping[str, Any]

REGIONS = frozenset(
    {
        "North Africa", "West Africa", "Central Africa", "East Africa", "Southern Africa",
        "Middle East", "Caucasus", "Central Asia", "South Asia", "Southeast Asia", "East Asia",
        "Northern Europe", "Western Europe", "Southern Europe", "Eastern Europe", "Central Europe",
        "North America", "Central America", "Caribbean", "South America", "Oceania", "Worldwide",
    }
)  # fmt: skip
TYPES = frozenset(
    {
        "dish", "soup", "stew", "salad", "grill", "street-food", "breakfast", "bread", "dessert", "snack", "drink",
        "condiment", "ingredient",
    }
)  # fmt: skip
TWO_REGIONS = frozenset({"USA"})
"""Hawaii is in Oceania."""

SHARED_NAMES = frozenset(
    {
        "couscous", "cuscús", "كسكس", "クスクス", "쿠스쿠스",  # the grain and the dish
        "فول", "حمص", "राजमा", "oatmeal",  # a pulse or a grain and what is mostly made of it
        "豆浆", "オルチャータ", "chips",  # one word, two foods
        "米粉", "gombo",  # one word in two languages
    }
)  # fmt: skip
"""Names that two foods bear, both rightly."""

ANIMALS = frozenset({"meat", "pork", "bee"})
SEA = frozenset({"fish", "crustaceans", "molluscs"})
SHELLFISH = frozenset({"crustaceans", "molluscs"})
FORBIDDEN: Mapping[str, frozenset[str]] = {
    "vegan": ANIMALS | SEA | {"milk", "eggs", "blood", "rennet"},
    "vegetarian": SEA | {"meat", "pork", "blood", "rennet"},
    "pescatarian": frozenset({"meat", "pork", "blood", "rennet"}),
    "halal": frozenset({"pork", "alcohol", "blood", "rennet"}),
    "kosher": SHELLFISH | {"pork", "blood", "rabbit"},
}
"""What a food that is surely fit for a diet has nothing of, optional ingredients included."""

_ORIGINS = {
    "blood": r"\bblood\b|black pudding",
    "rabbit": r"\brabbit\b",
    "rennet": r"cheese|\b(?:feta|mozzarella|parmesan|pecorino|gruyère|emmental|cheddar|halloumi|bryndza|gouda|brie"
    r"|provolone|rennet)\b",
}
_SET_WITHOUT_RENNET = re.compile(r"(?:cream|curd|vegan|vegetarian) cheese|cheese cultures|datshi")
"""Cheese of acid or heat, and what only sounds like cheese."""

_OPTIONAL = "(optional)"
_LATIN = ["es", "fr", "de"]
_SCRIPTS = {
    "hi": "[\u0900-\u097f]", "ar": "[\u0600-\u06ff]", "zh": "[\u3400-\u9fff]", "ja": "[\u3040-\u30ff\u3400-\u9fff]",
    "ko": "[\uac00-\ud7af]",
}  # fmt: skip
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2e80-\ud7ff]")
_NOT_CHINESE = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_MARKUP = re.compile(r"[<>*_`#\[\]]|https?:")
_FEWEST_WORDS, _MOST_WORDS = 25, 90

_KCAL_PER_GRAM = {"protein_g": 4, "fat_g": 9, "carbs_g": 4, "fibre_g": -2}
"""The general Atwater factors; fibre counts among the carbohydrates with 2 in place of 4."""
_KCAL_SLACK, _KCAL_SHARE = 20, 0.15
_ALCOHOL_KCAL = 105
"""7 kcal for each of at most 15 g of alcohol, as in wine; USDA's table lists the grams apart."""
_OWN_FACTORS = frozenset({"cocoa-powder"})
"""USDA counts cocoa with factors far below the general ones."""
_MOST_MACROS = 103.0


def problems(foods: Sequence[Row], taxonomy: Taxonomy) -> list[str]:
    """What is wrong with `foods`, each line opening with the id of a food; empty for a sound corpus.

    `foods` are rows in the form of data/foods.schema.json, `taxonomy` is data/taxonomy.json.
    """
    each: list[Callable[[Row], Iterable[str]]] = [
        lambda food: _allergen_problems(food, taxonomy),
        lambda food: _diet_problems(food, taxonomy),
        _rank_problems, _nutrition_problems, _name_problems, _text_problems, _place_problems,
    ]  # fmt: skip
    found = [f"{food['id']}: {problem}" for food in foods for rule in each for problem in rule(food)]
    return [*found, *_shared_names(foods), *_doubled_ids(foods), *_regions_of_a_country(foods)]


def implied(ingredient: str, taxonomy: Taxonomy) -> frozenset[str]:
    """The allergens and animal origins in one ingredient by its words; "coconut milk" has none."""
    text = ingredient.lower()
    found: set[str] = set()
    for phrase in sorted(taxonomy["not"], key=len, reverse=True):
        text, hidden = _word(phrase).subn(" ", text) if phrase in text else (text, 0)
        if hidden:
            found |= set(taxonomy["not_but"].get(phrase, []))
    kinds = {**taxonomy["allergens"], **taxonomy["animal"]}
    found |= {kind for kind, words in kinds.items() if any(word in text and _word(word).search(text) for word in words)}
    plain = _SET_WITHOUT_RENNET.sub(" ", text)
    return frozenset(found | {origin for origin, words in _ORIGINS.items() if re.search(words, plain)})


@cache
def _word(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])")


def _allergen_problems(food: Row, taxonomy: Taxonomy) -> Iterator[str]:
    listed = {key: set(food["allergens"].get(key, [])) for key in ("contains", "may_contain", "free")}
    for ingredient in food["ingredients"]:
        for allergen in sorted(implied(ingredient, taxonomy) & set(taxonomy["allergens"])):
            if allergen in listed["free"]:
                yield f"called free of {allergen} with {ingredient}"
            elif allergen not in listed["contains"] | (listed["may_contain"] if _OPTIONAL in ingredient else set()):
                yield f"does not tell of {allergen} in {ingredient}"


def _diet_problems(food: Row, taxonomy: Taxonomy) -> Iterator[str]:
    allergens = set(food["allergens"].get("contains", [])) | set(food["allergens"].get("may_contain", []))
    parts = dict.fromkeys(sorted(allergens), "its allergens")
    for ingredient in food["ingredients"]:
        parts |= dict.fromkeys(sorted(implied(ingredient, taxonomy)), ingredient)
    for diet, value in food["diets"].items():
        if value == "yes":
            yield from (f"called {diet} with {parts[part]} ({part})" for part in parts if part in FORBIDDEN[diet])
    if food["diets"].get("kosher") == "yes" and {"meat", "milk"} <= set(parts):
        yield "called kosher with meat and milk"


def _rank_problems(food: Row) -> Iterator[str]:
    rank = {"no": 0, "depends": 1, "unknown": 1, "yes": 2}
    stricter = ("vegan", "vegetarian", "pescatarian")
    for narrow, wide in pairwise(stricter):
        if rank[food["diets"][narrow]] > rank[food["diets"][wide]]:
            yield f"{narrow} {food['diets'][narrow]} but {wide} {food['diets'][wide]}"


def _nutrition_problems(food: Row) -> Iterator[str]:
    figures = food.get("nutrition")
    if not figures:
        if food["type"] == "ingredient":
            yield "an ingredient without nutrition"
        return
    if not re.match(r"USDA SR \d{5}: \S", figures.get("source", "")):
        yield "nutrition without the number of its source"
    grams = {key: value for key, value in figures.items() if key.endswith("_g")}
    yield from (f"{key} is {value}" for key, value in grams.items() if not 0 <= value <= 100)
    kcal, counted = figures["kcal"], sum(grams.get(key, 0) * factor for key, factor in _KCAL_PER_GRAM.items())
    alcohol = _ALCOHOL_KCAL if food["type"] == "drink" and food["diets"]["halal"] == "no" else 0
    slack = max(_KCAL_SLACK, _KCAL_SHARE * kcal)
    if not 0 <= kcal <= 902 or not (counted - slack <= kcal <= counted + slack + alcohol or food["id"] in _OWN_FACTORS):
        yield f"{kcal} kcal, but its protein, fat and carbohydrate give {counted:.0f}"
    if sum(grams.get(key, 0) for key in ("protein_g", "fat_g", "carbs_g")) > _MOST_MACROS:
        yield "more than 100 g in 100 g"
    for part, whole in (("sugar_g", "carbs_g"), ("fibre_g", "carbs_g"), ("sat_fat_g", "fat_g")):
        if grams.get(part, 0) > grams.get(whole, 0) + 0.5:
            yield f"more {part} than {whole}"


def _name_problems(food: Row) -> Iterator[str]:
    for language, name in food.get("names", {}).items():
        script = _SCRIPTS.get(language)
        if language in _LATIN:
            fits = not _NOT_LATIN.search(name)
        else:
            fits = bool(script and re.search(script, name)) and not (language == "zh" and _NOT_CHINESE.search(name))
        if not fits:
            yield f"{name} is no name in {language}"


def _text_problems(food: Row) -> Iterator[str]:
    count = len(food["text"].split())
    if not _FEWEST_WORDS <= count <= _MOST_WORDS:
        yield f"a text of {count} words"
    if found := _MARKUP.search(food["text"]):
        yield f"markup in the text: {found[0]}"
    if not food["text"].endswith((".", ".)", "?", '."')):
        yield "a text without an end"


def _place_problems(food: Row) -> Iterator[str]:
    if food["region"] not in REGIONS:
        yield f"no region {food['region']}"
    if food["type"] not in TYPES:
        yield f"no type {food['type']}"
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", food["id"]):
        yield "an id of other characters than a-z, 0-9 and -"


def _doubled_ids(foods: Sequence[Row]) -> Iterator[str]:
    yield from (f"{id_}: one id for {n} foods" for id_, n in Counter(food["id"] for food in foods).items() if n > 1)


def _shared_names(foods: Sequence[Row]) -> Iterator[str]:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for food in foods:
        for name in (food["name"], *food.get("aliases", []), *food.get("names", {}).values()):
            owners[name.casefold()].add(food["id"])
    for name, ids in owners.items():
        if len(ids) > 1 and name not in SHARED_NAMES:
            yield f"{min(ids)}: {name} names other foods too: {', '.join(sorted(ids))}"


def _regions_of_a_country(foods: Sequence[Row]) -> Iterator[str]:
    regions: defaultdict[str, set[str]] = defaultdict(set)
    for food in foods:
        if country := food.get("country"):
            regions[country].add(food["region"])
    for country, found in regions.items():
        if len(found) > 1 and country not in TWO_REGIONS:
            yield f"{country}: in {' and in '.join(sorted(found))}"
