"""What is left out beyond the allergens: classes of ingredients, in many tongues, and what no food tells of."""

from __future__ import annotations

import pytest
from indexes import ALL_FOODS

from ragfood.assembly import House
from ragfood.demands.demand import Demands
from ragfood.demands.ingredient_kinds import called, called_unspaced, names_of, untold
from ragfood.demands.phrases import FILLERS, JOINERS, NO_FOOD, things, unspaced_things
from ragfood.demands.reading import read_demands
from ragfood.demands.vocabulary import vocabulary_of
from ragfood.finding import find
from ragfood.foods import ALLERGENS, Food, load_foods
from ragfood.understanding.lasting import taken_back

FOODS = load_foods(ALL_FOODS)

OF_THEIR_KIND = {
    "poultry": ("chicken", "duck", "turkey breast"),
    "citrus": ("lemon juice", "oranges", "lime"),
    "nightshade": ("tomatoes", "potatoes", "aubergine", "red peppers", "green chillies"),
    "legume": ("lentils", "chickpeas", "black beans", "peanuts", "tofu"),
    "corn": ("cornmeal", "maize meal", "masa harina", "hominy", "popcorn maize", "corn tortillas"),
    "caffeine": ("coffee beans", "black tea", "cocoa powder", "dark chocolate", "matcha", "yerba mate"),
    "onion": ("shallots", "scallions", "leek", "spring onions"),
    "sugar": ("honey", "condensed milk", "palm sugar", "molasses"),
    "vegetable": ("tomatoes", "onion", "red pepper", "aubergine", "cabbage", "carrots", "spinach", "leek", "peas"),
    "mushroom": ("shiitake mushrooms", "wood ear mushrooms"),
    "red meat": ("beef mince", "lamb chops", "pork belly", "goat meat", "venison"),
    "mammal meat": ("veal", "gelatine", "lard", "bacon"),
    "processed meat": ("bacon", "chorizo"),
    "latex fruit": ("banana", "avocado", "kiwifruit", "papaya"),
    "stone fruit": ("peach", "sour cherries", "apricots", "plums"),
    "allium": ("garlic powder", "chives", "red onion"),
    "seaweed": ("nori", "wakame", "dashi"),
    "msg": ("soy sauce", "oyster sauce"),
    "grain": ("rice", "wheat flour", "oats", "quinoa", "macaroni"),
}


def fit(demands: Demands) -> list[Food]:
    return [food for food in FOODS.foods if demands.met_by(food)]


@pytest.mark.parametrize("kind", OF_THEIR_KIND)
def test_who_leaves_a_kind_out_is_offered_nothing_of_it(kind: str) -> None:
    demands = read_demands(f"a dinner without {kind}, please")
    offered = fit(demands)
    assert offered
    for ingredient in OF_THEIR_KIND[kind]:
        assert not [food.id for food in offered if ingredient in food.ingredients]
        assert any(ingredient in food.ingredients for food in FOODS.foods), f"{ingredient} is in no food: a vain test"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("ein Abendessen ohne Pilze", "mushroom"),
        ("kein Mais bitte", "maize"),
        ("bei Maisallergie?", "maize"),
        ("cena sin aves de corral", "poultry"),
        ("un dîner sans champignons", "mushroom"),
        ("una cena senza pomodori", "tomato"),
        ("jantar sem batata inglesa", "potato"),
        ("eten zonder champignons", "mushroom"),
        ("obiad bez grzybów", "mushroom"),
        ("ужин без грибов", "mushroom"),
        ("mantarsız yemek", "mushroom"),
        ("नारियल के बिना मिठाई", "coconut"),
        ("عشاء بدون بصل", "onion"),
        ("没有蘑菇的晚餐", "mushroom"),
        ("トマト抜きのパスタ", "tomato"),
        ("토마토 없는 요리", "tomato"),
        ("citrus allergy, dessert", "citrus"),
        ("meine Tochter isst kein Gemüse", "vegetable"),
        ("mis hijos no comen verdura", "vegetable"),
        ("mes enfants n'aiment pas les légumes", "vegetable"),
        ("jantar sem legumes", "vegetable"),
        ("my son won't eat veg", "vegetable"),
        ("野菜なしの夕食", "vegetable"),
        ("no legumes please", "legume"),
        ("un dîner sans légumes secs", "legume"),
        ("una cena senza legumi", "legume"),
        ("allergic to nightshades", "nightshade"),
        ("decaf drinks", "caffeine"),
        ("strawberries give me hives", "strawberry"),
        ("dinner ideas? mushrooms, never", "mushroom"),
    ],
)
def test_kinds_are_left_out_in_many_tongues_and_wordings(question: str, kind: str) -> None:
    assert kind in read_demands(question).without_ingredients


