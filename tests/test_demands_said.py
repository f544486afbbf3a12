"""In how many ways people say that something must not be in their food: each must be understood, in nine languages."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest

from ragfood.demands import read_demands

ENGLISH = """
{} free please|{}-free please|Thai food, no {} please|no {} please|no {} for me|no {}, thanks|a curry free of {}|soup free from {}
hold the {}|pad thai, hold the {}|skip the {}|skip {} please|leave out the {}|leave the {} out|please leave {} out|without {}|without any {}
w/o {}|minus the {}|minus {}|sans {}|I can't have {}|I cannot eat {}|I can't do {}|I can't tolerate {}|i dont eat {}|I don't want {} in it
I don't want any {}|avoiding {}|I avoid {}|must not contain {}|shouldn't contain {}|it should not have any {} in it|soup with no {}
soup with zero {}|dishes not containing {}|soup that doesn't contain {}|soup that does not have {}|soups that have no {}|nothing with {}
nothing containing {}|anything but {}|anything except {}|everything except {}|excluding {}|exclude {}|allergic to {}|I have an allergy to {}
my {} allergy|I have a severe {} allergy|{}-allergic friend|intolerant to {}|{} intolerance|sensitive to {}|{} sensitivity|{} makes me sick
{} make me ill|{} will kill me|{} could kill my son|{} upsets my stomach|I react badly to {}|I get hives from {}|{} gives me hives
{} give me a rash|stay away from {}|keep {} out|keep the {} out of it|omit the {}|omit {}|drop the {}|lose the {}|ditch the {}|cut out {}
I'm cutting out {}|I'm off {}|I'm not allowed {}|I am not allowed to eat {}|{} is off limits|{} are off the table|{} is not an option
{} is a no-go|{} are a no go for me|no {} whatsoever|no trace of {}|no traces of {} please|absolutely no {}|never any {}|{} not allowed
{} forbidden|steer clear of {}|keep away from {}|my son is allergic to {}|for someone who can't eat {}|for someone who doesn't eat {}
my doctor told me to avoid {}|{} is dangerous for me|I break out when I eat {}|deathly allergic to {}|{} is poison to me
soup that is safe for a {} allergy|safe for people with {} allergies|safe with a {} allergy|lunch for a kid with {} allergy
what can I eat if I am allergic to {}?|which soups don't have {}?|which soups do not contain {}?|which desserts are {}-free?
which desserts are free of {}?|what desserts have no {}?|is there any dessert without {}?|can you suggest soup without {}
any soups lacking {}?|{} must not be in it|there must be no {} in it|there can't be any {} in it|make it without {}|make sure there's no {}
make sure there is no {}|ensure no {}|be careful, no {}|please no {}|no more {}|not {} please|nothing that has {}|nothing made with {}
nothing with {} in it|I hate {}|I dislike {}|I don't like {}|I do not tolerate {}|I've got a {} allergy|I suffer from {} allergy
due to my {} allergy|we can't serve {}|one guest can't have {}|guests who can't have {}|with {} intolerance|{} intolerant|I am {} intolerant
I'm {} free|I follow a {}-free diet|on a {} free diet|zero {}|devoid of {}|no added {}|0% {}|contains no {}|containing no {}
that contains no {}|does not include {}|not made with {}|other than {}|apart from {}|but not {}|but no {}|{} no please|refrain from {}
eliminate {}|remove the {}|substitute the {}|swap out the {}|need to avoid {}|trying to avoid {}|I have to avoid {}|have to stay off {}
can't go near {}|my body can't handle {}|can not have {}|cant eat {}|I mustn't eat {}|allergies: {}|Allergy: {}|allergens to avoid: {}
avoid: {}
"""
ENGLISH_THINGS = "soy: soybeans | peanuts: peanuts | dairy: milk | eggs: eggs | gluten: gluten | shellfish: crustaceans | sesame: sesame | fish: fish | nuts: nuts | mustard: mustard | celery: celery | milk: milk | wheat: gluten | tree nuts: nuts"

ABROAD = {
    "es": (
        """
