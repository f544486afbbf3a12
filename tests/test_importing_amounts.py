"""Nutrition of foreign files: our keys and units, per 100 g or not at all."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ragfood.importing.amounts import nutrient_of, read_amounts


def read(amounts: dict[str, Any], basis: str = "") -> tuple[dict[str, float], list[str]]:
    said: list[str] = []
    return read_amounts(amounts, lambda key, what: said.append(f"{key} {what}"), basis), said


@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("Energy (kJ/100g)", ("kcal", "kj", "100g")),
        ("energy-kcal_100g", ("kcal", "", "100g")),
        ("saturated-fat_100g", ("sat_fat_g", "", "100g")),
        ("Fat, total (g)", ("fat_g", "g", "")),
        ("proteinContent", ("protein_g", "", "")),
        ("Calories per serving", ("kcal", "", "serving")),
        ("Vitamin D (µg)", ("vit_d_ug", "ug", "")),
        ("carbs_g", ("carbs_g", "g", "")),
        ("fat_free", None),
        ("calories_from_fat", None),
    ],
)
def test_foreign_keys_name_our_nutrients(key: str, named: tuple[str, str, str] | None) -> None:
    assert nutrient_of(key) == named


def test_units_are_brought_to_ours() -> None:
    found, _ = read(
        {"energy_kj": 1000, "salt": "1,2 g", "protein": "5 g", "iron": "2000 µg", "sugar": {"value": 3, "unit": "g"}}
    )
    assert found == {
        "kcal": pytest.approx(239.0, abs=0.01),
        "sodium_mg": 480,
        "protein_g": 5,
        "iron_mg": 2,
        "sugar_g": 3,
    }


def test_what_is_per_serving_or_per_millilitre_is_left_out() -> None:
    for key in ("protein per serving", "protein_serving", "Protein (g per 100 ml)"):
        found, said = read({key: 5})
        assert found == {} and "not per 100 g" in said[0]
    assert read({"protein": 5}, basis="serving")[0] == {}
    assert read({"protein": 5}, basis="100g") == ({"protein_g": 5}, [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("fat", math.nan), ("fat", math.inf), ("fat", -3), ("fat", 101), ("kcal", 2000), ("fat", "<0.5"),
        ("fat", "trace"),
        ("fat", "1,234 g"), ("fat", True), ("fat", [1]), ("fat", "12 apples"), ("fat (g)", "3 mg"), ("sodium", 400),
        ("energy", 250), ("fat", "9" * 400), ("fat", "1e999"), ("fat", 10**400),
    ],
)  # fmt: skip
def test_what_is_no_plain_possible_figure_is_left_out_and_said(key: str, value: Any) -> None:
    found, said = read({key: value})
    assert found == {} and said


def test_figures_that_cannot_go_together_are_left_out() -> None:
    assert read({"protein_g": 60, "fat_g": 50, "carbs_g": 20})[0] == {}
    assert read({"fat_g": 5, "sat_fat_g": 9, "protein_g": 1})[0] == {"protein_g": 1}


def test_our_own_form_is_taken_as_it_is_and_without_a_word() -> None:
    own = {"kcal": 177.0, "protein_g": 4.86, "sodium_mg": 242.0, "caffeine_mg": 3.0}
    assert read(own) == (own, [])


@given(
    some.dictionaries(some.text(max_size=20), some.none() | some.floats() | some.text(max_size=20) | some.booleans())
)
def test_no_figures_whatever_break_it(amounts: dict[str, Any]) -> None:
    found, _ = read(amounts)
    assert all(math.isfinite(value) and value >= 0 for value in found.values())
