"""The words in which people say diets, allergens and what they leave out (data/leaving_out.json), and those around."""

# ruff: noqa: E501  a row of a table is one line of words
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from ragfood.alternation import grouped
from ragfood.demands.ingredient_kinds import called_unspaced
from ragfood.words import fold

_TABLES = Path(__file__).resolve().parents[2] / "data" / "leaving_out.json"

NO_FOOD = """
    gone over cured cleared disappeared vanished resolved viene vienen vendra vengo venir
    forgot forget deep shallow air stir got get wait meant mean sorry moment teeth tooth added time oven ovens microwave stove grill blender pan pot fridge heat fire cooking baking frying boiling cook bake
    knead knock fuss problem problems issue issues matter doubt wonder idea longer money effort limit rush worries worry
    allergy allergies intolerance intolerances restriction restrictions preference spicy spice spiced hot cold warm
    sweet sour salty savoury savory bitter quick fast easy simple cheap healthy light heavy rich high low fat fats carb
    carbs calorie calories protein fibre fiber sodium cholesterol tasty delicious creamy crunchy crispy fresh raw vegan
    vegetarian enough feel feeling guilt range gift thing stuff side case particular specific ever either too only just
    still breakfast breakfasts lunch lunches dinner dinners supper brunch snack snacks dessert desserts meal meals menu
    menus diet diets cuisine today tonight tomorrow since being asking thanks cutting losing going trace traces because
    substitute substitutes substitution substitutions replacement replacements instead
    smoking smoke cigarettes tobacco fumar rauchen fumer fumare hope job work working school running gym trying complaining
    everything nothing anything something everyone everybody people person men women cat cats dog dogs pet pets
    pollen pollens grass dust mite mites latex penicillin amoxicillin aspirin ibuprofen medicine medicines drugs bee bees wasp wasps sting stings
    monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays weekend weekends morning mornings
    sunlight perfume perfumes makeup soap detergent feathers ragweed hay exercise stupidity bullshit nonsense drama help thank hello
    boring basically gold life stress fuss hungry tip tips tasty cooking badly sadly honestly unfortunately seriously weather
    cruelty but ok okay fine alright good bad yes maybe right sure allowed possible please pls safe alternative alternatives version versions product products people kid kids restaurant
"""
"""What no food is called, so that "no time" leaves nothing out."""

DISHES = """
    soup soups stew stews salad salads curry curries pasta pastas cake cakes bread breads pizza pizzas cookie cookies
    noodle noodles sauce sauces drink drinks sandwich sandwiches burger burgers pancake pancakes pie pies
"""
"""Where the name of what is left out ends: "no celeriac soup" leaves out celeriac."""

JOINERS = ", and or nor і та й ні або чи eller samt ومن وعن neither y e et o u ou oder und noch weder ni nem ne og och en ve veya ile i и или lub oraz ani और या و او ولا"
FILLERS = """
    both either from of any the a an some of my your other kind kinds type types sort form forms all added trace traces raw severe bad whatsoever jegliche jeglichen jegliches nada
    la el los las le les l d de des du der die das dem den gli i il lo ai alle agli al alla au aux os as um que es
    के से की का दोनों da ta te
"""
"""Words that bind what is left out, and words that may stand before each."""
OF = "का के की वाला वाली वाले"
"""Words behind what is left out, before what is wanted without it."""


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    read: Mapping[str, Mapping[str, str]] = json.loads(_TABLES.read_text(encoding="utf-8"))
    return read


def diet_words() -> Mapping[str, tuple[str, ...]]:
    """Words that demand by themselves, whether or not a "without" stands by."""
    return _folded("diets")


def things() -> Mapping[str, tuple[str, ...]]:
    """What is left out by "no …", "without …", "…-free" and allergies. "Nuts" alone takes peanuts along, to be safe."""
    return _folded("things")


def members() -> Mapping[str, tuple[str, ...]]:
    """For an allergy they are the whole allergen; in "without almonds" only themselves."""
    return _folded("members")


def species() -> Mapping[str, tuple[str, ...]]:
    """What belongs to an allergen, or is made of it, only where somebody is allergic to it."""
    return _folded("species")


def faiths() -> Mapping[str, tuple[str, ...]]:
    """What people of a faith do without, by what they are called."""
    return _folded("faiths")


@lru_cache(maxsize=1)
def kin() -> frozenset[str]:
    """What those are called whom somebody eats with or cooks for."""
    return people("kin")


def people(kind: str) -> frozenset[str]:
    """What people are called of a `kind` such as "kin" or "children"; an underscore stands for a space."""
    return frozenset(fold(_tables()["people"][kind]).split())


def unspaced_diets() -> Mapping[str, tuple[str, ...]]:
    return _folded("unspaced_diets")


@lru_cache(maxsize=1)
def unspaced_things() -> Mapping[str, tuple[str, ...]]:
    """Where a word names an allergen and a kind of ingredient besides, it is the allergen."""
    kinds = {word: (kind,) for word, kind in called_unspaced().items()}
    return MappingProxyType({**kinds, **_folded("unspaced_things")})


@lru_cache(maxsize=64)
def polarity(kind: str) -> frozenset[str]:
    """Words around what is refused: of a `kind` such as "refusing", "ending" or "welcome"."""
    return frozenset(map(fold, _tables()["polarity"][kind].split()))


@lru_cache(maxsize=8)
def _folded(name: str) -> Mapping[str, tuple[str, ...]]:
    """Each word of a table, folded, to what its key names."""
    rows = _tables()[name].items()
    return MappingProxyType(
        {
            fold(word): tuple(each.replace("_", " ") for each in key.split())
            for key, listed in rows
            for word in listed.split()
        }
    )


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases`, the longest first."""
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))


def diets_said(plain: str) -> Iterator[str]:
    """Diets and allergens that words like "vegan" name, demanded or not; of folded words with spaces around."""
    for word in diet_pattern().finditer(plain):
        yield from diet_meant(word["diet"])


def diets_cut(plain: str) -> str:
    """The same words without those that name a diet."""
    return diet_pattern().sub("", plain)


def diet_meant(word: str) -> tuple[str, ...]:
    return diet_words()[word.replace(" ", "_")]


@lru_cache(maxsize=1)
def diet_pattern() -> re.Pattern[str]:
    return grouped(f"(?<= )[وبل]?(?:ال|ل)?(?P<diet>{any_of(diet_words()).replace('_', ' ')})(?= )")