sin {}|sin nada de {}|nada de {}|soy alérgico al {}|soy alérgica a {}|tengo alergia a {}|alergia al {}|no puedo comer {}|no como {}
no puedo tomar {}|que no tenga {}|que no lleve {}|que no contenga {}|que no contengan {}|que no lleven {}|libre de {}|libres de {}
postres libres de {}|no quiero {}|no me gusta {}|evito {}|evitar {}|intolerante a {}|intolerancia a {}|sopa sin {}, por favor|sin {} ni huevo
mi hijo es alérgico a {}|no tolero {}|me sienta mal {}|quítale {}|excepto {}|no debe llevar {}|prohibido {}
¿qué puedo comer si soy alérgico a {}?|soy intolerante a {}
""",
        "soja: soybeans | cacahuetes: peanuts | leche: milk | huevo: eggs | gluten: gluten | frutos secos: nuts | mariscos: crustaceans | sésamo: sesame | pescado: fish | lactosa: milk | maní: peanuts | la leche: milk | los cacahuetes: peanuts | lácteos: milk | nueces: nuts | trigo: gluten",
    ),
    "fr": (
        """
sans {}|pas de {}|sans {} s'il vous plaît|je suis allergique aux {}|je suis allergique au {}|allergie aux {}|allergique à {}
je ne mange pas de {}|je ne peux pas manger de {}|qui ne contient pas de {}|ne contenant pas de {}|qui ne contiennent pas de {}
je ne veux pas de {}|intolérant au {}|intolérance au {}|éviter {}|j'évite les {}|surtout pas de {}|aucun {}|aucune trace de {}|sauf {}
mon fils est allergique aux {}|je ne supporte pas le {}|j'ai une allergie aux {}|je n'aime pas le {}|zéro {}|exempt de {}|dépourvu de {}
ni {} ni gluten|ne doit pas contenir de {}|interdit de {}|que manger si je suis allergique aux {} ?
""",
        "soja: soybeans | arachides: peanuts | cacahuètes: peanuts | lait: milk | lactose: milk | œufs: eggs | gluten: gluten | noix: nuts | fruits de mer: crustaceans | sésame: sesame | poisson: fish | produits laitiers: milk | fruits à coque: nuts | crustacés: crustaceans | moutarde: mustard | blé: gluten",
    ),
    "de": (
        """
ohne {}|{}frei|bitte ohne {}|keine {}|kein {}|bitte keine {}|ich bin allergisch gegen {}|ich bin allergisch auf {}|{}allergie
Allergie gegen {}|ich vertrage keine {}|ich vertrage {} nicht|ich esse keine {}|ich darf keine {} essen|ich kann keine {} essen|frei von {}
{}-frei|ohne jegliche {}|enthält keine {}|das keine {} enthält|die keine {} enthalten|nichts mit {}|ich mag keine {}|ich habe eine {}allergie
ich habe eine {}unverträglichkeit|{} meiden|{} vermeiden|ich muss {} meiden|weglassen: {}|{} weglassen|außer {}
mein Sohn ist allergisch gegen {}|nicht mit {}|nicht {}|auf {} verzichten|was kann ich essen, wenn ich gegen {} allergisch bin?
lass die {} weg
""",
        "Soja: soybeans | Erdnüsse: peanuts | Milch: milk | Eier: eggs | Gluten: gluten | Nüsse: nuts | Meeresfrüchte: crustaceans | Sesam: sesame | Fisch: fish | Laktose: milk | Senf: mustard | Sellerie: celery | Weizen: gluten | Erdnuss: peanuts | Krebstiere: crustaceans",
    ),
    "hi": (
        """
बिना {} के|बिना {} वाला खाना|{} के बिना|{} नहीं|{} नहीं चाहिए|{} नहीं खाता|मैं {} नहीं खा सकता|मुझे {} से एलर्जी है|मुझे {} की एलर्जी है
{} मुक्त|{} रहित|{} फ्री|जिसमें {} न हो|जिसमें {} नहीं हो|{} मत डालना|{} एलर्जी|{} से परहेज|{} छोड़कर|कोई {} नहीं|{} से बचना है
""",
        "मूंगफली: peanuts | दूध: milk | अंडा: eggs | अंडे: eggs | ग्लूटेन: gluten | सोया: soybeans | मेवे: nuts | तिल: sesame | मछली: fish | गेहूं: gluten | सरसों: mustard | डेयरी: milk",
    ),
    "ar": (
        """
