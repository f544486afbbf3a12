"""Talks: what was told of people holds till it is taken back, and follow-ups lean on what was said before."""

from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.finding import Finding, find
from ragfood.providers import Message
from ragfood.understanding.lasting import of_people, taken_back


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("talk"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def found(app: House, talk: str) -> Finding:
    """What the last of the questions between slashes finds after those before it were answered."""
    *before, last = talk.split(" / ")
    history: list[Message] = []
    for question in before:
        shown = tuple(ids(find(app.index, question, history, 6)))
        history += [Message("user", question), Message("assistant", "So it is [1].", shown)]
    return find(app.index, last, history, 6)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


def labels(finding: Finding) -> set[str]:
    return {chip.label for chip in finding.understood}


HOLDING = {
    "I'm allergic to peanuts / what is pad thai? / Thai curries / something for dessert": "no peanuts",
    "my son is coeliac / ideas for his birthday cake / and bread? / Italian dinner": "gluten-free",
    "we don't eat pork / German dinner ideas / and something with sausage?": "no pork",
    "soy vegano / postres mexicanos / ¿y sopas?": "vegan",
    "ich vertrage keine Eier / Frühstücksideen / und Nachtisch?": "no eggs",
    "je suis allergique aux arachides / plats thaïlandais / et en dessert ?": "no peanuts",
    "my daughter has a milk allergy / pancakes? / what could she have in the morning instead?": "dairy-free",
    "can't do dairy. / creamy soups / what is ramen? / and for dessert": "dairy-free",
    "I'm vegan / Thai curries / any with fish?": "vegan",
    "non mangio carne / piatti italiani / e per cena?": "vegetarian",
    "no garlic please, it upsets my stomach / pasta dishes / a dip for bread": "no garlic",
    "I'm allergic to nuts / are nuts ok in cakes? / dessert ideas": "no nuts",
}


@pytest.mark.parametrize(("talk", "label"), HOLDING.items())
def test_what_was_told_of_people_holds_pages_later(app: House, talk: str, label: str) -> None:
    finding = found(app, talk)
    assert label in finding.demands.words()
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches)


def test_a_dish_asked_for_by_name_is_shown_with_a_warning(app: House) -> None:
    finding = found(app, "I'm allergic to nuts / Italian soups / what is baklava?")
    assert ids(finding)[0] == "baklava" and "Baklava" in finding.warnings[0]


BY_DEFAULT = {
    "I've been vegan for two years. A good breakfast? / sounds good, now something sweet to finish a meal": "vegan",
    "what can I bake without eggs / thanks! and something savoury now": "no eggs",
    "postres sin huevo / y para desayunar algo rico": "no eggs",
    "乳製品なしのデザート / 朝ごはんは?": "dairy-free",
    "dinner without pork / and something from Germany / lunch ideas for friday": "no pork",
    "which foods are high in protein / only the plant based ones please and at least 20 grams": "≥ 20 g protein",
}


@pytest.mark.parametrize(("talk", "label"), BY_DEFAULT.items())
def test_what_was_demanded_of_foods_holds_as_well_till_something_takes_its_place(
    app: House, talk: str, label: str
) -> None:
    finding = found(app, talk)
    assert label in finding.demands.words() and ids(finding)
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches)


POINTING = {
    "what is khachapuri / and which sauce do they put on grilled meat there?": "tkemali",
    "tell me about feijoada / what else do they eat in that country": "brigadeiro",
    "was ist Moussaka? / enthält es Milch?": "moussaka",
    "¿qué es el hummus? / ¿tiene sésamo?": "hummus",
    "what is pho / how many calories?": "pho",
    "Could you tell me what is spread on manakish before it goes into the oven?": "manakish",
    "She says Easter without potica isn't Easter. What gets rolled up in it?": "potica",
    "what makes egg white so extremely fatty": "egg-white-raw",
    "can't decide between rendang and massaman. which is milder?": "rendang",
    "Sugar in fresh apricots compared with dried ones?": "apricot-raw",
}


@pytest.mark.parametrize(("talk", "food"), POINTING.items())
def test_what_is_spoken_of_comes_first(app: House, talk: str, food: str) -> None:
    assert food in ids(found(app, talk))[:2]


