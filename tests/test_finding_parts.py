"""What dishes are made with: named ingredients weigh, leftovers become dishes, a part is swapped and the dish stays."""

from __future__ import annotations

import pytest
from indexes import ALL_FOODS

from ragfood.assembly import House
from ragfood.demands import Demands, read_demands, vocabulary_of
from ragfood.finding import Finding, find
from ragfood.finding.pantry import pantry_of
from ragfood.finding.parts import Parts
from ragfood.finding.telling import few_fit, why_unfit
from ragfood.foods import load_foods
from ragfood.providers import Message
from ragfood.understanding.called import made_with

FOODS = load_foods(ALL_FOODS)
PARTS = Parts(FOODS.foods)


def found(app: House, *turns: str) -> Finding:
    talk: list[Message] = []
    for turn in turns[:-1]:
        matches = find(app.index, turn, talk, 5).found.matches
        told = "\n".join(f"{number}. {match.food.name} [{number}]" for number, match in enumerate(matches, 1))
        talk += [Message("user", turn), Message("assistant", told, tuple(match.food.id for match in matches))]
    return find(app.index, turns[-1], talk, 5)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


def test_an_ingredient_is_found_by_all_its_names_and_not_in_what_is_made_of_it() -> None:
    with_rice = PARTS.made_with(["white-rice-cooked"])
    assert {"egg-fried-rice", "congee", "biryani"} <= with_rice and "pho" not in with_rice


def test_a_dish_with_one_of_two_ingredients_has_half_of_them() -> None:
    both = ("white-rice-cooked", "egg-hard-boiled")
    assert PARTS.share("egg-fried-rice", both) == 1 and PARTS.share("omelette", both) == 0.5


@pytest.mark.parametrize(
    ("text", "dishes", "named"),
    [
        ("a curry with chicken", False, ("chicken-breast-roasted",)),
        ("chicken soup", False, ()),
        ("leftover rice and eggs", False, ("white-rice-cooked", "egg-hard-boiled")),
        ("plat avec du poulet", False, ("chicken-breast-roasted",)),
        ("potatoes, dinner", True, ("potato-boiled",)),
        ("how much sugar is in it, with more sugar", True, ()),
    ],
)
def test_what_a_dish_is_made_with_is_named_behind_with(text: str, dishes: bool, named: tuple[str, ...]) -> None:
    assert made_with(text, vocabulary_of(FOODS), Demands(), dishes=dishes) == named


def test_nothing_is_made_with_what_must_not_be_in_it() -> None:
    demands = read_demands("no peanuts")
    assert made_with("with peanuts and rice", vocabulary_of(FOODS), demands, dishes=True) == ("white-rice-cooked",)


@pytest.mark.parametrize("question", ["what can I make with leftover rice and eggs", "was koche ich mit Kartoffeln"])
def test_leftovers_become_dishes(app: House, question: str) -> None:
    finding = found(app, question)
    assert ids(finding) and all(match.food.type != "ingredient" for match in finding.found.matches)


def test_few_fit_says_whether_some_are_known_that_are_not_fit() -> None:
    demands = read_demands("vegan soup")
    assert few_fit(demands, 1, known=False, others=False) == "Only one food fits “soup”."
    assert few_fit(demands, 0, known=True, others=True).endswith("is known to be fit for: vegan. The others come near.")


def test_of_the_nearest_unfit_it_is_told_why() -> None:
    pizza = FOODS.by_id["pizza-margherita"]
    assert [*why_unfit(read_demands("gluten free"), [pizza])] == [
        "Pizza Margherita does not meet “gluten-free”: contains gluten."
    ]


def test_gluten_free_pizza_names_the_pizza_and_shows_no_toppings(app: House) -> None:
    assert "mozzarella-cheese" not in ids(found(app, "gluten free pizza"))


@pytest.mark.parametrize(
    "turns",
    [
        ("recommend a stew", "from africa", "with chicken instead of beef"),
        ("Suppe", "mit Linsen", "nicht scharf"),
        ("breakfast ideas", "high protein"),
        ("grilled meat", "lamb"),
        ("lunch from Spain", "something light"),
    ],
)
def test_what_changes_one_demand_keeps_the_others(app: House, turns: tuple[str, ...]) -> None:
    kept = {facet.kind for facet in found(app, turns[0]).demands.wanted}
    assert kept <= {facet.kind for facet in found(app, *turns).demands.wanted}


def test_a_part_that_is_left_out_for_taste_leaves_the_dish(app: House) -> None:
    assert "pad-thai" in ids(found(app, "what's in pad thai?", "can I leave out the fish sauce?"))


def test_a_part_that_somebody_cannot_eat_does_not(app: House) -> None:
    finding = found(app, "pad thai please", "is it ok for my son, he can't have peanuts")
    assert finding.demands.free_of == ("peanuts",) and "pad-thai" not in ids(finding)


def test_a_country_is_no_bird(app: House) -> None:
    finding = found(app, "desserts from Turkey", "without nuts", "and gluten free?")
    assert "turkey-breast-roasted" not in ids(finding) and not finding.subjects


def test_what_is_refused_now_is_not_taken_back(app: House) -> None:
    assert found(app, "nothing with dairy now. Which dessert works?").demands.free_of == ("milk",)
    assert found(app, "a dessert without dairy", "with dairy again").demands.free_of == ()


