"""Bounds and orders of nutrients, in the units in which they are stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.demands import Bound, Order, nutrient_of, nutrients, read_demands
from ragfood.foods import Food

BOUNDS = {
    "under 200 kcal": "< 200 kcal",
    "snacks under 200 calories": "< 200 kcal",
    "at most 200 kcal": "≤ 200 kcal",
    "no more than 200 calories": "≤ 200 kcal",
    "200 calories or less": "≤ 200 kcal",
    "max 300 kcal": "≤ 300 kcal",
    "up to 300 kcal": "≤ 300 kcal",
    "<=150 kcal": "≤ 150 kcal",
    "a 300 calorie dinner": "≤ 300 kcal",
    "under 418.4 kJ": "< 100 kcal",
    "between 100 and 200 calories": "100 to 200 kcal",
    "100-200 kcal": "100 to 200 kcal",
    "100–200 kcal per 100 g": "100 to 200 kcal",
    "at least 20 g protein": "≥ 20 g protein",
    "20g+ protein": "≥ 20 g protein",
    "≥ 20g protein": "≥ 20 g protein",
    "protein above 20 g": "> 20 g protein",
    "with 20g of protein": "≥ 20 g protein",
    "more than 2.5 g fibre": "> 2.5 g fibre",
    "less than 5 g sugar": "< 5 g sugar",
    "less than 5 grams of sugar per 100 g": "< 5 g sugar",
    "sodium below 120mg": "< 120 mg sodium",
    "less than 1 g salt": "< 400 mg sodium",
    "at least 0.1 g calcium": "≥ 100 mg calcium",
    "over 1,000 mg potassium": "> 1,000 mg potassium",
    "at least 2 mcg vitamin B12": "≥ 2 µg vitamin B12",
    "10 to 20 g of protein": "10 to 20 g protein",
    "fat-free yogurt": "≤ 0.5 g fat",
    "menos de 200 calorías": "< 200 kcal",
    "moins de 5 g de sucre": "< 5 g sugar",
    "weniger als 2,5 g Fett": "< 2.5 g fat",
    "mindestens 20 g Eiweiß": "≥ 20 g protein",
    "200千卡以下": "≤ 200 kcal",
    "蛋白质20克以上": "≥ 20 g protein",
    "200カロリー以下": "≤ 200 kcal",
    "200칼로리 이하": "≤ 200 kcal",
}

ORDERS = {
    "le fromage le moins gras": "fat, low to high",
    "какой орех самый калорийный": "calories, high to low",
    "najmniej kaloryczny owoc": "calories, low to high",
    "welke kaas is het minst vet": "fat, low to high",
    "der salzigste Käse": "sodium, high to low",
    "which cheese is fattier": "fat, high to low",
    "what should i eat for magnesium": "magnesium, high to low",
    "カロリーが一番低いナッツ": "calories, low to high",
    "high in protein": "protein, high to low",
    "What is high in protein?": "protein, high to low",
    "most iron": "iron, high to low",
    "which food has the least fat": "fat, low to high",
    "lowest calories": "calories, low to high",
    "low-fat dinner": "fat, low to high",
    "low carb high fibre": "carbohydrates, low to high|fibre, high to low",
    "foods rich in iron and calcium": "iron, high to low|calcium, high to low",
    "protein-rich breakfast": "protein, high to low",
    "good sources of vitamin C": "vitamin C, high to low",
    "lots of potassium": "potassium, high to low",
    "less salt": "sodium, low to high",
    "I have high cholesterol, what can I eat?": "cholesterol, low to high",
    "my mum has low iron": "iron, high to low",
    "alto en proteínas y bajo en grasa": "protein, high to low|fat, low to high",
    "riche en fibres": "fibre, high to low",
    "eiweißreich": "protein, high to low",
    "fettarm": "fat, low to high",
    "mit wenig Zucker": "sugar, low to high",
    "कम कैलोरी": "calories, low to high",
    "प्रोटीन से भरपूर": "protein, high to low",
    "غني بالبروتين": "protein, high to low",
    "قليل الدهون": "fat, low to high",
    "高蛋白": "protein, high to low",
    "低脂肪": "fat, low to high",
    "高タンパク": "protein, high to low",
    "カロリーが低い": "calories, low to high",
    "고단백": "protein, high to low",
    "저칼로리": "calories, low to high",
}

NOTHING = """
how much protein is in lentils?|how many calories does rice have|is butter high in fat?|per 100 g|a cake for 20 people
ready in 30 minutes|bake at 200 degrees|2 eggs and 100 g flour|iron pan recipes|sugar cookies|salt and pepper
serves 4|in 1995|5 soups|no idea|the most popular dish|high tea|rich sauce|more ideas|less is more
"""


@pytest.mark.parametrize(("text", "expected"), BOUNDS.items())
def test_bounds_are_read_in_stored_units(text: str, expected: str) -> None:
    assert [bound.label for bound in read_demands(text).bounds] == [expected]


@pytest.mark.parametrize(("text", "expected"), ORDERS.items())
def test_orders_are_read(text: str, expected: str) -> None:
    assert [order.label for order in read_demands(text).orders] == expected.split("|")


@pytest.mark.parametrize("text", NOTHING.strip().replace("\n", "|").split("|"))
def test_other_numbers_and_words_demand_nothing_of_nutrients(text: str) -> None:
    read = read_demands(text)
    assert read.bounds == () and read.orders == ()


def test_bounds_and_orders_and_diets_go_together() -> None:
    read = read_demands("High protein vegan breakfast under 300 kcal and less than 5 g sugar")
    assert [chip.label for chip in read.chips] == [
        "vegan", "< 300 kcal", "< 5 g sugar", "for breakfast", "protein, high to low"
    ]  # fmt: skip


def test_a_food_without_the_number_does_not_meet_a_bound() -> None:
    bound = Bound("kcal", most=200.0)
    assert bound.unmet_by(Food("x", "X", "")) == "calories not known"
    assert bound.unmet_by(Food("x", "X", "", nutrition={"kcal": 215.0})) == "215 kcal, not ≤ 200 kcal"
    assert bound.unmet_by(Food("x", "X", "", nutrition={"kcal": 200.0})) == ""
    assert Bound("kcal", most=200.0, strict=True).unmet_by(Food("x", "X", "", nutrition={"kcal": 200.0}))


@given(st.floats(0, 900), st.none() | st.floats(0, 900), st.none() | st.floats(0, 900), st.booleans())
def test_a_bound_holds_what_lies_within_it(
    amount: float, least: float | None, most: float | None, strict: bool
) -> None:
    within = (least is None or least <= amount) and (most is None or amount <= most)
    on_it = amount in (least, most)
    assert Bound("kcal", least, most, strict).holds(amount) == (within and not (strict and on_it))


def test_every_nutrient_has_words_and_a_unit_of_its_key() -> None:
    for nutrient in nutrients().values():
        assert nutrient.key == "kcal" or nutrient.key.endswith({"g": "_g", "mg": "_mg", "µg": "_ug"}[nutrient.unit])
        assert read_demands(f"high in {nutrient.label}").orders == (Order(nutrient.key),)
    assert nutrient_of("omega_3_g").label == "omega 3"


@given(st.text(alphabet="0123456789.,-–<>≤ kcalgmproteinfat%未満以下", max_size=40))
def test_any_amounts_can_be_read(text: str) -> None:
    for bound in read_demands(text).bounds:
        assert bound.least is None or bound.most is None or bound.least <= bound.most


@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "what has 400 mg or more per 100 g? my husband needs potassium": "≥ 400 mg potassium",
        "Calcium without any milk, minimum 150 mg per 100 g": "≥ 150 mg calcium",
        "meat with less than 3% fat": "< 3 g fat",
        "at least 400 mg, of iron or potassium": "",
        "bread with 50% less sugar": "",
    }.items(),
)
def test_an_amount_is_of_the_only_nutrient_that_is_spoken_of(text: str, expected: str) -> None:
    assert [bound.label for bound in read_demands(text).bounds if bound.nutrient != "iron_mg"][:1] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("text", "most_first"),
    {
        "My blood test came back low in iron": True,
        "doctor says my levels are low in vitamin D": True,
        "my doctor put me on a low potassium diet": False,
        "low iron foods please": False,
        "my potassium is too high, what should I eat": False,
        "her cholesterol has been very high": False,
        "demir açısından zengin": True,
    }.items(),
)
def test_who_is_short_of_something_wants_much_of_it(text: str, most_first: bool) -> None:
    assert [order.most_first for order in read_demands(text).orders] == [most_first]


@pytest.mark.parametrize(
    ("said", "nutrient", "most_first"),
    [
        ("diet for high cholesterol", "cholesterol_mg", False),
        ("dieta para colesterol alto", "cholesterol_mg", False),
        ("low iron, what should I eat", "iron_mg", True),
        ("foods for low iron", "iron_mg", True),
        ("foods for a low iron diet", "iron_mg", False),
        ("avoid potassium, kidney disease. fruit", "potassium_mg", False),
    ],
)
def test_what_a_body_has_too_much_of_foods_shall_have_least_of(said: str, nutrient: str, most_first: bool) -> None:
    demanded = read_demands(said)
    assert [(each.nutrient, each.most_first) for each in demanded.orders] == [(nutrient, most_first)]
    assert not demanded.of_things


def test_low_blood_pressure_orders_nothing() -> None:
    assert not read_demands("I have low blood pressure").orders