def test_a_drink_beside_a_dish_is_not_the_dish(app: House) -> None:
    finding = found(app, "My son is allergic to milk. What can I cook tonight? / and what can he drink with it")
    assert {match.food.type for match in finding.found.matches[:3]} == {"drink"} and "dairy-free" in labels(finding)


TAKEN_BACK = {
    "I'm allergic to nuts / cakes / actually I'm not allergic to nuts anymore. what is baklava?": "no nuts",
    "I'm vegan / dinner from India / forget the vegan thing, what about with chicken?": "vegan",
    "my wife is vegetarian / Italian dinner / now just for me, something with beef": "vegetarian",
    "vegan stews / are there any with meat?": "vegan",
    "vegan curry / it doesn't have to be vegan": "vegan",
    "we don't eat eggs / cakes / eggs are fine after all, cakes": "no eggs",
    "no dairy for me / soups / no restrictions this time, soups": "dairy-free",
}


@pytest.mark.parametrize(("talk", "label"), TAKEN_BACK.items())
def test_what_is_taken_back_holds_no_longer(app: House, talk: str, label: str) -> None:
    assert label not in labels(found(app, talk))


@pytest.mark.parametrize(
    "text",
    [
        "are eggs ok?",
        "which nuts are ok",
        "it must not be with nuts",
        "that's not vegan!",
        "I can't eat eggs again",
        "no dairy is fine",
        "non deve contenere latte",
        "nuts are not ok",
        "I'm not vegan but my wife is",
        "forget the nuts",
        "Ich esse nicht mehr Fleisch",
        "ein Kuchen, der keine Eier braucht",
        "is it not gluten free?",
    ],
)
def test_what_only_sounds_like_taking_back_takes_nothing_back(text: str) -> None:
    back = taken_back(text)
    assert not back.named and not back.everything and not back.of_others


@pytest.mark.parametrize(
    "text",
    [
        "vegan stews",
        "I'm looking for vegan desserts",
        "do you have vegan cakes?",
        "I need a nut-free snack",
        "is tofu vegan?",
    ],
)
def test_what_a_food_shall_be_is_not_told_of_people(text: str) -> None:
    assert not of_people(text)


LEANING = {
    "desserts under 300 kcal / too much. under 250?": {"< 250 kcal", "for dessert"},
    "snacks with at least 10 g protein / more. 20?": {"≥ 20 g protein", "for snack"},
    "soups under 100 kcal / make it 150": {"< 150 kcal", "soup"},
    "soups under 100 kcal / even less?": {"< 100 kcal", "soup", "calories, low to high"},
    "curries / Japanese?": {"curry", "from Japan"},
    "curries / I meant Thai ones": {"curry", "from Thailand"},
    "curries / nut-free?": {"curry", "no peanuts", "no nuts"},
    "curries / too spicy": {"curry", "not spicy"},
    "postres de España / ¿y sin huevo?": {"for dessert", "from Spain", "no eggs"},
    "Suppen aus Japan / gibt es das auch vegan?": {"soup", "from Japan", "vegan"},
    "desserts from France / et sans gluten ?": {"for dessert", "from France", "gluten-free"},
    "vegan breakfast / lunch?": {"vegan", "for lunch"},
    "vegan breakfast / same for dinner": {"vegan", "for dinner"},
    "does carbonara contain egg? / a pasta dish without any": {"no eggs", "pasta"},
    "is there gluten in naan? / an Indian bread without it": {"gluten-free", "from India", "bread"},
    "vegan dinner / something lighter maybe?": {"vegan", "for dinner", "light"},
    "noodle dishes / my kid can't have egg": {"noodles", "no eggs", "no alcohol"},
    "recommend a curry / hmm I don't do spicy": {"curry", "not spicy"},
    "Mexican food / I should mention I'm coeliac": {"from Mexico", "gluten-free"},
    "salads under 200 kcal / up to 300 is fine too": {"≤ 300 kcal", "salad"},
    "vegan breakfast / Italian dinner": {"vegan", "from Italy", "for dinner"},
    "gluten-free bread / how do I make ramen?": {"gluten-free"},
}


@pytest.mark.parametrize(("talk", "chips"), LEANING.items())
def test_a_follow_up_keeps_what_it_does_not_say_again(app: House, talk: str, chips: set[str]) -> None:
    assert labels(found(app, talk)) == chips