def test_by_numbers_a_breakfast_is_no_honey_and_stands_in_order(app: House) -> None:
    finding = found(app, "low fat breakfast")
    assert {"honey", "maple-syrup"}.isdisjoint(ids(finding))
    fat = [match.food.nutrition["fat_g"] for match in finding.found.matches]
    assert fat and fat == sorted(fat)


def test_a_party_is_no_other_meal_than_the_dessert_for_it(app: House) -> None:
    finding = found(app, "dairy free dessert for a birthday")
    assert ids(finding) and all("dessert" in match.food.meals for match in finding.found.matches)


def test_no_ingredient_stands_unready_on_the_table(app: House) -> None:
    pantry = pantry_of(app.index.corpus)
    assert pantry.uncooked.isdisjoint(ids(found(app, "high protein dinner")))


def test_a_name_in_katakana_is_no_end_of_another_word() -> None:
    names = vocabulary_of(FOODS).names
    assert all("ghee" not in mention.ids for mention in names.mentions("ピーナッツアレルギーです"))
    assert any("ghee" in mention.ids for mention in names.mentions("ギー"))


WITHIN = {
    "what is carbonara / does it have cream?": "What is told of Spaghetti alla Carbonara names cream",
    "ramen / does it have pork?": "Among the ingredients stored for Ramen: pork bone broth, braised pork.",
    "tiramisu / does it have alcohol?": "Only in some versions of Tiramisu: marsala.",
    "moussaka / does it have potatoes?": "Only in some versions of Moussaka: potatoes.",
    "does guacamole have garlic?": "Only in some versions of Guacamole: garlic.",
    "ricetta carbonara / ci va l'aglio?": "Not among the ingredients stored for Spaghetti alla Carbonara: garlic.",
    "c'est quoi le houmous? / il y a de l'ail dedans?": "Among the ingredients stored for Hummus: garlic.",
    "hummus / ist da Knoblauch drin?": "Among the ingredients stored for Hummus: garlic.",
    "¿el guacamole lleva ajo?": "Only in some versions of Guacamole: garlic.",
    "ramen / içinde sarımsak var mı?": "Among the ingredients stored for Ramen: garlic.",
    "asado / does it have garlic?": "Asado holds garlic in its chimichurri.",
    "does caesar salad have onion?": "Caesar Salad may hold onion in its worcestershire sauce.",
}


@pytest.mark.parametrize(("talk", "said"), WITHIN.items())
def test_who_asks_whether_something_is_in_a_dish_is_told_of_that_dish_alone(app: House, talk: str, said: str) -> None:
    finding = found(app, *talk.split(" / "))
    assert len(finding.found.matches) == 1 and finding.told[0].startswith(said)


OF_A_FOOD = {
    **dict.fromkeys(("does brie contain milk?", "is there milk in brie", "enthält Brie Milch?"), "brie-cheese"),
    **dict.fromkeys(("does parmesan contain milk", "moussaka / does parmesan contain milk?"), "parmesan-cheese"),
    **dict.fromkeys(("does tofu contain soy milk", "moussaka / does tofu contain gluten?"), "tofu-firm"),
    "is there milk in bubble tea": "bubble-tea",
    "does soy milk contain milk": "soy-drink-unsweetened",
}


@pytest.mark.parametrize(("talk", "food"), OF_A_FOOD.items())
def test_who_asks_whether_a_food_holds_milk_is_told_of_that_food_and_not_of_milk(
    app: House, talk: str, food: str
) -> None:
    finding = found(app, *talk.split(" / "))
    assert ids(finding)[0] == food and not any("Not among" in each for each in finding.told)


INSIDE = {
    "is there celery in cumin?": "cumin-seeds",
    "are there nuts in black forest cake?": "black-forest-cake",
    "is there fish in fish sauce?": "fish-sauce",
    "¿hay leche en la mantequilla?": "butter-unsalted",
    "ist Milch in Butter?": "butter-unsalted",
    "il y a du lait dans le beurre ?": "butter-unsalted",
}


@pytest.mark.parametrize(("question", "food"), INSIDE.items())
def test_what_may_be_inside_of_a_food_is_told_of_that_food_alone(app: House, question: str, food: str) -> None:
    assert ids(found(app, question)) == [food]


@pytest.mark.parametrize("allergen", ["milk", "celery", "nuts"])
def test_whatever_food_is_asked_whether_an_allergen_is_in_it(app: House, allergen: str) -> None:
    foods = [food for food in app.index.corpus.foods if food.type == "ingredient" and food.allergens][::6]
    called = {food.aliases[0]: food for food in foods if food.aliases and food.aliases[0].isascii()}
    nearest = {name: found(app, f"is there {allergen} in {name}?").found.matches[0].food for name in called}
    assert len(called) > 30
    assert all(name in (food.name, *food.all_names) for name, food in nearest.items())


@pytest.mark.parametrize("talk", ["a soup / are there any with garlic?", "a soup / do they have garlic?"])
def test_who_asks_it_of_several_dishes_is_shown_several(app: House, talk: str) -> None:
    assert len(found(app, *talk.split(" / ")).found.matches) > 1


def test_an_allergy_told_before_holds_for_the_dish_that_it_is_asked_of(app: House) -> None:
    finding = found(app, "I'm allergic to garlic. What is guacamole?", "does it have onion?")
    assert not finding.found.matches or finding.warnings