بدون {}|بلا {}|من غير {}|خالي من {}|خالية من {}|لا يحتوي على {}|لا تحتوي على {}|عندي حساسية من {}|لدي حساسية من {}|حساسية {}|أنا أتحسس من {}
لا آكل {}|لا أستطيع أكل {}|لا أريد {}|ما أقدر آكل {}|ممنوع {}|تجنب {}|دون {}|ليس فيه {}|لا يوجد فيه {}|ابني عنده حساسية من {}|غير {}
""",
        "الفول السوداني: peanuts | فول سوداني: peanuts | الحليب: milk | حليب: milk | البيض: eggs | بيض: eggs | الغلوتين: gluten | غلوتين: gluten | المكسرات: nuts | مكسرات: nuts | السمسم: sesame | سمك: fish | السمك: fish | الصويا: soybeans | صويا: soybeans | قمح: gluten | اللاكتوز: milk",
    ),
    "zh": (
        """
不含{}|不含{}的甜点|无{}|不要{}|不要放{}|不能吃{}|不吃{}|我不吃{}|对{}过敏|我对{}过敏|{}过敏|没有{}|没有{}的菜|不加{}|别放{}|避免{}|不可以有{}|不能有{}|禁{}|免{}|忌{}|{}不耐受|我不能吃{}|请不要加{}|不带{}
{}不行|{}不能吃|不喜欢{}|含有{}的不要|除了{}|零{}|我{}过敏|没{}
""",
        "花生: peanuts | 牛奶: milk | 鸡蛋: eggs | 麸质: gluten | 坚果: nuts | 芝麻: sesame | 鱼: fish | 虾: crustaceans | 大豆: soybeans | 海鲜: crustaceans | 乳制品: milk | 小麦: gluten | 贝类: crustaceans | 奶: milk | 蛋: eggs",
    ),
    "ja": (
        """
{}なし|{}抜き|{}を抜いて|{}を使わない料理|{}を使っていない料理|{}を含まない|{}が入っていない|{}の入っていない料理|{}は入れないで|{}アレルギー|{}アレルギーです|{}のアレルギーがあります|{}にアレルギーがあります|{}が食べられない
{}は食べられません|{}が食べられません|{}フリー|{}不使用|{}は無理|{}はダメ|{}がだめ|{}を避けたい|{}を避ける|{}以外|{}を食べない|{}なしで|{}ぬき|{}は苦手|{}が苦手です|{}は避けて|{}は嫌い|無{}|{}を除く|{}を除いた
""",
        "ピーナッツ: peanuts | 牛乳: milk | 卵: eggs | グルテン: gluten | ナッツ: nuts | ごま: sesame | 魚: fish | えび: crustaceans | 大豆: soybeans | 乳製品: milk | 小麦: gluten | シーフード: crustaceans | たまご: eggs",
    ),
    "ko": (
        """
{} 없는 음식|{} 없이|{} 빼고|{} 빼주세요|{} 알레르기|{} 알레르기가 있어요|{} 알러지 있어요|{}에 알레르기가 있어요|{}를 못 먹어요|{}을 못 먹어요|{} 못 먹어요|{} 안 먹어요|{}가 안 들어간 음식|{}이 안 들어간
{} 안 들어간 것|{}가 들어가지 않은|{} 프리|무{}|{} 제외|{}를 제외한|{} 넣지 마세요|{}를 피해야 해요|{}는 안 돼요|{}을 먹을 수 없어요|{} 먹으면 안 돼요|{}는 싫어요|{}가 없는|{}을 뺀|{}를 사용하지 않은
{}을 포함하지 않는|{} 불내증
""",
        "땅콩: peanuts | 우유: milk | 계란: eggs | 달걀: eggs | 글루텐: gluten | 견과류: nuts | 참깨: sesame | 생선: fish | 새우: crustaceans | 대두: soybeans | 유제품: milk | 밀: gluten | 콩: soybeans | 해산물: crustaceans",
    ),
}

HARMLESS = """
How much protein is in eggs?
is tofu made from soy?
does pho contain peanuts?
what is the difference between cow's milk and soy milk?
compare peanuts and almonds
which has more protein, eggs or fish?
egg dishes from Japan
fish stew from Africa
peanut soup
I love peanuts
dishes with nuts and milk
what can I cook with eggs and milk
creamy pasta with cheese
not only eggs but also fish dishes
no more than 200 kcal
is gluten bad for you?
are eggs safe to eat raw?
what to do with leftover fish
keep fish fresh
Is it safe to leave milk out overnight?
what fish is not expensive
why does milk make me sleepy
raw fish dishes
how is soy sauce made
is ghee dairy?
fish and chips
¿qué lleva la paella?
¿la tortilla lleva huevo?
platos con leche
dime un plato con cacahuetes
recettes avec des œufs
est-ce que le houmous contient du sésame ?
Gerichte mit Fisch
Enthält Hummus Sesam?
दूध से बनी मिठाई
पनीर की सब्जी
طبق بالسمك
ما هو الحليب
鸡蛋怎么做
有花生的菜
牛奶含有多少钙
卵料理
ピーナッツを使った料理
땅콩이 들어간 음식
생선 요리
계란으로 만드는 음식
what is milk free from
not spicy fish curry
no-bake cheesecake
something hot with milk
Is fish off the menu on Friday in Italy?
I'm not allergic to nuts
I can eat peanuts
nothing wrong with eggs
milk does not make me sick
I have no problem with gluten
no allergies, fish please
"""


def _phrases(listed: str) -> list[str]:
    return [each for row in listed.strip().splitlines() for each in row.split("|")]


def _things(listed: str) -> dict[str, str]:
    return dict(each.split(": ") for each in listed.split(" | "))


EVERY = {"en": (ENGLISH, ENGLISH_THINGS), **ABROAD}


@pytest.mark.parametrize(
    ("language", "phrase"), [(each, p) for each, (listed, _) in EVERY.items() for p in _phrases(listed)]
)
def test_whatever_way_it_is_said_the_allergen_is_left_out(language: str, phrase: str) -> None:
    things = _things(EVERY[language][1])
    missed = [thing for thing, allergen in things.items() if allergen not in read_demands(phrase.format(thing)).free_of]
    assert not missed


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_who_only_speaks_of_a_food_leaves_nothing_out(text: str) -> None:
    assert not read_demands(text).of_safety


@pytest.mark.parametrize(
    ("question", "free_of"),
    [
        ("no chocolate, nut free dessert", ("peanuts", "nuts")),
        ("no meat, gluten free please", ("gluten",)),
        ("no pork, shellfish free dinner", ("crustaceans", "molluscs")),
        ("I don't eat meat, gluten free dinner ideas", ("gluten",)),
        ("vegan, no nuts, gluten free dinner", ("gluten", "peanuts", "nuts")),
        ("kein Fleisch, glutenfreies Abendessen", ("gluten",)),
        ("no fish and gluten free", ("gluten", "fish")),
    ],
)
def test_a_refusal_before_takes_back_nothing_that_is_free_of_something_else(
    question: str, free_of: tuple[str, ...]
) -> None:
    assert set(read_demands(question).free_of) == set(free_of)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("not spicy, indian food", True),
        ("nothing too spicy, thai please", True),
        ("not chinese, japanese", True),
        ("not chinese, japanese or thai", False),
    ],
)
def test_a_place_behind_a_comma_is_wanted_unless_it_is_listed_on(question: str, wanted: bool) -> None:
    demands = read_demands(question)
    assert any(each.kind == "place" for each in demands.wanted) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "was essen Kinder gern?",
        "que mangent les enfants?",
        "cosa mangiano i bambini",
        "qué comen los niños",
        "kid friendly dinner",
        "snacks for kids",
        "my toddler is a picky eater",
        "что едят дети",
        "子供の夕食",
        "아이들이 좋아하는 음식",
    ],
)
def test_what_children_eat_is_without_alcohol(text: str) -> None:
    demands = read_demands(text)
    assert "no alcohol" in demands.words()
    assert not demands.of_safety


@pytest.mark.parametrize(
    "text",
    [
        "when I was a kid I ate stew",
        "date night, no kids",
        "beer for us and juice for the kids",
        "ein Eintopf ohne Kinder",
    ],
)
def test_who_only_speaks_of_children_may_drink(text: str) -> None:
    assert "no alcohol" not in read_demands(text).words()
