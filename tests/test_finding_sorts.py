"""Which sort of food is meant: meals rather than turnips, the sort that is named, dishes before ingredients."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragfood.assembly import House
from ragfood.demands.lightness import is_light
from ragfood.finding import Finding, find
from ragfood.finding.pantry import pantry_of


def found(app: House, question: str, most: int = 8) -> Finding:
    return find(app.index, question, (), most)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


@pytest.mark.parametrize("question", ["gluten free pasta", "pasta senza glutine", "gluten-free dumplings"])
def test_where_no_food_of_a_sort_fits_the_nearest_of_that_sort_are_told(app: House, question: str) -> None:
    finding = found(app, question)
    assert not finding.found.matches and "contains gluten" in finding.nothing_fits


def test_what_is_only_not_known_is_named_before_what_is_known_to_be_wrong(app: House) -> None:
    said = found(app, "I'm coeliac, which noodles can I eat?").nothing_fits
    assert said.partition("\n- ")[2].startswith("**Rice noodles, cooked**: gluten not known\n")


def test_the_nearest_pastas_are_named(app: House) -> None:
    assert "Pasta al Pomodoro" in found(app, "gluten free pasta").nothing_fits


@pytest.mark.parametrize("question", ["low carb asian dinner", "high protein lunch", "cena con pocas calorías"])
def test_for_a_main_meal_no_bare_vegetables_and_nothing_beside_it_is_ranked(app: House, question: str) -> None:
    pantry_groups = {"pak-choi-raw", "napa-cabbage-raw", "celery-raw", "cucumber-raw", "yellow-mustard-prepared"}
    finding = found(app, question)
    assert ids(finding) and pantry_groups.isdisjoint(ids(finding))
    assert not {match.food.type for match in finding.found.matches} & {"bread", "condiment", "drink"}


def test_low_carb_vegetables_stay_vegetables(app: House) -> None:
    assert "celery-raw" in ids(found(app, "low carb vegetables"))


def test_dishes_from_further_around_come_before_bare_ingredients(app: House) -> None:
    types = [match.food.type for match in found(app, "글루텐 없는 한국 음식").found.matches]
    assert "ingredient" not in types[:3]


def test_what_is_mainly_made_of_a_group_comes_first(app: House) -> None:
    assert {"sauerkraut", "kimchi"} <= {*ids(found(app, "fermented vegetables"))[:4]}


@pytest.mark.parametrize("question", ["anything Turkish to eat or drink", "qualcosa da mangiare o bere dalla Turchia"])
def test_to_eat_or_drink_asks_for_no_drink_alone(app: House, question: str) -> None:
    finding = found(app, question)
    assert any(match.food.type not in ("drink", "ingredient") for match in finding.found.matches[:4])


def test_a_mended_refusal_refuses_what_is_misspelt_as_well(app: House) -> None:
    finding = found(app, "mexcan food withut chese")
    assert finding.demands.without_ingredients == ("cheese",) and "quesadilla" not in ids(finding)


def test_asian_food_is_from_east_and_south_asia(app: House) -> None:
    regions = {match.food.region for match in found(app, "soya allergy, any asian food left").found.matches}
    assert regions and "Middle East" not in regions


@pytest.mark.parametrize("question", ["postre sin azúcar", "no sugar dessert", "diabetic friendly dessert"])
def test_for_dessert_no_flour_butter_or_egg_white_is_offered(app: House, question: str) -> None:
    offered = [match.food for match in find(app.index, question, (), 5).found.matches]
    fruit = pantry_of(app.index.corpus).groups.any_of(("fruit", "berry", "tropical fruit"))
    assert offered and all(food.type != "ingredient" or food.id in fruit for food in offered)


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("which is less salty, feta or mozzarella?", {"feta-cheese", "mozzarella-cheese"}),
        ("which is less sweet, baklava or kunafa?", {"baklava", "kunafa"}),
    ],
)
def test_what_sides_are_set_against_each_other_by_leaves_neither_out(app: House, question: str, both: set[str]) -> None:
    assert both == {*ids(found(app, question))[:2]}


def test_why_a_food_is_bad_for_somebody_is_asked_of_that_food(app: House) -> None:
    assert ids(found(app, "Why is buckwheat bad for coeliacs, since it's a kind of wheat?"))[0] == "buckwheat-cooked"


def test_what_is_in_a_dish_is_asked_in_french(app: House) -> None:
    assert ids(found(app, "Y a-t-il du porc dans la choucroute ?"))[0] == "sauerkraut"


def test_something_sweet_from_a_place_is_a_sweet_even_where_none_from_there_is_fit(app: House) -> None:
    sweets = pantry_of(app.index.corpus).sweets
    shown = ids(found(app, "something sweet from the Middle East, no nuts"))
    assert shown and sweets.issuperset(shown)
    assert ids(found(app, "something sweet from Japan"))[:2] == ["dorayaki", "daifuku"]


def test_where_somebody_was_need_not_be_where_a_dish_is_from(app: House) -> None:
    asked = "what do drunk people get at 2am in berlin, meat shaved from a big spinning cone"
    assert ids(found(app, asked))[0] == "doner-kebab"
    assert "doner-kebab" not in ids(found(app, "what do people eat in berlin"))[:3]


@pytest.mark.parametrize(
    ("question", "dish"),
    [
        ("can I make naan without a tandoor", "naan"),
        ("kann man Lasagne ohne Ofen machen", "lasagne-alla-bolognese"),
        ("can you make cheesecake without baking it", "cheesecake"),
    ],
)
def test_a_dish_to_be_made_without_its_oven_is_that_dish(app: House, question: str, dish: str) -> None:
    assert ids(found(app, question))[0] == dish


def test_what_is_to_be_made_without_an_oven_and_not_named_is_none_from_it(app: House) -> None:
    shown = found(app, "desserts I can make without an oven").found.matches
    assert shown and all({"baked", "roasted"}.isdisjoint(match.food.methods) for match in shown)


@pytest.mark.parametrize(
    ("question", "dish"),
    [
        ("chickpea dip", "hummus"),
        ("biscuits", "chocolate-chip-cookies"),
        ("its freezing out and I want a big bowl of something that warms you", "lentil-soup"),
        ("Kekse", "chocolate-chip-cookies"),
    ],
)
def test_sorts_have_many_names(app: House, question: str, dish: str) -> None:
    assert dish in ids(found(app, question, 5))


HEAVY = {"french-fries", "fish-and-chips", "tempura", "cheese-fondue", "churros", "lager-beer", "moussaka"}
LIGHT = (
    "something light for tonight", "algo ligero", "qualcosa di leggero per stasera", "un plat léger", "light dinner",
    "etwas leichtes zum abendessen", "algo leve para o jantar", "iets lichts voor vanavond", "not too heavy dinner",
)  # fmt: skip


@pytest.mark.parametrize("question", LIGHT)
def test_what_is_light_is_neither_fried_nor_rich(app: House, question: str) -> None:
    foods = [match.food for match in found(app, question, 5).found.matches]
    assert len(foods) == 5 and not any({"deep-fried", "fried", "stewed"} & {*each.methods} for each in foods)
    assert HEAVY.isdisjoint(each.id for each in foods)


@pytest.mark.parametrize("method", ["fried", "deep-fried", "Stir fried", "braised"])
def test_what_is_light_is_so_no_more_when_it_is_fried(app: House, method: str) -> None:
    light = next(food for food in app.index.corpus.foods if food.type == "salad" and is_light(food))
    assert not is_light(replace(light, methods=(*light.methods, method)))


def test_a_light_dessert_is_fruit_and_no_cake(app: House) -> None:
    foods = [match.food for match in found(app, "light dessert", 5).found.matches]
    assert foods and all(each.type == "ingredient" or not {"baked", "deep-fried"} & {*each.methods} for each in foods)


@pytest.mark.parametrize("question", ["light soy sauce", "a light beer", "is turkey light meat"])
def test_light_says_nothing_of_a_meal_in_what_is_called_so(app: House, question: str) -> None:
    assert all(each.name != "light" for each in found(app, question).demands.wanted)


COLD = ("a hot soup", "soup for a cold day", "hot lunch for a cold day", "a hot drink", "warming soup", "zuppa calda")


@pytest.mark.parametrize("question", COLD)
def test_what_shall_be_hot_is_not_served_cold(app: House, question: str) -> None:
    finding = found(app, question)
    assert len(ids(finding)) > 4 and {"hot-dog", "hot-pot", "kvass", "lager-beer"}.isdisjoint(ids(finding)[:5])
    assert not any({"chilled", "frozen"} & {*match.food.methods} for match in finding.found.matches)


def test_cold_soup_and_hot_dog_are_what_they_are(app: House) -> None:
    assert "gazpacho" in ids(found(app, "a cold soup")) and ids(found(app, "hot dog"))[0] == "hot-dog"
    assert {each.name for each in found(app, "a hot curry").demands.wanted} == {"spicy", "curry"}


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("something sweet but not too sweet", {"sweet", "not too sweet"}),
        ("spicy but not too spicy", {"spicy", "not too spicy"}),
        ("a cake, not too sweet", {"cake", "not too sweet"}),
        ("nicht zu süßer Kuchen", {"cake", "not too sweet"}),
    ],
)
def test_not_too_much_of_what_is_wanted_is_no_ban(app: House, question: str, wanted: set[str]) -> None:
    demands = found(app, question).demands
    assert {each.name for each in demands.wanted} == wanted and not demands.unwanted


@pytest.mark.parametrize("question", ["a curry, not too spicy", "something not sweet", "too sweet, a soup please"])
def test_what_is_refused_and_not_wanted_besides_is_left_out(app: House, question: str) -> None:
    assert found(app, question).demands.unwanted