POINTING = {
    "soups from Japan / the one with noodles, how many calories": {"ramen", "udon"},
    "breakfast in Mexico / the egg one - is it gluten free?": {"huevos-rancheros"},
    "quick dinner / the third please": None,
    "desserts / which ones are French?": {"creme-brulee"},
}


@pytest.mark.parametrize(("talk", "foods"), POINTING.items())
def test_a_food_shown_is_pointed_at_by_what_tells_it_apart(app: House, talk: str, foods: set[str] | None) -> None:
    came = ids(found(app, talk))
    assert set(came) == foods if foods else len(came) == 1


def test_a_trait_that_no_food_shown_has_asks_for_others(app: House) -> None:
    assert ids(found(app, "dumplings / which one is from Nepal?"))[0] == "momo"


TURNED = {
    "what's the protein in lentils / tofu?": ["tofu-firm"],
    "does hummus contain sesame / falafel?": ["falafel"],
    "what's the protein in lentils / versus chickpeas": ["lentils-cooked", "chickpeas-cooked"],
    "what is borscht / and how does it differ from goulash": ["borscht", "goulash"],
}


@pytest.mark.parametrize(("talk", "foods"), TURNED.items())
def test_a_bare_name_asks_what_was_asked_before(app: House, talk: str, foods: list[str]) -> None:
    assert ids(found(app, talk))[: len(foods)] == foods


MISSPELT = {
    "diary free soop": {"dairy-free", "soup"},
    "desserts wihtout milk": {"for dessert", "dairy-free"},
    "desert without egss": {"for dessert", "no eggs"},
    "no shelfish please, soups": {"no crustaceans", "no molluscs", "soup"},
    "nut alergy deserts": {"no peanuts", "no nuts", "for dessert"},
    "sesamee free snacks": {"no sesame", "for snack"},
}


@pytest.mark.parametrize(("question", "chips"), MISSPELT.items())
def test_misspelt_demands_hold(app: House, question: str, chips: set[str]) -> None:
    assert labels(found(app, question)) == chips


@pytest.mark.parametrize(
    "question",
    [
        "what's the square root of 144",
        "how do I cook the books?",
        "how do I remove red wine from a carpet",
        "is Turkey in the EU",
        "how do bees fly",
        "wie bekomme ich Rotwein aus dem Teppich",
        "raiz cuadrada de 81",
        "my printer keeps jamming",
    ],
)
def test_what_is_only_worded_like_food_finds_nothing(app: House, question: str) -> None:
    assert not ids(found(app, question))


PREMISES = {
    "bacon is vegan so what plant is it made of?": "bacon-fried",
    "my mate says tofu comes from cows, which part?": "tofu-firm",
    "they say hummus contains pork, how much of it?": "hummus",
    "baklava comes from Norway then why is it so sweet": "baklava",
    "pourquoi le sushi vient d'Italie ?": "sushi",
    "can you confirm gazpacho is a hot meat stew": "gazpacho",
}


@pytest.mark.parametrize(("question", "food"), PREMISES.items())
def test_what_is_only_claimed_is_not_demanded(app: House, question: str, food: str) -> None:
    finding = found(app, question)
    assert ids(finding)[0] == food and not finding.demands


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("eggs are off limits, what can I bake", "no eggs"),
        ("peanuts are dangerous for him, which Thai soups are safe", "no peanuts"),
        ("peanut free is a must so what can he eat", "no peanuts"),
    ],
)
def test_a_danger_told_first_is_no_premise(app: House, question: str, label: str) -> None:
    assert label in labels(found(app, question))


def test_who_is_too_hot_to_cook_speaks_of_no_food(app: House) -> None:
    assert not labels(found(app, "it's too hot to turn on the oven, what can I make"))


def test_who_asks_which_is_better_before_anything_was_shown_is_asked_to_name_them(app: House) -> None:
    for talk in ("which one is healthier?", "a rocket of concrete and petrol / which one is healthier?"):
        assert not ids(found(app, talk)) and "Name the foods to choose between" in found(app, talk).nothing_fits
    assert ids(found(app, "hummus and pesto / which one is healthier?"))


@pytest.mark.parametrize("asked", ["Welches davon hat mehr Eiweiß?", "¿Cuál de los dos tiene más proteína?"])
def test_which_of_them_points_at_those_shown_in_other_languages_too(app: House, asked: str) -> None:
    assert {*ids(found(app, f"hummus vs falafel / {asked}"))} == {"hummus", "falafel"}
