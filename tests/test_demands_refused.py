"""What is refused in grammar that nobody listed, and what only looks refused."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest

from ragfood.demands import read_demands

REFUSED = {
    "milk eggs": "I can have neither milk nor egg|free of both dairy and egg|must be free from egg and from milk|eggs I can't, milk neither|cannot stomach milk or eggs|weder Milch noch Eier|ni lait ni oeufs|ni huevo ni leche|non posso né latte né uova|nem leite nem ovos|ни молока ни яиц|ne süt ne yumurta|süt ve yumurta olmadan|bez mleka i jajek|geen melk en geen eieren|ingen mjölk och inga ägg|दूध और अंडे के बिना|بدون بيض ولا حليب|既没有牛奶也没有鸡蛋的甜点|卵も牛乳も使わないデザート|계란도 우유도 없는 디저트",
    "fish": "Fisch mag ich nicht|fish, never|nobody at our table likes fish|we love cake but no fish",
    "peanuts": "no dish which in any way contains or is made with peanuts|she must stay clear of peanuts|peanuts and my boy are a bad mix",
    "nuts peanuts": "our kid is not allowed anything that has nuts|dessert minus the nuts",
    "crustaceans molluscs fish": "fish and shellfish are both off limits|won't go near seafood, dinner?",
}
LISTED_ABROAD = {
    "nuts peanuts": "花生坚果都不能吃，甜点|坚果类都不行|ナッツ類NG|मूंगफली और काजू दोनों मना|peanuts give me hives, cashews as well|le gluten est permis, les noix sont interdites",
    "milk eggs": "鸡蛋和牛奶都过敏|蛋奶过敏|鸡蛋牛奶不行|不含蛋奶|忌蛋奶|卵と牛乳は両方無理|卵・牛乳アレルギー、朝食|卵・乳不使用|달걀과 우유 둘 다 못 먹어요|अंडा और दूध दोनों नहीं खा सकता|न अंडा न दूध"
    "|süt de yumurta da yasak|خال من الحليب والبيض|أتحسس من الحليب والبيض|les œufs et le lait me sont interdits|huevo y leche no puedo|huevos y leche, no los tolero|uova e latticini non posso"
    "|ovos e leite não posso|milk, eggs - all a no for me|eggs make me sick, milk too",
    "eggs nuts peanuts": "خالية من البيض والمكسرات",
    "peanuts": "ピーナッツNGで、タイ料理|मूंगफली मुझे सूट नहीं करती|son alérgicos a los cacahuetes|أعاني من حساسية الفول السوداني",
    "gluten": "小麦NGです|グルテンNG|أنا مصاب بالداء الزلاقي|أنا مريض بالسيلياك|Zöli|non posso mangiare grano|can't have pasta or anything with wheat",
    "crustaceans": "虾蟹都不能吃|エビNG",
    "crustaceans molluscs": "Schalentierallergie|Krustentierallergie",
    "crustaceans molluscs fish": "海鲜都不吃|魚介NG",
    "gluten milk eggs": "小麦・卵・乳・そば アレルギー対応",
    "crustaceans fish": "ما أحب السمك والجمبري",
}
DIETS_ABROAD = {
    "vegan": "動物性のものは食べません|hayvansal ürün yemiyorum",
    "vegetarian": "न मांस न मछली|नॉन वेज नहीं खाती|I don't eat non-veg|non veg nahi khati|et ve balık yemiyorum",
    "halal": "Müslümanım|أنا مسلم|soy musulmán|sou muçulmano|मैं मुसलमान हूँ|я мусульманин",
}
KINDS_ABROAD = {
    "pork beef": "猪肉牛肉都不吃|गाय और सूअर का मांस नहीं",
    "pork": "carne de porco não como|toda carne menos cerdo|any meat but pork",
    "onion garlic": "不吃葱蒜|忌葱蒜",
    "scallion leek": "ネギが嫌い|ネギ抜き|ねぎが苦手",
    "onion": "la cipolla non la digerisco",
}
WISHED_ABROAD = (
    "牛奶面包都可以|用鸡蛋牛奶做的甜点|牛奶不能少|没有过敏，想吃鸡蛋|アレルギーはないので卵料理|卵大好き|et ve balık yemekleri|नॉन वेज चाहिए|गाय के दूध से बनी मिठाई"
    "|طبق بالسمك والبيض|toda la familia menos yo come pescado|all good but eggs are hard to find|cheese or anything with nuts please"
)
WANTED = (
    "not without cheese!|I can't live without cheese|don't avoid nuts|no nut allergies here|dishes that are not gluten free|nothing wrong with eggs"
    "|no oven needed fish recipe|I don't have an oven, egg dishes?|I can't decide between egg or fish|nothing fancy, just eggs|no time, quick egg breakfast"
    "|not too sweet milk drinks|fish dishes, not spicy|what can I cook with eggs and no flour|why not fish|egg dishes that aren't fried|no soy vegano"
)


@pytest.mark.parametrize(
    ("allergens", "text"), [(name, each) for name, row in REFUSED.items() for each in row.split("|")]
)
def test_all_that_is_within_reach_of_a_refusal_is_left_out(allergens: str, text: str) -> None:
    assert set(read_demands(text).free_of) == set(allergens.split())


@pytest.mark.parametrize(
    ("allergens", "text"), [(name, each) for name, row in LISTED_ABROAD.items() for each in row.split("|")]
)
def test_each_of_what_is_listed_is_left_out_in_any_language(allergens: str, text: str) -> None:
    assert set(read_demands(text).free_of) == set(allergens.split())


@pytest.mark.parametrize(
    ("diet", "text"), [(name, each) for name, row in DIETS_ABROAD.items() for each in row.split("|")]
)
def test_a_diet_is_told_in_any_language(diet: str, text: str) -> None:
    assert read_demands(text).diets == (diet,)


@pytest.mark.parametrize(
    ("kinds", "text"), [(name, each) for name, row in KINDS_ABROAD.items() for each in row.split("|")]
)
def test_meats_and_bulbs_are_left_out_in_any_language(kinds: str, text: str) -> None:
    demanded = read_demands(text)
    assert set(demanded.without_ingredients) == set(kinds.split()) and not demanded.wanted


@pytest.mark.parametrize("text", WISHED_ABROAD.split("|"))
def test_what_is_only_named_in_another_language_is_no_ban(text: str) -> None:
    demanded = read_demands(text)
    assert not demanded.free_of and not demanded.diets and not demanded.without_ingredients


@pytest.mark.parametrize("text", WANTED.split("|"))
def test_what_is_wanted_beside_a_refusal_is_kept(text: str) -> None:
    demanded = read_demands(text)
    assert not demanded.free_of and not demanded.diets


def test_what_is_fine_beside_what_is_refused_is_kept() -> None:
    assert "fish" not in read_demands("no meat, fish is fine").free_of


def test_coconut_milk_that_is_refused_is_no_milk() -> None:
    assert not read_demands("no dessert that has coconut milk in it").free_of


@pytest.mark.parametrize(
    "text", ["no meat, but fish yes", "Não como carne, mas peixe sim", "a pescatarian, so really no meat in it"]
)
def test_who_eats_fish_but_no_meat_is_offered_fish(text: str) -> None:
    assert read_demands(text).diets == ("pescatarian",)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("je déteste les champignons", "mushroom"),
        ("odio las setas", "mushroom"),
        ("ich hasse Pilze", "mushroom"),
        ("we're all cilantro haters", "cilantro"),
        ("sin jamón", "ham"),
        ("ohne Speck", "bacon"),
        ("senza acciughe", "anchovy"),
        ("sem maionese", "mayonnaise"),
        ("mushrooms make me gag", "mushroom"),
    ],
)
def test_what_is_hated_is_left_out_in_many_tongues(text: str, left_out: str) -> None:
    assert read_demands(text).without_ingredients == (left_out,)


@pytest.mark.parametrize(
    "text", ["vegetarian but i do eat fish", "Vegetarierin, aber Fisch esse ich", "vegetariana pero como pescado, cena"]
)
def test_who_eats_fish_besides_is_a_pescatarian(text: str) -> None:
    assert read_demands(text).diets == ("pescatarian",)


@pytest.mark.parametrize(
    "text", ["vegetarian, my husband eats fish", "vegetarian but no fish", "veggie but allergic to fish"]
)
def test_fish_that_others_eat_or_nobody_makes_no_pescatarian(text: str) -> None:
    assert "pescatarian" not in read_demands(text).diets


@pytest.mark.parametrize(
    "text", ["is it ok for my son, he can't have peanuts", "does it work for gran, she isn't allowed to eat peanuts"]
)
def test_what_somebody_cannot_eat_is_left_out_behind_a_question_of_fact(text: str) -> None:
    assert "peanuts" in read_demands(text).free_of


def test_what_a_coeliac_may_eat_of_a_cuisine_is_wished_for() -> None:
    assert read_demands("can a coeliac eat ethiopian?").free_of == ("gluten",)
    assert not read_demands("can a coeliac eat couscous?")


@pytest.mark.parametrize(
    ("said", "labels"),
    [
        ("nothing without meat", []),
        ("don't give me vegan food", []),
        ("nothing that isn't vegan", ["vegan"]),
        ("avoid garlic, my wife is ill", ["no garlic"]),
        ("I'm on warfarin, avoid vitamin K", ["no vitamin K"]),
    ],
)
def test_what_is_refused_twice_is_wished_and_persons_are_no_food(said: str, labels: list[str]) -> None:
    assert [each.label for each in read_demands(said).chips] == labels
