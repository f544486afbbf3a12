"""Questions in nine languages are read word for word in English, and no allergy in others is passed over."""

from __future__ import annotations

import json

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.demands import read_demands
from ragfood.finding import Finding, find
from ragfood.foods import load_foods, read_foods
from ragfood.providers import Message
from ragfood.understanding.glossed import _glosses, glossed, tells_in_own_language
from ragfood.understanding.half_read import HALF_READ, NOT_READ
from ragfood.understanding.safety import called_for


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("glossed"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def labels(finding: Finding) -> set[str]:
    return {chip.label for chip in finding.understood}


MEANT = {
    "מרק בלי בשר": "soup without meat",
    "מה יש בשקשוקה?": "what there is in shakshuka?",
    "הבת שלי אלרגית לבוטנים": "my daughter allergic to peanuts",
    "קינוח איטלקי שהוא לא טירמיסו": "dessert Italy other than tiramisu",
    "σούπα χωρίς κρέας": "soup without meat",
    "είμαι αλλεργικός στα αυγά": "i am allergic to eggs",
    "פלאפל vs sushi": "falafel vs sushi",
}


@pytest.mark.parametrize(("said", "meant"), MEANT.items())
def test_words_and_phrases_are_told_in_english_with_the_letters_before_them(said: str, meant: str) -> None:
    assert glossed(said) == meant


@pytest.mark.parametrize("text", ["soup without meat", "¿Qué lleva el gazpacho?", "寿司", "суп без мяса", "", "זזזזז"])
def test_what_is_in_no_such_language_or_not_known_stays_as_it_is(text: str) -> None:
    assert glossed(text) == text


@pytest.mark.parametrize(
    ("question", "meets"),
    [
        ("אני אלרגי לאגוזים, איזה קינוח אפשר לאכול?", {"no peanuts", "no nuts", "for dessert"}),
        ("אני טבעונית, מה יש לארוחת בוקר?", {"vegan", "for breakfast"}),
        ("είμαι χορτοφάγος, τι σούπα να φάω;", {"vegetarian", "soup"}),
    ],
)
def test_what_is_demanded_holds_for_every_food(app: House, question: str, meets: set[str]) -> None:
    finding = find(app.index, question, (), 6)
    assert meets <= labels(finding) and finding.found.matches
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches)


def test_what_was_said_before_is_read_as_well(app: House) -> None:
    before = (Message("user", "מרק מיפן?"), Message("assistant", "Miso [1].", ("miso-soup",)))
    assert {"no fish", "soup", "from Japan"} <= labels(find(app.index, "ובלי דג?", before, 6))


def test_danger_is_heard() -> None:
    assert any(note.urgent for note in called_for("הגרון שלי מתנפח אחרי שאכלתי בוטנים"))


def test_foods_told_of_in_such_a_language_are_asked_for_in_it() -> None:
    row = {"id": "a", "name": "Soup", "text": "מרק עדשים סמיך"}
    assert tells_in_own_language(read_foods([row])) and not tells_in_own_language(load_foods(DATA / "foods.json"))


SAID = {
    "id": "saya alergi {}, makan apa?",
    "vi": "tôi bị dị ứng {}, ăn gì?",
    "th": "ฉันแพ้{} กินอะไรดี",
    "fa": "من به {} حساسیت دارم، چی بخورم؟",
    "sw": "nina mzio wa {}, naweza kula nini?",
    "tl": "may allergy ako sa {}, ano pwede kong kainin?",
    "hi": "mujhe {} se allergy hai, kya khau?",
    "he": "אני אלרגי ל{}, מה אפשר לאכול?",
    "el": "είμαι αλλεργικός σε {}, τι να φάω;",
}
HELD_IN = {
    "gluten": "gluten wheat barley",
    "crustaceans": "shrimp crab",
    "eggs": "eggs",
    "fish": "fish tuna fish_sauce seafood",
    "peanuts": "peanuts peanut_butter",
    "soybeans": "soy tofu soy_sauce",
    "milk": "milk cheese butter cream yogurt lactose",
    "nuts": "nuts almonds cashews walnuts hazelnuts",
    "celery": "celery",
    "mustard": "mustard",
    "sesame": "sesame",
    "sulphites": "sulphites",
    "lupin": "lupins",
    "molluscs": "molluscs squid octopus oysters clams",
}


