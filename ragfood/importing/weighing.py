"""Weighing: what is claimed of a food against its other claims and its ingredients. Doubt always becomes unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ragfood.importing.amounts import Say
from ragfood.importing.claims import DOUBTFUL, Claim
from ragfood.importing.implied import implied
from ragfood.rows import DIETS

_OPTIONAL = "(optional)"
_SEAFOOD = ("fish", "crustaceans", "molluscs")
_AGAINST: Mapping[str, tuple[str, ...]] = {
    "vegan": ("milk", "eggs", *_SEAFOOD, "meat", "pork", "bee"),
    "vegetarian": (*_SEAFOOD, "meat", "pork"),
    "pescatarian": ("meat", "pork"),
    "halal": ("pork", "alcohol"),
    "kosher": ("pork", "crustaceans", "molluscs"),
    "gluten-free": ("gluten",),
    "dairy-free": ("milk",),
}
"""What in the usual recipe speaks against a diet: allergens and kinds of animal."""


def weigh(claims: Iterable[Claim], ingredients: Iterable[str], say: Say) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Diets and allergens as a row of a corpus holds them."""
    by_subject: dict[str, list[Claim]] = {}
    for claim in claims:
        by_subject.setdefault(claim.subject, []).append(claim)
    diets, allergens = {}, {}
    for subject, about in by_subject.items():
        if subject in DIETS:
            diets[subject] = _diet(subject, about, say)
        elif state := _allergen(subject, about, say):
            allergens[subject] = state
    always = _ingredients_overrule(allergens, ingredients, say)
    _ingredients_deny(diets, allergens, always, say)
    return diets, {
        state.replace(" ", "_"): [each for each, has in allergens.items() if has == state]
        for state in ("contains", "may contain", "free")
    }


def _diet(diet: str, about: list[Claim], say: Say) -> str:
    values = {claim.value for claim in about} - {DOUBTFUL, "unknown"}
    doubts = [claim for claim in about if claim.value == DOUBTFUL]
    if len(values) == 1 and not (doubts and values == {"yes"}):
        return values.pop()
    if len(values) > 1:
        say("diets", f"say of {diet} both {' and '.join(sorted(values))}; it was left unknown")
    elif doubts:
        say("diets", f"{doubts[0].said!r} does not say for certain whether it is {diet}; it was left unknown")
    return "unknown"


def _allergen(allergen: str, about: list[Claim], say: Say) -> str:
    """What warns goes before what calms; doubt takes a "free" back."""
    values = {claim.value for claim in about}
    for state in ("contains", "may contain"):
        if state in values:
            if "free" in values:
                say("allergens", f"say of {allergen} both {state} and free; it was taken as {state}")
            return state
    if DOUBTFUL in values:
        doubt = next(claim for claim in about if claim.value == DOUBTFUL)
        say(
            "allergens",
            f"{doubt.said!r} does not say for certain whether it is free of {allergen}; it was left unknown",
        )
        return ""
    return "free"


def _ingredients_overrule(allergens: dict[str, str], ingredients: Iterable[str], say: Say) -> dict[str, str]:
    """Put into `allergens` what the ingredients imply. Returns what is in the usual recipe, and by which ingredient."""
    always: dict[str, str] = {}
    for ingredient in ingredients:
        optional = _OPTIONAL in ingredient.lower()
        found = implied(ingredient.lower().replace(_OPTIONAL, ""))
        if not optional:
            always |= dict.fromkeys((*found.allergens, *found.animals), ingredient)
        for allergen in sorted(found.allergens):
            state, said = "may contain" if optional else "contains", allergens.get(allergen)
            if said == "contains" or said == state:
                continue
            allergens[allergen] = state
            told = f"; the claim that it is free of {allergen} is not believed" if said == "free" else ""
            say("allergens", f"the ingredient {ingredient!r} implies {allergen}: {state}{told}")
    return always


def _ingredients_deny(diets: dict[str, str], allergens: Mapping[str, str], always: Mapping[str, str], say: Say) -> None:
    contained = {allergen: allergen for allergen, state in allergens.items() if state == "contains"}
    for diet, value in diets.items():
        against = next((each for each in _AGAINST[diet] if each in always or each in contained), None)
        if value == "yes" and against:
            diets[diet] = "unknown"
            say("diets", f"{diet} yes does not go with {always.get(against, against)!r}; it was left unknown")
