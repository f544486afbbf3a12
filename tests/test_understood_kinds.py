"""Kinds of questions in many phrasings: descriptions, premises, wishes for nutrients, follow-ups, other subjects."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.demands.describing import describes
from ragfood.finding import Finding, find
from ragfood.providers import Message


def found(app: House, *talk: str) -> Finding:
    """What the last of `talk` finds after the questions before it were answered, the first food cited."""
    history: list[Message] = []
    for question in talk[:-1]:
        shown = tuple(ids(find(app.index, question, history, 6)))
        history += [Message("user", question), Message("assistant", "So it is [1].", shown)]
    return find(app.index, talk[-1], history, 6)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


DESCRIBED = {
    "eggs poached in a spicy tomato sauce": "shakshuka",
    "pot of melted cheese you dip bread into": "cheese-fondue",
    "what is the dish where eggs are poached in tomato sauce": "shakshuka",
    "chickpeas mashed with sesame paste and lemon": "hummus",
    "raw fish cooked by lime juice from Peru": "ceviche",
    "coffee soaked sponge biscuits layered with mascarpone": "tiramisu",
    "thin egg pastry layered with nuts soaked in syrup": "baklava",
    "a leafy bowl where yesterday's flatbread comes back as crunchy bits, lots of sourness": "fattoush",
}


@pytest.mark.parametrize(("question", "dish"), DESCRIBED.items())
def test_one_dish_that_is_described_is_found_whatever_facets_its_parts_have(
    app: House, question: str, dish: str
) -> None:
    assert dish in ids(found(app, question))[:5]


@pytest.mark.parametrize(
    "question",
    [
        "spicy soups with eggs from Thailand",
        "vegan stew",
        "what can I cook with eggs and cheese tonight",
        "postres sin frutos secos",
        "the cheapest dinners that I could cook with lentils, rice and onions",
    ],
)
def test_who_asks_for_a_sort_describes_nothing(question: str) -> None:
    assert not describes(question)


PREMISES = {
    "since sushi comes from Italy, what pasta does it use?": "sushi",
    "As butter is fat free, how much of it can I eat?": "butter-unsalted",
    "because tofu is made of meat is it ok for vegetarians": "tofu-firm",
    "as honey is sugar-free can I have lots": "honey",
    "because paella is a Thai soup, what herbs go in it?": "paella-valenciana",
    "If tofu comes from cows, is it dairy?": "tofu-firm",
    "Seeing as olive oil has no calories, can I drink it?": "olive-oil",
    "As everybody knows baklava is from Sweden; which nuts are inside?": "baklava",
    "How spicy is Japanese goulash?": "goulash",
    "why is kimchi an Italian dessert?": "kimchi",
}


@pytest.mark.parametrize(("question", "food"), PREMISES.items())
def test_what_is_claimed_of_a_food_is_not_demanded_of_others(app: House, question: str, food: str) -> None:
    finding = found(app, question)
    assert ids(finding)[0] == food and not finding.demands


def test_who_speaks_of_themselves_claims_nothing(app: House) -> None:
    assert found(app, "As I am allergic to peanuts, what Thai food can I eat?").demands.free_of == ("peanuts",)
    assert found(app, "Since fish is expensive, what dinner can I make without it?").demands.wanted


ORDERS = {
    "best vegetables for vitamin C": "vitamin C, high to low",
    "foods good for vitamin D": "vitamin D, high to low",
    "I need more magnesium, what should I eat?": "magnesium, high to low",
    "I'm low on iron, what should I eat?": "iron, high to low",
    "I'm anaemic, which foods help?": "iron, high to low",
    "leanest meat": "fat, low to high",
    "fattiest fish": "fat, high to low",
    "keto friendly vegetables": "carbohydrates, low to high",
    "蛋白质最高的食物": "protein, high to low",
    "维生素C最多的水果": "vitamin C, high to low",
    "ビタミンCが多い果物": "vitamin C, high to low",
    "鉄分の多い野菜": "iron, high to low",
    "단백질이 많은 음식": "protein, high to low",
    "प्रोटीन वाला खाना": "protein, high to low",
    "fruits pauvres en sucre": "sugar, low to high",
    "what should I eat to get more fibre?": "fibre, high to low",
}


@pytest.mark.parametrize(("question", "order"), ORDERS.items())
def test_wishes_for_nutrients_are_orders(app: House, question: str, order: str) -> None:
    finding = found(app, question)
    assert [each.label for each in finding.demands.orders] == [order] and ids(finding)


def test_groups_hold_what_people_count_among_them(app: House) -> None:
    assert {"guava-raw", "blackcurrants-raw"} <= {*ids(found(app, "fruit with most vitamin C"))}
    assert not any("canned" in each for each in ids(found(app, "oil with the least saturated fat")))
    assert not any("cumin" in each for each in ids(found(app, "iron-rich vegan food")))


FOLLOW_UPS = [
    (("tell me about pho", "and ramen?"), "ramen"),
    (("fruit with most vitamin C", "and vegetables?"), "red-chilli-raw"),
    (("fruit with most vitamin C", "and fibre?"), "passion-fruit-raw"),
    (("what is in hummus?", "how many calories does that have?"), "hummus"),
    (("Italian desserts", "and in France?"), "creme-brulee"),
    (("vegan breakfast", "the second one: what's in it?"), "idli"),
    (("soups from Japan", "what about dessert?"), "dorayaki"),
]


@pytest.mark.parametrize(("talk", "first"), FOLLOW_UPS)
def test_follow_ups_are_asked_of_what_was_spoken_of(app: House, talk: tuple[str, ...], first: str) -> None:
    assert ids(found(app, *talk))[0] == first


def test_follow_ups_keep_and_change_what_was_demanded(app: House) -> None:
    assert {"from Ethiopia", "gluten-free"} <= {
        chip.label for chip in found(app, "stews from Ethiopia", "make it gluten free").understood
    }
    assert {"from India", "not spicy"} <= {
        chip.label for chip in found(app, "spicy food from India", "less spicy please").understood
    }
    assert "no nuts" in {
        chip.label for chip in found(app, "desserts from Turkey", "I'm allergic to pistachios").understood
    }
    least = found(app, "fruit with most vitamin C", "which of those has the least sugar?").comparison
    assert least and [row.amounts[0] for row in least.rows] == sorted(row.amounts[0] or 0 for row in least.rows)
    assert "ceviche" not in ids(found(app, "What is ceviche?", "something similar without fish"))


ELSEWHERE = """
traffic jam in Berlin|the movie Ratatouille plot|who is Meat Loaf|best pie chart library|red hot chili peppers tour
black eyed peas songs|cookie policy of this website|rice university admissions|how to delete browser cookies
apple stock price|traffic in Paris|iron man movie cast|who sang American Pie|chicken pox symptoms|how to clean an oven
oil painting techniques|fish as pets|corn maze near me|spill the beans idiom
日本の首都はどこ|今天天气怎么样|turkey earthquake
"""


@pytest.mark.parametrize("question", ELSEWHERE.strip().replace("\n", "|").split("|"))
def test_other_things_called_like_foods_find_no_food(app: House, question: str) -> None:
    assert not ids(found(app, question))


@pytest.mark.parametrize("question", ["snacks for a movie night", "food for a football party", "soup for cold weather"])
def test_food_for_other_things_is_food(app: House, question: str) -> None:
    assert ids(found(app, question))


REGIONS = {
    "Nordic specialities from the north of Europe": "Nordic countries",
    "platos típicos del norte de Europa": "Northern Europe",
    "que manger en Corée ?": "South Korea",
    "Gerichte aus Griechenland": "Greece",
    "भारत का खाना": "India",
    "اكلات من المغرب": "Morocco",
    "东欧菜": "Eastern Europe",
    "北欧の料理": "Northern Europe",
    "Levantine dishes": "Levant",
    "comida de los Balcanes": "Balkans",
}


@pytest.mark.parametrize(("question", "place"), REGIONS.items())
def test_regions_are_known_in_many_languages(app: House, question: str, place: str) -> None:
    finding = found(app, question)
    assert place in {facet.name for facet in finding.demands.wanted} and ids(finding)


SORTS = {"vegetarian curry from India": "curry", "noodles from China": "noodles", "dumplings from Asia": "dumplings",
         "dishes with raw fish": "raw fish", "pasta without cheese": "pasta", "sandwiches": "sandwich"}  # fmt: skip


@pytest.mark.parametrize(("question", "sort"), SORTS.items())
def test_sorts_of_dishes_are_facets(app: House, question: str, sort: str) -> None:
    assert sort in {facet.name for facet in found(app, question).demands.wanted}
