"""Places, ways of cooking, tastes, meals and kinds of food: read where they are wanted, and where they are not."""

from __future__ import annotations

import pytest

from ragfood.assembly import DATA
from ragfood.demands import Demands, read_demands, vocabulary_of
from ragfood.demands.facets import facets_of, plain_facets, values_of
from ragfood.foods import Corpus, Food, load_foods

CORPUS = load_foods(DATA / "foods.json")
VOCABULARY = vocabulary_of(CORPUS)

WANTED = {
    "dishes from Japan": "from Japan",
    "Japanese food": "from Japan",
    "what do people in Ethiopia eat": "from Ethiopia",
    "African stew": "from Africa|stew",
    "West African dishes": "from West Africa",
    "Sub-Saharan food": "from Sub-Saharan Africa",
    "Thai or Vietnamese food": "from Thailand|from Vietnam",
    "Korean street food": "from South Korea|for street food",
    "Latin American desserts": "from Latin America|for dessert",
    "desserts from Scandinavia": "for dessert|from Nordic countries",
    "Mediterranean diet dishes": "from Mediterranean",
    "Middle Eastern breakfast": "from Middle East|for breakfast",
    "dishes from Turkey": "from Turkey",
    "a soup from Georgia": "soup|from Georgia",
    "Cantonese food": "from Canton",
    "Tex-Mex dinner": "from Tex-Mex|for dinner",
    "UK breakfast": "from United Kingdom|for breakfast",
    "comida mexicana": "from Mexico",
    "cuisine française": "from France",
    "italienische Gerichte": "from Italy",
    "泰国菜": "from Thailand",
    "日本の朝食": "from Japan|for breakfast",
    "인도 간식": "from India|for snack",
    "भारतीय नाश्ता": "from India|for breakfast",
    "grilled fish": "grilled",
    "something grilled or baked": "grilled or baked",
    "steamed dishes": "steamed",
    "deep-fried snacks": "deep-fried|for snack",
    "slow-cooked dinner": "simmered|for dinner",
    "smoked and pickled things": "smoked|pickled",
    "fermented drinks": "fermented|drink",
    "spicy Asian food": "spicy|from East and South Asia",
    "something mild": "mild",
    "sweet and sour dishes": "sweet|sour",
    "plato picante": "spicy",
    "quick dinner": "for dinner",
    "brunch ideas": "for brunch",
    "snacks for the office": "for snack",
    "creamy soup": "creamy|soup",
    "a salad for lunch": "salad|for lunch",
    "cold drinks": "chilled|drink",
    "what bread can I have": "bread",
    "party food": "for celebration",
    "What are some spicy Indian breakfast dishes?": "spicy|from India|for breakfast",
    "is there a Japanese dessert": "from Japan|for dessert",
}

UNWANTED = {
    "not spicy": "not spicy",
    "nothing spicy please": "not spicy",
    "non-spicy curry": "not spicy",
    "I don't like spicy food": "not spicy",
    "not too spicy": "not spicy",
    "not hot": "not spicy",
    "no frying": "not fried",
    "without frying": "not fried",
    "nothing fried or baked": "not fried|not baked",
    "what can I cook without an oven?": "without an oven",
    "quick dinner with no cooking": "no cooking",
    "nothing from Italy": "not from Italy",
    "anything but Italian": "not from Italy",
    "not Indian": "not from India",
    "no soup please": "not soup",
    "not a dessert": "not for dessert",
    "not sweet or sour": "not sweet|not sour",
    "不辣的菜": "not spicy",
    "辛くない料理": "not spicy",
    "맵지 않은 음식": "not spicy",
    "no picante": "not spicy",
    "nicht scharf": "not spicy",
    "pas épicé": "not spicy",
    "तीखा नहीं": "not spicy",
    "غير حار": "not spicy",
}

NEITHER = """
Why is sushi from Italy?|Is ramen Japanese or Chinese?|french fries|French onion soup|brussels sprouts|brazil nuts
turkey sandwich|without turkey|sweet potato|sour cream|bitter gourd|swiss chard|hot dogs|Greek yogurt
how is kimchi made?|what goes with bread?|what to eat with soup|is pho spicy?|does it taste sweet?|cooking with kids
why is Thai food hot?|chilli con carne|my oven is broken|how do I stop crying over onions
"""


def labels(text: str) -> tuple[set[str], set[str]]:
    read = read_demands(text, VOCABULARY)
    return {facet.wanted for facet in read.wanted}, {facet.unwanted for facet in read.unwanted}


@pytest.mark.parametrize(("text", "expected"), WANTED.items())
def test_what_is_wanted_is_read(text: str, expected: str) -> None:
    assert labels(text) == (set(expected.split("|")), set())


@pytest.mark.parametrize(("text", "expected"), UNWANTED.items())
def test_what_is_not_wanted_is_read(text: str, expected: str) -> None:
    assert labels(text)[1] == set(expected.split("|"))


@pytest.mark.parametrize("text", NEITHER.strip().replace("\n", "|").split("|"))
def test_facts_names_of_foods_and_set_phrases_want_nothing(text: str) -> None:
    assert labels(text) == (set(), set())


