"""Free-text tags: believed only where their whole wording is known; a tag that negates is never the diet itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ragfood.importing.claims import read_claims
from ragfood.importing.implied import implied
from ragfood.importing.terms import terms


def said(text: str, lead: str = "") -> dict[str, str]:
    return {claim.subject: claim.value for claim in read_claims(text, lead)}


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("Vegan", {"vegan": "yes"}),
        ("100% vegan!", {"vegan": "yes"}),
        ("#vegan", {"vegan": "yes"}),
        ("✓ vegan", {"vegan": "yes"}),
        ("https://schema.org/VeganDiet", {"vegan": "yes"}),
        ("suitable for vegans and vegetarians", {"vegan": "yes", "vegetarian": "yes"}),
        ("lacto-ovo vegetarian", {"vegetarian": "yes"}),
        ("not vegan", {"vegan": "no"}),
        ("non-vegan", {"vegan": "no"}),
        ("NonVegan", {"vegan": "no"}),
        ("unsuitable for vegans", {"vegan": "no"}),
        ("vegan: no", {"vegan": "no"}),
        ("isn't halal", {"halal": "no"}),
        ("vegan option", {"vegan": "depends"}),
        ("vegan, on request", {"vegan": "depends"}),
        ("can be made vegan", {"vegan": "depends"}),
        ("contains gluten", {"gluten": "contains"}),
        ("contains milk, eggs and nuts", {"milk": "contains", "eggs": "contains", "nuts": "contains"}),
        ("Contains: Milk. May contain: nuts.", {"milk": "contains", "nuts": "may contain"}),
        ("contains wheat", {"gluten": "contains"}),
        ("contains shellfish", {"crustaceans": "contains", "molluscs": "may contain"}),
        ("contains pork", dict.fromkeys(("halal", "kosher", "pescatarian", "vegan", "vegetarian"), "no")),
        ("may contain traces of nuts", {"nuts": "may contain"}),
        ("made in a factory that handles peanuts", {"peanuts": "may contain"}),
        ("gluten-free", {"gluten": "free"}),
        ("en:no-gluten", {"gluten": "free"}),
        ("glutenfrei", {"gluten": "free"}),
        ("doesn't contain milk", {"milk": "free"}),
        ("no dairy, no eggs", {"milk": "free", "eggs": "free"}),
        ("vegan, gluten-free", {"vegan": "yes", "gluten": "free"}),
        ("spicy", {}),
    ],
)
def test_what_is_said_plainly_is_read(tag: str, meant: dict[str, str]) -> None:
    assert said(tag) == meant


@pytest.mark.parametrize(
    "tag",
    [
        "vegan?", "vegan ✗", "❌ vegan", "!vegan", "-vegan", "vegan:", "almost vegan", "fake vegan", "no vegan option",
        "vegan/vegetarian", "not vegan, vegetarian", "not suitable for vegans, vegetarians", "vegan except the egg",
        "vegan (no egg)", "vegan friendly", "semi-vegetarian", "without vegan", "not only vegan", "vegan = false",
        "hardly vegan", "vegan unfriendly", "vegan, but with honey",
    ],
)  # fmt: skip
def test_a_doubtful_diet_is_never_yes(tag: str) -> None:
    assert set(said(tag).values()) <= {"doubtful"} and said(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "low gluten", "no added gluten", "reduced gluten", "gluten-free?", "gluten-free unless fried",
        "not without gluten",
        "not gluten-free", "gluten-free: no", "gluten-free (contains oats)", "wheat-free", "0% gluten",
        "not free from gluten",
        "gluten-free option", "contains neither gluten nor milk", "gluten", "Gluten Free*", "not gluten-free, nut-free",
        "lactose-free", "no nuts, eggs", "no traces of nuts", "peanut",
    ],
)  # fmt: skip
def test_what_is_not_plainly_free_is_never_free(tag: str) -> None:
    assert "free" not in said(tag).values()


def test_not_gluten_free_says_something_of_the_diet_and_doubts_the_allergen() -> None:
    assert said("not gluten-free") == {"gluten-free": "no", "gluten": "doubtful"}
    assert said("dairy free option") == {"dairy-free": "depends", "milk": "doubtful"}


@pytest.mark.parametrize(
    ("lead", "entry", "meant"),
    [
        ("contains", "milk", {"milk": "contains"}),
        ("contains", "wheat, milk", {"gluten": "contains", "milk": "contains"}),
        ("contains", "may contain nuts", {"nuts": "may contain"}),
        ("contains", "milk, may contain nuts", {"milk": "contains", "nuts": "may contain"}),
        ("contains", "none known", {}),
        ("may contain", "en:nuts", {"nuts": "may contain"}),
        ("free from", "gluten, milk", {"gluten": "free", "milk": "free"}),
        ("free from", "contains milk", {"milk": "contains"}),
        ("not suitable for", "vegans", {"vegan": "no"}),
        ("suitable for", "not vegans", {"vegan": "no"}),
    ],
)
def test_the_key_of_a_list_says_what_its_entries_mean(lead: str, entry: str, meant: dict[str, str]) -> None:
    assert said(entry, lead) == meant


@given(
    some.sampled_from(sorted(terms().diets)), some.sampled_from(["not", "non", "never", "isn't", "no", "hardly", "un"])
)
def test_no_negated_diet_is_ever_that_diet(word: str, negation: str) -> None:
    for tag in (f"{negation} {word}", f"{negation}-{word}", f"{word}: {negation}", f"tasty, {negation} {word}"):
        assert "yes" not in said(tag).values(), tag


@settings(max_examples=50, deadline=None)
@given(some.text(max_size=60), some.sampled_from(["", "contains", "free from", "not suitable for"]))
def test_no_text_whatever_breaks_it(text: str, lead: str) -> None:
    read_claims(text, lead)


def test_ingredients_imply_what_the_taxonomy_says() -> None:
    assert implied("egg noodles").allergens == {"eggs", "gluten"}
    assert implied("Coconut milk").allergens == set()
    assert implied("soy milk").allergens == {"soybeans"}
    assert implied("bacon").animals == {"meat", "pork"}
    assert implied("eggplant").allergens == set()