def test_no_red_meat_leaves_white_meat_and_fish_be() -> None:
    demands = read_demands("no red meat for dinner")
    assert demands.diets == ()
    assert any("chicken" in food.ingredients for food in fit(demands))


@pytest.mark.parametrize(
    "question", ["dinner without histamine", "low FODMAP lunch", "low purine food", "histaminarmes Abendessen",
                 "低嘌呤的食物", "fructose intolerance dessert", "no preservatives"]
)  # fmt: skip
def test_what_no_food_tells_of_is_known_to_be_absent_from_none(question: str) -> None:
    demands = read_demands(question)
    assert set(demands.without_ingredients) & untold()
    assert fit(demands) == []
    assert demands.unmet_by(FOODS.foods[0]).endswith("not known")


@pytest.mark.parametrize("question", ["foods high in purines", "what is fructose?", "how much sugar is in a date?"])
def test_who_asks_after_a_thing_leaves_nothing_out(question: str) -> None:
    assert not read_demands(question)


def test_an_allergy_to_what_is_an_allergen_is_one_to_the_allergen() -> None:
    assert read_demands("I am allergic to cheese").free_of == ("milk",)
    assert "soybeans" in read_demands("ich bin allergisch auf Sojasauce").free_of


def test_an_allergy_told_in_passing_keeps_to_the_allergens_that_are_named() -> None:
    text = "Oyster mushrooms are shellfish, so I keep them off my allergic guest's plate"
    assert read_demands(text).without_ingredients == ()


def test_the_oil_of_vegetables_is_none() -> None:
    offered = fit(read_demands("dinner without vegetables", vocabulary_of(FOODS)))
    assert any("vegetable oil" in food.ingredients for food in offered)


@pytest.mark.parametrize(
    "question", ["low carb, non-starchy vegetables", "not overcooked vegetables", "non veg dishes"]
)
def test_vegetables_of_a_kind_that_are_not_wanted_leave_vegetables_be(question: str) -> None:
    assert not read_demands(question).of_safety


def test_no_word_means_an_allergen_or_a_word_of_grammar_besides() -> None:
    grammar = {*FILLERS.split(), *JOINERS.split(), *NO_FOOD.split()}
    assert grammar.isdisjoint(called())
    assert not set(ALLERGENS).intersection(called().values())
    assert all(things().get(word, (kind,)) == (kind,) for word, kind in called().items())
    assert all(unspaced_things()[word] == (kind,) for word, kind in called_unspaced().items())


def test_kinds_of_kinds_are_counted_and_circles_end() -> None:
    assert {"chilli", "chili", "jalapeno"} <= set(names_of("nightshade"))
    assert "chicken stock" in names_of("poultry")
    assert names_of("nothing of a kind") == ("nothing of a kind",)


def test_a_kind_that_was_left_out_can_be_taken_back() -> None:
    assert taken_back("actually I'm not allergic to kiwi").named.without_ingredients == ("kiwi",)


def test_that_nothing_is_told_of_a_thing_is_said_instead_of_foods(app: House) -> None:
    finding = find(app.index, "a low histamine dinner", (), 5)
    assert not finding.found.matches
    assert "does not tell which foods hold histamine" in finding.nothing_fits


@pytest.mark.parametrize(
    "question", ["a cure without surgery", "dinner without washing up", "no weight gain, no stress"]
)
def test_what_no_food_holds_is_not_left_out_of_foods(question: str) -> None:
    assert not read_demands(question, vocabulary_of(FOODS)).strict


@pytest.mark.parametrize("thing", ["kiwi", "asafoetida", "palm sugar", "histamine", "kangaroo"])
def test_an_allergy_leaves_out_whatever_it_names(thing: str) -> None:
    assert read_demands(f"I'm allergic to {thing}", vocabulary_of(FOODS)).without_ingredients == (thing,)


@pytest.mark.parametrize(
    ("question", "diets", "things"),
    [
        ("paleo breakfast", (), ("grain", "legume", "sugar")),
        ("a whole30 dinner", (), ("grain", "legume", "sugar", "alcohol")),
        ("veg snacks", ("vegetarian",), ()),
        ("वेज नाश्ता", ("vegetarian",), ()),
        ("non veg starters", (), ()),
        ("नॉन वेज खाना", (), ()),
        ("meat and two veg", (), ()),
    ],
)
def test_ways_of_eating_by_their_names(question: str, diets: tuple[str, ...], things: tuple[str, ...]) -> None:
    demands = read_demands(question)
    assert (demands.diets, demands.without_ingredients) == (diets, things)
