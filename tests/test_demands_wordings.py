"""Wordings that nobody listed: reactions told as they are felt, faiths, turns of phrase, places and ways of cooking."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.demands import read_demands
from ragfood.finding import Finding, find

FREE_OF = {
    "peanuts": "epipen because of peanuts|peanuts = death for him|peanut allergy! thai?|fıstığa alerjim var|ребёнку нельзя арахис|吃不了花生|mein Kind reagiert auf Erdnuss",
    "nuts": "my throat itches when I eat walnuts, cake?|her nursery bans nuts|one of us can't have nuts|bez orzechow|notenallergie|mam alergię na orzechy|без орехов",
    "milk": "df dessert|lactose makes me run to the loo|milk and I are not friends|lactose is a problem for me|laktozsuz kahvaltı|непереносимость лактозы|me hace daño la leche|calcium sources that aren't dairy",
    "gluten": "gf dessert please|I was told to cut gluten|the doctor took me off wheat|per celiaci|glutensiz tatlı|безглютеновый завтрак|mi novio no puede con el gluten|meu filho não tolera glúten",
    "eggs": "allergy alert: egg|allergic kid (eggs): breakfast|eggs is what she is allergic to|niente uova per favore|bei Eiern schwillt mir der Hals zu|el huevo me sienta fatal|yumurta yiyemiyorum|eggless cake|eggs make my daughter throw up",
    "crustaceans": "prawns make my lips tingle|shellfish sends me to A&E|los mariscos me dan urticaria|i crostacei mi fanno male|吃虾会起疹子|えびを食べるとじんましんが出る",
    "celery": "celery brings me out in a rash|von Sellerie kriege ich Ausschlag",
    "sesame": "allergy to nuts and sesame: dessert ideas?|allergic to sesame, so: snacks|sesame is my enemy|Sesam geht gar nicht|السمسم يسبب لي حساسية",
}


@pytest.mark.parametrize(
    ("allergen", "text"), [(name, each) for name, row in FREE_OF.items() for each in row.split("|")]
)
def test_what_makes_somebody_ill_is_left_out_however_it_is_told(allergen: str, text: str) -> None:
    assert allergen in read_demands(text).free_of


@pytest.mark.parametrize(
    "text",
    [
        "hazelnuts don't give me hives", "he ate prawns and has a rash, help", "no allergies here, egg dishes please", "nobody is allergic, prawns are fine", "my gf wants dessert",
        "my lips are swelling after eating cashews",
    ],
)  # fmt: skip
def test_what_makes_nobody_ill_or_is_an_emergency_leaves_nothing_out(text: str) -> None:
    assert not read_demands(text).free_of


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my husband is muslim, dinner ideas", "halal"),
        ("cooking for jewish friends", "kosher"),
        ("my hindu neighbours are coming", "no beef"),
        ("my mother in law is a Jain", "vegetarian"),
        ("I eat fish but no meat", "pescatarian"),
        ("I don't eat anything with a face", "vegetarian"),
        ("nothing that had parents", "vegetarian"),
        ("only eat plants", "vegan"),
        ("nichts Tierisches", "vegan"),
        ("party drinks but nobody touches alcohol", "no alcohol"),
        ("we don't drink, what could we serve?", "no alcohol"),
        ("mocktails please", "no alcohol"),
        ("drinks for the kids", "no alcohol"),
        ("none of my guests eats pork", "no pork"),
    ],
)
def test_how_people_live_says_what_they_eat(text: str, kept: str) -> None:
    assert kept in read_demands(text).words()


@pytest.mark.parametrize(
    "text", ["Muslim food of Cape Malay", "kimchi... vegan or nah", "I drink beer", "Jewish rye bread"]
)
def test_what_is_said_of_dishes_demands_nothing_of_people(text: str) -> None:
    assert not read_demands(text).of_safety


WANTED = {
    "I bought a bamboo steamer": "steamed", "what can I do with a wok": "stir-fried", "sweets soaked in syrup": "soaked in syrup",
    "frozen or chilled": "frozen or chilled", "gedämpfte Speisen": "steamed", "comida a la brasa": "grilled", "蒸し料理": "steamed",
    "أكلات مشوية": "grilled", "off to Lisbon": "from Portugal", "something Sichuanese": "from Sichuan", "что едят в Грузии": "from Georgia",
    "South Indian breakfast": "from South India", "Japon yemekleri": "from Japan", "for my birthday": "for celebration", "на завтрак": "for breakfast",
    "un goûter": "for snack", "kahvaltı": "for breakfast", "a sobremesa": "for dessert",
}  # fmt: skip


@pytest.mark.parametrize(("text", "label"), WANTED.items())
def test_places_meals_and_ways_of_cooking_have_many_names(text: str, label: str) -> None:
    assert label in {facet.wanted for facet in read_demands(text).wanted}


ORDERS = {
    "my iron is low": "iron, high to low", "cut down on saturated fat": "saturated fat, low to high", "barely any carbs": "carbohydrates, low to high",
    "calcium without milk products": "calcium, high to low", "много белка": "protein, high to low", "rico em proteína": "protein, high to low",
    "good for strong bones": "calcium, high to low", "düşük kalorili": "calories, low to high",
}  # fmt: skip


@pytest.mark.parametrize(("text", "label"), ORDERS.items())
def test_who_wants_much_or_little_of_a_nutrient_says_so_in_many_ways(text: str, label: str) -> None:
    assert label in {order.label for order in read_demands(text).orders}


def test_how_many_foods_are_wanted_is_no_amount_in_them() -> None:
    demands = read_demands("top 5 iron foods")
    assert not demands.bounds and [order.label for order in demands.orders] == ["iron, high to low"]


@pytest.mark.parametrize("text", ["under two hundred calories", "under 200 calories"])
def test_numbers_may_be_words(text: str) -> None:
    assert [bound.most for bound in read_demands(text).bounds] == [200]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("wordings"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def found(app: House, question: str) -> Finding:
    return find(app.index, question, (), 5)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


@pytest.mark.parametrize(
    ("question", "dish"), [("moqueca with a milk allergy: ok?", "moqueca"), ("ramen halal?", "ramen")]
)
def test_a_dish_of_which_it_is_asked_whether_it_is_fit_is_shown_with_a_word_on_that(
    app: House, question: str, dish: str
) -> None:
    finding = found(app, question)
    assert ids(finding)[0] == dish and finding.warnings
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches[1:])


@pytest.mark.parametrize(
    "question", ["is it safe to eat satay with a peanut allergy", "can I have pad thai if peanuts kill me"]
)
def test_what_surely_holds_an_allergen_is_only_warned_of(app: House, question: str) -> None:
    finding = found(app, question)
    assert finding.warnings and all(finding.demands.met_by(match.food) for match in finding.found.matches)


@pytest.mark.parametrize(
    "question", ["my son is coeliac, what can he have for his birthday?", "vegan breakfast without soy"]
)
def test_for_meals_dishes_come_before_what_goes_into_them(app: House, question: str) -> None:
    assert {match.food.type for match in found(app, question).found.matches}.isdisjoint({"ingredient", "condiment"})


@pytest.mark.parametrize(
    "question",
    ["what time is it in Tokyo", "what should I see in Rome", "how big is Brazil", "places to visit in Marrakech"],
)
def test_a_place_alone_is_no_question_about_food(app: House, question: str) -> None:
    assert not ids(found(app, question))


@pytest.mark.parametrize(
    ("question", "country"),
    [("which Portuguese things shouldn't I miss?", "Portugal"), ("Was isst man so in der Schweiz?", "Switzerland")],
)
def test_who_asks_what_not_to_miss_somewhere_asks_for_its_food(app: House, question: str, country: str) -> None:
    assert found(app, question).found.matches[0].food.country == country
