"""What is asked of foods that were shown, of whom somebody cooks for, and of what is claimed."""

from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.demands import read_demands
from ragfood.finding import Finding, find
from ragfood.providers import Message


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("unfit_talk"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def after(*shown: str, asked: str = "tell me about it") -> tuple[Message, ...]:
    return Message("user", asked), Message("assistant", "So it is [1].", shown)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


DEMANDING = {
    "son is allergic to cow's milk, ideas?": "dairy-free",
    "would it be ok for someone who's badly allergic to peanuts": "no peanuts",
    "does lasagna work for people with coeliac disease": "gluten-free",
    "because rye bread is gluten free I give it to my coeliac son, ok?": "gluten-free",
    "can peanut allergics eat lupin": "no peanuts",
    "any starter w/out dairy": "dairy-free",
    "عندي حساسية الغلوتين": "gluten-free",
    "أنا مصاب بحساسية الغلوتين": "gluten-free",
    "içinde et olmayan bir çorba": "vegetarian",
    "süt ürünleri yiyemiyorum": "dairy-free",
    "tengo invitados musulmanes": "halal",
    "nous avons des amis juifs, quel plat ?": "kosher",
    "My wife, who cannot have soya, wants Japanese": "no soybeans",
    "fish but no meat": "pescatarian",
    "pescado pero no carne": "pescatarian",
}


@pytest.mark.parametrize(("said", "demanded"), DEMANDING.items())
def test_what_is_told_of_people_is_demanded(said: str, demanded: str) -> None:
    assert demanded in {chip.label for chip in read_demands(said).chips}


@pytest.mark.parametrize("said", ["son los tacos vegetarianos?", "are people in Japan tall?", "nuts, a Thai soup"])
def test_what_is_only_asked_is_not(said: str) -> None:
    assert not read_demands(said).of_safety


def test_what_begins_behind_a_list_is_wanted() -> None:
    demanded = read_demands("my wife is allergic to crustaceans, a spanish rice dish please")
    assert demanded.free_of == ("crustaceans",) and not demanded.without_ingredients


def test_what_a_question_ends_with_is_wanted() -> None:
    demanded = read_demands("can't do eggs or milk — pancakes?")
    assert demanded.free_of == ("eggs", "milk") and not demanded.without_ingredients
    assert read_demands("no eggs, noodles or rice").without_ingredients == ("noodle", "rice")


@pytest.mark.parametrize(
    ("question", "out", "stays"),
    [
        ("no cheese, chicken dinner", "cheese", "chicken"),
        ("no cheese, chicken breast dinner", "cheese", "chicken"),
        ("without onion, lentil soup", "onion", "lentil"),
        ("no onion, garlic, chicken soup", "garlic", "chicken"),
        ("no tomato, a potato salad", "tomato", "potato"),
        ("no corn, mushroom risotto", "corn", "mushroom"),
    ],
)
def test_a_list_of_what_is_left_out_ends_where_a_dish_begins(question: str, out: str, stays: str) -> None:
    left_out = read_demands(question).without_ingredients
    assert out in left_out and stays not in left_out
    assert not read_demands("no cheese, fish dinner").free_of
    assert not read_demands("peanut allergy, chicken dinner ideas").without_ingredients


@pytest.mark.parametrize(
    ("question", "things"),
    [
        ("no beef, lamb dishes", {"beef", "lamb"}),
        ("no cheese or chicken dinner", {"cheese", "chicken"}),
        ("no cheese, no chicken dinner", {"cheese", "chicken"}),
        ("no cheese, chicken", {"cheese", "chicken"}),
        ("no garlic, onion soup", {"garlic", "onion"}),
        ("kiwi allergy, chicken", {"kiwi", "chicken"}),
        ("kiwi allergy, chicken, garlic", {"kiwi", "chicken", "garlic"}),
        ("allergies, kiwi, chicken", {"kiwi", "chicken"}),
    ],
)
def test_where_it_is_not_clear_all_of_a_list_is_left_out(question: str, things: set[str]) -> None:
    assert things == set(read_demands(question).without_ingredients)
    assert "fish" in read_demands("allergic to peanuts, fish curry").free_of
    assert {"eggs", "milk"} < {*read_demands("peanut allergy, eggs, milk").free_of}
    assert "fish" in read_demands("nut allergy, fish curry").free_of
    assert "milk" in read_demands("no nuts, milk drink").free_of


def test_a_claimed_food_is_told_of_with_a_warning(app: House) -> None:
    finding = find(app.index, "as couscous is gluten free, how do I cook it for my coeliac pupils?", (), 5)
    assert finding.subjects == ("couscous",) and "contains gluten" in finding.warnings[0]
    assert all(match.food.allergens["gluten"] == "free" for match in finding.found.matches[1:])


def test_a_food_shown_that_may_be_unfit_is_told_of_when_that_is_asked(app: House) -> None:
    finding = find(app.index, "can I use it with a nut allergy?", after("tahini"), 5)
    assert ids(finding)[0] == "tahini" and "may contain" in finding.warnings[0]


def test_in_place_of_a_dish_shown_that_is_unfit_come_dishes_like_it(app: House) -> None:
    finding = find(app.index, "could I have it with a peanut allergy?", after("pad-thai"), 5)
    assert "pad-thai" not in ids(finding) and "contains peanuts" in finding.warnings[0]
    assert ids(finding) and all(match.food.type != "ingredient" for match in finding.found.matches)


def test_what_goes_with_a_dish_begins_with_the_dish(app: House) -> None:
    assert ids(find(app.index, "what sauce goes with it?", after("falafel", asked="tell me about falafel"), 5))[:2] == [
        "falafel",
        "tahini",
    ]
    assert "ceviche" not in ids(find(app.index, "what can I drink with it?", after("ceviche"), 5))


def test_the_other_of_two_is_that_which_was_not_asked_about(app: House) -> None:
    talk = (*after("green-curry", "massaman-curry"), *after("green-curry", asked="the first: is there fish in it?"))
    assert ids(find(app.index, "and the other one?", talk, 5)) == ["massaman-curry"]


def test_an_order_turns_round(app: House) -> None:
    talk = (Message("user", "fruit with the least sugar?"), Message("assistant", "Lemons [1].", ("lemon-raw",)))
    assert find(app.index, "and the most?", talk, 5).demands.orders[0].most_first


def test_a_party_is_no_meal_in_the_place_of_a_dessert(app: House) -> None:
    finding = find(app.index, "dessert without milk and eggs for a birthday party", (), 8)
    assert all("dessert" in match.food.meals or match.food.type == "drink" for match in finding.found.matches)


def test_a_dish_is_named_by_more_than_the_cheese_in_it(app: House) -> None:
    assert "Mac and Cheese" in find(app.index, "is mac and cheese ok with a milk allergy?", (), 5).warnings[0]
    assert find(app.index, "soy sauce without wheat?", (), 5).warnings[0].startswith("Soy Sauce")


def test_a_piece_of_a_katakana_word_is_no_food(app: House) -> None:
    assert "ghee" not in ids(find(app.index, "卵アレルギーでも食べられるデザートは？", (), 8))


ALLERGIES = {
    "I'm allergic to peanuts, and my sister to shrimp": {"no peanuts", "no crustaceans"},
    "my kids: one is allergic to shrimp, the other to eggs": {"no crustaceans", "no eggs", "no alcohol"},
    "he is allergic to peanuts, she to shrimp": {"no peanuts", "no crustaceans"},
    "Mein Sohn ist allergisch gegen Erdnüsse, meine Tochter gegen Ei": {"no peanuts", "no eggs"},
    "mon fils est allergique aux arachides et ma fille aux œufs": {"no peanuts", "no eggs"},
    "oğlum fıstığa, kızım yumurtaya alerjik": {"no peanuts", "no nuts", "no eggs"},
    "息子は卵アレルギー、娘は牛乳": {"no eggs", "dairy-free"},
    "I'm not allergic to peanuts but my son is": {"no peanuts"},
    "a peanut allergy for me and eggs for my son": {"no peanuts", "no eggs"},
    "eggs for my son and a peanut allergy for me": {"no peanuts", "no eggs"},
    "I have a peanut allergy and my son eggs": {"no peanuts", "no eggs"},
    "peanut allergy (me), sesame (wife)": {"no peanuts", "no sesame"},
    "una alergia al cacahuete para mí y al huevo para mi hijo": {"no peanuts", "no eggs"},
    "eine Erdnussallergie bei mir und Eier bei meinem Sohn": {"no peanuts", "no eggs"},
    "une allergie aux arachides pour moi et aux œufs pour mon fils": {"no peanuts", "no eggs"},
    "a peanut allergy for me and something with eggs for my son": {"no peanuts"},
    "a peanut allergy for me and chicken soup for my son": {"no peanuts", "soup"},
    "chicken for my son with a peanut allergy": {"no peanuts"},
    "I'm allergic to peanuts and my sister isn't": {"no peanuts"},
    "I'm not allergic to peanuts but my sister likes shrimp": set(),
    "mon mari est allergique au lait et mon fils a faim": {"dairy-free"},
}


@pytest.mark.parametrize(("said", "demanded"), ALLERGIES.items())
def test_an_allergy_is_told_of_each_of_them(said: str, demanded: set[str]) -> None:
    assert {chip.label for chip in read_demands(said).chips} == demanded


def told(app: House, *said: str) -> set[str]:
    """What is demanded of foods at the end of a talk."""
    history: tuple[Message, ...] = ()
    for text in said[:-1]:
        history += (Message("user", text), Message("assistant", "So it is."))
    return {chip.label for chip in find(app.index, said[-1], history, 5).understood}


ADDED = {
    "I'm allergic to milk": ("and to eggs", "also eggs", "eggs as well", "oh and my son to eggs", "plus eggs"),
    "soy alérgica a la leche": ("y al huevo", "y huevos también"),
    "je suis allergique au lait": ("et aux œufs",),
    "ich bin gegen Milch allergisch": ("und gegen Eier", "Eier auch"),
    "sono allergica al latte": ("e alle uova",),
    "süte alerjim var": ("yumurtaya da",),
    "我对牛奶过敏": ("鸡蛋也是",),
    "牛乳アレルギーです": ("卵も",),
    "मुझे दूध से एलर्जी है": ("अंडे से भी",),
    "عندي حساسية من الحليب": ("ومن البيض أيضا",),
}


@pytest.mark.parametrize("first", ADDED)
def test_what_is_added_to_an_allergy_lasts_like_it(app: House, first: str) -> None:
    for added in ADDED[first]:
        assert {"dairy-free", "no eggs"} <= told(app, first, added), added
        assert {"dairy-free", "no eggs"} <= told(app, first, added, "a Thai dinner"), added


@pytest.mark.parametrize(
    ("first", "added"),
    [
        ("I'm vegan", "and eggs too"),
        ("soy vegana", "y huevos también"),
        ("ich bin Veganer", "und Eier auch"),
        ("ヴィーガンです", "卵も"),
        ("vegan dinner", "and eggs too"),
    ],
)
def test_what_is_added_to_a_diet_is_no_wish(app: House, first: str, added: str) -> None:
    assert {"vegan", "no eggs"} <= told(app, first, added)
    assert {"vegan", "no eggs"} <= told(app, first, added, "a Thai dish")


def test_what_a_diet_is_wished_with_is_no_ban(app: House) -> None:
    assert "no peanuts" not in told(app, "vegan dinner", "and peanuts too")
    assert told(app, "vegan dinner", "and rice") == {"vegan", "for dinner"}
    assert "no garlic" in told(app, "dinner without onions", "and garlic")


@pytest.mark.parametrize("wish", ["and a dessert", "with eggs", "and eggs?", "eggs are fine", "I also like eggs"])
def test_a_wish_after_an_allergy_is_not_added_to_it(app: House, wish: str) -> None:
    assert "no eggs" not in told(app, "I'm allergic to milk", wish) | told(app, "tell me about tiramisu", wish)


@pytest.mark.parametrize(
    "later",
    ["my wife has no allergies, Thai for her", "no restrictions for the kids", "start over", "forget it, start over"],
)
def test_what_is_told_of_others_takes_back_no_allergy(app: House, later: str) -> None:
    assert "no peanuts" in told(app, "I'm allergic to peanuts", later)
    assert "no peanuts" in told(app, "I'm allergic to peanuts", later, "a Thai dinner")
    assert "no peanuts" not in told(app, "I'm allergic to peanuts", "I'm not allergic to peanuts after all", "a curry")


def test_whoever_starts_over_wants_no_diet_any_more(app: House) -> None:
    assert not told(app, "vegan soup", "start over", "a curry") & {"vegan"}


@pytest.mark.parametrize("asked", ["does it have peanuts", "is there peanut in pad thai?"])
def test_the_others_are_those_shown_with_the_one_asked_about(app: House, asked: str) -> None:
    talk = (*after("pad-thai", "green-curry", "tom-kha-gai"), *after("pad-thai", "peanuts-roasted", asked=asked))
    assert ids(find(app.index, "and the others?", talk, 5)) == ["green-curry", "tom-kha-gai"]


@pytest.mark.parametrize(
    ("question", "first", "never"),
    [
        ("what can I use instead of eggs in a cake", "tofu-firm", "eggs"),
        ("was kann ich statt Eiern nehmen", "tofu-firm", "eggs"),
        ("par quoi remplacer le beurre", "olive-oil", "milk"),
        ("alternative to rice", "quinoa-cooked", ""),
    ],
)
def test_in_the_place_of_an_ingredient_comes_what_cooks_take(app: House, question: str, first: str, never: str) -> None:
    finding = find(app.index, question, (), 5)
    assert ids(finding)[0] == first and finding.told[0].startswith("Cooks use these")
    assert all(match.food.allergens.get(never) != "contains" for match in finding.found.matches)


def test_what_shall_not_be_there_is_not_offered_beside_what_shall(app: House) -> None:
    assert "potato-boiled" not in ids(find(app.index, "rice instead of potatoes", (), 5))


def test_a_number_of_a_food_that_is_called_as_an_allergen_is_told(app: House) -> None:
    finding = find(app.index, "how many calories in an egg", (), 5)
    assert finding.subjects == ("egg-hard-boiled",) and finding.asking and not finding.asking.inquiry.allergens


def test_nothing_raw_is_offered_for_raw_chicken_and_nothing_cold_to_warm_up(app: House) -> None:
    for question, method in (("can I eat raw chicken", "raw"), ("something warm on a cold day", "chilled")):
        assert all(method not in match.food.methods for match in find(app.index, question, (), 5).found.matches)


def test_that_somebody_else_bears_a_thing_takes_nothing_back_of_ones_own(app: House) -> None:
    bears = "actually she is not allergic to peanuts"
    assert "no peanuts" in told(app, "I have a peanut allergy. Thai food?", bears, "dinner")
