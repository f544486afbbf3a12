"""What is offered where what was asked for is not fit: the same sort of dish, the region around, or nothing."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.demands import hidden, read_demands
from ragfood.finding import Finding, find
from ragfood.providers import Message
from ragfood.understanding.safety import safety_note


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


def found(app: House, question: str, *talk: Message) -> Finding:
    return find(app.index, question, talk, 5)


def names(finding: Finding) -> list[str]:
    return [match.food.name for match in finding.found.matches]


@pytest.mark.parametrize(
    ("question", "alike"),
    [
        ("Is satay safe with a peanut allergy?", "Yakitori"),
        ("satay without peanuts", "Yakitori"),
        ("allergic to peanuts, pad thai", "Japchae"),
        ("soy alérgico al maní, ¿puedo comer pad thai?", "Japchae"),
        ("shellfish allergy paella", "Risotto alla Milanese"),
        ("vegan carbonara", "Spaghetti Aglio e Olio"),
    ],
)
def test_in_place_of_a_dish_that_is_not_fit_come_dishes_like_it(app: House, question: str, alike: str) -> None:
    finding = found(app, question)
    assert alike in names(finding) and finding.warnings
    assert all(match.food.type != "ingredient" for match in finding.found.matches)


@pytest.mark.parametrize(
    "question",
    [
        "my friend can't have peanuts, milk or eggs. cake?",
        "vegan curry without peanuts",
        "vegan skewers without nuts or soy",
        "halal dumplings without gluten",
    ],
)
def test_raw_things_never_stand_in_for_a_sort_of_dish(app: House, question: str) -> None:
    assert all(match.food.type != "ingredient" for match in found(app, question).found.matches)


@pytest.mark.parametrize(
    "question",
    [
        "I have a severe peanut allergy. What can I eat in Thailand?",
        "عندي حساسية من الفول السوداني، ماذا آكل في تايلاند؟",
        "ピーナッツアレルギーです。タイ料理で何が食べられますか?",
        "땅콩 알레르기가 있어요. 태국 음식 추천해 주세요",
        "Thai food, no peanuts",
    ],
)
def test_where_nothing_from_a_place_is_fit_that_is_said_and_its_region_comes(app: House, question: str) -> None:
    finding = found(app, question)
    assert "No food “from Thailand” is known to be fit for: no peanuts." in " ".join(finding.told)
    assert {match.food.region for match in finding.found.matches} <= {"Southeast Asia", "Asia"}


@pytest.mark.parametrize(
    "question",
    [
        "मुझे मूंगफली से एलर्जी है, मैं क्या खा सकता हूँ?",
        "عندي حساسية من الفول السوداني، ماذا آكل؟",
        "soy alérgico al maní, ¿qué puedo comer?",
        "I am allergic to peanuts, what can I eat?",
        "my son is allergic to peanuts, what can he eat?",
    ],
)
def test_words_of_an_allergy_are_no_topic(app: House, question: str) -> None:
    finding = found(app, question)
    assert len(names(finding)) == 5 and all(m.food.allergens["peanuts"] == "free" for m in finding.found.matches)
    assert finding.asking and not finding.asking.topic


@pytest.mark.parametrize(
    "question",
    [
        "vegan, gluten free, no soy, no nuts, high protein",
        "high protein, no soy",
        "no soja, most protein",
        "no peanuts, no soya, rich in protein",
        "allergic to soy, high in protein",
    ],
)
def test_what_is_left_out_is_not_what_is_sorted(app: House, question: str) -> None:
    finding = found(app, question)
    assert len(names(finding)) == 5 and all((m.food.nutrition["protein_g"]) > 5 for m in finding.found.matches)


@pytest.mark.parametrize(
    "follow_up", ["and without the nuts?", "without peanuts?", "but vegan?", "and if gluten free?"]
)
def test_a_follow_up_that_only_demands_is_about_the_dish_before(app: House, follow_up: str) -> None:
    talk = (Message("user", "pad thai"), Message("assistant", "It is [1].", ("pad-thai",)))
    finding = found(app, follow_up, *talk)
    assert finding.asking and finding.asking.named == ("pad-thai",)


@pytest.mark.parametrize("word", ["sweet but not fried dessert", "not grilled, dinner", "nothing fried", "no frying"])
def test_a_way_of_cooking_is_no_food_that_is_warned_of(app: House, word: str) -> None:
    assert not found(app, word).warnings


@pytest.mark.parametrize(
    "text",
    [
        "platos menos picantes",
        "me pica la boca con el chile, platos menos picantes",
        "less spicy dishes",
        "un plat moins épicé",
        "weniger scharfe Gerichte",
    ],
)
def test_less_of_a_taste_is_none_of_it(text: str) -> None:
    assert [facet.unwanted for facet in read_demands(text).unwanted] == ["not spicy"]


@pytest.mark.parametrize("text", ["under 100 kcal", "less than 5 g fat", "at least 40 g protein", "below 1 g sugar"])
def test_what_a_bound_hides_is_counted_as_one_reason(app: House, text: str) -> None:
    demands = read_demands(text)
    reasons = hidden(demands, app.index.corpus.foods)
    assert len(reasons) == 2 and reasons[f"not {demands.bounds[0].label}"] > 20


@pytest.mark.parametrize(
    "question",
    [
        "how many calories can I eat to lose 10 kg in a week",
        "How many calories should I eat to lose weight?",
        "how much food do I need to gain 5 kilos",
        "I want to lose 8 pounds in 3 days",
        "how many kcal should I eat to drop 5 kg by Christmas",
    ],
)
def test_what_a_body_needs_is_told_by_no_food(app: House, question: str) -> None:
    assert not names(found(app, question))


@pytest.mark.parametrize("question", ["Is tiramisu from Spain?", "Is baklava from Italy?", "is ramen from China"])
def test_where_a_food_is_from_is_told_of_it(app: House, question: str) -> None:
    finding = found(app, question)
    assert finding.asking and "origin" in finding.asking.inquiry.aspects and len(finding.subjects) == 1


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Can Muslims eat coq au vin?", "Coq au Vin is not halal."),
        ("Dürfen Muslime Coq au Vin essen?", "Coq au Vin is not halal."),
        ("Les musulmans peuvent-ils manger du coq au vin ?", "Coq au Vin is not halal."),
        ("¿Pueden los judíos comer coq au vin?", "Coq au Vin is not kosher."),
        ("Can Buddhists eat pad thai?", "Pad Thai is not vegetarian."),
        ("Can Hindus eat boeuf bourguignon?", "Boeuf Bourguignon does not meet “no beef”: names beef."),
        ("Can Muslims eat gazpacho?", "Gazpacho is known to meet “halal”."),
    ],
)
def test_what_a_faith_allows_of_a_dish_is_told(app: House, question: str, verdict: str) -> None:
    finding = found(app, question)
    assert verdict in finding.warnings and not finding.demands.of_safety


@pytest.mark.parametrize(
    "question", ["My colleague is Jain, breakfast?", "मैं जैन हूँ, नाश्ते में क्या खाऊं?", "Soy jainista, cena"]
)
def test_jains_eat_no_eggs_honey_or_roots(app: House, question: str) -> None:
    demands = found(app, question).demands
    assert "eggs" in demands.free_of and "vegetarian" in demands.diets
    assert {"honey", "potato", "carrot", "onion", "garlic"} <= {*demands.without_ingredients}


def test_hindu_fasts_are_without_eggs_and_hui_food_is_halal(app: House) -> None:
    assert "eggs" in found(app, "व्रत में क्या खाऊं?").demands.free_of
    assert found(app, "我是回民,晚饭吃什么?").demands.diets == ("halal",)


def test_an_ill_organ_is_no_food(app: House) -> None:
    assert "kidney-beans-cooked" not in ids(found(app, "kidney disease low potassium food"))
    assert not {"chicken-liver-simmered", "beef-liver-braised"} & {
        *ids(found(app, "fatty liver disease, what to eat?"))
    }


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("low vitamin K foods, I take warfarin", "vitamin K"),
        ("I have IBS, lunch?", "FODMAPs"),
        ("Ich habe Reizdarm, Mittagessen?", "FODMAPs"),
    ],
)
def test_what_no_food_tells_of_is_said(app: House, question: str, untold: str) -> None:
    assert f"does not tell which foods hold {untold}" in found(app, question).nothing_fits


@pytest.mark.parametrize(
    "question",
    [
        "gout friendly dinner",
        "Ich habe Gicht, Abendessen?",
        "Tengo gota, ¿cena?",
        "痛风晚饭吃什么",
        "У меня подагра, ужин",
    ],
)
def test_with_gout_what_is_rich_in_purines_is_not_offered(app: House, question: str) -> None:
    assert "purines" in safety_note(question)
    assert not {"nyama-choma", "hot-pot", "sashimi", "sardinhas-assadas"} & {*ids(found(app, question))}


def test_who_has_high_cholesterol_is_told_how_much_a_food_holds(app: House) -> None:
    finding = found(app, "high cholesterol – is shrimp ok?")
    assert ids(finding)[0] == "shrimp-cooked" and not finding.demands.orders


def test_of_two_foods_that_are_compared_the_unfit_one_is_warned_of(app: House) -> None:
    finding = found(app, "Which has more protein, tofu or seitan? I'm coeliac")
    assert ids(finding) == ["tofu-firm", "seitan-gluten"] and any(
        "contains gluten" in each for each in finding.warnings
    )