def test_both_in_one_sentence() -> None:
    assert labels("Thai soup, not spicy") == ({"from Thailand", "soup"}, {"not spicy"})
    assert labels("steamed not fried") == ({"steamed"}, {"not fried"})
    assert labels("not Indian but spicy") == ({"spicy"}, {"not from India"})


def unmet(text: str, **known: object) -> str:
    return read_demands(text).unmet_by(Food("x", "X", "Text.", **known))  # type: ignore[arg-type]


def test_what_is_not_known_is_not_taken_for_mild() -> None:
    assert unmet("not spicy", tastes=("sweet",)) == ""
    assert unmet("not spicy", tastes=("spicy", "sweet")) == "spicy"
    assert unmet("not spicy").endswith("not known")
    assert unmet("no frying", methods=("Deep-fried",)) == "fried"
    assert unmet("no frying", tastes=("sweet",)).endswith("not known")


def test_a_food_of_the_region_around_may_be_from_there() -> None:
    assert unmet("nothing from Italy", country="Greece", region="Southern Europe") == ""
    assert unmet("nothing from Italy", region="Southern Europe").endswith("not known")
    assert unmet("nothing from Italy", country="Italy") == "from Italy"
    assert unmet("nothing from Italy").endswith("not known")


def test_a_place_is_every_place_inside_it() -> None:
    africa = plain_facets().called["african"]
    assert all(africa.of(values_of(Food("x", "X", "", country=each))) for each in ("Ghana", "Egypt", "Kenya"))
    assert africa.of(values_of(Food("x", "X", "", cuisine="Ethiopian and Eritrean")))
    assert not africa.of(values_of(Food("x", "X", "", country="Japan")))


def test_every_country_of_the_corpus_can_be_asked_for() -> None:
    for food in CORPUS.foods:
        if food.country:
            read = read_demands(f"dishes from {food.country}", VOCABULARY)
            assert read.wanted and not read.lacking(values_of(food)), food.country


def test_places_that_only_a_corpus_knows_are_read() -> None:
    atlantis = Corpus((Food("a", "Kelp pie", "A pie.", country="Atlantis"),))
    read = read_demands("dishes from Atlantis", vocabulary_of(atlantis))
    assert [facet.wanted for facet in read.wanted] == ["from Atlantis"]
    assert "atlantis" in facets_of(atlantis).called and "atlantis" not in plain_facets().called


def test_of_places_any_is_enough_and_of_tastes_all_are_needed() -> None:
    read = read_demands("sweet and sour, Thai or Chinese")
    thai = Food("x", "X", "", country="Thailand", tastes=("sweet",))
    assert [facet.name for facet in read.lacking(values_of(thai))] == ["sour"]
    assert not Demands().lacking(values_of(thai))


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("meatless stir-fry for two", {"stir-fried"}, set()),
        ("salads where nothing has to be cooked", {"salad"}, {"no cooking"}),
        ("power cut! dinner", {"for dinner"}, {"no cooking"}),
        ("ohne zu kochen, Salat", {"salad"}, {"no cooking"}),
        ("food from Pacific islands such as Samoa or Fiji", {"from Pacific islands"}, set()),
        ("Nordic food from the north of Europe", {"from Nordic countries"}, set()),
        ("we fly to lima", {"from Peru"}, set()),
        ("stuffed leaves from an earth oven", {"stuffed", "from an earth oven"}, set()),
        ("algo calentito", {"warming"}, set()),
        ("a warming soup", {"soup", "cooked"}, set()),
    ],
)
def test_more_wordings_of_places_and_cooking_are_read(text: str, wanted: set[str], unwanted: set[str]) -> None:
    demands = read_demands(text)
    assert {each.wanted for each in demands.wanted} == wanted
    assert {each.unwanted for each in demands.unwanted} == unwanted


@pytest.mark.parametrize(
    ("text", "safety", "unwanted"),
    [
        ("not raw fish", (), "raw fish"),
        ("I don't like raw fish", (), "raw fish"),
        ("kein roher Fisch bitte", (), "raw fish"),
        ("sans poisson cru", (), "raw fish"),
        ("something with fish, but not raw fish", (), "raw fish"),
        ("no raw meat", (), "raw meat"),
        ("no raw fish or milk", ("milk",), "raw fish"),
        ("no raw fish, no fish at all", ("fish",), "raw fish"),
        ("allergy to fish, no raw fish", ("fish",), "raw fish"),
        ("no raw seafood", ("crustaceans", "molluscs"), "raw fish"),
    ],
)
def test_what_is_not_wanted_raw_is_left_out_only_raw(text: str, safety: tuple[str, ...], unwanted: str) -> None:
    demands = read_demands(text)
    assert (demands.free_of, demands.diets) == (safety, ())
    assert [facet.name for facet in demands.unwanted] == [unwanted]


def test_an_allergy_to_raw_fish_is_one_to_fish() -> None:
    assert read_demands("I'm allergic to raw fish").free_of == ("fish",)


def test_without_raw_fish_fish_is_offered_that_is_cooked() -> None:
    offered = {food.id for food in CORPUS.foods if read_demands("no raw fish").met_by(food)}
    assert {"fish-and-chips", "tuna-pasta"} <= offered
    assert offered.isdisjoint({"sashimi", "sushi", "kokoda", "poke", "oysters-raw"})