@pytest.mark.parametrize("code", SAID)
def test_an_allergy_to_each_of_the_fourteen_is_heard(code: str) -> None:
    words = json.loads((DATA / "glosses.json").read_text(encoding="utf-8"))[code]["words"]
    deaf = {
        (allergen, word)
        for allergen, things in HELD_IN.items()
        for thing in things.split()
        for word in words.get(thing.replace("_", " "), "").replace("_", "\0").split()
        if allergen not in read_demands(glossed(SAID[code].format(word.replace("\0", " ")))).free_of
    }
    assert deaf == set()
    assert all(
        code == "hi" or words.keys() & {each.replace("_", " ") for each in HELD_IN[name].split()} for name in HELD_IN
    )


@pytest.mark.parametrize(
    ("question", "chips"),
    [
        ("sup tanpa daging", {"vegetarian", "soup"}),
        ("món tráng miệng không có trứng", {"no eggs", "for dessert"}),
        ("อาหารเช้าไม่มีไข่", {"no eggs", "for breakfast"}),
        ("صبحانه بدون تخم‌مرغ", {"no eggs", "for breakfast"}),
        ("supu bila nyama", {"vegetarian", "soup"}),
        ("ulam na walang baboy", {"no pork"}),
        ("main gosht aur anda nahi khata, breakfast batao", {"vegetarian", "no eggs", "for breakfast"}),
    ],
)
def test_what_is_left_out_is_understood_in_languages_that_are_told_by_their_words(
    app: House, question: str, chips: set[str]
) -> None:
    finding = find(app.index, question, (), 6)
    assert chips <= labels(finding)
    assert finding.found.matches and all(finding.demands.met_by(match.food) for match in finding.found.matches)


@pytest.mark.parametrize(
    "text", ["resep nasi goreng", "apa isi gado-gado", "bánh mì có gì?", "dal makhani kaise banate hain"]
)
def test_names_of_dishes_stay_whole(app: House, text: str) -> None:
    finding = find(app.index, text, (), 6)
    assert finding.found.matches[0].food.id in {"nasi-goreng", "gado-gado", "banh-mi", "dal-makhani"}


@pytest.mark.parametrize(
    "question",
    [
        "olen allerginen kalalle",
        "jsem alergický na hořčici",
        "আমার বাদামে অ্যালার্জি আছে",
        "ich bin allergisch gegen Quitten",
        "saya alergi zzzblub",
    ],
)
def test_of_an_allergy_that_is_not_understood_nothing_is_offered(app: House, question: str) -> None:
    finding = find(app.index, question, (), 6)
    assert not finding.found.matches and finding.nothing_fits == NOT_READ


def test_what_stands_beside_an_allergy_and_is_not_understood_is_told(app: House) -> None:
    finding = find(app.index, "saya alergi kacang dan zzzblub, makan apa?", (), 6)
    assert {"no nuts"} <= labels(finding) and HALF_READ in finding.told
    assert HALF_READ not in find(app.index, "saya alergi kacang, makan apa?", (), 6).told


@pytest.mark.parametrize(
    "question",
    ["I'm allergic to wheat, soup?", "mi hija es alérgica a la leche. ¿Sopa?", "sono allergica al latte, zuppa?"],
)
def test_an_allergy_that_is_understood_sounds_no_alarm(app: House, question: str) -> None:
    finding = find(app.index, question, (), 6)
    assert finding.demands.free_of and HALF_READ not in finding.told


@pytest.mark.parametrize(
    "question", ["I'm not allergic to anything, soup?", "no allergies here, dessert?", "is pad thai ok?"]
)
def test_who_tells_of_no_allergy_is_answered(app: House, question: str) -> None:
    assert find(app.index, question, (), 6).found.matches


def test_no_word_means_two_things() -> None:
    rows = json.loads((DATA / "glosses.json").read_text(encoding="utf-8"))
    for code in rows.keys() - {"about"}:
        said = [word for listed in rows[code]["words"].values() for word in listed.split()]
        assert len(said) == len(set(said))
    assert len(_glosses()) == 9
